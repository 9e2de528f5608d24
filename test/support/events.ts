/** Events for tests of the engine. */
import type { CaseEvent } from '../../src/domain/cases.ts';

/** An event without its id; spread over the union so that each kind keeps its own fields. */
export type Event = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'id'> : never) : never;

export const NOW = '2026-06-15T10:00:00.000Z';

export const complete = (stepId: string, parts: Partial<Extract<Event, { type: 'complete_step' }>> = {}): Event => ({
  type: 'complete_step',
  step: stepId,
  on: '2026-06-10',
  outcome: null,
  tasks: ['plan'],
  ...parts,
});
