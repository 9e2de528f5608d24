/**
 * Which facts are to be asked now: those that steps which are up, or come next, cannot do without.
 * Facts of steps that are further away are not asked yet.
 */
import type { FactId, Protocol, StepId } from './definition.ts';
import type { StepStatus } from './evaluate.ts';

export interface MissingFact {
  readonly fact: FactId;
  /** Steps whose term waits for the fact. */
  readonly terms: readonly StepId[];
  /** Steps that cannot be finished without it. */
  readonly steps: readonly StepId[];
}

const NONE: readonly never[] = [];

type Waiting = Map<FactId, { readonly terms: StepId[]; readonly steps: StepId[] }>;

/** The facts that open and upcoming steps wait for, in the order of those steps. */
export function missingFacts(protocol: Protocol, steps: readonly StepStatus[]): readonly MissingFact[] {
  const found: Waiting = new Map();
  for (const status of steps) {
    if (status.status !== 'open' && status.status !== 'upcoming') continue;
    for (const fact of status.needs) waitingFor(found, fact).steps.push(status.step.id);
    for (const anchor of waitingAnchors(status)) {
      if (Object.hasOwn(protocol.facts, anchor)) waitingFor(found, anchor).terms.push(status.step.id);
    }
  }
  return found.size === 0 ? NONE : [...found].map(([fact, waiting]) => ({ fact, ...waiting }));
}

function waitingFor(found: Waiting, fact: FactId): { readonly terms: StepId[]; readonly steps: StepId[] } {
  let entry = found.get(fact);
  if (!entry) found.set(fact, (entry = { terms: [], steps: [] }));
  return entry;
}

// What the step's terms and its opening day are waiting for, each once.
function waitingAnchors(status: StepStatus): readonly FactId[] {
  const opening = unknownAnchors(status);
  if (opening.length === 0 && status.terms.every((term) => term.waitsFor === null)) return NONE;
  return [...new Set([...status.terms.flatMap((term) => term.waitsFor ?? NONE), ...opening])];
}

function unknownAnchors(status: StepStatus): readonly FactId[] {
  const anchors = status.step.opens?.anchors ?? [];
  return status.because.some((reason) => reason.kind === 'unknown' && reason.facts === anchors) ? anchors : [];
}
