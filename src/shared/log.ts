/**
 * The application's log: constant messages with metadata, as JSON lines. Never holds anything about a client or a
 * secret: redaction stands in one place, here, and does not lean on the callers' care.
 */
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

// Fields that can hold what people wrote, who they are or what lets one in, at any of the first levels.
const NEVER = [
  'text',
  'name',
  'pseudonym',
  'reason',
  'facts',
  'card',
  'body',
  'value',
  'data',
  'attachments',
  'displayName',
  'summary',
  'password',
  'token',
  'authorization',
  'privateKey',
  'url',
];

/** A log of this level. `destination` is for tests; ordinarily it goes to stderr, so that stdout stays readable. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger {
  const paths = NEVER.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[left out]' },
      // An error's own text can quote what a person wrote: its kind is enough to find the place.
      serializers: { err: kindOfError, error: kindOfError },
    },
    destination,
  );
}

function kindOfError(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? { kind: error.name, code } : { kind: error.name };
}
