/**
 * With a real bot's configuration only Teams gets in. The SDK verifies against a token service on loopback,
 * so each refusal is weighed against a good token that is accepted.
 */
import { EmulatorValidation } from 'botframework-connector';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Incoming } from '../../src/teams/incoming.ts';
import type { TeamsAuth } from '../../src/teams/sdk/auth.ts';
import { startServer, type ServerOptions } from '../../src/teams/sdk/server.ts';
import { startFakeLogin, type FakeLogin, type TokenOptions } from '../support/fakeLogin.ts';
import { fakeTeams, OTHER_TENANT, TENANT, type FakeTeams } from '../support/fakeTeams.ts';
import type { Json } from '../support/cardActions.ts';

const reply = {
  replace: { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'klaar' },
  posts: [],
};
let login: FakeLogin;
let teams: FakeTeams;
const seen: Incoming[] = [];

beforeAll(async () => {
  login = await startFakeLogin();
  const auth: TeamsAuth = {
    mode: 'single-tenant',
    appId: login.appId,
    tenantId: login.tenantId,
    password: 'a-password',
  };
  teams = await fakeTeams(
    async (incoming) => {
      seen.push(incoming);
      return reply;
    },
    { auth, cloud: login.cloud, allowedTenants: [TENANT] },
  );
});
afterAll(async () => {
  await teams.close();
  await login.close();
});

beforeEach(() => {
  seen.length = 0;
  vi.spyOn(console, 'error').mockImplementation(() => {}); // the SDK prints every token that it refuses
});
afterEach(() => vi.restoreAllMocks());

/** A press in a personal chat: its answer needs no call to Teams, thus no token of our own. */
function press(fields: Json = {}, tenantId = TENANT): Json {
  const anna = teams.person('Anna', { tenantId });
  const value = { action: { verb: 'go', data: {} } };
  return teams.personalChat(anna).activity(anna, { type: 'invoke', name: 'adaptiveCard/action', value, ...fields });
}

const bearer = (options?: TokenOptions, serviceUrl = teams.serviceUrl): string => login.bearer(serviceUrl, options);
const deliver = async (authorization: string, body = press()): Promise<number> =>
  (await teams.deliver(body, authorization === '' ? {} : { authorization })).status;

it('accepts a token of Teams for this bot', async () => {
  const { status, text } = await teams.deliver(press(), { authorization: bearer() });
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
  expect(seen).toHaveLength(1);
});

const hour = 3_600;
const now = Math.floor(Date.now() / 1_000);
const refused: Record<string, () => string> = {
  'no header': () => '',
  'a word': () => 'Bearer abc',
  'three letters': () => 'Bearer a.b.c',
  'a password': () => `Basic ${Buffer.from('bot:geheim').toString('base64')}`,
  'two tokens': () => `${bearer()}, ${bearer()}`,
  'a token for another bot': () => bearer({ claims: { aud: 'another-bot' } }),
  'a token for no bot': () => bearer({ claims: { aud: undefined } }),
  'a token of another issuer': () => bearer({ claims: { iss: 'https://login.example' } }),
  'a token of the emulator': () =>
    bearer({
      claims: {
        iss: `https://sts.windows.net/${login.tenantId}/`,
        appid: login.appId,
        ver: '1.0',
        tid: login.tenantId,
      },
    }),
  'a token of another bot as skill': () =>
    bearer({
      claims: { iss: `https://sts.windows.net/${login.tenantId}/`, appid: 'another', ver: '1.0', tid: login.tenantId },
    }),
  'an expired token': () => bearer({ claims: { nbf: now - 2 * hour, exp: now - hour } }),
  'a token from the future': () => bearer({ claims: { nbf: now + hour, exp: now + 2 * hour } }),
  'a token for another service URL': () => bearer({}, 'https://evil.teams.example/'),
  'a token without a service URL': () => bearer({ claims: { serviceurl: undefined } }),
  'a token signed by a stranger': () => bearer({ key: 'stranger', kid: 'good' }),
  'a token with an unknown key': () => bearer({ key: 'stranger' }),
  'a token of a key for another channel': () => bearer({ key: 'webchat' }),
  'an unsigned token': () => bearer({ alg: 'none' }),
  'a token signed with the public key as password': () => bearer({ alg: 'HS256', kid: 'good' }),
};

it.each(Object.entries(refused))('refuses %s with 401 and a bare answer', async (_name, header) => {
  const authorization = header();
  const { status, text } = await teams.deliver(press(), authorization === '' ? {} : { authorization });
  expect({ status, text }).toEqual({ status: 401, text: '{"error":"unauthorized"}' });
  expect(seen).toHaveLength(0);
});

it('does not remember the tenants that strangers name', async () => {
  const { issuer } = EmulatorValidation.ToBotFromEmulatorTokenValidationParameters;
  const known = issuer?.length;
  await deliver(bearer({ claims: { iss: 'https://sts.windows.net/x/', tid: crypto.randomUUID() } }));
  expect(issuer).toHaveLength(known ?? -1);
});

describe('a good token is not enough', () => {
  it('for an activity without a service URL', async () => {
    expect(await deliver(bearer(), press({ serviceUrl: undefined }))).toBe(400);
  });

  it.each([
    'https://evil.example/',
    'https://teams.example.evil/',
    'https://notteams.example/',
    'http://a.teams.example/',
    'https://u:p@127.0.0.1/',
  ])('for the service URL %s, which would get our token', async (serviceUrl) => {
    expect(await deliver(bearer({}, serviceUrl), press({ serviceUrl }))).toBe(403);
  });

  it('for another channel', async () => {
    expect(await deliver(bearer({ key: 'webchat' }), press({ channelId: 'webchat' }))).toBe(403);
  });

  it('for a tenant that is not served, or none', async () => {
    expect(await deliver(bearer(), press({}, OTHER_TENANT))).toBe(403);
    expect(await deliver(bearer(), press({ channelData: null, conversation: { id: 'x' } }))).toBe(403);
    expect(await deliver(bearer(), press({ channelData: { tenant: { id: OTHER_TENANT } } }))).toBe(403);
  });

  afterEach(() => expect(seen).toHaveLength(0));
});

it('accepts service URLs of the listed hosts only by https', async () => {
  const serviceUrl = 'https://emea.teams.example/x/';
  expect(await deliver(bearer({}, serviceUrl), press({ serviceUrl }))).toBe(200);
});

it.each(['broken', 'gone'])('says "try later" while the service with the signing keys is %s', async (state) => {
  const dead = await startFakeLogin();
  const auth: TeamsAuth = { mode: 'single-tenant', appId: dead.appId, tenantId: dead.tenantId, password: 'a-password' };
  const other = await fakeTeams(async () => reply, { auth, cloud: dead.cloud });
  if (state === 'broken') dead.breakDown();
  else await dead.close();
  const anna = other.person('Anna');
  const activity = other.personalChat(anna).activity(anna, { type: 'message', text: 'hoi' });
  const { status } = await other.deliver(activity, { authorization: dead.bearer(other.serviceUrl) });
  await other.close();
  await dead.close();
  expect(status).toBe(503);
});

describe('starting', () => {
  const start = (options: Partial<ServerOptions>): Promise<unknown> => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const auth: TeamsAuth = { mode: 'local' };
    const base = { host: '127.0.0.1', port: 0, auth, allowedTenants: null, dispatch: async () => reply, log };
    return startServer({ ...base, ...options }).then((server) => server.close());
  };

  it.each(['0.0.0.0', '::', '192.0.2.1', 'bot.example'])('without authentication is refused on %s', async (host) => {
    await expect(start({ host })).rejects.toThrow(/loopback/);
  });

  it.each([
    { mode: 'single-tenant', appId: '', tenantId: 't', password: 'p' },
    { mode: 'single-tenant', appId: 'a', tenantId: ' ', password: 'p' },
    { mode: 'single-tenant', appId: 'a', tenantId: 't', password: '' },
    { mode: 'certificate', appId: 'a', tenantId: 't', thumbprint: '', privateKey: 'k' },
    { mode: 'managed-identity', appId: 'a', tenantId: 't', clientId: '' },
  ] as TeamsAuth[])('with half a configuration is refused: %j', async (auth) => {
    await expect(start({ auth })).rejects.toThrow(/is missing/);
  });

  it.each([
    { mode: 'certificate', appId: 'a', tenantId: 't', thumbprint: 'AB12', privateKey: 'k' },
    { mode: 'managed-identity', appId: 'a', tenantId: 't', clientId: 'a' },
    { mode: 'managed-identity', appId: 'a', tenantId: 't', clientId: 'identity' },
  ] as TeamsAuth[])('keeps the door shut with $mode too', async (auth) => {
    const other = await fakeTeams(async () => reply, { auth });
    const anna = other.person('Anna');
    const { status } = await other.deliver(other.personalChat(anna).activity(anna, { type: 'message', text: 'hoi' }));
    await other.close();
    expect(status).toBe(401);
  });
});
