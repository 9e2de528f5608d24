/**
 * Reads the JSON that describes a case for `opstap simulate`, and says exactly what is wrong with it.
 * Every name is checked against the protocol before the engine sees it.
 */
import { z } from 'zod';
import { civilDateOf, isCivilDate, type CivilDate, type Instant } from '../domain/calendar.ts';
import { newCaseState, type CaseState, type Completion } from '../domain/cases.ts';
import type { Fact, FactValue, Protocol, RoleId, Step } from '../domain/protocol/definition.ts';
import { planOf, type Plan } from '../domain/protocol/evaluate.ts';
import { fits } from '../domain/protocol/step.ts';
import type { SimulationInput } from '../usecases/simulate.ts';
import { CliError, type CliDeps } from './io.ts';
import { protocolById, routeById } from './protocolFiles.ts';

const word = z.string().trim().min(1);
const schema = z.strictObject({
  protocol: word,
  route: word,
  facts: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])).default({}),
  done: z.array(z.strictObject({ step: word, at: z.string(), outcome: z.string().nullish() })).default([]),
  hold: z
    .union([z.boolean(), z.string(), z.strictObject({ since: z.string().optional(), reason: z.string().optional() })])
    .nullish(),
  now: z.string().optional(),
  as: word.nullish(),
});
type Input = z.output<typeof schema>;

/** The described case, checked. Throws a CliError with the path to the first fault. */
export function readSimulation(text: string, deps: CliDeps): SimulationInput {
  const input = parse(text);
  const protocol = protocolById(deps, input.protocol);
  const plan = planOf(protocol, routeById(protocol, input.route).id);
  const now = input.now === undefined ? deps.now().toISOString() : momentOf(input.now, 'now');
  const assumed: { step: string; outcome: string }[] = [];
  const done = input.done.map((each, index) => {
    const completion = readDone(plan, each, index);
    if (completion.outcome !== null && (each.outcome ?? null) === null) {
      assumed.push({ step: completion.step, outcome: completion.outcome });
    }
    return completion;
  });
  const facts = readFacts(protocol, input.facts);
  const state: CaseState = { ...newCaseState, facts, done, hold: readHold(input.hold ?? false, now) };
  return { plan, state, now, as: typeof input.as === 'string' ? rolesOf(protocol, input.as) : null, assumed };
}

function parse(text: string): Input {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CliError('bad_json', `dit is geen geldige JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    throw new CliError('unknown_key', `${issue.keys.join(', ')} is hier niet bekend; controleer de spelling`, path);
  }
  if (issue?.input === undefined) throw new CliError('missing_key', `${path} ontbreekt; vul het in`, path);
  throw new CliError('wrong_value', `${path === '' ? 'de invoer' : path} heeft niet de goede vorm`, path);
}

function readDone(plan: Plan, done: Input['done'][number], index: number): Completion {
  const at = `done.${index}`;
  const step = plan.steps.get(done.step);
  if (!step) {
    const names = [...plan.steps.keys()].join(', ');
    throw new CliError('unknown_step', `stap "${done.step}" bestaat niet in deze route; er is: ${names}`, `${at}.step`);
  }
  const on = dateOf(done.at, `${at}.at`);
  return { step: step.id, on, at: noonOf(on), outcome: readOutcome(step, done.outcome ?? null, at), tasks: [] };
}

function readOutcome(step: Step, outcome: string | null, at: string): string | null {
  if (outcome === null) return step.outcomes[0]?.id ?? null;
  if (step.outcomes.some((each) => each.id === outcome)) return outcome;
  const names = step.outcomes.map((each) => each.id).join(', ') || 'geen';
  const message = `stap "${step.id}" heeft geen uitkomst "${outcome}"; er is: ${names}`;
  throw new CliError('unknown_outcome', message, `${at}.outcome`);
}

function readFacts(protocol: Protocol, facts: Input['facts']): Readonly<Record<string, FactValue>> {
  const known: Record<string, FactValue> = {};
  for (const [id, value] of Object.entries(facts)) {
    const fact = Object.hasOwn(protocol.facts, id) ? protocol.facts[id] : undefined;
    if (!fact) {
      const names = Object.keys(protocol.facts).join(', ');
      throw new CliError(
        'unknown_fact',
        `gegeven "${id}" bestaat niet in ${protocol.id}; er is: ${names}`,
        `facts.${id}`,
      );
    }
    if (value !== null) known[id] = readFact(fact, value);
  }
  return known;
}

const YES_NO: ReadonlyMap<unknown, boolean> = new Map([
  ['ja', true],
  ['nee', false],
]);

function readFact(fact: Fact, value: FactValue): FactValue {
  const path = `facts.${fact.id}`;
  if (fact.kind === 'date' && typeof value === 'string') return dateOf(value, path);
  const read = fact.kind === 'yesno' ? (YES_NO.get(value) ?? value) : value;
  if (fits(fact, read)) return read;
  const options = fact.options.map((option) => option.id).join(', ');
  const wanted = {
    date: 'een datum',
    yesno: 'true of false, of "ja" of "nee"',
    choice: `een van: ${options}`,
    choices: `een of meer van, met komma's ertussen: ${options}`,
    text: 'een korte tekst',
  };
  throw new CliError(
    'wrong_value',
    `gegeven "${fact.id}" is ${wanted[fact.kind]}; niet ${JSON.stringify(value)}`,
    path,
  );
}

function readHold(hold: NonNullable<Input['hold']>, now: Instant): CaseState['hold'] {
  if (hold === false) return null;
  if (hold === true) return { since: now, reason: '' };
  if (typeof hold === 'string') return { since: momentOf(hold, 'hold'), reason: '' };
  const since = hold.since === undefined ? now : momentOf(hold.since, 'hold.since');
  return { since, reason: hold.reason ?? '' };
}

/** Roles by id, or by a word that people use for them. Throws a CliError for a word that no role goes by. */
function rolesOf(protocol: Protocol, name: string): readonly RoleId[] {
  if (Object.hasOwn(protocol.roles, name)) return [name];
  const wanted = name.toLowerCase();
  const found = Object.values(protocol.roles).filter((role) =>
    [role.title, ...role.aliases].some((alias) => alias.toLowerCase() === wanted),
  );
  if (found.length > 0) return found.map((role) => role.id);
  const names = Object.keys(protocol.roles).join(', ');
  throw new CliError('unknown_role', `rol "${name}" bestaat niet in ${protocol.id}; er is: ${names}`, 'as');
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** A date, or the date in Amsterdam of a moment. Throws a CliError for anything else. */
function dateOf(text: string, path: string): CivilDate {
  return civilDateOf(momentOf(text, path));
}

// A moment without a zone is meant as the clock in Amsterdam shows it, so its date stands there already.
function momentOf(text: string, path: string): Instant {
  if (isCivilDate(text)) return noonOf(text);
  const [, date = '', zone] = MOMENT.exec(text) ?? [];
  const time = Date.parse(zone === undefined ? `${text}Z` : text);
  if (isCivilDate(date) && !Number.isNaN(time)) return zone === undefined ? noonOf(date) : new Date(time).toISOString();
  throw new CliError('wrong_date', `"${text}" is geen datum die bestaat; schrijf bijvoorbeeld 2026-02-28`, path);
}

// Noon: on the same date in UTC and in Amsterdam.
const noonOf = (date: CivilDate): Instant => `${date}T12:00:00.000Z`;
