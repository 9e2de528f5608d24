/**
 * A small protocol for tests of the engine: each helper fills in what a test does not care about.
 */
import type {
  Condition,
  Fact,
  Gate,
  Offset,
  Outcome,
  Protocol,
  Role,
  Route,
  Step,
  Term,
} from '../../src/domain/protocol/definition.ts';
import { planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';

export function aStep(id: string, parts: Partial<Step> = {}): Step {
  return {
    id,
    number: null,
    title: `Titel van ${id}`,
    phase: null,
    mode: 'once',
    responsible: ['begeleider'],
    involved: [],
    why: `Waarom ${id}`,
    applies: null,
    after: [],
    provided: null,
    opens: null,
    until: null,
    closes: null,
    terms: [],
    recurrence: null,
    clocks: [],
    tasks: [],
    outcomes: [],
    decision: null,
    table: null,
    records: null,
    sharing: [],
    notes: [],
    section: id,
    rules: ['TST-1'],
    ...parts,
  };
}

export const anOutcome = (id: string, parts: Partial<Outcome> = {}): Outcome => ({
  id,
  title: `Uitkomst ${id}`,
  continues: true,
  repeats: false,
  ends: null,
  note: null,
  rules: [],
  ...parts,
});

const aFact = (id: string, kind: Fact['kind'], options: readonly string[] = []): Fact => ({
  id,
  kind,
  title: `Gegeven ${id}`,
  question: `Wat is ${id}?`,
  options: options.map((option) => ({ id: option, title: `Keuze ${option}` })),
  explanation: null,
  rules: [],
});

export const aTerm = (by: Offset, parts: Partial<Term> = {}): Term => ({
  by,
  from: null,
  kind: 'hard',
  text: 'een termijn',
  rule: 'TST-2',
  ...parts,
});

export const aRole = (id: string, sees: Role['sees'] = { steps: 'all', facts: 'all' }): Role => ({
  id,
  title: `Rol ${id}`,
  aliases: [],
  landlord: false,
  sees,
});

export const after = (duration: string, ...anchors: string[]): Offset => ({ duration, direction: 'after', anchors });
export const before = (duration: string, ...anchors: string[]): Offset => ({ duration, direction: 'before', anchors });
export const at = (...anchors: string[]): Offset => after('P0D', ...anchors);
export const gate = (step: string, ...outcomes: string[]): Gate => ({
  step,
  outcomes: outcomes.length === 0 ? null : outcomes,
});
export const is = (fact: string, ...values: (string | boolean)[]): Condition => ({ kind: 'fact', fact, in: values });
export const done = (step: string, ...outcomes: string[]): Condition => ({
  kind: 'done',
  step,
  outcomes: outcomes.length === 0 ? null : outcomes,
});

export const FACTS = {
  start: aFact('start', 'date'),
  einde: aFact('einde', 'date'),
  sleutel: aFact('sleutel', 'date'),
  risico: aFact('risico', 'yesno'),
  hulp: aFact('hulp', 'yesno'),
  groep: aFact('groep', 'choice', ['jong', 'oud']),
  plaats: aFact('plaats', 'text'),
};

/** A protocol with one route `R` of these steps. */
export function aProtocol(steps: readonly Step[], parts: Partial<Protocol> = {}): Protocol {
  const route: Route = {
    id: 'R',
    title: 'Route R',
    forWhom: 'Iedereen',
    scope: 'Alles',
    startsIf: null,
    asks: [],
    steps,
    hold: { effects: [] },
    hasHolder: true,
    notes: [],
    rules: [],
  };
  return {
    id: 'proef',
    title: 'Proefprotocol',
    region: 'Proefregio',
    casePrefix: 'PRF',
    version: 'v1',
    source: { document: 'Proefafspraken', date: null, disclaimer: null },
    roles: { begeleider: aRole('begeleider'), corporatie: aRole('corporatie', { steps: 'own', facts: ['sleutel'] }) },
    facts: FACTS,
    phases: [],
    routes: { R: route },
    tallies: [],
    signals: { told: [], fallback: { roles: [], rules: [] } },
    endings: {
      woning: { id: 'woning', title: 'Eigen woning', goal: true },
      gestopt: { id: 'gestopt', title: 'Gestopt', goal: false },
    },
    holder: null,
    notes: [],
    english: {},
    ...parts,
  };
}

/** The plan of a route with these steps. */
export const aPlan = (...steps: readonly Step[]): Plan => planOf(aProtocol(steps), 'R');

/** A route on which every feature of the engine is met: used where any route will do. */
export const fullPlan: Plan = aPlan(
  aStep('intake', {
    tasks: [
      { id: 'plan', text: 'Maak een plan', applies: null, optional: false, rules: [] },
      { id: 'toets', text: 'Toets het risico', applies: is('risico', true), optional: false, rules: [] },
      { id: 'extra', text: 'Zo nodig', applies: null, optional: true, rules: [] },
    ],
    terms: [aTerm(before('P3M', 'sleutel'), { from: before('P6M', 'sleutel') })],
    records: 'start',
  }),
  aStep('taxatie', { applies: is('risico', true), after: [gate('intake')] }),
  aStep('toetsing', {
    after: [gate('intake'), gate('taxatie')],
    outcomes: [
      anOutcome('akkoord'),
      anOutcome('onvolledig', { repeats: true }),
      anOutcome('afgewezen', { continues: false, ends: 'gestopt' }),
    ],
  }),
  aStep('woning', {
    after: [gate('toetsing')],
    provided: is('hulp', true),
    outcomes: [anOutcome('aanvaard'), anOutcome('geweigerd', { repeats: true })],
    terms: [aTerm(after('P6M', 'start'), { kind: 'effort' })],
    responsible: ['corporatie'],
  }),
  aStep('begeleiding', { mode: 'ongoing', after: [gate('woning', 'aanvaard')], until: done('omzetten') }),
  aStep('evaluatie', {
    mode: 'recurring',
    after: [gate('woning', 'aanvaard')],
    until: done('omzetten'),
    recurrence: {
      every: 'P6M',
      from: ['woning'],
      until: at('einde'),
      kind: 'hard',
      text: 'elk half jaar',
      rule: 'TST-3',
    },
  }),
  aStep('melding', { mode: 'on_demand', after: [gate('woning', 'aanvaard')] }),
  aStep('slot', {
    after: [gate('woning', 'aanvaard')],
    opens: before('P1Y', 'einde'),
    terms: [aTerm(before('P6M', 'einde'))],
    outcomes: [anOutcome('vast'), anOutcome('niet_vast', { continues: false })],
  }),
  aStep('omzetten', { after: [gate('slot', 'vast')], outcomes: [anOutcome('omgezet', { ends: 'woning' })] }),
  aStep('elders', { after: [gate('slot', 'niet_vast')] }),
);

/** Freezes a value with all that is in it, so that a change to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
