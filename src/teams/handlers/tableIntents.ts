/**
 * Words about planning a table and voting: in a conversation where a table is run they are about that table, elsewhere
 * about the case at hand. A table or a vote where the agreements know none is refused with the reason, its source and
 * the right way. Of a case no step is named that somebody who reads it may not see.
 */
import type { StepStatus } from '../../domain/protocol/evaluate.ts';
import { tableOf, tablesOf } from '../../domain/tables/table.ts';
import { voteRuleOf } from '../../domain/tables/voteRule.ts';
import { withoutRoute } from '../../domain/views.ts';
import { button } from '../../presenters/buttons.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { caseVoteCard, noTableCard } from '../../presenters/tableVote.ts';
import { tableWords } from '../../presenters/wordingTables.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { listCases } from '../../usecases/listCases.ts';
import { agendable, type Agendable } from '../../usecases/planAgenda.ts';
import { readCaseByCode, seeCase, seeCaseTogether, type CaseView } from '../../usecases/readCase.ts';
import { about, currentView, noCase, personalOnly, type Answer, type Turn } from '../turn.ts';
import { MOST_CASES, planStart } from './tables.ts';
import { openVote, countAnswer } from './tableVotes.ts';
import { channelOf } from '../../shared/conversation.ts';

const INTENTS = new Set(['plan_meeting', 'start_vote', 'cast_vote_question']);

/** The answer to an intent about tables; null for another one. `code`: the case that was named. */
export async function tableIntent(turn: Turn, intent: string, code: string | null): Promise<Answer | null> {
  if (!INTENTS.has(intent)) return null;
  if (intent === 'plan_meeting') return turn.reader.shared ? personalOnly(turn) : planFor(turn, code);
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

/** Where a case is named, its table is chosen beforehand; where none belongs to it, the answer says how it is decided. */
async function planFor(turn: Turn, code: string | null): Promise<Answer> {
  const { deps, member } = turn;
  const named = code === null ? null : await readCaseByCode(deps, code, member);
  if (code !== null && !named) return noCase(turn);
  const [first] = named ? agendable([named]) : [];
  if (first) return planStart(turn, [], { cases: wantedText(first) });
  const view = named ?? ((await nothingToPlan(turn)) ? await currentView(turn) : null);
  return view ? noTable(turn, view) : planStart(turn);
}

const wantedText = ({ view, table }: Agendable): string => `${view.case.id}/${table.step.id}`;

const nothingToPlan = async ({ deps, member }: Turn): Promise<boolean> =>
  agendable(await listCases(deps, member, MOST_CASES)).length === 0;

async function noTable(turn: Turn, view: CaseView): Promise<Answer> {
  const status = decidedAt(view, await visible(turn, view));
  const rule = status && voteRuleOf(status.step);
  const decided = rule && status ? { step: status.step, rule } : null;
  const why = tablesOf(view.plan).length > 0 ? 'not_now' : 'no_table';
  const plan = view.who.landlord ? withoutRoute(view.plan) : view.plan;
  return about(view, noTableCard({ case: view.case, plan, decided, why }, turn.reader));
}

/** How the case is decided at the step where it is, and whether there is a vote. */
async function caseVote(turn: Turn, view: CaseView): Promise<Answer> {
  const { reader } = turn;
  const t = tableWords(reader.lang);
  const seen = await visible(turn, view);
  if (!seen) return { card: wordCard([peopleWords(reader.lang).togetherNot], []), private: true };
  const status = decidedAt(view, seen);
  if (!status) return { card: wordCard([t.noVoteYours, t.noVoteOnly], [button(t.press.meetings, 'meetings', {})]) };
  const { step } = status;
  const shown = { case: view.case, plan: view.plan, step, rule: voteRuleOf(step) };
  return about(view, caseVoteCard(shown, tableOf(view.plan, step.id) !== null, reader));
}

/** The steps of the case that everybody who reads this may see; null: somebody may see nothing of it. */
async function visible({ deps, reader, people }: Turn, view: CaseView): Promise<ReadonlySet<string> | null> {
  const seen = reader.shared ? await seeCaseTogether(deps, view, await people()) : await seeCase(deps, view);
  if (!seen) return null;
  return new Set(
    seen.kind === 'landlord' ? seen.steps.map(({ id }) => id) : seen.evaluation.steps.map(({ step }) => step.id),
  );
}

// The step that is decided or met over now, else the next one.
function decidedAt(view: CaseView, seen: ReadonlySet<string> | null): StepStatus | null {
  const steps = view.evaluation.steps.filter(
    ({ step, status }) =>
      seen?.has(step.id) &&
      (step.table !== null || step.decision !== null) &&
      !['done', 'ended', 'not_applicable'].includes(status),
  );
  return steps.find(({ status }) => status === 'open') ?? steps[0] ?? null;
}
