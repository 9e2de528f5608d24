/**
 * A simulation for people at a terminal: plain lines, the same words as on the cards.
 */
import type { Plan, StepStatus } from '../domain/protocol/evaluate.ts';
import type { DatedTerm } from '../domain/protocol/terms.ts';
import { dateText, daysText, durationText } from '../presenters/dates.ts';
import { kindText, noteText, reasonText, rolesText, say, sourceText, stepTitle } from '../presenters/protocolText.ts';
import type { Lang } from '../shared/lang.ts';
import type { Simulation } from '../usecases/simulate.ts';
import { warningText } from './warningText.ts';

const HEADS = {
  nl: {
    on: 'stand op',
    warnings: 'Let op',
    open: 'Nu open',
    nothing: 'Er staat nu geen stap open.',
    upcoming: 'Daarna',
    blocked: 'Nog niet',
    recurring: 'Komt terug',
    missing: 'Nog te vragen',
    sharing: 'Te delen bij de open stappen',
    who: 'Wie',
    with: 'met',
    when: 'Wanneer',
    by: 'uiterlijk',
    from: 'vanaf',
    why: 'Waarom',
    needs: 'Eerst te weten',
    decision: 'Besluit',
    clock: 'Klok',
    optional: 'zo nodig',
    source: 'Bron',
    every: 'elke',
    unknown: 'nog geen datum',
  },
  en: {
    on: 'as it stands on',
    warnings: 'Mind',
    open: 'Open now',
    nothing: 'No step is open now.',
    upcoming: 'Next',
    blocked: 'Not yet',
    recurring: 'Comes back',
    missing: 'Still to ask',
    sharing: 'To share with the open steps',
    who: 'Who',
    with: 'with',
    when: 'When',
    by: 'by',
    from: 'from',
    why: 'Why',
    needs: 'To know first',
    decision: 'Decision',
    clock: 'Clock',
    optional: 'if needed',
    source: 'Source',
    every: 'every',
    unknown: 'no date yet',
  },
} as const;

/** The whole answer as text. */
export function simulationText(simulation: Simulation, lang: Lang): string {
  const t = HEADS[lang];
  const { plan, today, missingFacts } = simulation.evaluation;
  const { protocol, route } = plan;
  const title = `${say(protocol, protocol.title, lang)}, route ${route.id} (${say(protocol, route.title, lang)})`;
  const upcoming = new Set(simulation.upcoming.map((status) => status.step.id));
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [t.warnings, simulation.warnings.map((warning) => `- ${warningText(plan, warning, lang)}`)],
    [
      t.open,
      simulation.open.length > 0 ? simulation.open.flatMap((status) => stepLines(plan, status, lang)) : [t.nothing],
    ],
    [t.upcoming, simulation.upcoming.map((status) => waitingLine(plan, status, lang))],
    [t.blocked, simulation.blocked.filter(({ step }) => !upcoming.has(step.id)).map((s) => waitingLine(plan, s, lang))],
    [t.recurring, simulation.recurring.map(({ status, next }) => repeatLine(plan, status, next, lang))],
    [
      t.missing,
      missingFacts.map(({ fact }) => `- ${say(protocol, protocol.facts[fact]?.question ?? fact, lang)} (${fact})`),
    ],
    [
      t.sharing,
      simulation.sharing.map(
        ({ share }) => `- ${rolesText(protocol, share.with, lang)}: ${say(protocol, share.what, lang)}`,
      ),
    ],
  ];
  const sections = parts.filter(([, lines]) => lines.length > 0).map(([head, lines]) => `${head}\n${lines.join('\n')}`);
  return `${[`${title}, ${t.on} ${dateText(today, lang)}`, ...sections].join('\n\n')}\n`;
}

function stepLines(plan: Plan, status: StepStatus, lang: Lang): readonly string[] {
  const t = HEADS[lang];
  const { step } = status;
  const { protocol } = plan;
  const involved = step.involved.length === 0 ? '' : ` (${t.with}: ${rolesText(protocol, step.involved, lang)})`;
  const rules = step.rules.length === 0 ? '' : ` [${step.rules.join(', ')}]`;
  return [
    `- ${stepTitle(plan, step, lang)}`,
    `    ${t.who}: ${rolesText(protocol, step.responsible, lang)}${involved}`,
    ...status.terms.filter((term) => term.by !== null).map((term) => `    ${t.when}: ${termText(plan, term, lang)}`),
    ...(status.needs.length === 0 ? [] : [`    ${t.needs}: ${status.needs.join(', ')}`]),
    `    ${t.why}: ${say(protocol, step.why, lang)}`,
    ...status.tasks.map(
      (task) => `    [ ] ${say(protocol, task.text, lang)}${task.optional ? ` (${t.optional})` : ''}`,
    ),
    ...(step.decision ? [`    ${t.decision}: ${say(protocol, step.decision.text, lang)}`] : []),
    ...step.clocks.map(
      (clock) =>
        `    ${t.clock}: ${durationText(clock.within, lang)}, ${rolesText(protocol, clock.responsible, lang)}: ${say(protocol, clock.what, lang)}`,
    ),
    ...step.notes.map((note) => `    ${noteText(protocol, note, lang)}`),
    `    ${t.source}: ${sourceText(protocol, step, lang)}${rules}`,
  ];
}

/** `uiterlijk 30 september 2026 (over 107 dagen), vanaf 30 juni 2026; vaste termijn: … [HLM-A-11]`. */
export function termText(plan: Plan, term: DatedTerm, lang: Lang): string {
  const t = HEADS[lang];
  const from = term.from === null ? '' : `, ${t.from} ${dateText(term.from, lang)}`;
  const by = `${t.by} ${dateText(term.by ?? '', lang)} (${daysText(term.daysLeft ?? 0, lang)})`;
  return `${by}${from}; ${kindText(term.kind, lang)}: ${say(plan.protocol, term.text, lang)} [${term.rule}]`;
}

const waitingLine = (plan: Plan, status: StepStatus, lang: Lang): string =>
  `- ${stepTitle(plan, status.step, lang)}: ${status.because.map((reason) => reasonText(plan, reason, lang)).join(' ')}`;

function repeatLine(plan: Plan, status: StepStatus, next: DatedTerm | null, lang: Lang): string {
  const t = HEADS[lang];
  const every = durationText(status.step.recurrence?.every ?? 'P0D', lang);
  const when = next?.by ? dateText(next.by, lang) : t.unknown;
  return `- ${stepTitle(plan, status.step, lang)}: ${when} (${t.every} ${every})`;
}
