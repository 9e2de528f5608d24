/**
 * Somebody who plays a case in the chat from opening to end, with nothing but the buttons and fields that the cards
 * offer. Knows the protocol only to choose: which outcome leads to the goal, which task may stay open.
 */
import { recordDecision } from '../../src/usecases/recordDecision.ts';
import { civilDateOf } from '../../src/domain/calendar.ts';
import type { Case } from '../../src/domain/cases.ts';
import type { FactId, Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { evaluate, planOf, type Evaluation } from '../../src/domain/protocol/evaluate.ts';
import type { Card } from '../../src/teams/incoming.ts';
import { wordsOn, type TestBot } from './bot.ts';
import { actionsOf, inputsOf, type Json } from './cardActions.ts';
import type { FakeMessage } from './fakeTeams.ts';

/** What to answer where the ordinary answer does not do, by fact; empty: left open. */
export type Answers = Readonly<Record<FactId, string>>;

/** How the case went. */
export interface Played {
  /** Steps in the order in which they were finished. */
  readonly finished: readonly string[];
  /** Steps on whose card it was asked whether the client knows. */
  readonly asked: readonly string[];
  /** Steps whose card could not be finished before an answer was given elsewhere. */
  readonly detours: readonly string[];
  /** Everything that could be read on the way: one text a card. */
  readonly read: readonly string[];
  readonly case: Case;
  readonly end: Evaluation;
}

const START = Date.parse('2026-03-10T09:00:00.000Z');
const DAY = 24 * 3600 * 1000;
const LONGEST_YEARS = 6;

/** Plays the route. Throws where the chat offers no way on, with what stood on the last card. */
export async function playRoute(bot: TestBot, protocol: Protocol, route: string, facts: Answers): Promise<Played> {
  const plan = planOf(protocol, route);
  const person = bot.teams.person('Anna');
  const chat = bot.teams.personalChat(person);
  let now = START;
  const tick = (ms: number): void => bot.setNow(new Date((now += ms)).toISOString());
  const read: string[] = [];
  // The version of the case in which nothing was left to fill in.
  let nothingLeft = -1;
  const [finished, asked, detours]: [string[], string[], string[]] = [[], [], []];

  const say = async (text: string): Promise<FakeMessage> => {
    tick(5000);
    const message = (await chat.say(person, text)).at(-1);
    if (!message) throw new Error(`No answer to "${text}"`);
    read.push(wordsOn(message.cardFor(person)));
    return message;
  };
  const cardOf = (message: FakeMessage): Card => message.cardFor(person);
  const stuck = (message: FakeMessage, why: string): Error =>
    new Error(`${protocol.id}/${route}: ${why}; finished: ${finished.join(', ')}\n${wordsOn(cardOf(message))}`);
  const offered = (message: FakeMessage, verb: string): readonly Json[] =>
    actionsOf(cardOf(message)).filter((action) => action.verb === verb);
  async function press(message: FakeMessage, action: Json | undefined, filled: Record<string, string> = {}) {
    if (!action) throw stuck(message, 'the button is not there');
    tick(5000);
    const inputs = inputsOf(cardOf(message), action, filled);
    const { card } = await chat.pressRaw(person, action.verb, { ...(action.data as Json), ...inputs }, message);
    if (!card) throw stuck(message, `no card came back on ${String(action.verb)}`);
    read.push(wordsOn(cardOf(message)));
  }
  const stand = async (): Promise<{ found: Case; evaluation: Evaluation }> => {
    const found = (await bot.deps.uow.stores.cases.byCode(code)) as Case;
    return { found, evaluation: evaluate(plan, found.state, new Date(now).toISOString()) };
  };

  tick(0);
  const opening = await say('casus openen');
  await press(opening, offered(opening, 'open_facts')[0], { n: 'bewoner 27', route: `${protocol.id}/${route}` });
  await press(opening, offered(opening, 'open_save')[0], factsOn(cardOf(opening), protocol, facts, civil(now)));
  const code = new RegExp(`${protocol.casePrefix}-\\d{4}-\\d+`).exec(wordsOn(cardOf(opening)))?.[0] ?? '';
  if (code === '') throw stuck(opening, 'the case was not opened');

  async function finish(message: FakeMessage, button: Json): Promise<void> {
    const id = String((button.data as Json).s);
    const step = plan.steps.get(id) as Step;
    if (step.decision?.kind === 'majority') return vote(step);
    await press(message, button);
    const card = cardOf(message);
    const ids = inputsIn(card).map((input) => String(input.id));
    if (ids.includes('i_how')) asked.push(id);
    const required = step.tasks.filter((task) => !task.optional).map((task) => `t_${task.id}`);
    const before = (await stand()).found.version;
    const agree = inputsIn(card).find((input) => input.id === 'agree')?.choices as { value: string }[] | undefined;
    await press(message, offered(message, step.decision ? 'decide_save' : 'step_finish')[0], {
      ...(agree ? { agree: agree.map(({ value }) => value).join(',') } : {}),
      ...(step.decision ? { reason: 'Zo is het besloten.' } : {}),
      ...factsOn(card, protocol, facts, civil(now)),
      ...Object.fromEntries(required.filter((task) => ids.includes(task)).map((task) => [task, 'true'])),
      ...(ids.includes('outcome') ? { outcome: outcomeOf(step, protocol) } : {}),
      ...(ids.includes('i_how') ? { i_how: 'conversation' } : {}),
    });
    const { found } = await stand();
    if (found.version === before) {
      // An answer on the card can ask for more tasks than the card shows: then it is given first, by "Gegevens".
      await press(message, offered(message, 'next')[0]);
      if (!(await fillIn())) throw stuck(message, `${id} could not be finished`);
      detours.push(id);
    }
    if (found.state.done.at(-1)?.step === id && !finished.includes(id)) finished.push(id);
  }

  // A vote has its own place: the table. Its outcome is recorded as the closing of a ballot does.
  async function vote(step: Step): Promise<void> {
    const { found } = await stand();
    const member = await bot.deps.uow.stores.members.find(person.tenantId, person.objectId);
    if (!member) throw new Error('Nobody to record the vote');
    const decision = {
      ...{ step: step.id, outcome: outcomeOf(step, protocol), on: civil(now), tasks: step.tasks.map(({ id }) => id) },
      ...{ agreements: [], reasons: 'De tafel heeft gestemd.', reviewOn: null, meetingId: null },
      vote: { ballotId: 'b', present: 3, inFavour: 3, against: 0, abstained: 0, needed: 2, adopted: true },
    };
    const seen = { caseId: found.id, seenVersion: found.version };
    const result = await recordDecision(bot.deps, { ...seen, member, decision });
    if (result.kind !== 'recorded') throw new Error(`The vote was not recorded: ${result.kind}`);
    finished.push(step.id);
  }

  for (let turn = 0; turn < 300; turn++) {
    const overview = await say('overzicht');
    const { evaluation } = await stand();
    // What only waits for its day could be done early: its day is waited for.
    const open = new Set(evaluation.steps.filter(({ status }) => status === 'open').map(({ step }) => step.id));
    const buttons = offered(overview, 'step').filter((each) => {
      const id = String((each.data as Json).s);
      return open.has(id) && !finished.includes(id);
    });
    const of = (mode: Step['mode'], ends: boolean) =>
      buttons.find((each) => {
        const step = plan.steps.get(String((each.data as Json).s));
        return step?.mode === mode && endsWith(step, protocol) === ends;
      });
    const next = of('once', false) ?? of('once', true);
    if (next) {
      await finish(overview, next);
      continue;
    }
    if (
      evaluation.ending !== null &&
      !waits(evaluation, 'upcoming') &&
      (!waits(evaluation, 'blocked') || !(await fillIn()))
    )
      break;
    const comesBack = of('recurring', false) ?? of('recurring', true) ?? of('on_demand', true);
    if (comesBack) {
      await finish(overview, comesBack);
      continue;
    }
    if (await fillIn()) continue;
    if (now - START > LONGEST_YEARS * 366 * DAY) throw stuck(await say('volgende stap'), 'nothing opens any more');
    tick(30 * DAY);
  }

  // All that can be known of the case, by "Gegevens"; false if there was nothing left to fill in.
  async function fillIn(): Promise<boolean> {
    const { version } = (await stand()).found;
    if (version === nothingLeft) return false;
    const main = await say('overzicht');
    await press(main, offered(main, 'facts')[0]);
    const answers = factsOn(cardOf(main), protocol, facts, civil(now));
    if (Object.keys(answers).length > 0) await press(main, offered(main, 'facts_save')[0], answers);
    const changed = (await stand()).found.version !== version;
    if (!changed) nothingLeft = version;
    return changed;
  }

  const { evaluation: end } = await stand();
  const last = await say('volgende stap');
  await press(last, offered(last, 'close')[0]);
  const goal = protocol.endings[end.ending ?? '']?.goal ?? false;
  await press(last, offered(last, 'close_save')[0], goal ? {} : { reason: 'zo liep het' });
  const { found } = await stand();
  if (!found.state.closed) throw stuck(last, 'the case could not be closed');
  return { finished, asked, detours, read, case: found, end };
}

const civil = (now: number): string => civilDateOf(new Date(now).toISOString());

function* elements(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const item of value) yield* elements(item);
  else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const [key, item] of Object.entries(value)) if (key !== 'fallback' && key !== 'data') yield* elements(item);
  }
}

const inputsIn = (card: Card): readonly Json[] =>
  [...elements(card)].filter(({ type }) => typeof type === 'string' && type.startsWith('Input.'));

// An answer to each question about a fact that is still open on the card.
function factsOn(card: Card, protocol: Protocol, facts: Answers, today: string): Record<string, string> {
  const open = inputsIn(card).filter(
    ({ id, value = '' }) => String(id).startsWith('f_') && ['', '-'].includes(String(value)),
  );
  const answers = open.flatMap((input): [string, string][] => {
    const fact = protocol.facts[String(input.id).slice(2)];
    if (!fact) return [];
    const [first] = input.type === 'Input.ChoiceSet' ? (input.choices as { value: string }[]) : [];
    return [[String(input.id), facts[fact.id] ?? (fact.kind === 'date' ? today : (first?.value ?? 'Hoofddorp'))]];
  });
  return Object.fromEntries(answers.filter(([, value]) => !['', '-'].includes(value)));
}

function outcomeOf(step: Step, protocol: Protocol): string {
  const goal = step.outcomes.find(({ ends }) => ends !== null && protocol.endings[ends]?.goal);
  const ordinary = step.outcomes.find((each) => each.continues && !each.repeats && each.ends === null);
  return (goal ?? ordinary ?? step.outcomes[0])?.id ?? '';
}

const endsWith = (step: Step, protocol: Protocol): boolean =>
  step.outcomes.some((each) => each.id === outcomeOf(step, protocol) && each.ends !== null);

// A step of this way waits: for time, or for something that has to be known.
const waits = (evaluation: Evaluation, how: 'upcoming' | 'blocked'): boolean =>
  evaluation.steps.some(({ step, status }) => step.mode === 'once' && status === how);
