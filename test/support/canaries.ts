/**
 * A case in which every word and date is a canary: it can be told from a card which field it came from. Says from the
 * agreements' allow-lists what somebody may see, on its own: never by the code that it is to prove.
 */
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import type { Fact, FactValue, Protocol, Route, Step } from '../../src/domain/protocol/definition.ts';
import { planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';
import { played } from './views.ts';

const clean = (id: string): string => id.replaceAll(/[^a-zA-Z0-9]/g, '');

/** A word that stands nowhere else: `QzHoldZq`. Letters only, so that no escaping changes it. */
export const mark = (field: string, id = ''): string => `Qz${field}${clean(id)}Zq`;

/** A route by its letter alone, as it stands before the number of a step. */
export const ROUTE = 'Ø';

/** The marks in a text. */
export const marksIn = (text: string): ReadonlySet<string> => new Set(text.match(/Qz[a-zA-Z0-9]+?Zq|Ø/g));

const MONTHS =
  'januari februari maart april mei juni juli augustus september oktober november december january february march april may june july august september october november december'.split(
    ' ',
  );
const DATES = new RegExp(
  `(\\d{4})-(\\d\\d)-(\\d\\d)|(\\d{1,2}) (${MONTHS.join('|')}) (\\d{4})|(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4})`,
  'gi',
);

/** The dates in a text as `2031-01-13`, however they are written: in figures, in Dutch, in English. */
export function datesIn(text: string): ReadonlySet<string> {
  const two = (value: string | number | undefined): string => String(value).padStart(2, '0');
  return new Set(
    [...text.matchAll(DATES)].map(([, y, m, d, day, month = '', year, d2, m2, y2]) => {
      if (y) return `${y}-${m}-${d}`;
      if (year) return `${year}-${two((MONTHS.indexOf(month.toLowerCase()) % 12) + 1)}-${two(day)}`;
      return `${y2}-${two(m2)}-${two(d2)}`;
    }),
  );
}

/** Facts that a woningcorporatie may know of besides its own dates; every marked protocol has them. */
export const LANDLORDS_LIST = ['woonbegeleiding', 'bewindvoering', 'bewindvoerder', 'woningfactoren'];
/** A fact in free words that is on no list but that of who may see all. */
const NOTE = 'aantekening';

const EXTRA: readonly (readonly [string, Fact['kind']])[] = [
  ['woonbegeleiding', 'yesno'],
  ['bewindvoering', 'yesno'],
  ['bewindvoerder', 'text'],
  ['woningfactoren', 'choices'],
  [NOTE, 'text'],
];

/** The protocol with one route, in which titles, options, outcomes and endings are marks. */
export function markedPlan(protocol: Protocol, routeId: string): Plan {
  const added = EXTRA.filter(([id]) => !Object.hasOwn(protocol.facts, id)).map(([id, kind]) => newFact(id, kind));
  const facts = Object.fromEntries([...Object.values(protocol.facts), ...added].map((fact) => [fact.id, marked(fact)]));
  const route = markedRoute(protocol.routes[routeId] as Route, Object.keys(facts));
  const named = <T extends { id: string }>(kind: string, each: T): T => ({ ...each, title: mark(kind, each.id) });
  const copy: Protocol = {
    ...{ ...protocol, facts, routes: { [route.id]: route } },
    phases: protocol.phases.map((phase) => named('Phase', phase)),
    endings: Object.fromEntries(Object.values(protocol.endings).map((each) => [each.id, named('Ending', each)])),
  };
  return planOf(copy, route.id);
}

function newFact(id: string, kind: Fact['kind']): Fact {
  const options = kind === 'choices' ? ['begane_grond', 'buurt', 'lift'].map((each) => ({ id: each, title: '' })) : [];
  return { id, kind, title: '', question: '', options, explanation: null, rules: [] };
}

const marked = (fact: Fact): Fact => ({
  ...fact,
  title: mark('Fact', fact.id),
  question: mark('Fact', fact.id),
  explanation: fact.explanation === null ? null : mark('Fact', fact.id),
  options: fact.options.map(({ id }) => ({ id, title: mark('Option', `${fact.id}X${id}`) })),
});

function markedRoute(route: Route, facts: readonly string[]): Route {
  const words = { id: ROUTE, title: mark('Route'), forWhom: mark('Route'), scope: mark('Route') };
  const step = (each: Step): Step => ({
    ...each,
    title: mark('Step', each.id),
    outcomes: each.outcomes.map((one) => ({ ...one, title: mark('Outcome', `${each.id}X${one.id}`) })),
  });
  // All facts are asked for, so that each has a place on the form.
  return { ...route, ...words, asks: facts, steps: route.steps.map(step) };
}

/** How the facts of a case are filled. */
export interface Filling {
  /** Yes-or-no facts, and the first or last option of a choice. */
  readonly yes: boolean;
  /** Dates long behind us or far ahead. */
  readonly past: boolean;
}

/** A value for every fact; each date and each text its own. */
function markedFacts(protocol: Protocol, { yes, past }: Filling): Record<string, FactValue> {
  const value = (fact: Fact, n: number): FactValue => {
    switch (fact.kind) {
      case 'yesno':
        return yes;
      case 'date':
        return unlikelyDay(n, past ? 1998 : 2031);
      case 'text':
        return mark('Text', fact.id);
      default:
        return fact.options.at(yes ? 0 : -1)?.id ?? '';
    }
  };
  return Object.fromEntries(Object.values(protocol.facts).map((fact, n) => [fact.id, value(fact, n)]));
}

const two = (n: number): string => String(n).padStart(2, '0');
// Different in year, month and day, so that no term of one is the day of another.
const unlikelyDay = (n: number, from: number): string =>
  `${from + (n % 24)}-${two(((n * 5) % 12) + 1)}-${two(3 + (n % 25))}`;
const at = (day: string): string => `${day}T09:00:00.000Z`;

/** The day on which each thing happened that is no fact. */
export const DAYS = { held: '1991-02-27', closed: '1992-03-28', informed: '1993-05-26', told: '1994-06-29' };
/** The words of a case that are no facts. */
export const WORDS = {
  pseudonym: mark('Pseudonym'),
  hold: mark('HoldReason'),
  closing: mark('ClosingReason'),
  ground: mark('Ground'),
  shareWhy: mark('ShareWhy'),
  holder: mark('NameHolder'),
  others: mark('NameOther'),
};

const INFORMED: CaseState['informed'] = [
  { by: 'colleague', on: DAYS.informed, how: 'exception', ground: WORDS.ground },
];

/** A name and a state of a case. */
export type Stage = readonly [string, CaseState];

/** The case at its beginning, along the way, on hold and closed; `most` of the stages along the way. */
export function stages(plan: Plan, filling: Filling, most: number): readonly Stage[] {
  const empty: CaseState = { ...newCaseState, informed: INFORMED };
  const from: CaseState = { ...empty, facts: markedFacts(plan.protocol, filling) };
  const way = played(plan.protocol, plan.route.id, 40, from).map(withDays);
  const every = Math.max(1, Math.floor((way.length - 1) / most));
  const along = way.filter((_, n) => n > 0 && n % every === 0).slice(0, most);
  const last = way.at(-1) ?? from;
  const middle = way[Math.floor(way.length / 2)] ?? from;
  const [ending] = Object.keys(plan.protocol.endings);
  const closed = { at: at(DAYS.closed), ending: ending ?? '', reason: WORDS.closing };
  return [
    ['nothing known', empty],
    ['begun', from],
    ...along.map((state, n): Stage => [`along ${n}`, state]),
    ['on hold', { ...middle, hold: { since: at(DAYS.held), reason: WORDS.hold } }],
    ['closed', { ...last, closed }],
  ];
}

// Each step was finished on a day of its own.
const withDays = (state: CaseState): CaseState => ({
  ...state,
  done: state.done.map((each, n) => ({ ...each, on: unlikelyDay(n, 1965) })),
});
