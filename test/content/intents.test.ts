import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommandWords, readIntents, readInterpreter } from '../../src/content/intents.ts';
import { languageOf } from '../../src/domain/understanding/language.ts';

const interpret = readInterpreter('content');
const intents = readIntents('content/intents.yaml');

describe('the content', () => {
  test('has at least 30 phrases for every intent of the command line, in Dutch and in English', () => {
    const documented = [...readFileSync('docs/cli.md', 'utf8').matchAll(/^- `intent`: (.*)$/gm)][0]?.[1] ?? '';
    const names = [...documented.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
    expect(new Set(intents.map(({ intent }) => intent))).toEqual(new Set(names));
    for (const { intent, phrases } of intents) {
      expect(phrases.length, intent).toBeGreaterThanOrEqual(30);
      for (const lang of ['nl', 'en'] as const) {
        const inLang = phrases.filter((phrase) => languageOf(phrase) === lang);
        expect(inLang.length, `${intent} ${lang}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  test('every phrase is understood as what it stands under, or that is offered', () => {
    const missed = intents.flatMap(({ intent, phrases }) =>
      phrases.filter((phrase) => !interpret(phrase).candidates.some((each) => each.intent === intent)),
    );
    expect(missed).toEqual([]);
  });

  test.each([
    ['intents.yaml', 'help: []', 'intents.yaml: help: '],
    ['intents.yaml', 'help: [1]', 'intents.yaml: help.0: '],
    ['understanding.yaml', 'ruis: [graag]', 'understanding.yaml: regios: '],
  ])('a fault in %s is named with file and key: %s', (file, text, words) => {
    const path = join(mkdtempSync(join(tmpdir(), 'opstap-')), file);
    writeFileSync(path, text);
    expect(() => (file === 'intents.yaml' ? readIntents(path) : readCommandWords(path))).toThrow(words);
  });

  test('adding a phrase is adding a line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
    for (const file of ['words.yaml', 'understanding.yaml']) {
      writeFileSync(join(folder, file), readFileSync(join('content', file)));
    }
    expect(interpret('gooi de lucht in de band').intent).not.toBe('resume');
    const text = readFileSync('content/intents.yaml', 'utf8');
    writeFileSync(
      join(folder, 'intents.yaml'),
      text.replace('\nresume:\n', '\nresume:\n  - gooi de lucht in de band\n'),
    );
    expect(readInterpreter(folder)('gooi de lucht in de bant')).toMatchObject({ intent: 'resume', sure: true });
  });
});

describe('understanding', () => {
  test.each([
    ["what's next for this client", 'next_step'],
    ["What's next for this client?", 'next_step'],
    ['whats next for this cleint', 'next_step'],
    ['hoi, wat is de volgende stap graag', 'next_step'],
    ['wat is de volgnde stpa', 'next_step'],
    ['als corporatie: wie is er aan zet?', 'who_is_responsible'],
    ['mjn cassusen', 'my_cases'],
  ])('"%s" is %s, for certain', (text, intent) => expect(interpret(text)).toMatchObject({ intent, sure: true }));

  describe('a question about the agreements is ask_question, one about a case is that of the case', () => {
    test.each([
      ['wie mag er stemmen volgens het protocol', 'mag ik stemmen over deze casus', 'cast_vote_question'],
      ['binnen hoeveel tijd moet een melding worden opgepakt', 'hoeveel tijd heb ik nog in deze zaak', 'deadlines'],
      ['wat moet je doen bij overlast', 'deze huurder geeft overlast', 'report_signal'],
      [
        'wie is er verantwoordelijk voor de inschrijving van een cliënt',
        'wie is verantwoordelijk',
        'who_is_responsible',
      ],
      ['hoe doet Zutphen dit?', 'hoe staat het met mijn cliënt', 'case_status'],
    ])('%s / %s', (general, ofCase, intent) => {
      expect(interpret(general).intent).toBe('ask_question');
      expect(interpret(ofCase).intent).toBe(intent);
    });
  });

  test.each(['stemming', 'casus', 'vote'])('"%s" can be more than one thing: a choice, not a guess', (text) => {
    const { sure, candidates } = interpret(text);
    expect(sure).toBe(false);
    expect(candidates.length).toBeGreaterThan(1);
  });

  test('what is said of a case by its code is what is said of this case', () => {
    const [byCode, byWord] = [interpret('pauzeer zou 2026 3'), interpret('pauzeer deze casus')];
    expect(byCode).toEqual({ ...byWord, slots: { ...byWord.slots, caseCode: 'ZOU-2026-003', thisCase: false } });
    expect(byCode.intent).toBe('put_on_hold');
  });

  test('a case code and nothing else asks where that case stands', () => {
    expect(interpret('hlm 2026 14')).toMatchObject({ intent: 'next_step', sure: true });
  });

  test.each(['?!', '', '👍', 'qwzx kvvbn'])('"%s" is nothing: not ours, not sure, no candidates', (text) => {
    expect(interpret(text)).toMatchObject({ intent: 'out_of_scope', score: 0, sure: false, candidates: [] });
  });
});
