/**
 * Turns a checked protocol file into the core's types: routes inherit from each other and override, step by step.
 * Knows the Dutch keys on one side and the English ones on the other; reads no files.
 */
import type { z } from 'zod';
import type {
  Clock,
  Condition,
  FactValue,
  Note,
  Offset,
  Protocol,
  Route,
  Step,
  Term,
  TermKind,
} from '../domain/protocol/definition.ts';
import type { TableDefinition } from '../domain/tables/definition.ts';
import { stepSchema, type PartialStepYaml, type ProtocolYaml, type StepYaml } from './protocolSchema.ts';
import { OFFSET, type ConditionYaml } from './protocolParts.ts';
import { toHolder } from './toHolder.ts';
import { toTallies } from './tallySchema.ts';
import { toDecision } from './toDecision.ts';

/** A fault in content that only shows once its parts are put together. */
export class ContentFault extends Error {
  readonly path: readonly PropertyKey[];
  constructor(path: readonly PropertyKey[], message: string) {
    super(message);
    this.path = path;
  }
}

const KIND = { hard: 'hard', streef: 'target', inspanning: 'effort' } as const satisfies Record<string, TermKind>;
const FACT_KIND = { datum: 'date', janee: 'yesno', keuze: 'choice', keuzes: 'choices', tekst: 'text' } as const;
const STEP_MODE = { eenmalig: 'once', doorlopend: 'ongoing', herhalend: 'recurring', zo_nodig: 'on_demand' } as const;
const NOTE_KIND = { niet_geregeld: 'not_stated', lezing: 'reading', hint: 'hint', let_op: 'duty' } as const;
const SEES = { alle: 'all', eigen: 'own', geen: 'none' } as const;

/** The protocol in the core's types. Throws a ContentFault where the parts do not fit together. */
export function toProtocol(yaml: ProtocolYaml, version: string, english: Record<string, string>): Protocol {
  refuseLooseSteps(yaml);
  return {
    id: yaml.id,
    title: yaml.titel,
    region: yaml.regio,
    casePrefix: yaml.code,
    version,
    source: { document: yaml.bron.document, date: yaml.bron.datum, disclaimer: yaml.bron.voorbehoud },
    roles: mapValues(yaml.rollen, (role, id) => ({
      id,
      title: role.titel,
      aliases: role.ook,
      landlord: role.verhuurder === 'ja',
      sees: {
        steps: SEES[role.ziet.stappen],
        facts: role.ziet.gegevens === 'alle' ? ('all' as const) : role.ziet.gegevens,
      },
    })),
    facts: mapValues(yaml.gegevens, (fact, id) => ({
      id,
      kind: FACT_KIND[fact.soort],
      title: fact.titel,
      question: fact.vraag,
      options: Object.entries(fact.keuzes).map(([option, title]) => ({ id: option, title })),
      explanation: fact.toelichting ?? null,
      rules: fact.regels,
    })),
    phases: Object.entries(yaml.fasen).map(([id, title]) => ({ id, title })),
    routes: mapValues(yaml.routes, (_, id) => toRoute(yaml, id)),
    endings: mapValues(yaml.eindes, (ending, id) => ({ id, title: ending.titel, goal: ending.doel === 'ja' })),
    signals: {
      told: yaml.signalen.vertellen.map(({ soorten, aan, regels }) => ({ kinds: soorten, roles: aan, rules: regels })),
      fallback: {
        roles: yaml.signalen.zonder_casushouder?.aan ?? [],
        rules: yaml.signalen.zonder_casushouder?.regels ?? [],
      },
    },
    holder: yaml.casushouder ? toHolder(yaml, yaml.casushouder) : null,
    tallies: toTallies(yaml.jaartellingen),
    notes: yaml.opmerkingen.map(toNote),
    english,
  };
}

// A step that is described but stands in no order would silently never be shown.
function refuseLooseSteps(yaml: ProtocolYaml): void {
  const placed = new Set(Object.values(yaml.routes).flatMap((route) => route.volgorde));
  for (const [id, route] of Object.entries(yaml.routes)) {
    const loose = Object.keys(route.stappen).find((step) => !placed.has(step));
    if (loose === undefined) continue;
    const message = `stap "${loose}" staat in geen enkele volgorde; zet hem erin of haal hem weg`;
    throw new ContentFault(['routes', id, 'stappen', loose], message);
  }
}

function toRoute(yaml: ProtocolYaml, id: string): Route {
  const route = routeOf(yaml, id);
  const parts = inherited(yaml, id, []);
  return {
    id,
    title: route.titel,
    forWhom: route.voor_wie,
    scope: route.bereik,
    startsIf: route.start_als ? toCondition(yaml, route.start_als) : null,
    asks: route.vraagt,
    steps: route.volgorde.map((stepId, index) => {
      const part = parts.get(stepId);
      if (!part) throw new ContentFault(['routes', id, 'volgorde', index], `stap "${stepId}" staat nergens beschreven`);
      return toStep(yaml, stepId, completeStep(part, ['routes', id, 'stappen', stepId]));
    }),
    hold: { effects: yaml.pauze.gevolgen.map(toNote) },
    hasHolder: route.casushouder === 'ja',
    notes: route.opmerkingen.map(toNote),
    rules: route.regels,
  };
}

const routeOf = (yaml: ProtocolYaml, id: string): ProtocolYaml['routes'][string] => {
  const route = Object.hasOwn(yaml.routes, id) ? yaml.routes[id] : undefined;
  if (!route) throw new ContentFault(['routes'], `route "${id}" bestaat niet`);
  return route;
};

// A route's own parts laid over those of the route that it follows; a key that is given replaces the whole value.
function inherited(yaml: ProtocolYaml, id: string, from: readonly string[]): Map<string, PartialStepYaml> {
  if (from.includes(id)) throw new ContentFault(['routes', id, 'zoals'], 'routes volgen elkaar in een kring');
  const route = routeOf(yaml, id);
  const parts = route.zoals ? inherited(yaml, route.zoals, [...from, id]) : new Map<string, PartialStepYaml>();
  for (const [stepId, part] of Object.entries(route.stappen)) parts.set(stepId, { ...parts.get(stepId), ...part });
  return parts;
}

function completeStep(part: PartialStepYaml, path: readonly PropertyKey[]): StepYaml {
  // The parts were parsed on their own already; what can still be wrong is that something is missing.
  const parsed = stepSchema.safeParse(part);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  throw new ContentFault([...path, ...issue.path], 'dit ontbreekt; vul het in');
}

function toStep(yaml: ProtocolYaml, id: string, step: StepYaml): Step {
  const condition = (input: ConditionYaml | null): Condition | null =>
    input === null ? null : toCondition(yaml, input);
  return {
    id,
    number: step.nummer,
    title: step.titel,
    phase: step.fase,
    mode: STEP_MODE[step.soort],
    responsible: step.verantwoordelijk,
    involved: step.betrokken,
    why: step.waarom,
    applies: condition(step.als),
    after: step.na.map((gate) =>
      typeof gate === 'string' ? { step: gate, outcomes: null } : { step: gate.stap, outcomes: asList(gate.uitkomst) },
    ),
    provided: condition(step.mits),
    opens: step.opent === null ? null : toOffset(step.opent),
    until: condition(step.tot),
    closes: step.sluit === null ? null : toOffset(step.sluit),
    terms: step.termijnen.map(toTerm),
    recurrence: step.herhaling && {
      every: toDuration(step.herhaling.elke),
      from: toAnchors(step.herhaling.vanaf),
      until: step.herhaling.tot === undefined ? null : toOffset(step.herhaling.tot),
      kind: KIND[step.herhaling.soort],
      text: step.herhaling.tekst,
      rule: step.herhaling.regel,
    },
    clocks: step.klokken.map(toClock),
    tasks: step.taken.map((task) => ({
      id: task.id,
      text: task.tekst,
      applies: condition(task.als ?? null),
      optional: task.zo_nodig === 'ja',
      rules: task.regels,
    })),
    outcomes: step.uitkomsten.map((outcome) => ({
      id: outcome.id,
      title: outcome.titel,
      continues: outcome.verder === 'ja',
      repeats: outcome.opnieuw === 'ja',
      ends: outcome.eindigt ?? null,
      note: outcome.toelichting ?? null,
      rules: outcome.regels,
    })),
    decision: step.besluit && toDecision(step.besluit, (input) => toCondition(yaml, input)),
    table: step.tafel && toTable(step.tafel),
    records: step.legt_vast,
    sharing: step.delen.map((share) => ({
      with: share.met,
      what: share.wat,
      consent: share.toestemming ?? null,
      rules: share.regels,
    })),
    notes: step.opmerkingen.map(toNote),
    section: step.bron,
    rules: step.regels,
  };
}

const toTable = (tafel: NonNullable<StepYaml['tafel']>): TableDefinition => ({
  always: tafel.altijd.map((one) => (typeof one === 'string' ? [one] : one)),
  lastPart: tafel.laatste_deel ?? null,
  rules: tafel.regels,
});

// A word that is neither stays as it is, so that the check can point at it.
const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['ja', true],
  ['nee', false],
]);

function toCondition(yaml: ProtocolYaml, input: ConditionYaml): Condition {
  if ('alle' in input) return { kind: 'all', of: input.alle.map((part) => toCondition(yaml, part)) };
  if ('een' in input) return { kind: 'any', of: input.een.map((part) => toCondition(yaml, part)) };
  if ('niet' in input) return { kind: 'not', of: toCondition(yaml, input.niet) };
  if ('stap' in input) {
    return { kind: 'done', step: input.stap, outcomes: input.uitkomst === undefined ? null : asList(input.uitkomst) };
  }
  if ('bekend' in input) {
    const known: Condition = { kind: 'known', fact: input.feit };
    return input.bekend === 'ja' ? known : { kind: 'not', of: known };
  }
  const isYesNo = Object.hasOwn(yaml.gegevens, input.feit) && yaml.gegevens[input.feit]?.soort === 'janee';
  const values = asList(input.is).map((value): FactValue => (isYesNo ? (YES_NO.get(value) ?? value) : value));
  return { kind: 'fact', fact: input.feit, in: values };
}

const toTerm = (term: StepYaml['termijnen'][number]): Term => ({
  by: toOffset(term.uiterlijk),
  from: term.vanaf === undefined ? null : toOffset(term.vanaf),
  kind: KIND[term.soort],
  text: term.tekst,
  rule: term.regel,
});

const toClock = (clock: StepYaml['klokken'][number]): Clock => ({
  id: clock.id,
  within: toDuration(clock.binnen),
  after: clock.na,
  responsible: clock.wie,
  what: clock.wat,
  kind: KIND[clock.soort],
  rule: clock.regel,
});

const toNote = (note: { soort: keyof typeof NOTE_KIND; tekst: string; regels: string[] }): Note => ({
  kind: NOTE_KIND[note.soort],
  text: note.tekst,
  rules: note.regels,
});

// The schema has checked the form, so the parts are there; without a moment it is the day of the anchor.
function toOffset(text: string): Offset {
  const match = OFFSET.exec(text);
  const anchors = toAnchors(match?.[3] ?? text);
  if (match?.[1] === undefined) return { duration: 'P0D', direction: 'after', anchors };
  return { duration: toDuration(match[1]), direction: match[2] === 'voor' ? 'before' : 'after', anchors };
}

const toAnchors = (text: string): readonly string[] => text.split(', anders ');

const UNIT: Record<string, string> = {
  dag: 'D',
  dagen: 'D',
  week: 'W',
  weken: 'W',
  maand: 'M',
  maanden: 'M',
  jaar: 'Y',
};

/** `3 maanden` as `P3M`. */
export function toDuration(amount: string): string {
  const [count = '', unit = ''] = amount.split(' ');
  return unit === 'uur' ? `PT${count}H` : `P${count}${UNIT[unit] ?? ''}`;
}

const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

function mapValues<In, Out>(record: Record<string, In>, map: (value: In, key: string) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
