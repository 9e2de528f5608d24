/**
 * The protocols as passages that can be found and shown: each step and what it says line by line, and what holds for a
 * route or the whole protocol. Made from the protocols themselves, so nothing here can differ from them.
 */
import type { Clock, Note, Protocol, RoleId, Route, Step } from '../protocol/definition.ts';
import type { AnswerSource } from './entries.ts';

/** One thing that a protocol says. */
export interface Passage {
  /** `haarlemmermeer/aanmelding/2`: protocol, step or part, place among its lines. */
  readonly id: string;
  readonly protocol: string;
  readonly region: string;
  /** Null for what does not belong to a step. */
  readonly step: string | null;
  /** The routes that say this; empty where it holds for all. */
  readonly routes: readonly string[];
  /** What it is part of: the title of the step, the route or the protocol. */
  readonly title: string;
  /** Word for word from the protocol. */
  readonly text: string;
  /** The same in English; null where there is no translation. */
  readonly english: string | null;
  readonly kind: 'step' | 'role' | 'term' | 'task' | 'outcome' | 'decision' | 'sharing' | 'note' | 'scope';
  readonly source: AnswerSource;
}

type Line = Pick<Passage, 'kind' | 'text'>;

/** Every passage of a protocol. What several routes say in the same words is one passage. */
export function passagesOf(protocol: Protocol): readonly Passage[] {
  const found: Passage[] = [];
  const counts = new Map<string, number>();
  const routesByText = new Map<string, Map<string, string[]>>();
  const add = (part: string, step: Step | null, route: string | null, title: string, lines: readonly Line[]): void => {
    const routesOf = routesByText.get(`${part}\n${title}`) ?? new Map<string, string[]>();
    routesByText.set(`${part}\n${title}`, routesOf);
    const source = sourceOf(protocol, step, step?.section ?? title);
    for (const line of lines) {
      const routes = routesOf.get(line.text) ?? [];
      if (route !== null && !routes.includes(route)) routes.push(route);
      if (routesOf.has(line.text)) continue;
      routesOf.set(line.text, routes);
      const place = (counts.get(part) ?? 0) + 1;
      counts.set(part, place);
      found.push({
        kind: line.kind,
        text: line.text,
        id: `${protocol.id}/${part}/${place}`,
        protocol: protocol.id,
        region: protocol.region,
        step: step?.id ?? null,
        routes,
        title,
        english: protocol.english[line.text] ?? null,
        source,
      });
    }
  };
  for (const route of Object.values(protocol.routes)) {
    for (const step of route.steps) add(step.id, step, route.id, step.title, stepLines(protocol, step));
    add(`route-${route.id}`, null, route.id, route.title, routeLines(route));
  }
  add('protocol', null, null, protocol.title, protocol.notes.map(noteLine));
  return found;
}

function sourceOf(protocol: Protocol, step: Step | null, section: string): AnswerSource {
  const { document, date, disclaimer } = protocol.source;
  return {
    document,
    section,
    number: step?.number ?? null,
    date,
    disclaimer: disclaimer === null ? null : { nl: disclaimer, en: protocol.english[disclaimer] ?? disclaimer },
  };
}

function stepLines(protocol: Protocol, step: Step): readonly Line[] {
  const roles = (ids: readonly RoleId[]): string => ids.map((id) => protocol.roles[id]?.title ?? id).join(', ');
  const { responsible, involved, recurrence, decision } = step;
  return [
    { kind: 'step', text: step.why },
    {
      kind: 'role',
      text: `Verantwoordelijk: ${roles(responsible)}.${involved.length > 0 ? ` Betrokken: ${roles(involved)}.` : ''}`,
    },
    ...[...step.terms, ...(recurrence ? [recurrence] : [])].map(({ text }): Line => ({ kind: 'term', text })),
    ...step.clocks.map(clockLine),
    ...step.tasks.map(({ text }): Line => ({ kind: 'task', text })),
    ...step.outcomes.flatMap(({ title, note }): readonly Line[] => [
      { kind: 'outcome', text: note === null ? title : `${title}. ${note}` },
    ]),
    ...(decision ? [{ kind: 'decision', text: decision.text } as const] : []),
    ...step.sharing.map((each): Line => ({ kind: 'sharing', text: `${roles(each.with)}: ${each.what}` })),
    ...step.notes.map(noteLine),
  ];
}

const routeLines = (route: Route): readonly Line[] => [
  { kind: 'scope', text: route.scope },
  ...route.hold.effects.map(noteLine),
  ...route.notes.map(noteLine),
];

// `PT24H` is `24 uur`; longer ones are days.
function clockLine({ within, after, what }: Clock): Line {
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(within) ?? [];
  const time = hours === undefined ? `${days} dagen` : `${hours} uur`;
  return { kind: 'term', text: `Binnen ${time} na ${after}: ${what}` };
}

const noteLine = ({ text }: Note): Line => ({ kind: 'note', text });
