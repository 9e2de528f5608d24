/**
 * Why something was decided reaches nobody who may not know it, and a landlord learns the outcome of what it decides on
 * itself alone: canaries in every field, every role alone and in pairs, both languages. Who may see them is written
 * here once more, from the agreements.
 */
import { describe, expect, it } from 'vitest';
import { cardRenderer } from '../../src/compose.ts';
import { seenDecision } from '../../src/domain/decisions/seen.ts';
import type { Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';
import { decisionCard, decisionsCard, supersedeForm, todayCard } from '../../src/presenters/decisions.ts';
import { mark, markedPlan, marksIn } from '../support/canaries.ts';
import { aDecision } from '../support/decisionCards.ts';
import { aPosition, realProtocols } from '../support/views.ts';

const WHY = mark('Reasons');
const WHY_REPLACED = mark('Replaced');
const WITNESS = mark('Witness');
const render = cardRenderer();

const outcomeMark = (step: Step): string => mark('Outcome', `${step.id}X${step.outcomes[0]?.id}`);

/** Everything that can be shown of the decision on this step to `roles`, with `along` beside them. */
function shown(plan: Plan, step: Step, roles: readonly string[], along: readonly string[] | null): Set<string> {
  const who = aPosition(plan.protocol, roles, { casushouder: false });
  const others = along && [who, aPosition(plan.protocol, along, { casushouder: false })];
  const stored = { ...aDecision(step, 2, WHY), supersedes: { id: 'd1', number: 1, why: WHY_REPLACED } };
  const seen = seenDecision(stored, step, who, others, () => WITNESS);
  const c = { id: 'case', code: `${plan.protocol.casePrefix}-2026-014`, version: 3, plan };
  const cards = (['nl', 'en'] as const).flatMap((lang) => {
    const reader = { lang, shared: along !== null, local: false };
    return [
      ...[decisionCard(c, seen, reader), decisionsCard(c, [seen], reader)],
      todayCard([{ case: c, decisions: [seen] }], reader),
      // The form stands behind a button that is there only where the decision can be changed.
      ...(seen.changeable ? [supersedeForm(c, seen, reader)] : []),
    ];
  });
  return new Set(marksIn(cards.map((card) => JSON.stringify([render(card), card.summary])).join('\n')));
}

describe.each([...realProtocols().values()].map((protocol) => [protocol.id, protocol] as const))(
  '%s',
  (_, protocol: Protocol) => {
    const plans = Object.keys(protocol.routes).map((id) => markedPlan(protocol, planOf(protocol, id).route.id));
    const steps = plans.flatMap((plan) =>
      plan.route.steps.filter((step) => step.decision !== null).map((step) => [plan, step] as const),
    );
    const roles = Object.keys(protocol.roles);
    const isLandlord = (id: string): boolean => protocol.roles[id]?.landlord === true;
    // Who has to agree decides as well.
    const has = ({ decision }: Step, id: string): boolean =>
      decision?.by.includes(id) === true || decision?.parties.some((party) => party.includes(id)) === true;
    const decidesOn = (id: string, step: Step): boolean => step.responsible.includes(id) || has(step, id);
    const knowsWhy = (id: string, step: Step): boolean => {
      const sees = protocol.roles[id]?.sees;
      const all = sees?.steps === 'all' && sees.facts === 'all';
      return !isLandlord(id) && (all || has(step, id));
    };
    const knowsWhat = (id: string, step: Step): boolean => !isLandlord(id) || decidesOn(id, step);

    it('there are decisions, and people who may not know all of them', () => {
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.some(([, step]) => roles.some((id) => !knowsWhy(id, step)))).toBe(true);
    });

    it('alone', () => {
      for (const [plan, step] of steps) {
        for (const id of roles) {
          const marks = shown(plan, step, [id], null);
          const where = `${plan.protocol.id} ${step.id}: ${id}`;
          expect([where, marks.has(WHY), marks.has(WHY_REPLACED)]).toEqual([where, knowsWhy(id, step), knowsWhy(id, step)]); // prettier-ignore
          // Who heard what was noted is for who knows what was decided.
          if (!knowsWhat(id, step))
            expect([where, marks.has(outcomeMark(step)), marks.has(WITNESS)]).toEqual([where, false, false]);
        }
      }
    });

    it('together: no reasons, and the outcome only where each of them may know it', () => {
      for (const [plan, step] of steps) {
        for (const a of roles) {
          for (const b of roles) {
            const marks = shown(plan, step, [a], [b]);
            const where = `${plan.protocol.id} ${step.id}: ${a} with ${b}`;
            const what = step.outcomes.length > 0 && knowsWhat(a, step) && knowsWhat(b, step);
            expect([where, marks.has(WHY), marks.has(WHY_REPLACED), marks.has(outcomeMark(step))]).toEqual([where, false, false, what]); // prettier-ignore
          }
        }
      }
    });
  },
);
