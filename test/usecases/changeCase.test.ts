/** What a change of a case promises, on a real database: all or nothing, by who takes part, nothing lost. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeDeps, ROOT } from '../../src/compose.ts';
import { changeCase, type NewEvent } from '../../src/usecases/changeCase.ts';
import { readCase, readCaseByCode, type CaseView } from '../../src/usecases/readCase.ts';
import { listCases } from '../../src/usecases/listCases.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Deps, Member } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember, joins } from '../support/people.ts';

const OPENED = '2026-03-10T09:00:00.000Z';
const LATER = '2026-03-12T09:00:00.000Z';
const FACTS = { hoogRisico: false, beoogdeSleuteldatum: '2026-09-01' };

let now = OPENED;
let database: TestDatabase;
let deps: Deps;
let anna: Member;
let bea: Member;
beforeAll(async () => {
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => now });
  const member = (objectId: string): Promise<Member> =>
    aMember(deps.uow.stores, { tenantId: 't', objectId }, ['begeleider']);
  [anna, bea] = [await member('anna'), await member('bea')];
});
afterAll(() => database.close());

let view: CaseView;
beforeEach(async () => {
  now = OPENED;
  view = await open(deps);
  now = LATER;
});

async function open(on: Deps): Promise<CaseView> {
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts: FACTS, member: anna };
  const opened = await openCase(on, start);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return opened.view;
}

const prepared = (tasks?: readonly string[]): NewEvent => ({
  ...{ type: 'complete_step', step: 'voorbereiding', on: '2026-03-11', outcome: null },
  tasks:
    tasks ?? view.evaluation.steps.find((each) => each.step.id === 'voorbereiding')?.tasks.map(({ id }) => id) ?? [],
});
const hold: NewEvent = { type: 'hold', reason: 'vakantie' };
const key = (date: string | null): NewEvent => ({ type: 'set_facts', facts: { beoogdeSleuteldatum: date } });

const change = (events: readonly NewEvent[], parts: { member?: Member; seenVersion?: number } = {}) =>
  changeCase(deps, { caseId: view.case.id, seenVersion: view.case.version, events, member: anna, ...parts });
const stored = () => deps.uow.stores.cases.byId(view.case.id);
const logged = async () => (await deps.uow.stores.cases.log(view.case.id)).slice(1);

describe('for who takes no part in it a case is not there', () => {
  it('to change, to read, by its code or in a list', async () => {
    const { id, code } = view.case;
    expect(await change([hold], { member: bea })).toEqual({ kind: 'no_case' });
    expect(await stored()).toEqual(view.case);
    expect(await logged()).toEqual([]);
    expect(await readCase(deps, id, bea)).toBeNull();
    expect(await readCaseByCode(deps, code, bea)).toBeNull();
    expect(await listCases(deps, bea, 10)).toEqual([]);
  });

  it('until they join, and a case that nobody has is nobody’s', async () => {
    const late = await aMember(deps.uow.stores, { tenantId: 't', objectId: 'cor' }, ['begeleider']);
    await joins(deps.uow.stores, view.case.code, late, { casushouder: true });
    expect((await readCaseByCode(deps, view.case.code, late))?.case).toEqual(view.case);
    expect((await listCases(deps, late, 10)).map((each) => each.case.code)).toEqual([view.case.code]);
    expect((await change([hold], { member: late })).kind).toBe('changed');
    const missing = { caseId: 'none', seenVersion: 1, events: [hold], member: anna };
    expect(await changeCase(deps, missing)).toEqual({ kind: 'no_case' });
  });
});

describe('a change', () => {
  it('stores state and version, and one log line for each effect, in order, with who and when', async () => {
    const result = await change([prepared(), key('2026-10-01')]);
    if (result.kind !== 'changed') throw new Error(result.kind);
    expect(result.view.case).toMatchObject({
      version: 2,
      state: { facts: { ...FACTS, beoogdeSleuteldatum: '2026-10-01' } },
    });
    expect(await stored()).toEqual(result.view.case);
    const { id } = view.case;
    expect(result.effects.map((effect) => [effect.id, effect.type])).toEqual([
      [`${id}:2:0:0`, 'step_completed'],
      [`${id}:2:0:1`, 'step_opened'],
      [`${id}:2:1:0`, 'fact_changed'],
      [`${id}:2:1:1`, 'term_moved'],
    ]);
    expect(await logged()).toEqual(
      result.effects.map((effect) => ({ effect, at: LATER, memberId: anna.id, behalfOf: null })),
    );
  });

  it('shows the case as it is read again', async () => {
    const result = await change([prepared()]);
    expect(await readCase(deps, view.case.id, anna)).toEqual('view' in result ? result.view : null);
  });

  it('keeps the day on which the case is next waited for', async () => {
    const due = async (): Promise<unknown> => {
      const { rows } = await database.pool.query<{ due: string }>(
        'SELECT next_due::text AS due FROM cases WHERE id = $1',
        [view.case.id],
      );
      return rows[0]?.due;
    };
    expect(await due()).toBe('2026-06-01');
    await change([key('2026-10-15')]);
    expect(await due()).toBe('2026-07-15');
  });

  it.each<[string, () => readonly NewEvent[]]>([
    ['sets what is so already', () => [key(FACTS.beoogdeSleuteldatum)]],
    ['holds no event', () => []],
  ])('that %s changes nothing', async (_, events) => {
    expect(await change(events())).toEqual({
      kind: 'changed',
      view: { ...view, evaluation: expect.anything() as unknown },
      effects: [],
    });
    expect(await stored()).toEqual(view.case);
    expect(await logged()).toEqual([]);
  });
});

describe('a refused change leaves nothing', () => {
  it.each<[string, () => readonly NewEvent[], string]>([
    ['a step whose turn it is not', () => [{ ...prepared([]), step: 'gba' } as NewEvent], 'step_not_open'],
    ['a step without its tasks', () => [prepared([])], 'tasks_missing'],
    ['a pause without a reason', () => [{ type: 'hold', reason: ' ' }], 'reason_missing'],
    ['a good event before a bad one', () => [prepared(), hold, hold], 'on_hold'],
    ['a bad event before a good one', () => [{ type: 'resume' }, prepared()], 'not_on_hold'],
  ])('%s', async (_, events, kind) => {
    const result = await change(events());
    expect(result).toMatchObject({ kind: 'refused', refusal: { kind } });
    expect('view' in result && result.view.case).toEqual(view.case);
    expect(await stored()).toEqual(view.case);
    expect(await logged()).toEqual([]);
  });
});

describe('who saw an older case', () => {
  it.each([
    ['an earlier version', 1],
    ['a version to come', 3],
  ])('is told so, with the case as it is, and changes nothing: %s', async (_, seenVersion) => {
    await change([hold]);
    const result = await change([{ type: 'resume' }], { seenVersion });
    expect(result).toMatchObject({
      kind: 'stale',
      view: { case: { version: 2, state: { hold: { reason: 'vakantie' } } } },
    });
    expect((await stored())?.version).toBe(2);
    expect(await logged()).toHaveLength(1);
  });

  it('the same press twice, one after the other or at once, counts once', async () => {
    expect((await change([prepared()])).kind).toBe('changed');
    expect((await change([prepared()])).kind).toBe('stale');
    const press = () => change([hold], { seenVersion: 2 });
    expect((await Promise.all([press(), press()])).map((each) => each.kind).sort()).toEqual(['changed', 'stale']);
    expect((await stored())?.version).toBe(3);
    const types = (await logged()).map((each) => each.effect.type);
    expect(types).toEqual(['step_completed', 'step_opened', 'held']);
  });

  it('of ten changes at once one wins, and who tries again with fresh eyes loses nothing', async () => {
    const reasons = Array.from({ length: 10 }, (_, index) => `reden ${index}`);
    let waiting = reasons;
    for (let round = 1; waiting.length > 0; round += 1) {
      const { version } = (await stored()) ?? view.case;
      const results = await Promise.all(
        waiting.map((reason) => change([{ type: 'hold', reason }, { type: 'resume' }], { seenVersion: version })),
      );
      expect(results.map((each) => each.kind).sort()).toEqual([
        'changed',
        ...Array<string>(waiting.length - 1).fill('stale'),
      ]);
      expect((await stored())?.version).toBe(round + 1);
      waiting = waiting.filter((_, index) => results[index]?.kind !== 'changed');
    }
    const held = (await logged()).flatMap(({ effect }) => (effect.type === 'held' ? [effect.reason] : []));
    expect(held.toSorted()).toEqual(reasons);
    expect(new Set((await logged()).map((each) => each.effect.id)).size).toBe((await logged()).length);
  });
});

describe('new agreements', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
  const text = readFileSync(join(ROOT, 'content', 'protocols', 'haarlemmermeer.yaml'), 'utf8');
  const from = '3 maanden voor beoogdeSleuteldatum';
  const dueOf = (seen: CaseView | null) =>
    seen?.evaluation.steps.find((each) => each.step.id === 'woningnet')?.terms[0]?.by;

  it('hold for new cases only: a running case stays on those that it began with', async () => {
    expect(text).toContain(from);
    writeFileSync(join(folder, 'haarlemmermeer.yaml'), text.replaceAll(from, '1 maand voor beoogdeSleuteldatum'));
    const newer = await composeDeps(database, { now: () => now }, folder);
    const fresh = await open(newer);
    expect(fresh.case.protocolVersion).not.toBe(view.case.protocolVersion);
    expect([dueOf(view), dueOf(fresh)]).toEqual(['2026-06-01', '2026-08-01']);
    const old = await readCase(newer, view.case.id, anna);
    expect([dueOf(old), old?.plan.protocol.version]).toEqual(['2026-06-01', view.case.protocolVersion]);
    const changed = await changeCase(newer, {
      caseId: view.case.id,
      seenVersion: 1,
      events: [key('2026-10-01')],
      member: anna,
    });
    expect('view' in changed && [dueOf(changed.view), changed.view.case.protocolVersion]).toEqual([
      '2026-07-01',
      view.case.protocolVersion,
    ]);
  });

  it('with a fault in them stop the start, with file, line and mend', async () => {
    writeFileSync(join(folder, 'haarlemmermeer.yaml'), text.replace('soort: datum', 'soort: dag'));
    await expect(composeDeps(database, undefined, folder)).rejects.toThrow(
      /haarlemmermeer\.yaml:\d+ gegevens\..*kies een van/,
    );
  });

  it('a version that was never stored is a fault of ours, and is said', async () => {
    const lost = { protocolId: 'haarlemmermeer', protocolVersion: 'weg' };
    await expect(deps.protocols.ofCase(lost)).rejects.toThrow('haarlemmermeer weg is not stored');
  });
});
