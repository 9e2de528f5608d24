/**
 * Words that people type: finds out what they want and about which case, and always answers with a way on.
 */
import { languageWanted } from '../../domain/understanding/language.ts';
import { withYear } from '../../domain/understanding/slots.ts';
import { button, type Button } from '../../presenters/buttons.ts';
import { closeCard, factsCard, holdCard, openCard, reopenCard } from '../../presenters/caseForms.ts';
import { MOST_CASES, casesCard } from '../../presenters/caseList.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { statusCard, termsCard, turnCard } from '../../presenters/caseOverview.ts';
import type { CardData, Reader } from '../../presenters/card.ts';
import { actAsCard, helpCard, wordCard, notUnderstoodCard, waysOn } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { readCaseByCode, type CaseView } from '../../usecases/changeCase.ts';
import { listCases } from '../../usecases/listCases.ts';
import { actAs, chooseLanguage, rolesToActAs } from '../../usecases/people.ts';
import type { Lang } from '../../shared/lang.ts';
import { about, currentView, notice, personalOnly, type Answer, type Turn } from '../turn.ts';

const LONGEST_QUESTION = 1000;

// Intents about a case: the button that stands for each, and the card that answers it.
const CASE_INTENTS = {
  next_step: { verb: 'next', card: nextCard },
  complete_step: { verb: 'next', card: nextCard },
  case_status: { verb: 'status', card: statusCard },
  who_is_responsible: { verb: 'turn', card: turnCard },
  deadlines: { verb: 'terms', card: termsCard },
  set_fact: { verb: 'facts', card: factsCard },
  put_on_hold: { verb: 'hold', card: (view: CaseView, reader: Reader) => holdOrReopen(view, reader) },
  resume: { verb: 'next', card: nextCard },
  close_case: { verb: 'close', card: (view: CaseView, reader: Reader) => closeOrReopen(view, reader) },
  reopen_case: { verb: 'reopen', card: (view: CaseView, reader: Reader) => closeOrReopen(view, reader) },
} as const;
// Their cards ask for or show what is known of a client: not in front of a whole group.
const PERSONAL_INTENTS: ReadonlySet<string> = new Set(['set_fact', 'put_on_hold', 'close_case', 'reopen_case']);
type CaseIntent = keyof typeof CASE_INTENTS;
const isCaseIntent = (intent: string): intent is CaseIntent => Object.hasOwn(CASE_INTENTS, intent);

function holdOrReopen(view: CaseView, reader: Reader): CardData {
  // On hold already, or closed: the main card says so and offers the way out.
  return view.case.state.hold || view.case.state.closed ? nextCard(view, reader) : holdCard(view, reader);
}

function closeOrReopen(view: CaseView, reader: Reader): CardData {
  return view.case.state.closed ? reopenCard(view, reader) : closeCard(view, reader);
}

/** Answers a message. */
export async function answerMessage(turn: Turn, text: string): Promise<Answer> {
  const { deps, reader } = turn;
  const t = words(reader.lang);
  if (text.length > LONGEST_QUESTION) return { card: wordCard([t.tooLong], waysOn(reader)) };
  const seenAs = reader.local
    ? /^(?:ik ben|i am|i'm)\s+(?:(?:de|het|een|the|a|an)\s+)?(.{2,60}?)[.!]?$/i.exec(text)
    : null;
  if (seenAs) return lookAs(turn, seenAs[1] ?? '');
  const understood = turn.interpret(text);
  const code = understood.slots.caseCode;
  // A code without its year is one of this year.
  const caseCode = code && withYear(code, deps.clock.now().slice(0, 4));
  if (!understood.sure) return { card: notUnderstoodCard(choices(turn, understood.candidates), reader) };
  if (isCaseIntent(understood.intent)) return caseAnswer(turn, understood.intent, caseCode);
  return generalAnswer(turn, understood.intent, text);
}

async function generalAnswer(turn: Turn, intent: string, text: string): Promise<Answer> {
  const { deps, reader } = turn;
  switch (intent) {
    case 'my_cases':
      if (reader.shared) return personalOnly(turn);
      return { card: casesCard(await listCases(deps, turn.member, MOST_CASES + 1), reader, { asking: false }) };
    case 'open_case':
      if (reader.shared) return personalOnly(turn);
      return { card: openCard(deps.protocols.current, reader) };
    case 'switch_language':
      return switchLanguage(turn, text);
    case 'greeting':
    case 'help':
      return { card: helpCard(reader) };
    default:
      return { card: wordCard([words(reader.lang).notHere[intent] ?? words(reader.lang).outOfScope], waysOn(reader)) };
  }
}

async function caseAnswer(turn: Turn, intent: CaseIntent, code: string | null): Promise<Answer> {
  const { deps, reader, member } = turn;
  if (reader.shared && PERSONAL_INTENTS.has(intent)) return personalOnly(turn);
  const t = words(reader.lang);
  if (code !== null) {
    const view = await readCaseByCode(deps, code, member);
    if (!view) return { card: wordCard([t.noCaseCode(code)], waysOn(reader)) };
    return about(view, CASE_INTENTS[intent].card(view, reader));
  }
  const current = await currentView(turn);
  if (current) return about(current, CASE_INTENTS[intent].card(current, reader));
  // A list of somebody's cases, or the only one, is not for the eyes of a whole group.
  if (reader.shared) return { card: wordCard([t.nameCode], []) };
  const cases = await listCases(deps, member, MOST_CASES + 1);
  const [only] = cases;
  if (only && cases.length === 1) return about(only, CASE_INTENTS[intent].card(only, reader));
  return { card: casesCard(cases, reader, { asking: true, verb: CASE_INTENTS[intent].verb }) };
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
  const seen = { ...reader, roles: member.roles };
  const view = await currentView(turn);
  const said = notice(t.actingAs(member.roles.join(', ')), 'good');
  if (view) return about(view, nextCard(view, seen, said));
  return { card: casesCard(await listCases(deps, member, MOST_CASES + 1), seen, { asking: false, notices: said }) };
}

const ENGLISH_ROLES: Record<string, string> = {
  'housing corporation': 'woningcorporatie',
  municipality: 'gemeente',
  'support worker': 'begeleider',
};

function choices(turn: Turn, candidates: readonly { readonly intent: string }[]): readonly Button[] {
  const t = words(turn.reader.lang);
  const current = turn.current?.id;
  const general: Record<string, Button> = {
    my_cases: button(t.press.cases, 'cases', {}),
    open_case: button(t.press.openCase, 'open', {}),
  };
  const ofCase = (id: string): Record<CaseIntent, Button> => ({
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
  });
  const known: Record<string, Button> = current === undefined ? general : { ...general, ...ofCase(current) };
  const found = candidates.flatMap(({ intent }) => known[intent] ?? []);
  return found.filter((each, index) => found.findIndex((other) => other.verb === each.verb) === index);
}
