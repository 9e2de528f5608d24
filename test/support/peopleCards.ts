/** The cards about people and absence for the samples: empty, typical, and as long as they get. */
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { awayCard, awayForm } from '../../src/presenters/away.ts';
import { LONGEST_LIST } from '../../src/presenters/buttons.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { leaveForm, peopleCard, personForm } from '../../src/presenters/people.ts';
import { faultNotices, importForm, planNotices } from '../../src/presenters/peopleImport.ts';
import type { Member } from '../../src/usecases/ports.ts';

/** Cards of people with these words for names. */
export function peopleCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  hostile: string,
): readonly (readonly [string, CardData])[] {
  const long = `${hostile} ${'é'.repeat(100 - hostile.length - 1)}`;
  const organisation = { id: 'org', name: long, kind: 'anders' as const, region: 'haarlemmermeer' };
  const work = { organisation, roles: ['(zorg)partners in de wijk'], functions: ['beheerder', 'coordinator'] as const };
  const people = Array.from({ length: 200 }, (_, n): Member => {
    const id = `99999999-bbbb-4bbb-8bbb-${String(n).padStart(12, '0')}`;
    return {
      ...{ id, tenantId: id, objectId: id, displayName: n === 0 ? null : long, memberships: [work] },
      ...{ lang: null, version: 1, leftOn: null, away: null },
    };
  });
  const [first] = people as [Member];
  const staff = [{ organisation, people: people.map((member) => ({ member, work })) }];
  const empty = { organisation: { ...organisation, id: 'other', name: 'Ander' }, people: [] };
  const places = (administrator: boolean) => ({ staff, protocols, administrator });
  const warning = [{ text: 'Let op', style: 'warning' as const }];
  const lines = people.map((each, line) => ({
    ...{ line, effect: 'new_person' as const, person: each, organisation, roles: work.roles, functions: [] },
  }));
  const faults = Array.from({ length: 200 }, (_, n) => `Regel ${n}: ${hostile.repeat(6)}`);
  const text = 'é;'.repeat(LONGEST_LIST / 2);
  const away = { from: '2026-03-01', until: '2026-03-08', deputyId: first.id };
  return [
    ['people-empty', peopleCard([], 0, reader)],
    ['people', peopleCard([...staff, empty], 0, reader, warning)],
    ['people-last', peopleCard([...staff, empty], 190, reader)],
    ['person-new', personForm(null, 0, places(false), reader)],
    ['person-new-administrator', personForm(null, 0, places(true), reader, warning, { p_org: hostile })],
    ['person', personForm({ member: first, work }, 3, places(false), reader)],
    ['person-leaves', leaveForm({ member: first, organisation, mayAll: true }, people, reader)],
    ...[true, false].map((mayAll) => {
      const member = { ...first, memberships: [work, work] };
      return [`person-leaves-one-${mayAll}`, leaveForm({ member, organisation, mayAll }, people, reader)] as const;
    }),
    ['people-import', importForm('', false, reader)],
    ['people-import-plan', importForm(text, true, reader, planNotices({ lines, faults: [] }, reader))],
    ['people-import-faults', importForm(text, false, reader, faultNotices(faults, reader))],
    ['away-nobody', awayForm([], '2026-03-01', reader)],
    ['away-form', awayForm(people, '2026-03-01', reader)],
    ['away', awayCard(away, first, false, reader)],
    ['away-saved', awayCard(away, null, true, reader)],
  ];
}
