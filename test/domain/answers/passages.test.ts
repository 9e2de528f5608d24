import { describe, expect, test } from 'vitest';
import { readProtocolFolder } from '../../../src/content/protocols.ts';
import { passageFinder } from '../../../src/domain/answers/passageFinder.ts';
import { passagesOf } from '../../../src/domain/answers/passages.ts';
import { contentIndex, lexicon, proefProtocol } from '../../support/answers.ts';

const passages = passagesOf(proefProtocol);
const { analyse } = contentIndex();
const find = passageFinder(passages, analyse, lexicon.asks);
const texts = JSON.stringify(proefProtocol);
const protocols = readProtocolFolder('content/protocols').flatMap(({ read }) => (read.ok ? [read.protocol] : []));

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

// Words between what stands in the protocol: who does what, when a clock runs, what is told to whom, a note to an outcome.
const OURS = /Verantwoordelijk|Betrokken|Binnen \d+ (?:uur|dagen) na|[\s.,:]/g;

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(stringsIn);

describe.each(protocols.map((protocol) => [protocol.id, protocol] as const))('the passages of %s', (_, protocol) => {
  const own = [...new Set(stringsIn(protocol))].filter(({ length }) => length > 2).sort((a, b) => b.length - a.length);
  const made = passagesOf(protocol);
  test('say word for word what it says, and add no word of their own but the links between', () => {
    const strange = made.map(({ text }) =>
      own.reduce((rest, said) => rest.replaceAll(said, ''), text).replace(OURS, ''),
    );
    expect(strange.filter((rest) => rest !== '')).toEqual([]);
  });
  test('name its document and date, and a place in it; English is the translation that stands beside it, or none', () => {
    const steps = Object.values(protocol.routes).flatMap((route) => route.steps);
    for (const { id, step, title, source, text, english } of made) {
      expect(source, id).toMatchObject({ document: protocol.source.document, date: protocol.source.date });
      const places = steps.filter((each) => each.id === step).map(({ section, number }) => ({ section, number }));
      expect(step === null ? [{ section: title, number: null }] : places, id).toContainEqual({
        section: source.section,
        number: source.number,
      });
      expect(english, id).toBe(protocol.english[text] ?? null);
    }
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
