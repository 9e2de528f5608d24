/** A question that no source answers: handed over, answered, proposed, approved and found; and who may do what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MESSAGES } from '../../src/outbox/messages.ts';
import type { CardData } from '../../src/presenters/card.ts';
import type { ClaimedMessage, Member } from '../../src/usecases/ports.ts';
import { dueQuestions } from '../../src/usecases/handOver.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

const QUESTION = 'mogen huisdieren mee naar de nieuwe woning?';

let bot: TestBot;
const people: Record<string, FakePerson> = {};
const members: Record<string, Member> = {};
const chats: Record<string, FakeChat> = {};
beforeAll(async () => {
  bot = await testBot({ local: false, now: '2026-06-15T09:00:00.000Z', contact: 'de beheerder van Opstap' });
  const join = async (name: string, region: string, functions: readonly string[], roles = ['gemeente']) => {
    const person = bot.teams.person(name);
    people[name] = person;
    members[name] = await bot.member(person, roles, { regions: [region], functions, organisation: `Bureau ${region}` });
    chats[name] = bot.teams.personalChat(person);
  };
  await join('Anna', 'zutphen', [], ['begeleider']);
  await join('Bert', 'zutphen', [], ['begeleider']);
  await join('Eva', 'zutphen', ['deskundige']);
  await join('Dirk', 'zutphen', []);
  await join('Rob', 'zutphen', ['redacteur']);
  await join('Ria', 'zutphen', ['redacteur']);
  await join('Nora', 'noordoostpolder', [], ['begeleider']);
  await join('Wim', 'westfriesland', ['deskundige']);
});
afterAll(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const person = (name: string): FakePerson => people[name] as FakePerson;
const chat = (name: string): FakeChat => chats[name] as FakeChat;
const read = (message: FakeMessage, name: string): string => wordsOn(message.cardFor(person(name)));
const say = async (name: string, text: string): Promise<FakeMessage> =>
  (await chat(name).say(person(name), text)).at(-1) as FakeMessage;
const press = async (name: string, message: FakeMessage, verb: string, inputs: Record<string, string> = {}) => {
  await chat(name).press(person(name), message, verb, inputs);
  return read(message, name);
};

/** What the outbox would say now to this member in messages of this kind. */
async function told(kind: string, name: string): Promise<readonly CardData[]> {
  const traces = await bot.deps.uow.stores.outbox.traces(['queued', 'claimed', 'sending', 'sent'], 100);
  const own = traces.filter(
    (each) => each.kind === kind && each.to.kind === 'member' && each.to.memberId === members[name]?.id,
  );
  const said = await Promise.all(
    own.map(async ({ id }) => {
      const message = { id, kind, about: { question: id.split(':')[1] ?? '' } } as unknown as ClaimedMessage;
      const member = await bot.deps.uow.stores.members.byId(members[name]?.id ?? '');
      const addressee = {
        reader: { lang: 'nl' as const, shared: false, local: false },
        member,
        people: async () => null,
      };
      return MESSAGES[kind]?.(bot.deps, message, addressee);
    }),
  );
  return said.flatMap((each) => each?.card ?? []);
}
const words = (cards: readonly CardData[]): string => JSON.stringify(cards.map(({ data }) => data));

describe('handing a question over', () => {
  it('goes to the expert of the region, with who asked and nothing of a case', async () => {
    const card = await say('Anna', QUESTION);
    expect(read(card, 'Anna')).toContain('Daar staat niets over in de bronnen');
    expect(await press('Anna', card, 'handover', { question: `${QUESTION} het gaat om ZUT-2026-001` })).toContain(
      'Uw vraag is doorgegeven aan Eva, voor Zutphen',
    );
    const [asked] = await told('question_asked', 'Eva');
    expect(words(asked ? [asked] : [])).toMatch(/Gevraagd door Anna, Bureau zutphen[^]*huisdieren/);
    expect(words(asked ? [asked] : [])).not.toContain('ZUT-2026');
    expect(await told('question_asked', 'Wim')).toEqual([]);
  });

  it.each([
    ['a citizen service number', 'mag 111222333 een hond houden', 'BSN'],
    ['a telephone number', 'mag mijn cliënt, bel 06-12345678, een hond houden', 'telefoonnummer'],
    ['a birth date', 'mag iemand geboren op 3 mei 1988 een hond houden', 'geboortedatum'],
  ])('with %s it has to be put differently, and cannot be kept or taken out', async (_, text, kind) => {
    const card = await say('Anna', 'vraag het de uitstroomcoördinator');
    const again = await press('Anna', card, 'handover_save', { question: text, region: 'zutphen' });
    expect(again).toContain('Ik geef de vraag zo niet door');
    expect(again.toLowerCase()).toContain(kind.toLowerCase());
    expect(JSON.stringify(card.cardFor(person('Anna')))).not.toContain('g_do');
    expect(JSON.stringify(card.cardFor(person('Anna')))).not.toContain('111222333');
  });

  it('asked by another one too is one question, with its count', async () => {
    const card = await say('Bert', 'vraag het de uitstroomcoördinator');
    expect(
      await press('Bert', card, 'handover_save', { question: 'Huisdieren mogen mee naar de nieuwe woning' }),
    ).toContain('Deze vraag is nu 2 keer gesteld');
    expect(await bot.deps.uow.stores.questions.inState(['open'])).toHaveLength(1);
  });

  it('where the region has nobody the card says so, and names whom to turn to', async () => {
    const card = await say('Nora', 'vraag het de uitstroomcoördinator');
    const told = await press('Nora', card, 'handover_save', { question: QUESTION });
    expect(told).toContain('Voor Noordoostpolder is nog geen deskundige aangewezen');
    expect(told).toContain('de beheerder van Opstap');
  });

  it('goes to the deputy of an absent expert, who is told for whom', async () => {
    const { members: store } = bot.deps.uow.stores;
    await store.setAway(members['Eva']?.id ?? '', {
      from: '2026-06-14',
      until: '2026-06-20',
      deputyId: members['Dirk']?.id ?? '',
    });
    const card = await say('Anna', 'vraag het de uitstroomcoördinator');
    expect(await press('Anna', card, 'handover_save', { question: 'mag iemand een piano meenemen' })).toContain(
      'Dirk, die waarneemt voor Eva',
    );
    expect(words(await told('question_asked', 'Dirk'))).toContain('U neemt waar voor Eva');
    await store.setAway(members['Eva']?.id ?? '', null);
    expect(await told('question_asked', 'Dirk')).toEqual([]);
  });

  it('is due for a reminder once it has waited', async () => {
    const late = await dueQuestions(bot.deps, '2026-06-15T09:00:01.000Z');
    expect(late.length).toBeGreaterThan(0);
    expect(await dueQuestions(bot.deps, '2026-06-15T08:00:00.000Z')).toEqual([]);
  });
});

describe('in a group', () => {
  it('the question is handed over without a name on the card', async () => {
    const group = bot.teams.groupChat([person('Anna'), person('Bert')]);
    const card = (await group.say(person('Anna'), 'mag je een trampoline in de tuin zetten?')).at(-1) as FakeMessage;
    await group.press(person('Anna'), card, 'handover');
    const seen = wordsOn(card.cardFor(person('Bert')));
    expect(seen).toContain('Wie de vraag doorgaf, krijgt het antwoord');
    expect(seen).not.toContain('Anna');
    const list = (await group.say(person('Eva'), 'onbeantwoorde vragen')).at(-1) as FakeMessage;
    expect(wordsOn(list.cardFor(person('Eva')))).toContain('in ons eigen gesprek');
  });
});

describe('the answer', () => {
  const id = async (): Promise<string> =>
    (await bot.deps.uow.stores.questions.inState(['open', 'answered', 'proposed', 'approved'])).find(
      ({ region, text }) => region === 'zutphen' && text.includes('huisdieren'),
    )?.id ?? '';

  it('is for experts of the region alone: to others it is not there', async () => {
    const q = await id();
    for (const name of ['Anna', 'Wim', 'Dirk']) {
      for (const verb of ['question', 'question_save', 'question_propose', 'question_approve', 'question_decline']) {
        const data = { q, v: 1, short: 'Ja', text: '', q2: 'x' };
        const pressed = await chat(name).pressRaw(person(name), verb, data);
        expect(wordsOn(pressed.card)).toContain('Deze vraag is er niet, of is niet voor u');
      }
      expect(read(await say(name, 'onbeantwoorde vragen'), name)).not.toContain('huisdieren');
    }
  });

  it('has to have words, without anything personal, and reaches all who asked', async () => {
    const list = await say('Eva', 'onbeantwoorde vragen');
    expect(read(list, 'Eva')).toMatch(/huisdieren[^]*2 keer gevraagd/);
    const opened = await chat('Eva').pressRaw(person('Eva'), 'question', { q: await id() }, list);
    expect(wordsOn(opened.card)).toContain('Een vraag voor u');
    expect(await press('Eva', list, 'question_save', { short: 'Bel 06-12345678' })).toContain('telefoonnummer');
    const done = await press('Eva', list, 'question_save', {
      short: 'Ja, als het huurcontract het toestaat.',
      text: 'Vraag het de *corporatie*.',
    });
    expect(done).toContain('Uw antwoord gaat naar 2 mensen');
    for (const name of ['Anna', 'Bert']) {
      const [card] = await told('question_answered', name);
      expect(card?.summary).toContain('Nieuw antwoord');
      expect(words(card ? [card] : [])).toContain('Ja, als het huurcontract het toestaat.');
      expect(words(card ? [card] : [])).toContain('op 15 juni 2026');
    }
    // Not asked any more: nothing to say.
    expect(words(await told('question_asked', 'Eva'))).not.toContain('huisdieren');
  });

  it('that is there already is given at once to who asks the same', async () => {
    const card = await say('Dirk', 'vraag het de uitstroomcoördinator');
    expect(await press('Dirk', card, 'handover_save', { question: QUESTION })).toContain('Nieuw antwoord · Zutphen');
  });

  it('is not found by others before it is approved', async () => {
    expect(read(await say('Bert', QUESTION), 'Bert')).toContain('Daar staat niets over');
  });

  it('is proposed, and approved by an editor: the second of two is told', async () => {
    const list = await say('Eva', 'onbeantwoorde vragen');
    expect(await press('Eva', list, 'question_propose')).toContain('Voorgesteld');
    expect(words(await told('answer_proposed', 'Rob'))).toContain('huisdieren');
    const [robs, rias] = [await say('Rob', 'onbeantwoorde vragen'), await say('Ria', 'onbeantwoorde vragen')];
    await chat('Rob').pressRaw(person('Rob'), 'question', { q: await id() }, robs);
    await chat('Ria').pressRaw(person('Ria'), 'question', { q: await id() }, rias);
    expect(
      await press('Rob', robs, 'question_approve', { question: 'Mogen huisdieren mee naar de nieuwe woning?' }),
    ).toContain('Goedgekeurd');
    expect(await press('Ria', rias, 'question_decline')).toContain('Iemand anders was net iets eerder');
    expect(await told('answer_proposed', 'Ria')).toEqual([]);
  });

  it.each([QUESTION, 'huisdieren mee naar de nieuwe woning, mag dat', 'mogen huisdieren mee'])(
    'is found from then on, and says who wrote it when: "%s"',
    async (text) => {
      const seen = read(await say('Bert', text), 'Bert');
      expect(seen).toContain('Ja, als het huurcontract het toestaat.');
      expect(seen).toContain('Antwoord van de uitstroomcoördinator (Zutphen), op 15 juni 2026');
      expect(read(await say('Bert', 'waarom?'), 'Bert')).toContain('Een deskundige van de regio schreef het');
    },
  );

  it('is not given to a question that asks something else about the same', async () => {
    expect(read(await say('Bert', 'hoeveel kost het om huisdieren mee te nemen?'), 'Bert')).not.toContain('Antwoord ·');
  });

  it('is marked as of another region elsewhere', async () => {
    expect(read(await say('Wim', QUESTION), 'Wim')).toContain('dit antwoord is van Zutphen, niet van uw regio');
  });
});

describe('what people say of an answer', () => {
  it('counts once each, and what was not right reaches the editor, without personal things', async () => {
    const card = await say('Bert', QUESTION);
    expect(await press('Bert', card, 'answer_helped')).toContain('Dank u wel');
    const other = await say('Anna', QUESTION);
    await press('Anna', other, 'answer_wrong');
    expect(await press('Anna', other, 'answer_wrong_save', { text: 'bel 06-12345678' })).toContain('telefoonnummer');
    expect(await press('Anna', other, 'answer_wrong_save', { text: 'De corporatie zei iets anders' })).toContain(
      'Dank u wel',
    );
    expect(read(await say('Rob', 'onbeantwoorde vragen'), 'Rob')).toMatch(
      /Mogen huisdieren[^]*1× niet juist, 1× geholpen · “De corporatie zei iets anders”/,
    );
    expect(read(await say('Eva', 'onbeantwoorde vragen'), 'Eva')).not.toContain('zei iets anders');
  });
});
