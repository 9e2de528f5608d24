/** A whole meeting through the fake Teams, in Haarlemmermeer route C and at table 3 of Noordoostpolder. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsOn } from '../support/bot.ts';
import type { FakeMessage } from '../support/fakeTeams.ts';
import { lastOf, plannedTable, tableBot, type TableBot } from '../support/tableBot.ts';

let bot: TableBot;
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

/** The card of the vote, as everybody sees it. */
const voteCard = (): FakeMessage => {
  const found = bot.group.messages.findLast((message) => /Stemming|Vote/.test(wordsOn(message.card)));
  if (!found) throw new Error('There is no vote');
  return found;
};
const room = (): FakeMessage => {
  const found = bot.group.messages.findLast((message) => wordsOn(message.card).startsWith('Tafel ·'));
  if (!found) throw new Error('No meeting is run here');
  return found;
};
// People need a moment between presses, and Teams takes no more than some messages a second.
let now = 0;
const tick = (): void => bot.setNow(new Date((now += 5_000)).toISOString());
const press = async (who: string, message: FakeMessage, verbOrTitle: string): Promise<string> => {
  const pressed = await bot.group.press(bot.person(who), message, verbOrTitle);
  tick();
  await bot.sendDue();
  return pressed.text ?? wordsOn(pressed.card);
};
/** Plans with everybody who can be invited. */
const planned = (inputs: Record<string, string> = {}, step = 'uitstroomtafel'): Promise<FakeMessage> =>
  plannedTable(bot, 'Gerda', step, inputs);
async function begun(): Promise<void> {
  now = Date.parse('2026-03-12T09:00:00.000Z');
  tick();
  await bot.group.say(bot.person('Gerda'), 'start tafel');
  await bot.sendDue();
}

describe('Haarlemmermeer, route C', () => {
  beforeEach(async () => {
    bot = await tableBot({
      ...{ protocol: 'haarlemmermeer', route: 'C', step: 'uitstroomtafel' },
      seats: [
        { name: 'Gerda', role: 'gemeente', organisation: 'Gemeente', inCase: true },
        { name: 'Bram', role: 'begeleider', organisation: 'De Brug', inCase: true },
        { name: 'Bea', role: 'begeleider', organisation: 'De Brug' },
        { name: 'Karin', role: 'begeleider', organisation: 'Kans' },
        { name: 'Wim', role: 'woningcorporatie', organisation: 'Woonrijk' },
        { name: 'Ulla', role: 'uitstroomtafel', organisation: 'Uitzicht' },
      ],
    });
  });

  it('is planned, led and voted at: roll-call, the rule with its source, a result that is an advice', async () => {
    await planned();
    expect(wordsOn(bot.chat('Wim').latest().card)).toContain(`○ ${bot.code} · nog niet geweest`);
    await begun();
    expect(wordsOn(room().card)).toContain('0 organisaties aanwezig');
    for (const who of ['Gerda', 'Bram', 'Karin', 'Wim']) {
      expect(await press(who, room(), 'Wij zijn er')).toContain('staat op aanwezig');
    }
    expect(await press('Ulla', room(), 'Wij melden ons af')).toContain('Uitzicht is afgemeld');
    expect(await press('Gerda', room(), 'Volgende casus')).toBe(`Casus ${bot.code} is aan de beurt.`);
    const opened = wordsOn(room().card);
    expect(opened).toContain('4 organisaties aanwezig, nodig 3');
    expect(opened).toContain('Eerst is de casus besproken, daarna gestemd');
    expect(opened).toContain('HLM-C-05, HLM-C-06, HLM-C-07, HLM-C-08');
    expect(await press('Gerda', room(), 'Open de stemming')).toBe(
      'De stemming is open. 4 organisaties aanwezig, nodig 3.',
    );
    const card = wordsOn(voteCard().card);
    for (const words of [
      'Elke aanwezige partij heeft één stem',
      'C5, tweede deel',
      'Onze lezing',
      'Niet geregeld in de bron',
    ]) {
      expect(card).toContain(words);
    }
    expect(await press('Bram', voteCard(), 'Voor')).toContain('De Brug stemt voor');
    expect(await press('Bea', voteCard(), 'Tegen')).toContain('al gestemd door Bram: voor');
    expect(await press('Ulla', voteCard(), 'Voor')).toContain('heeft bij deze casus geen stem');
    expect(await press('Karin', voteCard(), 'Tegen')).toContain('Kans stemt tegen');
    expect(wordsOn(voteCard().card)).toContain('voor 1 · tegen 1');
    expect(await press('Karin', voteCard(), 'Voor')).toContain('Kans: veranderd van tegen in voor');
    expect(await press('Wim', voteCard(), 'Voor')).toContain('Woonrijk stemt voor');
    expect(await press('Bram', voteCard(), 'Sluit de stemming')).toContain('aan de voorzitter');
    const open = voteCard();
    const forIt = idsOf(open);
    expect(await press('Gerda', open, 'Sluit de stemming')).toContain('Meerderheid: 3 stemmen voor, nodig 3.');
    const closed = wordsOn(voteCard().card);
    expect(closed).toContain('Meerderheid voor maatwerk');
    expect(closed).not.toContain('Sluit de stemming');
    const c = await bot.deps.uow.stores.cases.byCode(bot.code);
    expect(c?.state.done.at(-1)).toMatchObject({ step: 'uitstroomtafel', outcome: 'positief' });
    const [decision] = await bot.deps.uow.stores.decisions.ofCase(c?.id ?? '');
    expect(decision).toMatchObject({ step: 'uitstroomtafel', vote: { present: 4, needed: 3, inFavour: 3 } });
    tick();
    const late = await bot.group.pressRaw(bot.person('Gerda'), 'vote', forIt);
    expect(late.text).toContain('U was net te laat: de stemming is gesloten. Meerderheid');
    expect(await press('Gerda', room(), 'Volgende casus')).toBe('Alle casussen van dit deel zijn geweest.');
    expect(await press('Gerda', room(), 'Sluit de tafel')).toContain('De tafel is gesloten');
    // Nothing of the client in the group, whatever was pressed.
    expect(JSON.stringify(bot.group.messages.map((each) => each.card))).not.toContain('PSEUDO-7Q');
  });
  const idsOf = (message: FakeMessage): object => {
    const found = /"data":(\{"b":"[^"]+","x":"for"\})/.exec(JSON.stringify(message.card));
    return JSON.parse(found?.[1] ?? '{}') as object;
  };
  const opens = async (present: readonly string[]): Promise<void> => {
    await begun();
    for (const who of present) await press(who, room(), 'Wij zijn er');
    await press('Gerda', room(), 'Volgende casus');
    await press('Gerda', room(), 'Open de stemming');
  };

  it('equal votes are no majority, said in words', async () => {
    await planned();
    await opens(['Gerda', 'Bram']);
    await press('Gerda', voteCard(), 'Voor');
    await press('Bram', voteCard(), 'Tegen');
    expect(await press('Gerda', voteCard(), 'Sluit de stemming')).toContain(
      'De stemmen staken: 1 voor en 1 tegen, nodig 2.',
    );
    expect(wordsOn(voteCard().card)).toContain('Zonder positief advies mag de gemeente niet plaatsen.');
  });

  it('whoever comes in late or leaves early before a case is opened is counted as they are then', async () => {
    await planned();
    await begun();
    for (const who of ['Gerda', 'Bram', 'Karin']) await press(who, room(), 'Wij zijn er');
    const [karin, chat] = [bot.person('Karin'), bot.chat('Karin')];
    const mine = lastOf(await chat.say(karin, 'mijn tafels'));
    await chat.press(karin, mine, 'Bekijken');
    await chat.press(karin, mine, 'Wij gaan weg');
    expect(wordsOn(mine.cardFor(karin))).toContain('Kans is weggegaan');
    await press('Wim', room(), 'Wij zijn er');
    await press('Ulla', room(), 'Wij zijn er');
    await press('Gerda', room(), 'Volgende casus');
    const opened = await press('Gerda', room(), 'Open de stemming');
    expect(opened).toBe('De stemming is open. 4 organisaties aanwezig, nodig 3.');
    expect(wordsOn(voteCard().card)).not.toContain('Kans');
    expect(await press('Karin', voteCard(), 'Voor')).toContain('geen stem');
  });

  it('without anybody present nothing is decided', async () => {
    await planned();
    await begun();
    await press('Gerda', room(), 'Volgende casus');
    expect(await press('Gerda', room(), 'Open de stemming')).toContain('Er is nog geen organisatie aanwezig');
  });

  it('the count is hidden until the closing where the table wants it so', async () => {
    await planned({ hidden: 'true' });
    await opens(['Gerda', 'Bram', 'Karin']);
    await press('Bram', voteCard(), 'Tegen');
    const running = wordsOn(voteCard().card);
    expect(running).toContain('1 van 3 hebben gestemd');
    expect(running).not.toContain('tegen 1');
    await press('Gerda', voteCard(), 'Sluit de stemming');
    expect(wordsOn(voteCard().card)).toContain('voor 0 · tegen 1');
  });

  it('whoever sends apologies while the vote runs loses it; whoever comes in votes from the next case', async () => {
    await planned();
    await opens(['Gerda', 'Bram', 'Karin']);
    await press('Karin', voteCard(), 'Tegen');
    await press('Karin', room(), 'Wij melden ons af');
    expect(wordsOn(voteCard().card)).toContain('2 organisaties aanwezig, nodig 2');
    expect(await press('Wim', room(), 'Wij zijn er')).toContain('vanaf de volgende casus');
    expect(await press('Wim', voteCard(), 'Voor')).toContain('geen stem');
    expect(wordsOn(voteCard().card)).toContain('voor 0 · tegen 0');
  });

  it('the reason against is asked in their own chat, checked, and shown after the closing to who may see all', async () => {
    await planned();
    await opens(['Gerda', 'Bram', 'Karin', 'Wim']);
    await press('Karin', voteCard(), 'Tegen');
    const [karin, chat] = [bot.person('Karin'), bot.chat('Karin')];
    const form = chat.latest();
    expect(wordsOn(form.card)).toContain('Waarom tegen?');
    await chat.press(karin, form, 'vote_reason_save', { reason: 'Bel 06-12345678' });
    expect(wordsOn(form.cardFor(karin))).toContain('een telefoonnummer');
    await chat.press(karin, form, 'vote_reason_save', { reason: 'Het plan is REDEN-3X' });
    expect(wordsOn(form.cardFor(karin))).toContain('Uw reden is bewaard');
    await press('Gerda', voteCard(), 'Sluit de stemming');
    const card = voteCard();
    const ids = { b: /"b":"([^"]+)"/.exec(JSON.stringify(card.card))?.[1] };
    const look = async (who: string): Promise<string> =>
      wordsOn((await bot.chat(who).pressRaw(bot.person(who), 'vote_count', ids)).card);
    expect(await look('Bram')).toContain('REDEN-3X');
    for (const who of ['Wim', 'Ulla', 'Karin']) expect(await look(who)).not.toContain('REDEN-3X');
    expect(JSON.stringify(bot.group.messages.map((each) => each.card))).not.toContain('REDEN-3X');
  });

  it('the chair records a vote given in the room with a witness, never over a pressed one', async () => {
    await planned();
    await opens(['Gerda', 'Bram', 'Karin']);
    await press('Bram', voteCard(), 'Voor');
    expect(await press('Gerda', room(), 'Regie')).toContain('in ons eigen gesprek');
    const [gerda, chat] = [bot.person('Gerda'), bot.chat('Gerda')];
    const controls = chat.latest();
    await chat.press(gerda, controls, 'Stem uit de zaal');
    const form = JSON.stringify(controls.cardFor(gerda));
    const choice = (title: string): string => new RegExp(`"title":"${title}","value":"([^"]+)"`).exec(form)?.[1] ?? '';
    expect(choice('De Brug')).toBe('');
    const given = { org: choice('Kans'), choice: 'against', witness: choice('Wim') };
    await chat.press(gerda, controls, 'vote_room_save', given);
    expect(wordsOn(controls.cardFor(gerda))).toContain('Vastgelegd: Kans stemde tegen.');
    await bot.sendDue();
    expect(wordsOn(voteCard().card)).toContain('voor 1 · tegen 1');
    expect(await press('Karin', voteCard(), 'Voor')).toContain('veranderd van tegen in voor');
    const own = { org: choice('Gemeente'), choice: 'for', witness: choice('Wim') };
    await chat.press(gerda, controls, 'vote_room_save', own);
    await press('Gerda', voteCard(), 'Sluit de stemming');
    const ids = { b: /"b":"([^"]+)"/.exec(JSON.stringify(voteCard().card))?.[1] };
    const votes = wordsOn((await bot.chat('Bram').pressRaw(bot.person('Bram'), 'vote_count', ids)).card);
    expect(votes).toContain('Gemeente · voor · gegeven in de zaal, gehoord door Wim');
    expect(votes).toMatch(/Kans · voor(?! · gegeven)/);
  });

  it('strangers to the table are told nothing, and no vote is opened by who does not lead', async () => {
    await planned();
    await opens(['Gerda', 'Bram']);
    const outsider = bot.teams.person('Otto');
    await bot.member(outsider, ['begeleider'], { organisation: 'Elders', regions: ['zutphen'] });
    const chat = bot.teams.personalChat(outsider);
    const ids = idsOf(voteCard());
    const answer = await chat.pressRaw(outsider, 'vote', ids);
    expect(wordsOn(answer.card)).toContain('Deze stemming is er niet');
    const none = await chat.pressRaw(outsider, 'vote', { b: 'none', x: 'for' });
    expect(wordsOn(none.card)).toBe(wordsOn(answer.card));
    const m = { m: /"m":"([^"]+)"/.exec(JSON.stringify(room().card))?.[1] };
    expect(wordsOn((await chat.pressRaw(outsider, 'meeting', m)).card)).toContain('Deze tafel is er niet');
    expect((await bot.group.pressRaw(bot.person('Bram'), 'vote_open', m)).text).toContain('aan de voorzitter');
  });

  it('a member who reads English gets English words', async () => {
    await planned();
    await bot.chat('Wim').say(bot.person('Wim'), 'english please');
    await opens(['Gerda', 'Wim']);
    expect(await press('Wim', voteCard(), 'Voor')).toContain('Woonrijk votes for');
    const asked = await bot.chat('Wim').say(bot.person('Wim'), 'my tables');
    expect(wordsOn(lastOf(asked).card)).toContain('Your tables');
  });

  it('a change of time is news, and a meeting that is called off too', async () => {
    const mine = await planned();
    const [gerda, chat] = [bot.person('Gerda'), bot.chat('Gerda')];
    await chat.press(gerda, mine, 'Veranderen');
    await chat.press(gerda, mine, 'meeting_edit_save', { at: '14:00' });
    await bot.sendDue();
    expect(wordsOn(bot.chat('Wim').latest().card)).toContain('12 maart 2026, 14:00–15:00');
    const invitation = bot.chat('Wim').messages.find((each) => wordsOn(each.card).includes('Uitnodiging'));
    expect(wordsOn(invitation?.card)).toContain('14:00–15:00');
    await chat.press(gerda, mine, 'Gaat niet door');
    await bot.sendDue();
    expect(wordsOn(bot.chat('Wim').latest().card)).toContain('gaat niet door');
    expect(wordsOn(invitation?.card)).toContain('Deze tafel gaat niet door.');
  });

  it('what a meeting does not get to is carried over, and chosen beforehand for the next', async () => {
    await planned();
    await begun();
    await press('Gerda', room(), 'Volgende casus');
    expect(await press('Gerda', room(), 'Schuif door')).toContain('Alle casussen van dit deel');
    await press('Gerda', room(), 'Sluit de tafel');
    const start = lastOf(await bot.chat('Gerda').say(bot.person('Gerda'), 'plan een uitstroomtafel'));
    expect(wordsOn(start.card)).toContain('doorgeschoven van een vorige keer');
  });
});

describe('Noordoostpolder', () => {
  const seats = [
    { name: 'Gerda', role: 'begeleider', organisation: 'De Brug', inCase: true },
    { name: 'Karin', role: 'klantmanager wmo', organisation: 'Gemeente', inCase: true },
    { name: 'Lot', role: 'lokaal team', organisation: 'Wijkteam', inCase: true },
    { name: 'Mees', role: 'mercatus', organisation: 'Mercatus', inCase: true },
  ];
  const part = async (words: string): Promise<FakeMessage> => {
    const found = bot.group.messages.findLast((message) => wordsOn(message.card).includes(words));
    if (!found) throw new Error(`No card says ${words}`);
    return found;
  };

  it('table 3 is led item by item, knows no vote and says why, and decides nothing without the client', async () => {
    const facts = { planbijeenkomstNodig: false };
    const options = { protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_3', facts };
    bot = await tableBot({ ...options, seats, inGroup: ['Gerda', 'Karin', 'Lot'] });
    await planned({}, 'uitstroomtafel_3');
    await begun();
    for (const who of ['Gerda', 'Karin', 'Lot']) await press(who, room(), 'Wij zijn er');
    await press('Gerda', room(), 'Volgende casus');
    const card = wordsOn(room().card);
    for (const words of [
      'Het gesprek over de zachte landing is aangekondigd',
      'Nog niet erbij: Cliënt',
      'Onze lezing',
    ]) {
      expect(card).toContain(words);
    }
    expect(card).not.toContain('Open de stemming');
    const said = lastOf(await bot.group.say(bot.person('Gerda'), 'start een stemming'));
    expect(wordsOn(said.card)).toContain('Hier wordt niet gestemd');
    expect(wordsOn(said.card)).toContain('NOP-61');
    // Pressed where somebody reads along who does not join this part, it names neither case nor step.
    const elsewhere = bot.teams.groupChat([bot.person('Gerda'), bot.person('Mees')]);
    const m = { m: /"m":"([^"]+)"/.exec(JSON.stringify(room().card))?.[1] };
    expect((await elsewhere.pressRaw(bot.person('Gerda'), 'vote_open', m)).text).toBe('Hier wordt niet gestemd.');
    expect(await press('Gerda', room(), 'Volgende casus')).toContain('Er is nog niet erbij: Cliënt');
    const [gerda, chat] = [bot.person('Gerda'), bot.chat('Gerda')];
    await press('Gerda', room(), 'Regie');
    expect(card).toContain('Spreek af wie deze keer secretaris is.');
    const controls = chat.latest();
    const idOf = (name: string): string =>
      new RegExp(`"title":"${name}","value":"([^"]+)"`).exec(JSON.stringify(controls.card))?.[1] ?? '';
    await chat.press(gerda, controls, 'presence_save', { client: 'represented', secretary: idOf('Karin') });
    await bot.sendDue();
    expect(wordsOn(room().card)).toContain('vertegenwoordigd');
    expect(wordsOn(room().card)).not.toContain('Spreek af wie deze keer secretaris is.');
    // From now on Karin leads as well.
    expect(await press('Karin', room(), 'Regie')).toContain('in ons eigen gesprek');
    expect(await press('Gerda', room(), 'Volgende casus')).toBe('Alle casussen van dit deel zijn geweest.');
    expect(await press('Gerda', room(), 'Sluit de tafel')).toContain('De tafel is gesloten');
    expect(JSON.stringify(bot.group.messages.map((each) => each.card))).not.toContain('PSEUDO-7Q');
  });

  it('at table 2 the corporatie comes for the last part: its own agenda, time and card', async () => {
    const facts = { wensAndersDanUitstroom: false };
    const options = { protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_2', facts };
    bot = await tableBot({ ...options, seats });
    await planned({ last_at: '10:45' }, 'uitstroomtafel_2');
    const invited = wordsOn(bot.chat('Mees').latest().card);
    expect(invited).toContain('U schuift aan bij het laatste deel, om 10:45.');
    expect(invited).toContain('melding voor uitstroom bij de corporatie');
    expect(invited).not.toContain('Uitstroomtafel 2');
    await bot.chat('Mees').say(bot.person('Mees'), 'mijn tafels');
    now = Date.parse('2026-03-12T09:00:00.000Z');
    tick();
    // Mees reads along in this group: the first part is not begun there, the last part is.
    const which = lastOf(await bot.group.say(bot.person('Gerda'), 'start tafel'));
    expect(await press('Gerda', which, 'De tafel · Noordoostpolder · 12 maart 2026, 10:00–11:00')).toContain(
      'Hier leest iemand mee',
    );
    expect(await press('Gerda', which, 'Het laatste deel · Noordoostpolder · 12 maart 2026, 10:00–11:00')).toContain(
      'De kaart komt eraan',
    );
    const last = wordsOn((await part('Het laatste deel')).card);
    expect(last).toContain('Mercatus');
    expect(last).not.toContain('Uitstroomtafel 2');
  });
});

describe('a question about voting', () => {
  it.each([
    ['haarlemmermeer', 'C', 'uitstroomtafel', 'mag ik stemmen over deze casus', 'Elke aanwezige partij heeft één stem'],
    ['zutphen', 'voorrang', 'besluit', 'start een stemming', 'Er is geen tafel en er wordt niet gestemd'],
    ['noordoostpolder', 'standaard', 'uitstroomtafel_1', 'start een stemming', 'Er wordt niet gestemd'],
    ['haarlemmermeer', 'B', 'toetsing', 'start een stemming', 'de helft plus één geldt hier niet'],
    [
      'haarlemmermeer',
      'A',
      'uitstroomtafel',
      'start een stemming',
      'Stemmen met de helft plus één geldt alleen in route C',
    ],
  ])('%s %s at %s', async (protocol, route, step, text, words) => {
    const facts: Record<string, string> = route === 'A' ? { doelgroep: 'verstoorde_thuissituatie' } : {};
    const seats = [{ name: 'Gerda', role: 'begeleider', organisation: 'De Brug', inCase: true }];
    bot = await tableBot({ protocol, route, step, facts, seats });
    const chat = bot.chat('Gerda');
    await chat.say(bot.person('Gerda'), `status ${bot.code}`);
    const answer = wordsOn(lastOf(await chat.say(bot.person('Gerda'), text)).card);
    expect(answer).toContain(words);
    expect(answer).toContain('Bron: ');
  });
});

describe('planning a table', () => {
  const seats = [
    { name: 'Gerda', role: 'begeleider', organisation: 'De Brug', inCase: true },
    { name: 'Wim', role: 'woningcorporatie', organisation: 'Woonrijk', inCase: true },
  ];
  const asks = async (who: string, text: string): Promise<FakeMessage> =>
    lastOf(await bot.chat(who).say(bot.person(who), text));

  it.each([
    ['westfriesland', 'standaard', 'contractvorm', 'bepalen dit samen. Er is geen uitstroomtafel'],
    ['zuidoost-utrecht', 'beschermd-thuis', 'lokale_toegang', 'Waar een lokale toegang is, beslist die.'],
    ['zutphen', 'voorrang', 'besluit', 'De corporatie besluit, met het formulier'],
  ])('%s %s knows no table: why not, how it is decided, by which source, and the way to it', async (...row) => {
    const [protocol, route, step, words] = row;
    bot = await tableBot({ protocol, route, step, seats });
    const answer = await asks('Gerda', `plan een uitstroomtafel voor ${bot.code}`);
    for (const said of ['Hier is geen tafel te plannen.', 'staat geen tafel', words, 'Bron: ']) {
      expect(wordsOn(answer.card)).toContain(said);
    }
    // The same without a code, when it is about this case and no other can be planned.
    expect(wordsOn((await asks('Gerda', 'plan een uitstroomtafel')).card)).toContain(words);
    await bot.chat('Gerda').press(bot.person('Gerda'), answer, 'decide');
    expect(wordsOn(answer.cardFor(bot.person('Gerda')))).toMatch(/Waarom dit besluit\?|Waarom: /);
  });

  it('for a case that is named its table is chosen beforehand', async () => {
    bot = await tableBot({ protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_1', seats });
    const card = JSON.stringify((await asks('Gerda', `plan een uitstroomtafel voor ${bot.code}`)).card);
    expect(card).toMatch(/"id":"cases"[^{}]*"value":"[^",]+\/uitstroomtafel_1"/);
    expect(wordsOn((await asks('Gerda', 'plan een uitstroomtafel voor NOP-2026-999')).card)).toContain('is er niet');
  });

  it('a landlord hears of no step that it may not see, whatever it asks about tables and votes', async () => {
    const options = { protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_1' };
    bot = await tableBot({ ...options, seats: [seats[0], { ...seats[1], role: 'mercatus' }] as typeof seats });
    for (const text of ['plan een uitstroomtafel voor', 'start een stemming over', 'mag ik stemmen over']) {
      expect(wordsOn((await asks('Wim', `${text} ${bot.code}`)).card)).not.toMatch(/Uitstroomtafel \d|tafel komt in/);
    }
  });
});
