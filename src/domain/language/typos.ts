/**
 * Mends typing errors: the known word that is nearest to an unknown one. Never touches a word that is known.
 */

/** The nearest known word, or null where none is near enough to be meant. */
export type Repair = (word: string) => string | null;

interface Known {
  readonly word: string;
  readonly letters: number;
}

/** Builds the repair once. Where two words are equally near, the one that stands first in `words` wins. */
export function repairer(words: Iterable<string>): Repair {
  const byLength = new Map<number, Known[]>();
  for (const word of words) {
    const { length } = word;
    if (length < 4) continue;
    const known = { word, letters: lettersOf(word) };
    const same = byLength.get(length);
    if (same) same.push(known);
    else byLength.set(length, [known]);
  }
  return (word) => nearest(word, byLength);
}

// Short words differ by one letter from too many others: `huis` and `hulp` are both words.
const reach = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

function nearest(word: string, byLength: ReadonlyMap<number, readonly Known[]>): string | null {
  const most = reach(word.length);
  if (most === 0 || /\d/.test(word)) return null;
  const letters = lettersOf(word);
  let best: string | null = null;
  let bestCost = most + 0.5;
  for (let length = word.length - most; length <= word.length + most; length++) {
    for (const known of byLength.get(length) ?? []) {
      // Each edit changes at most two letters of the set: most words are ruled out by this alone.
      if (bits(known.letters ^ letters) > 2 * most) continue;
      const cost = costOf(word, known.word, most);
      if (cost < bestCost) {
        best = known.word;
        bestCost = cost;
      }
    }
  }
  return best;
}

// People seldom get the first letter wrong, so such a word must be that much nearer.
function costOf(word: string, known: string, most: number): number {
  const edits = distance(word, known, most);
  return word[0] === known[0] ? edits : edits + 0.4;
}

/** Edits (insert, leave out, replace, swap two neighbours) between two words; `most + 1` if there are more. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
      }
      current.push(edits);
      if (edits < least) least = edits;
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? most + 1;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) % 31);
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
