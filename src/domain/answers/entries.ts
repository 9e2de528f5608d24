/**
 * What can be answered: the questions and answers of a region, with the source behind each of them.
 * Data only; how a question finds its answer is for questions.ts and passages.ts.
 */
import type { CivilDate } from '../calendar.ts';

/** Texts that are shown, in one language. */
export interface EntryText {
  readonly question: string;
  /** The answer in one or two sentences. */
  readonly short: string;
  /** The rest of the answer. */
  readonly text: string;
}

/** Where an answer comes from. */
export interface AnswerSource {
  readonly document: string;
  readonly section: string;
  /** As printed, or counted in its section where the source prints none; null where there is nothing to count. */
  readonly number: string | null;
  /** The date of the document; only a year where that is all it has. */
  readonly date: string | null;
  /** What the document says of its own standing; null where it says nothing. */
  readonly disclaimer: EntryTextPair | null;
}

export interface EntryTextPair {
  readonly nl: string;
  readonly en: string;
}

/** One question with its answer. */
export interface Entry {
  /** Such as `wf.o1`. */
  readonly id: string;
  /** The protocol of the region that it belongs to. */
  readonly protocol: string;
  readonly region: string;
  readonly nl: EntryText;
  readonly en: EntryText;
  readonly source: AnswerSource;
  /** Concepts that it is about, by which banners find it. */
  readonly concepts: readonly string[];
  /** Rules of the catalogue that it carries. */
  readonly rules: readonly string[];
  /** Ways in which people ask it. Never shown. */
  readonly phrasings: readonly string[];
  /** The day on which an expert wrote it; absent for what stands in a source. */
  readonly expert?: CivilDate;
}

/** A word of caution beside an answer whose source is older than a change. */
export interface Banner {
  readonly id: string;
  /** The day of the change. */
  readonly from: CivilDate;
  /** Concepts that it is about; an answer that has one of them gets it. */
  readonly concepts: readonly string[];
  readonly text: EntryTextPair;
}

/** All that can be answered from questions and answers. */
export interface AnswerBase {
  readonly entries: readonly Entry[];
  /** Questions that look like ours but that no source answers. */
  readonly unanswered: readonly string[];
  readonly banners: readonly Banner[];
}

/** The banners for an answer on this day: its source is from before the change, and the change has happened. */
export function bannersFor(
  banners: readonly Banner[],
  answer: { readonly concepts: readonly string[]; readonly source: AnswerSource },
  today: CivilDate,
): readonly Banner[] {
  // A source without a date may be of before any change; a year alone, or a date in words, counts from that first day.
  const written = answer.source.date ?? '';
  const date = /^\d{4}(?:-|$)/.test(written) ? written : (/\d{4}/.exec(written)?.[0] ?? '');
  return banners.filter(
    ({ from, concepts }) =>
      today >= from && date < from && concepts.some((concept) => answer.concepts.includes(concept)),
  );
}
