/**
 * The measured side of `bench signals`, a process of its own: the bot with cases, people and a group chat for each, and
 * its outbox. Teams' limit for the whole bot is left out, or it would be all that is measured.
 */
import { join } from 'node:path';
import { cardRenderer, composeDeps, ROOT } from '../src/compose.ts';
import { readInterpreter } from '../src/content/intents.ts';
import { runOutbox } from '../src/outbox/loop.ts';
import { MESSAGES } from '../src/outbox/messages.ts';
import { createOutbox } from '../src/outbox/worker.ts';
import { openDatabase } from '../src/storage/database.ts';
import { createDispatch } from '../src/teams/routes.ts';
import { startServer } from '../src/teams/sdk/server.ts';
import { openCase } from '../src/usecases/openCase.ts';
import { aMember } from '../test/support/people.ts';

const {
  database: where,
  serviceUrl,
  count,
} = JSON.parse(process.argv[2] ?? '{}') as {
  database: { mode: 'embedded'; folder: null } | { mode: 'server'; url: string };
  serviceUrl: string;
  count: number;
};
const TENANT = '11111111-aaaa-4aaa-8aaa-000000000001';
const log = { info: () => {}, warn: () => {}, error: () => {} };
const onFault = (_id: string, fault: unknown): void => void process.send?.({ fault: String(fault) });

const database = await openDatabase(where);
const deps = await composeDeps(database);
const dispatch = createDispatch({
  ...{ deps, interpret: readInterpreter(join(ROOT, 'content')), render: cardRenderer(), local: null, contact: null },
  ...{ mails: false, onFault },
});
const server = await startServer({
  host: '127.0.0.1',
  port: 0,
  auth: { mode: 'local' },
  allowedTenants: null,
  dispatch,
  log,
});
const outbox = createOutbox({
  ...{ deps, messenger: server.messenger, mail: null, render: cardRenderer(), messages: MESSAGES, local: false },
  ...{ random: Math.random, onFault, perSecond: 1_000_000 },
});
const cases: { id: string; objectId: string; conversationId: string }[] = [];
for (let n = 0; n < count; n += 1) {
  const objectId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const who = { tenantId: TENANT, objectId, name: `B ${n}` };
  const member = await aMember(deps.uow.stores, who, ['begeleider'], { organisation: `Zorg ${n}` });
  const facts = { hoogRisico: false, doelgroep: 'bw' };
  const opened = await openCase(deps, { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'Merel', facts, member });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const conversationId = `19:case${n}@thread.v2`;
  const place = { conversationId, kind: 'group', tenantId: TENANT, serviceUrl, botId: '28:opstap' } as const;
  await deps.uow.stores.places.remember({ ...place, objectId: null });
  await deps.uow.stores.turns.link(
    { conversationId, caseId: opened.view.case.id, region: null },
    member.id,
    deps.clock.now(),
  );
  cases.push({ id: opened.view.case.id, objectId, conversationId });
}
const loop = runOutbox(outbox, (fault) => onFault('', fault));
database.onQueued(() => loop.nudge());
process.on('message', (message) => message === 'stop' && process.exit(0));
process.send?.({ port: server.port, cases });
