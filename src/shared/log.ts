/**
 * The application's log: constant messages with metadata, one JSON object a line. Nothing about a client and no
 * secret comes out: what is left out is decided here alone and does not lean on the callers' care.
 */
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Fields first, then a constant message: never a message that something was put into. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log that adds these fields to every line. */
  child(fields: object): Logger;
}

const LEFT_OUT = '[left out]';
const NO_MESSAGE = 'No message';
const DEEPEST = 3;

// Names of fields that can hold what people wrote, who they are, or what lets one in; compared without case.
const NEVER = new Set(
  (
    'text name displayname givenname surname email upn userprincipalname pseudonym aanduiding reason facts fact value ' +
    'values data card body content attachments summary title input inputs message activity from recipient ' +
    'authorization token accesstoken password secret clientsecret privatekey thumbprint url databaseurl database_url ' +
    'connectionstring config env headers auth'
  ).split(' '),
);
const NEVER_IN_NAME = /password|secret|token|privatekey|pseudonym|^bot_/i;

/** A log of this level. Ordinarily it goes to stderr, so that stdout stays readable; `destination` is for tests. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger {
  return guarded(pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination));
}

// A message is always given along: without one, pino would take the error's own text.
function guarded(log: PinoLogger): Logger {
  return {
    debug: (fields, message = NO_MESSAGE) => log.debug(clean(fields), message),
    info: (fields, message = NO_MESSAGE) => log.info(clean(fields), message),
    warn: (fields, message = NO_MESSAGE) => log.warn(clean(fields), message),
    error: (fields, message = NO_MESSAGE) => log.error(clean(fields), message),
    child: (fields) => guarded(log.child(clean(fields))),
  };
}

const clean = (fields: object): object => left(fields, 0) as object;

function left(value: unknown, depth: number): unknown {
  if (value instanceof Error) return kindOfError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return LEFT_OUT;
  if (Array.isArray(value)) return value.map((each) => left(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, isNever(key) ? LEFT_OUT : left(each, depth + 1)]),
  );
}

const isNever = (key: string): boolean => NEVER.has(key.toLowerCase()) || NEVER_IN_NAME.test(key);

// An error's own text can quote what a person wrote; its kind and code are enough to find the place.
function kindOfError(error: Error): object {
  const { code } = error as { code?: unknown };
  return { kind: error.name, ...(typeof code === 'string' ? { code } : {}) };
}
