/** Moving a case to the current version of its protocol, on a real database: shown first, stored whole, logged. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeDeps, ROOT } from '../../src/compose.ts';
import { changeCase } from '../../src/usecases/changeCase.ts';
import { readCase, type CaseView } from '../../src/usecases/readCase.ts';
import { moveCase, previewMoveCase } from '../../src/usecases/moveCase.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { aMember } from '../support/people.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const NOW = '2026-03-10T09:00:00.000Z';
const clock = { now: () => NOW };
const text = readFileSync(join(ROOT, 'content', 'protocols', 'haarlemmermeer.yaml'), 'utf8');
const later = text.replaceAll('3 maanden voor beoogdeSleuteldatum', '4 maanden voor beoogdeSleuteldatum');

let database: TestDatabase;
let old: Deps;
let deps: Deps;
let member: Member;
let view: CaseView;

const composeOn = (protocol: string): Promise<Deps> => {
  const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
  writeFileSync(join(folder, 'haarlemmermeer.yaml'), protocol);
  return composeDeps(database, clock, folder);
};
const open = async (): Promise<CaseView> => {
  const facts = { hoogRisico: false, beoogdeSleuteldatum: '2026-09-01' };
  const opened = await openCase(old, {
    protocolId: 'haarlemmermeer',
    route: 'A',
    pseudonym: 'bewoner 1',
    facts,
    member,
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.view;
};
const versionNow = (): string => deps.protocols.current.get('haarlemmermeer')?.version ?? '';
const move = (parts: { seenVersion?: number; toVersion?: string; member?: Member | null } = {}, on = deps) =>
  moveCase(on, { caseId: view.case.id, seenVersion: 1, toVersion: versionNow(), member, ...parts });
const stored = () => deps.uow.stores.cases.byId(view.case.id);

beforeAll(async () => {
  database = await testDatabase();
  old = await composeOn(text);
  deps = await composeOn(later);
  member = await aMember(deps.uow.stores, { tenantId: 't', objectId: 'anna' }, ['begeleider']);
});
afterAll(() => database.close());
beforeEach(async () => {
  view = await open();
});

it('shows what would change, and changes nothing', async () => {
  const shown = await previewMoveCase(deps, view.case.id, member);
  expect(shown).toMatchObject({
    kind: 'preview',
    protocol: { version: versionNow() },
    preview: { terms: [{ step: 'woningnet', rule: 'HLM-A-11', from: '2026-06-01', to: '2026-05-01' }], steps: [] },
  });
  expect(await stored()).toEqual(view.case);
});

it('stores version, state, next day and log in one go, and the case runs on the new version', async () => {
  const moved = await move();
  if (moved.kind !== 'moved') throw new Error(moved.kind);
  expect(await stored()).toEqual({ ...view.case, version: 2, protocolVersion: versionNow() });
  expect(await readCase(deps, view.case.id, member)).toEqual(moved.view);
  const id = `${view.case.id}:2`;
  const effects = [
    { id: `${id}:0`, type: 'moved', from: view.case.protocolVersion, to: versionNow() },
    { id: `${id}:1`, type: 'term_moved', step: 'woningnet', from: '2026-06-01', to: '2026-05-01' },
  ];
  const log = (await deps.uow.stores.cases.log(view.case.id)).slice(1);
  expect(log).toEqual(effects.map((effect) => ({ effect, at: NOW, memberId: member.id, behalfOf: null })));
  const { rows } = await database.pool.query<{ due: string }>('SELECT next_due::text AS due FROM cases WHERE id = $1', [
    view.case.id,
  ]);
  expect(rows[0]?.due).toBe('2026-05-01');
  expect((await move({ seenVersion: 2 })).kind).toBe('refused');
});

it('a later change leaves the case on the version that it was moved to', async () => {
  await move();
  const events = [{ type: 'hold' as const, reason: 'opname' }];
  await changeCase(deps, { caseId: view.case.id, seenVersion: 2, events, member });
  expect(await stored()).toMatchObject({ version: 3, protocolVersion: versionNow() });
});

describe('nothing is stored', () => {
  it.each<[string, () => ReturnType<typeof move>, object]>([
    ['when the case has changed since the preview', () => move({ seenVersion: 7 }), { kind: 'stale' }],
    ['when the protocol has changed since the preview', () => move({ toVersion: 'ouder' }), { kind: 'stale' }],
    ['on the version that the case has', () => move({}, old), { kind: 'refused', refusal: { kind: 'same_version' } }],
    [
      'when the protocol is gone',
      () => move({}, { ...deps, protocols: { ...deps.protocols, current: new Map() } }),
      { kind: 'refused', refusal: { kind: 'protocol_gone' } },
    ],
    ['for who takes no part in the case', () => move({ member: { ...member, id: 'ander' } }), { kind: 'no_case' }],
  ])('%s', async (_, act, result) => {
    expect(await act()).toMatchObject(result);
    expect(await stored()).toEqual(view.case);
    expect(await deps.uow.stores.cases.log(view.case.id)).toHaveLength(1);
  });

  it('twice, when two move the same case at once', async () => {
    const kinds = (await Promise.all([move(), move()])).map((each) => each.kind);
    expect(kinds.sort()).toEqual(['moved', 'stale']);
    expect(await stored()).toMatchObject({ version: 2 });
  });
});

it('an administrator needs no part in the case, and is not in the log by name', async () => {
  expect((await move({ member: null })).kind).toBe('moved');
  expect((await deps.uow.stores.cases.log(view.case.id)).at(-1)).toMatchObject({ memberId: null });
});

it('the cases of a protocol are those that still run, whatever their version', async () => {
  const all = async () => (await deps.uow.stores.cases.ofProtocol('haarlemmermeer')).map((each) => each.code);
  expect(await all()).toContain(view.case.code);
  const events = [{ type: 'close' as const, ending: 'gestopt', reason: 'verhuisd' }];
  await changeCase(deps, { caseId: view.case.id, seenVersion: 1, events, member });
  expect(await all()).not.toContain(view.case.code);
  expect(await deps.uow.stores.cases.ofProtocol('elders')).toEqual([]);
});
