/** Letting somebody into a case, in chat: what is asked first, what is refused, what the log then knows. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

const BSN = '123456782';
let bot: TestBot;
let anna: FakePerson;
let chat: FakeChat;

beforeEach(async () => {
  bot = await testBot({ local: false });
  anna = bot.teams.person('Anna');
  await bot.member(anna, ['begeleider'], { organisation: 'Huis', regions: ['haarlemmermeer'] });
  chat = bot.teams.personalChat(anna);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const say = async (text: string, where = chat): Promise<FakeMessage> => {
  const message = (await where.say(anna, text)).at(-1);
  if (!message) throw new Error('The bot said nothing');
  return message;
};
const read = (message: FakeMessage): string => wordsOn(message.cardFor(anna));
const wire = (message: FakeMessage): string => JSON.stringify(message.cardFor(anna));
async function openCase(route: string, facts: Record<string, string> = {}): Promise<string> {
  const card = await say('casus openen');
  await chat.press(anna, card, 'open_facts', { n: 'bewoner 27', route });
  await chat.press(anna, card, 'open_save', facts);
  return /[A-Z]{3}-\d{4}-\d{3}/.exec(read(card))?.[0] ?? '';
}
const colleague = (name: string, role: string, region = 'haarlemmermeer'): Promise<Member> =>
  bot.member(bot.teams.person(name), [role], { organisation: `Bureau ${role}`, regions: [region] });
const choice = ({ id, memberships }: Member): string => `${id}/${memberships[0]?.organisation.id}`;
async function form(): Promise<FakeMessage> {
  const message = await say('overzicht');
  await chat.press(anna, message, 'team');
  await chat.press(anna, message, 'share');
  return message;
}
const share = async (on: FakeMessage, who: Member, parts: Record<string, string> = {}): Promise<string> => {
  const filled = { who: choice(who), why: 'Voor de woning', i_how: 'conversation', ...parts };
  await chat.press(anna, on, 'share_save', filled);
  return read(on);
};
async function logOf(code: string) {
  const found = await bot.deps.uow.stores.cases.byCode(code);
  return (await bot.deps.uow.stores.cases.log(found?.id ?? '')).map(({ effect }) => effect);
}
/** What stands filled in, by the input. */
const filledIn = (message: FakeMessage, input: string): string | undefined =>
  new RegExp(`"id":"${input}"[^{}]*?"value":"([^"]*)"`).exec(wire(message))?.[1];

describe('whether the client knows', () => {
  it('is asked in the flow: without an answer nothing is shared, and what was filled in stays', async () => {
    const code = await openCase('haarlemmermeer/A');
    const gea = await colleague('Gea', 'gemeente');
    const on = await form();
    expect(await share(on, gea, { i_how: '' })).toContain('Leg eerst vast dat de cliënt weet');
    expect(filledIn(on, 'why')).toBe('Voor de woning');
    expect(filledIn(on, 'who')).toBe(choice(gea));
    expect((await logOf(code)).map(({ type }) => type)).not.toContain('shared');
    expect(await share(on, gea)).toContain('Gea doet nu mee');
    expect((await logOf(code)).slice(-3).map(({ type }) => type)).toEqual(['informed', 'shared', 'joined']);
  });

  it('is never filled in with the answer of last time', async () => {
    await openCase('haarlemmermeer/A');
    const gea = await colleague('Gea', 'gemeente');
    await colleague('Wim', 'woningcorporatie');
    await share(await form(), gea);
    const next = await form();
    expect(wire(next)).toContain('"id":"i_how"');
    expect(filledIn(next, 'i_how') ?? '').toBe('');
    expect(filledIn(next, 'why') ?? '').toBe('');
  });
});

describe('words that look personal', () => {
  it('kept with a reason: the log says what they look like and why they stay', async () => {
    const code = await openCase('haarlemmermeer/A');
    const gea = await colleague('Gea', 'gemeente');
    const on = await form();
    expect(await share(on, gea, { why: 'Behandelt de psychose' })).toContain(
      'In uw tekst staat misschien iets over gezondheid',
    );
    const kept = { why: 'Behandelt de psychose', g_do: 'keep', g_why: 'De gemeente geeft de indicatie' };
    expect(await share(on, gea, kept)).toContain('Gea doet nu mee');
    expect(await logOf(code)).toContainEqual(
      expect.objectContaining({ type: 'words_kept', kinds: ['health'], why: 'De gemeente geeft de indicatie' }),
    );
  });

  it('a citizen service number is refused, and stands on no card and in no log after it', async () => {
    const code = await openCase('haarlemmermeer/A');
    const gea = await colleague('Gea', 'gemeente');
    const on = await form();
    expect(await share(on, gea, { why: `BSN ${BSN}` })).toContain('burgerservicenummer');
    expect(wire(on)).not.toContain(BSN);
    expect(JSON.stringify(await logOf(code))).not.toContain(BSN);
    expect((await logOf(code)).map(({ type }) => type)).not.toContain('shared');
  });
});

describe('where the agreements ask for consent', () => {
  it('nobody is let in without a yes, also no colleague of who was let in with it', async () => {
    anna = bot.teams.person('Zoë');
    chat = bot.teams.personalChat(anna);
    await bot.member(anna, ['zorgaanbieder'], { organisation: 'Huis', regions: ['noordoostpolder'] });
    const code = await openCase('noordoostpolder/zonder-tafel', { f_zonderTafel: 'yes' });
    const [wim, wil] = [
      await colleague('Wim', 'woningcorporatie', 'noordoostpolder'),
      await colleague('Wil', 'woningcorporatie', 'noordoostpolder'),
    ];
    const on = await form();
    expect(await share(on, wim)).toContain('geeft hiervoor geen toestemming, of dat is nog niet gevraagd');
    const consent = async (value: string): Promise<void> => {
      const facts = await say('gegevens');
      await chat.press(anna, facts, 'facts_save', { f_toestemmingCorporatie: value });
    };
    await consent('yes');
    expect(await share(await form(), wim)).toContain('Wim doet nu mee');
    await consent('no');
    expect(await share(await form(), wil)).toContain('geeft hiervoor geen toestemming, of dat is nog niet gevraagd');
    expect((await logOf(code)).filter(({ type }) => type === 'shared')).toHaveLength(1);
    expect((await logOf(code)).filter(({ type }) => type === 'joined')).toHaveLength(1);
  });
});

describe('what was shared, asked in words', () => {
  it.each([
    ['wat is er met wie gedeeld', 'Wat is er met wie gedeeld, en waarom'],
    ['what was shared with whom', 'What was shared with whom, and why'],
    ['ik wil mijn gegevens laten wissen', 'de beheerder van Opstap'],
  ])('%s', async (text, answer) => {
    await openCase('haarlemmermeer/A');
    if (text.startsWith('what')) await say('English please');
    expect(read(await say(text))).toContain(answer);
  });

  it('is for a personal chat', async () => {
    const code = await openCase('haarlemmermeer/A');
    const group = bot.teams.groupChat();
    expect(read(await say(`${code} wat is er met wie gedeeld`, group))).toContain('Dat doen we niet in een groep');
  });
});
