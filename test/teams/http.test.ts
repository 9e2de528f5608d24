/**
 * What the bot's door does with anything that is not a well-formed activity: a 4xx in a few words, and it stays open.
 */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Incoming } from '../../src/teams/incoming.ts';
import { fakeTeams, type FakeTeams } from '../support/fakeTeams.ts';
import type { Json } from '../support/cardActions.ts';

let teams: FakeTeams;
const seen: Incoming[] = [];
const faults: unknown[] = [];
const note = (fault: unknown): void => void faults.push(fault);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  teams = await fakeTeams(async (incoming) => {
    seen.push(incoming);
    return { replace: null, posts: [] };
  });
});
afterAll(async () => {
  await teams.close();
  process.off('unhandledRejection', note);
  expect(faults).toEqual([]);
});

function message(fields: Json = {}): Json {
  const anna = teams.person('Anna');
  return teams.personalChat(anna).activity(anna, { type: 'message', text: 'hoi', ...fields });
}

async function expectAlive(): Promise<void> {
  expect((await teams.deliver(message())).status).toBe(200);
}

it.each([
  ['', 'not_json'],
  ['{', 'not_json'],
  ['\u0000', 'not_json'],
  ['{}', 'bad_activity'],
  ['[]', 'bad_activity'],
  ['null', 'bad_activity'],
  ['7', 'bad_activity'],
  ['"message"', 'bad_activity'],
  ['{"type":"message"}', 'bad_activity'],
  ['{"__proto__":{"type":"message"}}', 'bad_activity'],
])('answers the body %j with 400 and stays up', async (body, error) => {
  const { status, text } = await teams.deliver(body);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ error });
  await expectAlive();
});

it.each<Json>([
  { type: undefined },
  { type: 7 },
  { type: '' },
  { from: undefined },
  { from: {} },
  { from: { id: 7 } },
  { from: { id: '' } },
  { recipient: undefined },
  { recipient: { name: 'Opstap' } },
  { conversation: undefined },
  { conversation: { id: '' } },
  { conversation: 'a' },
  { serviceUrl: undefined },
  { serviceUrl: 7 },
  { channelId: undefined },
  { channelData: 'x' },
  { text: 7 },
  { text: ['hoi'] },
  { locale: {} },
  { entities: 'x' },
  { id: { a: 1 } },
])('answers an activity with %j with 400, naming the place and not the value', async (fields) => {
  const { status, text } = await teams.deliver(message(fields));
  expect(status).toBe(400);
  const { error, at } = JSON.parse(text) as { error: string; at: string };
  expect(error).toBe('bad_activity');
  expect(at.split('.')[0]).toBe(Object.keys(fields)[0]);
  expect(Object.keys(JSON.parse(text) as object)).toHaveLength(2);
  await expectAlive();
});

it.each<Json>([
  { entities: [null, 7, {}, { type: 'mention' }, { type: 'mention', text: 7, mentioned: 'x' }] },
  { entities: null },
  { attachments: 'x' },
  { value: [1, 2] },
  { value: 'tekst' },
  { text: null },
  { locale: null },
  { replyToId: null },
  { deliveryMode: 'expectReplies' },
  { timestamp: 'gisteren' },
])('takes what it does not use as it comes: %j', async (fields) => {
  expect((await teams.deliver(message(fields))).status).toBe(200);
});

it('refuses more than 256 KB, announced or not', async () => {
  const large = message({ text: 'a'.repeat(300_000) });
  expect(await teams.deliver(large)).toEqual({ status: 413, text: '{"error":"too_large"}' });
  expect(await chunked(JSON.stringify(large).repeat(10))).toBe(413);
  await expectAlive();
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
  'takes JSON only, not %j, so that a page in a browser cannot post to the local bot',
  async (type) => {
    expect((await teams.deliver(message(), { 'content-type': type })).status).toBe(415);
  },
);

it.each<[string, string, number]>([
  ['GET', '/healthz', 200],
  ['GET', '/api/messages', 405],
  ['DELETE', '/api/messages', 405],
  ['GET', '/', 404],
  ['POST', '/api/messages/x', 404],
  ['POST', '/healthz', 404],
  ['GET', '/../../etc/passwd', 404],
])('answers %s %s with %i', async (method, path, status) => {
  const response = await fetch(teams.botUrl + path, { method });
  expect(response.status).toBe(status);
  if (status === 200) expect(await response.json()).toEqual({ ok: true });
});

it.each([
  { authorization: '' },
  { authorization: 'Bearer' },
  { authorization: 'x'.repeat(10_000) },
  { 'content-type': 'application/json; charset=utf-7' },
  { 'x-forwarded-for': '"><script>' },
])('takes the odd header %j without a fault', async (headers: Record<string, string>) => {
  expect((await teams.deliver(message(), headers)).status).toBe(200);
});

it('does not answer a page that reaches the local bot under another name', async () => {
  expect(await chunked(JSON.stringify(message()), { host: 'evil.example' })).toBe(403);
});

it('speaks to no other machine in local mode, whatever the service URL', async () => {
  for (const serviceUrl of ['https://smba.trafficmanager.net/emea/', 'http://192.0.2.1/', 'file:///x', 'x']) {
    expect((await teams.deliver(message({ serviceUrl }))).status).toBe(403);
  }
});

it('survives a client that leaves amid its request', async () => {
  const options = { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 1_000 } };
  const sent = request(`${teams.botUrl}/api/messages`, options).on('error', () => {});
  await new Promise<void>((resolve) => sent.write('{"type"', () => resolve()));
  sent.destroy();
  await expectAlive();
});

/** A raw request: without a content length, and with headers that fetch would not send. */
function chunked(body: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    const sent = request(`${teams.botUrl}/api/messages`, options, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    for (let at = 0; at < body.length; at += 50_000) sent.write(body.slice(at, at + 50_000));
    sent.end();
  });
}
