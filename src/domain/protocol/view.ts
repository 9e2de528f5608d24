/**
 * Narrows an evaluation to what a role may see, by the protocol's allow-list (`sees`).
 * What a role may not see must not show through reasons, missing facts or the anchors of terms either.
 */
import { factsOf, stepsOf, type Knowledge } from './conditions.ts';
import type { Condition, Protocol, Role, RoleId, Step } from './definition.ts';
import type { Evaluation, Reason, StepStatus } from './evaluate.ts';
import type { DatedTerm } from './terms.ts';

interface Eyes {
  readonly step: (stepId: string) => boolean;
  readonly fact: (factId: string) => boolean;
}

/**
 * The evaluation as somebody with these roles may see it; several roles see what each of them sees.
 * Dates of visible steps stay: a role needs its own deadlines. Roles that the protocol does not know see nothing.
 */
export function viewAs(evaluation: Evaluation, roleIds: readonly RoleId[]): Evaluation {
  return seenThrough(evaluation, eyesOf(evaluation, roleIds));
}

/** What all of these readers may see: the least that any of them may. Without readers there is nothing to see. */
export function viewForAll(evaluation: Evaluation, readers: readonly (readonly RoleId[])[]): Evaluation {
  const eyes = readers.map((roleIds) => eyesOf(evaluation, roleIds));
  const all = (see: (each: Eyes) => boolean): boolean => eyes.length > 0 && eyes.every(see);
  return seenThrough(evaluation, {
    step: (stepId) => all((each) => each.step(stepId)),
    fact: (factId) => all((each) => each.fact(factId)),
  });
}

function seenThrough(evaluation: Evaluation, eyes: Eyes): Evaluation {
  const steps = evaluation.steps
    .filter((status) => eyes.step(status.step.id))
    .map((status) => narrowed(status, evaluation.plan.protocol, eyes));
  return {
    ...evaluation,
    known: knownTo(evaluation.known, eyes),
    steps,
    missingFacts: evaluation.missingFacts
      .filter((missing) => eyes.fact(missing.fact))
      .map((missing) => ({
        fact: missing.fact,
        terms: missing.terms.filter(eyes.step),
        steps: missing.steps.filter(eyes.step),
      }))
      .filter((missing) => missing.terms.length > 0 || missing.steps.length > 0),
    ending: steps.some((status) => leadsTo(status, evaluation.ending)) ? evaluation.ending : null,
  };
}

/** Whether the protocol lets the role see the step. */
export const seesStep = ({ id, sees }: Role, { responsible, involved }: Step): boolean =>
  sees.steps === 'all' || (sees.steps === 'own' && (responsible.includes(id) || involved.includes(id)));

function eyesOf(evaluation: Evaluation, roleIds: readonly RoleId[]): Eyes {
  const { protocol, route } = evaluation.plan;
  const roles = Object.values(protocol.roles).filter((role) => roleIds.includes(role.id));
  const sees = (step: Step): boolean => roles.some((role) => seesStep(role, step));
  const steps = new Set(route.steps.filter(sees).map((step) => step.id));
  return {
    step: (stepId) => steps.has(stepId),
    fact: (factId) => roles.some(({ sees }) => sees.facts === 'all' || sees.facts.includes(factId)),
  };
}

function narrowed(status: StepStatus, protocol: Protocol, eyes: Eyes): StepStatus {
  const because = status.because.map((reason) => reasonFor(reason, eyes));
  return {
    ...status,
    because: because.filter((reason, index) => reason.kind !== 'hidden' || firstHidden(because) === index),
    needs: status.needs.filter(eyes.fact),
    terms: status.terms.map((term) => termFor(term, protocol, eyes)),
  };
}

const firstHidden = (because: readonly Reason[]): number => because.findIndex((reason) => reason.kind === 'hidden');

// One word for all that is not for this reader: that something is in the way, and not what.
const HIDDEN: Reason = { kind: 'hidden' };

function reasonFor(reason: Reason, eyes: Eyes): Reason {
  switch (reason.kind) {
    case 'waits_for':
    case 'outcome':
      return eyes.step(reason.step) ? reason : HIDDEN;
    case 'condition':
      return sees(reason.condition, eyes) ? reason : HIDDEN;
    case 'unknown':
      return reason.facts.every((name) => eyes.fact(name) || eyes.step(name)) ? reason : HIDDEN;
    default:
      return reason;
  }
}

const sees = (condition: Condition, eyes: Eyes): boolean =>
  factsOf(condition).every(eyes.fact) && stepsOf(condition).every(eyes.step);

function termFor(term: DatedTerm, protocol: Protocol, eyes: Eyes): DatedTerm {
  const visible = (anchor: string | null): string | null => {
    if (anchor === null) return null;
    return (Object.hasOwn(protocol.facts, anchor) ? eyes.fact : eyes.step)(anchor) ? anchor : null;
  };
  return { ...term, anchor: visible(term.anchor), waitsFor: visible(term.waitsFor) };
}

function knownTo(known: Knowledge, eyes: Eyes): Knowledge {
  const visible = ([id]: readonly [string, unknown]): boolean => eyes.step(id);
  return {
    facts: Object.fromEntries(Object.entries(known.facts).filter(([fact]) => eyes.fact(fact))),
    done: new Map([...known.done].filter(visible)),
    finished: new Map([...known.finished].filter(visible)),
  };
}

const leadsTo = (status: StepStatus, ending: string | null): boolean =>
  ending !== null &&
  status.step.outcomes.some((outcome) => outcome.id === status.last?.outcome && outcome.ends === ending);
