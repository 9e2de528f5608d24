/**
 * Changes a signal: raised, reported again, moved, and what time does to it. Pure; the table of moves is in `moves.ts`,
 * who may make them is asked before it comes here.
 */
import { civilDateOf, isCivilDate, shift, type CivilDate, type Instant } from '../calendar.ts';
import { changeMdo, mdoDay } from './mdo.ts';
import { after, type Move, type SignalStatus } from './moves.ts';
import {
  SEVERITIES,
  type ClockId,
  type Report,
  type SignalEvent,
  type SignalKind,
  type SignalRefusal,
  type SignalState,
  type Timing,
  type Watch,
  type WatchId,
  type Word,
} from './signal.ts';
import { DUE, FOLLOW_UP, followUntil, momentOfLevel, running, started, toTakeUp } from './watches.ts';

/** Longest words of people in a signal, in characters. */
export const LONGEST_WORDS = 600;

export type SignalResult =
  { readonly ok: true; readonly state: SignalState } | { readonly ok: false; readonly refusal: SignalRefusal };

const refused = (refusal: SignalRefusal): SignalResult => ({ ok: false, refusal });
const no = (kind: Extract<SignalRefusal, { kind: string }>['kind']): SignalResult => refused({ kind } as SignalRefusal);

/**
 * A new signal. The clock of the woningcorporatie runs where it reported the signal itself: from the moment of the
 * incident, where that is known, else from the report. The care organisation's runs from the report.
 */
export function raise(kind: SignalKind, report: Report, timing: Timing): SignalResult {
  const fault = reportFault(report);
  if (fault) return no(fault);
  const state: SignalState = {
    ...{ status: 'open', kind, reports: [report], clocks: [clockOf('feedback', report.at, timing)] },
    ...{ followUp: toTakeUp(report.at, timing), taken: null, lead: null, backs: [], mdos: [] },
    ...{ outcomes: [], reopened: [], told: [] },
  };
  return { ok: true, state: withContact(state, report, timing) };
}

/** The same once more: it joins the signal that is open. `worse`: it has become more serious than it was. */
export function repeat(
  state: SignalState,
  report: Report,
  timing: Timing,
): SignalResult & { readonly worse?: boolean } {
  const fault = reportFault(report);
  if (fault) return no(fault);
  const joined = { ...state, reports: [...state.reports, report] };
  const worse = rank(joined) > rank(state);
  // What was answered, was answered for what it was then.
  const clocks = state.clocks.map((watch) =>
    worse && watch.answered && (watch.id === 'feedback' || report.landlord)
      ? clockOf(watch.id as ClockId, startOf(watch.id as ClockId, report), timing)
      : watch,
  );
  return { ok: true, state: withContact({ ...joined, clocks }, report, timing), worse };
}

const startOf = (id: ClockId, { at, moment }: Report): Instant => (id === 'contact' ? (moment ?? at) : at);

const rank = ({ reports }: SignalState): number =>
  Math.max(...reports.map(({ severity }) => SEVERITIES.indexOf(severity)));

/** How serious it is: the most serious report counts. */
export const severityOf = (state: SignalState) => SEVERITIES[rank(state)] ?? 'licht';

function reportFault({ at, since, moment, seen }: Report) {
  if (seen.trim() === '') return 'words_missing';
  if (seen.length > LONGEST_WORDS) return 'words_too_long';
  if (!isCivilDate(since)) return 'date_missing';
  return since > civilDateOf(at) || (moment !== null && moment > at) ? 'future_date' : null;
}

function withContact(state: SignalState, report: Report, timing: Timing): SignalState {
  if (!report.landlord || state.clocks.some(({ id }) => id === 'contact')) return state;
  const clock = clockOf('contact', startOf('contact', report), timing);
  return { ...state, clocks: [clock, ...state.clocks] };
}

const clockOf = (id: ClockId, from: Instant, timing: Timing): Watch => started(id, from, timing(id, from));

/** Makes a move, or says why not. `now`: the moment at which it is made. */
export function move(state: SignalState, event: SignalEvent, now: Instant, timing: Timing): SignalResult {
  const status = after(state.status, event.move);
  if (status === null) return refused({ kind: 'not_from_here', move: event.move, status: state.status });
  const today = civilDateOf(now);
  const at = { ...state, status };
  switch (event.move) {
    case 'take':
    case 'prolong':
      return taken(at, event, now, today);
    case 'contact':
      return contacted(at, event.memberId, now);
    case 'report_back':
      return worded(event, today, false, (word) => ({
        ...{ ...at, clocks: answer(at.clocks, 'feedback', now, event.memberId), backs: [...at.backs, word(now)] },
      }));
    case 'finish':
      return worded(event, today, true, (word) => finished(at, word(now), now));
    case 'reopen':
      return worded(event, today, true, (word) => reopened(at, word(now), now, timing));
    case 'give_lead':
      return given(at, event, now, timing);
    default: {
      const changed = changeMdo(at.mdos, event, today);
      if (!changed.ok) return refused(changed.refusal);
      return { ok: true, state: afterMdo({ ...at, mdos: changed.mdos }, event, now, today) };
    }
  }
}

type Of<M extends Move> = Extract<SignalEvent, { move: M }>;

function taken(state: SignalState, event: Of<'take' | 'prolong'>, now: Instant, today: CivilDate): SignalResult {
  const until = event.until ?? shift(today, FOLLOW_UP, 'after');
  if (!isCivilDate(until) || until < today) return no('past_date');
  const { memberId, organisationId } = event;
  const holder = event.move === 'prolong' && state.taken ? state.taken : { memberId, organisationId };
  return { ok: true, state: { ...state, taken: { ...holder, until }, followUp: followUntil(now, until) } };
}

function contacted(state: SignalState, memberId: string, now: Instant): SignalResult {
  const clock = state.clocks.find(({ id }) => id === 'contact');
  if (!clock) return no('no_clock');
  if (clock.answered) return refused({ kind: 'answered_already', clock: 'contact' });
  return { ok: true, state: { ...state, clocks: answer(state.clocks, 'contact', now, memberId) } };
}

// Each clock by itself: an answer to one says nothing of the other.
const answer = (clocks: readonly Watch[], id: ClockId, at: Instant, memberId: string): readonly Watch[] =>
  clocks.map((watch) =>
    watch.id === id && watch.answered === null ? { ...watch, answered: { at, memberId } } : watch,
  );

function worded(
  { words, nextContact, memberId }: Of<'report_back' | 'finish' | 'reopen'>,
  today: CivilDate,
  required: boolean,
  change: (word: (at: Instant) => Word) => SignalState,
): SignalResult {
  const said = words.trim();
  if (required && said === '') return no('words_missing');
  if (said.length > LONGEST_WORDS) return no('words_too_long');
  if (nextContact !== null && (!isCivilDate(nextContact) || nextContact < today)) return no('past_date');
  return { ok: true, state: change((at) => ({ at, memberId, words: said, nextContact })) };
}

// Finishing tells the reporter that it was handled, so it answers the care organisation's clock. That the
// woningcorporatie has not called, stays to be seen.
function finished(state: SignalState, word: Word, now: Instant): SignalState {
  const clocks = answer(state.clocks, 'feedback', now, word.memberId).map((watch) =>
    watch.answered === null ? { ...watch, stopped: true } : watch,
  );
  return { ...state, clocks, followUp: null, outcomes: [...state.outcomes, word] };
}

function reopened(state: SignalState, word: Word, now: Instant, timing: Timing): SignalState {
  const contact = state.clocks.filter(({ id }) => id === 'contact');
  return {
    ...{ ...state, taken: null, followUp: toTakeUp(now, timing), reopened: [...state.reopened, word] },
    clocks: [...contact, clockOf('feedback', now, timing)],
  };
}

function given(state: SignalState, event: Of<'give_lead'>, now: Instant, timing: Timing): SignalResult {
  if (event.to === '') return no('unknown_party');
  if (state.lead === event.to) return no('same_party');
  if (state.status === 'mdo') return { ok: true, state: { ...state, lead: event.to } };
  return { ok: true, state: { ...state, lead: event.to, taken: null, followUp: toTakeUp(now, timing) } };
}

// The day that the MDO waits for is followed; after its outcome the agreements are.
function afterMdo(state: SignalState, event: SignalEvent, now: Instant, today: CivilDate): SignalState {
  const mdo = state.mdos.at(-1);
  if (!mdo) return state;
  if (!mdo.ended) {
    const watch = followUntil(now, mdoDay(mdo));
    // What waits for the same day is not asked about anew.
    return { ...state, followUp: state.followUp?.dueAt === watch.dueAt ? state.followUp : watch };
  }
  const until = mdo.ended.followUp ?? shift(today, FOLLOW_UP, 'after');
  const { memberId, organisationId } = state.taken ?? event;
  return { ...state, taken: { memberId, organisationId, until }, followUp: followUntil(now, until) };
}

/** Something that has to be said because time has passed. */
export interface Alert {
  readonly watch: WatchId;
  /** See `watches.ts`. */
  readonly level: number;
  /** When it should have been said. */
  readonly at: Instant;
}

/** What the passing of time brings: each watch by itself, at the furthest level that it has got to. */
export function elapse(
  state: SignalState,
  now: Instant,
): { readonly state: SignalState; readonly alerts: readonly Alert[] } {
  const alerts: Alert[] = [];
  const further = (watch: Watch): Watch => {
    if (!running(state).includes(watch)) return watch;
    let { level } = watch;
    while (momentOfLevel(watch, level + 1) <= now) level += 1;
    if (level === watch.level) return watch;
    alerts.push({ watch: watch.id, level, at: momentOfLevel(watch, level) });
    return { ...watch, level };
  };
  const clocks = state.clocks.map(further);
  const followUp = state.followUp && further(state.followUp);
  const passed = followUp !== null && followUp.level >= DUE;
  const status: SignalStatus = state.status === 'taken' && passed ? 'asked' : state.status;
  return { state: { ...state, status, clocks, followUp }, alerts };
}
