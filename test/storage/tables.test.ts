/** Meetings, ballots and votes come back as stored, and whoever holds one keeps the others waiting; in both modes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ballot, Vote } from '../../src/domain/tables/ballot.ts';
import { cast, close } from '../../src/domain/tables/ballot.ts';
import type { AgendaItem, Meeting } from '../../src/domain/tables/meeting.ts';
import { newCaseState } from '../../src/domain/cases.ts';
import type { Stores } from '../../src/usecases/ports.ts';
import { MODES, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

const AT = '2026-03-10T09:00:00.000Z';
let last = 0;
const fresh = (): string => `id${(last += 1)}`;

describe.each(MODES)('%s', (_mode, here, open) => {
  describe.runIf(here)('tables', () => {
    let database: TestDatabase;
    let stores: Stores;
    let memberId: string;
    let organisations: readonly string[];
    beforeAll(async () => {
      database = await open();
      ({ stores } = database.uow);
      memberId = (await aMember(stores, { tenantId: 't', objectId: 'chair', name: 'Anna' }, ['gemeente'])).id;
      const names = ['Gemeente', 'De Brug', 'Woonrijk'];
      const put = names.map((name) => stores.organisations.put({ name, kind: 'anders', region: 'haarlemmermeer' }));
      organisations = (await Promise.all(put)).map(({ id }) => id).sort();
    });
    afterAll(() => database.close());

    const aCase = () =>
      stores.cases.open({
        ...{ id: fresh(), prefix: 'HLM', year: 2026, protocolId: 'haarlemmermeer', protocolVersion: '1', route: 'C' },
        ...{ pseudonym: 'Merel', openedAt: AT, openedBy: memberId, state: newCaseState, nextDue: null, log: [] },
      });
    const anItem = (caseId: string, parts: Partial<AgendaItem> = {}): AgendaItem => ({
      ...{ id: fresh(), caseId, step: 'uitstroomtafel', part: 1, state: 'waiting', client: 'expected' },
      ...{ carriedFrom: null, ...parts },
    });
    const aMeeting = async (parts: Partial<Meeting> = {}): Promise<Meeting> => {
      const meeting: Meeting = {
        ...{ id: fresh(), region: 'haarlemmermeer', startsAt: AT, minutes: 60, lastPartAt: null, place: 'Raadhuis' },
        ...{ link: '', chairId: memberId, secretaryId: null, hidden: true, state: 'planned', sequence: 0, version: 1 },
        ...{ plannedBy: memberId, rooms: { 1: null, 2: null }, items: [anItem((await aCase()).id)] },
        seats: organisations.map((organisationId) => ({ organisationId, presence: 'expected' })),
        people: [{ memberId, organisationId: organisations[0] ?? '' }],
        ...parts,
      };
      await stores.meetings.add(meeting);
      return meeting;
    };
    const aBallot = async (meeting: Meeting, parts: Partial<Ballot> = {}): Promise<Ballot> => {
      const [item] = meeting.items;
      const ballot: Ballot = {
        ...{ id: fresh(), meetingId: meeting.id, itemId: item?.id ?? '', caseId: item?.caseId ?? '', hidden: false },
        ...{ step: 'uitstroomtafel', state: 'open', electorate: organisations, openedAt: AT, openedBy: memberId },
        ...{ closedAt: null, result: null, version: 1, ...parts },
      };
      expect(await stores.ballots.open(ballot)).toBe(true);
      return ballot;
    };
    const aVote = (organisationId: string, parts: Partial<Vote> = {}): Vote => ({
      ...{
        organisationId,
        choice: 'for',
        via: 'pressed',
        by: memberId,
        witnessId: null,
        reason: '',
        at: AT,
        ...{ presses: [], ...parts },
      },
    });

    it('a meeting comes back as it was stored, with its agenda in order', async () => {
      const cases = [await aCase(), await aCase()];
      const items = [anItem(cases[1]?.id ?? ''), anItem(cases[0]?.id ?? '', { part: 2, step: 'melding_uitstroom' })];
      const meeting = await aMeeting({ items, lastPartAt: AT, secretaryId: memberId });
      expect(await stores.meetings.byId(meeting.id)).toEqual(meeting);
      expect(await stores.meetings.byId('none')).toBeNull();
      const changed = { ...meeting, place: '', items: items.toReversed(), rooms: { 1: 'chat', 2: null }, people: [] };
      const saved = await database.uow.transaction(async (tx) => {
        await tx.meetings.lock(meeting.id);
        return tx.meetings.save(changed);
      });
      expect(saved).toEqual({ ...changed, version: 2 });
      expect(await stores.meetings.byId(meeting.id)).toEqual(saved);
      expect((await stores.meetings.inConversation('chat')).map(({ id }) => id)).toEqual([meeting.id]);
    });

    it('a member finds the meetings that are not over and that are theirs', async () => {
      const other = await aMember(stores, { tenantId: 't', objectId: fresh(), name: null }, ['gemeente']);
      const people = [{ memberId: other.id, organisationId: organisations[1] ?? '' }];
      const late = await aMeeting({ people, startsAt: '2026-05-01T09:00:00.000Z' });
      const early = await aMeeting({ people, startsAt: '2026-04-01T09:00:00.000Z' });
      await aMeeting({ people, state: 'cancelled' });
      await aMeeting({ people, state: 'ended' });
      expect((await stores.meetings.ofMember(other.id)).map(({ id }) => id)).toEqual([early.id, late.id]);
    });

    it('what was carried over waits until a later agenda has it', async () => {
      const c = await aCase();
      const item = anItem(c.id, { state: 'carried' });
      await aMeeting({ region: 'zutphen', state: 'ended', items: [item] });
      expect(await stores.meetings.carried('zutphen')).toEqual([item]);
      const next = await aMeeting({ region: 'zutphen', items: [anItem(c.id, { carriedFrom: item.id })] });
      expect(await stores.meetings.carried('zutphen')).toEqual([]);
      await stores.meetings.save({ ...next, state: 'cancelled' });
      expect(await stores.meetings.carried('zutphen')).toEqual([item]);
    });

    it('a ballot comes back with its votes, and an item has one at a time', async () => {
      const meeting = await aMeeting({ rooms: { 1: 'room-of-ballot', 2: null } });
      const ballot = await aBallot(meeting);
      const [first = ''] = organisations;
      await stores.ballots.cast(ballot.id, aVote(first));
      await stores.ballots.cast(ballot.id, aVote(first, { choice: 'against', reason: 'Te vroeg' }));
      const stored = await database.uow.transaction((tx) => tx.ballots.lock(ballot.id));
      expect(stored).toEqual({
        ballot: { ...ballot, version: 3 },
        votes: [aVote(first, { choice: 'against', reason: 'Te vroeg' })],
      });
      expect(await stores.ballots.open({ ...ballot, id: fresh() })).toBe(false);
      expect((await stores.ballots.openIn('room-of-ballot'))?.id).toBe(ballot.id);
      await stores.ballots.save({ ...ballot, state: 'withdrawn' });
      expect(await stores.ballots.openIn('room-of-ballot')).toBeNull();
      expect(await stores.ballots.open({ ...ballot, id: fresh() })).toBe(true);
    });

    it('a reason is added by who pressed against, and by nobody else', async () => {
      const ballot = await aBallot(await aMeeting());
      const [first = '', second = ''] = organisations;
      await stores.ballots.cast(ballot.id, aVote(first, { choice: 'against' }));
      await stores.ballots.cast(ballot.id, aVote(second));
      expect(await stores.ballots.explain(ballot.id, first, 'somebody else', 'Nee')).toBe(false);
      expect(await stores.ballots.explain(ballot.id, second, memberId, 'Nee')).toBe(false);
      expect(await stores.ballots.explain(ballot.id, first, memberId, 'Nog niet klaar')).toBe(true);
      expect((await stores.ballots.votes(ballot.id)).map(({ reason }) => reason)).toEqual(['Nog niet klaar', '']);
    });

    it('whoever holds a ballot keeps the others waiting: a press beside a closing is before it or too late', async () => {
      for (let round = 0; round < 20; round++) {
        const ballot = await aBallot(await aMeeting());
        const press = (organisationId: string) =>
          database.uow.transaction(async (tx) => {
            const held = await tx.ballots.lock(ballot.id);
            if (!held) throw new Error('There is no ballot');
            const result = cast(held.ballot, held.votes, {
              id: 'p',
              organisationId,
              by: memberId,
              choice: 'for',
              at: AT,
            });
            if (result.kind === 'cast') await tx.ballots.cast(ballot.id, result.vote);
            return result.kind;
          });
        const closing = database.uow.transaction(async (tx) => {
          const held = await tx.ballots.lock(ballot.id);
          const closed = held && close(held.ballot, held.votes, AT);
          if (closed?.kind !== 'closed') throw new Error('It cannot be closed');
          await tx.ballots.save(closed.ballot);
          return closed.result;
        });
        const [result, ...presses] = await Promise.all([closing, ...organisations.map(press)]);
        const counted = presses.filter((kind) => kind === 'cast').length;
        expect(result.for).toBe(counted);
        expect(await stores.ballots.votes(ballot.id)).toHaveLength(counted);
        expect((await stores.ballots.byId(ballot.id))?.result).toEqual(result);
      }
    });

    it('all of it goes with the case', async () => {
      const meeting = await aMeeting();
      const ballot = await aBallot(meeting);
      await stores.ballots.cast(ballot.id, aVote(organisations[0] ?? ''));
      await stores.cases.remove(ballot.caseId);
      expect((await stores.meetings.byId(meeting.id))?.items).toEqual([]);
      expect(await stores.ballots.byId(ballot.id)).toBeNull();
      const { rows } = await database.pool.query('SELECT 1 FROM votes WHERE ballot_id = $1', [ballot.id]);
      expect(rows).toEqual([]);
    });
  });
});
