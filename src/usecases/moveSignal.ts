/**
 * Makes a move with a signal, as the member saw it: stored with its log and its messages in one go or not at all. Of two
 * who press at once, the second is told that it has changed.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { Instant } from '../domain/calendar.ts';
import { move } from '../domain/signals/step.ts';
import type { Signal, SignalEvent, SignalRefusal } from '../domain/signals/signal.ts';
import { nextLook, timingOf } from '../domain/signals/watches.ts';
import type { Kept } from './changeCase.ts';
import type { AuditEntry, Deps, Member, Message, Stores } from './ports.ts';
import { todayOf } from './readCase.ts';
import { readSignal, type SignalForMember } from './readSignal.ts';
import {
  cardMessages,
  newsMessages,
  organisationsOf,
  telling,
  toOrganisation,
  toReceivers,
  toReporters,
  toRoles,
  withTold,
  type Telling,
} from './tellSignal.ts';
import { wordsKept } from './tableLog.ts';

/** A move without who makes it, which follows from the member. */
export type NewMove = SignalEvent extends infer E
  ? E extends SignalEvent
    ? Omit<E, 'memberId' | 'organisationId'>
    : never
  : never;

export type MoveResult =
  | { readonly kind: 'moved'; readonly found: SignalForMember }
  /** It is no longer as the person saw it. Nothing was changed. */
  | { readonly kind: 'stale'; readonly found: SignalForMember }
  | { readonly kind: 'refused'; readonly found: SignalForMember; readonly refusal: SignalRefusal }
  | { readonly kind: 'forbidden'; readonly found: SignalForMember }
  | { readonly kind: 'no_signal' };

/** Makes the move on the signal as the member saw it (`seenVersion`). */
export async function moveSignal(
  deps: Deps,
  input: {
    readonly signalId: string;
    readonly seenVersion: number;
    readonly move: NewMove;
    readonly member: Member;
    readonly kept?: Kept | null;
  },
): Promise<MoveResult> {
  const found = await readSignal(deps, input.signalId, input.member);
  if (!found) return { kind: 'no_signal' };
  const { signal, view, tie, settings } = found;
  const event = { ...input.move, memberId: input.member.id, organisationId: found.organisationId } as SignalEvent;
  if (!CASE_POLICY.move_signal(view.who, { move: event.move, tie })) return { kind: 'forbidden', found };
  if (signal.version !== input.seenVersion) return { kind: 'stale', found };
  const now = deps.clock.now();
  const result = move(signal.state, event, now, timingOf(view.plan, settings));
  if (!result.ok) return { kind: 'refused', found, refusal: result.refusal };
  const saved = await deps.uow.transaction(async (tx) => {
    await tx.privacy.lockByCode(view.case.code);
    const know = await telling(tx, signal.caseId, todayOf(deps), { plan: view.plan, settings });
    const refusal = await elsewhere(tx, signal, event, know);
    if (refusal) return refusal;
    const state = withTold(result.state, know);
    const moved = await tx.signals.save(signal.id, signal.version, state, nextLook(state, now));
    if (!moved) return null;
    const news = newsOf(moved, event, know, now);
    await tx.outbox.add([...cardMessages(moved, know, now), ...news]);
    const heard = news.flatMap(({ to }) => ('memberId' in to ? to.memberId : []));
    const told = organisationsOf([...state.told.slice(signal.state.told.length), ...heard], moved, know);
    await tx.audit.add(lines(moved, found, event, now, told, input.kept ?? null));
    return moved;
  });
  if (saved && 'kind' in saved) return { kind: 'refused', found, refusal: saved };
  const fresh = await readSignal(deps, input.signalId, input.member);
  if (!fresh) return { kind: 'no_signal' };
  return { kind: saved ? 'moved' : 'stale', found: fresh };
}

// What a move asks of the world around the signal.
async function elsewhere(tx: Stores, signal: Signal, event: SignalEvent, know: Telling): Promise<SignalRefusal | null> {
  if (event.move === 'give_lead') return toOrganisation(event.to, know).length > 0 ? null : { kind: 'unknown_party' };
  const known = (role: string): boolean => Object.hasOwn(know.plan.protocol.roles, role);
  if (event.move === 'mdo_agree' && !known(event.owner)) return { kind: 'owner_missing' };
  if ('participants' in event && !event.participants.every(known)) return { kind: 'participants_missing' };
  if (event.move !== 'reopen') return null;
  const { kind } = signal.state;
  const others = (await tx.signals.ofCase(signal.caseId)).filter(({ state }) => state.status !== 'done');
  return others.some(({ state }) => state.kind === kind && kind !== 'anders' && kind !== 'incident')
    ? { kind: 'newer_open' }
    : null;
}

// What rings, and for whom; the rest is on the card.
function newsOf(signal: Signal, event: SignalEvent, know: Telling, now: Instant): readonly Message[] {
  const others = (messages: readonly Message[]): readonly Message[] =>
    messages.filter(({ to }) => !('memberId' in to) || to.memberId !== event.memberId);
  switch (event.move) {
    case 'report_back':
      return others(newsMessages(signal, 'back', toReporters(signal), now));
    case 'finish':
      return others(newsMessages(signal, 'done', toReporters(signal), now));
    case 'reopen':
      return others(newsMessages(signal, 'reopened', toReceivers(signal, know), now));
    case 'give_lead':
      return others(newsMessages(signal, 'lead', toOrganisation(event.to, know), now));
    case 'scale_up':
    case 'mdo_plan':
      return others(newsMessages(signal, 'mdo', toRoles(event.participants, know), now));
    default:
      return [];
  }
}

// Which move, and what is no word of anybody: those are in the signal.
function lines(
  { id, version, state }: Signal,
  { signal, view }: SignalForMember,
  event: SignalEvent,
  at: Instant,
  told: readonly string[],
  kept: Kept | null,
): readonly AuditEntry[] {
  const line = { at, memberId: event.memberId, behalfOf: view.who.behalfOf, caseId: signal.caseId };
  const { memberId: _member, organisationId: _organisation, ...rest } = event;
  const said = 'words' in rest ? { ...rest, words: rest.words.trim() === '' ? 0 : 1 } : rest;
  const effect = { signal: id, ...said, from: signal.state.status, to: state.status, told };
  const moved = { ...line, id: `signal:${id}:${version}`, type: 'signal_moved', effect };
  return [moved, ...wordsKept(moved, kept)];
}
