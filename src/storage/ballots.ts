/**
 * Ballots and votes. The row of the ballot is the lock: whoever votes or closes holds it, so that they come one after
 * the other on every replica; the key of a vote makes a second one for an organisation impossible. Knows no rule.
 */
import type { Ballot, BallotResult, Vote } from '../domain/tables/ballot.ts';
import type { Choice } from '../domain/tables/electorate.ts';
import type { BallotStore, PressedBallot } from '../usecases/ports.ts';
import type { Prisma } from './generated/client.ts';
import type { Link, Statement } from './link.ts';

const BALLOT = `b.id, b.meeting_id AS "meetingId", b.item_id AS "itemId", b.case_id AS "caseId", b.step, b.hidden, b.state,
  b.electorate, b.opened_at AS "openedAt", b.opened_by AS "openedBy", b.closed_at AS "closedAt", b.result, b.version`;
const LOCK: Statement = { name: 'lock_ballot', text: `SELECT ${BALLOT} FROM ballots b WHERE b.id = $1 FOR UPDATE` };
const FOR_PRESS: Statement = {
  name: 'ballot_for_press',
  text: `SELECT ${BALLOT},
    m.region, i.part, i.step AS "itemStep", c.protocol_id AS "protocolId", c.protocol_version AS "protocolVersion", c.route,
    CASE i.part WHEN 1 THEN m.conversation_id ELSE m.last_conversation_id END AS room,
    (SELECT p.organisation_id FROM meeting_people p WHERE p.meeting_id = m.id AND p.member_id = $2) AS "invitedFor",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('organisationId', o.id, 'name', o.name) ORDER BY o.name), '[]')
      FROM meeting_seats s JOIN organisations o ON o.id = s.organisation_id
      WHERE s.meeting_id = m.id AND s.organisation_id = ANY($3)) AS seats
  FROM ballots b JOIN meetings m ON m.id = b.meeting_id JOIN meeting_items i ON i.id = b.item_id
  JOIN cases c ON c.id = b.case_id WHERE b.id = $1`,
};
const VOTES: Statement = {
  name: 'votes_of_ballot',
  text: `SELECT organisation_id AS "organisationId", choice, via, member_id AS "memberId", witness_id AS "witnessId",
    reason, at, presses FROM votes WHERE ballot_id = $1 ORDER BY organisation_id`,
};
const CAST: Statement = {
  name: 'cast_vote',
  text: `WITH moved AS (UPDATE ballots SET version = version + 1 WHERE id = $1)
  INSERT INTO votes (ballot_id, organisation_id, choice, via, member_id, witness_id, reason, at, presses)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9)
  ON CONFLICT (ballot_id, organisation_id) DO UPDATE SET choice = excluded.choice, via = excluded.via,
    member_id = excluded.member_id, witness_id = excluded.witness_id, reason = excluded.reason, at = excluded.at,
    presses = excluded.presses`,
};

type Row = Prisma.BallotGetPayload<object>;
type PressRow = Omit<PressedBallot, 'ballot' | 'step'> & { readonly itemStep: string };
type VoteRow = Omit<Prisma.VoteGetPayload<object>, 'ballotId'>;

async function forPress(link: Link, ...values: Parameters<BallotStore['forPress']>): Promise<PressedBallot | null> {
  const [row] = await link.rows<Row & PressRow>(FOR_PRESS, values);
  if (!row) return null;
  const { region, part, itemStep: step, protocolId, protocolVersion, route, room, invitedFor, seats, ...ballot } = row;
  const at = { region, part, step, protocolId, protocolVersion, route, room, invitedFor, seats };
  return { ballot: ballotOf(ballot), ...at };
}

/** The ballots in the database behind the link. */
export function ballotStore(link: Link): BallotStore {
  const votes = async (id: string): Promise<readonly Vote[]> => (await link.rows<VoteRow>(VOTES, [id])).map(voteOf);
  return {
    forPress: (...of) => forPress(link, ...of),
    byId: async (id) => {
      const row = await link.db.ballot.findUnique({ where: { id } });
      return row && ballotOf(row);
    },
    lock: async (id) => {
      const [row] = await link.rows<Row>(LOCK, [id]);
      return row ? { ballot: ballotOf(row), votes: await votes(id) } : null;
    },
    open: async (ballot) => {
      const before = await link.db.ballot.count({ where: { itemId: ballot.itemId, state: { not: 'withdrawn' } } });
      if (before > 0) return false;
      const { result: _, ...data } = ballot;
      await link.db.ballot.create({ data: { ...data, electorate: [...ballot.electorate] }, select: { id: true } });
      return true;
    },
    save: async (ballot) => {
      const { id, state, electorate, closedAt, result } = ballot;
      const version = ballot.version + 1;
      const data = {
        state,
        electorate: [...electorate],
        closedAt,
        ...(result ? { result: { ...result } } : {}),
        version,
      };
      await link.db.ballot.update({ where: { id }, data, select: { id: true } });
      return { ...ballot, version };
    },
    cast: async (ballotId, { organisationId, choice, via, by, witnessId, reason, at, presses }) => {
      await link.rows(CAST, [ballotId, organisationId, choice, via, by, witnessId, reason, at, presses]);
    },
    explain: async (ballotId, organisationId, memberId, reason) => {
      const where = { ballotId, organisationId, memberId, via: 'pressed', choice: 'against' };
      return (await link.db.vote.updateMany({ where, data: { reason } })).count > 0;
    },
    votes,
    ofMeeting: async (meetingId) =>
      (await link.db.ballot.findMany({ where: { meetingId }, orderBy: { openedAt: 'asc' } })).map(ballotOf),
    ofCase: async (caseId) => {
      const include = { votes: { orderBy: { organisationId: 'asc' } } } as const;
      const rows = await link.db.ballot.findMany({ where: { caseId }, include, orderBy: { openedAt: 'asc' } });
      return rows.map(({ votes: cast, ...row }) => ({ ballot: ballotOf(row), votes: cast.map(voteOf) }));
    },
    openIn: async (conversationId) => {
      const meeting = { OR: [{ conversationId }, { lastConversationId: conversationId }] };
      const row = await link.db.ballot.findFirst({ where: { state: 'open', meeting }, orderBy: { openedAt: 'desc' } });
      return row && ballotOf(row);
    },
  };
}

const ballotOf = (row: Row): Ballot => ({
  ...row,
  state: row.state as Ballot['state'],
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  result: row.result as BallotResult | null,
});

const voteOf = ({ organisationId, choice, via, memberId, witnessId, reason, at, presses }: VoteRow): Vote => ({
  ...{ organisationId, witnessId, reason, presses, by: memberId, at: at.toISOString() },
  ...{ choice: choice as Choice, via: via as Vote['via'] },
});
