/**
 * "Vergelijk wie beslist", "hoe doet Zutphen dit?": which regions somebody wants side by side, and on which subject.
 * Reads words only; the names of regions and subjects come from content.
 */
import { normalise } from '../language/text.ts';
import type { Subject } from '../protocol/compare.ts';
import type { Named } from './slots.ts';

/** What can be compared. */
export interface Comparison {
  readonly subjects: readonly Subject[];
  readonly regions: readonly Named[];
}

/** What somebody wants to see. */
export interface Asked {
  /** Null: not said yet. */
  readonly subject: string | null;
  /** Empty: all. */
  readonly regions: readonly string[];
}

const COMPARE = /^(?:vergelijk|vergelijken|vergelijking|compare|comparison)(?= |$)/;
// A question is about other regions only where one is named: "hoe gaat dit" is about the case.
const HOW = /^(?:hoe|how)(?= )/;
const FILL = new Set(
  [
    'de het een alle andere regio regios met elkaar op over in tussen bij van voor en onderwerp ik wil graag',
    'doet doen gaat gaan werkt regelt regelen is wordt geregeld gedaan dit dat ze zij men daar',
    'the a all other region regions with each on about in between at of for and subject do does done it this that they',
    'is are go goes work works arrange arranged handle handled there',
  ].flatMap((line) => line.split(' ')),
);

/** What the text asks to compare; null if it asks something else, or says more than can be understood. */
export function askedToCompare(text: string, { subjects, regions }: Comparison): Asked | null {
  const said = normalise(text);
  const compare = COMPARE.exec(said);
  const lead = compare ?? HOW.exec(said);
  if (!lead) return null;
  const named = takeAll(` ${said.slice(lead[0].length)} `, regions);
  if (!compare && named.ids.length === 0) return null;
  const [subject, rest] = takeOne(named.rest, subjects);
  if (rest.split(' ').some((word) => word !== '' && !FILL.has(word))) return null;
  return { subject, regions: named.ids };
}

// Takes the longest term out of the text, and says what it names.
function takeOne(text: string, named: readonly Named[]): readonly [string | null, string] {
  const found = named
    .flatMap(({ id, terms }) => terms.map((term) => ({ id, words: ` ${normalise(term)} ` })))
    .filter(({ words }) => text.includes(words))
    .toSorted((a, b) => b.words.length - a.words.length)[0];
  return found ? [found.id, text.replace(found.words, '  ')] : [null, text];
}

function takeAll(text: string, named: readonly Named[]): { readonly ids: readonly string[]; readonly rest: string } {
  const [id, rest] = takeOne(text, named);
  if (id === null) return { ids: [], rest };
  const more = takeAll(rest, named);
  return { ids: [...new Set([id, ...more.ids])], rest: more.rest };
}
