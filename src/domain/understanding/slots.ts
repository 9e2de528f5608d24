/**
 * What a text names: a case by its code, "this client", the role that somebody speaks for, a region.
 * Reads words only; whether the case, role or region exists is for who uses them.
 */
import { wordsOf } from '../language/text.ts';

/** A name by which content knows something, with the words that people use for it. */
export interface Named {
  readonly id: string;
  readonly terms: readonly string[];
}

/** What content says about the things that can be named. */
export interface Names {
  /** The first letters of case codes, such as `HLM`. */
  readonly prefixes: readonly string[];
  readonly regions: readonly Named[];
  readonly roles: readonly Named[];
  /** Words that together point at the case under discussion: "this" and "client". */
  readonly pointers: readonly string[];
  readonly pointedAt: readonly string[];
}

export interface Slots {
  /** `HLM-2026-014`, or `HLM-014` where the year was left out. */
  readonly caseCode: string | null;
  /** True for "this client", "my case". */
  readonly thisCase: boolean;
  /** The role in whose name somebody speaks: "als corporatie". */
  readonly role: string | null;
  readonly region: string | null;
}

/** A case code in a text, and the text with other words in its place. */
export interface CodeFound {
  readonly code: string | null;
  readonly rest: string;
}

/** The code with this year where the year was left out. */
export const withYear = (code: string, year: string): string => code.replace(/^([A-Z]+)-(\d+)$/, `$1-${year}-$2`);

const GAP = String.raw`[\s\-\u2010-\u2015_./:#]`;
const ARTICLE = '(?:de|het|een|a|an|the|onze|our|van|bij|from|of)';
// "Als de corporatie" is a condition, "als corporatie" a role.
const SPEAKS_AS = 'als|as|as a|as an|as the|namens|namens de|namens het|on behalf of|on behalf of the|on behalf of our';
const IS = `(?:ik ben|wij zijn|we zijn|i am|im|we are)(?: ${ARTICLE}){0,2}`;

/** Builds the search for case codes. `isWord`: whether a prefix is an ordinary word too, as `zou` is. */
export function codeFinder(
  prefixes: readonly string[],
  isWord: (prefix: string) => boolean,
): (text: string, instead: string) => CodeFound {
  const known = prefixes.join('|');
  const patterns = [
    new RegExp(String.raw`(?<![\p{L}\p{N}])([a-z]{2,4})(-)(\d{4})-(\d{1,6})(?!\d)`, 'iu'),
    new RegExp(String.raw`(?<![\p{L}\p{N}])(${known})(${GAP}*)(20\d\d|\d\d(?=${GAP}))${GAP}*(\d{1,6})(?!\d)`, 'iu'),
    new RegExp(String.raw`(?<![\p{L}\p{N}])(${known})(${GAP}*)()(\d{1,4})(?!\d)`, 'iu'),
  ];
  return (text, instead) => {
    for (const pattern of patterns) {
      const [all, prefix = '', gap = '', year = '', number = ''] = pattern.exec(text) ?? [];
      if (all === undefined) continue;
      // "zou 14 dagen" is no case; "ZOU 14" and "zou-14" are.
      if (year === '' && gap !== '' && gap.trim() === '' && prefix !== prefix.toUpperCase() && isWord(prefix)) continue;
      const parts = [prefix.toUpperCase(), year.length === 2 ? `20${year}` : year, padded(number)];
      return { code: parts.filter((part) => part !== '').join('-'), rest: text.replace(all, ` ${instead} `) };
    }
    return { code: null, rest: text };
  };
}

const padded = (number: string): string => number.replace(/^0+/, '').padStart(3, '0');

/** Builds the search for the other slots in a row of words; `rest`: without "als corporatie" at the beginning. */
export function nameFinder(
  names: Names,
): (words: readonly string[]) => Omit<Slots, 'caseCode'> & { readonly rest: readonly string[] } {
  const roles = idByWords(names.roles);
  const regions = idByWords(names.regions);
  const role = anyOf([...roles.keys()]);
  const speaksAs = new RegExp(`(?<= )(?:${SPEAKS_AS}) (${role})(?= )`);
  const is = new RegExp(`(?<= )${IS} (${role})(?= )`);
  const region = new RegExp(`(?<= )(${anyOf([...regions.keys()])})(?= )`);
  const pointer = anyOf(names.pointers.map(plain));
  const thisCase = new RegExp(`(?<= )(?:${pointer}) (?:[^ ]+ )?(?:${anyOf(names.pointedAt.map(plain))})(?= )`);
  return (words) => {
    const text = ` ${words.join(' ')} `;
    const spoken = speaksAs.exec(text);
    const named = spoken ?? is.exec(text);
    return {
      thisCase: thisCase.test(text),
      role: roles.get(named?.[1] ?? '') ?? null,
      region: regions.get(region.exec(text)?.[1] ?? '') ?? null,
      rest: spoken?.index === 1 ? wordsOf(text.slice(1 + spoken[0].length)) : words,
    };
  };
}

const plain = (term: string): string => wordsOf(term).join(' ');
const idByWords = (named: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(named.flatMap(({ id, terms }) => terms.map((term) => [plain(term), id] as const)));
// The longest first: "klantmanager wmo" before "klantmanager".
const anyOf = (terms: readonly string[]): string =>
  [...new Set(terms)].toSorted((a, b) => b.length - a.length).join('|');
