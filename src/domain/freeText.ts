/**
 * The guard of free text: finds what tells who a client is, or what a client suffers from, before it is kept.
 * Pure pattern work in linear time. Never stores, logs or words anything: the caller asks, refuses or takes away.
 */
import type { CivilDate } from './calendar.ts';
import { addressesIn, emailsIn, phonesIn } from './freeTextContact.ts';
import { birthDatesIn } from './freeTextDates.ts';
import { bsnsIn, innocentNumbersIn } from './freeTextNumbers.ts';
import { healthWordsIn } from './freeTextWords.ts';

/** A stretch of a text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// Where two kinds overlap, the first of this list names the whole.
const KINDS = ['bsn', 'email', 'phone', 'birth_date', 'address', 'health'] as const;

/** What can be found: the citizen service number, a way to reach or find somebody, a birth date, a health word. */
export type TextKind = (typeof KINDS)[number];

/** One find in the text as it was written. */
export interface TextFinding extends Span {
  readonly kind: TextKind;
}

// What is found can have hidden something else ("number-number" is one long number until one half is known).
// Each round looks again beside what was found; the limit keeps the time linear for a text made to last.
const MOST_ROUNDS = 6;

/** All finds, in the order of the text, never overlapping. */
export function checkText(text: string, today: CivilDate): readonly TextFinding[] {
  const plain = plainText(text);
  const found: TextFinding[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const more = findingsIn(blank(plain.text, found), today);
    if (more.length === 0) break;
    found.push(...more);
  }
  return merged(found).map(({ kind, start, end }) => ({
    kind,
    start: plain.starts[start] ?? text.length,
    end: Math.max(plain.starts[end] ?? text.length, plain.ends[end - 1] ?? 0),
  }));
}

/** A citizen service number is refused, always. The rest may stay if the writer says why. */
export const isRefused = (findings: readonly TextFinding[]): boolean => findings.some(({ kind }) => kind === 'bsn');

/** The text with each find taken out, visibly. */
export function withoutFindings(text: string, findings: readonly TextFinding[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of findings) {
    kept += `${text.slice(from, start)}[weggehaald]`;
    from = end;
  }
  return kept + text.slice(from);
}

/** The text without the citizen service numbers in it, so that a form that is shown again does not repeat one. */
export const withoutBsn = (text: string, today: CivilDate): string =>
  withoutFindings(
    text,
    checkText(text, today).filter(({ kind }) => kind === 'bsn'),
  );

function findingsIn(text: string, today: CivilDate): TextFinding[] {
  const calm = blank(text, innocentNumbersIn(text));
  const phones = phonesIn(calm);
  // A telephone number in groups often holds nine digits that would pass: what begins inside one is part of it.
  const inPhone = (span: Span): boolean => phones.some(({ start, end }) => start <= span.start && span.start < end);
  return [
    ...named(
      'bsn',
      bsnsIn(calm).filter((span) => !inPhone(span)),
    ),
    ...named('email', emailsIn(text)),
    ...named('phone', phones),
    ...named('address', addressesIn(calm)),
    ...named('birth_date', birthDatesIn(text, today)),
    ...named('health', healthWordsIn(text)),
  ];
}

const named = (kind: TextKind, spans: readonly Span[]): TextFinding[] =>
  spans.map(({ start, end }) => ({ kind, start, end }));

/** Overlapping finds become one, so that taking it out leaves no half of the other behind. */
function merged(findings: readonly TextFinding[]): TextFinding[] {
  const result: TextFinding[] = [];
  for (const next of [...findings].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (!last || next.start >= last.end) result.push(next);
    else
      result.splice(-1, 1, { kind: first(last.kind, next.kind), start: last.start, end: Math.max(last.end, next.end) });
  }
  return result;
}

const first = (a: TextKind, b: TextKind): TextKind => (KINDS.indexOf(a) <= KINDS.indexOf(b) ? a : b);

/** The text, equally long, with the spans made into something that is no letter, digit or separator. */
function blank(text: string, spans: readonly Span[]): string {
  let result = '';
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    const begin = Math.max(start, from);
    result += text.slice(from, begin) + ']'.repeat(end - begin);
    from = end;
  }
  return result + text.slice(from);
}

interface PlainText {
  readonly text: string;
  /** For each character of `text`: where the character that it was made of starts and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Every way to write a letter, digit, dash or blank as the one that patterns know; capitals stay. */
function plainText(original: string): PlainText {
  let text = '';
  let at = 0;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const char of original) {
    const plain = plainChar(char);
    for (let i = 0; i < plain.length; i += 1) {
      starts.push(at);
      ends.push(at + char.length);
    }
    text += plain;
    at += char.length;
  }
  return { text, starts, ends };
}

function plainChar(char: string): string {
  if (char === '\t') return ' ';
  if (char <= '\u007f') return char;
  if (/\p{Nd}/u.test(char)) return String(digitValue(char));
  if (/[\p{Pd}\u2212]/u.test(char)) return '-';
  if (/\s/.test(char)) return ' ';
  if (/[\u2018\u2019\u02bc\u00b4]/.test(char)) return "'";
  // A note mark (²) behind a number is no digit of it.
  if (/\p{No}/u.test(char)) return char;
  return char.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '');
}

/** Unicode lays out the digits of each script in rows of ten, so the place in the row is the value. */
function digitValue(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return before % 10;
}
