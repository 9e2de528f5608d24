/**
 * Signals in chat: reporting one by phrase or button, showing it, the list of what is open, and every move. In a group
 * a form stands beside the card, and what is wrong with it is said to who filled it in alone.
 */
import { checkText, withoutFindings } from '../../domain/freeText.ts';
import { withoutRoute } from '../../domain/views.ts';
import type { Move } from '../../domain/signals/moves.ts';
import { kindIn } from '../../domain/signals/kindIn.ts';
import type { SeenSignal } from '../../domain/signals/signalView.ts';
import type { Press } from '../../presenters/buttons.ts';
import { MOST_CASES } from '../../presenters/caseList.ts';
import type { CardData, Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { moveForm, readMove, readReport, reportForm } from '../../presenters/signalForms.ts';
import { mdoCard, signalCard, signalsCard } from '../../presenters/signals.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { signalWords } from '../../presenters/wordingSignals.ts';
import { words } from '../../presenters/wording.ts';
import { listCases } from '../../usecases/listCases.ts';
import { moveSignal, type MoveResult } from '../../usecases/moveSignal.ts';
import { raiseSignal } from '../../usecases/raiseSignal.ts';
import { readCase, readCaseByCode, seeCaseTogether, todayOf, type CaseView } from '../../usecases/readCase.ts';
import {
  MOST_SIGNALS,
  noteSignalReading,
  openSignals,
  readSignal,
  seeSignal,
  seeSignalTogether,
  type SignalForMember,
} from '../../usecases/readSignal.ts';
import { somebodies } from '../../usecases/tellSignal.ts';
import { about, currentView, noCase, notice, personalOnly, type Answer, type Turn } from '../turn.ts';
import { listAnswer } from './cards.ts';
import { guardTyped } from './guard.ts';

const LIST = /^(?:(?:alle |mijn )?(?:open(?:staande)? )?signalen|(?:all |my )?(?:open )?signals)[.!?]?$/i;

/** The answer to "open signalen"; null for other words. */
export async function signalsTyped(turn: Turn, text: string): Promise<Answer | null> {
  if (!LIST.test(text)) return null;
  if (!turn.reader.shared) return openList(turn, '');
  return turn.current ? openList(turn, turn.current.case.id) : personalOnly(turn);
}

/** Somebody says that something is wrong: the form, with what was said in it. `code`: the case that was named. */
export async function reportTyped(turn: Turn, text: string, code: string | null): Promise<Answer> {
  const { deps, reader, member } = turn;
  const t = words(reader.lang);
  const named = code === null ? null : await readCaseByCode(deps, code, member);
  if (code !== null && !named) return { card: wordCard([t.noCaseCode(code)], waysOn(reader)) };
  const kind = kindIn(text) ?? '';
  const said = kind === '' || text.length < LEAST_SAID ? '' : withoutFindings(text, checkText(text, todayOf(deps)));
  const typed = { s_kind: kind, s_seen: said };
  const view = named ?? (await currentView(turn));
  if (view) return reportAnswer(turn, view, typed);
  if (reader.shared) return { card: wordCard([signalWords(reader.lang).whichCase], []) };
  const cases = await listCases(deps, member, MOST_CASES + 1);
  const [only] = cases;
  if (only && cases.length === 1) return reportAnswer(turn, only, typed);
  return listAnswer(turn, cases, { asking: true, verb: 'signal_new' });
}

// Shorter is a command and no description: "overlast melden".
const LEAST_SAID = 20;

const VERBS = new Set([
  ...(['signal_new', 'signal_save', 'signals', 'signal', 'signal_mdo'] as const),
  ...(['signal_form', 'signal_move', 'signal_agreed'] as const),
]);
type SignalVerb = typeof VERBS extends Set<infer V> ? V : never;
type SignalPress = Extract<Press, { verb: SignalVerb }>;

/** True for a press about signals. */
export const isSignalPress = (press: Press): press is SignalPress => (VERBS as ReadonlySet<string>).has(press.verb);

/** Answers such a press. */
export async function signalPress(turn: Turn, press: SignalPress, typed: Typed): Promise<Answer> {
  switch (press.verb) {
    case 'signal_new': {
      const view = await readCase(turn.deps, press.data.c, turn.member);
      return view ? { ...(await reportAnswer(turn, view, {})), beside: true } : noCase(turn);
    }
    case 'signal_save':
      return reportSave(turn, press.data.c, typed);
    case 'signals':
      return turn.reader.shared && press.data.c === '' ? personalOnly(turn) : openList(turn, press.data.c);
    case 'signal':
      return look(turn, press.data.g, signalCard);
    case 'signal_mdo':
      return look(turn, press.data.g, mdoCard);
    case 'signal_form':
      return formAnswer(turn, press.data.g, press.data.m);
    case 'signal_move':
      return moveAnswer(turn, press.data, press.data.m, typed);
    case 'signal_agreed':
      return moveAnswer(turn, press.data, 'mdo_agreed', typed, press.data.a);
  }
}

// A word for who pressed alone; what everybody sees stays as it is.
const word = (text: string): Answer => ({ card: wordCard([text], []), private: true });
const noSignal = ({ reader }: Turn): Answer => word(signalWords(reader.lang).noSignal);

// Nothing of a case where somebody reads along who may see nothing of it, not even its code on a form.
async function reportAnswer(
  turn: Turn,
  view: CaseView,
  typed: Typed,
  notices: readonly Notice[] = [],
): Promise<Answer> {
  const { deps, reader } = turn;
  if (view.case.state.closed) return word(signalWords(reader.lang).closed);
  if (reader.shared && !(await seeCaseTogether(deps, view, await turn.people()))) {
    return word(peopleWords(reader.lang).togetherNot);
  }
  return about(view, reportForm(view.case, todayOf(deps), reader, typed, notices));
}

async function reportSave(turn: Turn, caseId: string, filled: Typed): Promise<Answer> {
  const { deps, reader, member } = turn;
  const s = signalWords(reader.lang);
  const view = await readCase(deps, caseId, member);
  if (!view) return noCase(turn);
  const guarded = guardTyped(turn, filled);
  const again = async (text: string, kept: Typed): Promise<Answer> =>
    reader.shared ? word(text) : reportAnswer(turn, view, kept, notice(text, 'attention'));
  if (!guarded.ok) return guard(turn, guarded.ask, () => reportAnswer(turn, view, guarded.typed));
  const read = readReport(guarded.typed, todayOf(deps));
  if ('wrong' in read) {
    const texts = { kind: s.kindError, severity: s.severityError, since: s.refusals.date_missing, time: s.timeError };
    return again(texts[read.wrong], guarded.typed);
  }
  const result = await raiseSignal(deps, { caseId, member, ...read, kept: guarded.kept });
  switch (result.kind) {
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return word(s.notYours);
    case 'closed':
      return word(s.closed);
    case 'refused':
      return again(s.refusals[result.refusal.kind], guarded.typed);
    case 'raised': {
      const text = result.joined ? (result.worse ? s.joinedWorse : s.joined) : s.raisedNow;
      return afterwards(turn, result.signal.id, text, signalCard);
    }
  }
}

// In a group the words are not shown back to everybody: the writer changes them on the form that they have.
async function guard(turn: Turn, ask: (card: CardData) => CardData, form: () => Promise<Answer>): Promise<Answer> {
  if (turn.reader.shared) return word(signalWords(turn.reader.lang).guardShared);
  const answer = await form();
  return { ...answer, card: ask(answer.card) };
}

type Draw = typeof signalCard;

// The card in a personal chat; in a group the form gives way to a word, as the card hangs there already.
async function afterwards(turn: Turn, signalId: string, text: string, draw: Draw): Promise<Answer> {
  if (turn.reader.shared) return { card: wordCard([text], []) };
  return look(turn, signalId, draw, notice(text, 'good'));
}

async function look(turn: Turn, signalId: string, draw: Draw, notices: readonly Notice[] = []): Promise<Answer> {
  const found = await readSignal(turn.deps, signalId, turn.member);
  return found ? shown(turn, found, draw, notices) : noSignal(turn);
}

// Alone what the member may see, in a group what everybody there may.
async function shown(turn: Turn, found: SignalForMember, draw: Draw, notices: readonly Notice[]): Promise<Answer> {
  const { deps, reader, member, incoming } = turn;
  const seen: SeenSignal | null = reader.shared
    ? await seeSignalTogether(deps, found.signal, await turn.people())
    : await seeSignal(deps, found);
  if (!seen) {
    const own = reader.shared && (await seeSignal(deps, found)) !== null;
    return own ? word(signalWords(reader.lang).together(found.view.case.code)) : noSignal(turn);
  }
  await noteSignalReading(deps, member, incoming.id, [found.signal]);
  return about(found.view, draw(seen, withoutRoute(found.view.plan).protocol, reader, notices));
}

async function openList(turn: Turn, caseId: string): Promise<Answer> {
  const { deps, reader, member } = turn;
  const view = caseId === '' ? null : await readCase(deps, caseId, member);
  if (caseId !== '' && !view) return noCase(turn);
  let listed = await openSignals(deps, member, caseId === '' ? null : caseId);
  if (reader.shared) {
    const people = await turn.people();
    if (view && !(await seeCaseTogether(deps, view, people))) return word(peopleWords(reader.lang).togetherNot);
    const together = listed.map(async (each) => ({
      ...each,
      seen: await seeSignalTogether(deps, each.signal, people),
    }));
    listed = (await Promise.all(together)).filter(({ seen }) => seen !== null);
  }
  const some = listed.slice(0, MOST_SIGNALS);
  const read = some.filter(({ seen }) => seen).map(({ signal }) => signal);
  await noteSignalReading(deps, member, turn.incoming.id, read);
  const card = signalsCard(listed, MOST_SIGNALS, caseId, reader);
  return view ? about(view, card) : { card, shows: some.flatMap((each) => each.view ?? []) };
}

async function formAnswer(
  turn: Turn,
  signalId: string,
  move: Move,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): Promise<Answer> {
  const { deps, reader } = turn;
  const found = await readSignal(deps, signalId, turn.member);
  const seen = found && (await seeSignal(deps, found));
  if (!found || !seen) return noSignal(turn);
  if (reader.shared && !(await seeSignalTogether(deps, found.signal, await turn.people()))) {
    return word(signalWords(reader.lang).together(found.view.case.code));
  }
  if (!seen.may.has(move)) return word(signalWords(reader.lang).notYours);
  const { plan } = found.view;
  const around = await deps.uow.stores.signals.around(found.view.case.id, todayOf(deps));
  const parties = around.filter((each) => each.relation === 'participant');
  const roles = somebodies(parties, plan).flatMap((each) => [...each.roles]);
  const form = {
    signal: { id: signalId, caseId: found.view.case.id, code: found.view.case.code, version: found.signal.version },
    ...{ move, protocol: plan.protocol, today: todayOf(deps) },
    parties: [
      ...new Map(
        parties.map((each) => [each.organisationId, { id: each.organisationId, name: each.organisation }]),
      ).values(),
    ],
    participants: seen.mdo?.participants ?? [...new Set(roles)],
  };
  return { ...about(found.view, moveForm(form, reader, typed, notices)), beside: true };
}

/** Moves that are made from the card itself. */
const AT_ONCE: ReadonlySet<Move> = new Set(['take', 'contact', 'mdo_agreed']);
const OF_MDO: ReadonlySet<Move> = new Set(['mdo_plan', 'mdo_agree', 'mdo_agreed', 'mdo_limit']);

async function moveAnswer(
  turn: Turn,
  ids: { readonly g: string; readonly v: number },
  move: Move,
  filled: Typed,
  agreement = 0,
): Promise<Answer> {
  const { deps, reader, member } = turn;
  const s = signalWords(reader.lang);
  const guarded = guardTyped(turn, filled);
  if (!guarded.ok) return guard(turn, guarded.ask, () => formAnswer(turn, ids.g, move, guarded.typed));
  const { typed, kept } = guarded;
  const made = readMove(move, typed, agreement);
  const again = async (text: string): Promise<Answer> => {
    if (reader.shared) return word(text);
    if (AT_ONCE.has(move)) return look(turn, ids.g, signalCard, notice(text, 'attention'));
    return formAnswer(turn, ids.g, move, typed, notice(text, 'attention'));
  };
  if (!made) return again(s.refusals.date_missing);
  const result = await moveSignal(deps, { signalId: ids.g, seenVersion: ids.v, move: made, member, kept });
  return resultAnswer(turn, result, move, again);
}

async function resultAnswer(
  turn: Turn,
  result: MoveResult,
  move: Move,
  again: (text: string) => Promise<Answer>,
): Promise<Answer> {
  const s = signalWords(turn.reader.lang);
  const draw = OF_MDO.has(move) ? mdoCard : signalCard;
  switch (result.kind) {
    case 'no_signal':
      return noSignal(turn);
    case 'forbidden':
      return word(s.notYours);
    case 'refused':
      return again(s.refusals[result.refusal.kind]);
    case 'stale':
      // A form keeps what was filled in where it can still be sent.
      if (turn.reader.shared && !AT_ONCE.has(move)) return word(s.changed);
      return shown(turn, result.found, draw, notice(s.changed, 'warning'));
    case 'moved':
      if (!AT_ONCE.has(move)) return afterwards(turn, result.found.signal.id, s.moved[move], draw);
      return shown(turn, result.found, draw, notice(s.moved[move], 'good'));
  }
}
