/** Guards of the views taken out one by one, as faults that the canaries must find. */
import type { Position } from '../../src/domain/access.ts';
import type { LandlordView } from '../../src/domain/landlordView.ts';
import { viewAs } from '../../src/domain/protocol/view.ts';
import { seenBy, seenByAll, type ReaderView, type SeenCase } from '../../src/domain/views.ts';
import type { CardData } from '../../src/presenters/card.ts';
import type { CaseView } from '../../src/usecases/readCase.ts';
import type { Eyes } from './allowed.ts';
import { WORDS } from './canaries.ts';
import { REAL, type Look } from './canarySweep.ts';
import { aPosition } from './views.ts';

type Change<V> = (seen: V, whole: CaseView, eyes: Eyes) => SeenCase;

const altered = (change: (seen: SeenCase, whole: CaseView, eyes: Eyes) => SeenCase): Look => ({
  ...REAL,
  view: (whole, eyes) => change(REAL.view(whole, eyes), whole, eyes),
});
const alone = (change: Change<ReaderView>): Look =>
  altered((seen, whole, eyes) => (seen.kind === 'reader' ? change(seen, whole, eyes) : seen));
const together = (change: Change<ReaderView>): Look =>
  altered((seen, whole, eyes) => (seen.kind === 'group' ? change(seen, whole, eyes) : seen));
const landlord = (change: Change<LandlordView>): Look =>
  altered((seen, whole, eyes) => (seen.kind === 'landlord' ? change(seen, whole, eyes) : seen));
const carded = (change: (card: CardData, whole: CaseView, eyes: Eyes) => CardData): Look => ({ ...REAL, card: change });

const position = ({ plan }: CaseView, roles: readonly string[]): Position => aPosition(plan.protocol, roles);
const roles = ({ people }: Eyes): readonly string[] => people[0] ?? [];
const held = ({ case: { state } }: CaseView) =>
  state.hold && { since: state.hold.since.slice(0, 10), reason: state.hold.reason };
const closed = ({ case: { state } }: CaseView) =>
  state.closed && { on: state.closed.at.slice(0, 10), ending: state.closed.ending };
const withRoute = (seen: ReaderView, whole: CaseView): ReaderView => ({
  ...seen,
  plan: whole.plan,
  evaluation: { ...seen.evaluation, plan: whole.plan },
});
const statusIn = (whole: CaseView, id: string) => whole.evaluation.steps.find((each) => each.step.id === id);
const seesAll = (seen: ReaderView, whole: CaseView): ReaderView => ({
  ...seen,
  evaluation: { ...whole.evaluation, plan: seen.evaluation.plan },
});
const knowsAll = (seen: ReaderView, whole: CaseView): ReaderView => ({
  ...seen,
  evaluation: { ...seen.evaluation, known: whole.evaluation.known },
  givable: new Set(Object.keys(whole.plan.protocol.facts)),
});

/** The name of each fault with the views or cards that have it. */
export const FAULTS: Readonly<Record<string, Look>> = {
  'pseudonym always shown': alone((seen, { case: c }) => ({ ...seen, pseudonym: c.pseudonym })),
  'hold reason always shown': alone((seen, whole) => ({ ...seen, hold: held(whole) })),
  'ending always shown': alone((seen, whole) => ({ ...seen, closed: closed(whole) })),
  'route always shown': alone(withRoute),
  'all steps shown': alone(seesAll),
  'all facts shown': alone(knowsAll),
  'a fact too many is asked for': alone((seen, whole) => ({
    ...seen,
    evaluation: { ...seen.evaluation, missingFacts: whole.evaluation.missingFacts },
  })),
  'reasons not narrowed': alone((seen, whole) => ({
    ...seen,
    evaluation: {
      ...seen.evaluation,
      steps: seen.evaluation.steps.map((each) => ({
        ...each,
        because: statusIn(whole, each.step.id)?.because ?? [],
      })),
    },
  })),
  'anchors of terms not narrowed': alone((seen, whole) => ({
    ...seen,
    evaluation: {
      ...seen.evaluation,
      steps: seen.evaluation.steps.map((each) => ({ ...each, terms: statusIn(whole, each.step.id)?.terms ?? [] })),
    },
  })),
  'needs not narrowed': alone((seen, whole) => ({
    ...seen,
    evaluation: {
      ...seen.evaluation,
      steps: seen.evaluation.steps.map((each) => ({ ...each, needs: statusIn(whole, each.step.id)?.needs ?? [] })),
    },
  })),
  'pseudonym in a group': together((seen, { case: c }) => ({ ...seen, pseudonym: c.pseudonym })),
  'hold reason in a group': together((seen, whole) => ({ ...seen, hold: held(whole) })),
  'ending in a group': together((seen, whole) => ({ ...seen, closed: closed(whole) })),
  'route in a group': together(withRoute),
  'a group sees what some see': together((seen, whole, { people }) => ({
    ...seen,
    evaluation: { ...viewAs(whole.evaluation, people.flat()), plan: seen.evaluation.plan },
  })),
  'a group sees what its reader sees': together((seen, whole, eyes) => ({
    ...seenByAll(whole, position(whole, roles(eyes)), [position(whole, roles(eyes))]),
  })),
  'facts in a group': together((seen, whole, { people }) => ({
    ...seen,
    evaluation: {
      ...viewAs(whole.evaluation, people[0] ?? []),
      ...{ plan: seen.evaluation.plan, steps: viewAs(whole.evaluation, people[0] ?? []).steps },
    },
  })),
  'a landlord gets the ordinary view': landlord((_, whole, eyes) =>
    seenBy(whole, { ...position(whole, roles(eyes)), landlord: false }, null),
  ),
  'a landlord sees all steps': landlord((seen, whole) => {
    const all = Object.keys(whole.plan.protocol.roles);
    const wide = seenBy(whole, { ...position(whole, all), landlord: true }, null);
    return wide.kind === 'landlord' ? { ...wide, dates: seen.dates } : seen;
  }),
  'a landlord sees all dates': landlord((seen, whole) => {
    const wide: Position = { ...position(whole, []), landlord: true, facts: 'all' };
    const view = seenBy(whole, wide, null);
    return view.kind === 'landlord' ? { ...seen, dates: view.dates } : seen;
  }),
  'a landlord is asked for any fact': landlord((seen, whole) => ({
    ...seen,
    steps: seen.steps.map((each) => ({ ...each, asks: Object.keys(whole.plan.protocol.facts) })),
  })),
  'a bewindvoerder without bewindvoering': landlord((seen, whole) => {
    const name = whole.evaluation.known.facts['bewindvoerder'];
    return { ...seen, bewindvoerder: typeof name === 'string' ? name : null };
  }),
  'the route beside a landlord view': { ...REAL, plan: (plan) => plan },
  'a presenter adds the pseudonym to a landlord card': carded((card, { case: c }) =>
    card.summary === `Opstap: ${c.code}` ? { ...card, data: { ...card.data, title: c.pseudonym } } : card,
  ),
  'a summary holds the pseudonym': carded((card, { case: c }) => ({
    ...card,
    summary: `${card.summary} ${c.pseudonym}`,
  })),
  'a button carries the reason': carded((card) => ({
    ...card,
    data: { ...card.data, actions: [{ type: 'Action.Execute', title: 'x', data: { why: WORDS.ground } }] },
  })),
  'a name of somebody else': carded((card) => ({ ...card, summary: WORDS.others })),
};
