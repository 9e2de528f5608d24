/**
 * Words that people type: finds out what they want and about which case, and always answers with a way on.
 */
import { languageWanted } from '../../domain/understanding/language.ts';
import { withYear } from '../../domain/understanding/slots.ts';
import { button, type Button } from '../../presenters/buttons.ts';
import { closeCard, holdCard, openCard, reopenCard } from '../../presenters/caseForms.ts';
import { MOST_CASES, type CaseVerb } from '../../presenters/caseList.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { statusCard, termsCard, turnCard } from '../../presenters/caseOverview.ts';
import type { CardData, Reader } from '../../presenters/card.ts';
import { actAsCard, wordCard, notUnderstoodCard, waysOn } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { checkText, isRefused } from '../../domain/freeText.ts';
import { answerWords } from '../../presenters/wordingAnswers.ts';
import { handoverWords } from '../../presenters/wordingHolder.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import type { ReaderView } from '../../domain/views.ts';
import { readCase, readCaseByCode, todayOf, type CaseView } from '../../usecases/readCase.ts';
import { listCases } from '../../usecases/listCases.ts';
import { actAs, chooseLanguage, rolesToActAs } from '../../usecases/people.ts';
import type { Lang } from '../../shared/lang.ts';
import { currentView, notice, personalOnly, show, type Answer, type Turn } from '../turn.ts';
import { questionAnswer } from './answers.ts';
import { handedOverAnswer } from './answersHandedOver.ts';
import { caseCards, factsCards, listAnswer } from './cards.ts';
import { compareAnswer } from './comparing.ts';
import { whyTyped } from './explaining.ts';
import { helpAnswer } from './help.ts';
import { startAnswer, waitingForMe } from './holder.ts';
import { linkAnswer } from './linking.ts';
import { mailAnswer } from './mailing.ts';
import { reportTyped, signalsTyped } from './signals.ts';
import { dayAnswer } from './myDay.ts';
import { peopleAnswer, peopleIntent } from './people.ts';
import { decideAnswer, decisionsAnswer } from './decisions.ts';
import { decisionsExportAnswer } from './decisionsExport.ts';
import { weighingTyped } from './weighing.ts';
import { retentionAnswer } from './retention.ts';
import { sheetAnswer } from './sharing.ts';
import { tableIntent } from './tableIntents.ts';
import { talliesAnswer } from './tallies.ts';
import { tablesAnswer } from './tables.ts';
import { settingsAnswer } from './settings.ts';

const LONGEST_QUESTION = 1000;

// Intents about a case: the button that stands for each, and the cards that answer it.
const CASE_INTENTS = {
  next_step: { verb: 'next', cards: caseCards(nextCard) },
  complete_step: { verb: 'next', cards: caseCards(nextCard) },
  case_status: { verb: 'status', cards: caseCards(statusCard) },
  who_is_responsible: { verb: 'turn', cards: caseCards(turnCard) },
  deadlines: { verb: 'terms', cards: caseCards(termsCard) },
  set_fact: { verb: 'facts', cards: factsCards },
  put_on_hold: { verb: 'hold', cards: caseCards(holdOrReopen) },
  resume: { verb: 'next', cards: caseCards(nextCard) },
  close_case: { verb: 'close', cards: caseCards(closeOrReopen) },
  reopen_case: { verb: 'reopen', cards: caseCards(closeOrReopen) },
} as const;
// Their cards ask for or show what is known of a client: not in front of a whole group.
const PERSONAL_INTENTS: ReadonlySet<string> = new Set(['set_fact', 'put_on_hold', 'close_case', 'reopen_case']);
type CaseIntent = keyof typeof CASE_INTENTS;
const isCaseIntent = (intent: string): intent is CaseIntent => Object.hasOwn(CASE_INTENTS, intent);

function holdOrReopen(view: ReaderView, reader: Reader): CardData {
  // On hold already, closed, or not theirs to do: the main card says so and offers the way out.
  return view.hold || view.closed || !view.may.has('hold_case') ? nextCard(view, reader) : holdCard(view, reader);
}

function closeOrReopen(view: ReaderView, reader: Reader): CardData {
  if (!view.may.has('close_case')) return nextCard(view, reader);
  return view.closed ? reopenCard(view, reader) : closeCard(view, reader);
}

/** Answers a message. */
export async function answerMessage(turn: Turn, text: string): Promise<Answer> {
  const { deps, reader } = turn;
  const t = words(reader.lang);
  if (text.length > LONGEST_QUESTION) return { card: wordCard([t.tooLong], waysOn(reader)) };
  // Before looking through other eyes: "ik ben met verlof" is no role.
  const settings = await settingsAnswer(turn, text);
  if (settings) return settings;
  const people = await peopleAnswer(turn, text);
  if (people) return people;
  const seenAs = reader.local
    ? /^(?:ik ben|i am|i'm)\s+(?:(?:de|het|een|the|a|an)\s+)?(.{2,60}?)[.!]?$/i.exec(text)
    : null;
  if (seenAs) return lookAs(turn, seenAs[1] ?? '');
  // What is typed is not stored; a citizen service number stays in the chat all the same until it is deleted there.
  if (isRefused(checkText(text, todayOf(turn.deps)))) {
    return { card: wordCard([peopleWords(reader.lang).messageBsn], waysOn(reader)) };
  }
  const command =
    (await linkAnswer(turn, text)) ??
    (await mailAnswer(turn, text)) ??
    (await tablesAnswer(turn, text)) ??
    (await decisionsExportAnswer(turn, text)) ??
    (await weighingTyped(turn, text)) ??
    (await decisionsAnswer(turn, text)) ??
    (await talliesAnswer(turn, text)) ??
    (await retentionAnswer(turn, text)) ??
    (await dayAnswer(turn, text));
  if (command) return command;
  const signals = await signalsTyped(turn, text);
  if (signals) return signals;
  const compared = compareAnswer(turn, text);
  if (compared) return compared;
  const typed = (await whyTyped(turn, text)) ?? (await handedOverAnswer(turn, text));
  if (typed) return typed;
  const understood = turn.interpret(text);
  const question = await questionAnswer(turn, text, understood);
  if (question) return question;
  const code = understood.slots.caseCode;
  // A code without its year is one of this year.
  const caseCode = code && withYear(code, deps.clock.now().slice(0, 4));
  if (!understood.sure) return { card: notUnderstoodCard(choices(turn, understood.candidates), reader) };
  if (understood.intent === 'report_signal') return reportTyped(turn, text, caseCode);
  if (understood.intent === 'transfer_casushouder') return handoverAnswer(turn, caseCode);
  if (understood.intent === 'record_decision') return decideAnswer(turn, caseCode);
  if (isCaseIntent(understood.intent)) return caseAnswer(turn, understood.intent, caseCode);
  if (understood.intent === 'privacy_request') return privacyAnswer(turn, text, caseCode);
  return (
    (await peopleIntent(turn, understood.intent, text)) ??
    (await tableIntent(turn, understood.intent, caseCode)) ??
    generalAnswer(turn, understood.intent, text)
  );
}

async function generalAnswer(turn: Turn, intent: string, text: string): Promise<Answer> {
  const { deps, reader } = turn;
  switch (intent) {
    case 'my_cases':
      if (reader.shared) return personalOnly(turn);
      return listAnswer(turn, await listCases(deps, turn.member, MOST_CASES + 1), { asking: false });
    case 'open_case':
      if (reader.shared) return personalOnly(turn);
      return { card: openCard(deps.protocols.current, reader) };
    case 'switch_language':
      return switchLanguage(turn, text);
    case 'greeting':
    case 'help':
      return helpAnswer(turn);
    default:
      return notHere(turn, intent);
  }
}

// What was shared stands on the client's sheet; the other rights are carried out by an administrator.
async function privacyAnswer(turn: Turn, text: string, code: string | null): Promise<Answer> {
  if (!/gedeeld|\bdeel|shar/i.test(text)) return notHere(turn, 'privacy_request');
  if (turn.reader.shared) return personalOnly(turn);
  return onCase(turn, code, 'sheet', (view) => sheetAnswer(turn, view.case.id));
}

function notHere({ reader }: Turn, intent: string): Answer {
  const t = words(reader.lang);
  const ask = button(answerWords(reader.lang).press.ask, 'ask', {});
  const said = t.notHere[intent];
  return { card: wordCard([said ?? t.outOfScope], said === undefined ? [ask, ...waysOn(reader)] : waysOn(reader)) };
}

// Whoever was asked to be casushouder sees that question first; a code says that another case is meant.
async function handoverAnswer(turn: Turn, code: string | null): Promise<Answer> {
  if (turn.reader.shared) return personalOnly(turn);
  const waiting = code === null ? await waitingForMe(turn) : null;
  return waiting ?? onCase(turn, code, 'holder', (view) => startAnswer(turn, view));
}

async function caseAnswer(turn: Turn, intent: CaseIntent, code: string | null): Promise<Answer> {
  if (turn.reader.shared && PERSONAL_INTENTS.has(intent)) return personalOnly(turn);
  const { verb, cards } = CASE_INTENTS[intent];
  return onCase(turn, code, verb, (view) => show(turn, view, cards(turn.reader)));
}

// The case that is meant: named, under discussion, or the only one; else the question which one, with this button.
async function onCase(
  turn: Turn,
  code: string | null,
  verb: CaseVerb,
  answer: (view: CaseView) => Promise<Answer>,
): Promise<Answer> {
  const { deps, reader, member } = turn;
  const t = words(reader.lang);
  if (code !== null) {
    const view = await readCaseByCode(deps, code, member);
    return view ? answer(view) : { card: wordCard([t.noCaseCode(code)], waysOn(reader)) };
  }
  const current = await currentView(turn);
  if (current) return answer(current);
  // A list of somebody's cases, or the only one, is not for the eyes of a whole group.
  if (reader.shared) return { card: wordCard([t.nameCode], []) };
  const cases = await listCases(deps, member, MOST_CASES + 1);
  const [only] = cases;
  if (only && cases.length === 1) return answer(only);
  return listAnswer(turn, cases, { asking: true, verb });
}

// English on request, Dutch on request; "taal" alone means the other one.
async function switchLanguage(turn: Turn, text: string): Promise<Answer> {
  const lang: Lang = languageWanted(text) ?? (turn.reader.lang === 'nl' ? 'en' : 'nl');
  await chooseLanguage(turn.deps, turn.member, lang);
  const reader = { ...turn.reader, lang };
  return { card: wordCard([words(lang).langSet], waysOn(reader)) };
}

/** Local trial version: shows the case through the eyes of another role. */
export async function lookAs(turn: Turn, word: string): Promise<Answer> {
  const { deps, reader } = turn;
  const t = words(reader.lang);
  const member = await actAs(deps, turn.member, ENGLISH_ROLES[word.toLowerCase()] ?? word);
  if (!member)
    return { card: actAsCard(rolesToActAs(deps), reader, notice(t.actAsUnknown(word.slice(0, 40)), 'warning')) };
  const played = { ...turn, member };
  const said = notice(t.actingAs([...new Set(member.memberships.flatMap((each) => each.roles))].join(', ')), 'good');
  const current = turn.current && (await readCase(deps, turn.current.case.id, member));
  if (current) return show(played, current, caseCards((view, seen) => nextCard(view, seen, said), said)(reader));
  return listAnswer(played, await listCases(deps, member, MOST_CASES + 1), { asking: false, notices: said });
}

const ENGLISH_ROLES: Record<string, string> = {
  'housing corporation': 'woningcorporatie',
  municipality: 'gemeente',
  'support worker': 'begeleider',
};

function choices(turn: Turn, candidates: readonly { readonly intent: string }[]): readonly Button[] {
  const t = words(turn.reader.lang);
  const current = turn.current?.case.id;
  const general: Record<string, Button> = {
    ask_question: button(answerWords(turn.reader.lang).press.ask, 'ask', {}),
    my_cases: button(t.press.cases, 'cases', {}),
    open_case: button(t.press.openCase, 'open', {}),
  };
  const ofCase = (id: string): Record<CaseIntent | 'transfer_casushouder', Button> => ({
    next_step: button(t.press.next, 'next', { c: id }),
    complete_step: button(t.press.next, 'next', { c: id }),
    resume: button(t.press.next, 'next', { c: id }),
    case_status: button(t.press.overview, 'status', { c: id }),
    who_is_responsible: button(t.press.turn, 'turn', { c: id }),
    deadlines: button(t.press.terms, 'terms', { c: id }),
    set_fact: button(t.press.facts, 'facts', { c: id }),
    put_on_hold: button(t.press.hold, 'hold', { c: id }),
    close_case: button(t.press.close, 'close', { c: id }),
    reopen_case: button(t.press.reopen, 'reopen', { c: id }),
    transfer_casushouder: button(handoverWords(turn.reader.lang).press.handOver, 'holder', { c: id }),
  });
  const known: Record<string, Button> = current === undefined ? general : { ...general, ...ofCase(current) };
  const found = candidates.flatMap(({ intent }) => known[intent] ?? []);
  return found.filter((each, index) => found.findIndex((other) => other.verb === each.verb) === index);
}
