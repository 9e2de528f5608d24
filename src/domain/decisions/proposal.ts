/**
 * A decision that waits for the parties to agree, each by a press of their own or in the room. Who has to agree follows
 * from the agreements (`ways.ts`). Pure: the caller holds the stored proposal still while it asks.
 */
import type { Instant } from '../calendar.ts';
import type { Party, RoleId, StepId } from '../protocol/definition.ts';
import type { Agreement, NewDecision } from './records.ts';

/** What a party said, with why not. */
export interface Answer extends Agreement {
  /** Why not; empty: not given, or they agree. */
  readonly reason: string;
  readonly at: Instant;
}

export interface Proposal {
  readonly id: string;
  readonly caseId: string;
  readonly step: StepId;
  readonly state: 'open' | 'recorded' | 'withdrawn';
  readonly version: number;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  readonly decision: Pick<NewDecision, 'outcome' | 'on' | 'tasks' | 'reasons' | 'reviewOn'>;
  readonly answers: readonly Answer[];
}

export type AnswerResult =
  | { readonly kind: 'answered'; readonly proposal: Proposal }
  /** None of their roles is asked. */
  | { readonly kind: 'not_asked' }
  /** A colleague was first; theirs stands. */
  | { readonly kind: 'already' }
  /** It is recorded or withdrawn. */
  | { readonly kind: 'over' };

/** The party that somebody with these roles speaks for; null: none. */
export const partyOf = (parties: readonly Party[], roles: ReadonlySet<RoleId>): Party | null =>
  parties.find((party) => party.some((role) => roles.has(role))) ?? null;

/** What a party said last; null: nothing yet. */
export const answerOf = ({ answers }: Pick<Proposal, 'answers'>, party: Party): Answer | null =>
  answers.findLast((each) => party.includes(each.role)) ?? null;

/**
 * A press of somebody with these roles. Whoever pressed for a party may change it; what was noted as said in the room
 * gives way to a press of the party itself.
 */
export function answer(
  proposal: Proposal,
  parties: readonly Party[],
  said: { readonly roles: ReadonlySet<RoleId>; readonly memberId: string; readonly agrees: boolean } & Pick<
    Answer,
    'reason' | 'at'
  >,
): AnswerResult {
  if (proposal.state !== 'open') return { kind: 'over' };
  const { roles, memberId, agrees, reason, at } = said;
  const party = partyOf(parties, roles);
  const role = party?.find((each) => roles.has(each));
  if (!party || role === undefined) return { kind: 'not_asked' };
  const before = answerOf(proposal, party);
  if (before && before.memberId !== null && before.memberId !== memberId) return { kind: 'already' };
  const others = proposal.answers.filter((each) => !party.includes(each.role));
  const answers = [...others, { role, agrees, memberId, witnessId: null, reason: agrees ? '' : reason, at }];
  return { kind: 'answered', proposal: { ...proposal, answers } };
}

/** The decision as it would be recorded now. */
export const decisionOf = ({ step, decision, answers }: Proposal): NewDecision => ({
  ...{ ...decision, step, meetingId: null, vote: null },
  agreements: answers.map(({ role, agrees, memberId, witnessId }) => ({ role, agrees, memberId, witnessId })),
});
