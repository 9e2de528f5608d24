import { expect, test } from 'vitest';
import { languageOf, languageWanted } from '../../../src/domain/understanding/language.ts';

test.each([
  ['wat is de volgende stap', 'nl'],
  ["what's next for this client", 'en'],
  ['next step', 'en'],
  ['status', null],
  ['HLM-2026-014', null],
] as const)('"%s" is written in %s', (text, lang) => expect(languageOf(text)).toBe(lang));

test.each([
  ['english please', 'en'],
  ['praat nederlands', 'nl'],
  ['taal', null],
  ["I don't understand Dutch", 'en'],
  ['ik spreek geen Nederlands', 'en'],
  ['Mijn Nederlands is niet zo goed, kan het in het Engels?', 'en'],
  ['ik begrijp het Engels niet', 'nl'],
  ['waarom praat je Engels', 'nl'],
  ['kan het niet in het Engels?', 'en'],
  ['liever Nederlands dan Engels? nee: Nederlands', 'nl'],
] as const)('"%s" asks for %s', (text, lang) => expect(languageWanted(text)).toBe(lang));
