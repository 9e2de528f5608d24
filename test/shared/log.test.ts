import { describe, expect, test } from 'vitest';
import { createLog, type Logger } from '../../src/shared/log.ts';

const CANARY = 'kanarie-bewoner-27';

function written(write: (log: Logger) => void, level: Parameters<typeof createLog>[0] = 'debug'): string {
  let lines = '';
  write(createLog(level, { write: (line: string) => void (lines += line) }));
  return lines;
}

describe('the log never holds what is about a client or lets one in', () => {
  const fields = [
    'text', 'Text', 'name', 'displayName', 'pseudonym', 'clientPseudonym', 'reason', 'facts', 'value', 'data', 'card',
    'body', 'attachments', 'summary', 'title', 'authorization', 'Authorization', 'token', 'accessToken', 'password',
    'BOT_PASSWORD', 'clientSecret', 'privateKey', 'thumbprint', 'url', 'DATABASE_URL', 'config', 'env', 'auth',
  ]; // prettier-ignore

  test.each(fields)('the field %s is left out at every depth, in objects and in lists', (field) => {
    const lines = written((log) => {
      log.info({ [field]: CANARY }, 'At the top');
      log.info({ a: { [field]: CANARY, b: [{ [field]: CANARY, c: { [field]: CANARY } }] } }, 'Deeper');
      log.info({ a: { b: { c: { d: { e: { harmless: CANARY } } } } } }, 'Too deep to judge');
      log.child({ [field]: CANARY, a: { [field]: CANARY } }).warn({}, 'In the bindings of a child');
    });
    expect(lines).not.toContain(CANARY);
    expect(lines.split('\n').filter(Boolean)).toHaveLength(4);
  });

  test('an error leaves its kind and code, not its text or its stack', () => {
    const error = Object.assign(new TypeError(CANARY, { cause: new Error(CANARY) }), { code: 'P2002', meta: CANARY });
    const lines = written((log) => {
      log.error({ err: error, error, fault: error }, 'A fault');
      log.error(error, 'As the fields themselves');
      // Outside the types, as a careless caller could:
      (log.error as (fields: object) => void)({ err: error });
      (log.error as (fields: object) => void)(error);
    });
    expect(lines).not.toContain(CANARY);
    expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ fault: { kind: 'TypeError', code: 'P2002' } });
  });
});

describe('the log says what an operator needs', () => {
  test('a line is one JSON object with a level, a time, the message and the harmless fields', () => {
    const line = written((log) =>
      log.child({ replica: 'a' }).info({ port: 3978, where: 'press' }, 'Opstap is running'),
    );
    expect(JSON.parse(line)).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
      replica: 'a',
      port: 3978,
      where: 'press',
      msg: 'Opstap is running',
    });
  });

  test('a line below the level is not written', () => {
    expect(written((log) => log.info({}, 'Quiet'), 'warn')).toBe('');
    expect(written((log) => log.error({}, 'Quiet'), 'silent')).toBe('');
  });
});
