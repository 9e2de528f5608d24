/**
 * Dates and durations as people read them, in both languages. Dates come in as civil dates and stay so.
 * Formatted by table and not by Intl: a card holds many dates and is made at each turn.
 */
import type { CivilDate, Duration, Instant, Minutes } from '../domain/calendar.ts';
import { clockOf, isCivilDate, parseDuration } from '../domain/calendar.ts';
import type { Lang } from '../shared/lang.ts';

const MONTHS: Record<Lang, readonly string[]> = {
  nl: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** `2026-03-01` as `1 maart 2026` or `1 March 2026`. */
export function dateText(date: CivilDate, lang: Lang): string {
  const month = MONTHS[lang][Number(date.slice(5, 7)) - 1] ?? '';
  return `${Number(date.slice(8, 10))} ${month} ${date.slice(0, 4)}`;
}

/** A moment by the clock in Amsterdam: `10 maart 2026 om 21:30`. */
export function momentText(moment: Instant, lang: Lang): string {
  const { date, minutes } = clockOf(moment);
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return `${dateText(date, lang)} ${lang === 'nl' ? 'om' : 'at'} ${time}`;
}

/** Minutes after midnight as people type a time: `21:30`, `9.05`, `14 uur`. Null for anything else. */
export function readTime(text: string): Minutes | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:uur|u|h))?$/i.exec(text.trim());
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  return match && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** How far away a day is: `vandaag`, `over 3 dagen`; behind us it is `2 dagen te laat`, or `2 dagen geleden`. */
export function daysText(days: number, lang: Lang, past: 'late' | 'ago' = 'late'): string {
  const behind = { nl: { late: 'te laat', ago: 'geleden' }, en: { late: 'late', ago: 'ago' } }[lang][past];
  if (lang === 'en') {
    if (days === 0) return 'today';
    return days < 0 ? `${plural(-days, 'day', 'days')} ${behind}` : `in ${plural(days, 'day', 'days')}`;
  }
  if (days === 0) return 'vandaag';
  return days < 0 ? `${plural(-days, 'dag', 'dagen')} ${behind}` : `over ${plural(days, 'dag', 'dagen')}`;
}

/** `P3M` as `3 maanden`, `PT24H` as `24 uur`. */
export function durationText(duration: Duration, lang: Lang): string {
  const { years, months, weeks, days, hours } = parseDuration(duration);
  const parts =
    lang === 'nl'
      ? [
          unit(years, 'jaar', 'jaar'),
          unit(months, 'maand', 'maanden'),
          unit(weeks, 'week', 'weken'),
          unit(days, 'dag', 'dagen'),
          unit(hours, 'uur', 'uur'),
        ]
      : [
          unit(years, 'year', 'years'),
          unit(months, 'month', 'months'),
          unit(weeks, 'week', 'weeks'),
          unit(days, 'day', 'days'),
          unit(hours, 'hour', 'hours'),
        ];
  return parts.filter((part) => part !== '').join(lang === 'nl' ? ' en ' : ' and ');
}

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const unit = (n: number, one: string, many: string): string => (n === 0 ? '' : plural(n, one, many));

/**
 * A date as people type it: `31-02-2026`, `1/3/2026`, `1-3-26`, `2026-03-01`, `1 maart 2026`, `1 mrt 2026`.
 * Null for anything that is not a date that exists.
 */
export function readDate(text: string): CivilDate | null {
  const input = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(input);
  if (iso) return made(iso[1], iso[2], iso[3]);
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(input);
  if (numbers) return made(fullYear(numbers[3]), numbers[2], numbers[1]);
  const words = /^(\d{1,2})\s+([a-zé]+)\.?\s+(\d{4})$/.exec(input);
  const month = words ? monthNumber(words[2] ?? '') : 0;
  return words && month > 0 ? made(words[3], String(month), words[1]) : null;
}

const DAYS_IN_TEXT =
  /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d{2}))?(?!\d)|\d{1,2}(?:e|st|nd|rd|th)?\s+[a-zé]{3,9}\.?(?:\s+\d{4})?|(?<!\p{L})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{1,2}(?:st|nd|rd|th)?(?!\d)/giu;

/** The days that are named among other words, in their order; one without a year is the next one from `today` on. */
export function datesIn(text: string, today: CivilDate): readonly CivilDate[] {
  return [...text.matchAll(DAYS_IN_TEXT)].flatMap(([found]) => {
    const dayFirst = found
      .replace(/\.$/, '')
      .replace(/^([a-z]+)\s+(\d+)/i, '$2 $1')
      .replace(/^(\d+)(?:e|st|nd|rd|th)(?=\s)/i, '$1');
    const whole = readDate(dayFirst);
    if (whole !== null) return whole;
    const separator = /[-/.]/.exec(dayFirst)?.[0] ?? ' ';
    const year = Number(today.slice(0, 4));
    const days = [year, year + 1].flatMap((each) => readDate(`${dayFirst}${separator}${each}`) ?? []);
    return days.find((day) => day >= today) ?? [];
  });
}

function monthNumber(word: string): number {
  const start = word.slice(0, 3);
  if (start === 'mrt') return 3;
  for (const lang of ['nl', 'en'] as const) {
    const index = MONTHS[lang].findIndex((month) => month.toLowerCase().startsWith(start));
    if (word.length >= 3 && index >= 0) return index + 1;
  }
  return 0;
}

const fullYear = (year: string | undefined): string => (year?.length === 2 ? `20${year}` : (year ?? ''));

function made(year = '', month = '', day = ''): CivilDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}
