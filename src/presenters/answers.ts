/**
 * The cards that answer a question about the rules: the answer with its source, the choice between what may be meant,
 * and the refusal. Holds nothing of any case; what people typed stands in inputs only.
 */
import { isCivilDate, type CivilDate } from '../domain/calendar.ts';
import type { Answer, Candidate, Reply } from '../usecases/answerQuestion.ts';
import { button, type Button } from './buttons.ts';
import { choiceText, plainHeader, plainText, type CardData, type Notice, type Reader } from './card.ts';
import { linesUnder } from './caseOverview.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { words } from './wording.ts';
import { answerWords } from './wordingAnswers.ts';

/** The input with a question, and the one with the chosen answer. */
export const QUESTION_INPUT = 'question';
export const ANSWER_INPUT = 'a';
export const REGION_INPUT = 'region';
/** The choice that is no answer. */
export const NONE = '-';

/** A region that can be asked about. */
export interface RegionChoice {
  readonly id: string;
  readonly name: string;
}

/** For whom an answer is shown. */
export interface Shown {
  readonly today: CivilDate;
  /** Null: nobody knows which region it is about. */
  readonly region: string | null;
}

// Markdown runs lines together that have none between them.
const onLines = (text: string): string => text.replaceAll(/\n+/g, '\n\n');

/** The answer: short first, then the whole, where it stands and how old that is. */
export function answerCard(
  answer: Answer,
  { today, region }: Shown,
  reader: Reader,
  said: readonly Notice[] = [],
): CardData {
  const { lang } = reader;
  const a = answerWords(lang);
  const { disclaimer } = answer.source;
  // What an expert typed is shown as it is, not as Markdown.
  const own = answer.expert === undefined ? (text: string): string => text : plainText;
  const elsewhere = answer.otherRegion
    ? a.otherRegion(answer.region)
    : region === null
      ? a.someRegion(answer.region)
      : null;
  const notices: readonly Notice[] = [
    ...said,
    ...(elsewhere === null ? [] : [{ text: elsewhere, style: 'warning' as const }]),
    ...answer.banners.map(({ text }) => ({ text: text[lang], style: 'warning' as const })),
  ];
  return {
    template: 'answers-answer',
    summary: `${words(lang).botName}: ${answer.question}`,
    data: {
      ...{ label: a.label(answer.region), question: own(answer.question), notices },
      ...{ short: own(answer.short), text: onLines(own(answer.text)), hasText: answer.text !== '' },
      source: sourceLine(answer, today, reader),
      ...{ disclaimer: disclaimer?.[lang] ?? '', hasDisclaimer: disclaimer !== null },
      actions: [
        button(a.press.helped, 'answer_helped', { a: answer.id }),
        button(a.press.wrong, 'answer_wrong', { a: answer.id }),
        button(a.press.why, 'answer_why', { a: answer.id }),
        button(a.press.handOver, 'handover', { r: region ?? '' }),
        ...(region === null || answer.otherRegion
          ? [button(a.press.otherRegion, 'answer_region', { a: answer.id })]
          : []),
      ],
      hasActions: true,
      related: answer.related.length > 0 ? [relatedOf(answer, region, reader)] : [],
    },
  };
}

function relatedOf({ related }: Answer, region: string | null, { lang }: Reader): object {
  const a = answerWords(lang);
  return {
    ...{ label: a.related, error: a.relatedError },
    choices: related.map(({ id, question }) => ({ title: choiceText(question), value: id })),
    actions: [button(a.press.show, 'answer_pick', { r: region ?? '' }, { inputs: true })],
  };
}

/** Where the answer stands, and of when that is. */
function sourceLine({ region, source, expert }: Answer, today: CivilDate, { lang }: Reader): string {
  const a = answerWords(lang);
  if (expert !== undefined) return a.expertSource(region, dateText(expert, lang));
  const { document, section, number, date } = source;
  const place = [document, section, ...(number === null ? [] : [a.number(number)])].filter((part) => part !== '');
  return a.source(region, place.join(', '), ageText(date, today, lang));
}

// The full years that lie between; a document that has only a year, or a month, counts from the end of it.
function ageText(date: string | null, today: CivilDate, lang: Reader['lang']): string {
  const a = answerWords(lang);
  if (date === null) return a.undated;
  const whole = isCivilDate(date);
  const year = /\d{4}/.exec(date)?.[0];
  if (year === undefined) return date;
  const last = whole ? date : `${year}-12-31`;
  const years = Number(today.slice(0, 4)) - Number(year) - (today.slice(5) < last.slice(5) ? 1 : 0);
  return a.dated(whole ? dateText(date, lang) : date, Math.max(0, years));
}

/** One of these may be meant, or none; or (`kind: 'refused'`) there is no answer, and these are the nearest. */
export function choicesCard(reply: Reply, text: string, region: string | null, reader: Reader): CardData {
  const { lang } = reader;
  const a = answerWords(lang);
  const refused = reply.kind === 'refused';
  const choices = [
    ...reply.candidates.map((each) => ({ title: choiceText(candidateText(each, lang)), value: each.id })),
    { title: a.none, value: NONE },
  ];
  const choice = field({
    ...{ id: ANSWER_INPUT, label: refused ? a.nearest : a.choicesLabel, kind: 'choice', style: 'expanded' },
    ...{ value: '', error: a.relatedError, choices },
  });
  return formCard(reader, {
    ...{ title: refused ? a.noAnswerTitle : a.choicesTitle, intro: refused ? a.noAnswer : '' },
    fields: [...(reply.candidates.length > 0 ? [choice] : []), questionField({ [QUESTION_INPUT]: text }, reader)],
    actions: [
      ...(reply.candidates.length > 0
        ? [button(words(lang).press.goOn, 'answer_pick', { r: region ?? '' }, { style: 'positive', inputs: true })]
        : []),
      button(a.press.handOver, 'handover', { r: region ?? '' }, { inputs: true }),
    ],
  });
}

const candidateText = ({ question, region }: Candidate, lang: Reader['lang']): string =>
  answerWords(lang).choice(question, region);

/** The field for a question in people's own words. */
export const questionField = (typed: Typed, { lang }: Reader): Field => {
  const a = answerWords(lang);
  return field({
    ...{ id: QUESTION_INPUT, label: a.question, kind: 'text', value: typed[QUESTION_INPUT] ?? '', max: 500 },
    ...{ placeholder: a.questionHint, required: true, error: a.questionError, multiline: true },
  });
};

/** Asks for a question, and (where regions are given) for the region that it is about. */
export function askCard(
  regions: readonly RegionChoice[],
  reader: Reader,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): CardData {
  const { lang } = reader;
  const a = answerWords(lang);
  const region = regionField(regions, typed, reader);
  return formCard(reader, {
    ...{ notices, title: a.askTitle, intro: regions.length > 0 ? a.askRegionIntro : a.askIntro },
    fields: [questionField(typed, reader), ...(regions.length > 0 ? [region] : [])],
    actions: [
      button(words(lang).press.goOn, 'ask_save', {}, { style: 'positive', inputs: true }),
      button(words(lang).press.help, 'help', {}),
    ],
  });
}

/** The field for the region that a question is about. */
export const regionField = (regions: readonly RegionChoice[], typed: Typed, { lang }: Reader): Field => {
  const a = answerWords(lang);
  return field({
    ...{ id: REGION_INPUT, label: a.region, kind: 'choice', style: 'expanded', value: typed[REGION_INPUT] ?? '' },
    ...{ required: true, error: a.regionError },
    choices: regions.map(({ id, name }) => ({ title: name, value: id })),
  });
};

/** Why this is the answer: what it stands on. `step`: the title of the step that it is of; null: it is of none. */
export function answerWhyCard(
  answer: Answer,
  { step, rules }: { readonly step: string | null; readonly rules: readonly string[] },
  today: CivilDate,
  reader: Reader,
): CardData {
  const { lang } = reader;
  const a = answerWords(lang);
  const { disclaimer, section } = answer.source;
  const lines = [
    answer.expert === undefined ? a.whyShort(answer.region) : a.expertWhy,
    sourceLine(answer, today, reader),
    ...(step !== null ? [a.whyStep(step)] : section === '' ? [] : [a.whyHeading(section)]),
    ...(rules.length > 0 ? [a.whyRules(rules.join(', '))] : []),
    ...(disclaimer === null ? [] : [disclaimer[lang]]),
    ...answer.banners.map(({ text }) => text[lang]),
  ];
  const back: Button = button(a.press.back, 'answer', { a: answer.id });
  const card = linesUnder(
    plainHeader(plainText(answer.question), a.label(answer.region)),
    reader,
    a.whyTitle,
    [{ title: '', lines: lines.map((text) => ({ text })) }],
    [back],
  );
  return { ...card, summary: `${words(lang).botName}: ${answer.question}` };
}
