/**
 * The environment as a typed, frozen object, read once at start. Half a configuration never starts anything:
 * every problem is named, in Dutch and in English, with what to do about it. No problem repeats a secret.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUID, readAuth, type Say, type Value } from './configAuth.ts';
import type { LogLevel } from './shared/log.ts';
import type { TeamsAuth } from './teams/sdk/auth.ts';

export type DatabaseConfig =
  { readonly mode: 'embedded'; readonly folder: string } | { readonly mode: 'server'; readonly url: string };

export interface Config {
  readonly mode: 'local' | 'teams';
  readonly host: string;
  readonly port: number;
  readonly auth: TeamsAuth;
  /** Tenants whose people are served, in lower case; null in local mode, where there is only this computer. */
  readonly tenants: readonly string[] | null;
  /** People who manage everything, as `tenant/object` in lower case; by that they see no case. */
  readonly administrators: readonly string[];
  /** Whom a stranger should ask to be let in; null: nobody is named. */
  readonly contact: string | null;
  /** The server for mails that say that something waits; null: nothing is mailed. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Where people reach the server from outside, and what its addresses are signed with; null: they do not. */
  readonly links: { readonly url: string; readonly secret: string } | null;
  readonly database: DatabaseConfig;
  /** Written every minute while the timed work goes on. */
  readonly heartbeat: string;
  readonly logLevel: LogLevel;
  /** True: open the local Teams beside the bot. Never in teams mode. */
  readonly playground: boolean;
  readonly playgroundPort: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** A problem is two lines: Dutch, then English. */
export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Every setting that Opstap reads; `.env.example` explains each of them. */
export const SETTINGS = [
  'OPSTAP_MODE',
  'OPSTAP_DATA',
  'OPSTAP_TENANTS',
  'OPSTAP_ADMINISTRATORS',
  'OPSTAP_CONTACT',
  'OPSTAP_SMTP_URL',
  'OPSTAP_MAIL_FROM',
  'OPSTAP_PUBLIC_URL',
  'OPSTAP_LINK_SECRET',
  'OPSTAP_LOG_LEVEL',
  'OPSTAP_PLAYGROUND',
  'OPSTAP_PLAYGROUND_PORT',
  'HOST',
  'PORT',
  'DATABASE_URL',
  'BOT_ID',
  'BOT_TENANT_ID',
  'BOT_TYPE',
  'BOT_PASSWORD',
  'BOT_CERTIFICATE_THUMBPRINT',
  'BOT_CERTIFICATE_KEY_FILE',
  'BOT_MANAGED_IDENTITY_CLIENT_ID',
] as const;
const KNOWN: ReadonlySet<string> = new Set(SETTINGS);

/** Reads the environment. `readFile` reads the certificate's key; it is an argument for tests. */
export function readConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigResult {
  const problems: string[] = [];
  const say: Say = (nl, en) => void problems.push(`${nl}\n${en}`);
  const value: Value = (name) => env[name]?.trim() ?? '';
  refuseUnknown(env, say);
  const mode = modeOf(env, value, say);
  const config: Config = {
    mode,
    host: hostOf(mode, value, say),
    port: portOf('PORT', 3978, value, say),
    auth: Object.freeze(mode === 'local' ? { mode: 'local' } : readAuth(value, say, readFile)),
    tenants: mode === 'local' ? null : Object.freeze(tenantsOf(value, say)),
    administrators: Object.freeze(administratorsOf(value, say)),
    contact: contactOf(value, say),
    mail: mailOf(value, say),
    links: linksOf(value, say),
    database: Object.freeze(databaseOf(value, say)),
    heartbeat: join(value('OPSTAP_DATA') || '.opstap', 'heartbeat'),
    logLevel: levelOf(mode, value, say),
    playground: playgroundOf(mode, value, say),
    playgroundPort: portOf('OPSTAP_PLAYGROUND_PORT', 56150, value, say),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: Object.freeze(config) };
}

// A mistyped setting would else be an ordinary value in silence. The names of the SDK's samples are known to mislead.
function refuseUnknown(env: Environment, say: Say): void {
  for (const name of Object.keys(env)) {
    if (/^(OPSTAP|BOT)_/.test(name) && !KNOWN.has(name)) {
      say(
        `${name} is geen instelling van Opstap. Controleer de spelling (zie .env.example).`,
        `${name} is not a setting of Opstap. Check the spelling (see .env.example).`,
      );
    }
    if (/^MicrosoftApp(Id|Password|TenantId|Type)$/i.test(name)) {
      say(
        `${name} leest Opstap niet. Gebruik de BOT_-instellingen (zie .env.example).`,
        `Opstap does not read ${name}. Use the BOT_ settings (see .env.example).`,
      );
    }
  }
}

// Anything of a real bot in the environment means a real bot: local mode is never entered by accident.
function modeOf(env: Environment, value: Value, say: Say): Config['mode'] {
  const mode = value('OPSTAP_MODE');
  const hasBot = Object.keys(env).some((name) => /^(BOT_|MicrosoftApp)/i.test(name) && value(name) !== '');
  if (mode !== '' && mode !== 'local' && mode !== 'teams') {
    say(`OPSTAP_MODE is "${mode}". Kies local of teams.`, `OPSTAP_MODE is "${mode}". Choose local or teams.`);
  }
  if (mode === 'local' && hasBot) {
    say(
      'OPSTAP_MODE=local past niet bij BOT_-instellingen. Haal een van beide weg.',
      'OPSTAP_MODE=local does not go with BOT_ settings. Remove one of them.',
    );
  }
  if (hasBot || mode === 'teams') return 'teams';
  if (value('NODE_ENV') === 'production') {
    say(
      'De lokale modus kent geen aanmelding en start daarom niet met NODE_ENV=production. Vul de BOT_-instellingen in (zie .env.example).',
      'Local mode has no sign-in and therefore does not start with NODE_ENV=production. Set the BOT_ settings (see .env.example).',
    );
  }
  return 'local';
}

function hostOf(mode: Config['mode'], value: Value, say: Say): string {
  const host = value('HOST') || (mode === 'local' ? '127.0.0.1' : '0.0.0.0');
  if (mode === 'local' && !LOOPBACK.has(host)) {
    say(
      `HOST is ${host}, maar in de lokale modus, zonder aanmelding, luistert Opstap alleen op deze computer (127.0.0.1).`,
      `HOST is ${host}, but in local mode, without sign-in, Opstap listens on this computer only (127.0.0.1).`,
    );
  }
  return host;
}

function portOf(name: string, ordinary: number, value: Value, say: Say): number {
  const text = value(name);
  if (text === '') return ordinary;
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  say(
    `${name} is "${text}". Geef een poortnummer van 0 tot en met 65535.`,
    `${name} is "${text}". Give a port from 0 to 65535.`,
  );
  return ordinary;
}

function levelOf(mode: Config['mode'], value: Value, say: Say): LogLevel {
  const text = value('OPSTAP_LOG_LEVEL');
  // On one's own computer the log would only stand in the way of the greeting.
  if (text === '') return mode === 'local' ? 'warn' : 'info';
  const level = LEVELS.find((each) => each === text);
  if (level) return level;
  const choices = LEVELS.join(', ');
  say(`OPSTAP_LOG_LEVEL is "${text}". Kies uit ${choices}.`, `OPSTAP_LOG_LEVEL is "${text}". Choose from ${choices}.`);
  return 'info';
}

function playgroundOf(mode: Config['mode'], value: Value, say: Say): boolean {
  const text = value('OPSTAP_PLAYGROUND');
  if (text !== '' && text !== 'on' && text !== 'off') {
    say(`OPSTAP_PLAYGROUND is "${text}". Kies on of off.`, `OPSTAP_PLAYGROUND is "${text}". Choose on or off.`);
  }
  if (mode === 'teams' && text === 'on') {
    say(
      'OPSTAP_PLAYGROUND=on hoort bij de lokale modus en past niet bij een echte bot.',
      'OPSTAP_PLAYGROUND=on belongs to local mode and does not go with a real bot.',
    );
  }
  return mode === 'local' && text !== 'off';
}

function databaseOf(value: Value, say: Say): DatabaseConfig {
  const url = value('DATABASE_URL');
  if (url === '') return { mode: 'embedded', folder: join(value('OPSTAP_DATA') || '.opstap', 'database') };
  if (!/^postgres(ql)?:\/\/./.test(url)) {
    // The address itself can hold a password, so it is not repeated.
    say('DATABASE_URL moet beginnen met postgresql://.', 'DATABASE_URL must begin with postgresql://.');
  }
  return { mode: 'server', url };
}

function tenantsOf(value: Value, say: Say): readonly string[] {
  const own = value('OPSTAP_TENANTS');
  // Without a list only the bot's own tenant is served; that one missing or wrong is told with the other BOT_ settings.
  if (own === '') return [value('BOT_TENANT_ID').toLowerCase()];
  const tenants = own.split(',').map((tenant) => tenant.trim().toLowerCase());
  for (const tenant of tenants.filter((each) => !GUID.test(each))) {
    say(
      `OPSTAP_TENANTS: "${tenant}" is geen tenant-id (een GUID).`,
      `OPSTAP_TENANTS: "${tenant}" is not a tenant id (a GUID).`,
    );
  }
  return tenants;
}

function administratorsOf(value: Value, say: Say): readonly string[] {
  const text = value('OPSTAP_ADMINISTRATORS');
  if (text === '') return [];
  const people = text.split(',').map((each) => each.trim().toLowerCase());
  for (const each of people) {
    const ids = each.split('/');
    if (ids.length === 2 && ids.every((id) => GUID.test(id))) continue;
    say(
      `OPSTAP_ADMINISTRATORS: "${each}" is geen tenant-id/object-id (twee GUID's met een schuine streep ertussen).`,
      `OPSTAP_ADMINISTRATORS: "${each}" is not tenant id/object id (two GUIDs with a slash between).`,
    );
  }
  return people;
}

const LONGEST_CONTACT = 100;

function contactOf(value: Value, say: Say): string | null {
  const contact = value('OPSTAP_CONTACT');
  if (contact.length > LONGEST_CONTACT || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(contact)) {
    say(
      `OPSTAP_CONTACT is een korte tekst op één regel, van ten hoogste ${LONGEST_CONTACT} tekens.`,
      `OPSTAP_CONTACT is a short text on one line, of at most ${LONGEST_CONTACT} characters.`,
    );
  }
  return contact === '' ? null : contact;
}

// Both or neither. The address can hold a password, so it is not repeated.
function mailOf(value: Value, say: Say): Config['mail'] {
  const [url, from] = [value('OPSTAP_SMTP_URL'), value('OPSTAP_MAIL_FROM')];
  if (url === '' && from === '') return null;
  if (!/^smtps?:\/\/./.test(url)) {
    say(
      'OPSTAP_SMTP_URL moet beginnen met smtp:// of smtps://.',
      'OPSTAP_SMTP_URL must begin with smtp:// or smtps://.',
    );
  }
  if (!/^[^\p{Cc}]*[^\s@<>]+@[^\s@<>]+>?$/u.test(from)) {
    say(
      'OPSTAP_MAIL_FROM is de afzender, zoals Opstap <opstap@example.org>.',
      'OPSTAP_MAIL_FROM is the sender, such as Opstap <opstap@example.org>.',
    );
  }
  return Object.freeze({ url, from });
}

const SHORTEST_SECRET = 32;

// Both or neither. Neither is repeated: one is a secret.
function linksOf(value: Value, say: Say): Config['links'] {
  const [url, secret] = [value('OPSTAP_PUBLIC_URL').replace(/\/+$/, ''), value('OPSTAP_LINK_SECRET')];
  if (url === '' && secret === '') return null;
  if (!/^https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(url)) {
    say(
      'OPSTAP_PUBLIC_URL is het adres van de server van buitenaf, zoals https://opstap.example.org.',
      'OPSTAP_PUBLIC_URL is the address of the server from outside, such as https://opstap.example.org.',
    );
  }
  if (secret.length < SHORTEST_SECRET) {
    say(
      `OPSTAP_LINK_SECRET is een geheim van ten minste ${SHORTEST_SECRET} tekens, gelijk bij elk proces dat de bot bedient.`,
      `OPSTAP_LINK_SECRET is a secret of at least ${SHORTEST_SECRET} characters, the same for each process that serves the bot.`,
    );
  }
  return Object.freeze({ url, secret });
}
