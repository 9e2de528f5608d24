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
  /** The whole text, normalised. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Concepts of the field, in the order of the text, each once. */
  readonly concepts: readonly string[];
  /** What the text is about: concepts as `#id`, and the stems of the words (and parts) that no concept covers. */
  readonly terms: readonly string[];
  /** The language that its small words are in; null where they do not tell. */
  readonly language: 'nl' | 'en' | null;
}

export type Analyse = (text: string) => Analysis;

/** Builds the analysis once. `vocabulary` are further texts whose words are known, such as example phrases. */
export function analyser(lexicon: Lexicon, stemmers: Stemmers, vocabulary: readonly string[] = []): Analyse {
  const { wordsOf, tokenOf, formsOf, languageOf } = vocabularyOf(lexicon, stemmers, vocabulary);
  const conceptsIn = conceptFinder(lexicon.concepts, wordsOf, formsOf);
  return (text) => {
    const written = wordsOf(text);
    const language = languageOf(written);
    const tokens = written.map((word) => tokenOf(word, language ?? 'nl'));
    const hits = conceptsIn(tokens.map((token) => token.word));
    const concepts = new Set<string>();
    const stems: string[] = [];
    let next = 0;
    for (let at = 0; at < tokens.length; at++) {
      const hit = hits[next];
      if (hit?.from !== at) {
        addUncovered(tokens[at] as Token, concepts, stems, conceptsIn);
        continue;
      }
      for (; hits[next]?.from === at; next++) concepts.add((hits[next] as ConceptHit).id);
      at = hit.to - 1;
    }
    const terms = new Set([...[...concepts].map((id) => `#${id}`), ...stems]);
    return { text: written.join(' '), tokens, concepts: [...concepts], terms: [...terms], language };
  };
}

// Of a word that no concept covers: the concepts in its parts, and else its stem, unless it has no weight.
function addUncovered(
  { stem, parts, stop }: Token,
  concepts: Set<string>,
  stems: string[],
  conceptsIn: (words: readonly string[]) => readonly ConceptHit[],
): void {
  if (parts.length === 0) {
    if (!stop) stems.push(stem);
    return;
  }
  const inside = conceptsIn(parts);
  for (const { id } of inside) concepts.add(id);
  stems.push(...parts.filter((_, part) => !inside.some(({ from, to }) => part >= from && part < to)));
}
