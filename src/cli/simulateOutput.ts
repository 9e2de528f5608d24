/**
 * A simulation as the JSON object that `opstap simulate --json` promises: ids for programs, words for people.
 * The shape is a contract (docs/cli.md); it changes only together with its tests.
 */
import type { Clock, Step } from '../domain/protocol/definition.ts';
import type { Plan, StepStatus } from '../domain/protocol/evaluate.ts';
import type { DatedTerm } from '../domain/protocol/terms.ts';
import { reasonText, say } from '../presenters/protocolText.ts';
import type { Lang } from '../shared/lang.ts';
import { isOverdue, mostBinding, type Simulation, type Warning } from '../usecases/simulate.ts';
import { warningText } from './warningText.ts';

/** The whole answer. */
export function simulationJson(simulation: Simulation, lang: Lang) {
  const { evaluation } = simulation;
  const { plan } = evaluation;
  const { protocol } = plan;
  return {
    protocol: protocol.id,
    version: protocol.version,
    route: plan.route.id,
    today: evaluation.today,
    onHold: evaluation.onHold,
    ending: evaluation.ending,
    open: simulation.open.map((status) => stepJson(plan, status, lang)),
    upcoming: simulation.upcoming.map((status) => ({
      ...stepJson(plan, status, lang),
      ...becauseJson(plan, status, lang),
    })),
    blocked: simulation.blocked.map((status) => ({
      step: status.step.id,
      ...nameJson(plan, status.step, lang),
      ...becauseJson(plan, status, lang),
    })),
    recurring: simulation.recurring.map(({ status, next }) => ({
      step: status.step.id,
      ...nameJson(plan, status.step, lang),
      responsible: status.step.responsible,
      next: next?.by ?? null,
      every: status.step.recurrence?.every ?? null,
      kind: status.step.recurrence?.kind ?? null,
      text: say(protocol, status.step.recurrence?.text ?? '', lang),
      rule: status.step.recurrence?.rule ?? null,
      overdue: isOverdue(next ? [next] : []),
      clocks: status.step.clocks.map((clock) => clockJson(plan, clock, lang)),
    })),
    warnings: simulation.warnings.map((warning) => warningJson(plan, warning, lang)),
    missingFacts: evaluation.missingFacts.flatMap((missing) => {
      const fact = protocol.facts[missing.fact];
      if (!fact) return [];
      const options = fact.options.map(({ id, title }) => ({ id, title: say(protocol, title, lang) }));
      return {
        fact: fact.id,
        question: say(protocol, fact.question, lang),
        kind: fact.kind,
        ...(options.length > 0 ? { options } : {}),
        terms: missing.terms,
        steps: missing.steps,
      };
    }),
    sharing: simulation.sharing.map(({ step, share }) => ({
      step,
      with: share.with,
      what: say(protocol, share.what, lang),
      rules: share.rules,
    })),
    notes: [...protocol.notes, ...plan.route.notes].map((note) => ({
      kind: note.kind,
      text: say(protocol, note.text, lang),
      rules: note.rules,
    })),
  };
}

export type SimulationJson = ReturnType<typeof simulationJson>;

const nameJson = (plan: Plan, step: Step, lang: Lang) => ({
  number: step.number,
  route: plan.route.id,
  title: say(plan.protocol, step.title, lang),
});

function stepJson(plan: Plan, status: StepStatus, lang: Lang) {
  const { step } = status;
  const words = (text: string): string => say(plan.protocol, text, lang);
  const term = mostBinding(status.terms);
  return {
    step: step.id,
    ...nameJson(plan, step, lang),
    phase: step.phase,
    mode: step.mode,
    responsible: step.responsible,
    involved: step.involved,
    term: term === null ? null : termJson(plan, term, lang),
    terms: status.terms.filter((each) => each.by !== null).map((each) => termJson(plan, each, lang)),
    overdue: isOverdue(status.terms),
    needs: status.needs,
    tasks: status.tasks.map(({ id, text, optional, rules }) => ({ id, text: words(text), optional, rules })),
    outcomes: step.outcomes.map(({ id, title }) => ({ id, title: words(title) })),
    decision: step.decision && {
      ...{ kind: step.decision.kind, by: step.decision.by },
      ...{ text: words(step.decision.text), rules: step.decision.rules },
    },
    clocks: step.clocks.map((clock) => clockJson(plan, clock, lang)),
    why: words(step.why),
    notes: step.notes.map(({ kind, text, rules }) => ({ kind, text: words(text), rules })),
    source: {
      document: words(plan.protocol.source.document),
      section: step.section,
      number: step.number,
      route: plan.route.id,
    },
    rules: step.rules,
  };
}

const termJson = (plan: Plan, term: DatedTerm, lang: Lang) => ({
  by: term.by,
  ...(term.from === null ? {} : { from: term.from }),
  kind: term.kind,
  rule: term.rule,
  text: say(plan.protocol, term.text, lang),
  anchor: term.anchor,
  daysLeft: term.daysLeft,
});

const clockJson = (plan: Plan, clock: Clock, lang: Lang) => ({
  ...clock,
  after: say(plan.protocol, clock.after, lang),
  what: say(plan.protocol, clock.what, lang),
});

const becauseJson = (plan: Plan, status: StepStatus, lang: Lang) => ({
  because: status.because.map((reason) => reasonText(plan, reason, lang)).join(' '),
  reasons: status.because,
});

function warningJson(plan: Plan, warning: Warning, lang: Lang) {
  const text = warningText(plan, warning, lang);
  switch (warning.kind) {
    case 'overdue':
    case 'target_passed':
    case 'effort_passed':
    case 'anchor_assumed':
      return { kind: warning.kind, step: warning.step, text, rules: [warning.term.rule] };
    case 'outcome_assumed':
      return { kind: warning.kind, step: warning.step, text, rules: [] };
    case 'future':
      return { kind: 'note' as const, step: warning.step, text, rules: [] };
    case 'hold':
      return { kind: warning.kind, text, rules: warning.effect?.rules ?? [] };
    case 'ending':
      return { kind: warning.kind, text, rules: [] };
    case 'not_startable':
      return { kind: 'note' as const, text, rules: plan.route.rules };
  }
}
