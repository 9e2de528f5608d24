/**
 * Finds out what a person wants from a few words, typing errors and all, by likeness to example phrases.
 * Pure: the phrases come from content; what to do with an answer is for the handlers.
 */

/** An intent with what people may say for it. */
export interface IntentPhrases {
  readonly intent: string;
  readonly phrases: readonly string[];
}

export interface Interpretation {
  /** The likeliest intent; null if nothing comes near. */
  readonly intent: string | null;
  /** 0 to 1: likeness to the nearest phrase. */
  readonly score: number;
  /** True if the answer is sure enough to act on without asking. */
  readonly sure: boolean;
  /** The likeliest intents, best first. */
  readonly candidates: readonly { readonly intent: string; readonly score: number }[];
  readonly slots: { readonly caseCode: string | null };
}

type Vector = ReadonlyMap<string, number>;

const SURE = 0.55;
const LIKELY = 0.45;
const CASE_CODE = /\b([a-z]{2,4})[ -]?(\d{4})[ -]?(\d{1,6})\b/i;

/** Builds the interpreter once; asking it costs some tens of microseconds. */
export function interpreter(intents: readonly IntentPhrases[]): (text: string) => Interpretation {
  const phrases = intents.flatMap(({ intent, phrases: said }) =>
    said.map((phrase) => ({ intent, grams: gramsOf(normalise(phrase)) })),
  );
  const weights = rarity(phrases.map((phrase) => phrase.grams));
  const index = indexOf(phrases.map((phrase) => weigh(phrase.grams, weights)));
  return (text) => {
    const code = CASE_CODE.exec(text);
    const said = normalise(text.slice(0, 500).replace(CASE_CODE, ' '));
    const best = new Map<string, number>();
    likenesses(weigh(gramsOf(said), weights), index, phrases.length).forEach((score, n) => {
      const intent = phrases[n]?.intent ?? '';
      if (score >= LIKELY && score > (best.get(intent) ?? 0)) best.set(intent, score);
    });
    const candidates = [...best]
      .map(([intent, score]) => ({ intent, score }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 3);
    const [first, second] = candidates;
    return {
      intent: first?.intent ?? null,
      score: first?.score ?? 0,
      sure: first !== undefined && first.score >= SURE && first.score - (second?.score ?? 0) > 0.05,
      candidates,
      slots: { caseCode: code ? codeOf(code) : null },
    };
  };
}

// `hlm 2026 14` and `HLM-2026-014` are the same case.
function codeOf(match: RegExpExecArray): string {
  return `${(match[1] ?? '').toUpperCase()}-${match[2]}-${(match[3] ?? '').replace(/^0+/, '').padStart(3, '0')}`;
}

// Lower case, no accents, no punctuation, one space between words.
function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

// Runs of three letters within words, and whole words: the first forgive typing errors, the second reward a hit.
function gramsOf(text: string): Map<string, number> {
  const grams = new Map<string, number>();
  const add = (gram: string): void => void grams.set(gram, (grams.get(gram) ?? 0) + 1);
  for (const word of text.split(' ')) {
    if (word === '') continue;
    add(`=${word}`);
    const padded = `^${word}$`;
    for (let i = 0; i + 3 <= padded.length; i++) add(padded.slice(i, i + 3));
  }
  return grams;
}

function rarity(documents: readonly Vector[]): Vector {
  const counts = new Map<string, number>();
  for (const grams of documents) for (const gram of grams.keys()) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return new Map([...counts].map(([gram, count]) => [gram, Math.log(1 + documents.length / count)]));
}

// Grams that no phrase has weigh as much as rare ones: words beside the point lower the likeness.
function weigh(grams: Vector, weights: Vector): Vector {
  const unknown = Math.log(1 + weights.size / 40);
  const weighed = new Map<string, number>();
  let square = 0;
  for (const [gram, count] of grams) {
    const weight = count * (weights.get(gram) ?? unknown);
    weighed.set(gram, weight);
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (const [gram, weight] of weighed) weighed.set(gram, weight / length);
  return weighed;
}

type Index = ReadonlyMap<string, readonly { readonly phrase: number; readonly weight: number }[]>;

// For each gram the phrases that have it, so that a question only meets phrases that it shares something with.
function indexOf(vectors: readonly Vector[]): Index {
  const index = new Map<string, { phrase: number; weight: number }[]>();
  vectors.forEach((vector, phrase) => {
    for (const [gram, weight] of vector) {
      const postings = index.get(gram);
      if (postings) postings.push({ phrase, weight });
      else index.set(gram, [{ phrase, weight }]);
    }
  });
  return index;
}

// The cosine of the question with each phrase.
function likenesses(question: Vector, index: Index, phrases: number): Float64Array {
  const scores = new Float64Array(phrases);
  for (const [gram, weight] of question) {
    for (const posting of index.get(gram) ?? []) {
      scores[posting.phrase] = (scores[posting.phrase] ?? 0) + weight * posting.weight;
    }
  }
  return scores;
}

const DUTCH = new Set(
  'wat is de het een mijn welke wie voor deze ik moet nu volgende stap stappen casus casussen termijnen hoe staat er aan zet openen nieuwe pauze hallo hoi overzicht gegevens afsluiten cliënt bij waar wanneer niet en of kan kun je'.split(
    ' ',
  ),
);
const ENGLISH = new Set(
  "what what's whats the my which who who's for this i should do now next step steps case cases deadlines how stands up open new hold hello overview facts close client at where when not and or can you".split(
    ' ',
  ),
);

/** The language that a text is clearly written in; null where its words do not tell. */
export function languageOf(text: string): 'nl' | 'en' | null {
  let balance = 0;
  for (const word of text.toLowerCase().match(/[\p{L}']+/gu) ?? []) {
    if (DUTCH.has(word)) balance++;
    if (ENGLISH.has(word)) balance--;
  }
  return balance > 0 ? 'nl' : balance < 0 ? 'en' : null;
}
