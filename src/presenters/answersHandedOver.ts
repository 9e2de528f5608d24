/**
 * The cards about questions that were handed over: for who asks, for the expert, for the editor, and the lists. Words of
 * people are shown as plain text; nothing of any case comes here.
 */
import type { HandedOver } from '../domain/answers/handedOver.ts';
import { civilDateOf } from '../domain/calendar.ts';
import type { AnswerFeedback, Member } from '../usecases/ports.ts';
import type { Expert } from '../usecases/experts.ts';
import type { QuestionList } from '../usecases/listQuestions.ts';
import { QUESTION_INPUT, questionField, regionField, type RegionChoice } from './answers.ts';
import { button, type Button } from './buttons.ts';
import { plainHeader, plainText, type CardData, type Notice, type Reader } from './card.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { waysOn, wordCard } from './notices.ts';
import { words } from './wording.ts';
import { answerWords } from './wordingAnswers.ts';

/** The inputs of an answer. */
export const SHORT_INPUT = 'short';
export const TEXT_INPUT = 'text';

// So that the longest list is still a card for a phone.
const MOST = 6;
const MOST_REMARKS = 2;
const LONGEST_ON_LIST = 140;

/** Asks for the question that is to be handed over, and for its region. */
export function handOverForm(
  regions: readonly RegionChoice[],
  reader: Reader,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): CardData {
  const a = answerWords(reader.lang);
  return formCard(reader, {
    ...{ notices, title: a.handOverTitle, intro: a.handOverIntro },
    fields: [questionField(typed, reader), regionField(regions, typed, reader)],
    actions: [
      button(a.press.send, 'handover_save', {}, { style: 'positive', inputs: true }),
      button(words(reader.lang).press.help, 'help', {}),
    ],
  });
}

/** To whom the question went. In a group nobody is named. `contact`: whom to turn to where the region has no expert. */
export function handedOverCard(
  question: HandedOver,
  experts: readonly Expert[],
  { region, contact }: { readonly region: string; readonly contact: string | null },
  reader: Reader,
): CardData {
  const a = answerWords(reader.lang);
  const names = experts.map(({ member, standsInFor }) =>
    standsInFor ? a.standsIn(nameOf(member, reader), nameOf(standsInFor, reader)) : nameOf(member, reader),
  );
  const nobody = [a.nobody(region), ...(contact === null ? [] : [a.nobodyContact(plainText(contact))])];
  const told = reader.shared ? a.handedOverShared(region) : a.handedOver(names.join(', '), region);
  return wordCard(
    [
      ...(experts.length > 0 ? [told] : nobody),
      ...(reader.shared ? [] : [a.youGetIt]),
      ...(question.asked > 1 ? [a.askedBefore(question.asked)] : []),
    ],
    waysOn(reader),
  );
}

const nameOf = ({ displayName }: Member, { lang }: Reader): string =>
  displayName === null ? answerWords(lang).somebody : plainText(displayName);

/** The answer that an expert wrote, for who asked. */
export function newAnswerCard(question: HandedOver, region: string, reader: Reader): CardData {
  const { lang } = reader;
  const a = answerWords(lang);
  const { short = '', text = '', at = '' } = question.answer ?? {};
  return {
    template: 'answers-answer',
    summary: `${words(lang).botName}: ${a.expertLabel(region)}`,
    data: {
      ...{ label: a.expertLabel(region), question: plainText(question.text), notices: [] },
      ...{ short: plainText(short), text: plainText(text), hasText: text !== '' },
      source: a.expertSource(region, at === '' ? '' : dateText(civilDateOf(at), lang)),
      ...{ disclaimer: '', hasDisclaimer: false, related: [] },
      ...{ actions: [button(a.press.ask, 'ask', {})], hasActions: true },
    },
  };
}

/** What the expert needs beside the question. */
export interface Asked {
  readonly region: string;
  /** Names with their organisations, of the first who asked. */
  readonly by: string;
  /** The absent colleague for whom this expert stands in; null: for nobody. */
  readonly standsInFor: string | null;
}

/** The question with the form for its answer. */
export function questionCard(
  question: HandedOver,
  { region, by, standsInFor }: Asked,
  reader: Reader,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): CardData {
  const a = answerWords(reader.lang);
  const more = question.asked > 1 ? a.andOthers(question.asked - 1) : '';
  const about = [
    ...(standsInFor === null ? [] : [a.youStandIn(plainText(standsInFor))]),
    a.askedBy(`${plainText(by)}${more}`, region),
  ];
  return formCard(reader, {
    ...{ notices: [...notices, { text: about.join(' '), style: 'emphasis' }], title: a.forYouTitle },
    ...{ intro: plainText(question.text), fields: answerFields(typed, reader) },
    actions: [
      button(a.press.answer, 'question_save', seen(question), { style: 'positive', inputs: true }),
      button(a.press.list, 'questions', {}),
    ],
  });
}

const seen = ({ id, version }: HandedOver) => ({ q: id, v: version });

function answerFields(typed: Typed, { lang }: Reader): readonly Field[] {
  const a = answerWords(lang);
  return [
    field({
      ...{ id: SHORT_INPUT, label: a.short, kind: 'text', value: typed[SHORT_INPUT] ?? '', max: 300, multiline: true },
      ...{ required: true, error: a.shortError, placeholder: a.shortHint },
    }),
    field({
      ...{ id: TEXT_INPUT, label: a.text, kind: 'text', value: typed[TEXT_INPUT] ?? '', max: 2000, multiline: true },
    }),
  ];
}

/** How it stands with a question, after something was done with it. */
export function questionStateCard(question: HandedOver, said: readonly Notice[], reader: Reader): CardData {
  const a = answerWords(reader.lang);
  const { state, answer } = question;
  const propose =
    state === 'answered' ? [button(a.press.propose, 'question_propose', seen(question), { style: 'positive' })] : [];
  const header = plainHeader(plainText(question.text), a.state[state], said);
  const lines: Line[] = [
    { text: plainText(answer?.short ?? '') || a.state[state], sub: plainText(answer?.text ?? '') },
    ...(state === 'answered' ? [{ text: a.mayPropose }] : []),
  ];
  const card = linesUnder(header, ...([reader, a.forYouTitle, [{ title: '', lines }]] as const), [
    ...propose,
    button(a.press.list, 'questions', {}),
  ]);
  return { ...card, summary: `${words(reader.lang).botName}: ${a.state[state]}` };
}

/** A proposed answer, for an editor to approve, in better words if need be. */
export function proposalCard(
  question: HandedOver,
  region: string,
  reader: Reader,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): CardData {
  const a = answerWords(reader.lang);
  const { short = '', text = '' } = question.answer ?? {};
  const given = { [QUESTION_INPUT]: question.text, [SHORT_INPUT]: short, [TEXT_INPUT]: text, ...typed };
  return formCard(reader, {
    ...{ notices, code: region, title: a.proposalTitle, intro: a.proposalIntro, about: a.proposalTitle },
    fields: [{ ...questionField(given, reader), label: a.proposalQuestion }, ...answerFields(given, reader)],
    actions: [
      button(a.press.approve, 'question_approve', seen(question), { style: 'positive', inputs: true }),
      button(a.press.decline, 'question_decline', seen(question)),
      button(a.press.list, 'questions', {}),
    ],
  });
}

/** Asks what was not right in an answer. */
export function wrongForm(
  answerId: string,
  reader: Reader,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): CardData {
  const a = answerWords(reader.lang);
  const text = field({
    ...{ id: TEXT_INPUT, label: a.wrongText, kind: 'text', value: typed[TEXT_INPUT] ?? '', max: 500, multiline: true },
    placeholder: a.questionHint,
  });
  return formCard(reader, {
    ...{ notices, title: a.wrongTitle, intro: a.wrongIntro, fields: [text] },
    actions: [
      button(words(reader.lang).press.save, 'answer_wrong_save', { a: answerId }, { style: 'positive', inputs: true }),
      button(a.press.back, 'answer', { a: answerId }),
    ],
  });
}

/** What waits for experts and editors. `nameOfRegion` and `titleOf` give words for ids. */
export function questionsCard(
  list: QuestionList,
  names: { readonly region: (id: string) => string; readonly answer: (id: string) => string },
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const a = answerWords(reader.lang);
  if (list.open === null) return wordCard([a.listNone], waysOn(reader));
  const lines = (of: readonly HandedOver[], press: (each: HandedOver) => Button): readonly Line[] => [
    ...of.slice(0, MOST).map((each) => questionLine(each, names.region(each.region), press(each), reader)),
    ...(of.length > MOST ? [{ text: a.listMore(of.length - MOST) }] : []),
  ];
  const open = lines(list.open, (each) => button(a.press.reply, 'question', { q: each.id }));
  const sections: Section[] = [
    { title: a.listOpen, lines: open.length > 0 ? open : [{ text: a.listEmpty }] },
    {
      title: a.listAnswered,
      lines: lines(list.answered, (each) => button(a.press.propose, 'question_propose', seen(each))),
    },
    {
      title: a.listProposed,
      lines: lines(list.proposed ?? [], (each) => button(a.press.look, 'question', { q: each.id })),
    },
    {
      title: a.listFeedback,
      lines: list.feedback.slice(0, MOST).map((each) => feedbackLine(each, names.answer(each.answerId), reader)),
    },
  ];
  const header = plainHeader(a.listTitle, '·', notices);
  const card = linesUnder(header, reader, a.listTitle, sections, waysOn(reader));
  return { ...card, summary: `${words(reader.lang).botName}: ${a.listTitle}` };
}

const shortened = (text: string): string =>
  plainText(text.length > LONGEST_ON_LIST ? `${text.slice(0, LONGEST_ON_LIST)}…` : text);

function questionLine(each: HandedOver, region: string, press: Button, { lang }: Reader): Line {
  const a = answerWords(lang);
  const since = a.since(dateText(civilDateOf(each.askedAt), lang));
  return { text: shortened(each.text), sub: [region, a.times(each.asked), since].join(' · '), actions: [press] };
}

function feedbackLine({ helped, notRight, remarks }: AnswerFeedback, title: string, { lang }: Reader): Line {
  const said = remarks.slice(0, MOST_REMARKS).map(({ text }) => `“${shortened(text)}”`);
  return { text: shortened(title), sub: [answerWords(lang).votes(notRight, helped), ...said].join(' · ') };
}
