/** "mijn dag" on request: what is up today, or that nothing is; for a personal chat, and noted as looking. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedDemoCases } from '../../src/compose.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { testBot, wordsOn, type TestBot } from '../support/bot.ts';
import type { FakeChat, FakePerson } from '../support/fakeTeams.ts';

let bot: TestBot;
let anna: FakePerson;
let member: Member;

beforeEach(async () => {
  bot = await testBot({ local: false, now: '2026-03-16T09:00:00.000Z' });
  anna = bot.teams.person('Anna');
  member = await bot.member(anna, ['begeleider'], { regions: ['haarlemmermeer'] });
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  await bot.close();
});

/** Takes part in a demo case of Haarlemmermeer in which an evaluation is too late. */
async function pressing(): Promise<string> {
  await seedDemoCases(bot.deps);
  await bot.join(anna, 'HLM-2026-003');
  return 'HLM-2026-003';
}
const say = async (text: string, chat: FakeChat = bot.teams.personalChat(anna)): Promise<string> =>
  wordsOn((await chat.say(anna, text)).at(-1)?.cardFor(anna));

it.each([
  ['mijn dag', 'Mijn dag: 16 maart 2026'],
  ['Wat moet ik vandaag doen?', 'Mijn dag: 16 maart 2026'],
  ['my day', 'My day: 16 March 2026'],
])('%s', async (text, title) => {
  const code = await pressing();
  if (text === 'my day') await say('English please');
  const day = await say(text);
  expect(day).toContain(title);
  expect(day).toContain(code);
  const { rows } = await bot.database.pool.query("SELECT member_id AS who, effect FROM audit_log WHERE type = 'read'");
  expect(rows).toContainEqual({ who: member.id, effect: { what: 'list' } });
});

it('without anything that cannot wait says so', async () => {
  expect(await say('mijn dag')).toContain('Vandaag is er niets dat niet kan wachten.');
});

it('is for a personal chat', async () => {
  const code = await pressing();
  const answer = await say('mijn dag', bot.teams.groupChat());
  expect(answer).toContain('Dat doen we niet in een groep');
  expect(answer).not.toContain(code);
});
