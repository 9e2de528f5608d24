/**
 * Three days on which nothing ran, from Friday afternoon to Tuesday morning, beside the same days with a sweep each
 * quarter of an hour: what still matters is said once and says that it is late, what is overtaken is not said at all,
 * and things end up the same.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { JOBS } from '../../src/jobs/jobs.ts';
import { runDue } from '../../src/jobs/runner.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { raiseSignal } from '../../src/usecases/raiseSignal.ts';
import { testBot, type TestBot } from '../support/bot.ts';

const FRIDAY = '2026-03-13T15:00:00.000Z';
const TUESDAY = '2026-03-17T09:00:00.000Z';
const QUARTER_MS = 15 * 60_000;

interface World {
  readonly bot: TestBot;
  run(moment: string): Promise<void>;
  messages(): Promise<readonly { id: string; kind: string; about: Record<string, string>; due: string }[]>;
}
let [swept, still] = [null, null] as unknown as [World, World];

/** A begeleider with a case whose terms end in these days, and a signal of Friday at noon. */
async function world(): Promise<World> {
  const bot = await testBot({ now: '2026-03-13T12:00:00.000Z', local: false });
  const anna = await bot.member(
    { tenantId: 'tenant-1', objectId: 'anna', name: 'Anna' } as never,
    ['begeleider'],
    { organisation: 'Huis', functions: ['coordinator'], regions: ['haarlemmermeer'] }, // prettier-ignore
  );
  const dates = Object.values(bot.deps.protocols.current.get('haarlemmermeer')?.facts ?? {});
  const facts = Object.fromEntries(dates.filter(({ kind }) => kind === 'date').map(({ id }) => [id, '2026-03-16']));
  const start = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 27', facts, member: anna };
  const opened = await openCase(bot.deps, start);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const report = { kind: 'overlast', since: '2026-03-13', moment: null, severity: 'ernstig', seen: 'Muziek' } as const;
  const raised = await raiseSignal(bot.deps, { caseId: opened.view.case.id, member: anna, ...report });
  if (raised.kind !== 'raised') throw new Error(raised.kind);
  const faults: unknown[] = [];
  return {
    bot,
    run: async (moment) => {
      bot.setNow(moment);
      await runDue({ deps: bot.deps, jobs: JOBS, onFault: (fault) => faults.push(fault) });
      expect(faults).toEqual([]);
    },
    messages: async () =>
      (await bot.database.pool.query<never>('SELECT id, kind, about, due_at AS due FROM outbox ORDER BY due_at, id'))
        .rows,
  };
}

beforeAll(async () => {
  [swept, still] = await Promise.all([world(), world()]);
  for (let at = Date.parse(FRIDAY); at <= Date.parse(TUESDAY); at += QUARTER_MS)
    await swept.run(new Date(at).toISOString());
  await still.run(FRIDAY);
  await still.run(TUESDAY);
}, 120_000);
afterAll(() => Promise.all([swept.bot.close(), still.bot.close()]));

const SIGNAL_ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
type Found = Awaited<ReturnType<World['messages']>>[number];
/** What came after Friday, apart from what the auditor says of messages that nobody sends in this test. */
async function after(w: World, kind: string): Promise<readonly Found[]> {
  return (await w.messages()).filter((each) => each.kind === kind && new Date(each.due).toISOString() > FRIDAY);
}
const watches = async (w: World) =>
  (await after(w, 'signal_news')).map(({ about }) => `${about['watch']} ${about['level']} ${about['due']}`);

it('each clock of a signal speaks once: its last word, late, with the moment at which it was due', async () => {
  // Meanwhile somebody who was there heard each level.
  expect((await watches(swept)).length).toBeGreaterThan(3);
  const said = await watches(still);
  const latest = new Map((await watches(swept)).map((each) => [each.split(' ')[0], each]));
  expect([...said].toSorted()).toEqual([...latest.values()].toSorted());
  expect((await after(still, 'signal_news')).map(({ about }) => about['late'])).toEqual(said.map(() => 'yes'));
  expect((await after(swept, 'signal_news')).map(({ about }) => about['late'])).not.toContain('yes');
});

it('the signal itself stands where it would have stood', async () => {
  const [one, other] = await Promise.all(
    [swept, still].map(
      async ({ bot }) => (await bot.database.pool.query<{ state: unknown }>('SELECT state FROM signals')).rows,
    ),
  );
  const plain = (rows: unknown): unknown => JSON.parse(JSON.stringify(rows).replaceAll(SIGNAL_ID, '#'));
  expect(plain(other)).toEqual(plain(one));
});

it('of three messages of the day only that of today comes, late', async () => {
  expect((await after(swept, 'day')).map(({ about }) => about)).toEqual([{ on: '2026-03-16' }, { on: '2026-03-17' }]);
  expect((await after(still, 'day')).map(({ about }) => about)).toEqual([{ on: '2026-03-17', late: 'yes' }]);
});

it('the line of the week that fell into it comes once, late', async () => {
  const line = { region: 'haarlemmermeer', slot: '2026-03-16' };
  expect((await after(swept, 'week')).map(({ about }) => about)).toEqual([line]);
  expect((await after(still, 'week')).map(({ about }) => about)).toEqual([{ ...line, late: 'yes' }]);
});

it('another sweep says nothing more', async () => {
  const before = await still.messages();
  await still.run('2026-03-17T09:01:00.000Z');
  expect(await still.messages()).toEqual(before);
});

it('a first start in mid-week tells nothing of the week before', async () => {
  const bot = await testBot({ now: TUESDAY, local: false });
  await runDue({ deps: bot.deps, jobs: JOBS, onFault: (fault) => expect(fault).toBeUndefined() });
  const { rows } = await bot.database.pool.query("SELECT id FROM outbox WHERE kind = 'week'");
  expect(rows).toEqual([]);
  await bot.close();
});
