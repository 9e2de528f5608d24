/**
 * Handing over the role of casushouder: somebody is asked, says yes or no, or the question is taken back. State, log,
 * who takes part and what others are told are stored in one go. Rules are in domain/holder.ts.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { CivilDate } from '../domain/calendar.ts';
import type { CaseState, NewEffect, Offer } from '../domain/cases.ts';
import * as handover from '../domain/holder.ts';
import type { HandoverChange, HandoverRefusal } from '../domain/holder.ts';
import { rolesIn } from '../domain/people.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { nextDue, step } from '../domain/protocol/step.ts';
import type { Kept } from './changeCase.ts';
import { answeredMessages, ASKING, askedMessages, withdrawnMessages } from './holderMessages.ts';
import { readOffer, type OfferSeen } from './holderOffers.ts';
import type { Deps, Member, Participant, Stores } from './ports.ts';
import { readCase, todayOf, viewOf, type CaseView } from './readCase.ts';

/** Somebody who could be casushouder. */
export interface HandoverCandidate {
  readonly memberId: string;
  readonly organisationId: string;
  readonly name: string | null;
  readonly organisation: string;
  readonly roles: readonly string[];
}

export type OfferResult =
  | { readonly kind: 'offered'; readonly view: CaseView; readonly member: Member }
  | { readonly kind: 'no_case' | 'stale' }
  | { readonly kind: 'forbidden' | 'unknown_person'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: HandoverRefusal };

/** Everybody in the organisations of the case who could be casushouder and is it not yet for good; by organisation. */
export async function handoverCandidates(deps: Deps, view: CaseView): Promise<readonly HandoverCandidate[]> {
  const { cases, organisations } = deps.uow.stores;
  const people = await cases.participants(view.case.id, todayOf(deps));
  const found: HandoverCandidate[] = [];
  for (const organisation of await cases.organisations(view.case.id)) {
    for (const member of await organisations.members(organisation.id)) {
      const work = member.memberships.find((each) => each.organisation.id === organisation.id);
      if (!work || !canHold(view.plan.protocol, work.roles) || holdsForGood(people, member.id)) continue;
      const names = { name: member.displayName, organisation: organisation.name };
      found.push({ memberId: member.id, organisationId: organisation.id, ...names, roles: work.roles });
    }
  }
  return found;
}

// Who lets the home learns too little of a case to lead it.
const canHold = (protocol: Protocol, words: readonly string[]): boolean =>
  [...rolesIn(protocol, words)].some((id) => protocol.roles[id]?.landlord === false);

const holdsForGood = (people: readonly Participant[], memberId: string): boolean =>
  people.some((each) => each.memberId === memberId && each.casushouder && each.heldUntil === null);

/** Asks somebody to be casushouder from `start`; who is it now stays until `until`, or until then (null). */
export async function offerHandover(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly by: Member;
    readonly memberId: string;
    readonly organisationId: string;
    readonly start: CivilDate;
    readonly until: CivilDate | null;
  },
): Promise<OfferResult> {
  const view = await readCase(deps, input.caseId, input.by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.hand_over(view.who)) return { kind: 'forbidden', view };
  const { memberId: member, organisationId: organisation, start, until } = input;
  const candidates = await handoverCandidates(deps, view);
  const chosen = candidates.some((each) => each.memberId === member && each.organisationId === organisation);
  const asked = chosen ? await deps.uow.stores.members.byId(member) : null;
  if (!asked) return { kind: 'unknown_person', view };
  const today = todayOf(deps);
  const question: Offer = {
    ...{ id: deps.newId(), by: input.by.id, to: { member, organisation } },
    ...{ start, until, offeredOn: today },
  };
  const change = handover.offer(view.case.state, question);
  if (!change.ok) return { kind: 'refused', view, refusal: change.refusal };
  const line = { memberId: input.by.id, behalfOf: view.who.behalfOf };
  const done = await store(deps, view, change, line, async (stores) => {
    await stores.outbox.add(askedMessages(view.case.id, question, asked, deps.clock.now()));
  });
  if (!done) return { kind: 'stale' };
  const fresh = await readCase(deps, input.caseId, input.by);
  return fresh ? { kind: 'offered', view: fresh, member: asked } : { kind: 'no_case' };
}

export type WithdrawResult =
  | { readonly kind: 'withdrawn'; readonly view: CaseView }
  | { readonly kind: 'no_case' }
  /** Answered, withdrawn or lapsed meanwhile. */
  | { readonly kind: 'gone' | 'forbidden' | 'stale'; readonly view: CaseView };

/** Takes the question back. */
export async function withdrawHandover(
  deps: Deps,
  input: { readonly caseId: string; readonly offerId: string; readonly by: Member },
): Promise<WithdrawResult> {
  const view = await readCase(deps, input.caseId, input.by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.hand_over(view.who)) return { kind: 'forbidden', view };
  const question = view.case.state.handover;
  const change = handover.withdraw(view.case.state, input.offerId, todayOf(deps));
  if (!change.ok || !question) return { kind: 'gone', view };
  const line = { memberId: input.by.id, behalfOf: view.who.behalfOf };
  const asked = await deps.uow.stores.members.byId(question.to.member);
  const done = await store(deps, view, change, line, async (stores) => {
    // Whoever had not heard of it yet need not hear that it is gone.
    const unsent = await stores.outbox.drop(ASKING, { offer: question.id });
    if (unsent < askedMessages(view.case.id, question, asked, deps.clock.now()).length) {
      await stores.outbox.add(withdrawnMessages(view.case.id, question, asked, deps.clock.now()));
    }
  });
  const fresh = await readCase(deps, input.caseId, input.by);
  if (!fresh) return { kind: 'no_case' };
  return { kind: done ? 'withdrawn' : 'stale', view: fresh };
}

export type AnswerResult =
  | { readonly kind: 'accepted'; readonly offer: OfferSeen; readonly view: CaseView | null }
  | { readonly kind: 'refused'; readonly offer: OfferSeen }
  | { readonly kind: 'reason_missing'; readonly offer: OfferSeen }
  /** Answered, withdrawn, lapsed, or not for this member. */
  | { readonly kind: 'gone' };

const MOST_TRIES = 5;

/** Yes, or no with a reason. Whatever else changes in the case at the same moment, the answer is not lost. */
export async function answerHandover(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly offerId: string;
    readonly by: Member;
    /** Null: yes. */
    readonly refusal: string | null;
    readonly kept?: Kept | null;
  },
): Promise<AnswerResult> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const result = await tryAnswer(deps, input);
    if (result) return result;
  }
  throw new Error('The case kept changing while somebody answered a handover');
}

async function tryAnswer(deps: Deps, input: Parameters<typeof answerHandover>[1]): Promise<AnswerResult | null> {
  const { caseId, offerId, by, refusal } = input;
  const seen = await readOffer(deps, caseId, offerId, by);
  const found = await deps.uow.stores.cases.byId(caseId);
  if (!seen || !found) return { kind: 'gone' };
  const view = await viewOf(deps, { case: found, standings: [] });
  const today = todayOf(deps);
  const { holder } = view.plan.protocol;
  const change =
    refusal === null
      ? handover.accept(found.state, offerId, holder, today)
      : handover.refuseOffer(found.state, offerId, refusal, today);
  if (!change.ok)
    return change.refusal === 'reason_missing' ? { kind: 'reason_missing', offer: seen } : { kind: 'gone' };
  const { to } = seen.offer;
  const people = await deps.uow.stores.cases.participants(caseId, today);
  const line = { memberId: by.id, behalfOf: to.member === by.id ? null : to.member, kept: input.kept ?? null };
  const joins = refusal === null && !people.some((each) => isPlace(each, to));
  const also: NewEffect[] = joins ? [{ type: 'joined', ...to, casushouder: true }] : [];
  const done = await store(deps, view, { ...change, effects: [...change.effects, ...also] }, line, async (stores) => {
    await stores.outbox.drop(ASKING, { offer: offerId });
    await stores.outbox.add(answeredMessages(caseId, seen, people, by, refusal === null, deps.clock.now()));
    if (refusal === null) await takeOver(stores, caseId, seen.offer, people, today);
  });
  if (!done) return null;
  return refusal === null
    ? { kind: 'accepted', offer: seen, view: await readCase(deps, caseId, by) }
    : { kind: 'refused', offer: seen };
}

const isPlace = (each: Participant, { member, organisation }: Offer['to']): boolean =>
  each.memberId === member && each.organisation.id === organisation;

// The new one from the first day on; those who are it now, or were still to be, until their last day.
async function takeOver(
  stores: Stores,
  caseId: string,
  { to, start, until }: Offer,
  people: readonly Participant[],
  today: CivilDate,
): Promise<void> {
  if (!people.some((each) => isPlace(each, to))) {
    const place = { memberId: to.member, organisationId: to.organisation };
    await stores.cases.join({ caseId, ...place, casushouder: true });
  }
  const from = start <= today ? null : start;
  await stores.cases.setHolder(caseId, to.member, to.organisation, { from, until: null });
  for (const each of people) {
    if (isPlace(each, to) || !(each.casushouder || (each.heldFrom !== null && each.heldFrom > today))) continue;
    const last = handover.lastDayOfHolder(each.heldUntil, { start, until });
    const days = { from: each.heldFrom, until: last };
    await stores.cases.setHolder(caseId, each.memberId, each.organisation.id, days);
  }
}

// State, log and all that belongs to it together; false if the case was changed meanwhile.
async function store(
  deps: Deps,
  view: CaseView,
  change: Extract<HandoverChange, { ok: true }>,
  line: { readonly memberId: string; readonly behalfOf: string | null; readonly kept?: Kept | null },
  also: (stores: Stores) => Promise<void>,
): Promise<boolean> {
  const { id, version } = view.case;
  const at = deps.clock.now();
  const event = `${id}:${version + 1}`;
  const { state, effects, after } = withDate(view, change, event, at);
  const kept: NewEffect[] = line.kept ? [{ type: 'words_kept', ...line.kept }] : [];
  const log = [...effects, ...kept].map((effect, index) => ({
    effect: { ...effect, id: `${event}:${index}` },
    ...{ at, memberId: line.memberId, behalfOf: line.behalfOf },
  }));
  return deps.uow.transaction(async (stores) => {
    const saved = await stores.cases.save(id, version, state, nextDue(after), log);
    if (saved) await also(stores);
    return saved !== null;
  });
}

// Where the protocol keeps the date of the handover, terms that are counted from it begin to run.
function withDate(view: CaseView, change: Extract<HandoverChange, { ok: true }>, event: string, at: string) {
  const fact = view.plan.protocol.holder?.fact ?? null;
  const accepted = change.effects.find((effect) => effect.type === 'handover_accepted');
  const same: { state: CaseState; effects: readonly NewEffect[]; after: CaseView['evaluation'] } = {
    ...{ state: change.state, effects: change.effects, after: view.evaluation },
  };
  if (fact === null || !accepted) return same;
  const dated = { id: event, type: 'set_facts', facts: { [fact]: accepted.start } } as const;
  const result = step(view.plan, change.state, dated, at);
  if (!result.ok) return same;
  return { state: result.state, effects: [...change.effects, ...result.effects], after: result.after };
}
