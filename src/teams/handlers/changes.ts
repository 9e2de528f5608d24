/**
 * Presses that change a case: reads the form, asks for the change, and shows what it brought about.
 */
import { seenBy, type CardData, type Notice } from '../../presenters/card.ts';
import { closeCard, factsCard, holdCard, reopenCard } from '../../presenters/caseForms.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { stepCard } from '../../presenters/caseStep.ts';
import { readDate } from '../../presenters/dates.ts';
import { readFacts, type Typed } from '../../presenters/inputs.ts';
import { effectNotices, refusalText } from '../../presenters/notices.ts';
import { titleOf } from '../../presenters/protocolText.ts';
import { words } from '../../presenters/wording.ts';
import type { Press } from '../../presenters/buttons.ts';
import type { Refusal } from '../../domain/cases.ts';
import { canBeFinished } from '../../domain/protocol/step.ts';
import { changeCase, readCase, type CaseView, type NewEvent } from '../../usecases/changeCase.ts';
import { about, noCase, notice, type Answer, type Turn } from '../turn.ts';

type ChangePress = Extract<Press, { data: { c: string; v: number } }>;
// The events that a form asks for, or why it cannot be read.
type FormRead = { readonly events: readonly NewEvent[] } | { readonly refusal: Refusal };

/** Carries out a press that changes a case. */
export async function changeByPress(turn: Turn, press: Press, typed: Typed): Promise<Answer> {
  if (!isChange(press)) return noCase(turn);
  const { deps, member, reader } = turn;
  const before = await readCase(deps, press.data.c, member);
  if (!before) return noCase(turn);
  const form = readForm(before, press, typed);
  if ('refusal' in form) return about(before, again(turn, before, press, typed, refused(turn, before, form.refusal)));
  const result = await changeCase(deps, {
    caseId: press.data.c,
    seenVersion: press.data.v,
    events: form.events,
    member,
  });
  switch (result.kind) {
    case 'no_case':
      return noCase(turn);
    case 'stale':
      return about(result.view, fresh(turn, result.view, press, typed));
    case 'refused': {
      const [first] = form.events;
      const answered = press.verb === 'step_finish' && first?.type === 'set_facts';
      if (answered && result.refusal.kind === 'step_not_open') return keepAnswers(turn, press, first);
      return about(result.view, again(turn, result.view, press, typed, refused(turn, result.view, result.refusal)));
    }
    case 'changed': {
      const notices = effectNotices(result.view, result.effects, reader);
      if (press.verb !== 'step_tick') return about(result.view, nextCard(result.view, reader, notices));
      return about(result.view, again(turn, result.view, press, typed, notices));
    }
  }
}

// The answer to a question on the card can put another step first ("high risk: yes"). Then the answer is kept,
// and the person goes on with that step.
async function keepAnswers(turn: Turn, press: ChangePress, facts: NewEvent): Promise<Answer> {
  const { deps, member, reader } = turn;
  const seen = { caseId: press.data.c, seenVersion: press.data.v };
  const result = await changeCase(deps, { ...seen, events: [facts], member });
  if (result.kind === 'no_case') return noCase(turn);
  const text = words(reader.lang)[result.kind === 'changed' ? 'otherStepFirst' : 'stale'];
  return about(result.view, nextCard(result.view, reader, notice(text, 'warning')));
}

const isChange = (press: Press): press is ChangePress => 'v' in press.data;

const refused = (turn: Turn, view: CaseView, refusal: Refusal): readonly Notice[] =>
  notice(refusalText(view.plan, refusal, turn.reader), 'attention');

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

const ticked = (typed: Typed): readonly string[] =>
  Object.entries(typed).flatMap(([key, value]) => (key.startsWith('t_') && value === 'true' ? [key.slice(2)] : []));

function readFinish(view: CaseView, step: string, typed: Typed): FormRead {
  const facts = readFactChanges(view, typed);
  if ('refusal' in facts) return facts;
  const day = (typed['on'] ?? '').trim();
  const on = day === '' ? view.evaluation.today : readDate(day);
  if (on === null) return { refusal: { kind: 'wrong_date', value: day } };
  const outcome = typed['outcome'] ?? '';
  return {
    events: [
      ...facts.events,
      { type: 'complete_step', step, on, outcome: outcome === '' ? null : outcome, tasks: ticked(typed) },
    ],
  };
}

// Only what differs from what is known: a date that a finished step fixed stays with that step.
function readFactChanges(view: CaseView, typed: Typed): FormRead {
  const read = readFacts(view.plan.protocol, typed);
  if (!read.ok) {
    const { kind, id } = read.fact;
    if (kind === 'date') return { refusal: { kind: 'wrong_date', value: read.value } };
    return { refusal: { kind: 'wrong_value', fact: id, expected: kind } };
  }
  const known = view.evaluation.known.facts;
  const changed = Object.entries(read.facts).filter(([id, value]) => value !== (known[id] ?? null));
  return { events: changed.length === 0 ? [] : [{ type: 'set_facts', facts: Object.fromEntries(changed) }] };
}

// The card that was pressed, made anew: what was filled in is still there.
function again(turn: Turn, view: CaseView, press: ChangePress, typed: Typed, notices: readonly Notice[]): CardData {
  const { reader } = turn;
  switch (press.verb) {
    case 'step_finish':
    case 'step_tick': {
      const status = seenBy(view, reader).evaluation.steps.find((each) => each.step.id === press.data.s);
      const usable = status && canBeFinished(status) && !view.case.state.hold && !view.case.state.closed;
      return usable ? stepCard(view, status, reader, notices, typed) : nextCard(view, reader, notices);
    }
    case 'facts_save':
      return factsCard(view, reader, notices, typed);
    case 'hold_save':
      return view.case.state.hold ? nextCard(view, reader, notices) : holdCard(view, reader, notices, typed);
    case 'close_save':
      return view.case.state.closed ? nextCard(view, reader, notices) : closeCard(view, reader, notices, typed);
    case 'reopen_save':
      return view.case.state.closed ? reopenCard(view, reader, notices, typed) : nextCard(view, reader, notices);
    default:
      return nextCard(view, reader, notices);
  }
}

// The case changed since the card was made. A form keeps what was filled in; a finished step is said to be finished.
function fresh(turn: Turn, view: CaseView, press: ChangePress, typed: Typed): CardData {
  const t = words(turn.reader.lang);
  const stepId = 's' in press.data ? press.data.s : null;
  const status = view.evaluation.steps.find((each) => each.step.id === stepId);
  if (press.verb === 'step_finish' && status?.status === 'done') {
    const said = notice(t.doneAlready(titleOf(view.plan, status.step.id, turn.reader.lang)), 'warning');
    return nextCard(view, turn.reader, said);
  }
  const keeps = press.verb !== 'resume' && press.verb !== 'step_undo';
  return again(turn, view, press, typed, notice(keeps ? t.staleInputs : t.stale, 'warning'));
}
