/** The regions side by side in the chat: what is asked in which words, and what the cards show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedToCompare } from '../../src/domain/understanding/comparing.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { actionsOf } from '../support/cardActions.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

let bot: TestBot;
let anna: FakePerson;
let chat: FakeChat;
beforeAll(async () => {
  bot = await testBot({ local: false });
  anna = bot.teams.person('Anna');
  await bot.member(anna, ['begeleider'], { regions: ['zutphen'] });
  chat = bot.teams.personalChat(anna);
});
afterAll(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) as FakeMessage;
const say = async (text: string): Promise<FakeMessage> => last(await chat.say(anna, text));
const read = (message: FakeMessage): string => wordsOn(message.cardFor(anna));

describe('words that ask for a comparison', () => {
  it.each([
    ["vergelijk de regio's", null, []],
    ['Vergelijk', null, []],
    ['compare the regions', null, []],
    ['hoe doet Zutphen dit?', null, ['zutphen']],
    ['hoe gaat dat in Noordoostpolder', null, ['noordoostpolder']],
    ['hoe doen ze dat in West-Friesland?', null, ['westfriesland']],
    ['hoe is dit geregeld in Wijk bij Duurstede', null, ['zuidoost-utrecht']],
    ['how does Zutphen do this?', null, ['zutphen']],
    ['how is this arranged in Haarlemmermeer', null, ['haarlemmermeer']],
    ['vergelijk wie beslist', 'besluit', []],
    ['compare who decides', 'besluit', []],
    ['vergelijk wat de corporatie mag weten', 'corporatie', []],
    ["vergelijk het weigeren van een woning in alle regio's", 'weigeren', []],
    ['vergelijk toestemming met Westfriesland', 'toestemming', ['westfriesland']],
    ['vergelijk Zutphen en Haarlemmermeer over evaluaties', 'evaluatie', ['haarlemmermeer', 'zutphen']],
    ['hoe gaat weigeren in Zutphen', 'weigeren', ['zutphen']],
    ['compare the lease with Zutphen', 'huurcontract', ['zutphen']],
  ])('"%s"', (text, subject, regions) => {
    const asked = askedToCompare(text, bot.deps.comparison);
    expect([asked?.subject, asked?.regions.toSorted()]).toEqual([subject, regions]);
  });

  it.each([
    'hoe gaat dit',
    'hoe staat het ervoor',
    'hoe lang is de wachtlijst in Zutphen',
    'how is this client doing',
    'vergelijk appels met peren',
    'wil je Zutphen vergelijken',
    'open een casus in Zutphen',
  ])('"%s" asks something else', (text) => expect(askedToCompare(text, bot.deps.comparison)).toBeNull());

  it('every subject can be asked for by its title, in both languages', () => {
    const found = bot.deps.comparison.subjects.flatMap(({ id, title }) =>
      [`vergelijk ${title.nl}`, `compare ${title.en}`].map((text) => [
        id,
        askedToCompare(text, bot.deps.comparison)?.subject,
      ]),
    );
    expect(found.filter(([id, subject]) => id !== subject)).toEqual([]);
  });
});

describe('the cards', () => {
  it('without a subject all subjects are offered, and a choice shows all regions, the own one first', async () => {
    const card = await say("vergelijk de regio's");
    expect(JSON.stringify(card.cardFor(anna))).toContain('Wie beslist');
    await chat.press(anna, card, 'Vergelijken', { subject: 'weigeren' });
    const lines = read(card).split('\n');
    const names = ['Zutphen · eigen regio', 'Haarlemmermeer', 'Zuidoost-Utrecht', 'Noordoostpolder', 'Westfriesland'];
    expect(lines.filter((line) => names.includes(line))).toEqual(names);
    expect(lines.filter((line) => line === 'Staat er niet in.')).toHaveLength(2);
    expect(lines.some((line) => /^Bron: .*§9a\.3 \(ZUT-58\)$/.test(line))).toBe(true);
  });

  it('a region that is named stands beside the own one, and all are one press away', async () => {
    const card = await say('hoe doet Noordoostpolder dit?');
    expect(read(card)).toContain('Zutphen, Noordoostpolder');
    await chat.press(anna, card, 'Vergelijken', { subject: 'besluit' });
    expect(read(card)).toMatch(/Zutphen · eigen regio[^]*Noordoostpolder/);
    expect(read(card)).not.toContain('Haarlemmermeer');
    await chat.press(anna, card, "Alle regio's");
    expect(read(card)).toContain('Haarlemmermeer');
    await chat.press(anna, card, 'Ander onderwerp');
    expect(read(card)).toContain('Kies een onderwerp');
  });

  it('what no source says stands above the regions', async () => {
    expect(read(await say('vergelijk het huurcontract'))).toContain('Sinds 1 juli 2024');
  });

  it('the region of the case under discussion is the own one', async () => {
    const other = await testBot();
    const bram = other.teams.person('Bram');
    const his = other.teams.personalChat(bram);
    const card = last(await his.say(bram, 'casus openen'));
    await his.press(bram, card, 'open_facts', { n: 'bewoner 27', route: 'westfriesland/standaard' });
    await his.press(bram, card, 'open_save');
    expect(wordsOn(last(await his.say(bram, 'vergelijk wie beslist')).card)).toContain('Westfriesland · eigen regio');
    await other.close();
  });

  it('a group gets them too, and a button that names what is not there asks for the subject', async () => {
    const group = bot.teams.groupChat([anna]);
    const card = last(await group.say(anna, 'vergelijk wie beslist'));
    expect(wordsOn(card.card)).toContain('De woningcorporatie beslist.');
    await group.pressRaw(anna, 'compare', { s: 'weg', r: ['nergens'] }, card);
    expect(wordsOn(card.card)).toContain('Kies een onderwerp');
  });

  it('in English', async () => {
    await chat.say(anna, 'english please');
    const card = await say('compare refusing a home with Westfriesland');
    expect(read(card)).toMatch(/Zutphen · own region[^]*Westfriesland\nNot stated in the source\./);
    expect(actionsOf(card.cardFor(anna)).map(({ title }) => title)).toContain('All regions');
  });
});
