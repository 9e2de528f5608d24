/**
 * The messages that follow from a proposed decision. Ids only; what they say is worked out when they are sent
 * (src/outbox/proposals.ts).
 */
import type { Instant } from '../domain/calendar.ts';
import type { Proposal } from '../domain/decisions/proposal.ts';
import type { Message } from './ports.ts';

/** The card of each who is asked and of who proposed it, kept right from then on. */
export const proposalCards = (
  { id, version, caseId, proposedBy }: Proposal,
  asked: readonly string[],
  dueAt: Instant,
): readonly Message[] =>
  [...new Set([...asked, proposedBy])].map((memberId) => ({
    ...{ id: `proposal:${id}:${version}:${memberId}`, kind: 'proposal', about: { proposal: id }, caseId, dueAt },
    ...{ to: { kind: 'member', memberId }, card: `proposal:${id}` },
  }));

/** Word to who proposed it: somebody does not agree, or all do. */
export const proposalNews = ({ id, version, caseId, proposedBy }: Proposal, by: string, dueAt: Instant): Message => ({
  ...{ id: `proposal_news:${id}:${version}`, kind: 'proposal_news', about: { proposal: id, by }, caseId, dueAt },
  to: { kind: 'member', memberId: proposedBy },
});
