/** Decisions in the chat, from the card to the register: two languages, a landlord, a group, two at once, taking back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import { changeCase } from '../../src/usecases/changeCase.ts';
import type { Member } from '../../src/usecases/ports.ts';

let bot: TestBot;
let worker: FakePerson;
let coordinator: FakePerson;
let member: Member;
let chat: FakeChat;
beforeAll(async () => {
  bot = await testBot({ local: false });
  worker = bot.teams.person('Anna');
  coordinator = bot.teams.person('Bo');
  member = await bot.member(worker, ['begeleider'], { regions: ['westfriesland'] });
  await bot.member(coordinator, ['uitstroomcoordinator'], { regions: ['westfriesland'] });
  chat = bot.teams.personalChat(worker);
});
afterAll(() => bot.close());

// A case of Westfriesland in which the form of the lease is to be decided.
async function aCase(): Promise<string> {
  const { deps } = bot;
  const protocol = deps.protocols.current.get('westfriesland');
  if (!protocol) throw new Error('No protocol');
  const opened = await openCase(deps, {
    protocolId: protocol.id,
    route: 'standaard',
    pseudonym: 'bewoner 9',
    facts: {},
    member,
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { view } = opened;
  const before = view.plan.route.steps.find((step) => step.id === 'aanmelding');
  if (!before) throw new Error('No step');
  const informed = { by: 'recorder', on: '2026-03-09', how: 'conversation', ground: null } as const;
  const { state } = view.case;
  const done = {
    step: 'aanmelding',
    on: '2026-03-09',
    at: '2026-03-09T09:00:00.000Z',
    outcome: before.outcomes[0]?.id ?? null,
    tasks: [],
  };
  const known = { ...state, informed: [informed], done: [...state.done, done] };
  await deps.uow.stores.cases.save(view.case.id, view.case.version, known, null, []);
  await bot.join(coordinator, view.case.code);
  return view.case.code;
}

const read = (message: FakeMessage, who: FakePerson = worker): string => wordsOn(message.cardFor(who));
const last = async (text: string, who = worker, where = chat): Promise<FakeMessage> => {
  const [answer] = await where.say(who, text);
  if (!answer) throw new Error('No answer');
  return answer;
};
const register = async (code: string) => {
  const found = await bot.deps.uow.stores.cases.byCode(code);
  return bot.deps.uow.stores.decisions.ofCase(found?.id ?? '');
};
const BOTH = { outcome: 'tijdelijk', agree: 'uitstroomcoordinator,begeleider', reason: 'Dit past bij het plan.' };

describe('deciding together', () => {
  it('the card says who must agree, by which rule, and where to complain; together they record it', async () => {
    const code = await aCase();
    await last(`volgende stap ${code}`);
    const card = await last(`leg het besluit vast ${code}`);
    for (const words of ['Samen besluiten', 'Akkoord nodig van', 'Klacht of bezwaar', 'Waarom dit besluit?']) {
      expect(read(card)).toContain(words);
    }
    await chat.press(worker, card, 'decide_save', { ...BOTH, agree: 'begeleider' });
    expect(read(card)).toContain('nog geen akkoord van: Uitstroomcoördinator');
    expect(await register(code)).toEqual([]);
    await chat.press(worker, card, 'decide_save', BOTH);
    expect(read(card)).toContain('Besluit 1 is vastgelegd.');
    expect(read(card)).toContain('Dit past bij het plan.');
    const [record] = await register(code);
    expect(record).toMatchObject({ step: 'contractvorm', outcome: 'tijdelijk', kind: 'joint', number: 1 });
    expect(record?.agreements.map(({ role, memberId }) => [role, memberId !== null])).toEqual([
      ['uitstroomcoordinator', false],
      ['begeleider', true],
    ]);
    const found = await bot.deps.uow.stores.cases.byCode(code);
    expect(found?.state.done.at(-1)).toMatchObject({ step: 'contractvorm', outcome: 'tijdelijk' });
    expect(read(await last('besluiten van vandaag'))).toContain(code);
    expect(read(await last(`besluiten over ${code}`))).toContain('Besluit 1');
    expect(bot.faults).toEqual([]);
  });

  it('in English too', async () => {
    const code = await aCase();
    await last('english');
    const card = await last(`record the decision ${code}`);
    expect(read(card)).toContain('Decided together');
    await chat.press(worker, card, 'decide_save', BOTH);
    expect(read(card)).toContain('Decision 1 is recorded.');
    await last('nederlands');
  });

  it('of two at once the second is told so, and the register has one', async () => {
    const code = await aCase();
    const card = await last(`leg het besluit vast ${code}`);
    const theirs = bot.teams.personalChat(coordinator);
    const other = await last(`leg het besluit vast ${code}`, coordinator, theirs);
    await chat.press(worker, card, 'decide_save', BOTH);
    await theirs.press(coordinator, other, 'decide_save', BOTH);
    expect(await register(code)).toHaveLength(1);
  });

  it('each agrees by a press of their own: who does not says why, and the last one makes it a decision', async () => {
    const code = await aCase();
    const theirs = bot.teams.personalChat(coordinator);
    await theirs.say(coordinator, 'help');
    const card = await last(`leg het besluit vast ${code}`);
    const form = { outcome: 'tijdelijk', agree: 'begeleider', reason: 'Dit past bij het plan.' };
    await chat.press(worker, card, 'propose_save', { ...form, reason: '' });
    expect(read(card)).toContain('Schrijf op waarom dit is besloten');
    await chat.press(worker, card, 'propose_save', form);
    expect(read(card)).toContain('Het voorstel is verstuurd');
    expect(read(card)).toContain('○ Uitstroomcoördinator: nog niets gezegd');
    await bot.sendDue();
    const asked = theirs.latest();
    expect(read(asked, coordinator)).toContain('Waarom: Dit past bij het plan.');
    await theirs.press(coordinator, asked, 'Niet akkoord');
    expect(read(asked, coordinator)).toContain('Schrijf kort waarom u niet akkoord bent');
    await theirs.press(coordinator, asked, 'Niet akkoord', { reason: 'Eerst het gesprek.' });
    await bot.sendDue();
    expect(read(chat.latest())).toContain('iemand is niet akkoord met uw voorstel');
    await chat.press(worker, chat.latest(), 'Bekijk het voorstel');
    expect(read(chat.latest())).toContain('niet akkoord, omdat: Eerst het gesprek.');
    expect(await register(code)).toEqual([]);
    const p = /"p":"([^"]+)"/.exec(JSON.stringify(asked.card))?.[1] ?? '';
    const stranger = bot.teams.person('Otto');
    await bot.member(stranger, ['begeleider'], { organisation: 'Elders', regions: ['westfriesland'] });
    const strange = await bot.teams.personalChat(stranger).pressRaw(stranger, 'proposal_agree', { p });
    expect(wordsOn(strange.card)).toContain('Dit voorstel is er niet');
    await theirs.press(coordinator, asked, 'Akkoord');
    expect(read(asked, coordinator)).toContain('Besluit 1 is nu vastgelegd');
    const [record] = await register(code);
    expect(record?.agreements).toMatchObject([
      { role: 'begeleider', agrees: true, memberId: member.id },
      { role: 'uitstroomcoordinator', agrees: true },
    ]);
    expect(record?.agreements.every(({ memberId }) => memberId !== null)).toBe(true);
    const found = await bot.deps.uow.stores.cases.byCode(code);
    expect(found?.state.done.at(-1)).toMatchObject({ step: 'contractvorm', outcome: 'tijdelijk' });
    await bot.sendDue();
    expect(read(chat.latest())).toContain('iedereen is akkoord, het besluit is vastgelegd');
    const again = await theirs.pressRaw(coordinator, 'proposal_agree', { p });
    expect(wordsOn(again.card)).toContain('Dit voorstel is al klaar of ingetrokken');
  });

  it('words that look personal and are kept in a proposal or an answer are in the log by their kind and why alone', async () => {
    const code = await aCase();
    const theirs = bot.teams.personalChat(coordinator);
    await theirs.say(coordinator, 'help');
    const card = await last(`leg het besluit vast ${code}`);
    const keep = { g_do: 'keep', g_why: 'het is het nummer van de balie' };
    const form = { outcome: 'tijdelijk', agree: 'begeleider', reason: 'Bel 06-12345678' };
    await chat.press(worker, card, 'propose_save', form);
    expect(read(card)).toContain('een telefoonnummer');
    await chat.press(worker, card, 'propose_save', { ...form, ...keep });
    expect(read(card)).toContain('Het voorstel is verstuurd');
    await bot.sendDue();
    const asked = theirs.latest();
    const reason = 'Eerst bellen: 06-12345678';
    await theirs.press(coordinator, asked, 'Niet akkoord', { reason });
    expect(read(asked, coordinator)).toContain('een telefoonnummer');
    const again = { reason, g_do: 'keep', g_why: 'ook dat is de balie' };
    await theirs.press(coordinator, asked, 'Niet akkoord', again);
    const found = await bot.deps.uow.stores.cases.byCode(code);
    const log = await bot.deps.uow.stores.audit.ofCase(found?.id ?? '');
    const kept = log.filter(({ type }) => type === 'words_kept').map(({ effect }) => effect);
    expect(kept).toMatchObject([
      { kinds: ['phone'], why: 'het is het nummer van de balie' },
      { kinds: ['phone'], why: 'ook dat is de balie' },
    ]);
    expect(JSON.stringify(log)).not.toContain('12345678');
  });

  it('a proposal that is taken back decides nothing, and a new one takes the place of the one before', async () => {
    const code = await aCase();
    const form = { outcome: 'tijdelijk', agree: 'begeleider', reason: 'Dit past bij het plan.' };
    const card = await last(`leg het besluit vast ${code}`);
    await chat.press(worker, card, 'propose_save', form);
    const other = await last(`leg het besluit vast ${code}`);
    await chat.press(worker, other, 'propose_save', { ...form, agree: '' });
    const found = await bot.deps.uow.stores.cases.byCode(code);
    const states = async () => (await bot.deps.uow.stores.proposals.ofCase(found?.id ?? '')).map(({ state }) => state);
    expect(await states()).toEqual(['withdrawn', 'open']);
    await chat.press(worker, other, 'Akkoord');
    expect(read(other)).toContain('✔ Begeleider (zorgorganisatie): akkoord');
    await chat.press(worker, other, 'Trek het voorstel in');
    expect(read(other)).toContain('Er is niets besloten');
    expect(await states()).toEqual(['withdrawn', 'withdrawn']);
    expect(await register(code)).toEqual([]);
  });

  it('cannot be finished or undone past the register, and is taken back with a reason', async () => {
    const code = await aCase();
    const card = await last(`leg het besluit vast ${code}`);
    const found = await bot.deps.uow.stores.cases.byCode(code);
    const at = { caseId: found?.id ?? '', seenVersion: found?.version ?? 0, member };
    const finish = {
      type: 'complete_step',
      step: 'contractvorm',
      on: '2026-03-10',
      outcome: 'tijdelijk',
      tasks: [],
    } as const;
    expect((await changeCase(bot.deps, { ...at, events: [finish] })).kind).toBe('decision');
    await chat.press(worker, card, 'decide_save', BOTH);
    const now = { ...at, seenVersion: at.seenVersion + 1 };
    expect((await changeCase(bot.deps, { ...now, events: [{ type: 'undo_step', step: 'contractvorm' }] })).kind).toBe(
      'decision',
    );
    await chat.press(worker, card, 'supersede');
    await chat.press(worker, card, 'supersede_save', { outcome: '-', why: 'Te vroeg besloten.' });
    const [first, second] = await register(code);
    expect([first?.supersededBy, second?.withdrawn, second?.supersedes?.why]).toEqual([2, true, 'Te vroeg besloten.']);
    expect(first?.reasons).toBe('Dit past bij het plan.');
    const after = await bot.deps.uow.stores.cases.byCode(code);
    expect(after?.state.done.some(({ step }) => step === 'contractvorm')).toBe(false);
  });

  it('reasons with a citizen service number are not stored', async () => {
    const code = await aCase();
    const card = await last(`leg het besluit vast ${code}`);
    await chat.press(worker, card, 'decide_save', { ...BOTH, reason: 'BSN 111222333 klopt' });
    expect(await register(code)).toEqual([]);
  });

  it('in a group the register shows no reasons, and deciding is for a personal chat', async () => {
    const code = await aCase();
    const card = await last(`leg het besluit vast ${code}`);
    await chat.press(worker, card, 'decide_save', BOTH);
    const group = bot.teams.groupChat([worker, coordinator]);
    const list = await last(`besluiten over ${code}`, worker, group);
    expect(read(list)).toContain('Besluit 1');
    expect(JSON.stringify(list.cardFor(worker))).not.toContain('Dit past bij het plan');
    const answer = await last(`leg het besluit vast ${code}`, worker, group);
    expect(JSON.stringify(answer.cardFor(worker))).not.toContain('Waarom dit besluit?');
  });
});
