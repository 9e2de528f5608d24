/**
 * The measured side of `bench turn`, a process of its own: Opstap as it is composed, or the bare echo bot of the SDK.
 * Reports its CPU time on request and does nothing else beside serving.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const { role, database } = JSON.parse(process.argv[2] ?? '{}') as {
  role: 'opstap' | 'echo';
  database: { mode: 'embedded'; folder: string | null } | { mode: 'server'; url: string };
};

async function startOpstap(): Promise<number> {
  const { compose } = await import('../src/compose.ts');
  const { createLog } = await import('../src/shared/log.ts');
  const config = {
    mode: 'local' as const,
    host: '127.0.0.1',
    port: 0,
    database,
    auth: { mode: 'local' as const },
    tenants: null,
    administrators: [],
    contact: null,
    mail: null,
    logLevel: 'silent' as const,
    playground: false,
    playgroundPort: 0,
  };
  const app = await compose(config as never, createLog('silent'));
  return app.server.port;
}

// As the SDK's own documentation builds it: express, its JSON parser, the adapter, one message handler.
async function startEcho(): Promise<number> {
  const { Application, TeamsAdapter } = await import('@microsoft/teams-ai');
  const { ConfigurationServiceClientCredentialFactory, MemoryStorage } = await import('botbuilder');
  const express = (await import('express')).default;
  const adapter = new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
  const app = new Application({ storage: new MemoryStorage() });
  app.activity('message', async (context) => {
    await context.sendActivity(`echo: ${context.activity.text}`);
  });
  const server = express();
  server.use(express.json());
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request, response as never, async (context) => {
      await app.run(context);
    });
  });
  const listening = createServer(server).listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return (listening.address() as AddressInfo).port;
}

process.on('message', (message) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage() });
  if (message === 'stop') process.exit(0);
});
process.send?.({ port: await (role === 'opstap' ? startOpstap() : startEcho()) });
