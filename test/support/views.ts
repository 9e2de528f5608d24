/**
 * Cases on the real protocols for tests: played from their opening, one step after another.
 */
import { readProtocolFolder } from '../../src/content/protocols.ts';
import { newCaseState, type Case, type CaseEvent, type CaseState } from '../../src/domain/cases.ts';
import type { Fact, FactValue, Protocol } from '../../src/domain/protocol/definition.ts';
import { evaluate, planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';
import { canBeFinished, step } from '../../src/domain/protocol/step.ts';
import { positionOf, type Standing } from '../../src/domain/access.ts';
import { seenBy, seenByAll, type ReaderView } from '../../src/domain/views.ts';
import type { LandlordView } from '../../src/domain/landlordView.ts';
import type { CaseView } from '../../src/usecases/readCase.ts';

const NOW = '2026-03-10T09:00:00.000Z';
// It is on record that the client knows, so that steps that tell others can be finished.
const KNOWS: CaseState = {
  ...newCaseState,
  informed: [{ by: 'recorder', on: '2026-03-01', how: 'conversation', ground: null }],
};
const folder = new URL('../../content/protocols/', import.meta.url).pathname;

/** Every protocol in content; throws with the first problem if one cannot be read. */
export function realProtocols(): ReadonlyMap<string, Protocol> {
  return new Map(
    readProtocolFolder(folder).map(({ text, read }) => {
      if (!read.ok)
        throw new Error(`${text.file}: ${JSON.stringify(read.problems.filter((each) => each.level === 'error'))}`);
      return [read.protocol.id, read.protocol];
    }),
  );
}

/** The case with where it stands at `now`. */
export function aView(plan: Plan, state: CaseState = newCaseState, now = NOW, parts: Partial<Case> = {}): CaseView {
  const found: Case = {
    id: 'case-1',
    code: `${plan.protocol.casePrefix}-2026-014`,
    protocolId: plan.protocol.id,
    protocolVersion: plan.protocol.version,
    route: plan.route.id,
    pseudonym: 'bewoner 27',
    version: 3,
    openedAt: NOW,
    state,
    ...parts,
  };
  return {
    case: found,
    plan,
    newer: false,
    evaluation: evaluate(plan, state, now),
    who: aPosition(plan.protocol, ['begeleider']),
  };
}

/** Somebody with these roles, who leads the case or not. */
export function aPosition(protocol: Protocol, roles: readonly string[], parts: Partial<Standing> = {}) {
  const casushouder = roles.includes('begeleider');
  return positionOf(protocol, [
    { relation: 'participant', organisationId: 'org', casushouder, roles, behalfOf: null, ...parts },
  ]);
}

/** The case as somebody with these roles sees it alone; throws for a landlord. */
export function seenAs(view: CaseView, roles: readonly string[]): ReaderView {
  const seen = seenBy(view, aPosition(view.plan.protocol, roles), null);
  if (seen.kind === 'landlord') throw new Error('A landlord has a view of its own');
  return seen;
}

/** The case as a landlord sees it. */
export function seenByLandlord(view: CaseView): LandlordView {
  const contact = { name: 'Anna', organisation: 'Zorgaanbieder De Brug' };
  const seen = seenBy(view, aPosition(view.plan.protocol, ['woningcorporatie']), contact);
  if (seen.kind !== 'landlord') throw new Error('The protocol does not say that the woningcorporatie is a landlord');
  return seen;
}

/** The case as people with these roles may see it together. */
export const seenTogether = (view: CaseView, people: readonly (readonly string[])[]): ReaderView =>
  seenByAll(
    view,
    view.who,
    people.map((roles) => aPosition(view.plan.protocol, roles)),
  );

/** Carries out an event that must succeed. */
export function after(plan: Plan, state: CaseState, event: Omit<CaseEvent, 'id'>, now = NOW): CaseState {
  const result = step(plan, state, { id: 'e', ...event } as CaseEvent, now);
  if (!result.ok) throw new Error(`${JSON.stringify(event)}: ${JSON.stringify(result.refusal)}`);
  return result.state;
}

/** The case after up to `most` steps, each finished as soon as it can be, with its first outcome. */
export function played(protocol: Protocol, routeId: string, most = 40, from: CaseState = KNOWS): CaseState[] {
  const plan = planOf(protocol, routeId);
  const states = [from];
  let state = from;
  for (let n = 0; n < most; n++) {
    const evaluation = evaluate(plan, state, NOW);
    const status = evaluation.steps.find((each) => each.step.mode === 'once' && canBeFinished(each));
    if (!status) break;
    const needed = Object.fromEntries(status.needs.map((id) => [id, aValue(protocol.facts[id])]));
    if (status.needs.length > 0) {
      // The answer can bring another step in between, so look again.
      state = after(plan, state, { type: 'set_facts', facts: needed } as never);
      continue;
    }
    const tasks = evaluate(plan, state, NOW).steps.find((each) => each.step.id === status.step.id)?.tasks ?? [];
    state = after(plan, state, {
      type: 'complete_step',
      step: status.step.id,
      on: '2026-03-01',
      outcome: status.step.outcomes[0]?.id ?? null,
      tasks: tasks.map((task) => task.id),
    } as never);
    states.push(state);
  }
  return states;
}

// Some value that fits the fact.
function aValue(fact: Fact | undefined): FactValue {
  switch (fact?.kind) {
    case 'yesno':
      return true;
    case 'date':
      return '2026-08-31';
    case 'choice':
      return fact.options[0]?.id ?? '';
    case 'choices':
      return fact.options.map((option) => option.id).join(',');
    default:
      return 'Hoofddorp';
  }
}

/** A value for every fact of the protocol: the fullest case there can be. */
export const allFacts = (protocol: Protocol): Record<string, FactValue> =>
  Object.fromEntries(Object.values(protocol.facts).map((fact) => [fact.id, aValue(fact)]));
