/**
 * The environment as a typed, frozen object, read once at start. Half a configuration never starts anything:
 * every problem is named, in Dutch and in English, with what to do about it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How Teams knows that it is us; `local` is without authentication and only for this computer. */
export type AuthConfig =
  | { readonly mode: 'local' }
  | { readonly mode: 'single-tenant'; readonly appId: string; readonly tenantId: string; readonly password: string }
  | {
      readonly mode: 'certificate';
      readonly appId: string;
      readonly tenantId: string;
      readonly thumbprint: string;
      readonly privateKey: string;
    }
  | { readonly mode: 'managed-identity'; readonly appId: string; readonly tenantId: string; readonly clientId: string };

export type DatabaseConfig =
  { readonly mode: 'embedded'; readonly folder: string } | { readonly mode: 'server'; readonly url: string };

export interface Config {
  readonly mode: 'local' | 'teams';
  readonly host: string;
  readonly port: number;
  readonly auth: AuthConfig;
  /** Tenants whose people are served; null in local mode, where there is only this computer. */
  readonly tenants: readonly string[] | null;
  readonly database: DatabaseConfig;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly playground: boolean;
  readonly playgroundPort: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const KNOWN = new Set([
  'OPSTAP_MODE',
  'OPSTAP_DATA',
  'OPSTAP_TENANTS',
  'OPSTAP_LOG_LEVEL',
  'OPSTAP_PLAYGROUND',
  'OPSTAP_PLAYGROUND_PORT',
]);
const BOT = [
  'BOT_ID',
  'BOT_TENANT_ID',
  'BOT_TYPE',
  'BOT_PASSWORD',
  'BOT_CERTIFICATE_THUMBPRINT',
  'BOT_CERTIFICATE_KEY_FILE',
  'BOT_MANAGED_IDENTITY_CLIENT_ID',
] as const;

/** Reads the environment. `readFile` reads the certificate's key; it is an argument for tests. */
export function readConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigResult {
  const problems: string[] = [];
  const say = (nl: string, en: string): void => void problems.push(`${nl}\n  ${en}`);
  const value = (name: string): string => env[name]?.trim() ?? '';
  const mode = modeOf(value, say);
  for (const name of Object.keys(env)) {
    if (name.startsWith('OPSTAP_') && !KNOWN.has(name))
      say(
        `${name} is geen instelling van Opstap; controleer de spelling.`,
        `${name} is not a setting of Opstap; check the spelling.`,
      );
  }
  const config: Config = {
    mode,
    host: hostOf(mode, value, say),
    port: portOf('PORT', 3978, value, say),
    auth: mode === 'local' ? { mode: 'local' } : authOf(value, say, readFile),
    tenants: mode === 'local' ? null : tenantsOf(value, say),
    database: databaseOf(value, say),
    logLevel: levelOf(mode, value, say),
    playground: mode === 'local' && value('OPSTAP_PLAYGROUND') !== 'off',
    playgroundPort: portOf('OPSTAP_PLAYGROUND_PORT', 56150, value, say),
  };
  if (mode === 'local' && value('NODE_ENV') === 'production') {
    say(
      'De lokale modus kent geen aanmelding en start daarom niet met NODE_ENV=production. Vul BOT_ID en de andere BOT_-instellingen in (zie .env.example).',
      'Local mode has no sign-in and therefore does not start with NODE_ENV=production. Set BOT_ID and the other BOT_ settings (see .env.example).',
    );
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: Object.freeze(config) };
}

type Value = (name: string) => string;
type Say = (nl: string, en: string) => void;

// Anything of a real bot in the environment means a real bot: local mode is never entered by accident.
function modeOf(value: Value, say: Say): 'local' | 'teams' {
  const mode = value('OPSTAP_MODE');
  const hasBot = BOT.some((name) => value(name) !== '');
  if (mode !== '' && mode !== 'local' && mode !== 'teams') {
    say(`OPSTAP_MODE is "${mode}"; kies local of teams.`, `OPSTAP_MODE is "${mode}"; choose local or teams.`);
  }
  if (mode === 'local' && hasBot) {
    say(
      'OPSTAP_MODE=local past niet bij BOT_-instellingen. Haal een van beide weg.',
      'OPSTAP_MODE=local does not go with BOT_ settings. Remove one of them.',
    );
  }
  return hasBot || mode === 'teams' ? 'teams' : 'local';
}

function hostOf(mode: Config['mode'], value: Value, say: Say): string {
  const host = value('HOST') || (mode === 'local' ? '127.0.0.1' : '0.0.0.0');
  if (mode === 'local' && !LOOPBACK.has(host)) {
    say(
      `HOST is ${host}, maar zonder aanmelding luistert Opstap alleen op deze computer (127.0.0.1).`,
      `HOST is ${host}, but without sign-in Opstap listens on this computer only (127.0.0.1).`,
    );
  }
  return host;
}

function portOf(name: string, ordinary: number, value: Value, say: Say): number {
  const text = value(name);
  if (text === '') return ordinary;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  say(
    `${name} is "${text}"; geef een poortnummer van 0 tot 65535.`,
    `${name} is "${text}"; give a port from 0 to 65535.`,
  );
  return ordinary;
}

function levelOf(mode: Config['mode'], value: Value, say: Say): Config['logLevel'] {
  const text = value('OPSTAP_LOG_LEVEL');
  // On one's own computer the log would only stand in the way of the greeting.
  if (text === '') return mode === 'local' ? 'warn' : 'info';
  const level = LEVELS.find((each) => each === text);
  if (level) return level;
  say(
    `OPSTAP_LOG_LEVEL is "${text}"; kies ${LEVELS.join(', ')}.`,
    `OPSTAP_LOG_LEVEL is "${text}"; choose ${LEVELS.join(', ')}.`,
  );
  return 'info';
}

function databaseOf(value: Value, say: Say): DatabaseConfig {
  const url = value('DATABASE_URL');
  if (url === '') return { mode: 'embedded', folder: join(value('OPSTAP_DATA') || '.opstap', 'database') };
  if (!/^postgres(ql)?:\/\//.test(url)) {
    // The address itself can hold a password, so it is not repeated.
    say('DATABASE_URL moet beginnen met postgresql://.', 'DATABASE_URL must begin with postgresql://.');
  }
  return { mode: 'server', url };
}

function tenantsOf(value: Value, say: Say): readonly string[] {
  const text = value('OPSTAP_TENANTS') || value('BOT_TENANT_ID');
  const tenants = text.split(',').map((tenant) => tenant.trim().toLowerCase());
  for (const tenant of tenants) {
    if (!GUID.test(tenant)) {
      say(
        `OPSTAP_TENANTS: "${tenant}" is geen tenant-id (een GUID).`,
        `OPSTAP_TENANTS: "${tenant}" is not a tenant id (a GUID).`,
      );
    }
  }
  return tenants;
}

function authOf(value: Value, say: Say, readFile: (path: string) => string): AuthConfig {
  const missing = (...names: string[]): void => {
    const absent = names.filter((name) => value(name) === '');
    if (absent.length === 0) return;
    say(
      `Vul nog in: ${absent.join(', ')} (zie .env.example).`,
      `Still to be set: ${absent.join(', ')} (see .env.example).`,
    );
  };
  missing('BOT_ID', 'BOT_TENANT_ID');
  for (const name of ['BOT_ID', 'BOT_TENANT_ID', 'BOT_MANAGED_IDENTITY_CLIENT_ID']) {
    if (value(name) !== '' && !GUID.test(value(name))) say(`${name} is geen GUID.`, `${name} is not a GUID.`);
  }
  const ids = { appId: value('BOT_ID'), tenantId: value('BOT_TENANT_ID') };
  const type = value('BOT_TYPE') || 'SingleTenant';
  if (type === 'UserAssignedMSI') {
    missing('BOT_MANAGED_IDENTITY_CLIENT_ID');
    if (value('BOT_PASSWORD') !== '') {
      say(
        'Een beheerde identiteit heeft geen wachtwoord: haal BOT_PASSWORD weg.',
        'A managed identity has no password: remove BOT_PASSWORD.',
      );
    }
    return { mode: 'managed-identity', ...ids, clientId: value('BOT_MANAGED_IDENTITY_CLIENT_ID') };
  }
  if (type !== 'SingleTenant') {
    say(
      `BOT_TYPE is "${type}"; kies SingleTenant of UserAssignedMSI.`,
      `BOT_TYPE is "${type}"; choose SingleTenant or UserAssignedMSI.`,
    );
  }
  if (value('BOT_CERTIFICATE_THUMBPRINT') !== '' || value('BOT_CERTIFICATE_KEY_FILE') !== '') {
    missing('BOT_CERTIFICATE_THUMBPRINT', 'BOT_CERTIFICATE_KEY_FILE');
    const privateKey = keyOf(value('BOT_CERTIFICATE_KEY_FILE'), say, readFile);
    return { mode: 'certificate', ...ids, thumbprint: value('BOT_CERTIFICATE_THUMBPRINT'), privateKey };
  }
  if (value('BOT_PASSWORD') === '') {
    say(
      'Kies hoe de bot zich aanmeldt: BOT_TYPE=UserAssignedMSI, een certificaat (BOT_CERTIFICATE_…) of BOT_PASSWORD.',
      'Choose how the bot signs in: BOT_TYPE=UserAssignedMSI, a certificate (BOT_CERTIFICATE_…) or BOT_PASSWORD.',
    );
  }
  return { mode: 'single-tenant', ...ids, password: value('BOT_PASSWORD') };
}

function keyOf(path: string, say: Say, readFile: (path: string) => string): string {
  if (path === '') return '';
  try {
    return readFile(path);
  } catch {
    say('BOT_CERTIFICATE_KEY_FILE kan niet worden gelezen.', 'BOT_CERTIFICATE_KEY_FILE cannot be read.');
    return '';
  }
}
