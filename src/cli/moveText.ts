/**
 * What moving a case to another version changes, in words and as JSON. Values of facts are about a client and stay out.
 */
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { MovePreview, MoveRefusal } from '../domain/protocol/move.ts';
import { dateText } from '../presenters/dates.ts';
import { factTitle, outcomeText, titleOf } from '../presenters/protocolText.ts';

/** For programs: `{terms, steps, lostFacts, lostSteps}`. */
export const moveJson = ({ terms, steps, lostFacts, lostCompletions }: MovePreview) => ({
  terms,
  steps,
  lostFacts: lostFacts.map(({ fact }) => fact),
  lostSteps: lostCompletions.map(({ step, on, outcome }) => ({ step, on, outcome })),
});

const STATUS = {
  ...{ open: 'open', upcoming: 'daarna', blocked: 'nog niet', done: 'klaar', ended: 'voorbij' },
  ...{ not_applicable: 'hoort niet bij deze casus' },
} as const;

/** For people: one line for each thing that becomes different. */
export function moveText({ terms, steps, lostFacts, lostCompletions, before, after }: MovePreview): string {
  const plan = (step: string): Plan => (after.plan.steps.has(step) ? after : before).plan;
  const title = (step: string): string => titleOf(plan(step), step, 'nl');
  const day = (date: string | null): string => (date === null ? 'geen datum' : dateText(date, 'nl'));
  const lines = [
    ...terms.map(
      ({ step, rule, from, to }) =>
        `termijn van ${title(step)} (${rule}): was ${day(from)}, wordt ${day(to)}${to !== null && to < after.today ? ', en is dan al voorbij' : ''}`,
    ),
    ...steps.map(({ step, from, to }) => {
      if (from === null) return `nieuwe stap: ${title(step)} (${to === null ? '' : STATUS[to]})`;
      if (to === null) return `stap vervalt: ${title(step)}`;
      return `${title(step)}: was ${STATUS[from]}, wordt ${STATUS[to]}`;
    }),
    ...lostFacts.map(({ fact }) => `gegeven vervalt: ${factTitle(before.plan.protocol, fact, 'nl')}`),
    ...lostCompletions.map(({ step, on, outcome }) => {
      const words = outcomeText(before.plan, step, outcome, 'nl');
      return `telt niet meer als klaar: ${titleOf(before.plan, step, 'nl')} (${dateText(on, 'nl')}, ${words})`;
    }),
  ];
  return lines.length === 0
    ? 'niets verandert voor deze casus\n'
    : `\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** Why a case cannot be moved, in words. */
export function refusalText(refusal: MoveRefusal | { readonly kind: 'protocol_gone' }): string {
  switch (refusal.kind) {
    case 'same_version':
      return 'deze casus staat al op deze versie';
    case 'closed':
      return 'deze casus is afgesloten en blijft op zijn versie';
    case 'route_gone':
      return `de nieuwe versie heeft geen route ${refusal.route}; deze casus blijft op zijn versie`;
    case 'protocol_gone':
      return 'het protocol van deze casus staat niet meer in content/protocols';
  }
}
