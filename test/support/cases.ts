/** Case states for tests, told as a short history. */
import type { CaseState, Completion } from '../../src/domain/cases.ts';
import { newCaseState } from '../../src/domain/cases.ts';
import type { FactValue } from '../../src/domain/protocol/definition.ts';

type Done = readonly [step: string, on: string, outcome?: string | undefined];

/** A state in which these steps were done, in this order, on these days. */
export function aState(
  history: readonly Done[] = [],
  facts: Readonly<Record<string, FactValue>> = {},
  parts: Partial<CaseState> = {},
): CaseState {
  return { ...newCaseState, facts, done: history.map(completion), ...parts };
}

function completion([step, on, outcome]: Done): Completion {
  return { step, on, at: `${on}T09:00:00.000Z`, outcome: outcome ?? null, tasks: [] };
}
