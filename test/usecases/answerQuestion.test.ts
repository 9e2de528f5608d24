import { describe, expect, test } from 'vitest';
import { answersRead, ask, contentIndex } from '../support/answers.ts';

const index = contentIndex();
const { entries } = answersRead.base;

describe('an answer is its entry, word for word', () => {
  test.each(entries.map((entry) => [entry.id, entry] as const))('%s, in Dutch and in English', (id, entry) => {
    for (const lang of ['nl', 'en'] as const) {
      const { kind, answer } = ask(index, entry[lang].question, { lang });
      expect([kind, answer?.id]).toEqual(['answer', id]);
      expect(answer).toMatchObject({ ...entry[lang], source: entry.source, region: 'Westfriesland' });
    }
  });
  test('nearly every way of asking that we know of leads to its entry', () => {
    const asked = entries.flatMap(({ id, phrasings }) => phrasings.map((text) => ({ id, text })));
    const found = asked.filter(({ id, text }) => ask(index, text).candidates[0]?.id === id);
    expect(found.length / asked.length).toBeGreaterThan(0.98);
  });
});

describe('the language of the answer is that of the question', () => {
  test.each([
    ['Mag je ook urgentie hebben?', 'nl'],
    ['Who is in charge after the start date of the decision?', 'en'],
    ['bijzondere bijstand', 'nl'],
  ])('"%s": %s', (text, lang) => {
    expect(ask(index, text).lang).toBe(lang);
  });
  test('unless another one is asked for', () => {
    expect(ask(index, 'wie heeft de procesregie', { lang: 'en' }).answer?.short).toBe('The lokale toegang.');
  });
});

describe('the banner on temporary leases', () => {
  const has = (id: string, today: string): boolean => {
    const entry = entries.find((each) => each.id === id);
    return (ask(index, entry?.nl.question ?? '', { today }).answer?.banners.length ?? 0) > 0;
  };
  test.each(entries.map(({ id }) => id))(
    '%s has it since 1 July 2024 where it speaks of them, and only there',
    (id) => {
      const touched = ['wf.o7', 'wf.o8', 'wf.o10', 'wf.o12', 'wf.q12'].includes(id);
      expect([has(id, '2024-06-30'), has(id, '2024-07-01'), has(id, '2026-06-15')]).toEqual([false, touched, touched]);
    },
  );
});

describe('what no source answers is refused', () => {
  test.each([
    ['an amount', 'hoeveel bijzondere bijstand krijg je'],
    ['a telephone number', 'telefoonnummer van de uitstroomcoördinator'],
    ['opening hours', 'hoe laat gaat het loket van de gemeente open'],
    ['appeal', 'hoe maak ik bezwaar tegen de afwijzing van mijn cliënt'],
    ['another city', 'geldt dit ook in Amsterdam'],
    ['a price, in English', 'how much does enrolling at Woonmatch cost'],
    ['something else altogether', 'wat voor weer wordt het morgen'],
    ['in English too', 'who won the match yesterday'],
    ['a word', 'fiets'],
    ['nonsense', 'asdf qwer zxcv'],
    ['nothing', ''],
    ['marks only', '?!'],
  ])('%s', (_, text) => {
    const { kind, answer } = ask(index, text);
    expect([kind === 'answer', answer]).toEqual([false, null]);
  });
  test('nearly every near miss that we know of', () => {
    const { unanswered } = answersRead.base;
    const given = unanswered.filter((text) => ask(index, text).kind === 'answer');
    expect(given.length / unanswered.length).toBeLessThan(0.01);
  });
});

test.each([
  ['vague talk', 'iets over het contract'],
  ['a bare subject', 'woonmatch'],
])('where it is not sure it offers up to three questions and gives no answer: %s', (_, text) => {
  const { kind, answer, candidates } = ask(index, text);
  expect([kind, answer]).toEqual(['choices', null]);
  expect(candidates.length).toBeGreaterThan(1);
  expect(candidates.length).toBeLessThanOrEqual(3);
  const scores = candidates.filter(({ id }) => id.startsWith('wf.')).map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test('the answer is the first of the candidates', () => {
  for (const { id, nl } of entries) {
    const { answer, candidates } = ask(index, nl.question, { protocol: 'westfriesland' });
    expect([answer?.id, candidates[0]?.id]).toEqual([id, id]);
  }
});

describe('regions', () => {
  const question = 'Mogen twee cliënten samen naar één zelfstandige woning uitstromen?';
  test('the own region is not marked', () => {
    expect(ask(index, question, { protocol: 'westfriesland' }).answer).toMatchObject({
      id: 'wf.q4',
      otherRegion: false,
    });
  });
  test('an answer from another region is marked as such', () => {
    expect(ask(index, question, { protocol: 'proef' }).answer).toMatchObject({
      id: 'wf.q4',
      region: 'Westfriesland',
      otherRegion: true,
    });
  });
  test('without a region nothing is marked', () => {
    expect(ask(index, question).answer).toMatchObject({ id: 'wf.q4', otherRegion: false });
  });
  test('the protocol of the own region answers, with its step and source', () => {
    const { answer } = ask(index, 'inschrijven bij WoningNet ten minste hoeveel maanden voor de sleutel', {
      protocol: 'proef',
    });
    expect(answer).toMatchObject({
      step: 'woningnet',
      region: 'Proefstad',
      otherRegion: false,
      short: 'ten minste drie maanden voor de sleutel',
      source: { document: 'Afspraken proef', section: 'A2', number: '2' },
    });
  });
  test('without a region no protocol answers: the regions that could are asked for', () => {
    const reply = ask(index, 'inschrijven bij WoningNet ten minste hoeveel maanden voor de sleutel');
    expect(reply.answer?.step ?? null).toBeNull();
    expect(reply.askRegion).toEqual(['proef']);
  });
  test('a region that wrote down what it does not answer is not answered from its protocol either', () => {
    const reply = ask(index, 'telefoonnummer van de uitstroomcoördinator', { protocol: 'westfriesland' });
    expect(reply.answer).toBeNull();
  });
});
