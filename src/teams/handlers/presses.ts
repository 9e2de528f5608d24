/**
 * Buttons: the server is the truth. A press on a card that is out of date changes nothing and gets a fresh card.
 */
import { CASE_POLICY, type CaseAction, type Position } from '../../domain/access.ts';
import type { Reader } from '../../presenters/card.ts';
import { inputsOf, readPress, type Press } from '../../presenters/buttons.ts';
import { closeCard, holdCard, reopenCard } from '../../presenters/caseForms.ts';
import { MOST_CASES } from '../../presenters/caseList.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { statusCard, termsCard, turnCard, whyCard } from '../../presenters/caseOverview.ts';
import { stepCard } from '../../presenters/caseStep.ts';
import { landlordCard, landlordStepCard, landlordWhyCard } from '../../presenters/landlord.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { canBeFinished } from '../../domain/protocol/step.ts';
import { readCase, type CaseView } from '../../usecases/readCase.ts';
import { witnessesFor } from '../../usecases/tableDecision.ts';
import { listCases } from '../../usecases/listCases.ts';
import { chooseLanguage } from '../../usecases/people.ts';
import { forbidden, noCase, notice, personalOnly, show, type Answer, type CaseCards, type Turn } from '../turn.ts';
import { answerPressed, isAnswerPress } from './answers.ts';
import { handedOverPress, isHandedOverPress } from './answersHandedOver.ts';
import { caseCards, factsCards, listAnswer } from './cards.ts';
import { helpAnswer } from './help.ts';
import { comparePress } from './comparing.ts';
import { HANDOVER_VERBS, handoverPress, isHandoverPress } from './holder.ts';
import { isPeoplePress, PEOPLE_VERBS, peoplePress } from './people.ts';
import { decisionPress, isDecisionPress } from './decisions.ts';
import { isProposalPress, proposalPress } from './proposals.ts';
import { isTablePress, tablePress } from './tables.ts';
import { isSettingsPress, SETTINGS_VERBS, settingsPress } from './settings.ts';
import { shareSave, shareStart, sheetAnswer, teamAnswer, unshare } from './sharing.ts';
import { isTallyPress, TALLY_VERBS, tallyPress } from './tallies.ts';
import { isSignalPress, signalPress } from './signals.ts';
import { changeByPress } from './changes.ts';
import { lookAs } from './messages.ts';
import { isMovePress, MOVE_VERBS, movePress } from './moving.ts';
import { openFacts, openSave, openStart } from './opening.ts';

// Verbs that only show a case: the cards that each asks for.
const SHOW: Partial<Record<Press['verb'], (reader: Reader) => CaseCards>> = {
  next: caseCards(nextCard),
  status: caseCards(statusCard),
  turn: caseCards(turnCard),
  terms: caseCards(termsCard),
  facts: factsCards,
  hold: caseCards(holdCard),
  close: caseCards(closeCard),
  reopen: caseCards(reopenCard),
};
// What only those may open who may save it.
const NEEDS: Partial<Record<Press['verb'], CaseAction>> = {
  hold: 'hold_case',
  close: 'close_case',
  reopen: 'close_case',
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
  'team',
  'share',
  'share_save',
  'unshare',
  'sheet',
  'sheet_print',
  ...HANDOVER_VERBS,
  ...MOVE_VERBS,
  ...TALLY_VERBS,
  ...PEOPLE_VERBS,
  ...SETTINGS_VERBS,
]);

/** Answers a press. Its data is not trusted: what it names is looked up, and checked against this person. */
export async function answerPress(turn: Turn, verb: string, data: unknown): Promise<Answer> {
  const press = readPress(verb, data);
  const { reader } = turn;
  if (!press) return { card: wordCard([words(reader.lang).buttonOld], waysOn(reader)), private: true };
  if (reader.shared && PERSONAL.has(press.verb)) return personalOnly(turn);
  const typed = inputsOf(data);
  if (isTablePress(press)) return tablePress(turn, press, typed);
  if (isSettingsPress(press)) return settingsPress(turn, press, typed);
  if (isProposalPress(press)) return proposalPress(turn, press, typed);
  if (isDecisionPress(press)) return decisionPress(turn, press, typed);
  if (isPeoplePress(press)) return peoplePress(turn, press, typed);
  if (isAnswerPress(press)) return answerPressed(turn, press, typed);
  if (isHandedOverPress(press)) return handedOverPress(turn, press, typed);
  if (isSignalPress(press)) return signalPress(turn, press, typed);
  if (isHandoverPress(press)) return handoverPress(turn, press, typed);
  if (isMovePress(press)) return movePress(turn, press);
  if (isTallyPress(press)) return tallyPress(turn, press, typed);
  switch (press.verb) {
    case 'help':
      return helpAnswer(turn);
    case 'cases':
      return listAnswer(turn, await listCases(turn.deps, turn.member, MOST_CASES + 1), { asking: false });
    case 'lang': {
      await chooseLanguage(turn.deps, turn.member, press.data.l);
      return helpAnswer({ ...turn, reader: { ...reader, lang: press.data.l } });
    }
    case 'act_as':
      // The verb exists in the local trial version only.
      return reader.local ? lookAs(turn, typed['role'] ?? '') : helpAnswer(turn);
    case 'compare':
      return comparePress(turn, press.data, typed);
    case 'open':
      return openStart(turn, typed);
    case 'open_facts':
      return openFacts(turn, typed);
    case 'open_save':
      return openSave(turn, press.data, typed);
    case 'team':
      return teamAnswer(turn, press.data.c);
    case 'share':
      return shareStart(turn, press.data.c);
    case 'share_save':
      return shareSave(turn, press.data.c, typed);
    case 'unshare':
      return unshare(turn, press.data);
    case 'sheet':
      return sheetAnswer(turn, press.data.c);
    case 'sheet_print':
      return sheetAnswer(turn, press.data.c, press.data.f);
    // The card of a step that is a decision is the card on which it is decided.
    case 'decide':
      return { ...(await answerCasePress(turn, { verb: 'step', data: press.data }, typed)), apart: reader.local };
    default:
      return answerCasePress(turn, press, typed);
  }
}

type CasePress = Extract<Press, { data: { c: string } }>;

async function answerCasePress(turn: Turn, press: CasePress, typed: Readonly<Record<string, string>>): Promise<Answer> {
  const { deps, reader, member } = turn;
  const cards = SHOW[press.verb];
  if (!cards && press.verb !== 'step' && press.verb !== 'why') return changeByPress(turn, press, typed);
  const view = await readCase(deps, press.data.c, member);
  if (!view) return noCase(turn);
  const action = NEEDS[press.verb];
  if (action && !(CASE_POLICY[action] as (who: Position) => boolean)(view.who)) return forbidden(turn, view);
  if (cards) return show(turn, view, cards(reader));
  return stepAnswer(turn, view, 's' in press.data ? press.data.s : '', press.verb === 'step');
}

// A step to do, or why it stands where it stands; a step that is not for this reader is said to be so.
async function stepAnswer(turn: Turn, view: CaseView, stepId: string, doing: boolean): Promise<Answer> {
  const { reader, deps, member } = turn;
  const hidden = notice(words(reader.lang).noAccessStep, 'warning');
  const witnesses = doing ? await witnessesFor(deps, view, stepId, member) : [];
  let personal = false;
  const answer = await show(turn, view, {
    reader: (seen) => {
      const status = seen.evaluation.steps.find((each) => each.step.id === stepId);
      if (!status) return nextCard(seen, reader, hidden);
      const asks = seen.asking.has(stepId) || (!seen.informed && status.step.sharing.length > 0);
      // Reasons are typed for the register and are not for a group.
      const decides = status.step.decision !== null && status.step.decision.kind !== 'majority';
      personal = doing && reader.shared && (asks || decides);
      const does = doing && canBeFinished(status) && seen.doable.has(stepId);
      return does ? stepCard(seen, status, reader, [], {}, witnesses) : whyCard(seen, status, reader);
    },
    landlord: (seen, plan) => {
      const step = seen.steps.find((each) => each.id === stepId);
      if (!step) return landlordCard(seen, plan, reader, hidden);
      return (doing && step.doable ? landlordStepCard : landlordWhyCard)(seen, plan, step, reader);
    },
  });
  return personal ? personalOnly(turn) : answer;
}
