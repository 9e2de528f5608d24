/**
 * Somebody reports a signal: a new one, or once more what is open already. Stored with its log and its messages in one
 * go; of two who report the same at once, the second joins the first.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { CivilDate, Instant } from '../domain/calendar.ts';
import { nextLook, timingOf } from '../domain/signals/watches.ts';
import { raise, repeat } from '../domain/signals/step.ts';
import type { Report, Severity, Signal, SignalKind, SignalRefusal, Timing } from '../domain/signals/signal.ts';
import type { Kept } from './changeCase.ts';
import type { AuditEntry, Deps, Member, Stores } from './ports.ts';
import { readCase, todayOf, type CaseView } from './readCase.ts';
import {
  cardMessages,
  newsMessages,
  organisationsOf,
  telling,
  toReceivers,
  withTold,
  type Telling,
} from './tellSignal.ts';
import { wordsKept } from './tableLog.ts';

export interface SignalInput {
  readonly caseId: string;
  readonly member: Member;
  readonly kind: SignalKind;
  readonly since: CivilDate;
  /** The moment of the incident, where its time is known. */
  readonly moment: Instant | null;
  readonly severity: Severity;
  readonly seen: string;
  readonly kept?: Kept | null;
}

export type RaiseResult =
  /** `joined`: it was open already. `worse`: and is more serious now. */
  | {
      readonly kind: 'raised';
      readonly signal: Signal;
      readonly view: CaseView;
      readonly joined: boolean;
      readonly worse: boolean;
    }
  | { readonly kind: 'no_case' }
  | { readonly kind: 'forbidden' | 'closed'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: SignalRefusal };

// Of these there can be several at once: each is a thing of its own.
const SEPARATE: ReadonlySet<SignalKind> = new Set(['incident', 'anders']);

/** Reports a signal about a case. */
export async function raiseSignal(deps: Deps, input: SignalInput): Promise<RaiseResult> {
  const { stores } = deps.uow;
  const today = todayOf(deps);
  const view = await readCase(deps, input.caseId, input.member);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.raise_signal(view.who)) return { kind: 'forbidden', view };
  if (view.case.state.closed) return { kind: 'closed', view };
  const found = await stores.cases.forMember(view.case.id, input.member.id, today);
  const { settings } = await stores.settings.ofRegion(view.case.protocolId);
  const report: Report = {
    ...{ at: deps.clock.now(), memberId: input.member.id, landlord: view.who.landlord, since: input.since },
    organisationId: found?.standings[0]?.organisationId ?? '',
    ...{ moment: input.moment, severity: input.severity, seen: input.seen.trim() },
  };
  const timing = timingOf(view.plan, settings);
  return deps.uow.transaction(async (tx): Promise<RaiseResult> => {
    // Locked, so that of two reports at once the second finds the first.
    const locked = await tx.privacy.lockByCode(view.case.code);
    if (!locked) return { kind: 'no_case' };
    const open = (await tx.signals.ofCase(locked.id)).find(
      ({ state }) => state.kind === input.kind && state.status !== 'done' && !SEPARATE.has(input.kind),
    );
    const know = await telling(tx, locked.id, today, { plan: view.plan, settings });
    return open
      ? joinSignal(tx, view, open, report, timing, know, input)
      : newSignal(deps, tx, view, report, timing, know, input);
  });
}

async function newSignal(
  deps: Deps,
  tx: Stores,
  view: CaseView,
  report: Report,
  timing: Timing,
  know: Telling,
  input: SignalInput,
): Promise<RaiseResult> {
  const result = raise(input.kind, report, timing);
  if (!result.ok) return { kind: 'refused', view, refusal: result.refusal };
  const state = withTold(result.state, know);
  const signal: Signal = { id: deps.newId(), caseId: view.case.id, version: 1, raisedAt: report.at, state };
  await tx.signals.add(signal, nextLook(state, report.at));
  await tx.outbox.add(cardMessages(signal, know, report.at));
  const told = organisationsOf(state.told, signal, know);
  await tx.audit.add(lines(signal, view, report, 'signal_raised', told, input));
  return { kind: 'raised', signal, view, joined: false, worse: false };
}

async function joinSignal(
  tx: Stores,
  view: CaseView,
  open: Signal,
  report: Report,
  timing: Timing,
  know: Telling,
  input: SignalInput,
): Promise<RaiseResult> {
  const result = repeat(open.state, report, timing);
  if (!result.ok) return { kind: 'refused', view, refusal: result.refusal };
  const { worse = false } = result;
  const state = withTold(result.state, know);
  const signal = await tx.signals.save(open.id, open.version, state, nextLook(state, report.at));
  // Only a move that does not wait for the case can be in between: the whole is done anew.
  if (!signal) throw Object.assign(new Error('Somebody moved the signal at the same moment'), { code: '40001' });
  const alert = worse ? newsMessages(signal, 'worse', toReceivers(signal, know), report.at) : [];
  await tx.outbox.add([...cardMessages(signal, know, report.at), ...alert]);
  // A worse signal rings with everybody who receives it; another repeat tells those only who had no copy yet.
  const heard = worse ? state.told : state.told.slice(open.state.told.length);
  const told = organisationsOf(heard, signal, know);
  await tx.audit.add(lines(signal, view, report, 'signal_repeated', told, input));
  return { kind: 'raised', signal, view, joined: true, worse };
}

// What was seen is in the signal and not in the log.
function lines(
  { id, version, state }: Signal,
  view: CaseView,
  { at, memberId, severity, since }: Report,
  type: string,
  told: readonly string[],
  { kept }: SignalInput,
): readonly AuditEntry[] {
  const line = { at, memberId, behalfOf: view.who.behalfOf, caseId: view.case.id };
  const effect = { signal: id, kind: state.kind, severity, since, told };
  const raised = { ...line, id: `signal:${id}:${version}`, type, effect };
  return [raised, ...wordsKept(raised, kept)];
}
