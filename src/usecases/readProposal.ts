/**
 * Reads a proposed decision for one member: what is proposed, who has to agree and who does, and whether it is up to
 * this member to answer. Whoever has nothing to do with it gets the same answer as for one that does not exist.
 */
import { CASE_POLICY, positionOf } from '../domain/access.ts';
import { answerOf, partyOf, type Answer, type Proposal } from '../domain/decisions/proposal.ts';
import { choicesOf } from '../domain/decisions/ways.ts';
import type { Party, Step } from '../domain/protocol/definition.ts';
import type { Deps, Member, Stores } from './ports.ts';
import { readCase, todayOf, type CaseView } from './readCase.ts';
import { witnessNames } from './readDecisions.ts';

export interface ProposalView {
  readonly proposal: Proposal;
  readonly view: CaseView;
  readonly step: Step;
  readonly by: string | null;
  /** `witness`: the name of who heard it too, where it was noted; null: nobody is named. */
  readonly parties: readonly {
    readonly party: Party;
    readonly answer: Answer | null;
    readonly witness: string | null;
  }[];
  /** How many of them have to agree. */
  readonly least: number;
  /** The party for which this member speaks; null: none. */
  readonly own: Party | null;
  readonly proposer: boolean;
  /** Why it is proposed and why somebody does not agree may be seen. */
  readonly seesWhy: boolean;
  /** The step can still be decided. */
  readonly up: boolean;
}

/** The proposal for this member; null if there is none for them. */
export async function readProposal(deps: Deps, id: string, member: Member): Promise<ProposalView | null> {
  const proposal = await deps.uow.stores.proposals.byId(id);
  const view = proposal && (await readCase(deps, proposal.caseId, member));
  const step = view?.plan.steps.get(proposal?.step ?? '');
  if (!proposal || !view || !step) return null;
  const { parties, least } = partiesIn(view, step, proposal);
  const own = partyOf(parties, view.who.roles);
  const proposer = proposal.proposedBy === member.id;
  if (!own && !proposer && !CASE_POLICY.decide(view.who, step)) return null;
  const by = await deps.uow.stores.members.byId(proposal.proposedBy);
  const nameOf = await witnessNames(deps, [{ agreements: proposal.answers }]);
  return {
    ...{ proposal, view, step, least, own, proposer, by: by?.displayName ?? null },
    parties: parties.map((party) => {
      const answer = answerOf(proposal, party);
      return { party, answer, witness: answer?.witnessId ? nameOf(answer.witnessId) : null };
    }),
    seesWhy: CASE_POLICY.see_reasons(view.who, step) || proposer,
    up: view.evaluation.steps.some((each) => each.step.id === step.id && each.status === 'open'),
  };
}

/** Who has to agree to the proposed outcome, by the agreements and what is known of the case now. */
export function partiesIn(
  view: CaseView,
  step: Step,
  { decision }: Pick<Proposal, 'decision'>,
): { readonly parties: readonly Party[]; readonly least: number } {
  const choice = choicesOf(step, view.evaluation.known).find((each) => each.outcome === decision.outcome);
  return { parties: choice?.parties ?? [], least: choice?.least ?? 0 };
}

/** Members that take part in the case and can answer for these parties, by party. */
export async function speakersFor(
  deps: Deps,
  stores: Stores,
  caseId: string,
  parties: readonly Party[],
): Promise<readonly (readonly string[])[]> {
  const found = await stores.cases.byId(caseId);
  if (!found) return parties.map(() => []);
  const protocol = await deps.protocols.ofCase(found);
  const people = await stores.cases.participants(caseId, todayOf(deps));
  const standing = { relation: 'participant', organisationId: '', behalfOf: null } as const;
  return parties.map((party) =>
    people
      .filter(({ roles, casushouder }) =>
        party.some((role) => positionOf(protocol, [{ ...standing, roles, casushouder }]).roles.has(role)),
      )
      .map(({ memberId }) => memberId),
  );
}
