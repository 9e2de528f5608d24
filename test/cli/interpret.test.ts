import { describe, expect, test } from 'vitest';
import { opstap } from '../support/cli.ts';

describe('interpret', () => {
  test('says intent, score, slots and candidates, and no more', async () => {
    const run = await opstap(['interpret', 'als corporatie: wie is er aan zet bij hlm 2026 14?', '--json']);
    expect(run.code).toBe(0);
    const said = run.json<{ score: number }>();
    expect(said).toEqual({
      intent: 'who_is_responsible',
      score: said.score,
      slots: { caseCode: 'HLM-2026-014', thisCase: false, role: 'woningcorporatie', region: null },
      candidates: expect.arrayContaining([{ intent: 'who_is_responsible', score: said.score }]) as unknown,
    });
    expect(said.score).toBeGreaterThan(0.5);
  });

  test('takes words with and without quotes, and answers in words', async () => {
    const { code, out } = await opstap(['interpret', 'hoe', 'doet', 'Zutphen', 'dit']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ask_question \(\d+ %\)\n {2}regio: zutphen\n/);
  });

  test('what is nothing is out of scope, and no fault', async () => {
    const run = await opstap(['interpret', '?!', '--json']);
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ intent: 'out_of_scope', score: 0, candidates: [] });
  });

  test.each([[[]], [['  ']], [['x', '--zomaar']]])('%j is no question', async (args) => {
    const run = await opstap(['interpret', ...args, '--json']);
    expect(run.code).toBe(2);
    expect(run.json()).toMatchObject({ error: { code: 'usage' } });
  });
});
