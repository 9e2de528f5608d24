import { expect, test } from 'vitest';
import { bannersFor, type AnswerSource } from '../../../src/domain/answers/entries.ts';

const banner = { id: 'huur', from: '2024-07-01', concepts: ['tijdelijk'], text: { nl: 'Let op', en: 'Mind' } };
const source = (date: string | null): AnswerSource => ({
  document: 'D',
  section: 'S',
  number: null,
  date,
  disclaimer: null,
});

test.each<[string, string[], string | null, string, boolean]>([
  ['an answer from before the change, about it, asked after it', ['tijdelijk'], '2021-12-09', '2026-06-15', true],
  ['on the day of the change itself', ['tijdelijk'], '2021-12-09', '2024-07-01', true],
  ['on the day before', ['tijdelijk'], '2021-12-09', '2024-06-30', false],
  ['an answer about something else', ['sleutel'], '2021-12-09', '2026-06-15', false],
  ['one that is about several things', ['sleutel', 'tijdelijk'], '2021-12-09', '2026-06-15', true],
  ['a source from after the change', ['tijdelijk'], '2024-09-01', '2026-06-15', false],
  ['a source of the day of the change', ['tijdelijk'], '2024-07-01', '2026-06-15', false],
  ['a source that has only a year', ['tijdelijk'], '2023', '2026-06-15', true],
  ['the year of the change may be before it', ['tijdelijk'], '2024', '2026-06-15', true],
  ['a source with a date in words', ['tijdelijk'], '9 december 2021', '2026-06-15', true],
  ['a newer one', ['tijdelijk'], '9 december 2025', '2026-06-15', false],
  ['a source without a date may be old', ['tijdelijk'], null, '2026-06-15', true],
])('%s', (_, concepts, date, today, has) => {
  expect(bannersFor([banner], { concepts, source: source(date) }, today)).toEqual(has ? [banner] : []);
});
