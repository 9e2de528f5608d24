/**
 * Questions that no source answers, from who asks to who answers and approves; and what people say of answers. Words of
 * people are looked at before they are stored: what looks personal has to be put differently, never just taken out.
 */
import { checkText, type TextKind } from '../../domain/freeText.ts';
import type { HandedOver, QuestionEvent } from '../../domain/answers/handedOver.ts';
import { QUESTION_INPUT, REGION_INPUT } from '../../presenters/answers.ts';
import {
  handedOverCard,
  handOverForm,
  newAnswerCard,
  proposalCard,
  questionCard,
  questionsCard,
  questionStateCard,
  SHORT_INPUT,
  TEXT_INPUT,
  wrongForm,
} from '../../presenters/answersHandedOver.ts';
import type { Press } from '../../presenters/buttons.ts';
import type { Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { answerWords } from '../../presenters/wordingAnswers.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { answerHandedOver, readQuestion } from '../../usecases/answerHandedOver.ts';
import { handOver } from '../../usecases/handOver.ts';
import { listQuestions } from '../../usecases/listQuestions.ts';
import { rateAnswer } from '../../usecases/rateAnswer.ts';
import { askedBy } from '../../usecases/askedBy.ts';
import { todayOf } from '../../usecases/readCase.ts';
import { notice, personalOnly, type Answer, type Turn } from '../turn.ts';
import { regionName, regionOf, regionsOf } from './regions.ts';

const LIST =
  /^(?:onbeantwoorde vragen|open vragen|vragen zonder antwoord|unanswered(?: questions)?|open questions)[.!?]*$/i;
const HAND_OVER =
  /^(?:vraag (?:het|dit) (?:aan )?de (?:uitstroomco[oö]rdinator|deskundige)|ask the (?:uitstroomco[oö]rdinator|expert))[.!?]*$/i;

/** The answer to words about handed over questions; null for other words. */
export async function handedOverAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (HAND_OVER.test(text)) return form(turn, await regionOf(turn, null), {});
  if (!LIST.test(text)) return null;
  return turn.reader.shared ? personalOnly(turn) : list(turn);
}

const VERBS = new Set([
  ...['handover', 'handover_save', 'answer_helped', 'answer_wrong', 'answer_wrong_save', 'questions', 'question'],
  ...['question_save', 'question_propose', 'question_approve', 'question_decline'],
] as const);
type HandedOverVerb = Extract<
  Press['verb'],
  'handover' | 'handover_save' | 'questions' | `question${string}` | 'answer_helped' | `answer_wrong${string}`
>;
type HandedOverPress = Extract<Press, { verb: HandedOverVerb }>;

/** True for a press about questions that were handed over, or about what somebody thinks of an answer. */
export const isHandedOverPress = (press: Press): press is HandedOverPress =>
  (VERBS as ReadonlySet<string>).has(press.verb);

/** Answers such a press. The lists and the forms of experts and editors are for a personal chat. */
export async function handedOverPress(turn: Turn, press: HandedOverPress, typed: Typed): Promise<Answer> {
  switch (press.verb) {
    case 'handover':
      return begin(turn, press.data.r, typed);
    case 'handover_save':
      return save(turn, typed[REGION_INPUT] ?? '', typed);
    case 'answer_helped':
      return rate(turn, press.data.a, true, {});
    case 'answer_wrong':
      return turn.reader.shared ? rate(turn, press.data.a, false, {}) : { card: wrongForm(press.data.a, turn.reader) };
    case 'answer_wrong_save':
      return rate(turn, press.data.a, false, typed);
    default:
      return turn.reader.shared ? personalOnly(turn) : questionPress(turn, press, typed);
  }
}

type QuestionPress = Extract<HandedOverPress, { verb: 'questions' | `question${string}` }>;

async function questionPress(turn: Turn, press: QuestionPress, typed: Typed): Promise<Answer> {
  const words = { short: typed[SHORT_INPUT] ?? '', text: typed[TEXT_INPUT] ?? '' };
  switch (press.verb) {
    case 'questions':
      return list(turn);
    case 'question':
      return show(turn, press.data.q);
    case 'question_save':
      return change(turn, press.data, { type: 'answer', ...words }, typed);
    case 'question_propose':
      return change(turn, press.data, { type: 'propose' }, typed);
    case 'question_approve':
      return change(turn, press.data, { type: 'approve', question: typed[QUESTION_INPUT] ?? '', ...words }, typed);
    case 'question_decline':
      return change(turn, press.data, { type: 'decline' }, typed);
  }
}

/** The form, with the region that is known and what was typed. */
function form(turn: Turn, region: string | null, typed: Typed, notices: readonly Notice[] = []): Answer {
  const known = { [REGION_INPUT]: region ?? '', ...typed };
  return { card: handOverForm(regionsOf(turn), turn.reader, known, notices) };
}

// From a card that holds the question already it goes on its way at once.
async function begin(turn: Turn, region: string, typed: Typed): Promise<Answer> {
  const known = region === '' ? await regionOf(turn, null) : region;
  const text = (typed[QUESTION_INPUT] ?? '').trim();
  return text === '' || known === null ? form(turn, known, typed) : save(turn, known, typed);
}

async function save(turn: Turn, region: string, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const a = answerWords(reader.lang);
  const text = typed[QUESTION_INPUT] ?? '';
  const result = await handOver(deps, { member, text, region, lang: reader.lang });
  const again = (word: string, kept: Typed = typed): Answer => form(turn, region, kept, notice(word, 'attention'));
  switch (result.kind) {
    case 'handed_over':
      return {
        card: handedOverCard(
          ...([result.question, result.experts] as const),
          { region: regionName(turn, region), contact: turn.contact },
          reader,
        ),
      };
    case 'answered':
      return { card: newAnswerCard(result.question, regionName(turn, region), reader) };
    case 'personal':
      // In a group, and a citizen service number anywhere, is not shown back.
      return again(personalText(turn, result.kinds), { ...typed, [QUESTION_INPUT]: kept(turn, text, result.kinds) });
    case 'no_words':
      return again(a.questionError);
    case 'too_long':
      return again(a.tooLong);
    case 'unknown_region':
      return again(a.regionError);
  }
}

const kept = ({ reader }: Turn, text: string, kinds: readonly TextKind[]): string =>
  reader.shared || kinds.includes('bsn') ? '' : text;

function personalText({ reader }: Turn, kinds: readonly TextKind[]): string {
  const a = answerWords(reader.lang);
  const { guardKinds } = peopleWords(reader.lang);
  return a.personal(kinds.map((kind) => (kind === 'bsn' ? a.bsnKind : guardKinds[kind])).join(', '));
}

async function rate(turn: Turn, answerId: string, helpful: boolean, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const a = answerWords(reader.lang);
  const text = typed[TEXT_INPUT] ?? '';
  const result = await rateAnswer(deps, { member, answerId, helpful, text });
  const said = (word: string): Answer => ({ card: wordCard([word], waysOn(reader)), private: true });
  switch (result.kind) {
    case 'rated':
      return said(helpful ? a.thanks : a.wrongSaved);
    case 'no_answer':
      return said(a.gone);
    case 'too_long':
      return { card: wrongForm(answerId, reader, typed, notice(a.tooLong, 'attention')) };
    case 'personal': {
      const safe = { [TEXT_INPUT]: kept(turn, text, result.kinds) };
      return { card: wrongForm(answerId, reader, safe, notice(personalText(turn, result.kinds), 'attention')) };
    }
  }
}

async function list(turn: Turn, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, member, reader } = turn;
  const { base, passages } = await deps.answers.index();
  const answer = (id: string): string =>
    base.entries.find((each) => each.id === id)?.[reader.lang].question ??
    passages.find((each) => each.id === id)?.title ??
    answerWords(reader.lang).gone;
  const names = { region: (id: string) => regionName(turn, id), answer };
  return { card: questionsCard(await listQuestions(deps, member), names, reader, notices) };
}

const gone = ({ reader }: Turn): Answer => ({
  card: wordCard([answerWords(reader.lang).questionGone], waysOn(reader)),
  private: true,
});

/** The card on which this member can go on with the question, as it is now. */
async function show(turn: Turn, id: string, typed: Typed = {}, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, member, reader } = turn;
  const edited = await readQuestion(deps, id, member, 'approve');
  if (edited?.state === 'proposed') {
    return { card: proposalCard(edited, regionName(turn, edited.region), reader, typed, notices) };
  }
  const question = (await readQuestion(deps, id, member, 'answer')) ?? edited;
  if (!question) return gone(turn);
  if (question.state !== 'open') return { card: questionStateCard(question, notices, reader) };
  return { card: questionCard(question, await askedBy(deps, question, member), reader, typed, notices) };
}

async function change(
  turn: Turn,
  { q, v }: { readonly q: string; readonly v: number },
  event: QuestionEvent,
  typed: Typed,
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const a = answerWords(reader.lang);
  const result = await answerHandedOver(deps, { id: q, seen: v, event, member });
  switch (result.kind) {
    case 'changed':
      return {
        card: questionStateCard(result.question, notice(doneText(turn, event, result.question), 'good'), reader),
      };
    case 'stale':
      return show(turn, q, {}, notice(a.questionStale, 'warning'));
    case 'wrong_words':
      return show(turn, q, typed, notice(a.wrongWords, 'attention'));
    case 'personal':
      return show(turn, q, withoutNumbers(turn, typed), notice(personalText(turn, result.kinds), 'attention'));
    case 'no_question':
      return gone(turn);
  }
}

function doneText({ reader }: Turn, event: QuestionEvent, question: HandedOver): string {
  const a = answerWords(reader.lang);
  return { answer: a.answered(question.asked), propose: a.proposed, approve: a.approved, decline: a.declined }[
    event.type
  ];
}

// A citizen service number is never shown back.
const withoutNumbers = ({ deps }: Turn, typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).map(([key, value]) => {
      const found = checkText(value, todayOf(deps)).some(({ kind }) => kind === 'bsn');
      return [key, found ? '' : value];
    }),
  );
