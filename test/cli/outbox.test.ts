/** `opstap outbox list`: what waits, is in doubt or did not arrive, without a word of what was said. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeDeps } from '../../src/compose.ts';
import type { Stored } from '../../src/cli/io.ts';
import { opstap } from '../support/cli.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let stored: Stored;
const outbox = (...args: string[]) => opstap(['outbox', ...args], '', { openStored: () => Promise.resolve(stored) });
const AT = '2026-03-10T09:00:00.000Z';
const UNTIL = '2026-03-10T09:01:00.000Z';

beforeAll(async () => {
  database = await testDatabase();
  stored = { deps: await composeDeps(database, { now: () => AT }), close: () => Promise.resolve() };
});
afterAll(() => database.close());

test('empty, then each state by itself, in words and as JSON', async () => {
  expect(await outbox('list')).toMatchObject({ code: 0, out: 'geen berichten\n' });
  const { outbox: store } = database.uow.stores;
  await store.add(
    ['a', 'b', 'c', 'd'].map((id) => ({
      ...{ id, kind: 'signal', about: { signal: 'QzAbout' }, dueAt: AT },
      to: { kind: 'conversation', conversationId: `k-${id}` } as const,
    })),
  );
  const claimed = await store.claim({ now: AT, leaseUntil: UNTIL, limit: 3, perSecond: 50 });
  const outcomes = [
    { kind: 'dead', fault: 'HTTP 403' },
    { kind: 'ambiguous', again: null, fault: 'HTTP 502' },
    { kind: 'sent', posted: null },
  ] as const;
  for (const [n, { id, claim }] of claimed.entries()) {
    await store.begin(id, claim, UNTIL);
    await store.settle(id, claim, outcomes[n] ?? outcomes[0], AT);
  }
  const line = (id: string, state: string, tries: number, fault: string) => ({ id, state, kind: 'signal', tries, dueAt: AT, fault }); // prettier-ignore
  const messages = [
    line('a', 'dead', 1, 'HTTP 403'),
    line('b', 'ambiguous', 1, 'HTTP 502'),
    line('d', 'queued', 0, '-'),
  ];
  expect((await outbox('list', '--json')).json()).toEqual({ messages });
  expect((await outbox('list', '--state', 'dead', '--json')).json()).toEqual({ messages: messages.slice(0, 1) });
  const { out } = await outbox('list', '--state', 'ambiguous');
  expect(out).toBe(`b  ambiguous  signal  1  ${AT}  HTTP 502\n`);
});

test.each([[[]], [['list', '--state', 'sent']], [['show']]])('%j is no way to ask', async (args) => {
  expect((await outbox(...args)).code).toBe(2);
});
