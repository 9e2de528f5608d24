/**
 * The difference between two versions of a protocol in words, for its owner: what was, what it becomes.
 * Dutch only, like the file that it is about.
 */
import type { Protocol, RouteId } from '../domain/protocol/definition.ts';
import type { ProtocolDiff, RouteChange, SharedChange } from '../domain/protocol/diff.ts';
import { planOf } from '../domain/protocol/evaluate.ts';
import { titleOf } from '../presenters/protocolText.ts';
import { described, type Described, type Side } from './diffParts.ts';

/** The whole difference, a block for each group of routes. */
export function diffText(from: Protocol, to: Protocol, diff: ProtocolDiff): string {
  const [first = ''] = Object.keys(from.routes);
  const shared = diff.shared.flatMap((change) => changeLines(change, { protocol: from, route: first }, to));
  const blocks = [
    ...(shared.length > 0 ? [['Voor alle routes', ...shared.map((line) => `  ${line}`)]] : []),
    ...diff.routes.map(({ routes, changes }) => routeBlock(from, to, routes, changes)),
  ];
  return blocks.length === 0 ? 'geen verschil\n' : `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function routeBlock(
  from: Protocol,
  to: Protocol,
  routes: readonly RouteId[],
  changes: readonly RouteChange[],
): readonly string[] {
  const [route = ''] = routes;
  const lines = [`Route ${routes.join(', ')}`];
  let step: string | null = null;
  for (const change of changes) {
    if (change.step !== step && change.step !== null) {
      const has = planOf(to, route).steps.has(change.step);
      lines.push(`  ${titleOf(planOf(has ? to : from, route), change.step, 'nl')} (${change.step})`);
    }
    step = change.step;
    const indent = step === null ? '  ' : '    ';
    lines.push(...changeLines(change, { protocol: from, route }, to).map((line) => `${indent}${line}`));
  }
  return lines;
}

function changeLines(change: RouteChange | SharedChange, was: Side, to: Protocol): readonly string[] {
  const name = nameOf(change);
  const [from, next] = [described(change, 'from', was), described(change, 'to', { ...was, protocol: to })];
  if (change.from === null) return [`nieuw: ${name}${valuesOf(next)}`];
  if (change.to === null) return [`vervalt: ${name}${valuesOf(from)}`];
  const names = [...new Set([...from, ...next].map(([part]) => part))];
  return names
    .map((part) => [part, valueOf(from, part), valueOf(next, part)] as const)
    .filter(([, before, after]) => before !== after)
    .map(([part, before, after]) => `${name}${part === '' ? '' : `, ${part}`}: was ${before}, wordt ${after}`);
}

const valueOf = (parts: Described, name: string): string => {
  const value = parts.find(([part]) => part === name)?.[1] ?? '';
  return value === '' ? 'niets' : value;
};
const valuesOf = (parts: Described): string => {
  const values = parts
    .filter(([, value]) => value !== '')
    .map(([part, value]) => (part === '' ? value : `${part} ${value}`));
  return values.length === 0 ? '' : ` (${values.join('; ')})`;
};

const NAMES: Record<(RouteChange | SharedChange)['kind'], string> = {
  ...{ role: 'rol', fact: 'gegeven', ending: 'einde', phase: 'fase', note: 'opmerking', route: 'route', text: '' },
  ...{ translation: 'Engelse tekst', step: 'stap', term: 'termijn', recurrence: 'herhaling', clock: 'klok' },
  ...{ task: 'taak', outcome: 'uitkomst', decision: 'besluit', table: 'tafel', sharing: 'delen' },
  ...{ holder: 'casushouder', tally: 'jaartelling' },
  ...{ effect: 'gevolg van een pauze', gate: 'wacht op', moment: '', condition: '', list: '' },
};
const PARTS: Record<string, string> = {
  ...{ title: 'titel', region: 'regio', casePrefix: 'code', document: 'bron', date: 'datum van de bron' },
  ...{ disclaimer: 'voorbehoud', forWhom: 'voor wie', scope: 'bereik', startsIf: 'start als', asks: 'vraagt' },
  ...{ rules: 'regels', order: 'volgorde', number: 'nummer', phase: 'fase', mode: 'soort', why: 'waarom' },
  ...{ records: 'legt vast', section: 'bron', responsible: 'verantwoordelijk', involved: 'betrokken' },
  ...{ applies: 'alleen als', provided: 'mits', until: 'tot', opens: 'opent', closes: 'sluit' },
};
const NAMED_BY_ID = new Set<string>([
  'role',
  'fact',
  'ending',
  'phase',
  'route',
  'clock',
  'task',
  'outcome',
  'term',
  'tally',
]);

function nameOf({ kind, id }: RouteChange | SharedChange): string {
  if (kind === 'text' || kind === 'list' || kind === 'condition' || kind === 'moment') return PARTS[id] ?? id;
  return NAMED_BY_ID.has(kind) ? `${NAMES[kind]} ${id}` : NAMES[kind];
}
