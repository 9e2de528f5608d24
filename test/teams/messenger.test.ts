/** What becomes of a message that the bot sends of its own accord, over real HTTP: tried once, and never in doubt unsaid. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Messenger, Place } from '../../src/teams/incoming.ts';
import { createMessenger } from '../../src/teams/sdk/messenger.ts';
import { createRoster } from '../../src/teams/sdk/roster.ts';
import { createWire, type Wire } from '../../src/teams/sdk/wire.ts';

interface Heard {
  readonly line: string;
  readonly body: Record<string, unknown>;
}

const log = { info: () => {}, warn: () => {}, error: () => {} };
const post = { card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x' }] }, summary: 's' };
let heard: Heard[] = [];
let answer: { status: number; headers?: Record<string, string>; body?: string } | 'hang up' = { status: 201 };
let server: Server;
let wire: Wire;
let messenger: Messenger;
let place: Place;

beforeEach(async () => {
  [heard, answer] = [[], { status: 201, body: '{"id":"m1"}' }];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      heard.push({
        line: `${request.method} ${decodeURIComponent(request.url ?? '')}`,
        body: JSON.parse(body || '{}') as Heard['body'],
      });
      if (answer === 'hang up') return void request.socket.destroy();
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`;
  place = { conversationId: '19:k;messageid=1', kind: 'channel', tenantId: 't', serviceUrl, botId: '28:b' };
  wire = createWire(async () => null, log);
  messenger = createMessenger(wire, createRoster(wire));
});
afterEach(async () => {
  wire.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it.each([
  [201, {}, { kind: 'sent', activityId: 'm1' }],
  [429, { 'retry-after': '7' }, { kind: 'later', afterMs: 7000, fault: 'HTTP 429' }],
  [429, {}, { kind: 'later', afterMs: null, fault: 'HTTP 429' }],
  [412, {}, { kind: 'later', afterMs: null, fault: 'HTTP 412' }],
  [401, {}, { kind: 'later', afterMs: null, fault: 'HTTP 401' }],
  [408, {}, { kind: 'unknown', fault: 'HTTP 408' }],
  [500, {}, { kind: 'unknown', fault: 'HTTP 500' }],
  [502, {}, { kind: 'unknown', fault: 'HTTP 502' }],
  [504, {}, { kind: 'unknown', fault: 'HTTP 504' }],
  [403, {}, { kind: 'refused', gone: true, fault: 'HTTP 403' }],
  [404, {}, { kind: 'refused', gone: true, fault: 'HTTP 404' }],
  [413, {}, { kind: 'refused', gone: false, fault: 'HTTP 413' }],
  [400, {}, { kind: 'refused', gone: false, fault: 'HTTP 400' }],
])('a new message answered with %d %j', async (status, headers, wanted) => {
  answer = { status, headers, body: '{"id":"m1"}' };
  expect(await messenger.post(place, post, null)).toEqual(wanted);
  expect(heard).toHaveLength(1);
});

it.each([408, 500, 502, 503, 504])('an update leaves no doubt: after %d it may be done again', async (status) => {
  answer = { status };
  expect(await messenger.update(place, 'm1', post)).toEqual({ kind: 'later', afterMs: null, fault: `HTTP ${status}` });
  expect(heard.map(({ line }) => line)).toEqual(['PUT /teams/v3/conversations/19:k;messageid=1/activities/m1']);
});

it('a connection that breaks amid a new message leaves doubt, also on a connection that was used before', async () => {
  await messenger.post(place, post, null);
  answer = 'hang up';
  expect(await messenger.post(place, post, null)).toMatchObject({ kind: 'unknown' });
  expect(heard).toHaveLength(2);
});

it('a connection that is never made leaves no doubt', async () => {
  const nobody = { ...place, serviceUrl: 'http://127.0.0.1:1/' };
  expect(await messenger.post(nobody, post, null)).toMatchObject({ kind: 'later' });
});

it('without a token nothing was sent', async () => {
  const poor = createWire(() => Promise.reject(new Error('no')), log);
  expect(await createMessenger(poor, createRoster(poor)).post(place, post, null)).toMatchObject({ kind: 'later' });
  poor.close();
  expect(heard).toEqual([]);
});

it('an answer without an id is still an arrival', async () => {
  answer = { status: 202 };
  expect(await messenger.post(place, post, null)).toEqual({ kind: 'sent', activityId: '' });
});

it('goes into the thread of a message in a channel; a chat has no threads', async () => {
  await messenger.post(place, post, 'm9');
  await messenger.post({ ...place, kind: 'group', conversationId: '19:g' }, post, 'm9');
  expect(heard.map(({ line }) => line)).toEqual([
    'POST /teams/v3/conversations/19:k;messageid=m9/activities',
    'POST /teams/v3/conversations/19:g/activities',
  ]);
});

it('names the people for whom Teams is to ring, in the card itself', async () => {
  const people = [
    { objectId: 'o-1', name: 'An<na' },
    { objectId: 'o-2', name: 'Gea' },
  ];
  await messenger.post(place, { ...post, mentions: { words: 'Aan zet:', people } }, null);
  const [attachment] = heard[0]?.body['attachments'] as { content: { body: unknown[]; msteams: unknown } }[];
  expect(attachment?.content.body[0]).toMatchObject({ text: 'Aan zet: <at>Anna</at>, <at>Gea</at>' });
  expect(attachment?.content.msteams).toEqual({
    entities: [
      { type: 'mention', text: '<at>Anna</at>', mentioned: { id: 'o-1', name: 'An<na' } },
      { type: 'mention', text: '<at>Gea</at>', mentioned: { id: 'o-2', name: 'Gea' } },
    ],
  });
});

it('asks for the chat with a person by the object id alone', async () => {
  answer = { status: 201, body: '{"id":"a:new"}' };
  expect(await messenger.chatWith(place, 'o-1')).toEqual({ ...place, conversationId: 'a:new', kind: 'personal' });
  expect(heard[0]).toMatchObject({
    line: 'POST /teams/v3/conversations',
    body: { isGroup: false, tenantId: 't', bot: { id: '28:b' }, members: [{ id: 'o-1' }] },
  });
});

it('a chat that Teams does not open is refused as a message is', async () => {
  answer = { status: 403 };
  expect(await messenger.chatWith(place, 'o-1')).toEqual({ kind: 'refused', gone: true, fault: 'HTTP 403' });
});
