/**
 * Reads the form of a step: its facts, ticks, outcome and day. Changes nothing and shows nothing.
 */
import { CASE_POLICY } from '../../domain/access.ts';
import type { Refusal } from '../../domain/cases.ts';
import { readDate } from '../../presenters/dates.ts';
import { readInformed } from '../../presenters/informed.ts';
import { readFacts, type Typed } from '../../presenters/inputs.ts';
import type { NewEvent } from '../../usecases/changeCase.ts';
import type { CaseView } from '../../usecases/readCase.ts';

/** The events that a form asks for, or why it cannot be read. */
export type FormRead = { readonly events: readonly NewEvent[] } | { readonly refusal: Refusal };

/** The tasks that are ticked on a form. */
export const ticked = (typed: Typed): readonly string[] =>
  Object.entries(typed).flatMap(([key, value]) => (key.startsWith('t_') && value === 'true' ? [key.slice(2)] : []));

/** What the form of a step asks for: facts, that the client knows, and the completion as the last event. */
export function readFinish(view: CaseView, step: string, typed: Typed): FormRead {
  const { today } = view.evaluation;
  const informed = readInformed(typed, today);
  if (informed && 'wrongDate' in informed) return { refusal: { kind: 'wrong_date', value: informed.wrongDate } };
  const facts = readFactChanges(view, typed);
  if ('refusal' in facts) return facts;
  const day = (typed['on'] ?? '').trim();
  const on = day === '' ? today : readDate(day);
  if (on === null) return { refusal: { kind: 'wrong_date', value: day } };
  const outcome = typed['outcome'] ?? '';
  return {
    events: [
      ...facts.events,
      ...(informed ? [{ type: 'inform' as const, informed }] : []),
      { type: 'complete_step', step, on, outcome: outcome === '' ? null : outcome, tasks: ticked(typed) },
    ],
  };
}

/** The facts of a form as an event: only those that changed. */
// Only what differs from what is known: a date that a finished step fixed stays with that step.
export function readFactChanges(view: CaseView, typed: Typed): FormRead {
  const read = readFacts(view.plan.protocol, typed);
  if (!read.ok) {
    const { kind, id } = read.fact;
    if (kind === 'date') return { refusal: { kind: 'wrong_date', value: read.value } };
    return { refusal: { kind: 'wrong_value', fact: id, expected: kind } };
  }
  const known = view.evaluation.known.facts;
  const changed = Object.entries(read.facts).filter(
    // What is not theirs to give stays, to be refused: else the answer would tell who guesses right what is known.
    ([id, value]) => value !== (known[id] ?? null) || !CASE_POLICY.give_fact(view.who, id),
  );
  return { events: changed.length === 0 ? [] : [{ type: 'set_facts', facts: Object.fromEntries(changed) }] };
}
