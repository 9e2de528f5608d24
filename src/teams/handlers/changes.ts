/**
 * Presses that change a case: reads the form, asks for the change, and shows what it brought about.
 */
import { CASE_POLICY } from '../../domain/access.ts';
import type { Effect, Refusal } from '../../domain/cases.ts';
import type { Plan } from '../../domain/protocol/evaluate.ts';
import type { ReaderView } from '../../domain/views.ts';
import type { Press } from '../../presenters/buttons.ts';
import type { CardData, Notice, Reader } from '../../presenters/card.ts';
import { closeCard, holdCard, reopenCard } from '../../presenters/caseForms.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { landlordCard } from '../../presenters/landlord.ts';
import { effectNotices, refusalFor } from '../../presenters/notices.ts';
import { titleOf } from '../../presenters/protocolText.ts';
import { words } from '../../presenters/wording.ts';
import { decisionWords } from '../../presenters/wordingDecisions.ts';
import { changeCase, type NewEvent } from '../../usecases/changeCase.ts';
import { readCase, seeCase, seeCaseTogether, type CaseView } from '../../usecases/readCase.ts';
import { forbidden, noCase, notice, show, type Answer, type Turn } from '../turn.ts';
import { caseCards, factsCards, stepAgain } from './cards.ts';
import { undoDecision } from './decisions.ts';
import { readFactChanges, readFinish, ticked, type FormRead } from './finishing.ts';
import { guardTyped, textFacts, type Guarded } from './guard.ts';

type ChangePress = Exclude<
  Extract<Press, { data: { c: string; v: number } }>,
  { verb: 'decide_save' | 'propose_save' | 'supersede_save' | 'move_save' }
>;

/** Carries out a press that changes a case. */
export async function changeByPress(turn: Turn, press: Press, typed: Typed): Promise<Answer> {
  if (!isChange(press)) return noCase(turn);
  const { deps, member } = turn;
  const before = await readCase(deps, press.data.c, member);
  if (!before) return noCase(turn);
  const guarded = guardTyped(turn, typed, textFacts(before.plan.protocol));
  if (!guarded.ok) {
    const answer = await again(turn, before, press, guarded.typed, []);
    return { ...answer, card: guarded.ask(answer.card) };
  }
  return changeGuarded(turn, press, guarded, before);
}

async function changeGuarded(
  turn: Turn,
  press: ChangePress,
  { typed, kept }: Extract<Guarded, { ok: true }>,
  before: CaseView,
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const form = readForm(before, press, typed);
  if ('refusal' in form) return again(turn, before, press, typed, await refused(turn, before, form.refusal));
  const result = await changeCase(deps, {
    caseId: press.data.c,
    seenVersion: press.data.v,
    events: form.events,
    member,
    kept,
  });
  switch (result.kind) {
    case 'no_case':
      return noCase(turn);
    case 'stale':
      return fresh(turn, result.view, press, typed);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'decision':
      if (press.verb === 'step_undo') return undoDecision(turn, result.view, result.step);
      return stepAgain(turn, result.view, result.step, notice(decisionWords(reader.lang).inRegister, 'warning'), typed);
    case 'refused': {
      const [first] = form.events;
      const answered = press.verb === 'step_finish' && first?.type === 'set_facts';
      if (answered && result.refusal.kind === 'step_not_open') return keepAnswers(turn, press, first);
      if (answered && result.refusal.kind === 'tasks_missing') {
        return keepForTasks(turn, press, first, typed, result.refusal);
      }
      return again(turn, result.view, press, typed, await refused(turn, result.view, result.refusal));
    }
    case 'changed': {
      const { view, effects } = result;
      if (press.verb !== 'step_tick') return afterwards(turn, view, effects);
      return again(turn, view, press, typed, notice(words(reader.lang).tickSaved, 'good'));
    }
  }
}

// What the change brought about, as far as this reader, or everybody here, may see it.
function afterwards(turn: Turn, view: CaseView, effects: readonly Effect[]): Promise<Answer> {
  const { reader } = turn;
  return show(turn, view, {
    reader: (seen) => nextCard(seen, reader, effectNotices(seen, effects, reader)),
    landlord: (seen, plan) => landlordCard(seen, plan, reader, notice(words(reader.lang).changed, 'good')),
  });
}

// The answer to a question on the card can put another step first ("high risk: yes"). Then the answer is kept,
// and the person goes on with that step.
async function keepAnswers(turn: Turn, press: ChangePress, facts: NewEvent): Promise<Answer> {
  const { deps, member, reader } = turn;
  const seen = { caseId: press.data.c, seenVersion: press.data.v };
  const result = await changeCase(deps, { ...seen, events: [facts], member });
  if (result.kind === 'no_case') return noCase(turn);
  if (result.kind === 'forbidden') return forbidden(turn, result.view);
  const text = words(reader.lang)[result.kind === 'changed' ? 'otherStepFirst' : 'stale'];
  return show(turn, result.view, nextCards(notice(text, 'warning'))(reader));
}

// The answer can also bring more tasks ("meets the ordinary criteria: yes"). It is kept, so that the card that comes
// back has them to tick.
async function keepForTasks(
  turn: Turn,
  press: ChangePress,
  facts: NewEvent,
  typed: Typed,
  refusal: Refusal,
): Promise<Answer> {
  const { deps, member } = turn;
  const seen = { caseId: press.data.c, seenVersion: press.data.v };
  const result = await changeCase(deps, { ...seen, events: [facts], member });
  if (result.kind === 'no_case') return noCase(turn);
  if (result.kind === 'forbidden') return forbidden(turn, result.view);
  if (result.kind === 'stale') return fresh(turn, result.view, press, typed);
  return again(turn, result.view, press, typed, await refused(turn, result.view, refusal));
}

const isChange = (press: Press): press is ChangePress =>
  'v' in press.data && !['decide_save', 'propose_save', 'supersede_save', 'move_save'].includes(press.verb);

// In words that name no step and no fact which is not for everybody who reads them.
async function refused(turn: Turn, view: CaseView, refusal: Refusal): Promise<readonly Notice[]> {
  const { deps, reader } = turn;
  const seen = reader.shared ? await seeCaseTogether(deps, view, await turn.people()) : await seeCase(deps, view);
  return seen ? notice(refusalFor(seen, view.plan, refusal, reader), 'attention') : [];
}

function readForm(view: CaseView, press: ChangePress, typed: Typed): FormRead {
  const reason = typed['reason']?.trim() ?? '';
  switch (press.verb) {
    case 'step_finish':
      return readFinish(view, press.data.s, typed);
    case 'step_tick':
      return { events: [{ type: 'tick_tasks', step: press.data.s, tasks: ticked(typed) }] };
    case 'step_undo':
      return { events: [{ type: 'undo_step', step: press.data.s }] };
    case 'facts_save':
      return readFactChanges(view, typed);
    case 'hold_save':
      return { events: [{ type: 'hold', reason }] };
    case 'resume':
      return { events: [{ type: 'resume' }] };
    case 'close_save':
      return { events: [{ type: 'close', ending: typed['ending'] ?? '', reason }] };
    case 'reopen_save':
      return { events: [{ type: 'reopen', reason }] };
  }
}

// The card that was pressed, made anew: what was filled in is still there.
function again(
  turn: Turn,
  view: CaseView,
  press: ChangePress,
  typed: Typed,
  notices: readonly Notice[],
): Promise<Answer> {
  const { reader } = turn;
  const plain = nextCards(notices)(reader);
  if (press.verb === 'facts_save') return show(turn, view, factsCards(reader, notices, typed));
  if (press.verb === 'step_finish' || press.verb === 'step_tick') {
    return stepAgain(turn, view, press.data.s, notices, typed);
  }
  return show(turn, view, { ...plain, reader: (seen) => formAgain(seen, press, reader, notices, typed) });
}

function formAgain(
  seen: ReaderView,
  press: ChangePress,
  reader: Reader,
  notices: readonly Notice[],
  typed: Typed,
): CardData {
  switch (press.verb) {
    case 'hold_save':
      return seen.hold ? nextCard(seen, reader, notices) : holdCard(seen, reader, notices, typed);
    case 'close_save':
      return seen.closed ? nextCard(seen, reader, notices) : closeCard(seen, reader, notices, typed);
    case 'reopen_save':
      return seen.closed ? reopenCard(seen, reader, notices, typed) : nextCard(seen, reader, notices);
    default:
      return nextCard(seen, reader, notices);
  }
}

const nextCards = (notices: readonly Notice[]) => caseCards((view, seen) => nextCard(view, seen, notices), notices);

// The case changed since the card was made. A form keeps what was filled in; a finished step is said to be finished.
function fresh(turn: Turn, view: CaseView, press: ChangePress, typed: Typed): Promise<Answer> {
  const t = words(turn.reader.lang);
  const stepId = 's' in press.data ? press.data.s : null;
  const status = view.evaluation.steps.find((each) => each.step.id === stepId);
  if (press.verb === 'step_finish' && status?.status === 'done' && CASE_POLICY.do_step(view.who, status.step)) {
    const { reader } = turn;
    const done = (plan: Plan) => notice(t.doneAlready(titleOf(plan, status.step.id, reader.lang)), 'warning');
    return show(turn, view, {
      reader: (seen) => {
        const shown = seen.evaluation.steps.some(({ step }) => step.id === stepId);
        return nextCard(seen, reader, shown ? done(seen.plan) : notice(t.stale, 'warning'));
      },
      landlord: (seen, plan) => landlordCard(seen, plan, reader, done(plan)),
    });
  }
  const keeps = press.verb !== 'resume' && press.verb !== 'step_undo';
  return again(turn, view, press, typed, notice(keeps ? t.staleInputs : t.stale, 'warning'));
}
