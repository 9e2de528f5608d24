/**
 * The process that `bench/kill.ts` kills: the real outbox on a real database, sending over the real wire.
 * Arguments: where the database is, the service URL, first and number of the messages to queue. Says when it is empty.
 */
import { cardRenderer, composeDeps } from '../src/compose.ts';
import { runOutbox } from '../src/outbox/loop.ts';
import { createOutbox } from '../src/outbox/worker.ts';
import { wordCard } from '../src/presenters/notices.ts';
import { openDatabase } from '../src/storage/database.ts';
import { createMessenger } from '../src/teams/sdk/messenger.ts';
import { createRoster } from '../src/teams/sdk/roster.ts';
import { createWire } from '../src/teams/sdk/wire.ts';

const [where = '', serviceUrl = '', first = '0', count = '0'] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };

const server = where.startsWith('postgres');
const database = await openDatabase(server ? { mode: 'server', url: where } : { mode: 'embedded', folder: where });
const deps = await composeDeps(database);
const wire = createWire(async () => null, log);
const outbox = createOutbox({
  ...{ deps, messenger: createMessenger(wire, createRoster(wire)), mail: null, render: cardRenderer(), local: false },
  ...{ random: Math.random, onFault: () => undefined },
  messages: { said: async (_deps, { id }) => ({ card: wordCard([`bericht ${id}.`], []) }) },
});
for (let lane = 0; lane < 20; lane += 1) {
  const place = { conversationId: `k${lane}`, kind: 'group', tenantId: 't', serviceUrl, botId: 'b' } as const;
  await deps.uow.stores.places.remember({ ...place, objectId: null });
}
const dueAt = new Date().toISOString();
await deps.uow.stores.outbox.add(
  Array.from({ length: Number(count) }, (_, n) => ({
    ...{ id: `n${Number(first) + n}`, kind: 'said', about: {}, dueAt },
    to: { kind: 'conversation', conversationId: `k${n % 20}` } as const,
  })),
);
process.stdout.write('ready\n');
const loop = runOutbox(outbox, () => undefined);
for (;;) {
  const open = await deps.uow.stores.outbox.traces(['queued', 'claimed', 'sending'], 1);
  if (open.length === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 300));
}
await loop.stop();
wire.close();
await database.close();
process.stdout.write('empty\n');
