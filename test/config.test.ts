import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEV_VALUES } from '../scripts/appPackage.ts';
import { readConfig, SETTINGS, type Config, type Environment } from '../src/config.ts';

const BOT_ID = '11111111-aaaa-4aaa-8aaa-000000000001';
const BOT_TENANT_ID = '22222222-bbbb-4bbb-8bbb-000000000002';
const CLIENT_ID = '33333333-cccc-4ccc-8ccc-000000000003';
const ids = { BOT_ID, BOT_TENANT_ID };
const withPassword = { ...ids, BOT_PASSWORD: 'kanarie-geheim' };
const withCertificate = {
  ...ids,
  BOT_CERTIFICATE_THUMBPRINT: 'ab'.repeat(20),
  BOT_CERTIFICATE_KEY_FILE: 'key.pem',
};
const withIdentity = { ...ids, BOT_TYPE: 'UserAssignedMSI', BOT_MANAGED_IDENTITY_CLIENT_ID: CLIENT_ID };

const PEM = '-----BEGIN PRIVATE KEY-----\nkanarie-sleutel\n-----END PRIVATE KEY-----\n';
const files: Record<string, string> = { 'key.pem': PEM, 'note.txt': 'no key' };
function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error('no such file');
  return text;
}

function accepted(env: Environment): Config {
  const result = readConfig(env, readFile);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

function problems(env: Environment): readonly string[] {
  const result = readConfig(env, readFile);
  return result.ok ? [] : result.problems;
}

describe('what is accepted', () => {
  test('nothing set: local mode on this computer only, an embedded database, the local Teams', () => {
    expect(accepted({})).toEqual({
      mode: 'local',
      host: '127.0.0.1',
      port: 3978,
      auth: { mode: 'local' },
      tenants: null,
      administrators: [],
      contact: null,
      mail: null,
      links: null,
      database: { mode: 'embedded', folder: join('.opstap', 'database') },
      heartbeat: join('.opstap', 'heartbeat'),
      logLevel: 'warn',
      playground: true,
      playgroundPort: 56150,
    });
  });

  test('an empty setting is a setting that is not there', () => {
    expect(accepted(Object.fromEntries(SETTINGS.map((name) => [name, ' '])))).toEqual(accepted({}));
  });

  test.each<[string, Environment, Partial<Config>]>([
    ['another port', { PORT: '8080' }, { port: 8080 }],
    ['port 0, a free one', { PORT: '0' }, { port: 0 }],
    ['IPv6 loopback', { HOST: '::1' }, { host: '::1' }],
    ['a data folder', { OPSTAP_DATA: 'data' }, { database: { mode: 'embedded', folder: join('data', 'database') } }],
    ['a server', { DATABASE_URL: 'postgres://db/x' }, { database: { mode: 'server', url: 'postgres://db/x' } }],
    ['a log level', { OPSTAP_LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    ['no local Teams', { OPSTAP_PLAYGROUND: 'off', OPSTAP_PLAYGROUND_PORT: '5000' }, { playground: false, playgroundPort: 5000 }],
    ['local said aloud', { OPSTAP_MODE: 'local' }, { mode: 'local' }],
    ['a real bot listens on the network', withPassword, { mode: 'teams', host: '0.0.0.0', logLevel: 'info', playground: false }],
    ['production with a real bot', { ...withPassword, NODE_ENV: 'production' }, { mode: 'teams' }],
    ['a password', withPassword, { auth: { mode: 'single-tenant', appId: BOT_ID, tenantId: BOT_TENANT_ID, password: 'kanarie-geheim' } }],
    ['a certificate', withCertificate, { auth: { mode: 'certificate', appId: BOT_ID, tenantId: BOT_TENANT_ID, thumbprint: 'ab'.repeat(20), privateKey: PEM } }],
    ['a managed identity', withIdentity, { auth: { mode: 'managed-identity', appId: BOT_ID, tenantId: BOT_TENANT_ID, clientId: CLIENT_ID } }],
    ["without a list, the bot's own tenant", withPassword, { tenants: [BOT_TENANT_ID] }],
    ['administrators, in both modes', { OPSTAP_ADMINISTRATORS: `${CLIENT_ID.toUpperCase()}/${BOT_ID}` }, { mode: 'local', administrators: [`${CLIENT_ID}/${BOT_ID}`] }],
    ['administrators of a real bot', { ...withPassword, OPSTAP_ADMINISTRATORS: `${CLIENT_ID}/${BOT_ID} , ${BOT_TENANT_ID}/${BOT_ID}` }, { administrators: [`${CLIENT_ID}/${BOT_ID}`, `${BOT_TENANT_ID}/${BOT_ID}`] }],
    ['whom a stranger should ask', { OPSTAP_CONTACT: ' de helpdesk ' }, { contact: 'de helpdesk' }],
    ['mail', { OPSTAP_SMTP_URL: 'smtp://mail', OPSTAP_MAIL_FROM: 'Opstap <o@example.org>' }, { mail: { url: 'smtp://mail', from: 'Opstap <o@example.org>' } }],
    ['addresses', { OPSTAP_PUBLIC_URL: 'https://opstap.example.org/', OPSTAP_LINK_SECRET: 's'.repeat(32) }, { links: { url: 'https://opstap.example.org', secret: 's'.repeat(32) } }],
    ['a list of tenants', { ...withPassword, OPSTAP_TENANTS: `${CLIENT_ID.toUpperCase()}, ${BOT_TENANT_ID}` }, { tenants: [CLIENT_ID, BOT_TENANT_ID] }],
  ])('%s', (_, env, expected) => {
    expect(accepted(env)).toMatchObject(expected);
  }); // prettier-ignore

  test('the configuration cannot be changed afterwards', () => {
    const config = accepted(withPassword);
    for (const part of [config, config.auth, config.tenants, config.administrators, config.database])
      expect(Object.isFrozen(part)).toBe(true);
  });
});

describe('what stops the start, in words that name the setting', () => {
  test.each<[string, Environment, RegExp]>([
    ['local mode in production', { NODE_ENV: 'production' }, /lokale modus .* NODE_ENV=production/],
    ['local mode in production, said aloud', { NODE_ENV: 'production', OPSTAP_MODE: 'local' }, /lokale modus/],
    ['local mode on the network', { HOST: '0.0.0.0' }, /HOST is 0\.0\.0\.0, maar in de lokale modus/],
    ['local mode beside a bot', { OPSTAP_MODE: 'local', BOT_ID }, /OPSTAP_MODE=local past niet/],
    ['a mode that is none', { OPSTAP_MODE: 'prod' }, /OPSTAP_MODE is "prod"/],
    ['teams without anything', { OPSTAP_MODE: 'teams' }, /Vul nog in: BOT_ID, BOT_TENANT_ID/],
    ['an id and nothing else', { BOT_ID }, /Vul nog in: BOT_TENANT_ID/],
    ['no way to sign in', ids, /Kies hoe de bot zich aanmeldt/],
    ['an id that is no GUID', { ...withPassword, BOT_ID: 'opstap' }, /BOT_ID is geen GUID/],
    ['a tenant that is no GUID', { ...withPassword, BOT_TENANT_ID: 'gemeente' }, /BOT_TENANT_ID is geen GUID/],
    ['a client id that is no GUID', { ...withIdentity, BOT_MANAGED_IDENTITY_CLIENT_ID: '7' }, /CLIENT_ID is geen GUID/],
    ['a mistyped kind of bot', { ...withPassword, BOT_TYPE: 'SingelTenant' }, /BOT_TYPE is "SingelTenant"/],
    ['the multi-tenant kind', { ...withPassword, BOT_TYPE: 'MultiTenant' }, /BOT_TYPE is "MultiTenant"/],
    ['an identity with a password', { ...withIdentity, BOT_PASSWORD: 'x' }, /BOT_PASSWORD past niet bij UserAssignedMSI/],
    ['an identity without its id', { ...ids, BOT_TYPE: 'UserAssignedMSI' }, /Vul nog in: BOT_MANAGED_IDENTITY_CLIENT_ID/],
    ['an identity of another kind', { ...withPassword, BOT_MANAGED_IDENTITY_CLIENT_ID: CLIENT_ID }, /past niet bij SingleTenant/],
    ['a certificate and a password', { ...withCertificate, BOT_PASSWORD: 'x' }, /BOT_PASSWORD past niet/],
    ['half a certificate', { ...ids, BOT_CERTIFICATE_KEY_FILE: 'key.pem' }, /Vul nog in: BOT_CERTIFICATE_THUMBPRINT/],
    ['a thumbprint that is none', { ...withCertificate, BOT_CERTIFICATE_THUMBPRINT: 'abc' }, /40 hexadecimale/],
    ['a key that is not there', { ...withCertificate, BOT_CERTIFICATE_KEY_FILE: 'gone.pem' }, /kan niet worden gelezen/],
    ['a key that is no key', { ...withCertificate, BOT_CERTIFICATE_KEY_FILE: 'note.txt' }, /geen PEM-sleutel/],
    ['a tenant in the list that is none', { ...withPassword, OPSTAP_TENANTS: 'x' }, /OPSTAP_TENANTS: "x" is geen/],
    ['a hole in the list of tenants', { ...withPassword, OPSTAP_TENANTS: `${BOT_ID},` }, /OPSTAP_TENANTS: "" is geen/],
    ['an administrator without a tenant', { OPSTAP_ADMINISTRATORS: BOT_ID }, /OPSTAP_ADMINISTRATORS: ".*" is geen/],
    ['an administrator with an address', { OPSTAP_ADMINISTRATORS: `${BOT_ID}/anna@example.org` }, /OPSTAP_ADMINISTRATORS: ".*anna@example.org" is geen/],
    ['three ids for an administrator', { OPSTAP_ADMINISTRATORS: `${BOT_ID}/${BOT_ID}/${BOT_ID}` }, /is geen tenant-id\/object-id/],
    ['a hole in the list of administrators', { OPSTAP_ADMINISTRATORS: `${BOT_ID}/${BOT_ID},` }, /OPSTAP_ADMINISTRATORS: "" is geen/],
    ['a long contact', { OPSTAP_CONTACT: 'a'.repeat(101) }, /OPSTAP_CONTACT is een korte tekst/],
    ['a contact of two lines', { OPSTAP_CONTACT: 'de helpdesk\nen meer' }, /OPSTAP_CONTACT is een korte tekst/],
    ['mail without a sender', { OPSTAP_SMTP_URL: 'smtp://kanarie' }, /OPSTAP_MAIL_FROM is de afzender/],
    ['a sender without a server', { OPSTAP_MAIL_FROM: 'o@example.org' }, /OPSTAP_SMTP_URL moet beginnen met/],
    ['an address without a secret', { OPSTAP_PUBLIC_URL: 'https://opstap.example.org' }, /OPSTAP_LINK_SECRET is een geheim/],
    ['a short secret', { OPSTAP_PUBLIC_URL: 'https://opstap.example.org', OPSTAP_LINK_SECRET: 'kanarie' }, /OPSTAP_LINK_SECRET is een geheim/],
    ['a secret without an address', { OPSTAP_LINK_SECRET: 's'.repeat(32) }, /OPSTAP_PUBLIC_URL is het adres/],
    ['an address that anybody can read along with', { OPSTAP_PUBLIC_URL: 'http://opstap.example.org', OPSTAP_LINK_SECRET: 's'.repeat(32) }, /OPSTAP_PUBLIC_URL is het adres/],
    ['a mail server of another kind', { OPSTAP_SMTP_URL: 'https://kanarie', OPSTAP_MAIL_FROM: 'o@example.org' }, /OPSTAP_SMTP_URL moet/],
    ['a port that is none', { PORT: '99999' }, /PORT is "99999"/],
    ['a port in words', { OPSTAP_PLAYGROUND_PORT: '1e3' }, /OPSTAP_PLAYGROUND_PORT is "1e3"/],
    ['a log level that is none', { OPSTAP_LOG_LEVEL: 'loud' }, /OPSTAP_LOG_LEVEL is "loud"/],
    ['another kind of database', { DATABASE_URL: 'mysql://kanarie' }, /DATABASE_URL moet beginnen met postgresql/],
    ['the local Teams beside a real bot', { ...withPassword, OPSTAP_PLAYGROUND: 'on' }, /hoort bij de lokale modus/],
    ['an odd word for the local Teams', { OPSTAP_PLAYGROUND: 'yes' }, /OPSTAP_PLAYGROUND is "yes"/],
    ['a mistyped setting', { OPSTAP_TENNANTS: BOT_ID }, /OPSTAP_TENNANTS is geen instelling/],
    ['a mistyped secret', { ...withPassword, BOT_PASSWROD: 'x' }, /BOT_PASSWROD is geen instelling/],
    ["the SDK's own name", { MicrosoftAppId: BOT_ID }, /MicrosoftAppId leest Opstap niet/],
  ])('%s', (_, env, expected) => {
    expect(problems(env).join('\n')).toMatch(expected);
  }); // prettier-ignore

  test("the SDK's own name never leads to local mode", () => {
    expect(problems({ MicrosoftAppId: BOT_ID }).join('\n')).toMatch(/Vul nog in: BOT_ID/);
  });

  test('every problem is one line of Dutch and one of English', () => {
    const all = problems({ BOT_TYPE: 'x', PORT: 'x', OPSTAP_X: 'x', OPSTAP_LOG_LEVEL: 'x', DATABASE_URL: 'x' });
    expect(all.length).toBeGreaterThanOrEqual(6);
    for (const problem of all) expect(problem.split('\n')).toHaveLength(2);
  });

  test('no problem repeats a secret', () => {
    const text = problems({
      ...withCertificate,
      BOT_PASSWORD: 'kanarie-geheim',
      BOT_TYPE: 'UserAssignedMSI',
      DATABASE_URL: 'mysql://u:kanarie-geheim@db',
    }).join('\n');
    expect(text).not.toContain('kanarie');
    expect(text).toContain('BOT_PASSWORD');
  });
});

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');

  test('explains every setting of the bot and of its app package, and no other', () => {
    const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect([...new Set(named)].sort()).toEqual([...new Set([...SETTINGS, ...Object.keys(DEV_VALUES)])].sort());
  });

  test('sets nothing: a copy of it starts local mode', () => {
    expect(example).not.toMatch(/^[A-Z]/m);
  });
});
