/** The minutes of a meeting and the register outside a card: for each reader what they may see, in the chat and out. */
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { wordsOn } from '../support/bot.ts';
import { opstap, type Run } from '../support/cli.ts';
import type { FakeChat, FakeMessage } from '../support/fakeTeams.ts';
import { lastOf, plannedTable, tableBot, type TableBot } from '../support/tableBot.ts';

let bot: TableBot;
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

let now = 0;
const tick = (): void => bot.setNow(new Date((now += 5_000)).toISOString());
const cardWith = (group: FakeChat, words: string): FakeMessage => {
  const found = group.messages.findLast((message) => wordsOn(message.card).includes(words));
  if (!found) throw new Error(`No card says ${words}`);
  return found;
};
const presses = (group: FakeChat) => async (who: string, words: string, title: string) => {
  const pressed = await group.press(bot.person(who), cardWith(group, words), title);
  tick();
  await bot.sendDue();
  return pressed.text ?? wordsOn(pressed.card);
};
const begin = async (group: FakeChat): Promise<FakeMessage> => {
  tick();
  const said = lastOf(await group.say(bot.person('Gerda'), 'start tafel'));
  await bot.sendDue();
  return said;
};
/** The minutes of a part as somebody reads them in their own chat, as text. */
async function minutesFor(who: string, part: 1 | 2 = 1): Promise<string> {
  const [person, chat] = [bot.person(who), bot.chat(who)];
  const list = JSON.stringify(lastOf(await chat.say(person, 'verslag')).card);
  const m = /"m":"([^"]+)"/.exec(list)?.[1] ?? 'none';
  const card = (await chat.pressRaw(person, 'minutes_text', { m, n: part })).card;
  return /"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(card))?.[1] ?? wordsOn(card);
}
const cli = (...args: readonly string[]): Promise<Run> =>
  opstap(args, '', { openStored: async () => ({ deps: bot.deps, close: () => Promise.resolve() }) });
const asOf = (who: string): string => `${bot.person(who).tenantId}/${bot.person(who).objectId}`;
const readings = async (): Promise<number> => {
  const found = await bot.deps.uow.stores.cases.byCode(bot.code);
  return (await bot.deps.uow.stores.audit.ofCase(found?.id ?? '')).filter(({ type }) => type === 'read').length;
};

it('Haarlemmermeer: presence, the vote by its rule, reasons and the decision for who may see them; out as text, page, table and data', async () => {
  bot = await tableBot({
    ...{ protocol: 'haarlemmermeer', route: 'C', step: 'uitstroomtafel' },
    seats: [
      { name: 'Gerda', role: 'gemeente', organisation: 'Gemeente', inCase: true },
      { name: 'Bram', role: 'begeleider', organisation: 'De Brug', inCase: true },
      { name: 'Karin', role: 'begeleider', organisation: 'Kans' },
      { name: 'Wim', role: 'woningcorporatie', organisation: 'Woonrijk', inCase: true },
      { name: 'Ulla', role: 'uitstroomtafel', organisation: 'Uitzicht' },
    ],
  });
  const press = presses(bot.group);
  await plannedTable(bot, 'Gerda', 'uitstroomtafel');
  now = Date.parse('2026-03-12T09:00:00.000Z');
  await begin(bot.group);
  for (const who of ['Gerda', 'Bram', 'Karin', 'Wim']) await press(who, 'Tafel ·', 'Wij zijn er');
  await press('Ulla', 'Tafel ·', 'Wij melden ons af');
  await press('Gerda', 'Tafel ·', 'Volgende casus');
  await press('Gerda', 'Tafel ·', 'Open de stemming');
  for (const who of ['Gerda', 'Bram', 'Wim']) await press(who, 'Stemming', 'Voor');
  await press('Karin', 'Stemming', 'Tegen');
  const reason = bot.chat('Karin').latest();
  await bot.chat('Karin').press(bot.person('Karin'), reason, 'vote_reason_save', { reason: '=REDEN-3X' });
  await press('Gerda', 'Stemming', 'Sluit de stemming');
  expect(await minutesFor('Bram')).toContain('Dit verslag is er niet');
  await press('Gerda', 'Tafel ·', 'Volgende casus');
  await press('Gerda', 'Tafel ·', 'Sluit de tafel');

  // It is told to everybody who was invited, without a word of what stands in it.
  for (const who of ['Gerda', 'Bram', 'Karin', 'Wim', 'Ulla']) {
    expect(wordsOn(bot.chat(who).latest().card)).toContain('Het verslag van de tafel van 12 maart 2026');
  }
  const before = await readings();
  const whole = await minutesFor('Bram');
  for (const words of [
    'Aanwezig: De Brug, Gemeente, Kans, Woonrijk.',
    'Afgemeld: Uitzicht.',
    'Stemming: 4 aanwezig, nodig 3. Voor 3, tegen 1, onthouding 0, niet gestemd 0.',
    'Meerderheid: 3 stemmen voor, nodig 3.',
    'Elke aanwezige partij heeft één stem',
    'HLM-C-05',
    'Kans: tegen, omdat: =REDEN-3X',
    'Besluit 1: ',
    'Waarom: De tafel heeft gestemd',
    'Doorgeschoven',
  ]) {
    expect(whole).toContain(words);
  }
  expect(await readings()).toBe(before + 1);
  // Who takes no part in the case has what stood on the card at the table; a landlord no reasons.
  for (const who of ['Karin', 'Ulla', 'Wim']) {
    const text = await minutesFor(who);
    expect(text).toContain('Meerderheid: 3 stemmen voor');
    expect(text).not.toMatch(/REDEN-3X|Waarom:|PSEUDO/);
  }
  expect(await minutesFor('Ulla')).not.toContain('Besluit 1');

  const { meetings } = (await cli('tables', 'list', '--json')).json<{ meetings: { meeting: string }[] }>();
  const id = meetings[0]?.meeting ?? '';
  const page = join(mkdtempSync(join(tmpdir(), 'opstap-')), 'verslag.html');
  expect((await cli('tables', 'minutes', id, '--html', '--out', page)).code).toBe(0);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[^]*Kans: tegen, omdat: =REDEN-3X/);
  expect(readFileSync(page, 'utf8')).not.toMatch(/<script|https?:/);
  expect(statSync(page).mode & 0o077).toBe(0);
  expect((await cli('tables', 'minutes', id, '--html', '--out', page)).code).toBe(2);
  expect((await cli('tables', 'minutes', id, '--as', asOf('Wim'))).out).not.toContain('REDEN-3X');
  expect((await cli('tables', 'minutes', id, '--part', '2')).code).toBe(1);
  expect((await cli('tables', 'minutes', 'none')).code).toBe(1);
  const stranger = bot.teams.person('Otto');
  await bot.member(stranger, ['begeleider'], { organisation: 'Elders', regions: ['zutphen'] });
  const strange = `${stranger.tenantId}/${stranger.objectId}`;
  expect((await cli('tables', 'minutes', id, '--as', strange)).code).toBe(1);
  expect((await cli('tables', 'list', '--as', strange)).out).toBe('Er is nog geen tafel voorbij.\n');

  // The register, for the database and for somebody.
  expect((await cli('decisions', 'list', '--case', bot.code)).out).toContain(`${bot.code} · Besluit 1 · 12 maart 2026`);
  expect((await cli('decisions', 'list', '--on', '2026-03-11')).out).toBe('Er zijn geen besluiten.\n');
  expect((await cli('decisions', 'list', '--protocol', 'zutphen')).out).toBe('Er zijn geen besluiten.\n');
  expect((await cli('decisions', 'list', '--case', 'HLM-2026-999')).code).toBe(1);
  expect((await cli('decisions', 'list', '--case', bot.code, '--as', strange)).code).toBe(1);
  const seen = (await cli('decisions', 'list', '--json', '--as', asOf('Wim'))).json<{ decisions: object[] }>();
  expect(seen.decisions[0]).toMatchObject({ case: bot.code, reasons: null });
  const csv = (await cli('decisions', 'export')).out;
  expect(csv).toMatch(/^\uFEFF"casus";"besluit";"dag";/);
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv).toContain('"De tafel heeft gestemd: 4 aanwezig');
  expect((await cli('decisions', 'export', '--as', asOf('Bram'))).code).toBe(1);
  await bot.member(bot.person('Gerda'), ['gemeente'], { organisation: 'Gemeente', functions: ['coordinator'] });
  expect((await cli('decisions', 'export', '--format', 'json', '--as', asOf('Gerda'))).json()).toMatchObject({
    decisions: [{ case: bot.code, number: 1, vote: { present: 4, inFavour: 3 } }],
  });
  const inChat = async (who: string): Promise<string> =>
    JSON.stringify(lastOf(await bot.chat(who).say(bot.person(who), 'besluiten exporteren')).card);
  expect(await inChat('Gerda')).toContain(`\\"${bot.code}\\";\\"1\\"`);
  expect(await inChat('Bram')).toContain('mag alleen wie coördineert');
  const found = await bot.deps.uow.stores.cases.byCode(bot.code);
  const types = (await bot.deps.uow.stores.audit.ofCase(found?.id ?? '')).map(({ type }) => type);
  expect(types.filter((type) => type === 'decisions_exported')).toHaveLength(3);

  // What the client has a right to see holds the table and the decision, in words too.
  const sheet = (await cli('privacy', 'export', bot.code)).out;
  expect(sheet).toMatch(/Tafels waar de casus op de agenda stond\n- 12 maart 2026 om 10:00 uur, Raadhuis, voorbij/);
  expect(sheet).toMatch(/Besluiten\n- Besluit 1 van 12 maart 2026/);
  expect(existsSync(page)).toBe(true);
});

it('Noordoostpolder: two sets of minutes, and that of the corporatie holds only what is hers', async () => {
  const facts = { wensAndersDanUitstroom: false };
  bot = await tableBot({
    ...{ protocol: 'noordoostpolder', route: 'standaard', step: 'uitstroomtafel_2', facts },
    seats: [
      { name: 'Gerda', role: 'begeleider', organisation: 'De Brug', inCase: true },
      { name: 'Karin', role: 'klantmanager wmo', organisation: 'Gemeente', inCase: true },
      { name: 'Mees', role: 'mercatus', organisation: 'Mercatus', inCase: true },
    ],
    inGroup: ['Gerda', 'Karin'],
  });
  await plannedTable(bot, 'Gerda', 'uitstroomtafel_2', { last_at: '10:45' });
  now = Date.parse('2026-03-12T09:00:00.000Z');
  const which = await begin(bot.group);
  await bot.group.press(bot.person('Gerda'), which, 'De tafel · Noordoostpolder · 12 maart 2026, 10:00–11:00');
  await bot.sendDue();
  const press = presses(bot.group);
  for (const who of ['Gerda', 'Karin']) await press(who, 'Tafel ·', 'Wij zijn er');
  await press('Gerda', 'Tafel ·', 'Volgende casus');
  await press('Gerda', 'Tafel ·', 'Regie');
  await bot
    .chat('Gerda')
    .press(bot.person('Gerda'), bot.chat('Gerda').latest(), 'presence_save', { client: 'present' });
  const c = await bot.deps.uow.stores.cases.byCode(bot.code);
  const chat = bot.chat('Gerda');
  const form = lastOf(await chat.say(bot.person('Gerda'), `leg het besluit vast ${bot.code}`));
  await chat.pressRaw(bot.person('Gerda'), 'decide', { c: c?.id, s: 'uitstroomtafel_2' }, form);
  const ticks = [...JSON.stringify(form.cardFor(bot.person('Gerda'))).matchAll(/"id":"(t_[^"]+)"/g)];
  const tasks: Record<string, string> = Object.fromEntries(ticks.map(([, id]) => [String(id), 'true']));
  const asked = { outcome: 'vastgelegd', agree: 'zorgaanbieder', ...tasks, reason: 'REDEN-8K' };
  await chat.press(bot.person('Gerda'), form, 'propose_save', asked);
  expect(wordsOn(form.cardFor(bot.person('Gerda')))).toContain('Aan wie ik het niet kan vragen: Cliënt.');
  const said = { ...asked, agree: 'client,zorgaanbieder,klantmanager_wmo' };
  const decides = async (inputs: Record<string, string>): Promise<string> => {
    await chat.press(bot.person('Gerda'), form, 'decide_save', inputs);
    return wordsOn(form.cardFor(bot.person('Gerda')));
  };
  // What she notes for the client and for Karin somebody else has to have heard, who is at the table.
  const idOf = (name: string): string =>
    new RegExp(`"title":"${name}","value":"([^"]+)"`).exec(JSON.stringify(form.cardFor(bot.person('Gerda'))))?.[1] ??
    '';
  expect(await decides(said)).toContain('Kies wie aan tafel ook hoorde wat u voor een ander vastlegt.');
  expect(idOf('Gerda')).toBe('');
  const gerda = await bot.deps.uow.stores.members.find(bot.person('Gerda').tenantId, bot.person('Gerda').objectId);
  expect(await decides({ ...said, witness: gerda?.id ?? '' })).toContain('Kies wie aan tafel ook hoorde');
  // Nor is anything decided while who must be there is not.
  const presence = async (present: readonly string[]): Promise<void> => {
    await press('Gerda', 'Tafel ·', 'Regie');
    const controls = bot.chat('Gerda').latest();
    const seat = (name: string): string =>
      new RegExp(`"title":"${name}","value":"([^"]+)"`).exec(JSON.stringify(controls.card))?.[1] ?? '';
    const inputs = { present: present.map(seat).join(','), client: 'present' };
    await chat.press(bot.person('Gerda'), controls, 'presence_save', inputs);
    await bot.sendDue();
  };
  await presence(['De Brug']);
  const heard = { ...said, witness: idOf('Karin') };
  expect(await decides(heard)).toContain('Aan tafel is nog niet erbij: Klantmanager Wmo of');
  await presence(['De Brug', 'Gemeente']);
  expect(wordsOn(cardWith(bot.group, 'Tafel ·').card)).toContain('Besluit vastleggen');
  expect(await decides(heard)).toContain('Besluit 1 is vastgelegd.');
  await bot.sendDue();
  const decided = wordsOn(cardWith(bot.group, 'Tafel ·').card);
  expect(decided).toContain('Besluit 1 is vastgelegd.');
  expect(decided).not.toMatch(/Besluit vastleggen|REDEN-8K/);
  const [decision] = await bot.deps.uow.stores.decisions.ofCase(c?.id ?? '');
  expect(decision).toMatchObject({ step: 'uitstroomtafel_2', outcome: 'vastgelegd' });
  expect(decision?.meetingId).not.toBeNull();
  await press('Gerda', 'Tafel ·', 'Volgende casus');
  const last = bot.teams.groupChat([bot.person('Gerda'), bot.person('Mees')]);
  await begin(last);
  const pressLast = presses(last);
  await pressLast('Mees', 'Het laatste deel', 'Wij zijn er');
  await pressLast('Gerda', 'Het laatste deel', 'Volgende casus');
  await pressLast('Gerda', 'Het laatste deel', 'Volgende casus');
  await pressLast('Gerda', 'Het laatste deel', 'Sluit de tafel');

  expect(wordsOn(bot.chat('Mees').latest().card)).toContain('Het verslag van de tafel');
  const first = await minutesFor('Gerda', 1);
  for (const words of [
    ...['REDEN-8K', 'Besluit 1: De uitstroomgemeente is definitief'],
    'Cliënt (vastgelegd door een ander, gehoord door Karin)',
  ])
    expect(first).toContain(words);
  const log = await bot.deps.uow.stores.audit.ofCase(c?.id ?? '');
  expect(JSON.stringify(log.filter(({ type }) => type === 'decided'))).toContain(heard.witness);
  expect(first).toContain('✔');
  expect(await minutesFor('Mees', 1)).toContain('Dit verslag is er niet');
  for (const who of ['Mees', 'Gerda']) {
    const text = await minutesFor(who, 2);
    expect(text).toContain('Het laatste deel');
    expect(text).toContain('melding voor uitstroom bij de corporatie');
    expect(text).not.toMatch(/REDEN-8K|Uitstroomtafel 2|definitief vastgelegd|PSEUDO|✔/);
  }
  const id = JSON.parse(JSON.stringify(decision?.meetingId)) as string;
  const file = (await cli('tables', 'minutes', id, '--part', '2', '--html')).out;
  expect(file).not.toMatch(/REDEN-8K|Uitstroomtafel 2|definitief vastgelegd|PSEUDO/);
  expect((await cli('tables', 'minutes', id, '--as', asOf('Mees'))).code).toBe(1);
});
