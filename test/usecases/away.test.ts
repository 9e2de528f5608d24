/** One's own absence: the days, the deputy, the end of it; on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import { endAway, ownAbsence, setAway } from '../../src/usecases/away.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { readCase } from '../../src/usecases/readCase.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

let now = '2026-03-10T09:00:00.000Z';
let database: TestDatabase;
let deps: Deps;
let [anna, bram, elsewhere]: Member[] = [];
const person = (objectId: string) => ({ tenantId: 't', objectId });

beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => now });
  const { stores } = deps.uow;
  anna = await aMember(stores, person('anna'), ['begeleider'], { organisation: 'Huis' });
  bram = await aMember(stores, person('bram'), ['begeleider'], { organisation: 'Huis' });
  elsewhere = await aMember(stores, person('cor'), ['begeleider'], { organisation: 'Elders' });
});
afterAll(() => database.close());

const fresh = async (member: Member | undefined): Promise<Member> => {
  const found = await deps.uow.stores.members.byId(member?.id ?? '');
  if (!found) throw new Error('no member');
  return found;
};
const types = async (): Promise<readonly string[]> =>
  (
    await database.pool.query<{ type: string }>("SELECT type FROM audit_log WHERE type LIKE 'away%' ORDER BY seq")
  ).rows.map((row) => row.type);

describe('an absence', () => {
  it.each<[string, string, string, () => string | undefined, string]>([
    ['of one day, today', '2026-03-10', '2026-03-10', () => bram?.id, 'away'],
    ['that began before', '2026-03-01', '2026-03-12', () => bram?.id, 'away'],
    ['later on', '2026-04-01', '2026-04-12', () => bram?.id, 'away'],
    ['that ends before it begins', '2026-04-12', '2026-04-01', () => bram?.id, 'wrong_days'],
    ['that is over', '2026-03-01', '2026-03-09', () => bram?.id, 'wrong_days'],
    ['without days', '', '', () => bram?.id, 'wrong_days'],
    ['on a day that is not there', '2026-03-10', '2026-02-30', () => bram?.id, 'wrong_days'],
    ['with nobody', '2026-03-10', '2026-03-12', () => '', 'wrong_deputy'],
    ['with oneself', '2026-03-10', '2026-03-12', () => anna?.id, 'wrong_deputy'],
    ['with somebody of another organisation', '2026-03-10', '2026-03-12', () => elsewhere?.id, 'wrong_deputy'],
  ])('%s', async (_, from, until, deputy, kind) => {
    await endAway(deps, await fresh(anna));
    const lines = (await types()).length;
    const away = { from, until, deputyId: deputy() ?? '' };
    expect(await setAway(deps, await fresh(anna), away)).toMatchObject({ kind });
    expect((await fresh(anna)).away).toEqual(kind === 'away' ? away : null);
    expect((await types()).slice(lines)).toEqual(kind === 'away' ? ['away_set'] : []);
  });

  it('somebody who left cannot stand in', async () => {
    const gone = await aMember(deps.uow.stores, person('dirk'), ['begeleider'], { organisation: 'Huis' });
    await deps.uow.stores.members.leave(gone.id, '2026-03-09');
    const away = { from: '2026-03-10', until: '2026-03-12', deputyId: gone.id };
    expect(await setAway(deps, await fresh(anna), away)).toEqual({ kind: 'wrong_deputy' });
  });
});

it('on its days the deputy sees the cases, before and after not, and its end is logged', async () => {
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {} };
  const opened = await openCase(deps, { ...start, member: await fresh(anna) });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const sees = async (): Promise<boolean> => (await readCase(deps, opened.view.case.id, await fresh(bram))) !== null;
  await setAway(deps, await fresh(anna), { from: '2026-03-11', until: '2026-03-12', deputyId: bram?.id ?? '' });
  const seen: boolean[] = [];
  for (const day of ['10', '11', '12', '13']) {
    now = `2026-03-${day}T09:00:00.000Z`;
    seen.push(await sees());
  }
  expect(seen).toEqual([false, true, true, false]);
  expect(await ownAbsence(deps, await fresh(anna))).toBeNull();
  now = '2026-03-12T09:00:00.000Z';
  expect(await ownAbsence(deps, await fresh(anna))).toMatchObject({ deputy: { id: bram?.id } });
  await endAway(deps, await fresh(anna));
  expect(await sees()).toBe(false);
  const lines = await types();
  expect(lines.at(-1)).toBe('away_ended');
  await endAway(deps, await fresh(anna));
  expect(await types()).toEqual(lines);
});
