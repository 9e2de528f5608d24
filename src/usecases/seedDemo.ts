/**
 * Fills an empty local trial version with demo cases at interesting moments. They go the way of every case:
 * opened, facts set, steps finished one by one, so that they can only be in states that real cases reach.
 */
import type { NewDecision } from '../domain/decisions/records.ts';
import { choicesOf } from '../domain/decisions/ways.ts';
import type { FactValue, Protocol } from '../domain/protocol/definition.ts';
import { civilDateOf, shift, type CivilDate } from '../domain/calendar.ts';
import type { Evaluation } from '../domain/protocol/evaluate.ts';
import { changeCase, type NewEvent } from './changeCase.ts';
import { openCase } from './openCase.ts';
import { welcomeLocalMember } from './people.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf, type CaseView } from './readCase.ts';
import { recordDecision } from './recordDecision.ts';

export interface DemoCaseInput {
  readonly protocol: string;
  readonly route: string;
  readonly pseudonym: string;
  /** A number is a date, in days from today; yes and no are `ja` and `nee`. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly done: readonly { readonly step: string; readonly day: number; readonly outcome: string | null }[];
  readonly hold: string | null;
}

/**
 * Stores the demo cases, unless there are cases already, and answers the codes of those that there are.
 * Throws an Error that names the case and the refusal if one does not fit its protocol.
 */
export async function seedDemo(deps: Deps, demo: readonly DemoCaseInput[]): Promise<readonly string[]> {
  const { cases, members } = deps.uow.stores;
  const known = await members.find('local', 'demo');
  // The one who opened the demo cases: a begeleider like whoever comes to look at them.
  const keeper =
    known ?? (await welcomeLocalMember(deps, { tenantId: 'local', objectId: 'demo', name: 'Collega' }, []));
  if ((await cases.count()) === 0) for (const each of demo) await seedCase(deps, each, keeper);
  return (await cases.ofMember(keeper.id, todayOf(deps), 100)).map((each) => each.case.code);
}

async function seedCase(deps: Deps, demo: DemoCaseInput, member: Member): Promise<CaseView> {
  const protocol = deps.protocols.current.get(demo.protocol);
  if (!protocol) throw new Error(`Demo case ${demo.pseudonym}: no protocol ${demo.protocol}`);
  const today = civilDateOf(deps.clock.now());
  const facts = Object.fromEntries(
    Object.entries(demo.facts).map(([id, value]) => [id, factValue(protocol, id, value, today)]),
  );
  const opened = await openCase(deps, {
    protocolId: demo.protocol,
    route: demo.route,
    pseudonym: demo.pseudonym,
    facts,
    member,
  });
  if (opened.kind !== 'opened') throw new Error(`Demo case ${demo.pseudonym}: ${JSON.stringify(opened)}`);
  let { view } = opened;
  const informed = { by: 'recorder', on: civilDateOf(deps.clock.now()), how: 'conversation', ground: null } as const;
  view = await change(deps, view, member, { type: 'inform', informed });
  for (const done of demo.done) {
    const { step, outcome } = done;
    const finished = { step, on: dayFrom(today, done.day), outcome, tasks: tasksOf(view.evaluation, step) };
    view = view.plan.steps.get(step)?.decision
      ? await decide(deps, view, member, finished)
      : await change(deps, view, member, { type: 'complete_step', ...finished });
  }
  return demo.hold === null ? view : change(deps, view, member, { type: 'hold', reason: demo.hold });
}

async function change(deps: Deps, view: CaseView, member: Member, event: NewEvent): Promise<CaseView> {
  const { id, version, pseudonym } = view.case;
  const result = await changeCase(deps, { caseId: id, seenVersion: version, events: [event], member });
  if (result.kind === 'changed') return result.view;
  throw new Error(`Demo case ${pseudonym}: ${JSON.stringify(event)} ${refusalText(result)}`);
}

// A step that is a decision is finished by it: everybody who is asked says yes.
async function decide(
  deps: Deps,
  view: CaseView,
  member: Member,
  finished: Pick<NewDecision, 'step' | 'on' | 'outcome' | 'tasks'>,
): Promise<CaseView> {
  const { id, version, pseudonym } = view.case;
  const step = view.plan.steps.get(finished.step);
  const choices = step ? choicesOf(step, view.evaluation.known) : [];
  const parties = choices.find((each) => each.outcome === finished.outcome)?.parties ?? [];
  const agreements = parties.flatMap(([role]) =>
    role ? [{ role, agrees: true, memberId: null, witnessId: null }] : [],
  );
  const words = { reasons: 'Voorbeeld in de proefversie.', reviewOn: null, meetingId: null, vote: null };
  const decision = { ...finished, agreements, ...words };
  const result = await recordDecision(deps, { caseId: id, seenVersion: version, decision, member });
  if (result.kind === 'recorded') return result.view;
  throw new Error(`Demo case ${pseudonym}: ${finished.step} ${refusalText(result)}`);
}

const refusalText = (result: { readonly kind: string; readonly refusal?: unknown }): string =>
  JSON.stringify(result.refusal ?? result.kind);

const tasksOf = (evaluation: Evaluation, step: string): readonly string[] =>
  evaluation.steps.find((each) => each.step.id === step)?.tasks.map((task) => task.id) ?? [];

const dayFrom = (today: CivilDate, days: number): CivilDate =>
  shift(today, `P${Math.abs(days)}D`, days < 0 ? 'before' : 'after');

function factValue(protocol: Protocol, id: string, value: string | number, today: CivilDate): FactValue {
  if (typeof value === 'number') return dayFrom(today, value);
  return protocol.facts[id]?.kind === 'yesno' ? value === 'ja' : value;
}
