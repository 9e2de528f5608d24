/**
 * How "what's next" grows with the number of stored cases, and how long the real job takes to look at all terms. Embedded,
 * and with DATABASE_URL also on that server.
 */
import { join } from 'node:path';
import type pg from 'pg';
import { cardRenderer, composeDeps, ROOT } from '../src/compose.ts';
import { readInterpreter } from '../src/content/intents.ts';
import { laterBy } from '../src/domain/calendar.ts';
import { evaluate, type Plan } from '../src/domain/protocol/evaluate.ts';
import { nextDue } from '../src/domain/protocol/step.ts';
import type { CaseState } from '../src/domain/cases.ts';
import { createDispatch } from '../src/teams/routes.ts';
import type { Dispatch, Person } from '../src/teams/incoming.ts';
import type { Deps } from '../src/usecases/ports.ts';
import { remindTerms } from '../src/usecases/remindTerms.ts';
import { testDatabase, testServerDatabase } from '../test/support/database.ts';
import { moved, NOW, plansOf, seeded, TODAY, walk } from './cases.ts';
import { figure, textTable } from './measure.ts';

const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
/** Somebody works on so many cases, however many there are in all. */
const EACH = 20;
/** So many people ask, each about all their cases. */
const ASKING = 50;
const WALKS = 1_000;
const BATCH = 2_000;
const QUARTER_MS = 15 * 60_000;
const url = process.env['DATABASE_URL'];

/** Up to 100 000 cases; `quick`: up to 10 000. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const sizes = quick ? [1_000, 10_000] : [1_000, 10_000, 100_000];
  const turns = quick ? 200 : 1_000;
  const results = [await measure('embedded', sizes, turns)];
  if (url !== undefined) results.push(await measure('server', sizes, turns));
  const rows = results.map(({ storage, p50Ms, listP50Ms, ratio, sweep }) => [
    ...[storage, p50Ms.join(' / '), listP50Ms.join(' / '), ratio],
    ...[sweep.firstSeconds, sweep.reminders, sweep.seconds, sweep.casesRead],
  ]);
  const head = [
    ...['storage', `what's next, p50 ms at ${sizes.join(' / ')}`, 'my cases, p50 ms', 'last / first'],
    ...['first sweep s', 'reminders queued', 'sweep s', 'cases read'],
  ];
  const [first] = results;
  return { table: textTable([head, ...rows]), json: { cases: sizes, ...first, runs: results } };
}

async function measure(storage: 'embedded' | 'server', sizes: readonly number[], turns: number) {
  const database = storage === 'embedded' ? await testDatabase() : await testServerDatabase(url ?? '');
  let now = NOW;
  const deps = await composeDeps(database, { now: () => now });
  const interpret = readInterpreter(join(ROOT, 'content'));
  const dispatch = createDispatch({
    ...{ deps, interpret, render: cardRenderer(), local: null, contact: null, mails: false },
    onFault: (_id, fault) => console.error(fault),
  });
  const make = maker();
  const p50Ms: number[] = [];
  const listP50Ms: number[] = [];
  let stored = 0;
  for (const size of sizes) {
    for (; stored < size; stored += BATCH) await fill(database.pool, make, stored, Math.min(stored + BATCH, size));
    stored = size;
    // As PostgreSQL does by itself, and the embedded one every hour.
    await database.pool.query('VACUUM (ANALYZE)');
    // Nobody may go on faster than a person can: each turn is a second after the one before.
    const tick = (): void => void (now = laterBy(now, 1_000));
    const ask = (text: (n: number) => string) => p50(dispatch, turns, size, text, tick);
    p50Ms.push(await ask((n) => `volgende stap ${codeOf(n)}`));
    listP50Ms.push(await ask(() => 'mijn casussen'));
  }
  const sweep = await sweepOf(deps, () => (now = laterBy(now, QUARTER_MS)));
  await database.close();
  return { storage, p50Ms, listP50Ms, ratio: round((p50Ms.at(-1) ?? NaN) / (p50Ms[0] ?? NaN)), sweep };
}

// The first time everything that is too late is said; after that a quarter in which nothing new is due.
async function sweepOf(deps: Deps, nextQuarter: () => string) {
  const timed = async (since: string | null) => {
    const begin = performance.now();
    const swept = await remindTerms(deps, since);
    return { ...swept, seconds: round((performance.now() - begin) / 1_000) };
  };
  const first = await timed(null);
  const since = deps.clock.now();
  nextQuarter();
  const { seconds, cases, reminders } = await timed(since);
  if (reminders > 0) throw new Error(`${reminders} reminders came twice`);
  return { firstSeconds: first.seconds, reminders: first.reminders, seconds, casesRead: cases };
}

const codeOf = (n: number): string => `ZZZ-2026-${String(n).padStart(6, '0')}`;
const personOf = (n: number): Person => ({
  ...{ tenantId: TENANT, objectId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` },
  ...{ channelUserId: `29:${n}`, name: `Begeleider ${n}` },
});

async function p50(
  dispatch: Dispatch,
  turns: number,
  size: number,
  text: (n: number) => string,
  tick: () => void,
): Promise<number> {
  const times: number[] = [];
  for (let turn = -turns / 10; turn < turns; turn += 1) {
    tick();
    // As many people at each size, from all over the table: somebody's first word costs more than their second.
    const asked = Math.abs(Math.floor(turn));
    const person = Math.floor(((asked % ASKING) / ASKING) * (size / EACH));
    const n = person * EACH + (Math.floor(asked / ASKING) % EACH);
    const from = personOf(person);
    const place = { conversationId: `a:${from.objectId}`, kind: 'personal', tenantId: TENANT, botId: '28:b' } as const;
    const begin = performance.now();
    const reply = await dispatch(
      {
        ...{ kind: 'message', id: `${size}:${turn}:${text(n)}`, from, locale: 'nl-NL', text: text(n) },
        place: { ...place, serviceUrl: 'https://teams.invalid/' },
      },
      async () => [from],
    );
    const took = performance.now() - begin;
    if (!JSON.stringify(reply).includes('ZZZ-2026-')) throw new Error(`No case in the answer to ${text(n)}`);
    if (turn >= 0) times.push(took);
  }
  return round(figure(times).median);
}

interface MadeCase {
  readonly plan: Plan;
  readonly state: CaseState;
  readonly due: string | null;
}

// Cases that people keep up: two in a hundred are too late, the others have their next term still to come.
function maker(): () => MadeCase {
  const random = seeded(20_260_615);
  const plans = plansOf(join(ROOT, 'content/protocols'));
  const walks = Array.from({ length: WALKS }, (_, n) => {
    const plan = plans[n % plans.length] as Plan;
    return { plan, state: walk(plan, random) };
  });
  let made = 0;
  return () => {
    const { plan, state } = walks[made++ % WALKS] as (typeof walks)[number];
    const late = random() < 0.02;
    for (let tries = 0; ; tries += 1) {
      const shifted = moved(state, Math.floor(random() * 300) - 150 + tries * 30);
      const due = nextDue(evaluate(plan, shifted, NOW));
      if (late || tries === 20 || due === null || due >= TODAY) return { plan, state: shifted, due };
    }
  };
}

// Straight into the tables, with a begeleider for every twenty cases: through the use-cases it would take an hour.
async function fill(pool: pg.Pool, make: () => MadeCase, from: number, to: number): Promise<void> {
  const people = Array.from({ length: Math.ceil(to / EACH) - Math.floor(from / EACH) }, (_, n) => {
    const person = personOf(Math.floor(from / EACH) + n);
    return { id: person.objectId, name: person.name };
  });
  await pool.query(
    `WITH line AS (SELECT l->>'id' AS id, l->>'name' AS name FROM jsonb_array_elements($1::jsonb) AS l),
      region AS (SELECT unnest($2::text[]) AS id),
      who AS (INSERT INTO members (id, tenant_id, object_id, display_name)
        SELECT id, $3, id, name FROM line ON CONFLICT DO NOTHING),
      house AS (INSERT INTO organisations (id, name, kind, region)
        SELECT line.id || region.id, 'Zorg ' || line.id, 'zorgaanbieder', region.id FROM line, region ON CONFLICT DO NOTHING)
    INSERT INTO memberships (member_id, organisation_id, roles, functions)
      SELECT line.id, line.id || region.id, ARRAY['begeleider'], '{}' FROM line, region ON CONFLICT DO NOTHING`,
    [JSON.stringify(people), REGIONS, TENANT],
  );
  const cases = Array.from({ length: to - from }, (_, n) => {
    const { plan, state, due } = make();
    const { id: protocol, version } = plan.protocol;
    const status = state.hold ? 'on_hold' : 'active';
    const member = personOf(Math.floor((from + n) / EACH)).objectId;
    return { code: codeOf(from + n), protocol, version, route: plan.route.id, state, status, due, member };
  });
  await pool.query(
    `WITH line AS (SELECT l FROM jsonb_array_elements($1::jsonb) AS l),
      stored AS (INSERT INTO cases (id, code, protocol_id, protocol_version, route, pseudonym, opened_at, opened_by,
          state, status, next_due)
        SELECT l->>'code', l->>'code', l->>'protocol', l->>'version', l->>'route', 'bewoner', $2::timestamptz,
          l->>'member', l->'state', l->>'status', (l->>'due')::date FROM line)
    INSERT INTO participations (case_id, member_id, organisation_id, casushouder)
      SELECT l->>'code', l->>'member', (l->>'member') || (l->>'protocol'), true FROM line`,
    [JSON.stringify(cases), NOW],
  );
}

const REGIONS = ['haarlemmermeer', 'noordoostpolder', 'westfriesland', 'zuidoost-utrecht', 'zutphen'];
const round = (value: number): number => Math.round(value * 100) / 100;
