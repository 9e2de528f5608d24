/** The golden timeline of one term: each moment was reckoned by hand, over weekends, Easter and both clock changes. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/domain/protocol/evaluate.ts';
import { isSoft, reachedReminders, reminderKey, whoHears, type Whose } from '../../src/domain/reminders.ts';
import { REGION_DEFAULTS } from '../../src/domain/settings.ts';
import { aState } from '../support/cases.ts';
import { after, aPlan, aStep, aTerm, gate } from '../support/protocol.ts';

const plan = (kind: 'hard' | 'target' = 'hard') =>
  aPlan(aStep('a'), aStep('b', { after: [gate('a')], terms: [aTerm(after('P10D', 'a'), { kind })] }));
// Step a was done ten days before the last day.
const reached = (doneOn: string, now: string, kind?: 'hard' | 'target', parts = {}) =>
  reachedReminders(evaluate(plan(kind), aState([['a', doneOn]], {}, parts), now), REGION_DEFAULTS, now).map(
    ({ to, stage, days, at }) => `${to} ${stage} ${days} ${at}`,
  );

describe('a term with its last day on Monday 6 April 2026, Easter Monday', () => {
  const BEGUN = '2026-03-27';
  test.each<[string, string, readonly string[]]>([
    ['a minute before the first', '2026-03-23T06:59:00.000Z', []],
    [
      '14 days before it, at eight in winter time',
      '2026-03-23T07:00:00.000Z',
      ['responsible before 14 2026-03-23T07:00:00.000Z'],
    ],
    [
      '3 days before is Good Friday: on the Thursday, as is the day itself',
      '2026-04-02T06:00:00.000Z',
      ['responsible before 0 2026-04-02T06:00:00.000Z'],
    ],
    ['the day after', '2026-04-07T06:00:00.000Z', ['responsible after 1 2026-04-07T06:00:00.000Z']],
    [
      'two days after the casushouder hears it',
      '2026-04-08T06:00:00.000Z',
      ['responsible after 1 2026-04-07T06:00:00.000Z', 'holder after 2 2026-04-08T06:00:00.000Z'],
    ],
    [
      'after a long standstill each hears the last thing only',
      '2026-05-01T06:00:00.000Z',
      [
        'responsible after 7 2026-04-13T06:00:00.000Z',
        'holder after 2 2026-04-08T06:00:00.000Z',
        'coordinators after 5 2026-04-13T06:00:00.000Z',
        'region after 10 2026-04-16T06:00:00.000Z',
      ],
    ],
  ])('%s: %s', (_, now, expected) => expect(reached(BEGUN, now)).toEqual(expected));

  test('a target that has passed calls nobody', () => {
    expect(reached(BEGUN, '2026-05-01T06:00:00.000Z', 'target')).toEqual([
      'responsible before 0 2026-04-02T06:00:00.000Z',
    ]);
  });
  test('nothing while the case is on hold', () => {
    const hold = { since: '2026-04-01T08:00:00.000Z', reason: 'wacht' };
    expect(reached(BEGUN, '2026-05-01T06:00:00.000Z', 'hard', { hold })).toEqual([]);
  });
  test('a term that moves is another one, and only what is to come can be let go', () => {
    const now = '2026-05-01T06:00:00.000Z';
    const of = (on: string) => reachedReminders(evaluate(plan(), aState([['a', on]]), now), REGION_DEFAULTS, now);
    const [keys, others] = [of('2026-03-27'), of('2026-03-28')].map((each) => each.map(reminderKey));
    expect(new Set([...(keys ?? []), ...(others ?? [])]).size).toBe(8);
    expect(of('2026-03-27').some(isSoft)).toBe(false);
  });
});

describe('who hears it', () => {
  const { protocol, steps } = plan();
  const who = (memberId: string, parts: Partial<Whose> = {}): Whose => ({
    ...{
      memberId,
      relation: 'participant',
      organisationId: 'o',
      casushouder: false,
      roles: ['begeleider'],
      behalfOf: null,
    },
    ...parts,
  });
  const hears = (to: 'responsible' | 'holder' | 'coordinators' | 'region', ...people: readonly Whose[]) =>
    whoHears(protocol, steps.get('b'), to, people);
  test('those whose step it is, and not an absent colleague while somebody stands in', () => {
    const deputy = who('bram', { relation: 'deputy', behalfOf: 'anna' });
    expect(hears('responsible', who('anna'), deputy).members).toEqual(['bram']);
    expect(hears('responsible', who('anna'), who('cor')).members).toEqual(['anna', 'cor']);
  });
  test('where there is nobody, the next up the line', () => {
    const coordinator = who('cees', { relation: 'coordinator' });
    expect(hears('responsible', who('wim', { roles: ['bakker'], casushouder: true }), coordinator)).toEqual({
      to: 'holder',
      members: ['wim'],
    });
    expect(hears('holder', who('anna'), coordinator)).toEqual({ to: 'coordinators', members: ['cees'] });
    expect(hears('coordinators', who('anna'))).toEqual({ to: 'region', members: [] });
  });
});
