/**
 * What moving a case to another version changes, in words and as JSON. Values of facts are about a client and stay out.
 */
import type { MovePreview } from '../domain/protocol/move.ts';
import { moveLines } from '../presenters/caseMove.ts';
import { handoverWords } from '../presenters/wordingHolder.ts';

/** For programs: `{terms, steps, lostFacts, lostSteps}`. */
export const moveJson = ({ terms, steps, lostFacts, lostCompletions }: MovePreview) => ({
  terms,
  steps,
  lostFacts: lostFacts.map(({ fact }) => fact),
  lostSteps: lostCompletions.map(({ step, on, outcome }) => ({ step, on, outcome })),
});

/** For people: one line for each thing that becomes different. */
export function moveText(preview: MovePreview): string {
  const { terms, steps, lost } = moveLines(preview, 'nl');
  const lines = [...terms, ...steps, ...lost];
  if (lines.length === 0) return `${handoverWords('nl').move.nothing}\n`;
  return `\n${lines.map((line) => `    ${line}\n`).join('')}`;
}
