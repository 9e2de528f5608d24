/**
 * The way in which a step is decided, and what is in the way of a decision. Everything follows from the agreements:
 * no region is named here. Pure: what is known of the case comes as an argument.
 */
import type { CivilDate } from '../calendar.ts';
import { isCivilDate } from '../calendar.ts';
import { factsMissing, factsOf, holds, type Knowledge } from '../protocol/conditions.ts';
import type { Condition, Decision, FactId, Party, Ruling, Step, StepId } from '../protocol/definition.ts';
import type { Agreement, NewDecision } from './records.ts';

/** What one outcome takes. */
export interface Choice {
  readonly outcome: string | null;
  /** Who is asked. Nobody: it states a fact, or it is voted on. */
  readonly parties: readonly Party[];
  /** How many of them have to agree. */
  readonly least: number;
  /** Why it is another rule than that of the decision as a whole; null: it is that rule. */
  readonly ruling: Ruling | null;
  /** What forbids it, with the condition that does not hold. */
  readonly forbidden: readonly (Ruling & { readonly if: Condition })[];
  /** Facts that have to be known before it can be told whether it is possible. */
  readonly unknown: readonly FactId[];
}

/** Why a decision is not recorded. Values, never thrown. */
export type DecisionRefusal =
  /** The agreements know no decision at this step. */
  | { readonly kind: 'no_decision'; readonly step: StepId }
  /** A vote decides, and there was none. */
  | { readonly kind: 'vote_missing'; readonly step: StepId }
  /** There was a vote, and the agreements know none here. */
  | { readonly kind: 'no_vote'; readonly step: StepId }
  /** The outcome is not that of the vote. */
  | { readonly kind: 'not_the_vote'; readonly step: StepId }
  | { readonly kind: 'outcome_missing'; readonly step: StepId }
  | { readonly kind: 'forbidden_outcome'; readonly step: StepId; readonly ruling: Ruling; readonly if: Condition }
  | { readonly kind: 'facts_unknown'; readonly step: StepId; readonly facts: readonly FactId[] }
  /** These have not agreed; `least` parties in all would be enough. */
  | { readonly kind: 'not_agreed'; readonly step: StepId; readonly missing: readonly Party[]; readonly least: number }
  /** They have to be heard first, whatever they say. */
  | { readonly kind: 'not_heard'; readonly step: StepId; readonly missing: readonly Party[] }
  /** The step is on a table, and these must be there by the agreements and are not. */
  | { readonly kind: 'not_there'; readonly missing: readonly Party[] }
  /** What was said at the table is recorded for somebody else, and nobody is named who heard it too. */
  | { readonly kind: 'witness_missing' }
  | { readonly kind: 'reasons_missing' }
  | { readonly kind: 'wrong_review'; readonly value: string };

/** The longest reasons that the register takes. */
export const LONGEST_REASONS = 1000;

/** What each outcome of the step takes, in their order; one choice without an outcome where the step knows none. */
export function choicesOf(step: Step, known: Knowledge): readonly Choice[] {
  const { decision, outcomes } = step;
  if (!decision) return [];
  return outcomes.length === 0
    ? [choiceOf(decision, null, known)]
    : outcomes.map(({ id }) => choiceOf(decision, id, known));
}

function choiceOf(decision: Decision, outcome: string | null, known: Knowledge): Choice {
  const limits = decision.provided.filter((each) => each.outcome === outcome);
  const special = decision.agreement.find((each) => each.outcome === outcome && holds(each.if, known) === true);
  const open = decision.agreement.filter((each) => each.outcome === outcome && holds(each.if, known) === 'unknown');
  const conditions = [...limits, ...open].flatMap((each) => each.if ?? []);
  return {
    outcome,
    ...(special ? { parties: special.parties, least: special.parties.length } : ordinary(decision)),
    ruling: special ?? null,
    forbidden: limits.filter((each) => holds(each.if, known) === false),
    unknown: [...new Set(conditions.flatMap((condition) => factsMissing(condition, known)))],
  };
}

function ordinary({ kind, parties, least }: Decision): Pick<Choice, 'parties' | 'least'> {
  switch (kind) {
    case 'majority':
      return { parties: [], least: 0 };
    // One of those who may: the official who is authorised, the organisation whose it is.
    case 'official':
    case 'organisation':
      return { parties, least: 1 };
    case 'joint':
    case 'committee':
      return { parties, least: least ?? parties.length };
    // They are heard; agreeing is not asked of them.
    case 'consultation':
      return { parties, least: 0 };
  }
}

/** What is in the way of the decision, as far as the agreements say; null: nothing. */
export function decisionRefused(step: Step, known: Knowledge, input: NewDecision): DecisionRefusal | null {
  const { decision } = step;
  if (!decision) return { kind: 'no_decision', step: step.id };
  const choice = choicesOf(step, known).find((each) => each.outcome === input.outcome);
  if (!choice) return { kind: 'outcome_missing', step: step.id };
  return (
    votedWrongly(step, decision, input) ??
    impossible(step, choice) ??
    notAgreed(step, decision, choice, input) ??
    wordsMissing(input)
  );
}

function votedWrongly(step: Step, { kind }: Decision, { vote, outcome }: NewDecision): DecisionRefusal | null {
  if (kind !== 'majority') return vote ? { kind: 'no_vote', step: step.id } : null;
  if (!vote) return { kind: 'vote_missing', step: step.id };
  return outcome === outcomeOfVote(step, vote.adopted) ? null : { kind: 'not_the_vote', step: step.id };
}

function impossible(step: Step, { forbidden: [limit], unknown }: Choice): DecisionRefusal | null {
  if (limit) return { kind: 'forbidden_outcome', step: step.id, ruling: limit, if: limit.if };
  return unknown.length > 0 ? { kind: 'facts_unknown', step: step.id, facts: unknown } : null;
}

function notAgreed(
  step: Step,
  { kind }: Decision,
  { parties, least }: Choice,
  { agreements }: NewDecision,
): DecisionRefusal | null {
  if (kind === 'consultation') {
    const missing = parties.filter((party) => saidBy(party, agreements) === null);
    return missing.length > 0 ? { kind: 'not_heard', step: step.id, missing } : null;
  }
  const missing = parties.filter((party) => saidBy(party, agreements) !== true);
  return parties.length - missing.length < least ? { kind: 'not_agreed', step: step.id, missing, least } : null;
}

/** What a party said last: whoever of it speaks, speaks for all. Null: nothing yet. */
const saidBy = (party: Party, agreements: readonly Agreement[]): boolean | null =>
  agreements.findLast((each) => party.includes(each.role))?.agrees ?? null;

function wordsMissing({ reasons, reviewOn, on }: NewDecision): DecisionRefusal | null {
  if (reasons.trim() === '' || reasons.length > LONGEST_REASONS) return { kind: 'reasons_missing' };
  return reviewOn === null || isLater(reviewOn, on) ? null : { kind: 'wrong_review', value: reviewOn };
}

const isLater = (day: CivilDate, than: CivilDate): boolean => isCivilDate(day) && day > than;

/** The outcome that a vote leads to: the ordinary one where it was adopted, else the first that stops the case. */
export function outcomeOfVote(step: Step, adopted: boolean): string | null {
  const [ordinary] = step.outcomes;
  const other = step.outcomes.find((each) => !each.continues) ?? step.outcomes[1];
  return (adopted ? ordinary : other)?.id ?? null;
}

/** The facts on which it hangs who must agree and what can be chosen, and which tasks there are; each once. */
export function factsWeighed(step: Step): readonly FactId[] {
  const { decision, tasks, provided } = step;
  const rulings = decision ? [...decision.provided, ...decision.agreement].map((each) => each.if) : [];
  const conditions = [provided, ...rulings, ...tasks.map((task) => task.applies)];
  return [...new Set(conditions.flatMap((condition) => (condition ? factsOf(condition) : [])))];
}
