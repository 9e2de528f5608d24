/** Each way of deciding that the agreements know, from its own card to the register, in the chat. */
import { afterEach, expect, it } from 'vitest';
import { wordsOn } from '../support/bot.ts';
import { lastOf, tableBot, type TableBot } from '../support/tableBot.ts';

let bot: TableBot;
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

it.each([
  ['haarlemmermeer', 'B', 'toetsing', 'toetsingscommissie', 'De commissie besluit', 'In de commissie zitten'],
  ['haarlemmermeer', 'C', 'wachtlijst', 'gemeente', 'De gemachtigde medewerker besluit', 'is gemachtigd'],
  ['zutphen', 'voorrang', 'besluit', 'woningcorporatie', 'Eén organisatie besluit', 'geschillencommissie'],
  [
    'zuidoost-utrecht',
    'beschermd-thuis',
    'lokale_toegang',
    'wijkteam',
    'Eén organisatie besluit',
    'vertrouwenspersoon',
  ],
  ['westfriesland', 'standaard', 'contractvorm', 'begeleider', 'Samen besluiten', 'bepalen dit samen'],
  ['noordoostpolder', 'standaard', 'uitstroomtafel_1', 'begeleider', 'Samen besluiten', 'Er wordt niet gestemd'],
  [
    'zuidoost-utrecht',
    'beschermd-thuis',
    'herhuisvesting',
    'wijkteam',
    'Besluiten na overleg',
    'er wordt niet gestemd',
  ],
  // With written notice.
  ['zutphen', 'voorrang', 'eindbesluit', 'woningcorporatie', 'Eén organisatie besluit', 'het besluit op papier'],
] as const)('%s %s at %s, by %s: %s', async (protocol, route, step, role, way, words) => {
  bot = await tableBot({
    // The last decision of Zutphen is not up before 15 months of the lease.
    facts: { contractStart: '2024-10-01' },
    protocol,
    route,
    step,
    seats: [{ name: 'Gerda', role, organisation: 'Van Gerda', inCase: true }],
  });
  const [gerda, chat] = [bot.person('Gerda'), bot.chat('Gerda')];
  const c = await bot.deps.uow.stores.cases.byCode(bot.code);
  const form = lastOf(await chat.say(gerda, `status ${bot.code}`));
  await chat.pressRaw(gerda, 'decide', { c: c?.id, s: step }, form);
  const card = JSON.stringify(form.cardFor(gerda));
  expect(wordsOn(form.cardFor(gerda))).toContain(way);
  expect(wordsOn(form.cardFor(gerda))).toContain(words);
  const inputs = Object.fromEntries([...card.matchAll(/"id":"(t_[^"]+)"/g)].map(([, id]) => [String(id), 'true']));
  const choicesOf = (id: string): readonly string[] =>
    [
      ...(new RegExp(`"id":"${id}"[^\\]]*?"choices":\\[([^\\]]*)\\]`).exec(card)?.[1] ?? '').matchAll(
        /"value":"([^"]+)"/g,
      ),
    ].map((each) => each[1] ?? '');
  const [outcome] = choicesOf('outcome');
  const agree = choicesOf('agree').join(',');
  const said = { ...inputs, ...(outcome ? { outcome } : {}), ...(agree === '' ? {} : { agree }) };
  await chat.press(gerda, form, 'decide_save', { ...said, reason: '' });
  expect(wordsOn(form.cardFor(gerda))).toContain('Schrijf op waarom dit is besloten.');
  const given = { ...said, reason: 'Dit past bij het plan.' };
  await chat.press(gerda, form, 'decide_save', { ...given, review: '2026-03-01' });
  expect(wordsOn(form.cardFor(gerda))).toContain('moet na de dag van het besluit liggen.');
  await chat.press(gerda, form, 'decide_save', { ...given, review: '2026-09-12' });
  expect(wordsOn(form.cardFor(gerda))).toContain('Opnieuw bekijken op 12 september 2026.');
  const [record] = await bot.deps.uow.stores.decisions.ofCase(c?.id ?? '');
  expect(record).toMatchObject({ step, outcome: outcome ?? null, reasons: 'Dit past bij het plan.', vote: null });
  const after = await bot.deps.uow.stores.cases.byCode(bot.code);
  expect(after?.state.done.at(-1)).toMatchObject({ step, outcome: outcome ?? null });
  expect(wordsOn(lastOf(await chat.say(gerda, `besluiten over ${bot.code}`)).card)).toContain('Besluit 1');
});
