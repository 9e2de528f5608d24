import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readAnswers } from '../../src/content/answers.ts';
import { answersRead, lexicon } from '../support/answers.ts';

const FOLDER = 'content/answers';
const concepts = new Set(lexicon.concepts.map(({ id }) => id));
const around = { concepts, protocols: new Set(['westfriesland']) };

interface Words {
  readonly vraag: string;
  readonly kort: string;
  readonly tekst: string;
}
interface Written {
  readonly rubrieken: Readonly<Record<string, string>>;
  readonly antwoorden: Readonly<Record<string, Words & { rubriek: string; nummer: string; en: Words }>>;
}

describe('the content', () => {
  const { entries, unanswered, banners } = answersRead.base;

  test('has the 13 open questions and the 15 of the quiz, in printed order', () => {
    const numbers = (count: number, letter: string) => Array.from({ length: count }, (_, n) => `wf.${letter}${n + 1}`);
    expect(entries.map(({ id }) => id)).toEqual([...numbers(13, 'o'), ...numbers(15, 'q')]);
  });

  test('has no fault, and nothing worth knowing once its protocol is there', () => {
    expect(readAnswers(FOLDER, around).problems).toEqual([]);
  });

  test('carries every rule of the source: WF-01 to WF-47 in an answer, WF-48 as its reservation', () => {
    const rules = Array.from({ length: 47 }, (_, n) => `WF-${String(n + 1).padStart(2, '0')}`);
    expect([...new Set(entries.flatMap((entry) => entry.rules))].sort()).toEqual(rules);
    for (const { source } of entries) expect(source.disclaimer?.nl).toContain('geen rechten');
  });

  test.each(entries.map((entry) => [entry.id, entry] as const))(
    '%s is word for word its place in the file',
    (id, entry) => {
      const file = parse(readFileSync(join(FOLDER, 'westfriesland.yaml'), 'utf8')) as Written;
      const written = file.antwoorden[id.slice(3)];
      expect(entry.nl).toEqual({ question: written?.vraag, short: written?.kort, text: written?.tekst });
      expect(entry.en).toEqual({ question: written?.en.vraag, short: written?.en.kort, text: written?.en.tekst });
      expect(entry.source).toMatchObject({
        document: 'Q&A Kick-on Uitstroomregeling Westfriesland',
        section: file.rubrieken[written?.rubriek ?? ''],
        number: written?.nummer,
        date: '2021-12-09',
      });
    },
  );

  test('quiz answers have the number that is printed', () => {
    const quiz = entries.filter(({ id }) => id.startsWith('wf.q'));
    for (const { id, source } of quiz) expect(`wf.q${source.number}`).toBe(id);
  });

  test('each answer has many ways of asking, none of them shown, and there are many questions without an answer', () => {
    for (const { id, phrasings } of entries) expect(phrasings.length, id).toBeGreaterThanOrEqual(30);
    expect(unanswered.length).toBeGreaterThanOrEqual(100);
  });

  // Where the source says nothing the answer says so, and what is our reading is called ours.
  test.each([
    ['wf.o4', 'Niet geregeld in de bron'],
    ['wf.o8', 'Niet geregeld in de bron'],
    ['wf.o10', 'Niet geregeld in de bron'],
    ['wf.q9', 'Niet geregeld in de bron'],
    ['wf.q11', 'Onze lezing'],
    ['wf.q12', 'Niet geregeld in de bron'],
    ['wf.q13', 'Niet geregeld in de bron'],
  ])('%s says "%s"', (id, words) => {
    expect(entries.find((entry) => entry.id === id)?.nl.text).toContain(words);
  });

  test('every banner says since when, in both languages, and gives no legal advice', () => {
    expect(banners.length).toBeGreaterThan(0);
    for (const { text } of banners) {
      expect(text.nl).toMatch(/sinds .*geen juridisch advies/s);
      expect(text.en).toMatch(/since .*no legal advice/s);
    }
  });
});

describe('a fault is named with file, line, key and mend', () => {
  test.each<[string, string, string, string, string, RegExp]>([
    [
      'no source',
      'westfriesland.yaml',
      '  document: Q&A Kick-on Uitstroomregeling Westfriesland\n',
      '',
      'bron.document',
      /ontbreekt/,
    ],
    ['a date in words', 'westfriesland.yaml', "datum: '2021-12-09'", 'datum: december', 'bron.datum', /2021-12-09/],
    ['no region', 'westfriesland.yaml', 'regio: Westfriesland\n', '', 'regio', /ontbreekt/],
    [
      'a heading that is not there',
      'westfriesland.yaml',
      'rubriek: quiz',
      'rubriek: quis',
      'antwoorden.q1.rubriek',
      /quis/,
    ],
    [
      'a heading without answers',
      'westfriesland.yaml',
      'rubrieken:\n',
      'rubrieken:\n  los: Los\n',
      'rubrieken.los',
      /geen enkel/,
    ],
    [
      'a concept that nobody knows',
      'westfriesland.yaml',
      'begrippen: [schuld,',
      'begrippen: [schult,',
      'antwoorden.q1.begrippen',
      /schult/,
    ],
    ['no short answer', 'westfriesland.yaml', '    kort: De lokale toegang.\n', '', 'antwoorden.q10.kort', /ontbreekt/],
    ['an answer that nobody asks for', 'westfriesland.gevraagd.yaml', '  q15:\n', '  q16:\n', 'zo_gevraagd', /"q15"/],
    [
      'ways of asking for no answer',
      'westfriesland.gevraagd.yaml',
      '  q15:\n',
      '  q16:\n',
      'zo_gevraagd.q16',
      /bestaat niet/,
    ],
    [
      'the same sentence twice',
      'westfriesland.gevraagd.yaml',
      '    - welk bewijsstuk is nodig bij schulden\n',
      '    - zijn schulden een probleem bij aanmelden\n',
      'zo_gevraagd.q1.17',
      /staat ook al/,
    ],
    [
      'a banner about nothing',
      'meldingen.yaml',
      'bij: [tijdelijk_contract,',
      'bij: [huurwet,',
      'tijdelijke_huur.bij',
      /huurwet/,
    ],
    ['broken YAML', 'meldingen.yaml', 'tijdelijke_huur:', 'tijdelijke_huur', '', /geen geldige YAML/],
  ])('%s', (_, file, from, to, key, mend) => {
    const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
    cpSync(FOLDER, folder, { recursive: true });
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
    const { problems } = readAnswers(folder, around);
    expect(problems).toContainEqual({
      level: 'error',
      file,
      line: expect.any(Number) as number,
      key,
      message: expect.stringMatching(mend) as string,
    });
  });

  test('files that miss each other, and a protocol that is not there yet', () => {
    const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
    cpSync(FOLDER, folder, { recursive: true });
    rmSync(join(folder, 'westfriesland.yaml'));
    expect(readAnswers(folder, around).problems).toMatchObject([
      { file: 'westfriesland.gevraagd.yaml', level: 'error' },
    ]);
    const { problems } = readAnswers(FOLDER, { concepts, protocols: new Set() });
    expect(problems).toMatchObject([{ file: 'westfriesland.yaml', key: 'protocol', level: 'note' }]);
  });
});
