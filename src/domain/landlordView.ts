/**
 * What a woningcorporatie may know of a case, and a type that can hold nothing else: that there is support and who to
 * turn to, whether there is a bewindvoerder and who, what a fitting home needs, and its own steps and terms
 * (Zutphen §20 NB, ZUT-105 and ZUT-106; for the other regions the same by our choice). No pseudonym, no route (it can
 * say where a client was), no reasons, no free text but the name of the bewindvoerder.
 */
import { CASE_POLICY, seesFact, type Position } from './access.ts';
import type { CivilDate } from './calendar.ts';
import type { FactId, RuleId, Step, StepId, TermKind } from './protocol/definition.ts';
import type { StepStatus } from './protocol/evaluate.ts';
import { inOrder, canBeFinished } from './protocol/step.ts';
import { viewAs } from './protocol/view.ts';
import type { WholeCase } from './views.ts';

/** Facts of the product that tell a landlord what it may know; a protocol declares those that it works with. */
export const LANDLORD_FACTS = {
  support: 'woonbegeleiding',
  bewindvoering: 'bewindvoering',
  bewindvoerder: 'bewindvoerder',
  factors: 'woningfactoren',
} as const;

export interface LandlordStep {
  readonly id: StepId;
  /** As the agreements word it: the same for every case. */
  readonly step: Step;
  readonly status: 'open' | 'upcoming' | 'blocked' | 'done';
  /** Whether this reader may record it now. */
  readonly doable: boolean;
  readonly doneOn: CivilDate | null;
  readonly opensOn: CivilDate | null;
  readonly term: {
    readonly by: CivilDate | null;
    readonly from: CivilDate | null;
    readonly kind: TermKind;
    readonly daysLeft: number | null;
    readonly text: string;
    readonly rule: RuleId;
  } | null;
  readonly tasks: readonly { readonly id: string; readonly ticked: boolean }[];
  /** Facts that it has to give before the step can be finished; only those that it may know. */
  readonly asks: readonly FactId[];
}

/** A professional to turn to. */
export interface Contact {
  readonly name: string | null;
  readonly organisation: string;
}

export interface LandlordView {
  readonly kind: 'landlord';
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly protocolId: string;
  readonly status: 'running' | 'on_hold' | 'closed';
  readonly today: CivilDate;
  /** Null: not known. */
  readonly support: boolean | null;
  /** Who to turn to: the casushouder. Null: nobody yet. */
  readonly contact: Contact | null;
  readonly bewindvoering: boolean | null;
  readonly bewindvoerder: string | null;
  /** Ids of the pick list. */
  readonly factors: readonly string[];
  /** The landlord's own dates, which it may give and correct. */
  readonly dates: readonly { readonly fact: FactId; readonly value: CivilDate | null }[];
  readonly steps: readonly LandlordStep[];
}

/** The case as a landlord may see it: its own steps, by the protocol's allow-list, and the four things above. */
export function landlordView(whole: WholeCase, who: Position, contact: Contact | null): LandlordView {
  const { case: c, plan, evaluation } = whole;
  const seen = viewAs(evaluation, [...who.roles]);
  const { facts } = evaluation.known;
  const fact = (id: string) => (Object.hasOwn(plan.protocol.facts, id) ? facts[id] : undefined);
  const yesNo = (id: string): boolean | null => (typeof fact(id) === 'boolean' ? (fact(id) as boolean) : null);
  const name = fact(LANDLORD_FACTS.bewindvoerder);
  const bewindvoering = yesNo(LANDLORD_FACTS.bewindvoering);
  return {
    ...{ kind: 'landlord', id: c.id, code: c.code, version: c.version, protocolId: plan.protocol.id },
    status: c.state.closed ? 'closed' : c.state.hold ? 'on_hold' : 'running',
    today: evaluation.today,
    support: yesNo(LANDLORD_FACTS.support),
    contact,
    bewindvoering,
    bewindvoerder: bewindvoering && typeof name === 'string' ? name : null,
    factors: factorsOf(plan.protocol.facts[LANDLORD_FACTS.factors], fact(LANDLORD_FACTS.factors)),
    dates: Object.values(plan.protocol.facts)
      .filter((each) => each.kind === 'date' && seesFact(who, each.id))
      .map(({ id }) => ({ fact: id, value: typeof facts[id] === 'string' ? facts[id] : null })),
    steps: seen.steps.flatMap((status) => stepOf(status, who)),
  };
}

// Only options of the list: what else stands in the field is no pick.
function factorsOf(list: Parameters<typeof inOrder>[0] | undefined, value: unknown): readonly string[] {
  if (!list || typeof value !== 'string') return [];
  return inOrder(list, value.split(','))
    .split(',')
    .filter((id) => id !== '');
}

function stepOf(status: StepStatus, who: Position): readonly LandlordStep[] {
  const { step, last } = status;
  if (status.status === 'ended' || status.status === 'not_applicable') return [];
  const opens = status.because.find((reason) => reason.kind === 'opens');
  const [term] = status.terms;
  return [
    {
      id: step.id,
      step,
      status: status.status,
      doable: canBeFinished(status) && CASE_POLICY.do_step(who, step),
      doneOn: status.status === 'done' ? (last?.on ?? null) : null,
      opensOn: opens?.on ?? null,
      term: term
        ? {
            ...{ by: term.by, from: term.from, kind: term.kind, daysLeft: term.daysLeft },
            ...{ text: term.text, rule: term.rule },
          }
        : null,
      tasks: status.tasks.map(({ id }) => ({ id, ticked: status.ticked.includes(id) })),
      asks: status.needs,
    },
  ];
}
