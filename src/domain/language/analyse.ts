/**
 * The analysis of what people write, in Dutch or English: words, mended typing errors, stems, parts of compounds and
 * concepts of the field. Shared by questions and commands. Pure: words come from content, stemmers from a library.
 */
import { conceptFinder, type Concept, type ConceptHit } from './concepts.ts';
import { vocabularyOf, type Token } from './vocabulary.ts';

/** What content says about words. */
export interface Lexicon {
  readonly concepts: readonly Concept[];
  /** Ids of concepts that say what is asked: `plain` such as when or who, `hard` such as a price or an address. */
  readonly asks: Readonly<Record<'plain' | 'hard', readonly string[]>>;
  /** Words without weight, by language; they also tell in which language a text is. */
  readonly stopWords: Readonly<Record<'nl' | 'en', readonly string[]>>;
  /** Words from which compounds are made, beside those of the concepts. */
  readonly parts: readonly string[];
  /** Ordinary words: known, so never taken for a typing error. */
  readonly words: readonly string[];
}

/** The stem of a word, by language. */
export type Stemmers = Readonly<Record<'nl' | 'en', (word: string) => string>>;

export interface Analysis {
  readonly tokens: readonly Token[];
  /** Concepts of the field, in the order of the text, each once. */
  readonly concepts: readonly string[];
  /** What the text is about: concepts as `#id`, and the stems of the words (and parts) that no concept covers. */
  readonly terms: readonly string[];
  /** The language that its small words are in; null where they do not tell. */
  readonly language: 'nl' | 'en' | null;
}

/** The whole text, normalised. */
export const asWritten = ({ tokens }: Analysis): string => tokens.map(({ written }) => written).join(' ');

export type Analyse = (text: string) => Analysis;

/** Builds the analysis once. `vocabulary` are further texts whose words are known, such as example phrases. */
export function analyser(lexicon: Lexicon, stemmers: Stemmers, vocabulary: readonly string[] = []): Analyse {
  const { wordsOf, read, formsOf } = vocabularyOf(lexicon, stemmers, vocabulary);
  const conceptsIn = conceptFinder(lexicon.concepts, wordsOf, formsOf);
  const termOf = new Map(lexicon.concepts.map(({ id }) => [id, `#${id}`]));
  return (text) => {
    const { tokens, forms, language } = read(text);
    const hits = conceptsIn(forms);
    const concepts: string[] = [];
    const stems: string[] = [];
    let next = 0;
    for (let at = 0; at < tokens.length; at++) {
      const hit = hits[next];
      if (hit?.from !== at) {
        const { stem, parts, stop } = tokens[at] as Token;
        if (parts.length > 0) addParts(parts, conceptsIn(parts.map(formsOf)), concepts, stems);
        else if (!stop) addNew(stems, stem);
        continue;
      }
      for (; hits[next]?.from === at; next++) addNew(concepts, (hits[next] as ConceptHit).id);
      at = hit.to - 1;
    }
    const terms: string[] = [];
    for (const id of concepts) terms.push(termOf.get(id) ?? id);
    for (const stem of stems) terms.push(stem);
    return { tokens, concepts, terms, language };
  };
}

// Of a compound that no concept covers: the concepts in its parts, and else the stems of these.
function addParts(parts: readonly string[], inside: readonly ConceptHit[], concepts: string[], stems: string[]): void {
  for (const { id } of inside) addNew(concepts, id);
  for (const [at, stem] of parts.entries()) {
    if (!inside.some(({ from, to }) => at >= from && at < to)) addNew(stems, stem);
  }
}

function addNew(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
