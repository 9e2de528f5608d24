/**
 * What a handler is given for one turn, and what it gives back. No SDK, no storage: only our own words.
 */
import type { Interpret } from '../domain/understanding/interpret.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { withoutRoute, type ReaderView, type SeenCase } from '../domain/views.ts';
import { button } from '../presenters/buttons.ts';
import type { Hit } from '../presenters/answersSearch.ts';
import type { CardData, Notice, Reader } from '../presenters/card.ts';
import type { Shown } from '../presenters/caseList.ts';
import { wordCard, waysOn } from '../presenters/notices.ts';
import { words } from '../presenters/wording.ts';
import { peopleWords } from '../presenters/wordingPeople.ts';
import type { CaseForMember, Deps, Member } from '../usecases/ports.ts';
import { seeCase, seeCaseTogether, viewOf, type CaseView, type Person } from '../usecases/readCase.ts';
import type { Incoming } from './incoming.ts';

/** Moves the clock and does what has become due by it. Null: back to the real time. */
export type Travel = (ms: number | null) => Promise<void>;

export interface Turn {
  readonly deps: Deps;
  readonly incoming: Incoming;
  readonly member: Member;
  readonly reader: Reader;
  /** The case of this conversation, else the one that this person last discussed here. */
  readonly current: CaseForMember | null;
  readonly interpret: Interpret;
  /** The answer that was last given here, as long as nothing came after it; null: none, or it was forgotten. */
  readonly answered: string | null;
  /** Whom people can turn to, in the words of the configuration; null: nobody is named. */
  readonly contact: string | null;
  /** True where a mail server is configured. */
  readonly mails: boolean;
  /** Local trial version: moves the clock on by so many milliseconds, or back to now. Null elsewhere. */
  readonly travel: Travel | null;
  /** Everybody who reads along here; null if that cannot be found out. */
  readonly people: () => Promise<readonly Person[] | null>;
}

/** A card to answer with. `about`: from now on this is the case that is discussed here. */
export interface Answer {
  readonly card: CardData;
  readonly about?: CaseView;
  /** Cases of which something is shown besides: each is noted in the log of reading. */
  readonly shows?: readonly CaseView[];
  /** The id of the answer about the rules that it shows: "waarom?" asks about that one. */
  readonly answered?: string;
  /** What a search found; the card is for where that is nothing. */
  readonly found?: readonly Hit[];
  /** On a press: for the presser alone, the card itself stays as it is for the others. */
  readonly private?: boolean;
  /** On a press outside a personal chat: posted beside the pressed card, which stays as it is for everybody. */
  readonly beside?: boolean;
  /** The same wherever it was pressed: the card is one that the outbox keeps right, and must not be overtaken. */
  readonly apart?: boolean;
}

/** An answer about a case, which becomes the one under discussion. */
export const about = (view: CaseView, card: CardData): Answer => ({ card, about: view });

/** Cards of a case for the views that there are. A landlord gets its own, made from its own view. */
export interface CaseCards {
  readonly reader: (view: ReaderView) => CardData;
  readonly landlord: (view: Extract<SeenCase, { kind: 'landlord' }>, plan: Plan) => CardData;
}

/**
 * Shows the case: alone what the member may see, in a group what everybody there may see. Where somebody reads along
 * who may see nothing of it, nothing is shown.
 */
export async function show(turn: Turn, view: CaseView, cards: CaseCards): Promise<Answer> {
  const { deps, reader } = turn;
  if (!reader.shared) {
    const seen = await seeCase(deps, view);
    return about(view, seen.kind === 'landlord' ? cards.landlord(seen, withoutRoute(view.plan)) : cards.reader(seen));
  }
  const seen = await seeCaseTogether(deps, view, await turn.people());
  if (seen) return about(view, cards.reader(seen));
  return { card: wordCard([peopleWords(reader.lang).togetherNot], []), private: true };
}

/** The cases as the member may see them, for a list in a personal chat. */
export async function shown(turn: Turn, views: readonly CaseView[]): Promise<readonly Shown[]> {
  return Promise.all(
    views.map(async (view) => ({ view: await seeCase(turn.deps, view), plan: withoutRoute(view.plan) })),
  );
}

/** The case under discussion, with where it stands; null if there is none. */
export async function currentView(turn: Turn): Promise<CaseView | null> {
  return turn.current ? viewOf(turn.deps, turn.current) : null;
}

/** One notice in the given style. */
export const notice = (text: string, style: Notice['style']): readonly Notice[] => [{ text, style }];

/** The answer where a case is not there for this person; the same whether it exists or not. */
export function noCase(turn: Turn): Answer {
  return { card: wordCard([words(turn.reader.lang).noCase], waysOn(turn.reader)), private: true };
}

/** The answer in a group or channel to what belongs in a personal chat. */
export function personalOnly(turn: Turn): Answer {
  return { card: wordCard([words(turn.reader.lang).personalOnly], []), private: true };
}

/** The answer to what is not for this member to do in a case that they see. */
export function forbidden(turn: Turn, view: CaseView): Answer {
  const { lang } = turn.reader;
  const back = button(words(lang).press.next, 'next', { c: view.case.id });
  return { card: wordCard([peopleWords(lang).forbidden], [back]), private: true };
}
