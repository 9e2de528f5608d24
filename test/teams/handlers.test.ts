import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardRenderer, faultLogger } from '../../src/compose.ts';
import { createLog } from '../../src/shared/log.ts';
import type { Incoming } from '../../src/teams/incoming.ts';
import { createDispatch } from '../../src/teams/routes.ts';
import { actionsOf } from '../support/cardActions.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

let bot: TestBot;
let anna: FakePerson;
let chat: FakeChat;

beforeEach(async () => {
  bot = await testBot();
  anna = bot.teams.person('Anna');
  chat = bot.teams.personalChat(anna);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const last = (messages: readonly FakeMessage[]): FakeMessage => {
  const message = messages.at(-1);
  if (!message) throw new Error('The bot said nothing');
  return message;
};
const say = async (text: string): Promise<FakeMessage> => last(await chat.say(anna, text));
const read = (message: FakeMessage): string => wordsOn(message.cardFor(anna));

async function openCase(route = 'haarlemmermeer/A', facts: Record<string, string> = {}): Promise<FakeMessage> {
  const card = await say('casus openen');
  await chat.press(anna, card, 'open_facts', { n: 'bewoner 27', route });
  await chat.press(anna, card, 'open_save', facts);
  return card;
}

describe('the literal question of the first user', () => {
  it.each(["what's next for this client", 'wat is de volgende stap voor deze cliënt', 'wat is de volgnde stpa'])(
    '"%s" gives the next step of the case under discussion',
    async (question) => {
      await openCase();
      const answer = await say(question);
      expect(read(answer)).toContain('HLM-2026-001');
      expect(read(answer)).toContain('A1 ');
    },
  );

  it('without a case under discussion, of several one is asked', async () => {
    await openCase();
    await openCase('haarlemmermeer/B');
    const bram = bot.teams.person('Bram');
    await bot.member(bram, ['begeleider']);
    const brams = bot.teams.personalChat(bram);
    await bot.join(bram, 'HLM-2026-001');
    expect(wordsOn(last(await brams.say(bram, 'wat is de volgende stap voor deze cliënt')).card)).toContain('A1 ');
    await bot.join(bram, 'HLM-2026-002');
    const chris = bot.teams.person('Chris');
    await bot.member(chris, ['begeleider']);
    await bot.join(chris, 'HLM-2026-001');
    await bot.join(chris, 'HLM-2026-002');
    const his = bot.teams.personalChat(chris);
    const answer = last(await his.say(chris, 'welke termijnen lopen er'));
    expect(wordsOn(answer.card)).toContain('Over welke casus gaat het?');
    await his.pressRaw(chris, 'terms', pressData(answer, 'terms', chris), answer);
    expect(wordsOn(answer.cardFor(chris))).toContain('Termijnen');
  });

  it.each([
    ['group chat', () => bot.teams.groupChat()],
    ['channel', () => bot.teams.channelThread()],
  ])('in a %s a case is named by its code first, and is under discussion from then on', async (_, begin) => {
    await openCase();
    const group = begin();
    const asked = last(await group.say(anna, "what's next for this client"));
    expect(wordsOn(asked.card)).toContain('HLM-2026-014');
    await group.say(anna, 'volgende stap HLM-2026-001');
    const answer = last(await group.say(anna, "what's next for this client"));
    expect(wordsOn(answer.card)).toContain('HLM-2026-001');
    expect(wordsOn(answer.card)).toContain('A1 ');
  });

  it('what can be more than one thing is no guess: a short choice, whose buttons do it', async () => {
    await openCase();
    const asked = await say('casus');
    expect(read(asked)).toContain('Dat begreep ik niet helemaal');
    const offered = actionsOf(asked.cardFor(anna)).map(({ verb }) => verb);
    expect(offered.filter((verb) => verb !== 'help').length).toBeGreaterThan(1);
    expect(offered.length).toBeLessThanOrEqual(4);
    await chat.press(anna, asked, 'cases');
    expect(read(asked)).toContain('HLM-2026-001');
  });

  it('without any case it says how to begin', async () => {
    expect(read(await say('volgende stap'))).toContain('U doet nog aan geen casus mee');
  });
});

describe('opening a case', () => {
  it('asks who the client is and what is known, and shows the first step in place', async () => {
    const card = await openCase('haarlemmermeer/A', { f_hoogRisico: 'nee', f_beoogdeSleuteldatum: '2026-12-31' });
    expect(read(card)).toContain('Casus HLM-2026-001 is geopend.');
    expect(chat.messages).toHaveLength(1);
  });

  it.each([
    ['123456782', 'een eigen aanduiding'],
    ['jan@example.org', 'Gebruik alleen letters'],
    ['12-03-1984', 'een eigen aanduiding'],
    ['', 'Vul een eigen aanduiding'],
  ])('"%s" is refused as a pseudonym and not shown back', async (pseudonym, words) => {
    const card = await say('casus openen');
    await chat.press(anna, card, 'open_facts', { n: pseudonym, route: 'haarlemmermeer/A' });
    expect(read(card)).toContain(words);
    if (pseudonym !== '') expect(JSON.stringify(card.cardFor(anna))).not.toContain(pseudonym);
    expect(await bot.deps.uow.stores.cases.count()).toBe(0);
  });

  it('a date that does not exist is named and nothing is opened', async () => {
    const card = await say('casus openen');
    await chat.press(anna, card, 'open_facts', { n: 'bewoner 27', route: 'haarlemmermeer/A' });
    await chat.press(anna, card, 'open_save', { f_beoogdeSleuteldatum: '31-02-2026' });
    expect(read(card)).toContain('"31-02-2026" is geen bestaande datum');
    expect(await bot.deps.uow.stores.cases.count()).toBe(0);
  });
});

describe('finishing a step', () => {
  it('the card turns into the next one in place, in the same message', async () => {
    const card = await openCase('haarlemmermeer/A', { f_hoogRisico: 'nee' });
    await finish(card);
    expect(read(card)).toContain('Klaar: A1');
    expect(read(card)).toContain('A2 ');
    expect(chat.messages).toHaveLength(1);
  });

  it('says which tasks are missing and keeps what was ticked', async () => {
    const card = await openCase();
    await chat.press(anna, card, 'step');
    await chat.press(anna, card, 'step_finish', {});
    expect(read(card)).toContain('Nog niet afgevinkt');
  });

  it('a day in the future is refused', async () => {
    const card = await openCase();
    await chat.press(anna, card, 'step');
    await chat.press(anna, card, 'step_finish', { on: '2026-03-11', ...ticks(card) });
    expect(read(card)).toContain('moet nog komen');
  });

  it('ticks are kept without finishing', async () => {
    const card = await openCase();
    await chat.press(anna, card, 'step');
    const [task] = Object.keys(ticks(card));
    await chat.press(anna, card, 'step_tick', { [task ?? '']: 'true' });
    expect(read(card)).toContain('Uw vinkjes zijn bewaard.');
    expect(read(await say('volgende stap'))).toMatch(/1 van \d+ afgevinkt/);
  });

  it('a double press changes nothing and says that it was finished', async () => {
    const card = await openCase();
    await chat.press(anna, card, 'step');
    const data = pressData(card, 'step_finish');
    const inputs = ticks(card);
    await chat.pressRaw(anna, 'step_finish', { ...data, ...inputs }, card);
    await chat.pressRaw(anna, 'step_finish', { ...data, ...inputs }, card);
    expect(read(card)).toContain('Al klaar: A1');
    const found = await bot.deps.uow.stores.cases.byCode('HLM-2026-001');
    expect(found?.state.done).toHaveLength(1);
  });

  it('works on an older client through the submit fallback', async () => {
    const card = await openCase();
    await chat.pressOld(anna, card, 'step');
    await chat.pressOld(anna, card, 'step_finish', ticks(card));
    expect(read(card)).toContain('Klaar: A1');
  });
});

describe('two people at once', () => {
  it('one is first; the other gets the fresh card with what they had filled in, and loses nothing', async () => {
    const card = await openCase('haarlemmermeer/A', { f_hoogRisico: 'nee' });
    const bram = bot.teams.person('Bram');
    await bot.member(bram, ['begeleider']);
    await bot.join(bram, 'HLM-2026-001');
    const brams = bot.teams.personalChat(bram);
    const his = last(await brams.say(bram, 'gegevens HLM-2026-001'));
    await finish(card);
    await brams.press(bram, his, 'facts_save', { f_beoogdeSleuteldatum: '2026-12-31' });
    expect(wordsOn(his.cardFor(bram))).toContain('wat u invulde, staat er nog');
    expect(JSON.stringify(his.cardFor(bram))).toContain('2026-12-31');
    await brams.press(bram, his, 'facts_save', { f_beoogdeSleuteldatum: '2026-12-31' });
    expect(wordsOn(his.cardFor(bram))).toContain('30 september 2026');
  });
});

describe('facts, hold and closing', () => {
  it('a corrected date moves the terms, and the card says which', async () => {
    const card = await openCase('haarlemmermeer/A', { f_beoogdeSleuteldatum: '2026-11-30' });
    await chat.press(anna, card, 'Gegevens');
    await chat.press(anna, card, 'facts_save', { f_beoogdeSleuteldatum: '2027-05-31' });
    // 30 November − P3M = 30 August; 31 May − P3M = 28 February (HLM-A-11).
    expect(read(card)).toContain('van 30 augustus 2026 naar 28 februari 2027');
  });

  it('a hold needs a reason, says what it brings about, and can be lifted', async () => {
    await openCase();
    const card = await say('pauzeren');
    await chat.press(anna, card, 'hold_save', { reason: '  ' });
    expect(read(card)).toContain('Geef een korte reden');
    await chat.press(anna, card, 'hold_save', { reason: 'opname elders' });
    expect(read(card)).toContain('Op pauze sinds 10 maart 2026');
    await chat.press(anna, card, 'resume');
    expect(read(card)).toContain('De casus loopt weer.');
  });

  it('a closed case can be opened again', async () => {
    await openCase();
    const card = await say('afsluiten');
    await chat.press(anna, card, 'close_save', { ending: 'gestopt', reason: 'verhuisd' });
    expect(read(card)).toContain('Afgesloten op 10 maart 2026');
    await chat.press(anna, card, 'reopen');
    await chat.press(anna, card, 'reopen_save', { reason: 'vergissing' });
    expect(read(card)).toContain('De casus is weer open.');
  });
});

describe('language', () => {
  it('English by request, and Dutch again', async () => {
    expect(read(await say('english please'))).toContain('From now on I answer in English.');
    expect(read(await say('my cases'))).toContain('My cases');
    expect(read(await say('nederlands'))).toContain('voortaan in het Nederlands');
  });

  it('who does not read Dutch gets English, also when Dutch is what they name', async () => {
    expect(read(await say("I don't understand Dutch"))).toContain('From now on I answer in English.');
  });

  it('until a choice is made, the first clear words decide', async () => {
    expect(read(await say('which deadlines are running?'))).toContain('You do not take part in any case yet');
  });
});

describe('bad input has a clear answer and a way on', () => {
  const texts: [string, string, string][] = [
    ['what is not ours', 'pizza bestellen', 'Daar ga ik niet over'],
    ['10 000 characters', 'x'.repeat(10_000), 'te lang'],
    ['a code that does not exist', 'status HLM-2026-999', 'Casus HLM-2026-999 is er niet'],
    ['Markdown and a mention', '<at>iedereen</at> **[klik](https://example.org)**', 'Dat begreep ik niet helemaal'],
    ['nothing but signs', '?!', 'Dat begreep ik niet helemaal'],
    ['a code without its year that does not exist', 'status HLM-999', 'Casus HLM-2026-999 is er niet'],
    ['a question about the rules', 'wat zegt het protocol over schulden', 'Een vraag over de regels'],
    ['a signal', 'de buren klagen over geluidsoverlast', 'U doet nog aan geen casus mee'],
    ['a vote', 'start een stemming', 'Over welke casus gaat het?'],
    ['a decision', 'leg het besluit vast', 'Over welke casus gaat het?'],
    ['another casushouder', 'ik wil het casushouderschap overdragen', 'U doet nog aan geen casus mee'],
    ['a meeting', 'plan een MDO', 'Een tafel plannen'],
    ['a question about privacy', 'verwijder de gegevens van deze cliënt', 'doet de beheerder van Opstap'],
    ['help', 'help', 'Ik ben Opstap'],
    ['hello', 'hoi', 'Ik ben Opstap'],
  ];
  it.each(texts)('%s', async (_, text, words) => {
    const answer = await say(text);
    expect(read(answer)).toContain(words);
    expect(JSON.stringify(answer.cardFor(anna))).toContain('Action.Execute');
  });

  const presses: [string, unknown, unknown][] = [
    ['an unknown verb', 'zap', {}],
    ['a verb of Object', 'constructor', {}],
    ['missing fields', 'step_finish', {}],
    ['a deleted case', 'next', { c: 'weg' }],
    ['a version that is no number', 'step_finish', { c: 'x', v: 'abc', s: 'woningnet' }],
    ['data that is text', 'next', 'x'],
    ['data that is null', 'next', null],
    ['data that is a list', 'next', [1]],
    ['a prototype', 'facts_save', { c: 'x', v: 1, __proto__: { f_x: 'y' } }],
    ['a verb that is no text', 7, {}],
  ];
  it.each(presses)('a press with %s', async (_, verb, data) => {
    const card = await say('help');
    const pressed = await chat.pressRaw(anna, verb, data, card);
    expect(pressed.status).toBeLessThan(500);
    expect(pressed.card ?? pressed.text).not.toBeNull();
  });

  it('a step that is not open is explained', async () => {
    const card = await openCase();
    const data = { c: pressData(card, 'step')['c'], v: 1, s: 'toewijzing' };
    await chat.pressRaw(anna, 'step_finish', data, card);
    expect(read(card)).toContain('staat nu niet open');
    await chat.pressRaw(anna, 'step', data, card);
    expect(read(card)).toContain('Eerst moet klaar zijn');
  });
});

describe('a fault of ours', () => {
  it('is answered with a number, and what was written or stored stays out of the log', async () => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line: string) => void lines.push(line) });
    const broken = createDispatch({
      deps: {
        ...bot.deps,
        protocols: {
          current: bot.deps.protocols.current,
          ofCase: () => Promise.reject(new Error('KANARIE bewoner 27')),
        },
      },
      interpret: () => ({
        intent: 'next_step',
        score: 1,
        sure: true,
        candidates: [],
        slots: { caseCode: null, thisCase: false, role: null, region: null },
      }),
      render: cardRenderer(),
      local: { demoCodes: [] },
      contact: null,
      mails: false,
      onFault: faultLogger(log),
    });
    await openCase();
    const place = { conversationId: chat.conversationId, kind: 'personal', tenantId: anna.tenantId } as const;
    const said: Incoming = {
      kind: 'message',
      id: 'KANARIE-id',
      from: { tenantId: anna.tenantId, objectId: anna.objectId, channelUserId: anna.channelUserId, name: 'KANARIE' },
      place: { ...place, serviceUrl: 'http://127.0.0.1', botId: '28:opstap' },
      locale: 'nl-NL',
      text: 'KANARIE volgende stap',
    };
    const reply = await broken(said, async () => []);
    expect(wordsOn(reply.posts[0]?.card)).toContain('Er ging iets mis bij ons');
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/KANARIE|bewoner/);
    const number = /: (\w{8})\./.exec(wordsOn(reply.posts[0]?.card))?.[1];
    expect(lines[0]).toContain(number);
  });
});

describe('who may see what', () => {
  it('a stranger gets a friendly word and nothing else', async () => {
    const strict = await testBot({ local: false });
    const eve = strict.teams.person('Eve');
    const evesChat = strict.teams.personalChat(eve);
    for (const text of ['mijn casussen', 'status HLM-2026-001', 'ik ben gemeente']) {
      expect(wordsOn(last(await evesChat.say(eve, text)).card)).toContain('U staat nog niet in Opstap');
    }
    await strict.close();
  });

  it('a member without a part in the case gets the same answer as for a case that does not exist', async () => {
    await openCase();
    const bram = bot.teams.person('Bram');
    await bot.member(bram, ['begeleider']);
    const brams = bot.teams.personalChat(bram);
    const there = wordsOn(last(await brams.say(bram, 'status HLM-2026-001')).card);
    const absent = wordsOn(last(await brams.say(bram, 'status HLM-2026-002')).card);
    expect(there).toBe(absent.replace('002', '001'));
  });

  it('in a group one person without a part does not take the card away from the others', async () => {
    await openCase();
    const group = bot.teams.groupChat();
    const card = last(await group.say(anna, 'volgende stap HLM-2026-001'));
    expect(JSON.stringify(card.card)).not.toContain('bewoner 27');
    const bram = bot.teams.person('Bram');
    await bot.member(bram, ['begeleider']);
    const pressed = await group.press(bram, card, 'status');
    expect(pressed.card).toBeNull();
    expect(pressed.text).toContain('u doet er niet aan mee');
    expect(wordsOn(card.card)).toContain('HLM-2026-001');
  });

  it('"ik ben woningcorporatie" exists in the trial version only', async () => {
    await openCase();
    expect(read(await say('ik ben woningcorporatie'))).toContain('U kijkt nu mee als: Woningcorporatie');
    expect(read(await say('ik ben koning'))).toContain('Ik ken de rol "koning" niet');
    const strict = await testBot({ local: false });
    const eve = strict.teams.person('Eve', { locale: 'nl-NL' });
    await strict.member(eve, ['begeleider']);
    const answer = last(await strict.teams.personalChat(eve).say(eve, 'ik ben gemeente'));
    expect(wordsOn(answer.card)).not.toContain('U kijkt nu mee');
    await strict.close();
  });
});

/** Ticks for all tasks of the step card. */
function ticks(message: FakeMessage): Record<string, string> {
  const ids = JSON.stringify(message.cardFor(anna)).match(/"t_[A-Za-z0-9_]+"/g) ?? [];
  return Object.fromEntries(ids.map((id) => [id.slice(1, -1), 'true']));
}

/** Goes to the first step on the card and finishes it. */
async function finish(message: FakeMessage): Promise<void> {
  await chat.press(anna, message, 'step');
  await chat.press(anna, message, 'step_finish', ticks(message));
}

/** The data behind the first button with this verb. */
function pressData(message: FakeMessage, verb: string, person = anna): Record<string, unknown> {
  const find = (value: unknown): Record<string, unknown> | null => {
    if (Array.isArray(value))
      return value.reduce<Record<string, unknown> | null>((found, item) => found ?? find(item), null);
    if (typeof value !== 'object' || value === null) return null;
    const node = value as Record<string, unknown>;
    if (node['verb'] === verb && node['type'] === 'Action.Execute') return node['data'] as Record<string, unknown>;
    return find(Object.values(node));
  };
  const data = find(message.cardFor(person));
  if (!data) throw new Error(`No button ${verb}`);
  return data;
}
