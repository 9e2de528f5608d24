/**
 * Answers a question from what the regions wrote, or offers the likeliest questions, or refuses.
 * Extractive: an answer is an entry or a passage, word for word; nothing is ever made up here.
 */
import type { AnswerIndex } from '../domain/answers/answerIndex.ts';
import { bannersFor, type AnswerSource, type Banner } from '../domain/answers/entries.ts';
import { relatedTo } from '../domain/answers/related.ts';
import type { PassageHit } from '../domain/answers/passageFinder.ts';
import type { QuestionHit } from '../domain/answers/questions.ts';
import type { CivilDate } from '../domain/calendar.ts';
import type { Lang } from '../shared/lang.ts';

/** For whom an answer is given. */
export interface Asker {
  /** The protocol of the case or the person; null where nobody knows it. */
  readonly protocol: string | null;
  readonly today: CivilDate;
}

export interface Question extends Asker {
  readonly text: string;
  /** Null: the language that the question is in. */
  readonly lang: Lang | null;
}

export interface Answer {
  readonly id: string;
  readonly question: string;
  readonly short: string;
  /** What follows the short answer; empty for a passage, which is short in itself. */
  readonly text: string;
  readonly protocol: string;
  readonly region: string;
  /** True if the asker's region is another one. */
  readonly otherRegion: boolean;
  /** The step that a passage is of. */
  readonly step: string | null;
  readonly source: AnswerSource;
  /** Rules of the catalogue that an entry carries; empty for a passage, which has those of its step. */
  readonly rules: readonly string[];
  readonly banners: readonly Banner[];
  /** The day on which an expert of the region wrote it; absent for what stands in a source. */
  readonly expert?: CivilDate;
  /** Other questions of the region about the same, at most three. */
  readonly related: readonly Pick<Candidate, 'id' | 'question'>[];
}

export interface Candidate {
  readonly id: string;
  readonly question: string;
  readonly region: string;
  readonly score: number;
}

export interface Reply {
  /** `choices`: one of the candidates may be meant. `refused`: none of them is near; they are only the nearest. */
  readonly kind: 'answer' | 'choices' | 'refused';
  readonly answer: Answer | null;
  readonly score: number;
  readonly candidates: readonly Candidate[];
  /** Regions to choose from, where the answer depends on the region and nobody knows which one it is. */
  readonly askRegion: readonly string[];
  readonly lang: Lang;
}

// Where an answer is given, and where it may be meant (measured: docs/decisions). A passage is only found by its words,
// so more of them must be there.
const SURE = 0.7;
const MAY_BE = 0.3;
const PASSAGE_SURE = 0.6;
const PASSAGE_MAY_BE = 0.4;
const UNANSWERED = 0.5;
const CANDIDATES = 3;

/** Answers one question. */
export function answerQuestion(index: AnswerIndex, question: Question): Reply {
  const analysis = index.analyse(question.text);
  const lang = question.lang ?? analysis.language ?? 'nl';
  const own = question.protocol === null ? null : [question.protocol];
  const { hits, unanswered } = index.findQuestion(analysis);
  // Where a region wrote down what it does not answer, its protocol does not answer it either.
  const knowsGaps = index.base.entries.some((entry) => entry.protocol === question.protocol);
  const found: Found = {
    questions: hits,
    passages: knowsGaps && unanswered > UNANSWERED ? [] : index.findPassage(analysis, own),
  };
  // A single word names a subject and asks nothing: which question about it, the asker may say.
  const best = analysis.terms.length < 2 ? null : bestOf(found, question.protocol);
  const candidates = candidatesOf(found, best, lang);
  const score = best ? best.score : (candidates[0]?.score ?? 0);
  const answer = best && toAnswer(index, best, question, lang);
  if (answer) return { kind: 'answer', answer, score, candidates, askRegion: [], lang };
  const near = (found.questions[0]?.score ?? 0) >= MAY_BE || (found.passages[0]?.score ?? 0) >= PASSAGE_MAY_BE;
  return {
    kind: near ? 'choices' : 'refused',
    answer: null,
    score,
    candidates,
    askRegion: question.protocol === null ? regionsOf(found.passages) : [],
    lang,
  };
}

/** The answer with this id, as it is shown to who asks for it by name; null: there is none, or none any more. */
export function answerById(index: AnswerIndex, id: string, question: Asker & { readonly lang: Lang }): Answer | null {
  const entry = index.base.entries.find((each) => each.id === id);
  const passage = entry ? undefined : index.passages.find((each) => each.id === id);
  if (entry) return toAnswer(index, { entry, score: 1 }, question, question.lang);
  return passage ? toAnswer(index, { passage, score: 1 }, question, question.lang) : null;
}

interface Found {
  readonly questions: readonly QuestionHit[];
  readonly passages: readonly PassageHit[];
}

type Hit = QuestionHit | PassageHit;

// The region's own word goes first: its questions and answers, then its protocol, then what another region wrote.
// Without a region no passage is the answer: it would be the rule of a region that nobody named.
function bestOf({ questions, passages }: Found, protocol: string | null): Hit | null {
  const question = questions[0] && questions[0].score >= SURE ? questions[0] : null;
  const passage = protocol !== null && passages[0] && passages[0].score >= PASSAGE_SURE ? passages[0] : null;
  if (question && (protocol === null || question.entry.protocol === protocol)) return question;
  return passage ?? question;
}

// The answer first, then what may be meant, then the nearest questions. The scores of questions and of passages are
// not of one kind, so they are not put in one order.
function candidatesOf({ questions, passages }: Found, best: Hit | null, lang: Lang): readonly Candidate[] {
  const likely = questions.filter(({ score }) => score >= MAY_BE);
  const near = passages.filter(({ score }) => score >= PASSAGE_MAY_BE);
  const hits = new Set<Hit>([...(best ? [best] : []), ...likely, ...near, ...questions]);
  return [...hits].slice(0, CANDIDATES).map((hit) => ({
    id: idOf(hit),
    question: titleOf(hit, lang),
    region: 'entry' in hit ? hit.entry.region : hit.passage.region,
    score: hit.score,
  }));
}

const idOf = (hit: Hit): string => ('entry' in hit ? hit.entry.id : hit.passage.id);

const titleOf = (hit: Hit, lang: Lang): string => ('entry' in hit ? hit.entry[lang].question : hit.passage.title);

const regionsOf = (passages: readonly PassageHit[]): readonly string[] => [
  ...new Set(passages.filter(({ score }) => score >= PASSAGE_MAY_BE).map(({ passage }) => passage.protocol)),
];

function toAnswer(index: AnswerIndex, hit: Hit, { protocol, today }: Asker, lang: Lang): Answer {
  const { base, analyse } = index;
  const related = (
    about: { readonly id: string; readonly protocol: string; readonly source: AnswerSource },
    concepts: readonly string[],
  ) =>
    relatedTo(base, { ...about, concepts, section: about.source.section }).map((each) => ({
      id: each.id,
      question: each[lang].question,
    }));
  if ('entry' in hit) {
    const { entry } = hit;
    const { question, short, text } = entry[lang];
    const otherRegion = protocol !== null && protocol !== entry.protocol;
    return {
      ...entry,
      ...{ question, short, text, otherRegion, step: null },
      banners: bannersFor(base.banners, entry, today),
      related: related(entry, entry.concepts),
    };
  }
  const { passage } = hit;
  const concepts = analyse(passage.text).concepts;
  return {
    ...passage,
    question: passage.title,
    short: lang === 'en' ? (passage.english ?? passage.text) : passage.text,
    ...{ text: '', otherRegion: protocol !== null && protocol !== passage.protocol, rules: [] },
    banners: bannersFor(base.banners, { concepts, source: passage.source }, today),
    related: related(passage, concepts),
  };
}
