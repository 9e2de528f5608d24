/**
 * Golden scenarios: what the engine says of a case, on the real protocols, by hand-worked expectations.
 * A scenario is named after the rules that it proves.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import type { FactValue, Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { evaluate, planOf, type StepStatus } from '../../src/domain/protocol/evaluate.ts';
import { viewAs } from '../../src/domain/protocol/view.ts';
import { realProtocols } from '../support/views.ts';

const term = z.strictObject({ by: z.string().nullable(), from: z.string().optional(), kind: z.string().optional() });
const perStep = <T extends z.ZodType>(value: T) => z.record(z.string(), value).optional();
const ids = z.array(z.string());
const scenario = z.strictObject({
  name: z.string(),
  rules: ids.min(1),
  as: z.string().optional(),
  facts: z.record(z.string(), z.string()),
  done: z.array(z.strictObject({ step: z.string(), at: z.string(), outcome: z.string().optional() })).default([]),
  hold: z.literal('ja').optional(),
  now: z.string(),
  expect: z.strictObject({
    open: ids.optional(),
    openContains: ids.optional(),
    upcoming: ids.optional(),
    absent: ids.optional(),
    hidden: ids.optional(),
    hiddenFacts: ids.optional(),
    blocked: perStep(z.string()),
    // One: the most binding. A list: all of them, in the order of the step.
    terms: perStep(z.union([term.nullable(), z.array(term)])),
    needs: perStep(ids),
    missingFacts: ids.optional(),
    holdRules: ids.optional(),
    ending: z.string().nullable().optional(),
    numbers: perStep(z.string().nullable()),
    responsible: perStep(ids),
    involved: perStep(ids),
    decisions: perStep(z.string().nullable()),
    tasks: perStep(ids),
    tasksContain: perStep(ids),
    clocks: perStep(z.record(z.string(), z.string())),
    words: perStep(ids),
    routeWords: ids.optional(),
    protocolWords: ids.optional(),
  }),
});
type Scenario = z.output<typeof scenario>;

const protocols = realProtocols();
const here = new URL('./', import.meta.url);

for (const folder of readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const protocol = protocols.get(folder.name);
  for (const file of readdirSync(new URL(`${folder.name}/`, here))) {
    // A file holds one route and is named after it, in lower case.
    const name = file.replace(/\.yaml$/, '');
    const route = Object.keys(protocol?.routes ?? {}).find((id) => id.toLowerCase() === name) ?? name;
    const scenarios = z.array(scenario).parse(parse(readFileSync(new URL(`${folder.name}/${file}`, here), 'utf8')));
    describe(`${folder.name}, route ${route}`, () => {
      it.each(scenarios.map((each) => [each.name, each] as const))('%s', (_, each) => {
        if (!protocol) throw new Error(`There is no protocol ${folder.name}`);
        check(protocol, route, each);
      });
      it('has at least six scenarios', () => expect(scenarios.length).toBeGreaterThanOrEqual(6));
    });
  }
}

function check(protocol: Protocol, route: string, { expect: wanted, ...given }: Scenario): void {
  const plan = planOf(protocol, route);
  const whole = evaluate(plan, stateOf(protocol, given), `${given.now}T12:00:00.000Z`);
  const seen = given.as === undefined ? whole : viewAs(whole, [given.as]);
  const inStatus = (status: StepStatus['status']): string[] =>
    seen.steps.filter((each) => each.status === status).map((each) => each.step.id);
  const statusOf = (id: string): StepStatus => {
    const found = seen.steps.find((each) => each.step.id === id);
    if (!found) throw new Error(`Step ${id} is not in route ${route}`);
    return found;
  };
  const everywhere = <T>(entries: Record<string, T> | undefined, test: (status: StepStatus, value: T) => void): void =>
    Object.entries(entries ?? {}).forEach(([id, value]) => test(statusOf(id), value));

  if (wanted.open) expect(inStatus('open')).toEqual(wanted.open);
  if (wanted.openContains) expect(inStatus('open')).toEqual(expect.arrayContaining(wanted.openContains));
  if (wanted.upcoming) expect(inStatus('upcoming')).toEqual(expect.arrayContaining(wanted.upcoming));
  for (const id of wanted.absent ?? []) {
    const found = seen.steps.find((each) => each.step.id === id);
    expect([id, found?.status ?? 'not_applicable']).toEqual([id, 'not_applicable']);
  }
  for (const id of wanted.hidden ?? []) expect(seen.steps.map((each) => each.step.id)).not.toContain(id);
  for (const id of wanted.hiddenFacts ?? []) expect(Object.keys(seen.known.facts)).not.toContain(id);
  everywhere(wanted.blocked, (status, why) => {
    expect(['blocked', 'upcoming']).toContain(status.status);
    expect(status.because.map((reason) => ('step' in reason ? reason.step : reason.kind))).toContain(why);
  });
  everywhere(wanted.terms, (status, value) => {
    const terms = status.terms.map(({ by, from, kind }) => ({ by, from, kind }));
    if (value === null || Array.isArray(value)) expect(terms).toMatchObject(value ?? []);
    else expect(terms[0] ?? {}).toMatchObject(value);
  });
  everywhere(wanted.needs, (status, value) => expect(status.needs).toEqual(value));
  if (wanted.missingFacts)
    expect(seen.missingFacts.map((each) => each.fact).sort()).toEqual(wanted.missingFacts.sort());
  if (wanted.holdRules) expect(plan.route.hold.effects.flatMap((effect) => effect.rules)).toEqual(wanted.holdRules);
  if (wanted.ending !== undefined) expect(seen.ending).toBe(wanted.ending);
  everywhere(wanted.numbers, (status, value) =>
    expect([status.step.id, status.step.number]).toEqual([status.step.id, value]),
  );
  everywhere(wanted.responsible, (status, value) => expect(status.step.responsible).toEqual(value));
  everywhere(wanted.involved, (status, value) => expect(status.step.involved).toEqual(value));
  everywhere(wanted.clocks, (status, value) =>
    expect(Object.fromEntries(status.step.clocks.map((clock) => [clock.id, clock.within]))).toEqual(value),
  );
  everywhere(wanted.decisions, (status, value) => expect(status.step.decision?.kind ?? null).toBe(value));
  everywhere(wanted.tasks, (status, value) => expect(status.tasks.map((task) => task.id)).toEqual(value));
  everywhere(wanted.tasksContain, (status, value) =>
    expect(status.tasks.map((task) => task.id)).toEqual(expect.arrayContaining(value)),
  );
  everywhere(wanted.words, (status, value) => {
    for (const word of value) expect(wordsOf(status.step)).toContain(word);
  });
  const { title, forWhom, scope, notes } = plan.route;
  for (const word of wanted.routeWords ?? []) expect(JSON.stringify([title, forWhom, scope, notes])).toContain(word);
  const { source, facts } = protocol;
  for (const word of wanted.protocolWords ?? []) {
    expect(JSON.stringify([source, facts, protocol.notes])).toContain(word);
  }
}

function stateOf(protocol: Protocol, given: Omit<Scenario, 'expect'>): CaseState {
  const facts = Object.entries(given.facts).map(([id, value]): [string, FactValue] => {
    const fact = protocol.facts[id];
    if (!fact) throw new Error(`The protocol has no fact ${id}`);
    return [id, fact.kind === 'yesno' ? value === 'ja' : value];
  });
  const at = `${given.now}T08:00:00.000Z`;
  return {
    ...newCaseState,
    facts: Object.fromEntries(facts),
    done: given.done.map((each) => ({ step: each.step, on: each.at, at, outcome: each.outcome ?? null, tasks: [] })),
    hold: given.hold ? { since: at, reason: 'proef' } : null,
  };
}

const wordsOf = ({ title, why, terms, clocks, tasks, outcomes, decision, sharing, notes }: Step): string =>
  JSON.stringify([title, why, terms, clocks, tasks, outcomes, decision, sharing, notes]);
