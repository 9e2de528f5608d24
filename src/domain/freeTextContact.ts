/**
 * Ways to reach or find somebody in plain text: e-mail, telephone, postcode with house number.
 * Every repeat in a pattern is bounded and no two repeats can take the same character: hostile text costs no more.
 */
import type { Span } from './freeText.ts';

const LOCAL = String.raw`[^\s<>()[\],;:"@\\/]{1,64}"?`;
const LABEL = String.raw`[\p{L}\d_-]{1,63}`;
const TOP = String.raw`\p{L}{2,24}(?!\p{L})`;
const SPELLED_DOT = String.raw`(?: ?[([{] ?(?:dot|punt) ?[)\]}] ?| (?:dot|punt) )`;
const SPELLED_AT = String.raw`(?: ?[([{] ?(?:at|apenstaart|apenstaartje) ?[)\]}] ?| apenstaart(?:je)? )`;

const EMAILS: readonly RegExp[] = [
  new RegExp(String.raw`${LOCAL}(?:@| @ )(?:${LABEL}\.){1,8}${TOP}`, 'giu'),
  new RegExp(String.raw`${LOCAL}${SPELLED_AT}(?:${LABEL}(?:\.|${SPELLED_DOT})){1,8}${TOP}`, 'giu'),
  // A bare "at" is a common English word: it counts only where the dot is spelled too.
  new RegExp(String.raw`${LOCAL} at (?:${LABEL}${SPELLED_DOT}){1,8}${TOP}`, 'giu'),
];

/** E-mail addresses, also spelled to fool a machine: `naam (at) domein punt nl`. */
export const emailsIn = (text: string): Span[] => spansOf(text, EMAILS);

const SEP = '[ ()./-]{0,3}';
// A dash or dot to a digit before it makes it a part of a longer number; a mobile number is known by its 06 all the same.
const ALONE = String.raw`(?<!\d)(?<!\d[-.])`;

const PHONES: readonly RegExp[] = [
  // The last two digits stand together: else the tenth digit is the next number in the sentence.
  new RegExp(String.raw`(?:${ALONE}\(?0\)?${SEP}[1-9]|(?<!\d)0${SEP}6)(?:${SEP}\d){7}\d(?!\d)`, 'gu'),
  new RegExp(String.raw`${ALONE}0[ .-][1-9](?:[ .-]\d){8}(?![ .-]?\d)`, 'gu'),
  new RegExp(String.raw`(?:\+|(?<!\d)00)${SEP}31(?:${SEP}0)?(?:${SEP}\d){9}(?!\d)`, 'gu'),
  new RegExp(String.raw`\+(?!${SEP}31)(?:${SEP}\d){9,15}(?!\d)`, 'gu'),
  new RegExp(String.raw`${ALONE}00(?!31)[1-9](?:${SEP}\d){9,14}(?!\d)`, 'gu'),
  new RegExp(String.raw`${ALONE}31 ?6[ -]?\d{8}(?!\d)`, 'gu'),
];

/** Telephone numbers, Dutch and international. The numbers of desks are to be taken out before (`DESK_NUMBERS`). */
export const phonesIn = (text: string): Span[] => spansOf(text, PHONES);

/** Numbers that only an organisation can have: 0800, 0900 and 088. */
export const DESK_NUMBERS: readonly RegExp[] = [
  new RegExp(String.raw`${ALONE}0[89]00[ -]{0,3}(?:\d(?:[ .-]?\d){6}(?!\d)|\d\d ?\d\d(?![ .-]?\d))`, 'gu'),
  new RegExp(String.raw`(?:${ALONE}\(?0|(?:\+|(?<!\d)00)31${SEP}0?${SEP})88(?:${SEP}\d){7}(?!\d)`, 'gu'),
];

const HOUSE = String.raw`[1-9]\d{0,4}`;
const POSTCODE = String.raw`(?<![\d-])[1-9]\d{3}(?<gap> ?)(?<letters>[a-z]{2})`;
const ADDRESSES: readonly RegExp[] = [
  new RegExp(
    String.raw`${POSTCODE}(?:[ ,-]{0,3}|[ ,]{1,2}(?:huisnummer|huisnr|nummer|nr|no)\.? ?)${HOUSE}(?:[ -]?[a-z](?![a-z])|-\d{1,4})?(?!\d|[:.-]\d| ?(?:kamer|woning|person|maand|we[ek]|dag|jaar|euro|uur|m2|%))`,
    'gi',
  ),
  new RegExp(
    String.raw`(?<=[\p{L}.] )(?!20\d\d\D)${HOUSE}(?:[ -]?[a-z]| ?-? ?\d{1,4}| ?bis)?[ ,\n]{1,3}${POSTCODE}(?![\p{L}\d])`,
    'giu',
  ),
];

// "in 2026 is 12 maart …": behind a year, two small letters are sooner a word than half a postcode.
const SHORT_WORDS = new Set(
  'is om op en in we te ze er of na al de ik je ja zo nu to at on by or he it my no up as be do me so us jl nm vm aj ca nr mw hr dd vd km kg cm mm ma di wo vr za pm am vs tm m'.split(
    ' ',
  ),
);

/** A postcode with a house number, in either order. A postcode alone is no address. */
export function addressesIn(text: string): Span[] {
  return ADDRESSES.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(({ groups }) => groups?.['gap'] === '' || !SHORT_WORDS.has(groups?.['letters'] ?? ''))
      .map(spanOf),
  );
}

/** Where the patterns match. */
export const spansOf = (text: string, patterns: readonly RegExp[]): Span[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(spanOf));

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });
