/** The promises of the stores, kept the same by the embedded database and by a PostgreSQL server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCaseState, type CaseState, type Effect } from '../../src/domain/cases.ts';
import type { CaseLogEntry, Member, Stores, TurnContext } from '../../src/usecases/ports.ts';
import { aState } from '../support/cases.ts';
import { aMember as somebody } from '../support/people.ts';
import { MODES, type TestDatabase } from '../support/database.ts';

const AT = '2026-03-01T09:00:00.000Z';
const STATE = aState([['aanmelden', '2026-01-02', 'ja']], { urgent: true, contractEinde: '2026-08-31' });
let last = 0;
const fresh = (): string => `id${(last += 1)}`;

const line = (effect: Effect, memberId: string | null = null): CaseLogEntry => ({
  effect,
  at: AT,
  memberId,
  behalfOf: null,
});
const resumed = (id: string): CaseLogEntry => line({ id, type: 'resumed' });

describe.each(MODES)('%s', (mode, here, open) => {
  describe.runIf(here)('the stores', () => {
    let database: TestDatabase;
    let stores: Stores;
    beforeAll(async () => {
      database = await open();
      ({ stores } = database.uow);
    });
    afterAll(() => database.close());

    const aMember = (objectId = fresh()): Promise<Member> =>
      somebody(stores, { tenantId: 't', objectId, name: 'Anna' }, ['begeleider'], { regions: ['p'] });
    const today = '2026-03-10';
    const joined = async (caseId: string, member: Member): Promise<void> => {
      const organisationId = member.memberships[0]?.organisation.id ?? '';
      await stores.cases.join({ caseId, memberId: member.id, organisationId, casushouder: false });
    };
    const takesPart = async (caseId: string, member: Member): Promise<boolean> =>
      ((await stores.cases.forMember(caseId, member.id, today))?.standings.length ?? 0) > 0;

    const input = (openedBy: string, parts: { state?: CaseState; nextDue?: string | null; prefix?: string } = {}) => {
      const id = fresh();
      return {
        ...{ id, prefix: 'HLM', year: 2026, protocolId: 'p', protocolVersion: '1', route: 'A', pseudonym: 'Merel' },
        ...{ openedAt: AT, openedBy, state: newCaseState, nextDue: null, ...parts },
        log: [line({ id: `${id}:0:0`, type: 'opened', route: 'A' }, openedBy)],
      };
    };
    const aCase = async (parts: Parameters<typeof input>[1] = {}, member?: Member) => {
      const opener = member ?? (await aMember());
      const opened = await stores.cases.open(input(opener.id, parts));
      await joined(opened.id, opener);
      return opened;
    };

    it('a case comes back as it was stored, by id and by code', async () => {
      const opened = await aCase({ state: STATE });
      expect(opened).toMatchObject({ version: 1, openedAt: AT, state: STATE, pseudonym: 'Merel', route: 'A' });
      expect(await stores.cases.byId(opened.id)).toEqual(opened);
      expect(await stores.cases.byCode(opened.code)).toEqual(opened);
      expect(await stores.cases.byId('none')).toBeNull();
      expect(await stores.cases.byCode('HLM-1999-001')).toBeNull();
    });

    it('the opening is the first line of the log', async () => {
      const opened = await aCase();
      expect(await stores.cases.log(opened.id)).toEqual([
        {
          effect: { id: `${opened.id}:0:0`, type: 'opened', route: 'A' },
          at: AT,
          behalfOf: null,
          memberId: expect.any(String) as string,
        },
      ]);
    });

    it('codes count within prefix and year, and grow past three digits', async () => {
      expect((await aCase({ prefix: 'ZUT' })).code).toBe('ZUT-2026-001');
      expect((await aCase({ prefix: 'ZUT' })).code).toBe('ZUT-2026-002');
      await database.pool.query("UPDATE case_counters SET last = 999 WHERE prefix = 'ZUT'");
      expect((await aCase({ prefix: 'ZUT' })).code).toBe('ZUT-2026-1000');
    });

    it('cases opened at the same moment get different codes', async () => {
      const { id } = await aMember();
      const opened = await Promise.all(
        Array.from({ length: 20 }, () => database.uow.transaction((tx) => tx.cases.open(input(id, { prefix: 'PAR' })))),
      );
      const expected = Array.from({ length: 20 }, (_, index) => `PAR-2026-${String(index + 1).padStart(3, '0')}`);
      expect(opened.map((each) => each.code).sort()).toEqual(expected);
    });

    it('a save gives the next version, the state and the log', async () => {
      const opened = await aCase();
      const lines = ['b', 'a'].map((each) => resumed(`${opened.id}:${each}`));
      const saved = await stores.cases.save(opened.id, 1, STATE, '2026-08-31', lines);
      expect(saved).toEqual({ ...opened, version: 2, state: STATE });
      expect(await stores.cases.byId(opened.id)).toEqual(saved);
      expect((await stores.cases.log(opened.id)).slice(1)).toEqual(lines);
    });

    it('a save of an old version answers null and writes nothing', async () => {
      const opened = await aCase();
      await stores.cases.save(opened.id, 1, STATE, null, []);
      expect(await stores.cases.save(opened.id, 1, newCaseState, null, [resumed(`${opened.id}:late`)])).toBeNull();
      expect(await stores.cases.byId(opened.id)).toMatchObject({ version: 2, state: STATE });
      expect(await stores.cases.log(opened.id)).toHaveLength(1);
    });

    it.each(['in a transaction', 'alone'])(
      'of twenty saves of one version at the same moment one wins: %s',
      async (how) => {
        const opened = await aCase();
        const save = (on: Stores, index: number) =>
          on.cases.save(opened.id, 1, STATE, null, [resumed(`${opened.id}:${index}`)]);
        const saves = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            how === 'alone' ? save(stores, index) : database.uow.transaction((tx) => save(tx, index)),
          ),
        );
        expect(saves.filter((each) => each !== null)).toHaveLength(1);
        expect(await stores.cases.log(opened.id)).toHaveLength(2);
      },
    );

    it('a log line with an id that exists is not written again', async () => {
      const opened = await aCase();
      const twice = resumed(`${opened.id}:x`);
      await stores.cases.save(opened.id, 1, STATE, null, [twice, twice]);
      expect(await stores.cases.save(opened.id, 2, STATE, null, [twice])).toMatchObject({ version: 3 });
      expect(await stores.cases.log(opened.id)).toHaveLength(2);
    });

    it('a log line that cannot be written takes the state with it', async () => {
      const opened = await aCase();
      const bad = { ...line({ id: `${opened.id}:bad`, type: 'resumed' }), at: 'no moment' };
      await expect(stores.cases.save(opened.id, 1, STATE, null, [bad])).rejects.toThrow('invalid input syntax');
      expect(await stores.cases.byId(opened.id)).toEqual(opened);
    });

    it.each([
      "UPDATE audit_log SET type = 'x'",
      "UPDATE audit_log SET effect = NULL, member_id = 'x'",
      "UPDATE audit_log SET effect = '{}'",
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
    ])('the database itself refuses to rewrite the log: %s', async (sql) => {
      await aCase();
      await expect(database.pool.query(sql)).rejects.toThrow('append-only');
    });

    it("a member's cases come earliest term first, without a term last, closed ones not at all", async () => {
      const member = await aMember();
      const closed = { at: AT, ending: 'gelukt', reason: 'x' };
      const none = await aCase({ nextDue: null }, member);
      const late = await aCase({ nextDue: '2026-09-01' }, member);
      const early = await aCase({ nextDue: '2026-04-01' }, member);
      const held = await aCase(
        { nextDue: '2026-05-01', state: aState([], {}, { hold: { since: AT, reason: 'x' } }) },
        member,
      );
      await aCase({ nextDue: '2026-03-01', state: aState([], {}, { closed }) }, member);
      await aCase({ nextDue: '2026-03-02' });
      const codes = async (limit: number) =>
        (await stores.cases.ofMember(member.id, today, limit)).map((each) => each.case.code);
      expect(await codes(10)).toEqual([early, held, late, none].map((each) => each.code));
      expect(await codes(2)).toEqual([early, held].map((each) => each.code));
      await stores.cases.save(early.id, 1, aState([], {}, { closed }), null, []);
      expect(await codes(2)).toEqual([held, late].map((each) => each.code));
    });

    it('taking part is by case and member, and twice is once', async () => {
      const opened = await aCase();
      const member = await aMember();
      expect(await takesPart(opened.id, member)).toBe(false);
      await joined(opened.id, member);
      await joined(opened.id, member);
      expect(await takesPart(opened.id, member)).toBe(true);
      expect((await stores.cases.ofMember(member.id, today, 10)).map((each) => each.case.id)).toEqual([opened.id]);
    });

    it('count tells how many cases there are', async () => {
      const before = await stores.cases.count();
      await aCase();
      expect(await stores.cases.count()).toBe(before + 1);
    });

    it('a stored state that is no case state is refused without telling what is in it', async () => {
      const opened = await aCase();
      await database.pool.query(`UPDATE cases SET state = '{"facts": {"x": {"geheim": 1}}}' WHERE id = $1`, [
        opened.id,
      ]);
      const fault = await stores.cases.byId(opened.id).catch((error: unknown) => error as Error);
      expect(fault).toBeInstanceOf(Error);
      expect((fault as Error).message).toContain('facts.x');
      expect((fault as Error).message).not.toContain('geheim');
    });

    it('a member is one by tenant and object id; put brings name and work up to date and leaves the language', async () => {
      const objectId = fresh();
      const first = await aMember(objectId);
      expect(first).toMatchObject({ displayName: 'Anna', lang: null, version: 1, leftOn: null, away: null });
      expect(first.memberships.map((each) => each.roles)).toEqual([['begeleider']]);
      await stores.members.setLang(first.id, 'en');
      const organisationId = first.memberships[0]?.organisation.id ?? '';
      const roles = ['gemeente', 'het "wijkteam", Zuid'];
      const memberships = [{ organisationId, roles, functions: ['beheerder'] }];
      const put = { tenantId: 't', objectId, displayName: 'Anna B.', memberships };
      const again = await stores.members.put(put, first.version);
      expect(again).toMatchObject({ id: first.id, displayName: 'Anna B.', lang: 'en', version: 2 });
      expect(again?.memberships).toMatchObject([{ roles, functions: ['beheerder'] }]);
      expect(await stores.members.find('t', objectId)).toEqual(again);
      expect(await stores.members.find('other', objectId)).toBeNull();
    });

    it('of two who change one member from the same version, the second is told and changes nothing', async () => {
      const member = await aMember();
      const { tenantId, objectId } = member;
      const name = (displayName: string) => ({ tenantId, objectId, displayName, memberships: [] });
      const both = await Promise.all(
        ['Bea', 'Cor'].map((each) => database.uow.transaction((tx) => tx.members.put(name(each), member.version))),
      );
      expect(both.filter((each) => each === null)).toHaveLength(1);
      const [stored] = both.filter((each) => each !== null);
      expect(await stores.members.byId(member.id)).toEqual(stored);
    });

    it('everybody is listed once, by tenant and object id', async () => {
      const before = (await stores.members.all()).length;
      const [late, early] = [await aMember('zz'), await aMember('aa')];
      const everybody = await stores.members.all();
      expect(everybody).toHaveLength(before + 2);
      expect(everybody.filter((each) => each.id === late.id || each.id === early.id)).toEqual([early, late]);
    });

    it('the same person made twice at the same moment is one member', async () => {
      const put = { tenantId: 't', objectId: fresh(), displayName: null, memberships: [] };
      const made = await Promise.all(Array.from({ length: 10 }, () => stores.members.put(put, null)));
      expect(made.filter((each) => each !== null)).toHaveLength(1);
    });

    it('who has left has no work and no part in any case, and is known no more in a turn', async () => {
      const member = await aMember();
      const opened = await aCase({}, member);
      await stores.members.leave(member.id, '2026-03-09');
      expect(await stores.members.byId(member.id)).toMatchObject({ leftOn: '2026-03-09', memberships: [] });
      expect(await takesPart(opened.id, member)).toBe(false);
      const place = await aPlace('personal');
      expect(await stores.turns.load(keyOf(member, place), today)).toEqual({ member: null, current: null });
    });

    it('a successor takes part in what the other took part in, as casushouder where that was so', async () => {
      const [member, successor] = [await aMember(), await aMember()];
      const opened = await aCase({}, member);
      const organisationId = member.memberships[0]?.organisation.id ?? '';
      await stores.cases.join({ caseId: opened.id, memberId: member.id, organisationId, casushouder: true });
      expect(await stores.members.replace(member.id, successor.id, null)).toEqual([opened.id]);
      const found = await stores.cases.forMember(opened.id, successor.id, today);
      expect(found?.standings).toMatchObject([{ relation: 'participant', casushouder: true }]);
      expect(await takesPart(opened.id, member)).toBe(false);
    });

    it.each([
      ['before the first day', '2026-03-08', false],
      ['on the first day', '2026-03-09', true],
      ['on the last day', '2026-03-11', true],
      ['after the last day', '2026-03-12', false],
    ])('a deputy stands in %s: %s', async (_when, day, sees) => {
      const [member, deputy] = [await aMember(), await aMember()];
      const opened = await aCase({}, member);
      await stores.members.setAway(member.id, { from: '2026-03-09', until: '2026-03-11', deputyId: deputy.id });
      const found = await stores.cases.forMember(opened.id, deputy.id, day);
      const standing = { relation: 'deputy', behalfOf: member.id, roles: ['begeleider'] };
      expect(found?.standings).toMatchObject(sees ? [standing] : []);
      expect(await stores.cases.ofMember(deputy.id, day, 10)).toHaveLength(sees ? 1 : 0);
    });

    it('a deputy of another organisation sees nothing', async () => {
      const member = await aMember();
      const work = { regions: ['p'], organisation: 'elders' };
      const other = await somebody(stores, { tenantId: 't', objectId: fresh() }, ['begeleider'], work);
      const opened = await aCase({}, member);
      await stores.members.setAway(member.id, { from: '2026-03-09', until: '2026-03-11', deputyId: other.id });
      expect(await takesPart(opened.id, other)).toBe(false);
    });

    it('a coordinator sees the cases of the organisation, and of no other', async () => {
      const work = { regions: ['p'], organisation: 'gemeente X', functions: ['coordinator'] };
      const coordinator = await somebody(stores, { tenantId: 't', objectId: fresh() }, ['gemeente'], work);
      const [theirs, other] = [await aCase(), await aCase()];
      await stores.cases.addOrganisation(theirs.id, coordinator.memberships[0]?.organisation.id ?? '');
      expect(await takesPart(theirs.id, coordinator)).toBe(true);
      expect(await takesPart(other.id, coordinator)).toBe(false);
    });

    it('standings of several people come in their order, and a stranger has none', async () => {
      const member = await aMember();
      const opened = await aCase({}, member);
      const stranger = { tenantId: 't', objectId: 'nobody' };
      const found = await stores.cases.standingsOf(opened.id, [stranger, member, stranger], today);
      expect(found.map((each) => each.length)).toEqual([0, 1, 0]);
    });

    it('a linked conversation is about its case, in every thread, for who takes part', async () => {
      const [member, outsider] = [await aMember(), await aMember()];
      const opened = await aCase({}, member);
      const place = await aPlace('channel');
      await stores.turns.link({ conversationId: place, caseId: opened.id, region: null }, member.id, AT);
      const thread = `${place};messageid=1`;
      expect((await stores.turns.load(keyOf(member, thread), today)).current?.case).toEqual(opened);
      expect((await stores.turns.load(keyOf(outsider, thread), today)).current).toBeNull();
      await stores.turns.unlink(place);
      expect((await stores.turns.load(keyOf(member, thread), today)).current).toBeNull();
      expect(await stores.turns.linkOf(place)).toBeNull();
    });

    const aPlace = async (kind: 'personal' | 'group' | 'channel', serviceUrl = 'https://a.example/') => {
      const conversationId = fresh();
      await stores.places.remember({ conversationId, kind, tenantId: 't', serviceUrl, botId: 'b', objectId: null });
      return conversationId;
    };
    const keyOf = (member: Member, conversationId: string) => ({ ...member, conversationId });
    const asked = ({ member, current }: TurnContext) => ({ member, current: current?.case ?? null });

    it('a turn of a stranger has no member and no case', async () => {
      const key = { tenantId: 't', objectId: fresh(), conversationId: await aPlace('personal') };
      expect(await stores.turns.load(key, today)).toEqual({ member: null, current: null });
    });

    it('in personal chats the case at hand is that of the person', async () => {
      const member = await aMember();
      const opened = await aCase({}, member);
      const [one, two] = [await aPlace('personal'), await aPlace('personal')];
      expect(asked(await stores.turns.load(keyOf(member, one), today))).toEqual({ member, current: null });
      await stores.turns.setCurrent(keyOf(member, one), opened.id);
      expect(asked(await stores.turns.load(keyOf(member, two), today))).toEqual({ member, current: opened });
      expect(asked(await stores.turns.load(keyOf(member, await aPlace('group')), today))).toEqual({
        member,
        current: null,
      });
    });

    it.each(['group', 'channel'] as const)(
      'in a %s it is that of the conversation, for who takes part',
      async (kind) => {
        const [member, colleague, outsider] = [await aMember(), await aMember(), await aMember()];
        const opened = await aCase({}, member);
        await joined(opened.id, colleague);
        const place = await aPlace(kind);
        await stores.turns.setCurrent(keyOf(member, place), opened.id);
        expect(asked(await stores.turns.load(keyOf(colleague, place), today))).toEqual({
          member: colleague,
          current: opened,
        });
        expect(asked(await stores.turns.load(keyOf(outsider, place), today))).toEqual({
          member: outsider,
          current: null,
        });
        const next = await aCase({}, member);
        await stores.turns.setCurrent(keyOf(member, place), next.id);
        expect(asked(await stores.turns.load(keyOf(member, place), today))).toEqual({ member, current: next });
      },
    );

    it('a place is remembered once, with the newest service URL', async () => {
      const place = await aPlace('group');
      await stores.places.remember({
        objectId: null,
        ...{ conversationId: place, kind: 'group', tenantId: 't', botId: 'b' },
        serviceUrl: 'https://b.example/',
      });
      const { rows } = await database.pool.query('SELECT service_url FROM places WHERE conversation_id = $1', [place]);
      expect(rows).toEqual([{ service_url: 'https://b.example/' }]);
    });

    it('a protocol version is written once and never changed', async () => {
      await stores.protocolVersions.put({ protocolId: 'p', version: '1', text: 'first' });
      await stores.protocolVersions.put({ protocolId: 'p', version: '1', text: 'second' });
      expect(await stores.protocolVersions.get('p', '1')).toBe('first');
      expect(await stores.protocolVersions.get('p', '2')).toBeNull();
    });

    it('everything in a transaction is stored, or nothing', async () => {
      const member = await aMember();
      const opened = await aCase({}, member);
      const objectId = fresh();
      const failing = database.uow.transaction(async (tx) => {
        await tx.cases.save(opened.id, 1, STATE, null, [resumed(`${opened.id}:y`)]);
        await tx.members.put({ tenantId: 't', objectId, displayName: null, memberships: [] }, null);
        expect(await tx.members.find('t', objectId)).not.toBeNull();
        expect(await tx.cases.byId(opened.id)).toMatchObject({ version: 2 });
        throw new Error('on second thoughts');
      });
      await expect(failing).rejects.toThrow('on second thoughts');
      expect(await stores.cases.byId(opened.id)).toEqual(opened);
      expect(await stores.members.find('t', objectId)).toBeNull();
      expect(await stores.cases.log(opened.id)).toHaveLength(1);
    });

    it('the stores outside a transaction refuse to be used in it, instead of waiting for ever', async () => {
      const member = await aMember();
      const refused = 'only the stores that it hands out';
      await expect(database.uow.transaction(() => stores.cases.byId('x'))).rejects.toThrow(refused);
      await expect(database.uow.transaction(() => stores.members.setLang(member.id, 'nl'))).rejects.toThrow(refused);
      const nested = database.uow.transaction(() => database.uow.transaction(() => Promise.resolve(1)));
      await expect(nested).rejects.toThrow(refused);
    });

    it('the stores of a transaction that is over refuse to write', async () => {
      const kept = await database.uow.transaction((tx) => Promise.resolve(tx));
      await expect(kept.cases.byId('x')).rejects.toThrow('over');
    });

    it('two transactions that wait for each other both get there', async () => {
      const [one, two] = [await aCase(), await aCase()];
      let meet: () => void = () => undefined;
      const met = new Promise<void>((resolve) => (meet = resolve));
      // Who waited for the other finds a newer version, and looks again.
      const save = async (tx: Stores, id: string): Promise<void> => {
        while (!(await tx.cases.save(id, (await tx.cases.byId(id))?.version ?? 0, STATE, null, [])));
      };
      const both = (first: string, second: string, wait: boolean) =>
        database.uow.transaction(async (tx) => {
          await save(tx, first);
          // On a server each now holds what the other wants; embedded the second has not begun.
          if (wait && mode === 'on a server') await met;
          else meet();
          await save(tx, second);
        });
      await Promise.all([both(one.id, two.id, true), both(two.id, one.id, false)]);
      expect((await stores.cases.byId(one.id))?.version).toBe(3);
      expect((await stores.cases.byId(two.id))?.version).toBe(3);
    });

    it('answers a ping', () => expect(database.ping()).resolves.toBeUndefined());
  });
});
