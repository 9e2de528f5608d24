/**
 * Proposes a decision to those who have to agree, takes their answers, and records it as soon as they do: the last
 * answer and the record in one transaction. What the agreements do not allow is refused at the proposal already.
 */
import { CASE_POLICY } from '../domain/access.ts';
import type { Refusal } from '../domain/cases.ts';
import { answer, answerOf, decisionOf, type Answer, type Proposal } from '../domain/decisions/proposal.ts';
import { refusedAtTable } from '../domain/decisions/atTable.ts';
import { decisionRefused, type DecisionRefusal } from '../domain/decisions/ways.ts';
import type { Party } from '../domain/protocol/definition.ts';
import { carryOut, type Kept } from './changeCase.ts';
import type { Deps, Member, Stores } from './ports.ts';
import { proposalCards, proposalNews } from './proposalMessages.ts';
import { readCase, type CaseView } from './readCase.ts';
import { partiesIn, readProposal, speakersFor } from './readProposal.ts';
import { recordAtTable, witnessesOf } from './recordDecision.ts';
import { heldTable } from './tableDecision.ts';
import { caseLine, wordsKept } from './tableLog.ts';

export type ProposeResult =
  | { readonly kind: 'proposed'; readonly id: string; readonly view: CaseView }
  | { readonly kind: 'no_case' }
  | { readonly kind: 'stale' | 'forbidden'; readonly view: CaseView }
  | { readonly kind: 'refused'; readonly view: CaseView; readonly refusal: Refusal | DecisionRefusal }
  /** Nobody who takes part in the case can answer for these: what they say is noted as said in the room. */
  | { readonly kind: 'unreachable'; readonly view: CaseView; readonly parties: readonly Party[] }
  /** Nobody is left to be asked: it can be recorded at once. */
  | { readonly kind: 'nobody_to_ask'; readonly view: CaseView };

/** Proposes it on the case as the member saw it. `answers`: their own, and what was said in the room. */
export async function proposeDecision(
  deps: Deps,
  input: {
    readonly caseId: string;
    readonly seenVersion: number;
    readonly step: string;
    readonly decision: Proposal['decision'];
    readonly answers: readonly Answer[];
    readonly member: Member;
    readonly kept: Kept | null;
  },
): Promise<ProposeResult> {
  const view = await readCase(deps, input.caseId, input.member);
  if (!view) return { kind: 'no_case' };
  if (view.case.version !== input.seenVersion) return { kind: 'stale', view };
  const step = view.plan.steps.get(input.step);
  if (!step || !CASE_POLICY.decide(view.who, step)) return { kind: 'forbidden', view };
  const now = deps.clock.now();
  const proposal: Proposal = {
    ...{ id: deps.newId(), caseId: view.case.id, step: step.id, state: 'open', version: 1, proposedAt: now },
    ...{ proposedBy: input.member.id, decision: input.decision, answers: input.answers },
  };
  const { parties } = partiesIn(view, step, proposal);
  const refusal = refusedIfAllAgree(view, proposal, parties, now);
  if (refusal) return { kind: 'refused', view, refusal };
  const left = parties.filter((party) => answerOf(proposal, party) === null);
  if (left.length === 0) return { kind: 'nobody_to_ask', view };
  return deps.uow.transaction(async (stores): Promise<ProposeResult> => {
    const speakers = await speakersFor(deps, stores, view.case.id, left);
    const unreachable = left.filter((_, n) => speakers[n]?.length === 0);
    if (unreachable.length > 0) return { kind: 'unreachable', view, parties: unreachable };
    const table = await heldTable(deps, stores, view.case.id, step.id);
    const refused = table && refusedAtTable(table, input.answers, input.member.id);
    if (refused) return { kind: 'refused', view, refusal: refused };
    await withdrawOthers(stores, view.case.id, step.id, now);
    await stores.proposals.add(proposal);
    await note(stores, proposal, 'decision_proposed', input.member, now, input.kept);
    await stores.outbox.add(proposalCards(proposal, speakers.flat(), now));
    return { kind: 'proposed', id: proposal.id, view };
  });
}

// What would be in the way if everybody agreed is in the way now.
function refusedIfAllAgree(
  view: CaseView,
  proposal: Proposal,
  parties: readonly Party[],
  now: string,
): Refusal | DecisionRefusal | null {
  const step = view.plan.steps.get(proposal.step);
  if (!step) return { kind: 'unknown_step', step: proposal.step };
  const { outcome, on, tasks } = proposal.decision;
  const done = carryOut(view, [{ type: 'complete_step', step: step.id, on, outcome, tasks }], now);
  if (!done.ok) return done.refusal;
  const agreements = parties.map(([role = '']) => ({ role, agrees: true, memberId: null, witnessId: null }));
  return decisionRefused(step, view.evaluation.known, { ...decisionOf(proposal), agreements });
}

async function withdrawOthers(stores: Stores, caseId: string, step: string, now: string): Promise<void> {
  for (const { id, state, step: of } of await stores.proposals.ofCase(caseId)) {
    if (state !== 'open' || of !== step) continue;
    const held = await stores.proposals.lock(id);
    if (held?.state !== 'open') continue;
    const gone = await stores.proposals.save({ ...held, state: 'withdrawn' });
    await stores.outbox.add(
      proposalCards(
        gone,
        gone.answers.flatMap(({ memberId }) => memberId ?? []),
        now,
      ),
    );
  }
}

async function note(
  stores: Stores,
  { id: proposal, caseId, step, answers }: Proposal,
  type: string,
  by: Member,
  at: string,
  kept: Kept | null = null,
): Promise<void> {
  const id = `${type}:${proposal}:${by.id}:${at}`;
  const witnesses = type === 'decision_proposed' ? witnessesOf(answers) : [];
  const effect = { proposal, step, ...(witnesses.length > 0 ? { witnesses } : {}) };
  const line = caseLine({ id, caseId, type, at }, by, effect);
  await stores.audit.add([line, ...wordsKept(line, kept)]);
}

export type AnswerProposalResult =
  | { readonly kind: 'no_proposal' | 'not_asked' | 'already' | 'over' }
  | { readonly kind: 'answered' }
  /** With this answer all have agreed. */
  | { readonly kind: 'recorded'; readonly number: number }
  /** All have agreed, but the case does not let it be recorded any more: whoever proposed it is told. */
  | { readonly kind: 'not_recorded' };

/** The member agrees or does not, for the party that they speak for. */
export async function answerProposal(
  deps: Deps,
  input: {
    readonly id: string;
    readonly agrees: boolean;
    readonly reason: string;
    readonly by: Member;
    readonly kept: Kept | null;
  },
): Promise<AnswerProposalResult> {
  const seen = await readProposal(deps, input.id, input.by);
  if (!seen) return { kind: 'no_proposal' };
  const { step, view } = seen;
  const parties = seen.parties.map(({ party }) => party);
  const proposer = await deps.uow.stores.members.byId(seen.proposal.proposedBy);
  // It is recorded by whoever proposed it, on the case as they see it now.
  const theirs = proposer && (await readCase(deps, view.case.id, proposer));
  const at = deps.clock.now();
  const { roles } = view.who;
  const said = { roles, memberId: input.by.id, agrees: input.agrees, reason: input.reason.trim(), at };
  return deps.uow.transaction(async (stores): Promise<AnswerProposalResult> => {
    const held = await stores.proposals.lock(input.id);
    if (!held) return { kind: 'no_proposal' };
    const result = answer(held, parties, said);
    if (result.kind !== 'answered') return result;
    await note(stores, held, input.agrees ? 'proposal_agreed' : 'proposal_refused', input.by, at, input.kept);
    const decision = decisionOf(result.proposal);
    const enough = decisionRefused(step, view.evaluation.known, decision) === null;
    const recorded =
      enough && theirs && proposer
        ? await recordAtTable(
            ...([deps, stores, theirs, { decision, member: proposer }] as const),
            await heldTable(deps, stores, held.caseId, held.step),
          )
        : null;
    const state = recorded?.kind === 'recorded' ? 'recorded' : 'open';
    const saved = await stores.proposals.save({ ...result.proposal, state });
    const speakers = await speakersFor(deps, stores, held.caseId, parties);
    await stores.outbox.add(proposalCards(saved, speakers.flat(), at));
    if (enough || !input.agrees) await stores.outbox.add([proposalNews(saved, input.by.id, at)]);
    if (recorded?.kind === 'recorded') return { kind: 'recorded', number: recorded.record.number };
    return { kind: enough ? 'not_recorded' : 'answered' };
  });
}

/** Whoever proposed it takes it back. */
export async function withdrawProposal(
  deps: Deps,
  input: { readonly id: string; readonly by: Member },
): Promise<'withdrawn' | 'over' | 'no_proposal'> {
  const seen = await readProposal(deps, input.id, input.by);
  if (!seen?.proposer) return 'no_proposal';
  const now = deps.clock.now();
  return deps.uow.transaction(async (stores) => {
    const held = await stores.proposals.lock(input.id);
    if (held?.state !== 'open') return 'over';
    const saved = await stores.proposals.save({ ...held, state: 'withdrawn' });
    await note(stores, saved, 'proposal_withdrawn', input.by, now);
    const speakers = await speakersFor(
      deps,
      stores,
      held.caseId,
      seen.parties.map(({ party }) => party),
    );
    await stores.outbox.add(proposalCards(saved, speakers.flat(), now));
    return 'withdrawn';
  });
}
