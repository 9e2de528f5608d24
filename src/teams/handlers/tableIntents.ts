/**
 * Words about planning a table and voting: in a conversation where a table is run they are about that table, elsewhere
 * about the case at hand. A vote where the agreements know none is refused with the reason, its source and the right way.
 */
import { tableOf } from '../../domain/tables/table.ts';
import { voteRuleOf } from '../../domain/tables/voteRule.ts';
import { button } from '../../presenters/buttons.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { caseVoteCard } from '../../presenters/tableVote.ts';
import { tableWords } from '../../presenters/wordingTables.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { readCaseByCode, seeCaseTogether, type CaseView } from '../../usecases/readCase.ts';
import { about, currentView, noCase, personalOnly, type Answer, type Turn } from '../turn.ts';
import { planStart } from './tables.ts';
import { openVote, countAnswer } from './tableVotes.ts';
import { channelOf } from '../../shared/conversation.ts';

const INTENTS = new Set(['plan_meeting', 'start_vote', 'cast_vote_question']);

/** The answer to an intent about tables; null for another one. `code`: the case that was named. */
export async function tableIntent(turn: Turn, intent: string, code: string | null): Promise<Answer | null> {
  if (!INTENTS.has(intent)) return null;
  if (intent === 'plan_meeting') return turn.reader.shared ? personalOnly(turn) : planStart(turn);
  const { stores } = turn.deps.uow;
  const conversationId = channelOf(turn.incoming.place.conversationId);
  if (turn.reader.shared && code === null) {
    const [running] = (await stores.meetings.inConversation(conversationId)).filter((each) => each.state === 'running');
    if (running && intent === 'start_vote') return openVote(turn, running.id);
    const ballot = running && (await stores.ballots.openIn(conversationId));
    if (ballot) return countAnswer(turn, ballot.id);
  }
  const view = code === null ? await currentView(turn) : await readCaseByCode(turn.deps, code, turn.member);
  if (!view)
    return code === null
      ? { card: wordCard([tableWords(turn.reader.lang).whichCase], waysOn(turn.reader)) }
      : noCase(turn);
  return caseVote(turn, view);
}

/** How the case is decided at the step where it is, and whether there is a vote. */
async function caseVote(turn: Turn, view: CaseView): Promise<Answer> {
  const { reader, deps } = turn;
  if (reader.shared && !(await seeCaseTogether(deps, view, await turn.people()))) {
    return { card: wordCard([peopleWords(reader.lang).togetherNot], []), private: true };
  }
  const t = tableWords(reader.lang);
  const steps = view.evaluation.steps.filter(({ status }) => !['done', 'ended', 'not_applicable'].includes(status));
  const decided = ({ step }: (typeof steps)[number]): boolean => step.table !== null || step.decision !== null;
  const status = steps.find((each) => each.status === 'open' && decided(each)) ?? steps.find(decided);
  if (!status) return { card: wordCard([t.noVoteHere, t.noVoteOnly], [button(t.press.meetings, 'meetings', {})]) };
  const { step } = status;
  const shown = { case: view.case, plan: view.plan, step, rule: voteRuleOf(step) };
  return about(view, caseVoteCard(shown, tableOf(view.plan, step.id) !== null, reader));
}
