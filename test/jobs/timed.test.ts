/** Timed work on the whole bot: what people get in their chats, when, and how often. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOBS } from '../../src/jobs/jobs.ts';
import { runDue, startJobs } from '../../src/jobs/runner.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { overdueTerms } from '../../src/usecases/overdueTerms.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, type TestBot } from '../support/bot.ts';
import { joins } from '../support/people.ts';

const PERSON = { tenantId: 'tenant-1', objectId: 'anna', name: 'Anna' };
let bot: TestBot;
let anna: Member;
let code = '';
let faults: unknown[] = [];
const run = (): Promise<void> => runDue({ deps: bot.deps, jobs: JOBS, onFault: (fault) => faults.push(fault) });
const at = async (moment: string): Promise<void> => {
  bot.setNow(moment);
  await run();
};
const traces = async (kind: string) =>
  (await bot.deps.uow.stores.outbox.traces(['queued', 'sent', 'dropped', 'dead'], 500)).filter(
    (each) => each.kind === kind,
  );

// A case of Haarlemmermeer whose contract ends on a day: its first step has a hard term before that.
beforeEach(async () => {
  faults = [];
  bot = await testBot({ now: '2026-03-02T09:00:00.000Z', local: false });
  anna = await bot.member(PERSON as never, ['begeleider'], { organisation: 'Huis', functions: ['coordinator'] });
  const protocol = bot.deps.protocols.current.get('haarlemmermeer');
  const dates = Object.values(protocol?.facts ?? {}).filter(({ kind }) => kind === 'date');
  const facts = Object.fromEntries(dates.map(({ id }) => [id, '2026-03-20']));
  const work = anna.memberships.find(({ organisation }) => organisation.region === 'haarlemmermeer');
  const opened = await openCase(bot.deps, {
    protocolId: 'haarlemmermeer',
    route: 'A',
    pseudonym: 'bewoner 27',
    facts,
    member: anna,
    organisationId: work?.organisation.id,
  } as never);
  code = (opened as unknown as { view: { case: { code: string } } }).view.case.code;
  await joins(bot.deps.uow.stores, code, anna, { casushouder: true });
});
afterEach(() => bot.close());

describe('the terms of a case', () => {
  it('are spoken of once, however often and by however many they are swept', async () => {
    await at('2026-03-02T09:15:00.000Z');
    bot.setNow('2026-04-20T09:00:00.000Z');
    expect((await overdueTerms(bot.deps, 'haarlemmermeer')).length).toBeGreaterThan(0);
    await Promise.all([run(), run()]);
    const first = (await traces('term')).map(({ id }) => id);
    expect(first.length).toBeGreaterThan(0);
    expect(new Set(first).size).toBe(first.length);
    await at('2026-04-20T09:15:00.000Z');
    await at('2026-04-20T09:00:00.000Z');
    expect((await traces('term')).map(({ id }) => id)).toEqual(first);
    expect(faults).toEqual([]);
  });

  it('are said to be late after a standstill, and not spoken of when the case is on hold meanwhile', async () => {
    await at('2026-03-02T09:15:00.000Z');
    // As if nobody had swept since the year before.
    await sql("UPDATE job_runs SET started_at = '2025-01-01'; DELETE FROM reminder_marks; DELETE FROM outbox;");
    await at('2026-04-20T09:00:00.000Z');
    const { rows } = await sql<{ about: { late?: string } }>(
      "SELECT about FROM outbox WHERE kind = 'term' AND due_at > '2026-04-01'",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ about }) => about.late === 'yes')).toBe(true);
    await sql(
      `UPDATE cases SET state = jsonb_set(state, '{hold}', '{"since": "2026-04-20T09:00:00.000Z", "reason": "wacht"}')`,
    );
    const place = { conversationId: 'p', kind: 'personal', serviceUrl: 'http://127.0.0.1:1', botId: 'b' } as const;
    await bot.deps.uow.stores.places.remember({ ...place, tenantId: anna.tenantId, objectId: anna.objectId });
    await bot.sendDue();
    expect(new Set((await traces('term')).map(({ state }) => state))).toEqual(new Set(['dropped']));
  });

  it('stand in the message of the day, once a working day and only if there is something', async () => {
    await at('2026-04-20T05:45:00.000Z');
    expect(await traces('day')).toEqual([]);
    await at('2026-04-20T06:00:00.000Z');
    await at('2026-04-20T06:15:00.000Z');
    expect((await traces('day')).map(({ id }) => id)).toEqual([`day:${anna.id}:2026-04-20`]);
    // King's Day, and a Sunday.
    await at('2026-04-27T06:00:00.000Z');
    await at('2026-04-26T06:00:00.000Z');
    expect(await traces('day')).toHaveLength(1);
  });
});

describe('the auditor', () => {
  it('finds a reminder that was not queued and a message that is gone, and tells of each once', async () => {
    await at('2026-04-20T09:00:00.000Z');
    expect(await traces('audit_report')).toEqual([]);
    const lost = await sql('DELETE FROM outbox RETURNING id');
    expect(lost.rows.length).toBeGreaterThan(0);
    await sql("DELETE FROM reminder_marks WHERE subject LIKE '%' AND via = 'message' AND id LIKE '%holder'");
    const audit = JOBS.filter(({ name }) => name === 'audit');
    const look = () => runDue({ deps: bot.deps, jobs: audit, onFault: (fault) => faults.push(fault) });
    bot.setNow('2026-04-20T10:00:00.000Z');
    await look();
    expect(await traces('audit_report')).toHaveLength(1);
    const found = await sql<{ subject: string }>(
      "SELECT DISTINCT subject FROM reminder_marks WHERE via = 'audit' ORDER BY 1",
    );
    expect(found.rows.map(({ subject }) => subject)).toEqual(['missed', 'unsent']);
    bot.setNow('2026-04-20T10:15:00.000Z');
    await look();
    expect(await traces('audit_report')).toHaveLength(1);
    expect(faults).toEqual([]);
  });
});

describe('a job', () => {
  it('that fails is tried again, and one that broke off is taken over', async () => {
    let tries = 0;
    const job = {
      name: 'x',
      slot: () => 'one',
      run: async () => {
        tries += 1;
        if (tries === 1) throw new Error('no');
      },
    };
    const once = () => runDue({ deps: bot.deps, jobs: [job], onFault: (fault) => faults.push(fault) });
    await once();
    await once();
    await once();
    expect([tries, faults.length]).toEqual([2, 1]);
    const { jobs } = bot.deps.uow.stores;
    const piece = { name: 'y', slot: 'one', now: '2026-03-02T09:00:00.000Z', leaseUntil: '2026-03-02T09:10:00.000Z' };
    expect(await jobs.claim(piece)).not.toBeNull();
    expect(await jobs.claim({ ...piece, now: '2026-03-02T09:05:00.000Z' })).toBeNull();
    expect(await jobs.claim({ ...piece, now: '2026-03-02T09:11:00.000Z' })).not.toBeNull();
  });

  it('the heart beats as long as rounds are made', async () => {
    const loop = startJobs({ deps: bot.deps, jobs: JOBS, onFault: (fault) => faults.push(fault) }, null);
    await loop.runNow();
    expect(loop.health()).toMatchObject({ ok: true, sweepAge: 0 });
    bot.setNow('2026-03-02T09:50:00.000Z');
    expect(loop.health()).toMatchObject({ ok: false, sweepAge: 3000 });
    await loop.stop();
    expect(faults).toEqual([]);
  });
});

const sql = <Row extends object = Record<string, unknown>>(text: string) => bot.database.pool.query<Row>(text);
