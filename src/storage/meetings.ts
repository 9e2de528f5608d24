/**
 * Meetings with their agenda, seats and people. Whoever changes one holds its row until the transaction ends; what may
 * be changed is decided in the domain.
 */
import type { AgendaItem, ClientPresence, Meeting, Presence } from '../domain/tables/meeting.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import type { MeetingStore, SeatedOrganisation } from '../usecases/ports.ts';
import type { Prisma } from './generated/client.ts';
import type { Link, Statement } from './link.ts';

const LOCK: Statement = { name: 'lock_meeting', text: 'SELECT id FROM meetings WHERE id = $1 FOR UPDATE' };

const CLEAR: Statement = {
  name: 'clear_meeting',
  text: `WITH items AS (DELETE FROM meeting_items WHERE meeting_id = $1),
    seats AS (DELETE FROM meeting_seats WHERE meeting_id = $1)
  DELETE FROM meeting_people WHERE meeting_id = $1`,
};

// An item is no longer carried once a later item says that it comes from it.
const CARRIED: Statement = {
  name: 'carried_items',
  text: `SELECT i.id, i.case_id AS "caseId", i.step, i.part, i.state, i.client, i.carried_from AS "carriedFrom"
  FROM meeting_items i JOIN meetings m ON m.id = i.meeting_id
  WHERE m.region = $1 AND i.state = 'carried'
    AND NOT EXISTS (SELECT 1 FROM meeting_items later JOIN meetings l ON l.id = later.meeting_id
      WHERE later.carried_from = i.id AND l.state <> 'cancelled')
  ORDER BY m.starts_at, i.position`,
};

const SEATED: Statement = {
  name: 'seated_organisations',
  text: `SELECT o.id AS "organisationId", o.name,
    coalesce(array_agg(DISTINCT word) FILTER (WHERE word IS NOT NULL), '{}') AS words
  FROM meeting_seats s JOIN organisations o ON o.id = s.organisation_id
  LEFT JOIN memberships ms ON ms.organisation_id = o.id LEFT JOIN LATERAL unnest(ms.roles) word ON true
  WHERE s.meeting_id = $1 GROUP BY o.id ORDER BY o.name`,
};

const PARTS = {
  items: { orderBy: { position: 'asc' } },
  seats: { orderBy: { organisationId: 'asc' } },
  people: { orderBy: { memberId: 'asc' } },
} as const satisfies Prisma.MeetingInclude;
type Row = Prisma.MeetingGetPayload<{ include: typeof PARTS }>;

// More than one person has before them.
const MOST_MEETINGS = 200;

const of = (memberId: string): Prisma.MeetingWhereInput => ({
  OR: [{ people: { some: { memberId } } }, { chairId: memberId }, { secretaryId: memberId }, { plannedBy: memberId }],
});

/** The meetings in the database behind the link. */
export function meetingStore(link: Link): MeetingStore {
  const byId = async (id: string): Promise<Meeting | null> => {
    const row = await link.db.meeting.findUnique({ where: { id }, include: PARTS });
    return row && meetingOf(row);
  };
  const found = async (
    where: Prisma.MeetingWhereInput,
    order: 'asc' | 'desc',
    take = MOST_MEETINGS,
  ): Promise<readonly Meeting[]> => {
    const rows = await link.db.meeting.findMany({
      where,
      take,
      include: PARTS,
      orderBy: [{ startsAt: order }, { id: 'asc' }],
    });
    return rows.map(meetingOf);
  };
  return {
    byId,
    lock: async (id) => ((await link.rows(LOCK, [id])).length > 0 ? byId(id) : null),
    add: async (meeting) => {
      const { id } = meeting;
      await link.db.meeting.create({
        data: { id, ...columns(meeting), plannedBy: meeting.plannedBy },
        select: { id: true },
      });
      await addParts(link, meeting);
    },
    save: async (meeting) => {
      const { id } = meeting;
      const version = meeting.version + 1;
      await link.db.meeting.update({ where: { id }, data: { ...columns(meeting), version }, select: { id: true } });
      await link.rows(CLEAR, [id]);
      await addParts(link, meeting);
      return { ...meeting, version };
    },
    ofMember: (memberId) => found({ state: { in: ['planned', 'running'] }, ...of(memberId) }, 'asc'),
    ended: (memberId, limit) => found({ state: 'ended', ...(memberId === null ? {} : of(memberId)) }, 'desc', limit),
    ofCase: (caseId) => found({ items: { some: { caseId } } }, 'asc'),
    atTable: async (caseId, step) => {
      const where = { caseId, step, state: 'open', meeting: { state: 'running' } };
      return (await link.db.meetingItem.findFirst({ where, select: { meetingId: true } }))?.meetingId ?? null;
    },
    seated: (id) => link.rows<SeatedOrganisation>(SEATED, [id]),
    inConversation: (id) => found({ OR: [{ conversationId: id }, { lastConversationId: id }] }, 'desc'),
    carried: async (region) => link.rows<AgendaItem>(CARRIED, [region]),
  };
}

async function addParts(link: Link, { id: meetingId, items, seats, people }: Meeting): Promise<void> {
  await link.db.meetingItem.createMany({ data: items.map((item, position) => ({ ...item, meetingId, position })) });
  await link.db.meetingSeat.createMany({ data: seats.map((seat) => ({ ...seat, meetingId })) });
  await link.db.meetingPerson.createMany({ data: people.map((one) => ({ ...one, meetingId })) });
}

const columns = (meeting: Meeting) => {
  const { region, minutes, place, link, chairId, secretaryId, hidden, state, sequence, rooms } = meeting;
  return {
    ...{ region, minutes, place, link, chairId, secretaryId, hidden, state, sequence },
    startsAt: new Date(meeting.startsAt),
    lastPartAt: meeting.lastPartAt === null ? null : new Date(meeting.lastPartAt),
    conversationId: rooms[1],
    lastConversationId: rooms[2],
  };
};

function meetingOf(row: Row): Meeting {
  const { id, region, minutes, place, link, chairId, secretaryId, hidden, sequence, version, plannedBy } = row;
  return {
    ...{ id, region, minutes, place, link, chairId, secretaryId, hidden, sequence, version, plannedBy },
    state: row.state as Meeting['state'],
    startsAt: row.startsAt.toISOString(),
    lastPartAt: row.lastPartAt?.toISOString() ?? null,
    rooms: { 1: row.conversationId, 2: row.lastConversationId },
    items: row.items.map(({ id: itemId, caseId, step, part, state, client, carriedFrom }) => ({
      ...{ id: itemId, caseId, step, carriedFrom, part: part as PartNumber },
      ...{ state: state as AgendaItem['state'], client: client as ClientPresence },
    })),
    seats: row.seats.map(({ organisationId, presence }) => ({ organisationId, presence: presence as Presence })),
    people: row.people.map(({ memberId, organisationId }) => ({ memberId, organisationId })),
  };
}
