/**
 * What is different between two versions of a protocol, part by part. Compares only; the words are for who shows it.
 */
import type {
  Clock,
  Condition,
  Decision,
  Ending,
  Fact,
  Gate,
  Note,
  Offset,
  Outcome,
  Phase,
  Protocol,
  Recurrence,
  Role,
  Route,
  RouteId,
  Sharing,
  Step,
  StepId,
  Task,
  Term,
} from './definition.ts';
import type { HandoverRule, TallyRule } from './definitionRules.ts';
import type { SignalRules } from '../signals/signalRules.ts';
import type { TableDefinition } from '../tables/definition.ts';

/** A part that is new (`from` is null), gone (`to` is null) or different. */
interface Changed<Kind extends string, T> {
  readonly kind: Kind;
  readonly id: string;
  readonly from: T | null;
  readonly to: T | null;
}

/** A change of what all routes share. */
export type SharedChange =
  | Changed<'role', Role>
  | Changed<'fact', Fact>
  | Changed<'ending', Ending>
  | Changed<'phase', Phase>
  | Changed<'note', Note>
  | Changed<'holder', HandoverRule>
  | Changed<'tally', TallyRule>
  | Changed<'signals', SignalRules>
  | Changed<'route', Route>
  /** A title, the region, the source, the letters of case codes; `id` says which. */
  | Changed<'text', string>
  | Changed<'translation', string>;

/** A change within a route; `step` is null for what is about the route itself. */
export type RouteChange = { readonly step: StepId | null } & (
  | Changed<'step', Step>
  | Changed<'term', Term>
  | Changed<'recurrence', Recurrence>
  | Changed<'clock', Clock>
  | Changed<'task', Task>
  | Changed<'outcome', Outcome>
  | Changed<'decision', Decision>
  | Changed<'table', TableDefinition>
  | Changed<'sharing', Sharing>
  | Changed<'note', Note>
  | Changed<'effect', Note>
  | Changed<'gate', Gate>
  /** `opens` or `closes`. */
  | Changed<'moment', Offset>
  /** `applies`, `provided`, `until` of a step; `startsIf` of a route. */
  | Changed<'condition', Condition>
  /** A title, a reason, a section, a printed number; `id` says which. */
  | Changed<'text', string>
  /** Roles, asked facts, rules, the order of the steps; `id` says which. */
  | Changed<'list', readonly string[]>
);

export interface ProtocolDiff {
  readonly shared: readonly SharedChange[];
  /** Changes that the same routes have in common, in the order of the routes. */
  readonly routes: readonly { readonly routes: readonly RouteId[]; readonly changes: readonly RouteChange[] }[];
}

/** What `to` changes on `from`. */
export function diffProtocols(from: Protocol, to: Protocol): ProtocolDiff {
  const routes = Object.values(from.routes).flatMap((route) => {
    const next = Object.hasOwn(to.routes, route.id) ? to.routes[route.id] : undefined;
    return next ? [{ route: route.id, changes: diffRoute(route, next) }] : [];
  });
  return { shared: sharedChanges(from, to), routes: inCommon(routes) };
}

function sharedChanges(from: Protocol, to: Protocol): readonly SharedChange[] {
  const text = (id: string, was: string | null, is: string | null): SharedChange[] =>
    was === is ? [] : [{ kind: 'text', id, from: was, to: is }];
  const [was, is] = [Object.keys(from.routes), Object.keys(to.routes)];
  const comesOrGoes = (id: string): boolean => !was.includes(id) || !is.includes(id);
  return [
    ...text('title', from.title, to.title),
    ...text('region', from.region, to.region),
    ...text('casePrefix', from.casePrefix, to.casePrefix),
    ...text('document', from.source.document, to.source.document),
    ...text('date', from.source.date, to.source.date),
    ...text('disclaimer', from.source.disclaimer, to.source.disclaimer),
    ...pairs('role', Object.values(from.roles), Object.values(to.roles), byId),
    ...pairs('fact', Object.values(from.facts), Object.values(to.facts), byId),
    ...pairs('phase', from.phases, to.phases, byId),
    ...pairs('ending', Object.values(from.endings), Object.values(to.endings), byId),
    ...pairs('route', Object.values(from.routes), Object.values(to.routes), byId).filter(({ id }) => comesOrGoes(id)),
    ...pairs('note', from.notes, to.notes, byRules),
    ...single('holder', from.holder, to.holder),
    ...pairs('tally', from.tallies, to.tallies, byId),
    ...single('signals', from.signals, to.signals),
    ...Object.keys(from.english)
      .filter((dutch) => to.english[dutch] !== undefined && to.english[dutch] !== from.english[dutch])
      .map((id) => ({ kind: 'translation' as const, id, from: from.english[id] ?? null, to: to.english[id] ?? null })),
  ];
}

function diffRoute(from: Route, to: Route): readonly RouteChange[] {
  const own = [
    ...values('text', from, to, ['title', 'forWhom', 'scope']),
    ...values('condition', from, to, ['startsIf']),
    ...values('list', from, to, ['asks', 'rules']),
    ...pairs('note', from.notes, to.notes, byRules),
    ...pairs('effect', from.hold.effects, to.hold.effects, byRules),
  ].map((change) => ({ step: null, ...change }) as RouteChange);
  const [was, is] = [idsOf(from.steps), idsOf(to.steps)];
  const [before, after] = [was.filter((id) => is.includes(id)), is.filter((id) => was.includes(id))];
  const order: RouteChange[] = same(before, after)
    ? []
    : [{ step: null, kind: 'list', id: 'order', from: before, to: after }];
  const steps = pairs('step', from.steps, to.steps, byId).flatMap((change): readonly RouteChange[] =>
    change.from && change.to
      ? diffStep(change.from, change.to)
      : [{ step: (change.to ?? change.from)?.id ?? null, ...change }],
  );
  return [...own, ...order, ...steps];
}

function diffStep(from: Step, to: Step): readonly RouteChange[] {
  const changes = [
    ...values('text', from, to, ['title', 'number', 'phase', 'mode', 'why', 'records', 'section']),
    ...values('list', from, to, ['responsible', 'involved', 'rules']),
    ...values('condition', from, to, ['applies', 'provided', 'until']),
    ...values('moment', from, to, ['opens', 'closes']),
    ...pairs('gate', from.after, to.after, (gate) => gate.step),
    ...pairs('term', from.terms, to.terms, (term) => term.rule),
    ...values('recurrence', from, to, ['recurrence']),
    ...pairs('clock', from.clocks, to.clocks, byId),
    ...pairs('task', from.tasks, to.tasks, byId),
    ...pairs('outcome', from.outcomes, to.outcomes, byId),
    ...values('decision', from, to, ['decision']),
    ...values('table', from, to, ['table']),
    ...pairs('sharing', from.sharing, to.sharing, (share) => share.with.join(' ')),
    ...pairs('note', from.notes, to.notes, byRules),
  ];
  return changes.map((change) => ({ step: to.id, ...change }) as RouteChange);
}

// The named values of both sides that are not the same. What is empty is nothing.
function values<Kind extends string, T extends object>(
  kind: Kind,
  from: T,
  to: T,
  keys: readonly (keyof T & string)[],
) {
  return keys
    .filter((key) => !same(from[key], to[key]))
    .map((key) => ({ kind, id: key, from: from[key] ?? null, to: to[key] ?? null }));
}

/** A part of which there is one, where it is not the same. */
const single = <Kind extends string, T>(kind: Kind, from: T | null, to: T | null): readonly Changed<Kind, T>[] =>
  same(from, to) ? [] : [{ kind, id: kind, from, to }];

/** What belongs together on both sides by its key, where it is not the same; what only one side has stands alone. */
function pairs<Kind extends string, T>(
  kind: Kind,
  from: readonly T[],
  to: readonly T[],
  keyOf: (part: T) => string,
): readonly Changed<Kind, T>[] {
  const [was, is] = [keyed(from, keyOf), keyed(to, keyOf)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ kind, id, from: was.get(id) ?? null, to: is.get(id) ?? null }))
    .filter((pair) => !same(pair.from, pair.to));
}

// Two parts with one key are told apart by their order.
function keyed<T>(parts: readonly T[], keyOf: (part: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const part of parts) {
    let key = keyOf(part);
    while (found.has(key)) key += '+';
    found.set(key, part);
  }
  return found;
}

const byId = (part: { readonly id: string }): string => part.id;
// Notes have no id: one about the same rules is the same note in other words.
const byRules = (note: Note): string => `${note.kind} ${note.rules.join(' ')}`;
const idsOf = (steps: readonly Step[]): readonly StepId[] => steps.map((step) => step.id);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

// Routes that inherit change together: what they have in common is said once.
function inCommon(
  routes: readonly { readonly route: RouteId; readonly changes: readonly RouteChange[] }[],
): ProtocolDiff['routes'] {
  const byChange = new Map<string, { routes: RouteId[]; change: RouteChange }>();
  for (const { route, changes } of routes) {
    for (const change of changes) {
      const key = JSON.stringify(change);
      const found = byChange.get(key) ?? { routes: [], change };
      found.routes.push(route);
      byChange.set(key, found);
    }
  }
  const groups = new Map<string, { routes: RouteId[]; changes: RouteChange[] }>();
  for (const { routes: ids, change } of byChange.values()) {
    const group = groups.get(ids.join(' ')) ?? { routes: ids, changes: [] };
    group.changes.push(change);
    groups.set(ids.join(' '), group);
  }
  return [...groups.values()];
}
