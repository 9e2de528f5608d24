/** `opstap answers unanswered` and `export`: what waits, and what an editor takes into the sources. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnswers } from '../../src/content/answers.ts';
import { withWritten } from '../../src/domain/answers/written.ts';
import type { Member } from '../../src/usecases/ports.ts';
import { answerHandedOver } from '../../src/usecases/answerHandedOver.ts';
import { handOver } from '../../src/usecases/handOver.ts';
import { lexicon } from '../support/answers.ts';
import { testBot, type TestBot } from '../support/bot.ts';
import { opstap, type Run } from '../support/cli.ts';

const QUESTION = 'Mogen huisdieren mee naar de nieuwe woning?';
let bot: TestBot;
let folder: string;
let eva: Member;
let id = '';
const answers = (...args: string[]): Promise<Run> =>
  opstap(['answers', ...args], '', { openStored: async () => ({ deps: bot.deps, close: async () => {} }) });
beforeAll(async () => {
  bot = await testBot({ now: '2026-06-15T09:00:00.000Z' });
  folder = mkdtempSync(join(tmpdir(), 'opstap-answers-'));
  const work = { regions: ['zutphen'], functions: ['deskundige', 'redacteur'] };
  eva = await bot.member(bot.teams.person('Eva'), ['gemeente'], work);
  const asked = { member: eva, text: QUESTION, region: 'zutphen', lang: 'nl' as const };
  const result = await handOver(bot.deps, asked);
  if (result.kind === 'handed_over') ({ id } = result.question);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await bot.close();
});

test('unanswered lists what waits, with how many asked', async () => {
  const { questions } = (await answers('unanswered', '--json')).json<{ questions: object[] }>();
  expect(questions).toEqual([{ id, region: 'zutphen', question: QUESTION, asked: 1, since: '2026-06-15' }]);
  expect((await answers('unanswered')).out).toContain('1 vragen zonder antwoord');
});

test('an event that is not possible now changes nothing', async () => {
  const approve = { type: 'approve', question: 'x', short: 'Ja', text: '' } as const;
  expect((await answerHandedOver(bot.deps, { id, seen: 1, event: approve, member: eva })).kind).toBe('wrong_words');
  expect((await answers('export', 'zutphen')).out).toContain('geen goedgekeurde antwoorden');
});

test('of two who act on one state at once, one is told', async () => {
  const answer = { type: 'answer', short: 'Ja, als het huurcontract het toestaat.', text: '' } as const;
  const both = [0, 1].map(() => answerHandedOver(bot.deps, { id, seen: 1, event: answer, member: eva }));
  expect((await Promise.all(both)).map(({ kind }) => kind).sort()).toEqual(['changed', 'stale']);
});

test('export writes files that the sources take as they are, and then the sources answer', async () => {
  await answerHandedOver(bot.deps, { id, seen: 2, event: { type: 'propose' }, member: eva });
  const approve = { type: 'approve', question: QUESTION, short: 'Ja, als het mag.', text: '' } as const;
  expect((await answerHandedOver(bot.deps, { id, seen: 3, event: approve, member: eva })).kind).toBe('changed');
  cpSync('content/answers', folder, { recursive: true });
  expect((await answers('export', 'zutphen', '--out', folder)).out).toContain('zutphen-vragen.yaml geschreven');
  const around = {
    concepts: new Set(lexicon.concepts.map((each) => each.id)),
    protocols: new Set(['westfriesland', 'zutphen']),
  };
  const { base, problems } = readAnswers(folder, around);
  expect(problems).toEqual([]);
  const taken = base.entries.find((entry) => entry.id === 'zutphenvragen.v1');
  expect(taken).toMatchObject({ nl: { question: QUESTION, short: 'Ja, als het mag.' }, protocol: 'zutphen' });
  // The stored one gives way to the source.
  const index = await bot.deps.answers.index();
  const written = index.base.entries.filter(({ expert }) => expert !== undefined);
  expect(written).toHaveLength(1);
  expect(withWritten({ ...index, base }, written).base.entries).toEqual(base.entries);
  // Never over somebody's work.
  expect((await answers('export', 'zutphen', '--out', folder)).code).toBe(2);
});

test.each([['export'], ['export', 'nergens'], ['iets']])('%s %s is a wrong question', async (...args) => {
  expect((await answers(...args)).code).toBe(2);
});
