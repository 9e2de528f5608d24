/**
 * What a reader is shown of a case. Cards are made from these types and from nothing else, so that what is not in
 * them cannot reach a card, a summary or a list. The landlord's is another type, in `landlordView.ts`.
 */
import { CASE_POLICY, type CaseAction, type Position } from './access.ts';
import type { CivilDate, Instant } from './calendar.ts';
import { civilDateOf } from './calendar.ts';
import type { Case } from './cases.ts';
import { landlordView, type Contact, type LandlordView } from './landlordView.ts';
import type { FactId, RoleId, Step, StepId } from './protocol/definition.ts';
import type { Evaluation, Plan, Reason } from './protocol/evaluate.ts';
import { viewAs, viewForAll } from './protocol/view.ts';

/** What one reader may see, or (`kind: 'group'`) what everybody in a conversation may. */
export interface ReaderView {
  readonly kind: 'reader' | 'group';
  readonly id: string;
  readonly code: string;
  readonly version: number;
  /** The agreements; without the name of the route for who may not see all, as it can say where a client was. */
  readonly plan: Plan;
  /** Narrowed to what may be seen. */
  readonly evaluation: Evaluation;
  readonly roles: ReadonlySet<RoleId>;
  /** The care organisation's own word for the client. */
  readonly pseudonym: string | null;
  readonly hold: { readonly since: CivilDate; readonly reason: string | null } | null;
  readonly closed: { readonly on: CivilDate; readonly ending: string | null } | null;
  /** Somebody is up, be it with a step that is not for this reader. */
  readonly somebodyIsUp: boolean;
  /** Steps that this reader may record. */
  readonly doable: ReadonlySet<StepId>;
  /** Steps here that wait for an answer, be it one that is not for this reader: in a group they are no step to do. */
  readonly asking: ReadonlySet<StepId>;
  readonly may: ReadonlySet<CaseAction>;
  /** There is a later version of the agreements to which this reader may move the case. */
  readonly newer: boolean;
  /** Facts that this reader may give. */
  readonly givable: ReadonlySet<FactId>;
  /** True once it is on record that the client knows, or why not. */
  readonly informed: boolean;
}

export type SeenCase = ReaderView | LandlordView;

/** A whole case, as use-cases know it; not for presenters. */
export interface WholeCase {
  readonly case: Case;
  readonly plan: Plan;
  readonly evaluation: Evaluation;
  /** True where the present version of its protocol is another than the one it runs on. */
  readonly newer: boolean;
}

/** The case as one member may see it alone. */
export function seenBy(whole: WholeCase, who: Position, contact: Contact | null): SeenCase {
  if (who.landlord) return landlordView(whole, who, contact);
  const evaluation = viewAs(whole.evaluation, [...who.roles]);
  return {
    ...common(whole, who, evaluation, who.seesAll),
    kind: 'reader',
    pseudonym: who.seesAll ? whole.case.pseudonym : null,
    hold: holdOf(whole.case, who.seesAll),
    closed: closedOf(whole.case, who.seesAll),
  };
}

/**
 * The case as everybody in a conversation may see it: the steps that each of them may see, and nothing of the client.
 * `reader` is who asked: what they may do stands on the card, and is checked again when they do it.
 */
export function seenByAll(whole: WholeCase, reader: Position, everybody: readonly Position[]): ReaderView {
  const narrowed = viewForAll(
    whole.evaluation,
    everybody.map((each) => [...each.roles]),
  );
  return {
    ...common(
      whole,
      reader,
      withoutFacts(narrowed),
      everybody.every((each) => each.seesAll),
    ),
    kind: 'group',
    pseudonym: null,
    hold: holdOf(whole.case, false),
    closed: closedOf(whole.case, false),
  };
}

// Facts, and the reasons and missing answers that speak of them, are for a personal chat.
function withoutFacts(evaluation: Evaluation): Evaluation {
  return {
    ...evaluation,
    known: { ...evaluation.known, facts: {} },
    missingFacts: [],
    steps: evaluation.steps.map((status) => {
      const told = status.because.filter(({ kind }) => !['condition', 'unknown', 'hidden'].includes(kind));
      // Once, however many there are: the number would tell what is known.
      const hidden: readonly Reason[] = told.length < status.because.length ? [{ kind: 'hidden' }] : [];
      return { ...status, because: [...told, ...hidden] };
    }),
  };
}

function common(whole: WholeCase, who: Position, narrowed: Evaluation, routeShown: boolean) {
  const { case: c } = whole;
  const plan = routeShown ? whole.plan : withoutRoute(whole.plan);
  const evaluation = { ...narrowed, plan };
  return {
    ...{ id: c.id, code: c.code, version: c.version, plan, evaluation, roles: who.roles },
    // That others are at work is no secret; with what, is.
    somebodyIsUp: whole.evaluation.steps.some((each) => each.status === 'open' && each.step.mode === 'once'),
    doable: new Set(evaluation.steps.flatMap(({ step }) => (mayDo(who, step) ? [step.id] : []))) as ReadonlySet<StepId>,
    asking: new Set(
      whole.evaluation.steps.flatMap(({ step, needs }) =>
        needs.length > 0 && evaluation.steps.some((each) => each.step === step) ? [step.id] : [],
      ),
    ) as ReadonlySet<StepId>,
    may: actionsOf(who),
    newer: whole.newer && c.state.closed === null && CASE_POLICY.move_case(who),
    givable: new Set(Object.keys(plan.protocol.facts).filter((fact) => CASE_POLICY.give_fact(who, fact))),
    informed: c.state.informed.length > 0,
  };
}

// A step that is a decision is also for those who decide.
const mayDo = (who: Position, step: Step): boolean =>
  CASE_POLICY.do_step(who, step) || (step.decision !== null && CASE_POLICY.decide(who, step));

/** The agreements without the name of the route. */
export const withoutRoute = (plan: Plan): Plan => ({
  ...plan,
  route: { ...plan.route, id: '', title: '', forWhom: '', scope: '' },
});

/** The agreements beside a view: those of the view itself, and beside a landlord's, which has none, without the route. */
export const planBeside = (plan: Plan, seen: SeenCase): Plan =>
  seen.kind === 'landlord' ? withoutRoute(plan) : seen.plan;

/** The steps that a view shows, in the order of the agreements. */
export const stepsIn = (seen: SeenCase): readonly Step[] =>
  (seen.kind === 'landlord' ? seen.steps : seen.evaluation.steps).map(({ step }) => step);

const GENERAL = [
  'see_case',
  'hold_case',
  'close_case',
  'share_case',
  'record_informed',
  'see_shares',
  'link_channel',
  'hand_over',
  'raise_signal',
] as const satisfies readonly CaseAction[];

const actionsOf = (who: Position): ReadonlySet<CaseAction> =>
  new Set(GENERAL.filter((action) => CASE_POLICY[action](who)));

const dayOf = (moment: Instant): CivilDate => civilDateOf(moment);

const holdOf = ({ state }: Case, reasons: boolean): ReaderView['hold'] =>
  state.hold && { since: dayOf(state.hold.since), reason: reasons ? state.hold.reason : null };

const closedOf = ({ state }: Case, reasons: boolean): ReaderView['closed'] =>
  state.closed && { on: dayOf(state.closed.at), ending: reasons ? state.closed.ending : null };
