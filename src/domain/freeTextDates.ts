/**
 * Dates of birth in plain text: a date beside a word of birth, or one too long ago to be a term or a decision.
 * Never tells whose birth it is: a date of birth of anybody is found.
 */
import type { CivilDate } from './calendar.ts';
import { isCivilDate } from './calendar.ts';
import type { Span } from './freeText.ts';

interface SeenDate extends Span {
  /** Null: a day and a month only. */
  readonly year: number | null;
  /** Could be something else than a date: it takes a word of birth beside it. */
  readonly weak: boolean;
}

const MONTHS =
  'jan(?:uar[iy])?|feb(?:ruar[iy])?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|aug(?:ust(?:us)?)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const DAY_FIRST = /(?<!\d)(\d{1,2})( ?[-./] ?| )(\d{1,2})\2'?(\d{4}|\d{2})(?!\d|\2\d)/g;
const YEAR_FIRST = /(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d|\2\d)/g;
const SOLID = /(?<!\d[ ().-]{0,2})(?:\d{8}|\d{6})(?![-.]?\d)/g;
const SPELLED = new RegExp(
  String.raw`(?<!\d)\d{1,2}(?:e|ste|de|th|st|nd|rd)?[ .-]{0,2}(?:of )?(?:${MONTHS})(?!\p{L})(?:\.?,?[ -]{0,2}('?)(\d{4}|\d{2})(?!\d|[:.,]\d))?`,
  'giu',
);
const MONTH_FIRST = new RegExp(
  String.raw`(?<!\p{L})(?:${MONTHS})\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})(?!\d)`,
  'giu',
);
const YEAR_ALONE = /(?<![\d./-])(?:19|20)\d\d(?!\d|[-./]\d)/g;

const BIRTH = String.raw`(?<!\p{L})(?:geboren|geboorte ?-?(?:datum|dag|dat\.?|jaar)|geb\.? ?-?dat(?:um)?\.?|geb\.?|gbd\.?|gebd\.?|jarig|verjaardag|verjaart|born|birth ?-?da(?:te|y)|date of birth|d\.?o\.?b\.?)(?!\p{L})`;
const BIRTH_WORDS = new RegExp(BIRTH, 'giu');
// From the word of birth to its date: a few words, and none that begins another matter.
const GAP =
  /^[ \n:=,(*-]{0,4}(?:(?!(?:en|maar|and|but|gesprek|intake|overleg|afspraak|evaluatie|sinds|vanaf|since|from|per|ingang)(?!\p{L}))[\p{L}'-]{1,20}[ \n:,(]{1,3}){0,4}$/iu;
const SHORT_GAP = /^[ \n:=,(*-]{0,4}(?:(?:in|op|on|jaar|te [\p{L}'-]{1,20}(?: in)?|is|was) ){0,2}$/iu;
const BIRTH_BEHIND =
  /^[ (]{0,2}(?:(?:geboren|geb|jarig|born)|(?:is|was) (?:(?:de|zijn|haar|the|his|her) )?(?:geboortedatum|geboortedag|verjaardag|birthday|date of birth))(?!\p{L})/iu;

// An old date behind one of these is that of a paper or of a beginning, not of a person.
const TERM_WORD =
  /^(?:sinds|vanaf|per|dd|ingang.*|ingegaan|.*contract|.*overeenkomst|.*besluit|.*beschikking|.*indicatie|wet|gebouwd|opgeleverd|versie|convenant|staatsblad|opgericht|gedateerd|getekend|ingeschreven|inschrijving|inschrijfdatum|inschrijfduur|since|lease|tenancy|decision|agreement|dated|signed|registered)$/i;

const YEARS_OF_TERMS = 15;
const OLDEST = 110;

/** Dates of birth: any date beside a word of birth, and any full date longer ago than terms and decisions are. */
export function birthDatesIn(text: string, today: CivilDate): Span[] {
  const thisYear = Number(today.slice(0, 4));
  return [...numericDates(text, thisYear), ...spelledDates(text, thisYear), ...looseDates(text)]
    .filter((date) => {
      if (besideBirth(text, date)) return true;
      const age = date.year === null ? 0 : thisYear - date.year;
      return age > YEARS_OF_TERMS && age <= OLDEST && !date.weak && !behindTermWord(text, date.start);
    })
    .map(({ start, end }) => ({ start, end }));
}

/** Numbers that are a date, whatever its meaning. A year of two digits is read as one of this or the last century. */
export const writtenDatesIn = (text: string): Span[] => [
  ...numericDates(text, 2000).filter(({ weak }) => !weak),
  ...looseDates(text).filter(({ start, end }) => end - start === 8),
];

function numericDates(text: string, thisYear: number): SeenDate[] {
  const dayFirst = [...text.matchAll(DAY_FIRST)].flatMap((match): SeenDate[] => {
    const [whole, day = '', sep = '', month = '', written = ''] = match;
    const [start, end] = [match.index, match.index + whole.length];
    const year = fullYear(written, thisYear);
    const swapped = sep === '/' && exists(year, day, month);
    if ((!exists(year, month, day) && !swapped) || continues(text, start, sep)) return [];
    const short = written.length === 2;
    // "06-12-34 56 78" is a telephone number.
    if (short && /^ \d\d ?\d\d(?!\d)/.test(text.slice(end, end + 8))) return [];
    const section = sep === '.' && short && day.length + month.length < 4;
    return [{ start, end, year, weak: section || (short && sep === ' ') }];
  });
  const yearFirst = [...text.matchAll(YEAR_FIRST)].flatMap((match): SeenDate[] => {
    const [whole, year = '', sep = '', month = '', day = ''] = match;
    if (!exists(Number(year), month, day) || continues(text, match.index, sep)) return [];
    return [{ start: match.index, end: match.index + whole.length, year: Number(year), weak: false }];
  });
  return [...dayFirst, ...yearFirst];
}

/** The same mark and a digit before it make a longer number of it; another mark stands between two dates. */
const continues = (text: string, start: number, sep: string): boolean =>
  start > 1 && text[start - 1] === (sep.trim() || ' ') && /\d/.test(text[start - 2] ?? '');

function spelledDates(text: string, thisYear: number): SeenDate[] {
  const dayFirst = [...text.matchAll(SPELLED)].map((match): SeenDate => {
    const [whole, apostrophe, written] = match;
    const [start, end] = [match.index, match.index + whole.length];
    if (written === undefined) return { start, end, year: null, weak: true };
    // "12 maart 60 woningen": two digits are a year if nothing is counted with them.
    const ends = /^ ?(?:$|[\n.,;!?)\]"'/|-])/.test(text.slice(end, end + 2));
    const isYear = written.length === 4 || apostrophe !== '' || ends || written.startsWith('0');
    return { start, end, year: isYear ? fullYear(written, thisYear) : null, weak: !isYear };
  });
  const monthFirst = [...text.matchAll(MONTH_FIRST)].map((match): SeenDate => {
    const [whole, day, year] = match;
    return { start: match.index, end: match.index + whole.length, year: Number(year), weak: day === undefined };
  });
  return [...dayFirst, ...monthFirst];
}

/** What is a date only beside a word of birth: `12031984`, `120384`, `1984`. */
function looseDates(text: string): SeenDate[] {
  const solid = [...text.matchAll(SOLID)].flatMap((match): SeenDate[] => {
    const digits = match[0];
    const part = (from: number, to: number): string => digits.slice(from, to);
    const is =
      digits.length === 6
        ? exists(2000, part(2, 4), part(0, 2))
        : exists(Number(part(4, 8)), part(2, 4), part(0, 2)) || exists(Number(part(0, 4)), part(4, 6), part(6, 8));
    return is ? [{ start: match.index, end: match.index + digits.length, year: null, weak: true }] : [];
  });
  const years = [...text.matchAll(YEAR_ALONE)].map((match): SeenDate => ({
    start: match.index,
    end: match.index + 4,
    year: Number(match[0]),
    weak: true,
  }));
  return [...solid, ...years];
}

function besideBirth(text: string, { start, end, year, weak }: SeenDate): boolean {
  const before = text.slice(Math.max(0, start - 100), start);
  const word = [...before.matchAll(BIRTH_WORDS)].at(-1);
  const gap = word ? before.slice(word.index + word[0].length) : null;
  const yearAlone = weak && year !== null && end - start === 4;
  if (gap !== null && (yearAlone ? SHORT_GAP : GAP).test(gap)) return true;
  return !yearAlone && BIRTH_BEHIND.test(text.slice(end, end + 40));
}

function behindTermWord(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  if (/d\.d\. ?$/i.test(before)) return true;
  const clause = before.split(/[;!?\n]|\. /).at(-1) ?? '';
  return (clause.match(/\p{L}+/gu) ?? []).slice(-4).some((word) => TERM_WORD.test(word));
}

/** Two digits are the year that is nearest, with room for terms to come: `84` is 1984, `41` in 2026 is 2041. */
function fullYear(written: string, thisYear: number): number {
  if (written.length === 4) return Number(written);
  const century = thisYear - (thisYear % 100);
  const year = century + Number(written);
  return year > thisYear + YEARS_OF_TERMS ? year - 100 : year;
}

const exists = (year: number, month: string, day: string): boolean =>
  isCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
