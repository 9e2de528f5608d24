/**
 * The card on which a step is done: its tasks, what must be known, the outcome and the day.
 */
import type { Clock, Step, Task } from '../domain/protocol/definition.ts';
import type { StepStatus } from '../domain/protocol/evaluate.ts';
import type { CaseView } from '../usecases/changeCase.ts';
import { button } from './buttons.ts';
import { dueOf, headerOf, type CardData, type Notice, type Reader } from './card.ts';
import { drawn, factField, field, type Field, type Typed } from './inputs.ts';
import { durationText } from './dates.ts';
import { noteText, rolesText, say, sourceText, stepTitle } from './protocolText.ts';
import { words } from './wording.ts';

/** The card for doing a step. `typed` keeps what the reader had filled in. */
export function stepCard(
  view: CaseView,
  status: StepStatus,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const { plan } = view;
  const { lang } = reader;
  const t = words(lang);
  const { step } = status;
  const due = dueOf(plan, status, lang);
  const fields = fieldsOf(view, status, reader, typed);
  const tasks = status.tasks.map((task) => taskField(view, status, task, reader, typed));
  const about = aboutOf(view, step, reader);
  const seen = { c: view.case.id, v: view.case.version, s: step.id };
  return {
    template: 'case-step',
    summary: `${t.botName}: ${view.case.code}`,
    data: {
      ...headerOf(view, reader, notices),
      title: stepTitle(plan, step, lang),
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
      about,
      source: t.source(sourceText(plan.protocol, step, lang), step.rules.join(', ')),
      actions: [
        button(t.press.finish, 'step_finish', seen, { style: 'positive', inputs: true }),
        ...(tasks.length > 0 ? [button(t.press.tick, 'step_tick', seen, { inputs: true })] : []),
        button(t.press.why, 'why', { c: view.case.id, s: step.id }),
        button(t.press.back, 'next', { c: view.case.id }),
      ],
    },
  };
}

function taskField(view: CaseView, status: StepStatus, task: Task, reader: Reader, typed: Typed): Field {
  const text = say(view.plan.protocol, task.text, reader.lang);
  const id = `t_${task.id}`;
  const ticked = status.ticked.includes(task.id) ? 'true' : 'false';
  const label = task.optional ? `${text} (${words(reader.lang).optional})` : text;
  return field({ id, label, kind: 'toggle', value: typed[id] ?? ticked });
}

// Outcome and day are not marked as required for the client, so that ticks can be kept without them:
// the server asks for what is missing and leaves everything else as it was filled in.
function fieldsOf(view: CaseView, status: StepStatus, reader: Reader, typed: Typed): readonly Field[] {
  const { protocol } = view.plan;
  const { lang } = reader;
  const t = words(lang);
  const facts = status.needs.flatMap((id) => {
    const fact = protocol.facts[id];
    return fact ? [factField(protocol, fact, view.evaluation.known.facts[id], typed, lang)] : [];
  });
  const { outcomes } = status.step;
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
    value: typed['on'] ?? view.evaluation.today,
    error: t.finishOnError,
  });
  return [...facts, ...(outcomes.length > 0 ? [outcome] : []), day];
}

// What to know while doing the step: decision, clocks, what may be shared, what the source leaves open.
function aboutOf(
  view: CaseView,
  step: Step,
  reader: Reader,
): readonly { readonly title: string; readonly text: string }[] {
  const { protocol } = view.plan;
  const { lang } = reader;
  const t = words(lang);
  const decision = step.decision ? [{ title: t.decides, text: say(protocol, step.decision.text, lang) }] : [];
  const clocks = step.clocks.map((clock) => ({
    title: rolesText(protocol, clock.responsible, lang),
    text: clockText(view, clock, reader),
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
  return [...decision, ...clocks, ...sharing, ...outcomes, ...notes];
}

function clockText(view: CaseView, clock: Clock, reader: Reader): string {
  const { protocol } = view.plan;
  const what = say(protocol, clock.what, reader.lang);
  const within = durationText(clock.within, reader.lang);
  const after = say(protocol, clock.after, reader.lang);
  return reader.lang === 'nl' ? `${what} (binnen ${within} na ${after})` : `${what} (within ${within} of ${after})`;
}
