/** Handing over the role of casushouder in chat: asked, accepted, refused, withdrawn, lapsed; and who is told what. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGES } from '../../src/outbox/messages.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { ClaimedMessage, Member } from '../../src/usecases/ports.ts';
import { readCaseByCode } from '../../src/usecases/readCase.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

const TODAY = '2026-03-10';
const WORK = { organisation: 'Huis', regions: ['zuidoost-utrecht', 'haarlemmermeer'] };
let bot: TestBot;
let code: string;
let caseId: string;
const people = new Map<string, { person: FakePerson; member: Member; chat: FakeChat }>();

beforeEach(async () => {
  bot = await testBot({ local: false });
  people.clear();
  for (const name of ['Anna', 'Bram', 'Cor']) {
    const person = bot.teams.person(name);
    const member = await bot.member(person, ['begeleider'], WORK);
    people.set(name, { person, member, chat: bot.teams.personalChat(person) });
  }
  await open('zuidoost-utrecht', 'beschermd-thuis');
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const of = (name: string) => people.get(name) as { person: FakePerson; member: Member; chat: FakeChat };
async function open(protocolId: string, route: string) {
  const start = { protocolId, route, pseudonym: 'bewoner 7', facts: {}, member: of('Anna').member };
  const opened = await openCase(bot.deps, start);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  ({ code, id: caseId } = opened.view.case);
}
const say = async (name: string, text: string): Promise<FakeMessage> => {
  const [message] = await of(name).chat.say(of(name).person, text);
  if (!message) throw new Error('No answer');
  return message;
};
// The same message, with the card that took the place of the one that was pressed.
const press = async (name: string, title: string, message: FakeMessage, inputs: Record<string, string> = {}) => {
  await of(name).chat.press(of(name).person, message, title, inputs);
  return message;
};
// A press on a card that is no longer shown, or was never theirs.
const late = async (name: string): Promise<string> => {
  const log = await bot.deps.uow.stores.cases.log(caseId);
  const offer = log.flatMap(({ effect }) => (effect.type === 'handover_offered' ? [effect.offer] : [])).at(-1);
  const pressed = await of(name).chat.pressRaw(of(name).person, 'holder_accept', { c: caseId, h: offer });
  return `${wordsOn(pressed.card)}${pressed.text ?? ''}${pressed.posts.map((each) => wordsOn(each.card)).join('')}`;
};
const orgOf = (name: string): string =>
  of(name).member.memberships.find((each) => each.organisation.region === 'zuidoost-utrecht')?.organisation.id ?? '';
const who = (name: string): string => `${of(name).member.id}/${orgOf(name)}`;
const ask = async (inputs: Record<string, string> = {}) => {
  const form = await say('Anna', `casus ${code} overdragen`);
  return press('Anna', 'Vragen', form, { who: who('Bram'), start: TODAY, until: '', ...inputs });
};
const holders = async (today = TODAY) =>
  (await bot.deps.uow.stores.cases.participants(caseId, today))
    .filter((each) => each.casushouder)
    .map((each) => each.displayName)
    .toSorted();
const hearing = async (today: string) =>
  (await bot.deps.uow.stores.signals.around(caseId, today))
    .filter((each) => each.casushouder)
    .map((each) => each.displayName)
    .toSorted();
const logged = async () => (await bot.deps.uow.stores.cases.log(caseId)).map(({ effect }) => effect.type);

// What the outbox would send now, as each addressee reads it: kind, name, words.
async function told(kind: string, lang: 'nl' | 'en' = 'nl') {
  const traces = await bot.deps.uow.stores.outbox.traces(['queued'], 100);
  const found: { readonly to: string; readonly words: string | null }[] = [];
  for (const trace of traces.filter((each) => each.kind === kind)) {
    const [offer = ''] = trace.id.split(':');
    const { to } = trace;
    const name = [...people].find(([, each]) => to.kind === 'member' && each.member.id === to.memberId)?.[0] ?? '?';
    const member = await bot.deps.uow.stores.members.byId(of(name).member.id);
    const reader = { lang, shared: false, local: false };
    const message = { kind, about: { case: caseId, offer } } as unknown as ClaimedMessage;
    const said = await MESSAGES[kind]?.(bot.deps, message, { reader, member, people: () => Promise.resolve(null) });
    found.push({ to: name, words: said ? JSON.stringify(said.card.data) : null });
  }
  return found;
}

describe('asking', () => {
  it('offers colleagues of the organisations in the case, with the rule and its source, and queues the question', async () => {
    const form = await say('Anna', `casus ${code} overdragen`);
    expect(wordsOn(form.card)).toMatch(/Casushouder: overdragen[\s\S]*ZOU-34/);
    const after = await ask({ until: '2026-06-10' });
    expect(wordsOn(after.card)).toContain('Bram krijgt de vraag.');
    expect(await holders()).toEqual(['Anna']);
    const [sent] = await told('handover_offered');
    expect(sent).toMatchObject({ to: 'Bram' });
    expect(sent?.words).toContain(`Wilt u casushouder worden van ${code}?`);
    expect(sent?.words).not.toContain('bewoner 7');
    expect((await told('handover_offered', 'en'))[0]?.words).toContain(`Will you be casushouder of ${code}?`);
    // Whoever is asked does not look into the case by it.
    expect(await readCaseByCode(bot.deps, code, of('Bram').member)).toBeNull();
  });

  it.each<[string, Record<string, string>, string]>([
    ['nobody', { who: '' }, 'Kies iemand.'],
    ['a forged person', { who: 'x/y' }, 'Kies iemand.'],
    ['a day that is none', { start: 'morgen' }, '"morgen" is geen dag'],
    ['a day that has passed', { start: '2026-03-09' }, 'De eerste dag is voorbij'],
    ['an end before the beginning', { until: '2026-03-01' }, 'De laatste dag ligt voor de eerste'],
  ])('%s is said, and nobody is asked', async (_, inputs, words) => {
    expect(wordsOn((await ask(inputs)).card)).toContain(words);
    expect(await told('handover_offered')).toEqual([]);
    expect(await logged()).not.toContain('handover_offered');
  });

  it('one question at a time; it can be withdrawn, and whoever had not heard of it hears nothing', async () => {
    const waiting = await ask();
    expect(wordsOn((await say('Anna', `casus ${code} overdragen`)).card)).toContain('Er is iemand gevraagd');
    const back = await press('Anna', 'Trek in', waiting);
    expect(wordsOn(back.card)).toContain('De vraag is ingetrokken.');
    expect(await told('handover_offered')).toEqual([]);
    expect(await told('handover_withdrawn')).toEqual([]);
    expect(await logged()).toEqual(['opened', 'handover_offered', 'handover_withdrawn']);
    expect(wordsOn((await say('Bram', 'casus overdragen')).card)).not.toContain('Wilt u');
  });

  it('on a route without a casushouder the form says so', async () => {
    await open('zuidoost-utrecht', 'regulier-tegen-advies');
    expect(wordsOn((await say('Anna', `casus ${code} overdragen`)).card)).toContain('geen casushouder');
  });

  it('where the source is silent the form says so', async () => {
    await open('haarlemmermeer', 'A');
    expect(wordsOn((await say('Anna', `casus ${code} overdragen`)).card)).toContain('niet geregeld in de bron');
  });
});

describe('answering', () => {
  it('yes: with an overlap both are casushouder for a while, then the new one alone; the date is known', async () => {
    await ask({ until: '2026-06-10' });
    const question = await say('Bram', 'casus overdragen');
    expect(wordsOn(question.card)).toContain(`Wilt u casushouder worden van ${code}?`);
    const done = await press('Bram', 'Ja, ik neem over', question);
    expect(wordsOn(done.card)).toContain(`Afgesproken: casushouder van ${code} vanaf 10 maart 2026.`);
    expect(await holders()).toEqual(['Anna', 'Bram']);
    expect(await holders('2026-06-10')).toEqual(['Anna', 'Bram']);
    expect(await holders('2026-06-11')).toEqual(['Bram']);
    // Signals go to both for as long.
    expect([await hearing('2026-06-10'), await hearing('2026-06-11')]).toEqual([['Anna', 'Bram'], ['Bram']]);
    const found = await readCaseByCode(bot.deps, code, of('Bram').member);
    expect(found?.who.casushouder).toBe(true);
    expect(found?.case.state).toMatchObject({ handover: null, facts: { overdrachtCasushouderOp: TODAY } });
    expect(await logged()).toEqual(expect.arrayContaining(['handover_accepted', 'joined', 'fact_changed']));
    const [answer] = await told('handover_answered');
    expect(answer).toMatchObject({ to: 'Anna' });
    expect(answer?.words).toContain('Bram is casushouder vanaf 10 maart 2026');
    expect(await told('handover_expired')).toEqual([]);
    bot.setNow('2026-06-11T09:00:00.000Z');
    expect((await readCaseByCode(bot.deps, code, of('Anna').member))?.who.casushouder).toBe(false);
    // A late press on the old card acts on nothing.
    expect(await late('Bram')).toContain('Deze vraag is er niet meer');
  });

  it('yes, for a day to come: until then all stays as it is', async () => {
    await ask({ start: '2026-04-01' });
    await press('Bram', 'Ja, ik neem over', await say('Bram', 'casus overdragen'));
    expect([await holders('2026-03-31'), await holders('2026-04-01')]).toEqual([['Anna'], ['Bram']]);
  });

  it('no, with a reason that is looked at first; whoever asked hears it', async () => {
    await ask();
    const question = await say('Bram', 'casus overdragen');
    const bare = await press('Bram', 'Nee', question, { reason: ' ' });
    expect(wordsOn(bare.card)).toContain('Schrijf kort waarom niet.');
    const bsn = await press('Bram', 'Nee', bare, { reason: 'hoort bij 111222333' });
    expect(wordsOn(bsn.card)).toContain('burgerservicenummer');
    expect(JSON.stringify(await bot.deps.uow.stores.cases.log(caseId))).not.toContain('111222333');
    const done = await press('Bram', 'Nee', bsn, { reason: 'Ik heb geen ruimte' });
    expect(wordsOn(done.card)).toContain('U hebt nee gezegd.');
    expect(await holders()).toEqual(['Anna']);
    const [answer] = await told('handover_answered');
    expect(answer?.words).toContain('Ik heb geen ruimte');
    expect(await logged()).toEqual(['opened', 'handover_offered', 'handover_refused']);
  });

  it('is for nobody else', async () => {
    await ask();
    expect(await late('Cor')).toContain('Deze vraag is er niet meer');
    expect(await holders()).toEqual(['Anna']);
  });

  it('by the deputy of whoever is absent, on their behalf; the absent colleague is casushouder and hears it', async () => {
    const away = { from: TODAY, until: '2026-03-20', deputyId: of('Cor').member.id };
    await bot.deps.uow.stores.members.setAway(of('Bram').member.id, away);
    await ask();
    expect((await told('handover_offered')).map(({ to }) => to)).toEqual(['Bram', 'Cor']);
    await press('Cor', 'Ja, ik neem over', await say('Cor', 'casus overdragen'));
    expect(await holders()).toEqual(['Bram']);
    const log = await bot.deps.uow.stores.cases.log(caseId);
    expect(log.find(({ effect }) => effect.type === 'handover_accepted')).toMatchObject({
      ...{ memberId: of('Cor').member.id, behalfOf: of('Bram').member.id },
    });
    expect((await told('handover_answered')).map(({ to }) => to).toSorted()).toEqual(['Anna', 'Bram']);
  });

  it('a question without an answer lapses after two weeks; whoever asked hears it, and may ask again', async () => {
    await ask();
    expect(await told('handover_expired')).toEqual([{ to: 'Anna', words: null }]);
    bot.setNow('2026-03-25T09:00:00.000Z');
    expect((await told('handover_expired'))[0]?.words).toContain('heeft niet geantwoord');
    expect((await told('handover_offered'))[0]?.words).toBeNull();
    expect(await late('Bram')).toContain('Deze vraag is er niet meer');
    expect(wordsOn((await ask({ start: '2026-03-25' })).card)).toContain('Bram krijgt de vraag.');
  });

  it('still holds where whoever asked has left: the answer goes to who is casushouder by then', async () => {
    await ask();
    await bot.deps.uow.stores.members.replace(of('Anna').member.id, of('Cor').member.id, null);
    await bot.deps.uow.stores.members.leave(of('Anna').member.id, TODAY);
    await press('Bram', 'Ja, ik neem over', await say('Bram', 'casus overdragen'));
    expect(await holders()).toEqual(['Bram']);
    expect((await told('handover_answered')).map(({ to }) => to)).toEqual(['Cor']);
  });

  it('accepted after its first day it begins today, with the overlap of the rule counted from today', async () => {
    await ask({ until: '2026-06-10' });
    bot.setNow('2026-03-14T09:00:00.000Z');
    await press('Bram', 'Ja, ik neem over', await say('Bram', 'casus overdragen'));
    expect([await holders('2026-06-14'), await holders('2026-06-15')]).toEqual([['Anna', 'Bram'], ['Bram']]);
  });
});
