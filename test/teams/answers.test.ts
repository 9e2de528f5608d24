/** Questions about the rules in the chat: answers, choices, refusals, regions, why; and what goes to the case instead. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { actionsOf } from '../support/cardActions.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

let bot: TestBot;
let wilma: FakePerson;
let hanna: FakePerson;
let chat: FakeChat;
beforeAll(async () => {
  bot = await testBot({ local: false, now: '2026-06-15T09:00:00.000Z' });
  wilma = bot.teams.person('Wilma');
  hanna = bot.teams.person('Hanna');
  await bot.member(wilma, ['begeleider'], { regions: ['westfriesland'] });
  await bot.member(hanna, ['begeleider'], { regions: ['haarlemmermeer'] });
  chat = bot.teams.personalChat(wilma);
});
afterAll(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) as FakeMessage;
const say = async (text: string, who = wilma, where = chat): Promise<FakeMessage> => last(await where.say(who, text));
const read = (message: FakeMessage, who = wilma): string => wordsOn(message.cardFor(who));

describe('a question about the rules', () => {
  it('is answered: short first, then the whole, then where it stands and how old that is', async () => {
    const lines = read(await say('Is het formulier uit de pilot veranderd?')).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Antwoord · Westfriesland',
      expect.stringContaining('Is het formulier uit de pilot'),
      expect.stringMatching(/^Ja, het aanmeldformulier/),
    ]);
    expect(lines.find((line) => line.startsWith('Bron'))).toBe(
      'Bron (Westfriesland): Q&A Kick-on Uitstroomregeling Westfriesland, Vragen over het aanmeldproces, nr. 1 · van 9 december 2021, 4 jaar oud',
    );
    expect(lines.join('\n')).toContain('Aan dit document kunnen geen rechten worden ontleend.');
  });

  it('with the banner of the change of law where it touches that', async () => {
    expect(read(await say('hoe lang duurt een tijdelijk huurcontract'))).toContain('sinds 1 juli 2024');
    expect(read(await say('kan een minderjarige worden aangemeld'))).not.toContain('sinds 1 juli 2024');
  });

  it('offers related questions, and shows the one that is chosen', async () => {
    const card = await say('kan een minderjarige worden aangemeld');
    const [action] = actionsOf(card.card).filter(({ verb }) => verb === 'answer_pick');
    expect(action).toBeDefined();
    await chat.press(wilma, card, 'answer_pick', { a: 'wf.q1' });
    expect(read(card)).toContain('Antwoord · Westfriesland');
  });

  it('a bare subject gets a choice, "geen van deze" among it', async () => {
    const card = await say('woonmatch');
    expect(read(card)).toContain('Bedoelt u een van deze vragen?');
    await chat.press(wilma, card, 'answer_pick', { a: 'wf.o2' });
    expect(read(card)).toContain('Antwoord · Westfriesland');
  });

  it.each(['hoeveel bijzondere bijstand krijg je', 'hoe maak ik bezwaar tegen de afwijzing van mijn aanmelding'])(
    'that no source answers is refused: %s',
    async (text) => expect(read(await say(text))).toContain('Daar staat niets over in de bronnen'),
  );

  it('what is no question about the rules is still not for us, with a way to ask', async () => {
    const card = await say('wat voor weer wordt het morgen');
    expect(read(card)).toContain('Daar ga ik niet over');
    await chat.press(wilma, card, 'ask');
    await chat.press(wilma, card, 'ask_save', { question: 'wat is een perspectiefplan' });
    expect(read(card)).not.toContain('Daar ga ik niet over');
  });

  it('with a citizen service number is refused', async () => {
    expect(read(await say('mag 111222333 urgentie hebben'))).toContain('BSN');
  });
});

describe('the region', () => {
  it('of another region is marked as such', async () => {
    const his = bot.teams.personalChat(hanna);
    expect(read(await say('gaan Kamers met Kansen ook via de BCT?', hanna, his), hanna)).toContain(
      'dit antwoord is van Westfriesland, niet van uw regio',
    );
  });

  it('of one’s own goes first: the step of the protocol, with its source', async () => {
    const his = bot.teams.personalChat(hanna);
    const words = read(await say('wie zet het opstapvinkje aan in WoningNet?', hanna, his), hanna);
    expect(words).toContain('Antwoord · Haarlemmermeer');
    expect(words).not.toContain('niet van uw regio');
  });

  it('that nobody knows is asked, where it matters', async () => {
    const both = bot.teams.person('Bea');
    await bot.member(both, ['begeleider'], { regions: ['haarlemmermeer', 'zutphen'] });
    const hers = bot.teams.personalChat(both);
    const card = await say('wie zet het opstapvinkje aan in WoningNet?', both, hers);
    expect(read(card, both)).toContain('Dit verschilt per regio');
    await hers.press(both, card, 'ask_save', { region: 'haarlemmermeer' });
    expect(read(card, both)).toContain('Antwoord · Haarlemmermeer');
    expect(read(await say('gaan Kamers met Kansen ook via de BCT?', both, hers), both)).toContain(
      'Ik weet niet om welke regio',
    );
  });
});

describe('why', () => {
  it('after an answer tells what it stands on, by word and by button', async () => {
    const card = await say('kan een minderjarige worden aangemeld');
    const why = await say('waarom?');
    expect(read(why)).toMatch(/Waarom dit antwoord[^]*Bron \(Westfriesland\)[^]*WF-/);
    await chat.press(wilma, card, 'answer_why');
    expect(read(card)).toContain('Waarom dit antwoord');
    await chat.press(wilma, card, 'answer');
    expect(read(card)).toContain('Antwoord · Westfriesland');
  });
});

describe('in a group', () => {
  it('a question is answered for everybody: the rules are public', async () => {
    const group = bot.teams.groupChat([wilma, hanna]);
    expect(read(await say('Is het formulier uit de pilot veranderd?', wilma, group), hanna)).toContain(
      'Antwoord · Westfriesland',
    );
  });
});

it('in English', async () => {
  const emma = bot.teams.person('Emma');
  await bot.member(emma, ['begeleider'], { regions: ['westfriesland'] });
  const hers = bot.teams.personalChat(emma);
  await hers.say(emma, 'english please');
  const words = read(await say('can a minor be registered?', emma, hers), emma);
  expect(words).toContain('Answer · Westfriesland');
  expect(words).toMatch(/Source \(Westfriesland\): .*4 years old/);
});
