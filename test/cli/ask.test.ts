import { describe, expect, test } from 'vitest';
import { opstap } from '../support/cli.ts';

interface Asked {
  readonly answer: Record<string, unknown> | null;
  readonly kind: string;
  readonly score: number;
  readonly candidates: readonly { id: string; score: number }[];
  readonly askRegion: readonly string[];
}
const ask = async (...args: string[]): Promise<Asked> => (await opstap(['ask', ...args, '--json'])).json<Asked>();

describe('ask', () => {
  test('prints the contract: the answer with its source and banners, a score, candidates', async () => {
    const found = await ask('Mag een corporatie ook een contract van twee jaar geven?');
    expect(found.answer).toMatchObject({
      id: 'wf.o8',
      question: expect.stringContaining('twee jaar') as string,
      text: expect.stringMatching(/^Ja, de woningcorporatie kan kiezen[^\n]+\n\n/) as string,
      source: {
        document: 'Q&A Kick-on Uitstroomregeling Westfriesland',
        section: 'Vragen over het huurcontract',
        number: '2',
        date: '2021-12-09',
        disclaimer: expect.stringContaining('geen rechten') as string,
      },
      banners: [expect.stringContaining('1 juli 2024') as string],
    });
    expect(found.score).toBeGreaterThan(0.7);
    expect(found.candidates[0]).toMatchObject({ id: 'wf.o8', score: found.score });
  });
  test('without an answer it is null, and the exit is 0 all the same', async () => {
    const run = await opstap(['ask', 'hoe laat is het', '--json']);
    expect([run.code, run.json<Asked>().answer]).toEqual([0, null]);
  });
  test('words of a question need no quotes', async () => {
    expect((await ask('wie', 'heeft', 'de', 'procesregie')).answer).toMatchObject({ id: 'wf.q10' });
  });
  test('--protocol asks within a region', async () => {
    expect((await ask('mogen twee cliënten samen uitstromen', '--protocol', 'proef')).answer).toMatchObject({
      id: 'wf.q4',
      otherRegion: true,
    });
    expect((await ask('mogen twee cliënten samen uitstromen', '--protocol', 'westfriesland')).answer).toMatchObject({
      otherRegion: false,
    });
  });
  test.each([
    ['no question', [], 'usage'],
    ['a protocol that is not there', ['wie', '--protocol', 'elders'], 'unknown_protocol'],
    ['a language that is not there', ['wie', '--lang', 'fr'], 'usage'],
  ])('%s is refused', async (_, args, code) => {
    const run = await opstap(['ask', ...args, '--json']);
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, code]);
  });

  test('for people: the short answer first, then what it rests on', async () => {
    const { out } = await opstap(['ask', 'wat als het eenjarige contract afloopt', '--protocol', 'proef']);
    const at = [
      'vanzelf een contract voor onbepaalde tijd',
      'niet van uw regio',
      '1 juli 2024',
      'Bron (Westfriesland)',
      'geen rechten',
    ];
    const places = at.map((words) => out.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
  test('for people: choices end in a way on, a refusal says that the sources are silent', async () => {
    expect((await opstap(['ask', 'iets over het contract'])).out).toMatch(/Bedoelt u een van deze.*Geen van deze\?/s);
    expect((await opstap(['ask', 'what is the weather today'])).out).toBe(
      'The sources say nothing about that. Ask the expert of your region.\n',
    );
  });
});

describe('answers lint', () => {
  test('of the content is 0', async () => {
    const run = await opstap(['answers', 'lint', '--json']);
    expect(run.code).toBe(0);
    expect(run.json<{ ok: boolean; answers: string[] }>()).toMatchObject({ ok: true });
    expect((await opstap(['answers', 'lint'])).out).toContain('28 antwoorden gelezen, 0 fouten');
  });
  test('is the only thing that can be done with them', async () => {
    expect((await opstap(['answers'])).code).toBe(2);
  });
});
