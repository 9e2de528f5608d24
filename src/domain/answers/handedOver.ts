/**
 * A question that no source answered: from who asked it, by an expert and an editor, to an answer of its own. Pure:
 * who may do what, and when it is, is for the caller. Holds nothing about a client.
 */
import { civilDateOf, type Instant } from '../calendar.ts';
import { asWritten, type Analysis } from '../language/analyse.ts';
import { codeFinder } from '../understanding/slots.ts';
import type { Entry } from './entries.ts';

export const QUESTION_STATES = ['open', 'answered', 'proposed', 'approved', 'declined'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** The expert's answer, in their own words. */
export interface ExpertAnswer {
  readonly short: string;
  /** What follows the short answer; may be empty. */
  readonly text: string;
  readonly by: string;
  readonly at: Instant;
}

export interface HandedOver {
  readonly id: string;
  /** The id of the protocol. */
  readonly region: string;
  readonly text: string;
  readonly lang: 'nl' | 'en';
  readonly key: string;
  readonly state: QuestionState;
  /** Grows by one with each change. */
  readonly version: number;
  readonly askedAt: Instant;
  /** How many people asked it. */
  readonly asked: number;
  readonly answer: ExpertAnswer | null;
  readonly decided: { readonly by: string; readonly at: Instant } | null;
}

export type QuestionEvent =
  | { readonly type: 'answer'; readonly short: string; readonly text: string }
  | { readonly type: 'propose' }
  /** An editor may put it in better words. */
  | { readonly type: 'approve'; readonly question: string; readonly short: string; readonly text: string }
  | { readonly type: 'decline' };

/** From which states each event is possible. An approved answer can be taken back, one that was declined proposed again. */
const FROM: Readonly<Record<QuestionEvent['type'], readonly QuestionState[]>> = {
  answer: ['open'],
  propose: ['answered', 'declined'],
  approve: ['proposed'],
  decline: ['proposed', 'approved'],
};

export const LONGEST_QUESTION = 500;
const LONGEST_SHORT = 300;
const LONGEST_ANSWER = 2000;

/** What becomes of the question; null: not in this state, or without words. */
export function next(question: HandedOver, event: QuestionEvent, by: string, at: Instant): HandedOver | null {
  if (!FROM[event.type].includes(question.state)) return null;
  const decided = { by, at };
  switch (event.type) {
    case 'answer':
      return fits(event) ? { ...question, state: 'answered', answer: { ...wordsOf(event), by, at } } : null;
    case 'propose':
      return { ...question, state: 'proposed', decided: null };
    case 'approve': {
      const text = event.question.trim();
      if (!fits(event) || !question.answer || text === '' || text.length > LONGEST_QUESTION) return null;
      return { ...question, text, state: 'approved', answer: { ...question.answer, ...wordsOf(event) }, decided };
    }
    case 'decline':
      return { ...question, state: 'declined', decided };
  }
}

interface Words {
  readonly short: string;
  readonly text: string;
}
const wordsOf = ({ short, text }: Words): Words => ({ short: short.trim(), text: text.trim() });

/** True for an answer that says something and is not too long. */
const fits = (words: Words): boolean => {
  const { short, text } = wordsOf(words);
  return short !== '' && short.length <= LONGEST_SHORT && text.length <= LONGEST_ANSWER;
};

/** What a question is about, whatever its order and small words: the same key is the same question. */
export const keyOf = (asked: Analysis): string =>
  asked.terms.length > 0 ? [...asked.terms].sort().join(' ') : asWritten(asked);

/** The question without codes of cases: they say nothing to an expert and must not travel. */
export function withoutCaseCodes(text: string, prefixes: readonly string[], isWord: (word: string) => boolean): string {
  const find = codeFinder(prefixes, isWord);
  let rest = text;
  for (let found = find(rest, ''); found.code !== null; found = find(rest, '')) rest = found.rest;
  return rest === text
    ? text
    : rest
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ ([?.,!])/g, '$1')
        .trim();
}

/** An approved answer as an entry, found and shown like those of the sources. */
export function entryOf(question: HandedOver, region: string): Entry | null {
  const { answer } = question;
  if (question.state !== 'approved' || !answer) return null;
  const date = civilDateOf(answer.at);
  const words = { question: question.text, short: answer.short, text: answer.text };
  return {
    ...{ id: `vraag.${question.id}`, protocol: question.region, region, nl: words, en: words },
    source: { document: 'Antwoord van de uitstroomcoördinator', section: '', number: null, date, disclaimer: null },
    ...{ concepts: [], rules: [], phrasings: [], expert: date },
  };
}
