/**
 * Checks that the parts of a protocol fit together: names that exist, terms with an anchor, steps that can be reached.
 * Reads only; what to do about a finding is for the reader of the file.
 */
import { conditionsOf, factsOf } from './conditions.ts';
import type { Condition, Decision, Fact, FactId, Offset, Protocol, RoleId, Route, Step } from './definition.ts';
import type { TallyRule } from './definitionRules.ts';
import { lintReach } from './lintReach.ts';
import { factsReadBy, lintUnread, lintWords } from './lintWords.ts';
import { fits } from './step.ts';

export interface Finding {
  readonly level: 'error' | 'note';
  /** The keys in the YAML that lead to it. */
  readonly path: readonly string[];
  /** In Dutch, for the owner of the protocol: what is wrong and how to mend it. */
  readonly message: string;
}

/** All findings; a protocol with an error is not used. */
export function lintProtocol(protocol: Protocol): readonly Finding[] {
  const findings: Finding[] = [];
  for (const role of Object.values(protocol.roles)) {
    const path = ['rollen', role.id, 'ziet'];
    const unknown = role.sees.facts === 'all' ? [] : role.sees.facts.filter((fact) => !has(protocol.facts, fact));
    for (const fact of unknown) findings.push(unknownName([...path, 'gegevens'], 'gegeven', fact));
    if (!role.landlord) continue;
    if (role.sees.steps === 'all' || role.sees.facts === 'all') {
      findings.push(error(path, 'een verhuurder ziet eigen stappen en een lijst van gegevens'));
    } else for (const fact of role.sees.facts) lintLandlordSees(protocol, role.id, fact, findings);
  }
  for (const route of Object.values(protocol.routes)) {
    lintRoute(protocol, route, findings);
    for (const step of route.steps) lintStep(protocol, route, step, findings);
    findings.push(...lintReach(protocol, route));
  }
  for (const role of [...protocol.signals.told.flatMap((each) => each.roles), ...protocol.signals.fallback.roles]) {
    if (!has(protocol.roles, role)) findings.push(unknownName(['signalen'], 'rol', role));
  }
  for (const tally of protocol.tallies) lintTally(protocol, tally, findings);
  findings.push(...lintUnread(protocol), ...lintWords(protocol));
  return withoutRepeats(findings);
}

function lintTally(protocol: Protocol, tally: TallyRule, findings: Finding[]): void {
  const path = ['jaartellingen', tally.id];
  const steps = Object.values(protocol.routes).flatMap((route) => route.steps);
  for (const id of [tally.step, ...tally.shownAt]) {
    if (!steps.some((step) => step.id === id)) findings.push(unknownName(path, 'stap', id));
  }
  const { outcome, splitBy } = tally;
  const known = steps.filter((step) => step.id === tally.step).flatMap((step) => step.outcomes);
  if (outcome !== null && !known.some((each) => each.id === outcome)) {
    findings.push(unknownName([...path, 'uitkomst'], 'uitkomst', outcome));
  }
  if (splitBy !== null && protocol.facts[splitBy]?.kind !== 'choice') {
    findings.push(error([...path, 'verdeeld_over'], `"${splitBy}" is geen gegeven van de soort keuze`));
  }
}

// A group or a word says something about the client; a date, a yes or no and a pick list of wishes do not. A choice
// that the landlord makes in its own step is its own, and who the bewindvoerder is it may know (ZUT-105).
function lintLandlordSees(protocol: Protocol, role: RoleId, id: FactId, findings: Finding[]): void {
  const fact = protocol.facts[id];
  const own = (step: Step): boolean => step.responsible.includes(role) && factsReadBy(step).includes(id);
  const isOwn = (): boolean => Object.values(protocol.routes).some((route) => route.steps.some(own));
  const isWord = fact?.kind === 'text' && id !== 'bewindvoerder';
  if (!isWord && (fact?.kind !== 'choice' || isOwn())) return;
  const message = `een verhuurder ziet datums, ja of nee, keuzelijsten en wat hij zelf kiest; "${id}" zegt meer over de cliënt`;
  findings.push(error(['rollen', role, 'ziet', 'gegevens'], message));
}

function lintRoute(protocol: Protocol, route: Route, findings: Finding[]): void {
  const path = ['routes', route.id];
  for (const fact of route.asks) {
    if (!has(protocol.facts, fact)) findings.push(unknownName([...path, 'vraagt'], 'gegeven', fact));
  }
  if (route.startsIf) lintCondition(protocol, route, route.startsIf, [...path, 'start_als'], findings);
  const seen = new Set<string>();
  for (const step of route.steps) {
    if (seen.has(step.id))
      findings.push(error([...path, 'volgorde'], `stap "${step.id}" staat twee keer in de volgorde`));
    seen.add(step.id);
  }
  if (
    !route.steps.some((step) => step.outcomes.some((outcome) => outcome.ends && protocol.endings[outcome.ends]?.goal))
  ) {
    findings.push(error(path, 'geen enkele uitkomst in deze route leidt naar het doel; geef een uitkomst "eindigt"'));
  }
}

function lintStep(protocol: Protocol, route: Route, step: Step, findings: Finding[]): void {
  const path = ['routes', route.id, 'stappen', step.id];
  const roles = [
    ...step.responsible,
    ...step.involved,
    ...step.clocks.flatMap((clock) => clock.responsible),
    ...step.sharing.flatMap((share) => share.with),
    ...(step.decision ? [step.decision.by, ...partiesOf(step.decision)].flat() : []),
    ...(step.table?.always.flat() ?? []),
  ];
  for (const role of roles) if (!has(protocol.roles, role)) findings.push(unknownName(path, 'rol', role));
  const last = step.table?.lastPart ?? null;
  if (last !== null && !route.steps.some((each) => each.id === last)) {
    findings.push(unknownName([...path, 'tafel'], 'stap', last));
  }
  for (const gate of step.after) lintGate(protocol, route, gate, [...path, 'na'], findings);
  const conditions: [string, Condition | null][] = [
    ['als', step.applies],
    ['mits', step.provided],
    ['tot', step.until],
    ...step.tasks.map((task): [string, Condition | null] => ['taken', task.applies]),
    ...conditionsOf(step.decision).map((condition): [string, Condition] => ['besluit', condition]),
  ];
  for (const [key, condition] of conditions) {
    if (condition) lintCondition(protocol, route, condition, [...path, key], findings);
  }
  for (const [key, anchors] of anchorsOf(step)) {
    for (const anchor of anchors) lintAnchor(protocol, route, anchor, [...path, key], findings);
  }
  if (step.phase !== null && !protocol.phases.some((phase) => phase.id === step.phase)) {
    findings.push(unknownName([...path, 'fase'], 'fase', step.phase));
  }
  for (const [key, parts] of [
    ['taken', step.tasks],
    ['uitkomsten', step.outcomes],
    ['klokken', step.clocks],
  ] as const) {
    const ids = parts.map((part) => part.id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined)
      findings.push(error([...path, key], `"${twice}" staat er twee keer; geef elk een eigen id`));
  }
  for (const outcome of step.outcomes) {
    if (outcome.ends && !has(protocol.endings, outcome.ends))
      findings.push(unknownName([...path, 'uitkomsten'], 'einde', outcome.ends));
  }
  if (step.decision) lintDecision(step, step.decision, path, findings);
  if (step.records !== null && protocol.facts[step.records]?.kind !== 'date') {
    findings.push(error([...path, 'legt_vast'], `"${step.records}" moet een gegeven van soort datum zijn`));
  }
  for (const { consent } of step.sharing) {
    if (consent !== null && protocol.facts[consent]?.kind !== 'yesno') {
      findings.push(error([...path, 'delen'], `toestemming "${consent}" moet een gegeven van soort janee zijn`));
    }
  }
  if ((step.mode === 'recurring') !== (step.recurrence !== null)) {
    findings.push(error([...path, 'herhaling'], 'een herhalende stap heeft een herhaling, en een andere stap niet'));
  }
  if (step.mode === 'once' && step.closes !== null) {
    findings.push(error([...path, 'sluit'], 'een eenmalige stap sluit niet op een dag; geef hem een termijn'));
  }
  if (step.rules.length === 0)
    findings.push(error([...path, 'regels'], 'noem de regel(s) uit de bron waarop deze stap rust'));
}

function lintDecision(step: Step, decision: Decision, path: readonly string[], findings: Finding[]): void {
  for (const { outcome } of [...decision.provided, ...decision.agreement]) {
    if (step.outcomes.some(({ id }) => id === outcome)) continue;
    findings.push(unknownName([...path, 'besluit'], 'uitkomst', outcome));
  }
}

const partiesOf = (decision: Decision): readonly (readonly RoleId[])[] => [
  ...decision.parties,
  ...decision.agreement.flatMap((each) => each.parties),
];

function lintGate(
  protocol: Protocol,
  route: Route,
  gate: { readonly step: string; readonly outcomes: readonly string[] | null },
  path: readonly string[],
  findings: Finding[],
): void {
  const target = route.steps.find((step) => step.id === gate.step);
  if (!target) {
    // A gate on a step that only other routes have is inherited and holds nothing up here.
    const elsewhere = Object.values(protocol.routes).some((each) => each.steps.some((step) => step.id === gate.step));
    if (!elsewhere) findings.push(unknownName(path, 'stap', gate.step));
    return;
  }
  for (const outcome of gate.outcomes ?? []) {
    if (!target.outcomes.some((each) => each.id === outcome)) {
      findings.push(error(path, `stap "${gate.step}" heeft geen uitkomst "${outcome}"`));
    }
  }
}

function lintCondition(
  protocol: Protocol,
  route: Route,
  condition: Condition,
  path: readonly string[],
  findings: Finding[],
): void {
  for (const fact of factsOf(condition))
    if (!has(protocol.facts, fact)) findings.push(unknownName(path, 'gegeven', fact));
  lintParts(protocol, route, condition, path, findings);
}

// Each part on its own: a step with the outcomes that it is asked for, a fact with the values that it can have.
function lintParts(
  protocol: Protocol,
  route: Route,
  condition: Condition,
  path: readonly string[],
  findings: Finding[],
): void {
  if (condition.kind === 'all' || condition.kind === 'any') {
    for (const part of condition.of) lintParts(protocol, route, part, path, findings);
  } else if (condition.kind === 'not') lintParts(protocol, route, condition.of, path, findings);
  else if (condition.kind === 'done') lintGate(protocol, route, condition, path, findings);
  else if (condition.kind === 'fact') {
    const fact = has(protocol.facts, condition.fact) ? protocol.facts[condition.fact] : undefined;
    for (const value of condition.in) {
      if (fact && !fits(fact, value)) findings.push(error(path, wrongValue(fact, String(value))));
    }
  }
}

function wrongValue(fact: Fact, value: string): string {
  if (fact.kind === 'choice') return `"${value}" is geen keuze van gegeven "${fact.id}"`;
  return `gegeven "${fact.id}" kan niet "${value}" zijn; ${fact.kind === 'yesno' ? 'kies ja of nee' : 'kijk naar de soort'}`;
}

function anchorsOf(step: Step): readonly [string, readonly string[]][] {
  const offsets: [string, Offset | null][] = [
    ['opent', step.opens],
    ['sluit', step.closes],
    ['herhaling', step.recurrence?.until ?? null],
    ...step.terms.flatMap((term): [string, Offset | null][] => [
      ['termijnen', term.by],
      ['termijnen', term.from],
    ]),
  ];
  const found: [string, readonly string[]][] = offsets.flatMap(([key, offset]) =>
    offset ? [[key, offset.anchors] as [string, readonly string[]]] : [],
  );
  if (step.recurrence) found.push(['herhaling', step.recurrence.from]);
  return found;
}

function lintAnchor(
  protocol: Protocol,
  route: Route,
  anchor: string,
  path: readonly string[],
  findings: Finding[],
): void {
  const fact = protocol.facts[anchor];
  if (fact && fact.kind !== 'date')
    findings.push(error(path, `gegeven "${anchor}" is geen datum; een termijn telt vanaf een datum`));
  else if (!fact && !route.steps.some((step) => step.id === anchor)) {
    findings.push(
      error(path, `"${anchor}" is geen gegeven en geen stap van deze route; een termijn heeft een beginpunt nodig`),
    );
  }
}

const has = (record: object, key: string): boolean => Object.hasOwn(record, key);
const error = (path: readonly string[], message: string): Finding => ({ level: 'error', path, message });
const unknownName = (path: readonly string[], kind: string, name: string): Finding =>
  error(
    path,
    `${kind} "${name}" bestaat niet; controleer de spelling of voeg ${kind === 'rol' ? 'de rol' : 'dit'} toe`,
  );

// Routes that inherit report the same fault each; the first place is enough.
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.level} ${finding.path.slice(2).join('.')} ${finding.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
