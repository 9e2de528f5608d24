import { describe, expect, test } from 'vitest';
import { passageFinder } from '../../../src/domain/answers/passageFinder.ts';
import { passagesOf } from '../../../src/domain/answers/passages.ts';
import { contentIndex, lexicon, proefProtocol } from '../../support/answers.ts';

const passages = passagesOf(proefProtocol);
const { analyse } = contentIndex();
const find = passageFinder(passages, analyse, lexicon.asks);
const texts = JSON.stringify(proefProtocol);

describe('the passages of a protocol', () => {
  test('say word for word what the protocol says', () => {
    const made = passages.filter(({ text }) => !texts.includes(JSON.stringify(text).slice(1, -1)));
    // Put together from its words: who does what, what is told to whom, clocks, an outcome with its note.
    expect(made.every(({ text }) => /^(Verantwoordelijk: |Binnen \d+ uur na |[A-Z]\w+: |.+\. )/.test(text))).toBe(true);
    expect(passages.length - made.length).toBeGreaterThan(20);
  });
  test('each has an id of its own, a region, and the document with the place in it', () => {
    expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
    for (const { region, source } of passages) {
      expect([region, source.document]).toEqual(['Proefstad', 'Afspraken proef']);
      expect(source.section).not.toBe('');
    }
  });
  test('no step is left out', () => {
    const steps = Object.values(proefProtocol.routes).flatMap((route) => route.steps.map(({ id }) => id));
    expect(new Set(passages.flatMap(({ step }) => step ?? []))).toEqual(new Set(steps));
  });
  test('what two routes say in the same words is one passage of both', () => {
    const why = passages.filter(({ text }) => text === 'Zonder inschrijving is er geen woning.');
    expect(why.map(({ routes }) => routes)).toEqual([['A', 'C']]);
  });
});

describe('finding a passage', () => {
  test.each([
    ['hoe lang van tevoren moet je inschrijven bij WoningNet', 'woningnet', 'ten minste drie maanden voor de sleutel'],
    ['wie is betrokken bij risico beoordelen', 'taxatie', 'Verantwoordelijk: Begeleider. Betrokken: Woningcorporatie.'],
    ['waarom aanmelden bij de gemeente', 'aanmelding', 'De gemeente moet de cliënt kennen.'],
  ])('"%s" finds the line of %s', (question, step, text) => {
    expect(find(analyse(question), ['proef'])[0]?.passage).toMatchObject({ step, text });
  });
  test('a step is offered once, and at most three', () => {
    const steps = find(analyse('woning gemeente begeleider sleutel'), ['proef']).map(({ passage }) => passage.step);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.length).toBeLessThanOrEqual(3);
  });
  test('another protocol is not searched', () => {
    expect(find(analyse('inschrijven bij WoningNet'), ['elders'])).toEqual([]);
    expect(find(analyse('inschrijven bij WoningNet'), null)[0]?.passage.step).toBe('woningnet');
  });
  test('a price that is not there lowers the score of what is there', () => {
    const of = (question: string): number => find(analyse(question), ['proef'])[0]?.score ?? 0;
    expect(of('wat kost inschrijven bij WoningNet')).toBeLessThan(of('inschrijven bij WoningNet') / 2 + 0.01);
  });
});
