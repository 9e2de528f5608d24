/** "instellingen" in chat: one's own, those of a region, who may not, what is wrong, and two at once. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakePerson } from '../support/fakeTeams.ts';

let bot: TestBot;
let [anna, gea]: FakePerson[] = [];
let begeleider: Member;
const WORK = { regions: ['haarlemmermeer'] };

beforeEach(async () => {
  bot = await testBot({ local: false });
  [anna, gea] = [bot.teams.person('Anna'), bot.teams.person('Gea')];
  begeleider = await bot.member(anna, ['begeleider'], WORK);
  await bot.member(gea, ['gemeente'], { ...WORK, functions: ['coordinator'] });
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const own = (member: Member) => bot.deps.uow.stores.settings.ofMember(member.id);
const region = () => bot.deps.uow.stores.settings.ofRegion('haarlemmermeer');

it('a person sets their own; a wrong value is named and nothing is stored; English at once', async () => {
  const [who, chat] = [anna as FakePerson, bot.teams.personalChat(anna as FakePerson)];
  const [card] = await chat.say(who, 'instellingen');
  if (!card) throw new Error('No card');
  await chat.press(who, card, 'settings_save', { set_digestAt: '25:99' });
  expect(wordsOn(card.cardFor(who))).not.toContain('Opgeslagen.');
  expect(JSON.stringify(card.cardFor(who))).toContain('25:99');
  expect(await own(begeleider)).toMatchObject({ version: 0 });
  await chat.press(who, card, 'settings_save', { set_digestAt: '9:30', set_digest: 'nee', lang: 'en' });
  expect(wordsOn(card.cardFor(who))).toMatch(/My settings[^]*Saved\.|Saved\.[^]*My settings/);
  expect(await own(begeleider)).toMatchObject({ version: 1, settings: { digest: false, digestAt: 570 } });
});

it('the coordinator sets the region; of two at once the second sees what holds now', async () => {
  const [who, chat] = [gea as FakePerson, bot.teams.personalChat(gea as FakePerson)];
  const [card] = await chat.say(who, 'instellingen');
  if (!card) throw new Error('No card');
  await chat.press(who, card, 'region_settings');
  await chat.press(who, card, 'region_settings_save', { set_remindAfter: '2, 9' });
  expect(wordsOn(card.cardFor(who))).toContain('Opgeslagen.');
  expect(await region()).toMatchObject({ version: 1, settings: { remindAfter: [2, 9] } });
  const late = await chat.pressRaw(who, 'region_settings_save', { r: 'haarlemmermeer', v: 0, set_remindAfter: '4' });
  expect(wordsOn(late.card)).toContain('Iemand anders heeft dit net veranderd');
  expect(await region()).toMatchObject({ version: 1, settings: { remindAfter: [2, 9] } });
});

it('who does not coordinate there is refused, and a channel is no place for it', async () => {
  const [who, chat] = [anna as FakePerson, bot.teams.personalChat(anna as FakePerson)];
  for (const verb of ['region_settings', 'region_settings_save']) {
    const answer = await chat.pressRaw(who, verb, { r: 'haarlemmermeer', v: 0, set_remindAfter: '4' });
    expect(wordsOn(answer.card)).toContain('Deze regio kunt u niet instellen');
  }
  expect(await region()).toMatchObject({ version: 0 });
  const [said] = await bot.teams.groupChat().say(who, 'instellingen');
  expect(JSON.stringify(said?.card)).not.toContain('settings_save');
});
