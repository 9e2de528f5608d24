/**
 * Finds the answers that experts wrote since: by how much a question has in common with theirs. One example is too
 * little to learn from, so the classifier is left as it is; to add an answer costs next to nothing.
 */
import { asWritten, type Analysis } from '../language/analyse.ts';
import type { AnswerIndex } from './answerIndex.ts';
import type { Entry } from './entries.ts';
import type { QuestionHit } from './questions.ts';

// Words such as "when" or "who" say what is asked, and weigh less than what it is about.
const ASKS = 0.5;
const NOT_ASKED_HERE = 0.5;
// From here on it is no question without an answer any more (the threshold of an answer, answerQuestion.ts).
const SURE = 0.7;

/** The index with these answers added. One that the sources ask in the same words is left out: the source goes first. */
export function withWritten(index: AnswerIndex, written: readonly Entry[]): AnswerIndex {
  const inSources = new Set(index.base.entries.flatMap(({ protocol, nl }) => `${protocol} ${plain(nl.question)}`));
  const added = written.filter(({ protocol, nl }) => !inSources.has(`${protocol} ${plain(nl.question)}`));
  if (added.length === 0) return index;
  const known = added.map((entry) => {
    const asked = index.analyse(entry.nl.question);
    // Concepts are found in what it says, as for a passage: by them banners and related questions are found.
    const concepts = index.analyse(`${entry.nl.question} ${entry.nl.short} ${entry.nl.text}`).concepts;
    return { entry: { ...entry, concepts }, terms: asked.terms, text: asWritten(asked) };
  });
  const [plainAsks, hardAsks] = [index.asks.plain, index.asks.hard].map((ids) => new Set(ids.map((id) => `#${id}`)));
  const weight = (term: string): number => index.rarity(term) * (plainAsks?.has(term) ? ASKS : 1);
  // Who asks for a price has no answer in what says whether it is allowed.
  const asksElse = (terms: readonly string[], others: readonly string[]): boolean =>
    terms.some((term) => hardAsks?.has(term) && !others.includes(term));
  return {
    ...index,
    base: { ...index.base, entries: [...index.base.entries, ...known.map(({ entry }) => entry)] },
    findQuestion: (analysis) => {
      const found = index.findQuestion(analysis);
      const text = asWritten(analysis);
      const own = known
        .map(({ entry, terms, text: before }): QuestionHit => {
          if (text === before) return { entry, score: 1 };
          const score = alike(analysis, terms, weight);
          return { entry, score: asksElse(analysis.terms, terms) ? score * NOT_ASKED_HERE : score };
        })
        .filter(({ score }) => score > 0);
      const hits = [...own, ...found.hits].sort((a, b) => b.score - a.score).slice(0, Math.max(3, found.hits.length));
      const answered = own.some(({ score }) => score >= SURE);
      return { hits, unanswered: answered ? 0 : found.unanswered };
    },
  };
}

const plain = (text: string): string => text.trim().toLowerCase();

// What both are about, as a share of what either is about (Dice), weighed by how much a term tells.
function alike({ terms }: Analysis, others: readonly string[], weight: (term: string) => number): number {
  const sum = (of: readonly string[]): number => of.reduce((total, term) => total + weight(term), 0);
  const all = sum(terms) + sum(others);
  return all === 0 ? 0 : (2 * sum(terms.filter((term) => others.includes(term)))) / all;
}
