/**
 * Questions about the rules: the answer with its source, the choice between what may be meant, or a refusal. The rules
 * are no client data, so a group sees them too. Stores nothing of what is asked.
 */
import { checkText, isRefused, withoutFindings } from '../../domain/freeText.ts';
import type { Interpretation } from '../../domain/understanding/interpret.ts';
import {
  ANSWER_INPUT,
  answerCard,
  answerWhyCard,
  askCard,
  choicesCard,
  NONE,
  QUESTION_INPUT,
  REGION_INPUT,
} from '../../presenters/answers.ts';
import type { Press } from '../../presenters/buttons.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { titleOf } from '../../presenters/protocolText.ts';
import { answerWords } from '../../presenters/wordingAnswers.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { planOf } from '../../domain/protocol/evaluate.ts';
import { answerById, answerQuestion, type Answer as Found, type Reply } from '../../usecases/answerQuestion.ts';
import { todayOf } from '../../usecases/readCase.ts';
import { notice, type Answer, type Turn } from '../turn.ts';
import { handedOverPress } from './answersHandedOver.ts';
import { regionOf, regionsOf } from './regions.ts';

// Words that are not clearly a question need a surer answer, measured on the development sets (docs/decisions).
const SURE_OUT_OF_SCOPE = 0.85;
const SURE_OTHERWISE = 0.98;
const SURE_INTENT = 0.9;
const SURE_SOFT = 0.7;
const NEAR_COMMAND = 0.3;

/**
 * The answer to words that ask for the rules; null where they are about something else, or ask nothing.
 * A question about a case goes to the case, also where the rules say something on it.
 */
export async function questionAnswer(turn: Turn, text: string, understood: Interpretation): Promise<Answer | null> {
  const { intent, sure, score, slots, candidates } = understood;
  if (sure && intent === 'ask_question') return reply(turn, text, slots.region);
  if (slots.caseCode !== null || slots.thisCase) return null;
  const region = await regionOf(turn, slots.region);
  const found = await find(turn, text, region);
  const given = found.kind === 'answer' && found.answer?.step === null ? found.score : 0;
  if (sure && intent === 'out_of_scope') return given >= SURE_OUT_OF_SCOPE ? toAnswer(turn, text, region, found) : null;
  // A word that nobody knows is no greeting: where answers come near it, they are offered.
  if (sure && SOFT.has(intent) && score < SURE_SOFT && found.kind === 'choices') {
    return toAnswer(turn, text, region, found);
  }
  // What may be a signal stays one, unless it is put as a question.
  const asks = intent !== 'report_signal' || text.includes('?');
  if (sure) return given >= SURE_OTHERWISE && score < SURE_INTENT && asks ? toAnswer(turn, text, region, found) : null;
  if (found.kind === 'answer') return asks ? toAnswer(turn, text, region, found) : null;
  const [first] = candidates;
  const command = first !== undefined && !SOFT.has(first.intent);
  if (command && first.score >= NEAR_COMMAND) return null;
  const likely = found.kind === 'choices' || candidates.some((each) => each.intent === 'ask_question') || isAsked(text);
  return likely ? toAnswer(turn, text, region, found) : null;
}

// Not the words of a command: where one of these is all that comes near, it may well be a question.
const SOFT: ReadonlySet<string> = new Set(['ask_question', 'out_of_scope', 'greeting', 'help']);
const ASKED =
  /\?\s*$|^(?:en |and )?(?:hoe|wat|wie|waar|wanneer|welke?|waarom|mag|mogen|kan|kunnen|moet|moeten|is|zijn|geldt|telt|how|what|who|where|when|which|why|may|can|must|is|are|does|do|should)\b/i;
const isAsked = (text: string): boolean => ASKED.test(text) && text.includes(' ');

const VERBS = new Set(['ask', 'ask_save', 'answer', 'answer_pick', 'answer_why', 'answer_region'] as const);
type AnswerVerb = typeof VERBS extends Set<infer V> ? V : never;
type AnswerPress = Extract<Press, { verb: AnswerVerb }>;

/** True for a press about the rules. */
export const isAnswerPress = (press: Press): press is AnswerPress => (VERBS as ReadonlySet<string>).has(press.verb);

/** Answers such a press. */
export async function answerPressed(turn: Turn, press: AnswerPress, typed: Typed): Promise<Answer> {
  switch (press.verb) {
    case 'ask':
      return { card: askCard([], turn.reader) };
    case 'ask_save':
      return asked(turn, typed);
    case 'answer':
      return shown(turn, press.data.a, await regionOf(turn, null));
    case 'answer_pick':
      return picked(turn, press.data.r, typed);
    case 'answer_why':
      return whyAnswer(turn, press.data.a);
    case 'answer_region':
      return elsewhere(turn, press.data.a);
  }
}

async function asked(turn: Turn, typed: Typed): Promise<Answer> {
  const { reader } = turn;
  const text = (typed[QUESTION_INPUT] ?? '').trim();
  if (text === '')
    return { card: askCard([], reader, typed, notice(answerWords(reader.lang).questionError, 'attention')) };
  if (isRefused(checkText(text, todayOf(turn.deps)))) {
    return { card: askCard([], reader, {}, notice(peopleWords(reader.lang).messageBsn, 'attention')) };
  }
  const chosen = typed[REGION_INPUT] ?? '';
  return reply(turn, text, turn.deps.protocols.current.has(chosen) ? chosen : null);
}

async function picked(turn: Turn, region: string, typed: Typed): Promise<Answer> {
  const chosen = typed[ANSWER_INPUT] ?? '';
  // None of them is meant: the question goes to somebody who knows, if they want.
  if (chosen === NONE) return handedOverPress(turn, { verb: 'handover', data: { r: region } }, typed);
  const text = (typed[QUESTION_INPUT] ?? '').trim();
  if (chosen === '') return text === '' ? gone(turn) : reply(turn, text, region === '' ? null : region);
  return shown(turn, chosen, region === '' ? await regionOf(turn, null) : region);
}

async function elsewhere(turn: Turn, id: string): Promise<Answer> {
  const found = await byId(turn, id, null);
  const question = found?.question ?? '';
  return { card: askCard(regionsOf(turn), turn.reader, { [QUESTION_INPUT]: question }) };
}

async function shown(turn: Turn, id: string, region: string | null): Promise<Answer> {
  const found = await byId(turn, id, region);
  if (!found) return gone(turn);
  return answered(turn, found, region);
}

const gone = ({ reader }: Turn): Answer => ({ card: wordCard([answerWords(reader.lang).gone], waysOn(reader)) });

async function byId({ deps, reader }: Turn, id: string, region: string | null): Promise<Found | null> {
  const index = await deps.answers.index();
  return answerById(index, id, { protocol: region, today: todayOf(deps), lang: reader.lang });
}

/** What an answer stands on: source, rules, and what it says of itself. */
export async function whyAnswer(turn: Turn, id: string): Promise<Answer> {
  const { deps, reader } = turn;
  const found = await byId(turn, id, await regionOf(turn, null));
  if (!found) return gone(turn);
  const protocol = deps.protocols.current.get(found.protocol);
  const route = Object.values(protocol?.routes ?? {}).find(({ steps }) => steps.some((step) => step.id === found.step));
  const step = route?.steps.find((each) => each.id === found.step);
  const title = protocol && route && step ? titleOf(planOf(protocol, route.id), step.id, reader.lang) : null;
  const stands = { step: title, rules: found.rules.length > 0 ? found.rules : (step?.rules ?? []) };
  return { card: answerWhyCard(found, stands, todayOf(deps), reader), answered: id };
}

async function find({ deps, reader }: Turn, text: string, region: string | null): Promise<Reply> {
  const question = { text, protocol: region, today: todayOf(deps), lang: reader.lang };
  return answerQuestion(await deps.answers.index(), question);
}

async function reply(turn: Turn, text: string, named: string | null): Promise<Answer> {
  const region = await regionOf(turn, named);
  return toAnswer(turn, text, region, await find(turn, text, region));
}

function toAnswer(turn: Turn, text: string, region: string | null, found: Reply): Answer {
  const { deps, reader } = turn;
  if (found.answer) return answered(turn, found.answer, region);
  // What looks personal is not shown back, in a group least of all.
  const safe = withoutFindings(text, checkText(text, todayOf(deps)));
  if (region === null && found.askRegion.length > 0) {
    return { card: askCard(regionsOf(turn), reader, { [QUESTION_INPUT]: safe }) };
  }
  return { card: choicesCard(found, safe, region, reader) };
}

const answered = ({ deps, reader }: Turn, found: Found, region: string | null): Answer => ({
  card: answerCard(found, { today: todayOf(deps), region }, reader),
  answered: found.id,
});
