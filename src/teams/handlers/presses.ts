/**
 * Buttons: the server is the truth. A press on a card that is out of date changes nothing and gets a fresh card.
 */
import { seenBy, type CardData, type Reader } from '../../presenters/card.ts';
import { inputsOf, readPress, type Press } from '../../presenters/buttons.ts';
import { closeCard, factsCard, holdCard, reopenCard } from '../../presenters/caseForms.ts';
import { MOST_CASES, casesCard } from '../../presenters/caseList.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { statusCard, termsCard, turnCard, whyCard } from '../../presenters/caseOverview.ts';
import { stepCard } from '../../presenters/caseStep.ts';
import { helpCard, wordCard, waysOn } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { canBeFinished } from '../../domain/protocol/step.ts';
import { readCase, type CaseView } from '../../usecases/changeCase.ts';
import { listCases } from '../../usecases/listCases.ts';
import { chooseLanguage } from '../../usecases/people.ts';
import { about, noCase, notice, personalOnly, type Answer, type Turn } from '../turn.ts';
import { changeByPress } from './changes.ts';
import { lookAs } from './messages.ts';
import { openFacts, openSave, openStart } from './opening.ts';

// Verbs that only show a case: the card that each asks for.
const SHOW: Partial<Record<Press['verb'], (view: CaseView, reader: Reader) => CardData>> = {
  next: nextCard,
  status: statusCard,
  turn: turnCard,
  terms: termsCard,
  facts: factsCard,
  hold: holdCard,
  close: closeCard,
  reopen: reopenCard,
};

// Lists of cases, facts, reasons and the opening of a case are for a personal chat: everybody in a group sees the card.
const PERSONAL: ReadonlySet<string> = new Set([
  'cases',
  'open',
  'open_facts',
  'open_save',
  'facts',
  'facts_save',
  'hold',
  'hold_save',
  'close',
  'close_save',
  'reopen',
  'reopen_save',
]);

/** Answers a press. Its data is not trusted: what it names is looked up, and checked against this person. */
export async function answerPress(turn: Turn, verb: string, data: unknown): Promise<Answer> {
  const press = readPress(verb, data);
  const { reader } = turn;
  if (!press) return { card: wordCard([words(reader.lang).buttonOld], waysOn(reader)), private: true };
  if (reader.shared && PERSONAL.has(press.verb)) return personalOnly(turn);
  const typed = inputsOf(data);
  switch (press.verb) {
    case 'help':
      return { card: helpCard(reader) };
    case 'cases':
      return { card: casesCard(await listCases(turn.deps, turn.member, MOST_CASES + 1), reader, { asking: false }) };
    case 'lang': {
      await chooseLanguage(turn.deps, turn.member, press.data.l);
      return { card: helpCard({ ...reader, lang: press.data.l }) };
    }
    case 'act_as':
      // The verb exists in the local trial version only.
      return reader.local ? lookAs(turn, typed['role'] ?? '') : { card: helpCard(reader) };
    case 'open':
      return openStart(turn, typed);
    case 'open_facts':
      return openFacts(turn, typed);
    case 'open_save':
      return openSave(turn, press.data, typed);
    default:
      return answerCasePress(turn, press, typed);
  }
}

type CasePress = Extract<Press, { data: { c: string } }>;

async function answerCasePress(turn: Turn, press: CasePress, typed: Readonly<Record<string, string>>): Promise<Answer> {
  const { deps, reader, member } = turn;
  const show = SHOW[press.verb];
  if (!show && press.verb !== 'step' && press.verb !== 'why') return changeByPress(turn, press, typed);
  const view = await readCase(deps, press.data.c, member);
  if (!view) return noCase(turn);
  if (show) return about(view, show(view, reader));
  const stepId = 's' in press.data ? press.data.s : '';
  const status = seenBy(view, reader).evaluation.steps.find((each) => each.step.id === stepId);
  if (!status) return about(view, nextCard(view, reader, notice(words(reader.lang).noAccessStep, 'warning')));
  if (press.verb === 'step' && reader.shared && status.needs.length > 0) return personalOnly(turn);
  const card = press.verb === 'step' && canBeFinished(status) ? stepCard : whyCard;
  return about(view, card(view, status, reader));
}
