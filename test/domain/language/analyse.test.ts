import { describe, expect, test } from 'vitest';
import { stemmers } from '../../../src/content/words.ts';
import { analyser, type Lexicon } from '../../../src/domain/language/analyse.ts';
import { normalise } from '../../../src/domain/language/text.ts';

const lexicon: Lexicon = {
  concepts: [
    { id: 'corporatie', terms: ['woningcorporatie', 'woningbouwcorporatie', 'corporatie', 'housing association'] },
    { id: 'contract', terms: ['contract', 'huurcontract', 'lease'] },
    { id: 'tijdelijk', terms: ['tijdelijk contract', 'temporary lease'] },
    { id: 'brp', terms: ['BRP', 'GBA'] },
    { id: 'gat', terms: ['gat', 'gap'] },
    { id: 'naam', terms: ['heet'] },
    { id: 'woning', terms: ['woning', 'huis'] },
    { id: 'bedrag', terms: ['kosten', 'prijs'] },
  ],
  asks: { plain: [], hard: ['bedrag'] },
  stopWords: { nl: ['de', 'het', 'een', 'gaat', 'wat', 'voor'], en: ['the', 'what', 'is', 'for'] },
  parts: ['sleutel', 'datum', 'huur', 'woon', 'begeleiding'],
  words: ['opening', 'hond'],
};
const analyse = analyser(lexicon, stemmers, ['beschikking aanvragen']);

test.each([
  ['capitals and accents', 'Coördinator DÉCEMBER', 'coordinator december'],
  ['marks between words', 'West-Friesland: klopt dat?', 'west friesland klopt dat'],
  ['an amount in every spelling', '€ 20.000 20,000 20 000 20k', '20000 20000 20000 20000'],
  ['a date keeps its parts', '10 december 2021', '10 december 2021'],
  ['an apostrophe within a word', "what's z'n", 'whats zn'],
  ['letters that we have no accents for', 'Straße № 3, “Ωmega” d’accord', 'straße 3 ωmega daccord'],
  ['nothing at all', ' ?! ', ''],
])('normalised: %s', (_, text, plain) => {
  expect(normalise(text)).toBe(plain);
});

test('a text without end is cut, so that one message cannot keep the bot busy', () => {
  expect(normalise('a'.repeat(10_000)).length).toBeLessThan(1_000);
});

describe('what a text is about', () => {
  test.each([
    ['a synonym is the same concept', 'woningbouwcorporatie', ['#corporatie']],
    ['a plural too', 'woningcorporaties', ['#corporatie']],
    ['English words stand for Dutch concepts', 'the housing associations', ['#corporatie']],
    ['capitals of an abbreviation do not count', 'gba', ['#brp']],
    ['the longer term wins', 'een tijdelijk contract', ['#tijdelijk']],
    ['a compound is about its parts', 'huurprijs', ['#bedrag', 'hur']],
    ['also with a letter between them, and in the plural', 'woningscontracten', ['#woning', '#contract']],
    ['a word of the field is not cut', 'huurcontract', ['#contract']],
    ['small words say nothing', 'wat is het voor een', []],
    ['a stem that is a small word is not a concept', 'het gaat', []],
    ['a typing error is mended', 'woningcoorporatie huurcontarct', ['#corporatie', '#contract']],
    ['words of the vocabulary are known', 'beschiking', ['beschik']],
    ['a short word is not mended into another', 'bond', ['bond']],
  ])('%s', (_, text, terms) => {
    expect(analyse(text).terms).toEqual(terms);
  });

  test.each<[string, 'nl' | 'en' | null]>([
    ['wat is het', 'nl'],
    ['what is the lease for', 'en'],
    ['huurcontract', null],
  ])('the language of "%s" is %s', (text, language) => {
    expect(analyse(text).language).toBe(language);
  });

  test('a word is the same whether it was read before or not, and whether it is in the vocabulary or not', () => {
    const [first, second] = [analyse('sleuteldata beschikking'), analyse('sleuteldata beschikking')];
    const unlearnt = analyser(lexicon, stemmers)('sleuteldata beschikking');
    expect(second).toEqual(first);
    expect(unlearnt.terms).toEqual(first.terms);
  });

  test('it tells what was written from what was meant, and the known from the strange', () => {
    expect(analyse('woningcorporatei zzyzx').tokens).toMatchObject([
      { written: 'woningcorporatei', word: 'woningcorporatie', known: true, stop: false },
      { written: 'zzyzx', word: 'zzyzx', known: false, stop: false },
    ]);
  });
});
