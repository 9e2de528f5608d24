/** Somebody leaves: access ends, cases go over, who may do it; on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import { leavePeople } from '../../src/usecases/leavePeople.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { By, Deps, Member } from '../../src/usecases/ports.ts';
import { readCase } from '../../src/usecases/readCase.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember, type SomeWork } from '../support/people.ts';

const ADMIN: By = { memberId: null, administrator: true, memberships: [] };
let database: TestDatabase;
let deps: Deps;
let last = 0;
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => '2026-03-10T09:00:00.000Z' });
});
afterAll(() => database.close());

const worker = (work: SomeWork = {}): Promise<Member> =>
  aMember(deps.uow.stores, { tenantId: 't', objectId: `p${(last += 1)}` }, ['begeleider'], {
    ...{ organisation: 'Huis', ...work },
  });
const as = (member: Member): By => ({ memberId: member.id, administrator: false, memberships: member.memberships });
async function aCase(member: Member) {
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {} };
  const opened = await openCase(deps, { ...start, member });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.view.case;
}
const sees = async (caseId: string, member: Member): Promise<boolean> =>
  (await readCase(deps, caseId, member)) !== null;

describe('with a successor', () => {
  it('all cases go over, with who holds them, and the log of each case says so', async () => {
    const [anna, bram] = [await worker(), await worker()];
    const found = await aCase(anna);
    const result = await leavePeople(deps, { memberId: anna.id, leaving: null, successorId: bram.id }, ADMIN);
    expect(result).toMatchObject({ kind: 'left', handedOver: 1, withoutHolder: [] });
    expect([await sees(found.id, anna), await sees(found.id, bram)]).toEqual([false, true]);
    const people = await deps.uow.stores.cases.participants(found.id, '2026-03-10');
    expect(people).toMatchObject([{ memberId: bram.id, casushouder: true }]);
    const log = await deps.uow.stores.cases.log(found.id);
    expect(log.slice(-2).map(({ effect }) => effect)).toMatchObject([
      { type: 'left', member: anna.id, casushouder: true },
      { type: 'joined', member: bram.id, casushouder: true },
    ]);
    expect(await deps.uow.stores.members.byId(anna.id)).toMatchObject({ leftOn: '2026-03-10', memberships: [] });
  });

  it.each<[string, SomeWork]>([
    ['of another organisation', { organisation: 'Elders' }],
    ['of an organisation of the same name in no region', { regions: [] }],
  ])('%s it is refused, and nothing changes', async (_, work) => {
    const [anna, other] = [await worker(), await worker(work)];
    const found = await aCase(anna);
    expect(await leavePeople(deps, { memberId: anna.id, leaving: null, successorId: other.id }, ADMIN)).toEqual({
      kind: 'wrong_successor',
    });
    expect([await sees(found.id, anna), await sees(found.id, other)]).toEqual([true, false]);
  });

  it.each<[string, (anna: Member) => Promise<string>]>([
    ['oneself', (anna) => Promise.resolve(anna.id)],
    ['somebody who is not there', () => Promise.resolve('nobody')],
    [
      'somebody who left',
      async () => {
        const gone = await worker();
        await leavePeople(deps, { memberId: gone.id, leaving: null, successorId: null }, ADMIN);
        return gone.id;
      },
    ],
  ])('%s is no successor', async (_, successor) => {
    const anna = await worker();
    const successorId = await successor(anna);
    expect(await leavePeople(deps, { memberId: anna.id, leaving: null, successorId }, ADMIN)).toEqual({
      kind: 'wrong_successor',
    });
    expect(await deps.uow.stores.members.byId(anna.id)).toEqual(anna);
  });
});

describe('without a successor', () => {
  it('names the cases that nobody holds now; a closed one is not among them', async () => {
    const anna = await worker();
    const [running, closed] = [await aCase(anna), await aCase(anna)];
    const { cases } = deps.uow.stores;
    const state = { ...closed.state, closed: { at: '2026-03-09T09:00:00.000Z', ending: 'gestopt', reason: 'Klaar' } };
    expect(await cases.save(closed.id, closed.version, state, null, [])).not.toBeNull();
    const result = await leavePeople(deps, { memberId: anna.id, leaving: null, successorId: null }, ADMIN);
    expect(result).toMatchObject({ kind: 'left', handedOver: 0, withoutHolder: [running.code] });
    expect(await deps.uow.stores.cases.organisations(running.id)).toMatchObject([{ name: 'Huis' }]);
    expect(await sees(running.id, anna)).toBe(false);
  });
});

describe('who may', () => {
  it.each<[string, () => Promise<By>, SomeWork, string]>([
    ['the beheerder of the organisation', async () => as(await worker({ functions: ['beheerder'] })), {}, 'left'],
    ['an administrator', () => Promise.resolve(ADMIN), {}, 'left'],
    ['an administrator, somebody without work', () => Promise.resolve(ADMIN), { regions: [] }, 'left'],
    ['a colleague cannot', async () => as(await worker()), {}, 'forbidden'],
    ['a coordinator cannot', async () => as(await worker({ functions: ['coordinator'] })), {}, 'forbidden'],
    [
      'the beheerder of another organisation cannot',
      async () => as(await worker({ organisation: 'Elders', functions: ['beheerder'] })),
      ...([{}, 'forbidden' as const] as const),
    ],
    [
      'a beheerder cannot take out somebody without work',
      async () => as(await worker({ functions: ['beheerder'] })),
      ...([{ regions: [] }, 'forbidden' as const] as const),
    ],
  ])('%s', async (_, by, work, kind) => {
    const anna = await worker(work);
    expect(await leavePeople(deps, { memberId: anna.id, leaving: null, successorId: null }, await by())).toMatchObject({
      kind,
    });
  });

  it('a beheerder of one of two organisations cannot', async () => {
    const by = as(await worker({ functions: ['beheerder'] }));
    const anna = await worker();
    const other = await deps.uow.stores.organisations.put({ name: 'Twee', kind: 'anders', region: 'haarlemmermeer' });
    const memberships = [...anna.memberships.map((each) => each.organisation), other].map(({ id }) => ({
      ...{ organisationId: id, roles: ['begeleider'], functions: [] },
    }));
    await deps.uow.stores.members.put({ ...anna, memberships }, anna.version);
    expect(await leavePeople(deps, { memberId: anna.id, leaving: null, successorId: null }, by)).toEqual({
      kind: 'forbidden',
    });
  });
});

describe('one of two organisations', () => {
  const second = async (name: string): Promise<string> =>
    (await deps.uow.stores.organisations.put({ name, kind: 'anders', region: 'haarlemmermeer' })).id;
  async function inTwo(): Promise<{ anna: Member; one: string; two: string }> {
    const alone = await worker();
    const [one, two] = [alone.memberships[0]?.organisation.id ?? '', await second('Twee')];
    const work = { roles: ['begeleider'], functions: [] };
    const memberships = [
      { organisationId: one, ...work },
      { organisationId: two, ...work },
    ];
    const anna = await deps.uow.stores.members.put({ ...alone, memberships }, alone.version);
    if (!anna) throw new Error('made twice');
    return { anna, one, two };
  }

  it('ends that work and its cases, with a successor of that organisation alone, and nothing else', async () => {
    const { anna, one, two } = await inTwo();
    const bram = await worker();
    const [first, other] = [await aCase(anna), await aCase(anna)];
    const { cases, members } = deps.uow.stores;
    // The first is held for the one, the other for the second organisation.
    for (const [found, organisationId] of [
      [first, one],
      [other, two],
    ] as const) {
      for (const each of [one, two]) await cases.leave(found.id, anna.id, each);
      await cases.join({ caseId: found.id, memberId: anna.id, organisationId, casushouder: true });
    }
    const by = as(await worker({ functions: ['beheerder'] }));
    const result = await leavePeople(deps, { memberId: anna.id, leaving: one, successorId: bram.id }, by);
    expect(result).toMatchObject({ kind: 'left', altogether: false, handedOver: 1, withoutHolder: [] });
    const now = await members.byId(anna.id);
    expect(now).toMatchObject({ leftOn: null, version: anna.version + 1 });
    expect(now?.memberships).toEqual(anna.memberships.filter(({ organisation }) => organisation.id === two));
    expect([await sees(first.id, anna), await sees(first.id, bram)]).toEqual([false, true]);
    expect([await sees(other.id, anna), await sees(other.id, bram)]).toEqual([true, false]);
    expect(await cases.participants(other.id, '2026-03-10')).toMatchObject([{ memberId: anna.id, casushouder: true }]);
    const types = async (caseId: string) => (await cases.log(caseId)).slice(-2).map(({ effect }) => effect.type);
    expect(await types(first.id)).toEqual(['left', 'joined']);
    expect(await types(other.id)).not.toContain('left');
  });

  it('names the cases of that organisation that nobody holds now', async () => {
    const { anna } = await inTwo();
    const found = await aCase(anna);
    const [part] = await deps.uow.stores.cases.ofPerson(anna.id, '2026-03-10');
    const leaving = part?.organisationId ?? '';
    const result = await leavePeople(deps, { memberId: anna.id, leaving, successorId: null }, ADMIN);
    expect(result).toMatchObject({ kind: 'left', altogether: false, withoutHolder: [found.code] });
  });

  it('is for who manages that organisation, and for no beheerder of the other', async () => {
    const { anna, two } = await inTwo();
    const by = as(await worker({ functions: ['beheerder'] }));
    const leave = (who: By) => leavePeople(deps, { memberId: anna.id, leaving: two, successorId: null }, who);
    expect(await leave(by)).toEqual({ kind: 'forbidden' });
    expect(await leave(as(await worker({ organisation: 'Twee', functions: ['beheerder'] })))).toMatchObject({
      kind: 'left',
    });
    expect(await leave(ADMIN)).toEqual({ kind: 'unknown_person' });
  });

  it('that is the last one is leaving altogether', async () => {
    const anna = await worker();
    const leaving = anna.memberships[0]?.organisation.id ?? '';
    const result = await leavePeople(deps, { memberId: anna.id, leaving, successorId: null }, ADMIN);
    expect(result).toMatchObject({ kind: 'left', altogether: true });
    expect(await deps.uow.stores.members.byId(anna.id)).toMatchObject({ leftOn: '2026-03-10', memberships: [] });
  });
});

it('twice is once: the second finds nobody, also when both ask at once', async () => {
  const anna = await worker();
  const leave = () => leavePeople(deps, { memberId: anna.id, leaving: null, successorId: null }, ADMIN);
  const kinds = (await Promise.all([leave(), leave()])).map((each) => each.kind);
  expect(kinds.filter((kind) => kind === 'left')).toHaveLength(1);
  expect(await leave()).toEqual({ kind: 'unknown_person' });
  const { rows } = await database.pool.query(
    "SELECT 1 FROM audit_log WHERE type = 'person_left' AND effect->>'member' = $1",
    [anna.id],
  );
  expect(rows).toHaveLength(1);
});
