/** Letting somebody into a case: only once it is on record that the client knows, and nothing that was there is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { Informed } from '../../src/domain/cases.ts';
import { changeCase } from '../../src/usecases/changeCase.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { shareCase } from '../../src/usecases/shareCase.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

const NOW = '2026-03-10T09:00:00.000Z';
const TODAY = '2026-03-10';
const TOLD: Informed = { by: 'recorder', on: TODAY, how: 'conversation', ground: null };
let database: TestDatabase;
let deps: Deps;
let anna: Member;
let gea: Member;
let last = 0;

beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => NOW });
  anna = await worker('begeleider');
  gea = await worker('gemeente');
});
afterAll(() => database.close());

const worker = (role: string, organisation = role): Promise<Member> =>
  aMember(deps.uow.stores, { tenantId: 't', objectId: `s${(last += 1)}` }, [role], { organisation });
const place = (member: Member) => ({
  ...{ memberId: member.id, organisationId: member.memberships[0]?.organisation.id ?? '' },
});
async function aCase() {
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: {} };
  const opened = await openCase(deps, { ...start, member: anna });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.view.case;
}
const share = (caseId: string, member: Member, parts: { informed?: Informed | null; why?: string } = {}) =>
  shareCase(deps, { caseId, by: anna, ...place(member), why: 'Voor de woning', informed: TOLD, ...parts });
const stored = async (caseId: string) => ({
  case: await deps.uow.stores.cases.byId(caseId),
  people: await deps.uow.stores.cases.participants(caseId, TODAY),
  log: await deps.uow.stores.cases.log(caseId),
});

describe('a press for somebody who takes part already', () => {
  it('takes the casushouder nothing away, and writes no second line', async () => {
    const { id } = await aCase();
    const before = await stored(id);
    expect(before.people).toMatchObject([{ memberId: anna.id, casushouder: true }]);
    expect(await share(id, anna)).toMatchObject({ kind: 'already', member: { id: anna.id } });
    expect(await stored(id)).toEqual(before);
  });

  it('that comes twice lets them in once', async () => {
    const { id } = await aCase();
    expect(await share(id, gea)).toMatchObject({ kind: 'shared' });
    const before = await stored(id);
    expect(await share(id, gea)).toMatchObject({ kind: 'already' });
    expect(await stored(id)).toEqual(before);
    expect(before.log.filter(({ effect }) => effect.type === 'joined' && effect.member === gea.id)).toHaveLength(1);
  });

  it('that comes at once with another lets them in once', async () => {
    const { id } = await aCase();
    const kinds = (await Promise.all([share(id, gea), share(id, gea)])).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'shared')).toHaveLength(1);
    const { log } = await stored(id);
    expect(log.filter(({ effect }) => effect.type === 'joined' && effect.member === gea.id)).toHaveLength(1);
  });
});

describe('that the client knows', () => {
  // The same record, by the way of sharing and by the way of a step: one gate.
  it.each<[string, Informed, string | null]>([
    ['told', TOLD, null],
    ['an exception with its ground', { ...TOLD, how: 'exception', ground: 'Gevaar voor anderen' }, null],
    ['an exception without a ground', { ...TOLD, how: 'exception', ground: null }, 'reason_missing'],
    ['an exception with an empty ground', { ...TOLD, how: 'exception', ground: ' ' }, 'reason_missing'],
    ['an exception with a ground that is too long', { ...TOLD, how: 'exception', ground: 'a'.repeat(501) }, 'reason_missing'],
    ['a ground where the client was told', { ...TOLD, ground: 'Toch' }, 'reason_missing'],
    ['tomorrow', { ...TOLD, on: '2026-03-11' }, 'future_date'],
    ['no date', { ...TOLD, on: 'gisteren' }, 'wrong_date'],
  ])('%s', async (_, informed, refusal) => {
    const [shared, recorded] = [await aCase(), await aCase()];
    const before = await stored(shared.id);
    const one = await share(shared.id, gea, { informed });
    const events = [{ type: 'inform' as const, informed }];
    const other = await changeCase(deps, { caseId: recorded.id, seenVersion: recorded.version, events, member: anna });
    if (refusal === null) {
      expect([one.kind, other.kind]).toEqual(['shared', 'changed']);
      const { log, case: c } = await stored(shared.id);
      expect(log.slice(-3).map(({ effect }) => effect.type)).toEqual(['informed', 'shared', 'joined']);
      expect(c?.state.informed.at(-1)).toEqual(informed);
    } else {
      expect(one).toMatchObject({ kind: 'refused', refusal: { kind: refusal } });
      expect(other).toMatchObject({ kind: 'refused', refusal: { kind: refusal } });
      expect(await stored(shared.id)).toEqual(before);
    }
  }); // prettier-ignore

  it('is asked for each organisation anew, and not for a colleague of one that takes part', async () => {
    const { id } = await aCase();
    expect(await share(id, gea)).toMatchObject({ kind: 'shared' });
    expect(await share(id, await worker('woningcorporatie'), { informed: null })).toMatchObject({
      kind: 'not_informed',
    });
    expect(await share(id, await worker('woningcorporatie'), { why: ' ' })).toMatchObject({ kind: 'reason_missing' });
    expect(await share(id, await worker('gemeente'), { informed: null })).toMatchObject({ kind: 'shared' });
  });

  it('cannot be recorded in a closed case: nothing is shared', async () => {
    const { id } = await aCase();
    const c = (await stored(id)).case;
    const closed = { at: NOW, ending: 'gestopt', reason: 'Klaar' };
    await deps.uow.stores.cases.save(
      id,
      c?.version ?? 0,
      { ...(c?.state as NonNullable<typeof c>['state']), closed },
      null,
      [],
    );
    expect(await share(id, gea)).toMatchObject({ kind: 'refused', refusal: { kind: 'closed' } });
  });
});

it('the last casushouder stays while somebody who took part leaves and comes back', async () => {
  const { id } = await aCase();
  await share(id, gea);
  await deps.uow.stores.cases.leave(id, gea.id, place(gea).organisationId);
  expect(await share(id, gea, { informed: null })).toMatchObject({ kind: 'shared' });
  expect((await stored(id)).people.map(({ memberId, casushouder }) => [memberId, casushouder]).toSorted()).toEqual(
    [[anna.id, true] as const, [gea.id, false] as const].toSorted(),
  );
});
