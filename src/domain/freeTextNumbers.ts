/**
 * The citizen service number (BSN) in plain text, and the numbers of daily work that are none of ours to stop.
 * Nothing but the eleven-test and the way a number is written decides: the words around it are not weighed.
 */
import type { Span } from './freeText.ts';
import { DESK_NUMBERS, spansOf } from './freeTextContact.ts';
import { writtenDatesIn } from './freeTextDates.ts';

const TIME = String.raw`(?<!\d)(?<!\d[.-])(?:[01]?\d|2[0-4])[.:][0-5]\d`;
const YEAR = String.raw`(?:19|20)\d\d`;

const INNOCENT: readonly RegExp[] = [
  /(?<![\p{L}\d])nl\d{2} ?[a-z]{4}(?: ?\d){10}(?!\d)/giu,
  /(?<!\d ?)(?:€|(?<!\p{L})eur) ?-? ?(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,8})(?!\d)/giu,
  /(?<!\d)(?<!\d\.)\d{1,3}(?:\.\d{3}){1,4}(?:,\d{2}(?!\d)| ?euro)/giu,
  new RegExp(String.raw`${TIME} ?- ?\d{1,2}[.:][0-5]\d(?![.-]?\d)`, 'gu'),
  new RegExp(String.raw`${TIME} ?(?:uur|u|h)(?!\p{L})`, 'giu'),
  /(?<!\d)(?:[01]\d|2[0-4])[0-5]\d ?(?:uur|u)(?!\p{L})/giu,
  new RegExp(String.raw`(?<!\d)(?<!\d[.-])${YEAR} ?[-/] ?${YEAR}(?![.-]?\d)`, 'gu'),
  // A case number with its year. Solid, without the year, it would be as likely a BSN.
  new RegExp(
    String.raw`(?<!\p{L})(?:zaak|dossier|kenmerk|referentie|ref|case|casus|besluit|factuur)(?: ?(?:nummer|nr|id))?[ :.#-]{0,3}${YEAR}[-/.]\d{3,8}(?!\d)`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?!BSN)[A-Z]{2,5}-${YEAR}-\d{3,8}(?!\d)`, 'gu'),
];

/** Numbers that are surely something else: dates, times, amounts, bank accounts, case codes, numbers of desks. */
export const innocentNumbersIn = (text: string): Span[] => [
  ...writtenDatesIn(text),
  ...spansOf(text, DESK_NUMBERS),
  ...spansOf(text, INNOCENT),
];

interface Group extends Span {
  readonly digits: string;
}

/** Numbers that pass the eleven-test, solid or in groups with dots, blanks or dashes between them. */
export function bsnsIn(text: string): Span[] {
  const groups = [...text.matchAll(/\d+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    digits: match[0],
  }));
  return groups.flatMap((_, from) => bsnsFrom(text, groups, from));
}

function bsnsFrom(text: string, groups: readonly Group[], from: number): Span[] {
  const spans: Span[] = [];
  let digits = '';
  for (let to = from; to < groups.length && digits.length < 9; to += 1) {
    if (to > from && !joins(between(text, groups, to))) break;
    digits += groups[to]?.digits ?? '';
    if (isBsn(digits) && standsAlone(text, groups, from, to, digits.length)) {
      spans.push({ start: groups[from]?.start ?? 0, end: groups[to]?.end ?? 0 });
    }
  }
  return spans;
}

/** What stands between a group and the one before it. */
const between = (text: string, groups: readonly Group[], at: number): string | null => {
  const [before, after] = [groups[at - 1], groups[at]];
  return before && after ? text.slice(before.end, after.start) : null;
};

const joins = (gap: string | null): boolean => gap !== null && /^[ .-]{1,3}$/.test(gap);

/**
 * False for a part of a longer number. Eight digits (the leading zero left out) are so common that they must also be
 * written as one number is: the same mark between all groups, and no letter or further group at the ends.
 */
function standsAlone(text: string, groups: readonly Group[], from: number, to: number, length: number): boolean {
  const before = between(text, groups, from);
  const after = between(text, groups, to + 1);
  if ([before, after].some((gap) => gap === '-' || gap === '.')) return false;
  if (length === 9) return true;
  const gaps = groups.slice(from + 1, to + 1).map((_, i) => between(text, groups, from + 1 + i));
  const inGroups = gaps.length > 0;
  const at = groups[from]?.start ?? 0;
  const start = text.slice(Math.max(0, at - 10), at);
  const glued = /\p{L}$/u.test(start) && !/(?:bsn|nummer|nr)$/i.test(start);
  const letterBehind = /^\p{L}/u.test(text.slice(groups[to]?.end, (groups[to]?.end ?? 0) + 2));
  return new Set(gaps).size <= 1 && !glued && !letterBehind && !(inGroups && (joins(before) || joins(after)));
}

/** The eleven-test, with the leading zero put back. */
function isBsn(digits: string): boolean {
  if (digits.length !== 9 && !(digits.length === 8 && !digits.startsWith('0'))) return false;
  const full = digits.padStart(9, '0');
  if (full === '000000000') return false;
  const sum = [...full].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
  return sum % 11 === 0;
}
