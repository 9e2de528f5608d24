import { describe, expect, test } from 'vitest';
import { opstap } from '../support/cli.ts';

const base = { protocol: 'proef', route: 'A', facts: {}, done: [], now: '2026-06-15' };

describe('input that is wrong is refused with the place of the fault', () => {
  test.each([
    ['an unknown protocol', { protocol: 'elders' }, 'unknown_protocol', 'protocol'],
    ['an unknown route', { route: 'Z' }, 'unknown_route', 'route'],
    ['a route named after a property of objects', { route: 'constructor' }, 'unknown_route', 'route'],
    ['an unknown step', { done: [{ step: 'nergens', at: '2026-01-01' }] }, 'unknown_step', 'done.0.step'],
    ['a step of another route', { done: [{ step: 'tafel', at: '2026-01-01' }] }, 'unknown_step', 'done.0.step'],
    ['an unknown fact', { facts: { naam: 'iemand' } }, 'unknown_fact', 'facts.naam'],
    [
      'an unknown outcome',
      { done: [{ step: 'toetsing', at: '2026-01-01', outcome: 'ja' }] },
      'unknown_outcome',
      'done.0.outcome',
    ],
    [
      'an outcome where there are none',
      { done: [{ step: 'aanmelding', at: '2026-01-01', outcome: 'ja' }] },
      'unknown_outcome',
      'done.0.outcome',
    ],
    ['an unknown role', { as: 'koning' }, 'unknown_role', 'as'],
    ['a date that does not exist', { facts: { sleuteldatum: '31-02-2026' } }, 'wrong_date', 'facts.sleuteldatum'],
    ['the 31st of February', { done: [{ step: 'woningnet', at: '2026-02-31' }] }, 'wrong_date', 'done.0.at'],
    ['a moment on the 31st of February', { now: '2026-02-31T10:00:00Z' }, 'wrong_date', 'now'],
    ['an hour that does not exist', { now: '2026-02-21T25:00:00' }, 'wrong_date', 'now'],
    ['a hold since never', { hold: 'gisteren' }, 'wrong_date', 'hold'],
    ['a yes or no that is neither', { facts: { hoogRisico: 'misschien' } }, 'wrong_value', 'facts.hoogRisico'],
    ['a date that is a yes', { facts: { sleuteldatum: true } }, 'wrong_value', 'facts.sleuteldatum'],
    ['an option that does not exist', { facts: { groep: 'middel' } }, 'wrong_value', 'facts.groep'],
    ['a fact that is a number', { facts: { groep: 3 } }, 'wrong_value', 'facts.groep'],
    ['a key that is not known', { gedaan: [] }, 'unknown_key', ''],
    ['a key that is missing', { route: undefined }, 'missing_key', 'route'],
    ['a list that is none', { done: 'alles' }, 'wrong_value', 'done'],
  ])('%s', async (_, parts, code, path) => {
    const run = await opstap(['simulate', '-', '--json'], JSON.stringify({ ...base, ...parts }));
    expect(run.code).toBe(2);
    expect(run.json()).toEqual({ error: { code, path, message: expect.any(String) as string } });
    expect(run.err).toMatch(/^opstap: .+\n$/);
  });
  test.each([
    ['broken JSON', '{', 'bad_json'],
    ['nothing at all', '', 'bad_json'],
    ['a list', '[]', 'wrong_value'],
    ['null', 'null', 'wrong_value'],
  ])('%s', async (_, text, code) => {
    const run = await opstap(['simulate', '-', '--json'], text);
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, code]);
  });
  test('a file that is not there', async () => {
    const run = await opstap(['simulate', 'weg.json', '--json']);
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, 'file_missing']);
    expect(run.err).toContain('"weg.json" is er niet');
  });
  test.each([[[]], [['a', 'b']], [['-', '--taal', 'nl']], [['-', '--lang', 'fr']]])('the call %j', async (args) => {
    const run = await opstap(['simulate', ...args], JSON.stringify(base));
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.err).not.toBe('');
  });
});
