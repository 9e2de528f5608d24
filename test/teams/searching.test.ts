/** The search from any chat: what is offered first, hits, no hits, and what may stand on a card that anybody can read. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VERBS } from '../../src/presenters/buttons.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { checkCard } from '../support/cardRules.ts';
import type { FakeMessage, FakePerson } from '../support/fakeTeams.ts';

let bot: TestBot;
let anna: FakePerson;
let other: FakePerson;
let code = '';
beforeAll(async () => {
  bot = await testBot({ local: false });
  anna = bot.teams.person('Anna');
  other = bot.teams.person('Olaf');
  await bot.member(anna, ['begeleider'], { regions: ['westfriesland'] });
  await bot.member(other, ['begeleider'], { regions: ['westfriesland'], organisation: 'Elders' });
  const chat = bot.teams.personalChat(anna);
  const card = (await chat.say(anna, 'casus openen')).at(-1) as FakeMessage;
  await chat.press(anna, card, 'open_facts', { n: 'bewoner 27', route: 'westfriesland/standaard' });
  await chat.press(anna, card, 'open_save');
  code = /WF\w*-2026-\d+/.exec(wordsOn(card.cardFor(anna)))?.[0] ?? '';
  expect(code).not.toBe('');
});
afterAll(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

interface Found {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly {
    readonly content: object;
    readonly preview: {
      readonly contentType: string;
      readonly content: { readonly title: string; readonly text: string };
    };
  }[];
}

/** Types in the search of Teams, in a chat of which the bot knows nothing. `null`: opens it. */
async function search(who: FakePerson, text: string | null): Promise<Found> {
  const parameters = [text === null ? { name: 'initialRun', value: 'true' } : { name: 'query', value: text }];
  const value = { commandId: 'search', parameters, queryOptions: { skip: 0, count: 25 } };
  const chat = bot.teams.groupChat(null);
  const { status, text: body } = await bot.teams.deliver(
    chat.activity(who, { type: 'invoke', name: 'composeExtension/query', value }),
  );
  expect(status).toBe(200);
  expect(chat.messages).toEqual([]);
  return (JSON.parse(body) as { composeExtension: Found }).composeExtension;
}
const titles = ({ attachments = [] }: Found): readonly string[] =>
  attachments.map(({ preview }) => preview.content.title);

it('opened, it offers one’s own cases and answers of the region', async () => {
  const found = await search(anna, null);
  expect([found.type, titles(found)[0]]).toEqual(['result', code]);
  expect(titles(found).length).toBeGreaterThan(3);
});

it.each(['mag iemand met schulden van 20.000 euro worden aangemeld', 'schuld', 'kennismak'])(
  'finds answers by a question, a word, or the beginning of one: "%s"',
  async (text) => {
    const found = await search(anna, text);
    expect(found.type).toBe('result');
    expect(found.attachments?.[0]?.preview.contentType).toBe('application/vnd.microsoft.card.thumbnail');
    const card = wordsOn(found.attachments?.[0]?.content);
    expect(card).toMatch(/Antwoord · [^]*Bron \(/);
  },
);

it('a case is its code and nothing else, for who takes part in it', async () => {
  const found = await search(anna, code.toLowerCase());
  expect(titles(found)).toContain(code);
  const words = wordsOn(found.attachments?.[0]?.content);
  expect(words.split('\n')).toEqual([`Casus ${code}`, expect.stringContaining(`volgende stap ${code}`)]);
  expect(JSON.stringify(found)).not.toMatch(/bewoner 27|route|Aanmeld/);
  expect(titles(await search(other, code))).not.toContain(code);
  expect(titles(await search(other, null))).not.toContain(code);
});

it('every card that can be inserted keeps the rules of cards and has no button', async () => {
  const all = [await search(anna, null), await search(anna, 'woning'), await search(anna, code)];
  const cards = all.flatMap(({ attachments = [] }) => attachments.map(({ content }) => content));
  expect(cards.flatMap((card) => checkCard(card, VERBS))).toEqual([]);
  expect(JSON.stringify(cards)).not.toContain('Action.');
});

it('says so where nothing is found, and to who has no access', async () => {
  expect(await search(anna, 'xyzzy qwerty')).toMatchObject({
    type: 'message',
    text: expect.stringContaining('Niets gevonden') as unknown,
  });
  expect(await search(anna, '111222333')).toMatchObject({
    type: 'message',
    text: expect.stringContaining('BSN') as unknown,
  });
  const stranger = bot.teams.person('Nobody');
  expect(await search(stranger, 'schuld')).toMatchObject({
    type: 'message',
    text: expect.stringContaining('nog niet in Opstap') as unknown,
  });
});

it('does not remember the chat as a place to speak in, nor slow down what is said there', async () => {
  for (let n = 0; n < 45; n++) await search(other, `woning ${n}`);
  expect((await search(other, 'woning')).type).toBe('message');
  const chat = bot.teams.personalChat(other);
  expect(wordsOn((await chat.say(other, 'help')).at(-1)?.card)).toContain('Ik ben Opstap');
});
