/**
 * The shapes of what is stored as JSON, checked on the way in: a row that was changed by hand, or by another version,
 * is refused before the protocol engine reads it.
 */
import { z } from 'zod';
import { INFORMED_BY, INFORMED_HOW, type CaseState, type Effect } from '../domain/cases.ts';

const text = z.string();
const texts = z.array(text);
const value = z.union([text, z.boolean()]);

const informed = { by: z.enum(INFORMED_BY), on: text, how: z.enum(INFORMED_HOW), ground: text.nullable() };

const days = { start: text, until: text.nullable() };

const state = z.object({
  facts: z.record(text, value),
  done: z.array(z.object({ step: text, on: text, at: text, outcome: text.nullable(), tasks: texts })),
  ticked: z.record(text, texts),
  hold: z.object({ since: text, reason: text }).nullable(),
  closed: z.object({ at: text, ending: text, reason: text }).nullable(),
  // Cases from before there was a record of it.
  informed: z.array(z.object(informed)).default([]),
  handover: z
    .object({
      id: text,
      by: text.nullable(),
      to: z.object({ member: text, organisation: text }),
      ...days,
      offeredOn: text,
    })
    .nullable()
    .default(null),
}) satisfies z.ZodType<CaseState>;

const of = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ id: text, type: z.literal(type), ...shape });

const effects = [
  of('opened', { route: text }),
  of('step_completed', { step: text, on: text, outcome: text.nullable() }),
  of('step_undone', { step: text }),
  of('tasks_ticked', { step: text, tasks: texts }),
  of('fact_changed', { fact: text, from: value.nullable(), to: value.nullable() }),
  of('held', { reason: text }),
  of('resumed', {}),
  of('closed', { ending: text, reason: text }),
  of('reopened', { reason: text }),
  of('informed', informed),
  of('told', { step: text, with: texts, what: text }),
  of('not_told', { step: text, with: texts, what: text }),
  of('shared', { organisation: text, sees: texts, why: text }),
  of('unshared', { organisation: text, why: text }),
  of('joined', { member: text, organisation: text, casushouder: z.boolean() }),
  of('left', { member: text, organisation: text, casushouder: z.boolean() }),
  of('handover_offered', { offer: text, member: text, organisation: text, ...days }),
  of('handover_accepted', { offer: text, member: text, organisation: text, ...days }),
  of('handover_refused', { offer: text, member: text, reason: text }),
  of('handover_withdrawn', { offer: text, member: text }),
  of('words_kept', { kinds: texts, why: text }),
  of('decided', {
    ...{ decision: text, number: z.int(), step: text, outcome: text.nullable(), supersedes: z.int().nullable() },
    witnesses: texts.default([]),
  }),
  of('moved', { from: text, to: text }),
  of('step_opened', { step: text }),
  of('term_moved', { step: text, from: text.nullable(), to: text.nullable() }),
] as const;
const effect: z.ZodType<Effect> = z.discriminatedUnion('type', effects);

/** The types of the lines that tell what was changed in a case. */
export const EFFECTS: readonly string[] = effects.map((each) => each.shape.type.value);

/** The state of a case as it was stored. Throws without its content, which is about a client. */
export function readState(caseId: string, stored: unknown): CaseState {
  const read = state.safeParse(stored);
  if (!read.success) throw new Error(`The stored state of case ${caseId} cannot be read: ${placesOf(read.error)}`);
  return read.data;
}

/** An effect as it was logged. Throws without its content. */
export function readEffect(id: string, stored: unknown): Effect {
  const read = effect.safeParse(stored);
  if (!read.success) throw new Error(`Line ${id} of the case log cannot be read: ${placesOf(read.error)}`);
  return read.data;
}

const placesOf = (error: z.ZodError): string => error.issues.map((issue) => issue.path.join('.')).join(', ');
