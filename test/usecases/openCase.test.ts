/** What it takes to open a case, and that a refusal leaves nothing behind; on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { FactValue } from '../../src/domain/protocol/definition.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

let now = '2026-03-10T09:00:00.000Z';
let database: TestDatabase;
let deps: Deps;
let member: Member;
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => now });
  member = await aMember(deps.uow.stores, { tenantId: 't', objectId: 'anna' }, ['begeleider']);
});
afterAll(() => database.close());

const FACTS: Readonly<Record<string, FactValue>> = { hoogRisico: false, beoogdeSleuteldatum: '2026-09-01' };
const input = (parts: object = {}) => ({
  ...{ protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 12', facts: FACTS, member },
  ...parts,
});
const open = async (parts: object = {}) => {
  const opened = await openCase(deps, input(parts));
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.view;
};

describe('a case that is opened', () => {
  it('is stored with its facts on the version of today, and its opener takes part', async () => {
    const view = await open({ pseudonym: '  bewoner 12 ' });
    const { cases } = deps.uow.stores;
    expect(await cases.byId(view.case.id)).toEqual(view.case);
    expect(view.case).toMatchObject({
      ...{ code: 'HLM-2026-001', protocolId: 'haarlemmermeer', route: 'A', version: 1, openedAt: now },
      ...{ pseudonym: 'bewoner 12', state: { facts: FACTS, done: [], hold: null, closed: null } },
      protocolVersion: deps.protocols.current.get('haarlemmermeer')?.version,
    });
    expect((await cases.ofMember(member.id, '2026-03-10', 10)).map((each) => each.case.id)).toEqual([view.case.id]);
    const [opener] = await cases.participants(view.case.id, '2026-03-10');
    expect(opener).toMatchObject({ memberId: member.id, casushouder: true });
  });

  it('begins its log with who opened it when, and nothing more', async () => {
    const { id } = (await open({ route: 'C' })).case;
    const effect = { id: `${id}:0:0`, type: 'opened', route: 'C' };
    expect(await deps.uow.stores.cases.log(id)).toEqual([{ effect, at: now, memberId: member.id, behalfOf: null }]);
  });

  it('has a code of the year that it is in Amsterdam', async () => {
    const before = now;
    now = '2026-12-31T22:59:59.000Z';
    expect((await open()).case.code).toMatch(/^HLM-2026-/);
    now = '2026-12-31T23:00:00.000Z';
    expect((await open()).case.code).toBe('HLM-2027-001');
    now = before;
  });

  it('on a route with a condition is opened once the condition holds', async () => {
    const facts = { ...FACTS, procedureRegioVastgesteld: true };
    expect((await open({ route: 'E', facts })).case.route).toBe('E');
  });
});

describe('a case is not opened, and nothing is stored,', () => {
  const pseudonym = (fault: string) => ({ kind: 'pseudonym', fault });
  const cannotStart = { kind: 'cannot_start', condition: { kind: 'fact', fact: 'procedureRegioVastgesteld' } };
  const wrong = (fact: string, expected: string) => ({
    ...{ kind: 'refused', refusal: { kind: 'wrong_value', fact, expected } },
  });
  it.each<[string, object, object]>([
    ['on a protocol that is not there', { protocolId: 'elders' }, { kind: 'unknown_route' }],
    ['on a route that is not there', { route: 'Z' }, { kind: 'unknown_route' }],
    ['on a route that is a word of the language', { route: 'constructor' }, { kind: 'unknown_route' }],
    ['without a pseudonym', { pseudonym: ' \t' }, pseudonym('empty')],
    ['with a pseudonym of a sentence', { pseudonym: 'a'.repeat(31) }, pseudonym('too_long')],
    ['with an e-mail address', { pseudonym: 'a@example.org' }, pseudonym('odd_characters')],
    ['with a telephone number', { pseudonym: '06-1234 5678' }, pseudonym('looks_like_identity')],
    ['with a date of birth', { pseudonym: 'A 3-4-1990' }, pseudonym('looks_like_identity')],
    ['with a postcode', { pseudonym: 'A 2134 AB' }, pseudonym('looks_like_identity')],
    ['on route E without the procedure of the region', { route: 'E' }, cannotStart],
    [
      'on route E while there is no such procedure',
      { route: 'E', facts: { procedureRegioVastgesteld: false } },
      cannotStart,
    ],
    [
      'with a fact that the protocol does not know',
      { facts: { huisdier: 'kat' } },
      { kind: 'refused', refusal: { kind: 'unknown_fact', fact: 'huisdier' } },
    ],
    [
      'with a day that does not exist',
      { facts: { beoogdeSleuteldatum: '2026-02-29' } },
      wrong('beoogdeSleuteldatum', 'date'),
    ],
    ['with yes where a date belongs', { facts: { beoogdeSleuteldatum: true } }, wrong('beoogdeSleuteldatum', 'date')],
    ['with a word where yes or no belongs', { facts: { hoogRisico: 'ja' } }, wrong('hoogRisico', 'yesno')],
    ['with a choice that is not offered', { facts: { doelgroep: 'overig' } }, wrong('doelgroep', 'choice')],
    ['with one wrong fact among good ones', { facts: { ...FACTS, doelgroep: 'x' } }, wrong('doelgroep', 'choice')],
  ])('%s', async (_, parts, refused) => {
    const before = await deps.uow.stores.cases.count();
    expect(await openCase(deps, input(parts))).toMatchObject(refused);
    expect(await deps.uow.stores.cases.count()).toBe(before);
  });

  it('and its number is not used up', async () => {
    const { code } = (await open()).case;
    await openCase(deps, input({ pseudonym: '' }));
    await openCase(deps, input({ route: 'E' }));
    expect(Number((await open()).case.code.slice(-3))).toBe(Number(code.slice(-3)) + 1);
  });
});
