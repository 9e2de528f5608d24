/** The cards of the register: empty, one of each way of deciding, and as long as they get. */
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import type { StoredDecision } from '../../src/domain/decisions/records.ts';
import { seenDecision } from '../../src/domain/decisions/seen.ts';
import { positionOf } from '../../src/domain/access.ts';
import { planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { decisionsExportCard } from '../../src/presenters/decisionExport.ts';
import { proposalCard } from '../../src/presenters/proposals.ts';
import type { ProposalView } from '../../src/usecases/readProposal.ts';
import { aView } from './views.ts';
import { decisionCard, decisionsCard, supersedeForm, todayCard } from '../../src/presenters/decisions.ts';

type Named = readonly [string, CardData];

/** `hostile`: what somebody may have typed. */
export function decisionCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  landlord: boolean,
  hostile: string,
): readonly Named[] {
  return [...protocols.values()].flatMap((protocol) => {
    const [routeId = ''] = Object.keys(protocol.routes);
    const plan = planOf(protocol, routeId);
    const role = Object.values(protocol.roles).find((each) => each.landlord === landlord)?.id ?? '';
    const standing = { relation: 'participant', organisationId: 'o', casushouder: true, roles: [role] } as const;
    const who = positionOf(protocol, [{ ...standing, behalfOf: null }]);
    const c = { id: 'case', code: `${protocol.casePrefix}-2026-014`, version: 3, plan };
    const steps = plan.route.steps.filter((step) => step.decision !== null);
    const seen = steps.map((step, index) =>
      seenDecision(
        ...([aDecision(step, index + 1, hostile.repeat(10)), step, who, reader.shared ? [who] : null] as const),
        () => hostile,
      ),
    );
    const many = Array.from({ length: 30 }, () => seen).flat();
    const name = (text: string): string => `${text} · ${protocol.id}`;
    return [
      [name('decision export none'), decisionsExportCard([], reader)],
      [name('decisions none'), decisionsCard(c, [], reader)],
      [name('decisions'), decisionsCard(c, many, reader)],
      [name('decisions of today'), todayCard([{ case: c, decisions: many }], reader)],
      [name('decisions of today none'), todayCard([], reader)],
      ...seen.flatMap((each): Named[] => [
        [name(`decision ${each.step.id}`), decisionCard(c, each, reader)],
        [name(`decision proposal ${each.step.id}`), proposalCard(aProposal(plan, each.step, hostile), reader)],
        [name(`supersede ${each.step.id}`), supersedeForm(c, each, reader, [], { reason: hostile, why: hostile })],
      ]),
    ];
  });
}

// Half of the parties agree, one in the room; the others do not, at length.
function aProposal(plan: Plan, step: Plan['route']['steps'][number], hostile: string): ProposalView {
  const parties = step.decision?.parties ?? [];
  const at = '2026-03-12T09:00:00.000Z';
  const answers = parties.map(([role = ''], n) => ({
    ...{
      role,
      agrees: n % 2 === 0,
      memberId: n === 0 ? null : 'm',
      witnessId: n === 0 ? 'w' : null,
      reason: hostile.repeat(8).slice(0, 500),
      at,
    },
  }));
  const outcome = step.outcomes[0]?.id ?? null;
  const decision = { outcome, on: '2026-03-12', tasks: [], reasons: hostile.repeat(15).slice(0, 1000), reviewOn: null };
  return {
    ...{ view: aView(plan), step, by: hostile, least: parties.length, own: parties[0] ?? ['x'], proposer: true },
    ...{
      parties: parties.map((party, n) => ({ party, answer: answers[n] ?? null, witness: n === 0 ? hostile : null })),
      seesWhy: true,
      up: true,
    },
    proposal: {
      ...{ id: 'p', caseId: 'c', step: step.id, state: 'open', version: 1, proposedAt: at, proposedBy: 'm' },
      ...{ decision, answers },
    },
  };
}

/** A decision on this step, with these reasons. */
export function aDecision(
  step: Protocol['routes'][string]['steps'][number],
  number: number,
  reasons: string,
): StoredDecision {
  const { decision, id, outcomes, section } = step;
  const roles = decision?.by ?? [];
  return {
    ...{ id: `d${number}`, caseId: 'case', number, step: id, outcome: outcomes[0]?.id ?? null, on: '2026-03-12' },
    ...{ kind: decision?.kind ?? 'joint', tasks: [], reasons, reviewOn: '2026-09-12', meetingId: 'm' },
    agreements: roles.map((role, index) => ({
      ...{ role, agrees: true, memberId: index === 0 ? 'member' : null, witnessId: index === 1 ? 'w' : null },
    })),
    vote:
      decision?.kind === 'majority'
        ? { ballotId: 'b', present: 5, inFavour: 3, against: 1, abstained: 1, needed: 3, adopted: true }
        : null,
    rule: { text: decision?.text ?? '', rules: decision?.rules ?? [], section },
    ...{ opened: [id], recordedAt: '2026-03-12T09:00:00.000Z', recordedBy: 'member', behalfOf: null },
    supersedes: number > 1 ? { id: 'd1', number: 1, why: reasons } : null,
    ...{ withdrawn: false, supersededBy: number === 1 ? 2 : null },
  };
}
