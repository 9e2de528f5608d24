import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkText, isRefused, withoutFindings, type TextKind } from '../../src/domain/freeText.ts';
import { CLEAN, TELLING, TODAY } from './freeTextSets.ts';

const found = (text: string): readonly [TextKind, string][] =>
  checkText(text, TODAY).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
const kinds = (text: string): readonly TextKind[] => found(text).map(([kind]) => kind);
const sorted = (words: readonly string[]): string[] => [...words].sort();

describe('in sentences as they are written', () => {
  test('the set is large enough to say something', () => {
    expect(CLEAN.length).toBeGreaterThanOrEqual(60);
    expect(TELLING.length).toBeGreaterThanOrEqual(60);
  });

  test.each(TELLING)('%s', (text, ...expected) => {
    expect(sorted(kinds(text))).toEqual(sorted(expected));
  });

  test('of the clean ones, at most 2 % is stopped', () => {
    const stopped = CLEAN.map((text) => [text, found(text)] as const).filter(([, finds]) => finds.length > 0);
    expect(stopped.length / CLEAN.length, JSON.stringify(stopped)).toBeLessThanOrEqual(0.02);
  });
});

describe('each find is the thing itself, no more and no less', () => {
  test.each<[string, TextKind, string]>([
    ['zie BSN123.456.782, akkoord', 'bsn', '123.456.782'],
    ['(020) 123 45 67 bellen', 'phone', '(020) 123 45 67'],
    ['bel +31 6 12345678 2 keer', 'phone', '+31 6 12345678'],
    ['mail jan@voorbeeld.nl.', 'email', 'jan@voorbeeld.nl'],
    ['op 12 mrt 84.', 'birth_date', '12 mrt 84'],
    ['nu 2033 AB 12a in Haarlem', 'address', '2033 AB 12a'],
    ['een suïcidale periode', 'health', 'suïcidale'],
    ['een sui\u0308cidale periode', 'health', 'sui\u0308cidale'],
    ['nr １２３４５６７８２。', 'bsn', '１２３４５６７８２'],
    ['nr 𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐.', 'bsn', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐'],
    ['nr 1234\u200b5678\u00ad2.', 'bsn', '1234\u200b5678\u00ad2'],
  ])('%s', (text, kind, piece) => {
    expect(found(text)).toEqual([[kind, piece]]);
  });
});

describe('a BSN', () => {
  test.each([
    ['fails the eleven-test', 'nummer 123456789'],
    ['is part of a longer number', '1234567820'],
    ['is part of a longer number with a dash', '2026-123456782'],
    ['is part of a bank account', 'NL91ABNA0123456782'],
    ['is all zeros', '000000000'],
    ['is half of a telephone number', '06 12345672, (0)6 1234567 2'],
    ['is a date', 'op 12-03-2026 of 20260312'],
  ])('is not seen in what %s', (_, text) => {
    expect(kinds(text)).not.toContain('bsn');
  });

  test('is refused always, the rest may stay', () => {
    expect(isRefused(checkText('jan@voorbeeld.nl, BSN 123456782', TODAY))).toBe(true);
    expect(isRefused(checkText('jan@voorbeeld.nl, geb. 12-03-1984, hiv, 06-12345678', TODAY))).toBe(false);
    expect(isRefused([])).toBe(false);
  });

  test('names a find that is also an e-mail address, and takes all of it along', () => {
    expect(found('mail jan.123456782.x@voorbeeld.nl')).toEqual([['bsn', 'jan.123456782.x@voorbeeld.nl']]);
  });
});

describe('dates of terms, decisions and leases pass, dates of birth do not', () => {
  test.each<[string, string, boolean]>([
    ['fifteen years back is a term', 'op 27-11-2011', false],
    ['sixteen years back is a birth', 'op 27-11-2010', true],
    ['fifteen years on, in two digits, is a term', 'tot 27-11-41', false],
    ['later in two digits is the last century', 'man, 27-11-42', true],
    ['an old year in two digits behind a word of birth', 'geb. 27-11-36', true],
    ['longer ago than anybody lives', 'op 27-11-1911', false],
    ['recent, but a word of birth before it', 'geboren te Haarlem op 27 november 2023', true],
    ['recent, but a word of birth behind it', 'op 27-11-2023 geboren', true],
    ['a word of birth in the sentence before', 'Waar geboren? Op 27-11-2023 komt het formulier.', false],
    ['a word of birth with another date of its own', 'geb. 1984, intake 27-11-2023', true],
    ['old, behind the word for a lease', 'huurcontract van 27-11-1999', false],
    ['old, behind d.d.', 'brief d.d. 27-11-1999', false],
    ['a day that does not exist', 'op 31-02-1984', false],
    ['a month in words and an English order', 'November 27, 1984', true],
    ['a count behind a day', 'op 12 maart 84 dossiers', false],
  ])('%s', (_, text, birth) => {
    expect(kinds(text).includes('birth_date')).toBe(birth);
  });

  test('a word of birth takes its own date only', () => {
    expect(found('geb. 12-03-2012, omklap 12-03-2027')).toEqual([['birth_date', '12-03-2012']]);
  });
});

describe('health words are whole words', () => {
  test.each([
    ['wasserij, gas, klas, bas, pas, ASSEN', false],
    ['a pain in the ass', false],
    ['ASS-problematiek', true],
    ['Psychíatrisch', true],
    ['PSYCHOSE', true],
    ['ｐｓｙｃｈｏｓｅ', true],
    ['persoonlijkheidsstoornissen', true],
    ['the button is disabled, invalid date, public disorder', false],
    ['zorg begeleiding bewindvoering schulden overlast terugval hulp afspraak', false],
    ['verslag verslagen verslaglegging', false],
    ['gehandicaptenparkeerplaats', false],
  ])('%s', (text, health) => {
    expect(kinds(text).includes('health')).toBe(health);
  });
});

// Made to make a pattern try everything: the text is as long as a card may send, and each test has a second.
describe('a text that is made to last takes no longer', () => {
  const piece = [
    ...[
      'a',
      '0',
      '1',
      ' ',
      '-',
      '.',
      '@',
      '+',
      '(',
      '€',
      '|',
      ']',
      '0-',
      '1 ',
      '06-',
      '+31 ',
      '(0)',
      'a@',
      'a@a.',
      '@a.a-',
    ],
    ...[
      '12-',
      '12-03-',
      '1.1.',
      '12-03-1984 ',
      '1 mei ',
      'geb. ',
      'geboren te ',
      'd.d. ',
      '1234 AB ',
      '12, 1234',
      'at ',
      ' (at) a',
    ],
    ...[
      'a punt ',
      'ggz ',
      'gebruikt ',
      'gebruikt aan de ',
      'psych',
      'onder ',
      '123456782-',
      '12345670 ',
      'zaak ',
      '10.30-',
      '\u0301',
    ],
    ...['\u200b', '１', '\u{1d7ce}', '\ufdfa', '\ud83d', 'nl91abna', '0800 1', '123.', '9'.repeat(64) + '@'],
  ];
  test.each(piece)('%j', { timeout: 1000 }, (part) => {
    for (const tail of ['', '!', '1', 'a', '@']) {
      const text = part.repeat(4000).slice(0, 3999) + tail;
      expect(withoutFindings(text, checkText(text, TODAY)).length).toBeGreaterThan(0);
    }
  });
});

// ── Properties ──

const passes = (digits: string): boolean =>
  [...digits].reduce((sum, digit, i) => sum + Number(digit) * (i === 8 ? -1 : 9 - i), 0) % 11 === 0;
const nine = fc.integer({ min: 1, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'));
const bsn = fc
  .integer({ min: 1, max: 99_999_999 })
  .map((n) => String(n).padStart(8, '0'))
  .map((eight) => [...'0123456789'].map((last) => eight + last).find(passes))
  .filter((digits) => digits !== undefined);
const marks = fc.array(fc.constantFrom('', '', '', '.', ' ', '-', ' - ', '–', '\u00a0'), {
  minLength: 8,
  maxLength: 8,
});
const inGroups = (digits: string, between: readonly string[]): string =>
  [...digits].map((digit, i) => digit + (between[i] ?? '')).join('');
const scripts = fc.constantFrom(0x30, 0xff10, 0x0660, 0x0966, 0x1d7ce);
const inScript = (text: string, zero: number): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const words = fc.constantFrom('BSN ', 'bsn', 'nummer: ', 'Cliënt (', 'zie ', '€-toeslag; ', '');
const after = fc.constantFrom('', '.', ' en verder', ')', ', graag', ' van 12 maart');

// Grouped as a date or a time, a number reads as one: "5 12-03-2026", "1 10.30-12.00".
const readsAsDate = (text: string): boolean =>
  /(?<!\d)(?:\d{1,2}( ?[-.] ?| )\d{1,2}\1(?:\d{4}|\d{2})|\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}\.\d\d ?- ?\d{1,2}\.\d\d|\d{4} ?- ?\d{4})(?!\d)/.test(
    text,
  );

describe('properties', () => {
  test('any number that passes is found, in any grouping and script', () => {
    fc.assert(
      fc.property(bsn, marks, scripts, words, after, (digits, between, zero, before, behind) => {
        const number = inGroups(digits, between);
        fc.pre(!readsAsDate(number.replaceAll('–', '-').replaceAll('\u00a0', ' ')));
        const text = before + inScript(number, zero) + behind;
        expect(isRefused(checkText(text, TODAY)), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('nine digits that fail are never a BSN', () => {
    fc.assert(
      fc.property(nine, words, after, (digits, before, behind) => {
        fc.pre(!passes(digits));
        expect(kinds(before + digits + behind)).not.toContain('bsn');
      }),
      { numRuns: 2000 },
    );
  });

  const mobile = fc.tuple(fc.constantFrom('06', '06-', '06 ', '+31 6 ', '0031 6'), fc.integer({ min: 10_000_000, max: 99_999_999 })).map((parts) => parts.join('')); // prettier-ignore
  const landline = fc.integer({ min: 1_000_000, max: 9_999_999 }).chain((n) => fc.constantFrom(`020-${n}`, `(023) ${n}`, `010${n}`)); // prettier-ignore
  // A slash is read as the end of the word before.
  const email = fc.emailAddress().filter((address) => !address.includes('/'));
  const noise = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(' ', '-', '.', ', ', '/', ' 12 ', '2026-', '12-03-2026', '10.30', ' (at) ', 'x.nl', '@', '2033 AB 12', 'geb. '),
    fc.nat().map(String),
  ); // prettier-ignore
  const piece = fc.oneof(
    bsn,
    fc.tuple(bsn, marks).map(([digits, gaps]) => inGroups(digits, gaps)),
    mobile,
    landline,
    email,
    noise,
  );
  const mixture = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  test('a telephone number and an e-mail address in a sentence are found', () => {
    fc.assert(
      fc.property(fc.oneof(mobile, landline), email, (phone, address) => {
        expect(kinds(`Bel ${phone} of mail ${address} graag`)).toEqual(['phone', 'email']);
      }),
      { numRuns: 1000 },
    );
  });

  test('taking the finds out leaves nothing to be found', () => {
    fc.assert(
      fc.property(mixture, (text) => {
        const rest = withoutFindings(text, checkText(text, TODAY));
        expect(found(rest), rest).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  test('finds are in order, apart, inside the text, and leave the rest of the text as it was', () => {
    fc.assert(
      fc.property(fc.oneof(mixture, fc.string({ unit: 'grapheme' })), (text) => {
        const finds = checkText(text, TODAY);
        let from = 0;
        let kept = '';
        for (const { start, end } of finds) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          kept += `${text.slice(from, start)}[weggehaald]`;
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
        expect(withoutFindings(text, finds)).toBe(kept + text.slice(from));
      }),
      { numRuns: 2000 },
    );
  });
});
