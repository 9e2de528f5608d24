/** Who gets a signal: at no minute nobody. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiversOf, type Somebody, type Wanted } from '../../../src/domain/signals/receivers.ts';

const person = (memberId: string, parts: Partial<Somebody> = {}): Somebody => ({
  ...{ memberId, organisationId: `org-of-${memberId}`, roles: new Set<string>(), relation: 'participant' },
  ...{ casushouder: false, landlord: false, away: null },
  ...parts,
});
const WANTED: Wanted = {
  ...{ lead: null, contact: ['ambulant'], named: ['wijkteam'], fallback: ['wijkteam'], reporterId: 'cor' },
};
const anna = person('anna', { casushouder: true });
const cor = person('cor', { landlord: true, roles: new Set(['corporatie']) });
const team = person('team', { roles: new Set(['wijkteam']) });
const ambulant = person('amber', { roles: new Set(['ambulant']) });
const coordinator = person('coor', { relation: 'coordinator' });
const region = person('reg', { relation: 'region' });
const away = (deputy: string | null) => ({ away: { deputy } });
const got = (people: readonly Somebody[], wanted: Partial<Wanted> = {}) => {
  const { list, gap } = receiversOf(people, { ...WANTED, ...wanted });
  return [gap, ...list.map(({ memberId, as }) => `${memberId} as ${as}`)];
};

describe('who gets a signal', () => {
  it.each<[string, readonly Somebody[], Partial<Wanted>, readonly (string | null)[]]>([
    ['the casushouder, the contact person and those whom the agreements name', [anna, cor, ambulant, team], {}, [null, 'anna as casushouder', 'amber as contact', 'team as named']],
    ['during a handover the old and the new casushouder', [anna, person('bram', { casushouder: true })], {}, [null, 'anna as casushouder', 'bram as casushouder']],
    ['who has the lead, beside the casushouder', [anna, team], { lead: 'org-of-team', named: [] }, [null, 'anna as casushouder', 'team as lead']],
    ['the deputy of a casushouder who is away', [{ ...anna, ...away('bea') }], {}, ['deputy', 'bea as casushouder']],
    ['without casushouder those whom the agreements put in their place', [cor, team, coordinator], {}, ['fallback', 'team as fallback']],
    ['else the contact person', [{ ...anna, ...away(null) }, ambulant, coordinator], {}, ['contact', 'amber as contact']],
    ['else the coordinators of the case', [{ ...anna, ...away(null) }, coordinator, region], {}, ['coordinator', 'coor as coordinator']],
    ['else those of the region', [cor, region], {}, ['region', 'reg as region']],
    ['never the coordinator of a landlord', [cor, { ...coordinator, landlord: true }, region], {}, ['region', 'reg as region']],
    ['and where nobody is there, the absent one for later, and the reporter now', [{ ...anna, ...away(null) }, cor], {}, ['nobody', 'anna as absent', 'cor as reporter']],
    ['each once', [person('anna', { casushouder: true, roles: new Set(['ambulant', 'wijkteam']) })], {}, [null, 'anna as casushouder']],
  ])('%s', (_, people, wanted, expected) => {
    expect(got(people, wanted)).toEqual(expected);
  }); // prettier-ignore

  it('never nobody, and never somebody who is away while there is another', () => {
    const someone = fc.record({
      memberId: fc.constantFrom('a', 'b', 'c', 'd'),
      organisationId: fc.constantFrom('x', 'y'),
      roles: fc.subarray(['ambulant', 'wijkteam', 'corporatie']).map((each) => new Set(each)),
      relation: fc.constantFrom('participant' as const, 'coordinator' as const, 'region' as const),
      casushouder: fc.boolean(),
      landlord: fc.boolean(),
      away: fc.constantFrom(null, { deputy: null }, { deputy: 'e' }),
    });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 6 }), fc.constantFrom(null, 'x'), (people, lead) => {
        const { list, gap } = receiversOf(people, { ...WANTED, lead });
        expect(list.length).toBeGreaterThan(0);
        expect(new Set(list.map(({ memberId }) => memberId)).size).toBe(list.length);
        expect(list.some(({ as }) => as === 'absent' || as === 'reporter')).toBe(gap === 'nobody');
      }),
    );
  });
});
