/**
 * The card on which a step is done: its tasks, what must be known, the outcome and the day.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { Clock, FactId, FactValue, Step } from '../domain/protocol/definition.ts';
import type { Plan, StepStatus } from '../domain/protocol/evaluate.ts';
import type { ReaderView } from '../domain/views.ts';
import { button, type Button } from './buttons.ts';
import { dueOf, headerOf, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { drawn, factField, field, type Field, type Typed } from './inputs.ts';
import { durationText } from './dates.ts';
import { informedFields } from './informed.ts';
import type { Witness } from '../usecases/tableDecision.ts';
import { decisionPart, type DecisionPart } from './decisionForm.ts';
import { noteText, rolesText, say, sourceText, lineTitle } from './protocolText.ts';
import { words } from './wording.ts';
import { talliesAt } from '../domain/tallies.ts';
import { tallyWords } from './wordingTallies.ts';
import { decisionWords } from './wordingDecisions.ts';

/** What the card needs to know, whoever looks. */
export interface StepForm {
  readonly header: Header;
  readonly summary: string;
  readonly caseId: string;
  readonly version: number;
  readonly today: CivilDate;
  readonly plan: Plan;
  readonly step: Step;
  readonly due: { readonly text: string; readonly color: string };
  readonly tasks: readonly { readonly id: string; readonly ticked: boolean }[];
  readonly needs: readonly FactId[];
  readonly known: Readonly<Record<FactId, FactValue>>;
  /** The step tells others something, and it is not on record yet that the client knows. */
  readonly asksInformed: boolean;
  /** Where the step is a decision: who must agree, and the fields for it. */
  readonly decision: DecisionPart | null;
}

/** The card for doing a step. `typed` keeps what the reader had filled in; `witnesses`: as in `decisionPart`. */
export function stepCard(
  view: ReaderView,
  status: StepStatus,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
  witnesses: readonly Witness[] = [],
): CardData {
  const { plan } = view;
  const decision = decisionPart(plan, status.step, view.evaluation.known, view.roles, typed, reader.lang, witnesses);
  return stepForm(
    {
      header: headerOf(view, reader, notices),
      summary: `${words(reader.lang).botName}: ${view.code}`,
      ...{ caseId: view.id, version: view.version, today: view.evaluation.today, plan, step: status.step },
      due: dueOf(plan, status, reader.lang),
      tasks: status.tasks.map(({ id }) => ({ id, ticked: status.ticked.includes(id) })),
      needs: needsOf(view, status, decision),
      decision,
      known: view.evaluation.known.facts,
      asksInformed: !view.informed && status.step.sharing.length > 0,
    },
    reader,
    typed,
  );
}

/** The same card out of parts, for a reader who has another view of the case. */
export function stepForm(form: StepForm, reader: Reader, typed: Typed): CardData {
  const { plan, step, due } = form;
  const { lang } = reader;
  const t = words(lang);
  const fields = fieldsOf(form, reader, typed);
  const tasks = form.tasks.flatMap((each) => taskField(form, each, reader, typed));
  return {
    template: 'case-step',
    summary: form.summary,
    data: {
      ...form.header,
      title: lineTitle(plan, step, lang),
      due: due.text,
      dueColor: due.color,
      who: rolesText(plan.protocol, step.responsible, lang),
      together: t.together(rolesText(plan.protocol, step.involved, lang)),
      hasTogether: step.involved.length > 0,
      why: say(plan.protocol, step.why, lang),
      tasksTitle: t.tasks,
      hasTasks: tasks.length > 0,
      tasks: tasks.map(drawn),
      fields: fields.map(drawn),
      about: [...(form.decision?.about ?? []), ...aboutOf(plan, step, reader)],
      source: t.source(sourceText(plan.protocol, step, lang), step.rules.join(', ')),
      actions: actionsOf(form, tasks.length > 0, reader),
    },
  };
}

// Facts on which it hangs what can be decided are asked with those of the step, of who may give them.
const needsOf = (view: ReaderView, { needs }: StepStatus, decision: DecisionPart | null): readonly FactId[] => [
  ...new Set([...needs, ...(decision?.asks.filter((fact) => view.givable.has(fact)) ?? [])]),
];

// Where a vote decides there is nothing to finish here: the table is the way on.
function actionsOf(form: StepForm, some: boolean, { lang }: Reader): readonly Button[] {
  const t = words(lang);
  const d = decisionWords(lang);
  const { protocol } = form.plan;
  const seen = { c: form.caseId, v: form.version, s: form.step.id };
  const finish = !form.decision
    ? button(t.press.finish, 'step_finish', seen, { style: 'positive', inputs: true })
    : form.decision.recordable
      ? button(d.press.record, 'decide_save', seen, { style: 'positive', inputs: true })
      : button(d.press.vote, 'meetings', {}, { style: 'positive' });
  return [
    finish,
    ...(form.decision?.askable ? [button(d.proposal.press.propose, 'propose_save', seen, { inputs: true })] : []),
    ...(form.decision?.weighed ? [button(d.weighing.press, 'weigh', { c: form.caseId })] : []),
    ...(some ? [button(t.press.tick, 'step_tick', seen, { inputs: true })] : []),
    button(t.press.why, 'why', { c: form.caseId, s: form.step.id }),
    ...(talliesAt(protocol, form.step.id).length > 0
      ? [button(tallyWords(lang).press.look, 'tallies', { r: protocol.id, y: 0 })]
      : []),
    button(t.press.back, 'next', { c: form.caseId }),
  ];
}

function taskField(
  form: StepForm,
  each: { readonly id: string; readonly ticked: boolean },
  reader: Reader,
  typed: Typed,
): readonly Field[] {
  const task = form.step.tasks.find(({ id }) => id === each.id);
  if (!task) return [];
  const text = say(form.plan.protocol, task.text, reader.lang);
  const id = `t_${task.id}`;
  const label = task.optional ? `${text} (${words(reader.lang).optional})` : text;
  return [field({ id, label, kind: 'toggle', value: typed[id] ?? (each.ticked ? 'true' : 'false') })];
}

// Outcome and day are not marked as required for the client, so that ticks can be kept without them:
// the server asks for what is missing and leaves everything else as it was filled in.
function fieldsOf(form: StepForm, reader: Reader, typed: Typed): readonly Field[] {
  const { protocol } = form.plan;
  const { lang } = reader;
  const t = words(lang);
  const facts = form.needs.flatMap((id) => {
    const fact = protocol.facts[id];
    return fact ? [factField(protocol, fact, form.known[id], typed, lang)] : [];
  });
  const { decision } = form;
  if (decision && !decision.recordable) return [];
  const outcomes = form.step.outcomes.filter(({ id }) => !decision || decision.outcomes.has(id));
  const outcome = field({
    id: 'outcome',
    label: t.outcome,
    kind: 'choice',
    style: 'expanded',
    value: typed['outcome'] ?? '',
    error: t.outcomeError,
    choices: outcomes.map((each) => ({ title: say(protocol, each.title, lang), value: each.id })),
  });
  const day = field({
    id: 'on',
    label: t.finishOn,
    kind: 'date',
    value: typed['on'] ?? form.today,
    error: t.finishOnError,
  });
  const informed = form.asksInformed ? informedFields(typed, form.today, lang) : [];
  return [...facts, ...(outcomes.length > 0 ? [outcome] : []), day, ...(decision?.fields ?? []), ...informed];
}

// What to know while doing the step: decision, clocks, what may be shared, what the source leaves open.
function aboutOf(plan: Plan, step: Step, reader: Reader): readonly { readonly title: string; readonly text: string }[] {
  const { protocol } = plan;
  const { lang } = reader;
  const t = words(lang);
  const clocks = step.clocks.map((clock) => ({
    title: rolesText(protocol, clock.responsible, lang),
    text: clockText(plan, clock, reader),
  }));
  const sharing = step.sharing.map((share) => ({
    title: t.withSharing,
    text: t.shareWith(rolesText(protocol, share.with, lang), say(protocol, share.what, lang)),
  }));
  const outcomes = step.outcomes.flatMap((each) =>
    each.note ? [{ title: say(protocol, each.title, lang), text: say(protocol, each.note, lang) }] : [],
  );
  const notes = step.notes.map((note) => {
    const [title = '', ...rest] = noteText(protocol, note, lang).split(': ');
    return { title, text: rest.join(': ') };
  });
  return [...clocks, ...sharing, ...outcomes, ...notes];
}

function clockText(plan: Plan, clock: Clock, reader: Reader): string {
  const { protocol } = plan;
  const what = say(protocol, clock.what, reader.lang);
  const within = durationText(clock.within, reader.lang);
  const after = say(protocol, clock.after, reader.lang);
  return reader.lang === 'nl' ? `${what} (binnen ${within} na ${after})` : `${what} (within ${within} of ${after})`;
}
