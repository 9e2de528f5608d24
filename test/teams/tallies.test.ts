/** What a region counts by the year in chat: who sees it, who fills it in, and two at once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import { stepCard } from '../../src/presenters/caseStep.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { changeTally, readTallies } from '../../src/usecases/tallies.ts';
import { byMember } from '../../src/usecases/managePeople.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { opstap } from '../support/cli.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import { aView, realProtocols, seenAs } from '../support/views.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

const YEAR = 'Stand van 2026';
const ZUTPHEN = { organisation: 'Werk', regions: ['zutphen'] };
let bot: TestBot;
const people = new Map<string, { person: FakePerson; member: Member; chat: FakeChat }>();

async function somebody(name: string, roles: readonly string[], functions: readonly string[] = []) {
  const person = bot.teams.person(name);
  const member = await bot.member(person, roles, { ...ZUTPHEN, organisation: `Werk van ${name}`, functions });
  people.set(name, { person, member, chat: bot.teams.personalChat(person) });
}
const of = (name: string) => people.get(name) as { person: FakePerson; member: Member; chat: FakeChat };
const say = async (name: string, text: string): Promise<FakeMessage> => {
  const [message] = await of(name).chat.say(of(name).person, text);
  if (!message) throw new Error('No answer');
  return message;
};

beforeEach(async () => {
  bot = await testBot({ local: false, now: '2026-03-10T09:00:00.000Z' });
  people.clear();
  await somebody('Anna', ['zorgaanbieder']);
  await somebody('Cor', ['woningcorporatie'], ['coordinator']);
  await somebody('Gea', ['gemeente'], ['coordinator']);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

// Brought to the end of the step by writing the state: the way there is proven by the scenarios.
async function housed(corporatie: string): Promise<void> {
  const { member } = of('Anna');
  const facts = { leverendeCorporatie: corporatie };
  const input = { protocolId: 'zutphen', route: 'voorrang', pseudonym: 'bewoner 1', facts, member };
  const opened = await openCase(bot.deps, input);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { id, version, state } = opened.view.case;
  const done = [{ step: 'koppeling', on: '2026-02-01', at: '2026-02-01T09:00:00.000Z', outcome: null, tasks: [] }];
  await bot.deps.uow.stores.cases.save(id, version, { ...state, facts, done }, null, []);
}

describe('the homes of the year', () => {
  it('are counted from the cases, and a coordinator fills in what no case can tell', async () => {
    await housed('ons_huis');
    const message = await say('Cor', 'stand van het jaar');
    expect(wordsOn(message.card)).toContain(YEAR);
    expect(wordsOn(message.card)).toContain('Hoeveel het er dit jaar zijn, is niet ingevuld.');
    await of('Cor').chat.press(of('Cor').person, message, 'Aantallen invullen');
    await of('Cor').chat.press(of('Cor').person, message, 'Opslaan', {
      ...{ agreed: '30', 'weight.ieder1': '4000', 'weight.ons_huis': '1000', 'elsewhere.ieder1': '2' },
    });
    const words = wordsOn(message.card);
    expect(words).toContain('3 van 30. Nog 27 over. Het aantal is ingevuld door een coördinator.');
    expect(words).toContain('Woonbedrijf ieder1: 2; naar rato ongeveer 24');
    expect(words).toContain('Ons Huis: 1; naar rato ongeveer 6');
  });

  it('of a year that the source states are those of the source', async () => {
    expect(wordsOn((await say('Cor', 'quotum 2024')).card)).toContain(
      '0 van 27. Nog 27 over. Het aantal komt uit de bron.',
    );
  });

  it('are not for filling in by who coordinates nothing', async () => {
    const message = await say('Anna', 'jaarstand');
    expect(wordsOn(message.card)).toContain('Woningen met voorrang');
    expect(wordsOn(message.card)).not.toContain('Aantallen invullen');
    const ids = { r: 'zutphen', y: 2026, t: 'voorrangswoningen', v: 0 };
    await of('Anna').chat.pressRaw(of('Anna').person, 'tally_save', { ...ids, agreed: '1' });
    const [home] = await readTallies(bot.deps, 'zutphen', 2026, byMember(bot.deps, of('Anna').member));
    expect(home).toMatchObject({ version: 0, tally: { agreed: null } });
  });

  it.each(['-1', 'tien', '1,5', '12345678'])(
    '"%s" is no number: nothing is stored, and it stays on the form',
    async (typed) => {
      const message = await say('Gea', 'jaaraantal');
      await of('Gea').chat.press(of('Gea').person, message, 'Aantallen invullen');
      await of('Gea').chat.press(of('Gea').person, message, 'Opslaan', { agreed: typed });
      expect(wordsOn(message.card)).toContain('Schrijf een heel getal');
      expect(JSON.stringify(message.card)).toContain(`"value":"${typed}"`);
    },
  );

  it('are stored for one of two who fill them in at once, and the log says who', async () => {
    const by = byMember(bot.deps, of('Cor').member);
    const [home] = await readTallies(bot.deps, 'zutphen', 2026, by);
    const change = (agreed: number) =>
      changeTally(
        bot.deps,
        {
          ...{ region: 'zutphen', year: 2026, tally: 'voorrangswoningen', seenVersion: 0 },
          figures: { ...(home?.figures as NonNullable<typeof home>['figures']), agreed },
        },
        by,
      );
    const kinds = (await Promise.all([change(28), change(29)])).map((each) => each?.kind);
    expect(kinds.toSorted()).toEqual(['changed', 'stale']);
    const { rows } = await bot.database.pool.query<{ member_id: string }>(
      "SELECT member_id FROM audit_log WHERE type = 'year_figures_changed'",
    );
    expect(rows).toEqual([{ member_id: of('Cor').member.id }]);
  });
});

it('the swap is not shown to a corporatie: it could tell why somebody came (criterium 7)', async () => {
  expect(wordsOn((await say('Cor', 'saldo uitruil')).card)).not.toContain('Uitruil');
  const seen = wordsOn((await say('Gea', 'saldo uitruil')).card);
  expect(seen).toContain('Uitruil met andere gemeenten');
  expect(seen).toContain('Uit Zutphen naar een andere gemeente: 0. Over en weer gelijk.');
});

it('in English as well', async () => {
  await say('Cor', 'english please');
  expect(wordsOn((await say('Cor', 'how the year stands')).card)).toContain('Homes with priority');
});

it.each(['aanbod1', 'aanbod2', 'uitruil'])('the card of %s leads to it', (id) => {
  const plan = planOf(realProtocols().get('zutphen') as Protocol, 'voorrang');
  const seen = seenAs(aView(plan), ['zorgaanbieder']);
  const status = seen.evaluation.steps.find(({ step }) => step.id === id);
  if (!status) throw new Error(`No step ${id}`);
  const reader = { lang: 'nl', shared: false, local: false } as const;
  expect(JSON.stringify(stepCard(seen, status, reader).data)).toContain('"verb":"tallies"');
});

it('who works elsewhere is told that nothing is counted there', async () => {
  const other = bot.teams.person('Dirk');
  await bot.member(other, ['begeleider'], { organisation: 'Elders', regions: ['haarlemmermeer'] });
  const [message] = await bot.teams.personalChat(other).say(other, 'stand van het jaar');
  expect(wordsOn(message?.card)).toContain('In uw regio wordt niets per jaar geteld, of u mag het niet zien.');
});

describe('on the command line', () => {
  const run = (...args: string[]) =>
    opstap(['tallies', ...args, '--json'], '', {
      openStored: () => Promise.resolve({ deps: bot.deps, close: () => Promise.resolve() }),
    });
  it('the same numbers are set and shown', async () => {
    const set = await run('set', 'zutphen', 'uitruil', 'opposite=2', 'agreed=5');
    expect(set.json()).toMatchObject({
      year: 2026,
      tallies: [{ id: 'voorrangswoningen' }, { id: 'uitruil', counted: 0, opposite: 2, agreed: { number: 5 } }],
    });
    expect((await run('show', 'zutphen', '--year', '2025')).json()).toMatchObject({
      tallies: [{}, { id: 'uitruil', agreed: null }],
    });
  });
  it.each([
    ['no region', ['show', 'nergens'], 'unknown_region'],
    ['no such thing', ['set', 'zutphen', 'bomen', 'agreed=1'], 'wrong_value'],
    ['no such number', ['set', 'zutphen', 'uitruil', 'weight.ieder1=1'], 'wrong_value'],
    ['no number', ['set', 'zutphen', 'uitruil', 'agreed=veel'], 'wrong_value'],
    ['no year', ['show', 'zutphen', '--year', 'vorig'], 'wrong_value'],
    ['nothing to set', ['set', 'zutphen', 'uitruil'], 'usage'],
  ])('%s is told apart', async (_, args, error) => {
    expect((await run(...args)).json<{ error: { code: string } }>().error.code).toBe(error);
  });
});
