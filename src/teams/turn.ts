/**
 * What a handler is given for one turn, and what it gives back. No SDK, no storage: only our own words.
 */
import type { Case } from '../domain/cases.ts';
import type { Interpret } from '../domain/understanding/interpret.ts';
import type { CardData, Notice, Reader } from '../presenters/card.ts';
import { wordCard, waysOn } from '../presenters/notices.ts';
import { words } from '../presenters/wording.ts';
import type { Deps, Member } from '../usecases/ports.ts';
import { viewOf, type CaseView } from '../usecases/changeCase.ts';
import type { Incoming } from './incoming.ts';

export interface Turn {
  readonly deps: Deps;
  readonly incoming: Incoming;
  readonly member: Member;
  readonly reader: Reader;
  /** The case that this person last discussed here. */
  readonly current: Case | null;
  readonly interpret: Interpret;
}

/** A card to answer with. `about`: from now on this is the case that is discussed here. */
export interface Answer {
  readonly card: CardData;
  readonly about?: Case;
  /** On a press: for the presser alone, the card itself stays as it is for the others. */
  readonly private?: boolean;
}

/** An answer about a case, which becomes the one under discussion. */
export const about = (view: CaseView, card: CardData): Answer => ({ card, about: view.case });

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
