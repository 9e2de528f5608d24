/** A case that goes over to the new version of its agreements in chat: shown, asked, done once, and only by who may. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeDeps, ROOT } from '../../src/compose.ts';
import { changeCase } from '../../src/usecases/changeCase.ts';
import { openCase } from '../../src/usecases/openCase.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakeMessage, FakePerson } from '../support/fakeTeams.ts';

const NOW = '2026-03-10T09:00:00.000Z';
const NEW = 'De casus loopt nu op de nieuwe versie van de afspraken.';
const MOVES = 'Termijn van A2 Inschrijven bij WoningNet (HLM-A-11): was 1 mei 2026, wordt 1 juni 2026.';
let bot: TestBot;
let anna: FakePerson;
let chat: FakeChat;
let member: Member;
let code: string;
let caseId: string;

// What the region had agreed before: the case was opened under it.
function formerAgreements(): string {
  const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
  const text = readFileSync(join(ROOT, 'content', 'protocols', 'haarlemmermeer.yaml'), 'utf8');
  const former = text.replaceAll('3 maanden voor beoogdeSleuteldatum', '4 maanden voor beoogdeSleuteldatum');
  writeFileSync(join(folder, 'haarlemmermeer.yaml'), former);
  return folder;
}

beforeEach(async () => {
  bot = await testBot({ local: false, now: NOW });
  anna = bot.teams.person('Anna');
  member = await bot.member(anna, ['begeleider']);
  chat = bot.teams.personalChat(anna);
  const before = await composeDeps(bot.database, { now: () => NOW }, formerAgreements());
  const facts = { hoogRisico: false, beoogdeSleuteldatum: '2026-09-01' };
  const input = { protocolId: 'haarlemmermeer', route: 'A', pseudonym: 'bewoner 1', facts, member };
  const opened = await openCase(before, input);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  ({ code, id: caseId } = opened.view.case);
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

const overview = async (by = anna, where = chat): Promise<FakeMessage> => {
  const [message] = await where.say(by, `overzicht ${code}`);
  if (!message) throw new Error('No answer');
  return message;
};
const present = () => bot.deps.protocols.current.get('haarlemmermeer')?.version ?? '';
const types = async () => (await bot.deps.uow.stores.cases.log(caseId)).map(({ effect }) => effect.type);

it('the overview says that there is a new version; it is shown first, and taken over by a second press', async () => {
  const message = await overview();
  expect(wordsOn(message.card)).toContain('Deze casus loopt nog op de vorige versie.');
  await chat.press(anna, message, 'Nieuwe versie bekijken');
  expect(wordsOn(message.card)).toContain(MOVES);
  expect(await types()).not.toContain('moved');
  await chat.press(anna, message, 'Overgaan op de nieuwe versie');
  expect(wordsOn(message.card)).toContain(NEW);
  expect(wordsOn(message.card)).not.toContain('Nieuwe versie bekijken');
  expect((await types()).filter((type) => type === 'moved')).toHaveLength(1);
});

it('what changed meanwhile is shown anew, and a second press moves nothing twice', async () => {
  const message = await overview();
  await chat.press(anna, message, 'Nieuwe versie bekijken');
  const events = [{ type: 'set_facts' as const, facts: { beoogdeSleuteldatum: '2026-10-01' } }];
  await changeCase(bot.deps, { caseId, seenVersion: 1, events, member });
  await chat.press(anna, message, 'Overgaan op de nieuwe versie');
  expect(wordsOn(message.card)).toContain('zijn intussen veranderd');
  expect(wordsOn(message.card)).toContain('was 1 juni 2026, wordt 1 juli 2026');
  await chat.press(anna, message, 'Overgaan op de nieuwe versie');
  const late = await chat.pressRaw(anna, 'move_save', { c: caseId, v: 2, w: present() });
  expect(wordsOn(late.card)).toContain('Deze casus staat al op deze versie.');
  expect((await types()).filter((type) => type === 'moved')).toHaveLength(1);
});

it('in English as well', async () => {
  await chat.say(anna, 'english please');
  const message = await overview();
  await chat.press(anna, message, 'Look at the new version');
  expect(wordsOn(message.card)).toContain('was 1 May 2026, becomes 1 June 2026');
});

it.each([
  ['who takes part and does not lead the case', ['gemeente'], true, 'Dat is niet aan u.'],
  ['who lets the home', ['woningcorporatie'], true, 'Dat is niet aan u.'],
  ['who has nothing to do with it', ['begeleider'], false, 'Deze casus is er niet'],
])('is not for %s, with or without a card', async (_, roles, takesPart, word) => {
  const other = bot.teams.person('Bram');
  await bot.member(other, roles, { organisation: 'Anders' });
  if (takesPart) await bot.join(other, code);
  const theirs = bot.teams.personalChat(other);
  if (takesPart) expect(wordsOn((await overview(other, theirs)).card)).not.toContain('Nieuwe versie');
  for (const [verb, more] of [
    ['move', {}],
    ['move_save', { v: 1, w: present() }],
  ] as const) {
    const { card, posts } = await theirs.pressRaw(other, verb, { c: caseId, ...more });
    expect(`${wordsOn(card)}${posts.map((each) => wordsOn(each.card)).join('')}`).toContain(word);
  }
  expect(await types()).not.toContain('moved');
});
