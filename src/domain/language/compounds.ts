/**
 * Cuts Dutch compounds into words of the field: `woningcorporatie` is woning + corporatie.
 * Only words that are handed in count as parts: a guess would cut words that are one.
 */

/** The parts of a compound, or null where it is not made of known parts. */
export type Split = (word: string) => readonly string[] | null;

const SHORTEST = 3;
// What Dutch puts between two parts: verhuizing-s-datum, client-en-raad.
const LINKS = ['', 's', 'en', 'n', 'e'];

/** Says of a piece whether it can stand at the beginning of a compound, and whether at its end (in the plural, say). */
export function splitter(isHead: (piece: string) => boolean, isTail: (piece: string) => boolean): Split {
  const cut = (word: string): readonly string[] | null => {
    // The longest head first, so that `huurcontract` is not cut where it is itself a part.
    for (let at = word.length - SHORTEST; at >= SHORTEST; at--) {
      const head = word.slice(0, at);
      if (!isHead(head)) continue;
      for (const link of LINKS) {
        if (!word.startsWith(link, at)) continue;
        const tail = word.slice(at + link.length);
        if (tail.length < SHORTEST) continue;
        if (isTail(tail)) return [head, tail];
        const rest = cut(tail);
        if (rest) return [head, ...rest];
      }
    }
    return null;
  };
  return (word) => (word.length < 2 * SHORTEST ? null : cut(word));
}
