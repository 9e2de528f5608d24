/**
 * Decisions that wait for others to agree. The row is the lock: whoever answers holds it. Knows no rule.
 */
import { z } from 'zod';
import type { Proposal } from '../domain/decisions/proposal.ts';
import type { ProposalStore } from '../usecases/ports.ts';
import type { Prisma } from './generated/client.ts';
import type { Link } from './link.ts';

const LOCK = { name: 'lock_proposal', text: 'SELECT id FROM proposals WHERE id = $1 FOR UPDATE' };

const text = z.string();
const content = z.object({
  decision: z.object({
    ...{ outcome: text.nullable(), on: text, tasks: z.array(text), reasons: text, reviewOn: text.nullable() },
  }),
  answers: z.array(
    z.object({
      ...{ role: text, agrees: z.boolean(), memberId: text.nullable(), witnessId: text.nullable().default(null) },
      ...{ reason: text, at: text },
    }),
  ),
});

/** The proposals in the database behind the link. */
export function proposalStore(link: Link): ProposalStore {
  const byId = async (id: string): Promise<Proposal | null> => {
    const row = await link.db.proposal.findUnique({ where: { id } });
    return row && proposalOf(row);
  };
  return {
    byId,
    lock: async (id) => ((await link.rows(LOCK, [id])).length > 0 ? byId(id) : null),
    add: async (proposal) => {
      const { id, caseId, step, state, proposedAt, proposedBy } = proposal;
      const data = { id, caseId, step, state, proposedAt: new Date(proposedAt), proposedBy };
      await link.db.proposal.create({ data: { ...data, content: contentOf(proposal) }, select: { id: true } });
    },
    save: async (proposal) => {
      const { id, state } = proposal;
      const version = proposal.version + 1;
      const data = { state, version, content: contentOf(proposal) };
      await link.db.proposal.update({ where: { id }, data, select: { id: true } });
      return { ...proposal, version };
    },
    ofCase: async (caseId) =>
      (await link.db.proposal.findMany({ where: { caseId }, orderBy: { proposedAt: 'asc' } })).map(proposalOf),
  };
}

const contentOf = ({ decision, answers }: Proposal) => ({
  decision: { ...decision, tasks: [...decision.tasks] },
  answers: answers.map((each) => ({ ...each })),
});

// Throws without the content, which is about a client.
function proposalOf({ content: stored, proposedAt, state, ...row }: Prisma.ProposalGetPayload<object>): Proposal {
  const read = content.safeParse(stored);
  if (!read.success) throw new Error(`Proposal ${row.id} cannot be read`);
  return { ...row, ...read.data, proposedAt: proposedAt.toISOString(), state: state as Proposal['state'] };
}
