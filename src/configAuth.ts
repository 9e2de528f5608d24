/**
 * How the bot signs in to Microsoft, out of the BOT_ settings: a managed identity, a certificate or a password.
 * Exactly one of the three; what belongs to another one is refused rather than ignored.
 */
import type { TeamsAuth } from './teams/sdk/auth.ts';

/** The value of a setting without spaces around it; '' if it is not set. */
export type Value = (name: string) => string;
export type Say = (nl: string, en: string) => void;

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const MANAGED = ['BOT_MANAGED_IDENTITY_CLIENT_ID'];
const CERTIFICATE = ['BOT_CERTIFICATE_THUMBPRINT', 'BOT_CERTIFICATE_KEY_FILE'];
const PASSWORD = ['BOT_PASSWORD'];

/** Reads the BOT_ settings. Every problem is told through `say`; the result counts only if there was none. */
export function readAuth(value: Value, say: Say, readFile: (path: string) => string): TeamsAuth {
  const type = value('BOT_TYPE') || 'SingleTenant';
  if (type !== 'SingleTenant' && type !== 'UserAssignedMSI') {
    say(
      `BOT_TYPE is "${type}". Kies SingleTenant of UserAssignedMSI.`,
      `BOT_TYPE is "${type}". Choose SingleTenant or UserAssignedMSI.`,
    );
  }
  for (const name of ['BOT_ID', 'BOT_TENANT_ID', ...MANAGED]) {
    if (value(name) !== '' && !GUID.test(value(name))) say(`${name} is geen GUID.`, `${name} is not a GUID.`);
  }
  const ids = { appId: value('BOT_ID'), tenantId: value('BOT_TENANT_ID') };
  const isSet = (name: string): boolean => value(name) !== '';
  const need = (...names: string[]): void => missing(['BOT_ID', 'BOT_TENANT_ID', ...names], value, say);
  if (type === 'UserAssignedMSI') {
    need(...MANAGED);
    refuse('UserAssignedMSI', [...PASSWORD, ...CERTIFICATE].filter(isSet), say);
    return { mode: 'managed-identity', ...ids, clientId: value('BOT_MANAGED_IDENTITY_CLIENT_ID') };
  }
  refuse('SingleTenant', MANAGED.filter(isSet), say);
  if (CERTIFICATE.some(isSet)) {
    need(...CERTIFICATE);
    refuse('SingleTenant + BOT_CERTIFICATE_…', PASSWORD.filter(isSet), say);
    const privateKey = keyOf(value('BOT_CERTIFICATE_KEY_FILE'), say, readFile);
    return { mode: 'certificate', ...ids, thumbprint: thumbprintOf(value, say), privateKey };
  }
  need();
  if (!isSet('BOT_PASSWORD')) {
    say(
      'Kies hoe de bot zich aanmeldt: BOT_TYPE=UserAssignedMSI, een certificaat (BOT_CERTIFICATE_…) of BOT_PASSWORD.',
      'Choose how the bot signs in: BOT_TYPE=UserAssignedMSI, a certificate (BOT_CERTIFICATE_…) or BOT_PASSWORD.',
    );
  }
  return { mode: 'single-tenant', ...ids, password: value('BOT_PASSWORD') };
}

function missing(names: readonly string[], value: Value, say: Say): void {
  const absent = names.filter((name) => value(name) === '').join(', ');
  if (absent === '') return;
  say(`Vul nog in: ${absent} (zie .env.example).`, `Still to be set: ${absent} (see .env.example).`);
}

// Two ways to sign in at once is a mistake, and the secret that is not used should not lie about.
function refuse(kind: string, names: readonly string[], say: Say): void {
  for (const name of names) {
    say(`${name} past niet bij ${kind}. Haal het weg.`, `${name} does not go with ${kind}. Remove it.`);
  }
}

function thumbprintOf(value: Value, say: Say): string {
  const thumbprint = value('BOT_CERTIFICATE_THUMBPRINT').replaceAll(':', '');
  if (thumbprint !== '' && !/^[0-9a-f]{40}$/i.test(thumbprint)) {
    say(
      'BOT_CERTIFICATE_THUMBPRINT moet uit 40 hexadecimale tekens bestaan (SHA-1).',
      'BOT_CERTIFICATE_THUMBPRINT must be 40 hexadecimal characters (SHA-1).',
    );
  }
  return thumbprint;
}

function keyOf(path: string, say: Say, readFile: (path: string) => string): string {
  if (path === '') return '';
  try {
    const key = readFile(path);
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) return key;
    say('BOT_CERTIFICATE_KEY_FILE bevat geen PEM-sleutel.', 'BOT_CERTIFICATE_KEY_FILE holds no PEM private key.');
  } catch {
    say('BOT_CERTIFICATE_KEY_FILE kan niet worden gelezen.', 'BOT_CERTIFICATE_KEY_FILE cannot be read.');
  }
  return '';
}
