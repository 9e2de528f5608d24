/** What is refused when a table is planned: cases, people, times and places that do not belong there. Nothing is stored. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planMeeting, type MeetingPlan } from '../../src/usecases/planMeeting.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { tableBot, type TableBot } from '../support/tableBot.ts';

let bot: TableBot;
const members = new Map<string, Member>();
beforeAll(async () => {
  bot = await tableBot({
    ...{ protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_2' },
    facts: { wensAndersDanUitstroom: false },
    seats: [
      { name: 'Gerda', role: 'begeleider', organisation: 'De Brug', inCase: true },
      { name: 'Karin', role: 'klantmanager wmo', organisation: 'Gemeente', inCase: true },
      { name: 'Mees', role: 'mercatus', organisation: 'Mercatus', inCase: true },
      { name: 'Wijk', role: 'ggd', organisation: 'GGD' },
    ],
  });
  for (const [name, { tenantId, objectId }] of Object.entries(bot.people)) {
    const member = await bot.deps.uow.stores.members.find(tenantId, objectId);
    if (member) members.set(name, member);
  }
});
afterAll(() => bot.close());

const who = (name: string): Member => {
  const found = members.get(name);
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found;
};
const invited = (...names: readonly string[]): MeetingPlan['people'] =>
  names.map((name) => ({ memberId: who(name).id, organisationId: who(name).memberships[0]?.organisation.id ?? '' }));
const plan = (parts: Partial<MeetingPlan> = {}): MeetingPlan => ({
  ...{ startsAt: '2026-03-12T09:00:00.000Z', minutes: 60, lastPartAt: null, place: 'Raadhuis', link: '' },
  ...{ chairId: who('Gerda').id, secretaryId: null, hidden: false, people: invited('Gerda', 'Karin', 'Mees') },
  ...parts,
});
const tried = async (by: string, given: MeetingPlan, step = 'uitstroomtafel_2', code = bot.code): Promise<string> => {
  const found = await bot.deps.uow.stores.cases.byCode(code);
  const items = [{ caseId: found?.id ?? '-', step }];
  return (await planMeeting(bot.deps, { by: who(by), items, plan: given })).kind;
};
const stored = async (): Promise<number> =>
  (await bot.deps.uow.stores.meetings.ofCase((await bot.deps.uow.stores.cases.byCode(bot.code))?.id ?? '')).length;

it.each<[string, () => Promise<string>, string]>([
  ['in the past', () => tried('Gerda', plan({ startsAt: '2026-03-09T09:00:00.000Z' })), 'wrong_time'],
  ['longer than a day', () => tried('Gerda', plan({ minutes: 9 * 60 })), 'wrong_time'],
  ['the last part first', () => tried('Gerda', plan({ lastPartAt: '2026-03-12T08:00:00.000Z' })), 'wrong_time'],
  ['nowhere', () => tried('Gerda', plan({ place: ' ' })), 'no_place'],
  ['a place with a phone number', () => tried('Gerda', plan({ place: 'Bel 06-12345678' })), 'wrong_place'],
  ['a link that is not safe', () => tried('Gerda', plan({ place: '', link: 'http://x.nl/abc' })), 'wrong_link'],
  ['with nobody', () => tried('Gerda', plan({ people: [] })), 'nobody'],
  ['with who has no role there', () => tried('Gerda', plan({ people: invited('Gerda', 'Wijk') })), 'wrong_person'],
  ['led by who comes for the last part', () => tried('Gerda', plan({ chairId: who('Mees').id })), 'wrong_person'],
  ['its record kept by them', () => tried('Gerda', plan({ secretaryId: who('Mees').id })), 'wrong_person'],
  ['a step at which nobody meets', () => tried('Gerda', plan(), 'monitoring'), 'no_table'],
  ['a case that is not there', () => tried('Gerda', plan(), 'uitstroomtafel_2', 'NOP-2026-999'), 'no_case'],
  ['by a stranger to the case', () => tried('Wijk', plan()), 'no_case'],
  ['by a landlord', () => tried('Mees', plan()), 'forbidden'],
])('%s', async (_, attempt, kind) => {
  expect(await attempt()).toBe(kind);
  expect(await stored()).toBe(0);
});

it('a case comes on an agenda when it is on record that the client knows', async () => {
  const found = await bot.deps.uow.stores.cases.byCode(bot.code);
  if (!found) throw new Error('No case');
  const { cases } = bot.deps.uow.stores;
  await cases.save(found.id, found.version, { ...found.state, informed: [] }, null, []);
  expect(await tried('Gerda', plan())).toBe('not_informed');
  await cases.save(found.id, found.version + 1, found.state, null, []);
  expect(await tried('Gerda', plan())).toBe('planned');
  expect(await stored()).toBe(1);
});
