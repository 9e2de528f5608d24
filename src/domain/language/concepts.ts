/**
 * Finds the concepts of the field in a row of words, whichever word, spelling or language people use for them.
 * The concepts come from content; a longer term wins over a shorter one that lies within it.
 */

/** A concept with every word and term that stands for it. */
export interface Concept {
  readonly id: string;
  readonly terms: readonly string[];
}

/** The forms under which one word may be looked up, each once, the most exact first. */
export type FormsOf = (word: string) => readonly string[];

/** A concept and the words of the text that it covers. */
export interface ConceptHit {
  readonly id: string;
  readonly from: number;
  /** First word after it. */
  readonly to: number;
}

interface Node {
  readonly next: Map<string, Node>;
  readonly ids: string[];
}

/** Builds the finder once; it is handed the forms of each word. `wordsOf` cuts a term of content as texts are cut. */
export function conceptFinder(
  concepts: readonly Concept[],
  wordsOf: (term: string) => readonly string[],
  formsOf: FormsOf,
): (words: readonly (readonly string[])[]) => readonly ConceptHit[] {
  const root: Node = { next: new Map(), ids: [] };
  for (const { id, terms } of concepts) {
    for (const term of terms) insert(root, wordsOf(term), 0, id, formsOf);
  }
  return (words) => {
    const hits: ConceptHit[] = [];
    for (let from = 0; from < words.length;) {
      const found = longest(root, words, from, from);
      if (found) for (const id of found.ids) hits.push({ id, from, to: found.to });
      from = found?.to ?? from + 1;
    }
    return hits;
  };
}

function insert(node: Node, words: readonly string[], at: number, id: string, formsOf: FormsOf): void {
  const word = words[at];
  if (word === undefined) {
    if (!node.ids.includes(id)) node.ids.push(id);
    return;
  }
  for (const form of formsOf(word)) {
    let child = node.next.get(form);
    if (!child) node.next.set(form, (child = { next: new Map(), ids: [] }));
    insert(child, words, at + 1, id, formsOf);
  }
}

interface Found {
  readonly ids: readonly string[];
  readonly to: number;
}

function longest(node: Node, words: readonly (readonly string[])[], at: number, from: number): Found | null {
  let best: Found | null = node.ids.length > 0 && at > from ? { ids: node.ids, to: at } : null;
  const word = words[at];
  if (!word) return best;
  for (const form of word) {
    const child = node.next.get(form);
    const found = child ? longest(child, words, at + 1, from) : null;
    if (found && found.to > (best?.to ?? from)) best = found;
  }
  return best;
}
