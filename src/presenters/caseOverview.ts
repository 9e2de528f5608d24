/**
 * The cards that only show: overview of all steps, running terms, who is up, and why a step stands where it stands.
 */
import type { StepStatus } from '../domain/protocol/evaluate.ts';
import { explainStep } from '../domain/protocol/explain.ts';
import { canBeFinished } from '../domain/protocol/step.ts';
import { byUrgency } from '../domain/urgency.ts';
import type { ReaderView } from '../domain/views.ts';
import { button, type Button, type LinkButton } from './buttons.ts';
import {
  caseActions,
  dueOf,
  headerOf,
  nothingText,
  termText,
  type CardData,
  type Header,
  type Notice,
  type Reader,
} from './card.ts';
import { dateText, durationText } from './dates.ts';
import {
  lineTitle,
  metText,
  noteText,
  outcomeText,
  reasonText,
  rolesText,
  say,
  sourceText,
  stepTitle,
} from './protocolText.ts';
import { words } from './wording.ts';
import { handoverWords } from './wordingHolder.ts';
import { peopleWords } from './wordingPeople.ts';

export interface Line {
  readonly text: string;
  readonly sub?: string;
  readonly color?: string;
  readonly actions?: readonly Button[];
}
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

function linesCard(
  view: ReaderView,
  reader: Reader,
  title: string,
  sections: readonly Section[],
  actions: readonly Button[],
  notices: readonly Notice[] = [],
): CardData {
  return linesUnder(headerOf(view, reader, notices), reader, title, sections, actions);
}

/** Sections of lines under any header. */
export function linesUnder(
  header: Header,
  reader: Reader,
  title: string,
  sections: readonly Section[],
  actions: readonly (Button | LinkButton)[],
): CardData {
  return {
    template: 'case-lines',
    summary: `${words(reader.lang).botName}: ${header.code === '' ? title : header.code}`,
    data: {
      ...header,
      title,
      sections: sections
        .filter((section) => section.lines.length > 0)
        .map((section) => ({
          title: section.title,
          hasTitle: section.title !== '',
          lines: section.lines.map((line) => ({
            text: line.text,
            sub: line.sub ?? '',
            hasSub: (line.sub ?? '') !== '',
            color: line.color ?? 'default',
            actions: line.actions ?? [],
            hasActions: (line.actions ?? []).length > 0,
          })),
        })),
      actions,
    },
  };
}

const MARK = { done: '✔', open: '●', upcoming: '○', blocked: '○', ended: '–', not_applicable: '–' } as const;

/** All steps of the case in the order of the protocol, with a button where something can be done. */
export function statusCard(view: ReaderView, reader: Reader, notices: readonly Notice[] = []): CardData {
  const t = words(reader.lang);
  const shown = view.evaluation.steps.filter((s) => s.status !== 'not_applicable' && s.status !== 'ended');
  const running = view.closed === null && view.hold === null;
  const lines = shown.map((status) => ({
    text: `${MARK[status.status]} ${stepTitle(view.plan, status.step, reader.lang)}`,
    sub: statusLine(view, status, reader),
    // What goes on by itself has nothing to press.
    actions:
      running && status.step.mode !== 'ongoing' && canBeFinished(status) && view.doable.has(status.step.id)
        ? [doButton(view, status, reader)]
        : [],
  }));
  const nothing = [{ text: nothingText(view, reader) }];
  const ids = { c: view.id };
  const hold = view.hold
    ? button(t.press.resume, 'resume', { ...ids, v: view.version })
    : button(t.press.hold, 'hold', ids);
  const manage = reader.shared
    ? []
    : [
        button(peopleWords(reader.lang).press.team, 'team', ids),
        ...(view.closed || !view.may.has('hold_case') ? [] : [hold]),
        ...(view.may.has('close_case')
          ? [view.closed ? button(t.press.reopen, 'reopen', ids) : button(t.press.close, 'close', ids)]
          : []),
      ];
  const ways = caseActions(view, reader, 'status').filter((way) => way.verb !== 'turn');
  return linesCard(
    view,
    reader,
    t.overviewTitle,
    [
      { title: '', lines: newerLines(view, reader) },
      { title: '', lines: lines.length > 0 ? lines : nothing },
    ],
    [...ways, ...manage],
    notices,
  );
}

// That the agreements have changed since the case was opened, for who may take them over.
function newerLines(view: ReaderView, reader: Reader): readonly Line[] {
  const { move } = handoverWords(reader.lang);
  return view.newer && !reader.shared
    ? [{ text: move.newer, actions: [button(move.look, 'move', { c: view.id })] }]
    : [];
}

function doButton(view: ReaderView, status: StepStatus, reader: Reader): Button {
  return button(words(reader.lang).press.doNow, 'step', { c: view.id, s: status.step.id });
}

function statusLine(view: ReaderView, status: StepStatus, reader: Reader): string {
  const { lang } = reader;
  const t = words(lang);
  if (status.status === 'done' && status.last) {
    const outcome =
      status.last.outcome === null ? '' : ` · ${outcomeText(view.plan, status.step.id, status.last.outcome, lang)}`;
    return `${t.doneOn(dateText(status.last.on, lang))}${outcome}`;
  }
  const due = status.terms.length > 0 ? ` · ${dueOf(view.plan, status, lang).text}` : '';
  return `${t.stepStatus[status.status]} · ${rolesText(view.plan.protocol, status.step.responsible, lang)}${due}`;
}

/** Every running term, the earliest first, and the terms that wait for a fact. */
export function termsCard(view: ReaderView, reader: Reader): CardData {
  const { plan } = view;
  const { lang } = reader;
  const t = words(lang);
  const live = view.evaluation.steps.filter((s) => ['open', 'upcoming', 'blocked'].includes(s.status));
  const lines = live
    .toSorted(byUrgency)
    .flatMap((status) => status.terms.map((term) => ({ status, term })))
    .map(({ status, term }) => {
      const { text, color } = termText(plan, term, lang);
      const every =
        status.step.recurrence && term.rule === status.step.recurrence.rule
          ? ` · ${t.every(durationText(status.step.recurrence.every, lang))}`
          : '';
      const sub = `${rolesText(plan.protocol, status.step.responsible, lang)} · ${say(plan.protocol, term.text, lang)} (${term.rule})`;
      return { text: `${lineTitle(plan, status.step, lang)}: ${text}${every}`, sub, color };
    });
  const none = view.kind === 'group' ? peopleWords(lang).togetherNoTerms : t.noTerms;
  const sections = [{ title: '', lines: lines.length > 0 ? lines : [{ text: none }] }];
  return linesCard(view, reader, t.termsTitle, sections, caseActions(view, reader, 'terms'));
}

/** Who is up with what: open steps by role. */
export function turnCard(view: ReaderView, reader: Reader): CardData {
  const { plan } = view;
  const { lang } = reader;
  const t = words(lang);
  const open = view.evaluation.steps.filter((status) => status.status === 'open' && status.step.mode !== 'on_demand');
  const roles = [...new Set(open.flatMap((status) => status.step.responsible))];
  const sections: Section[] = roles.map((role) => ({
    title: rolesText(plan.protocol, [role], lang),
    lines: open
      .filter((status) => status.step.responsible.includes(role))
      .toSorted(byUrgency)
      .map((status) => {
        const due = dueOf(plan, status, lang);
        return {
          text: lineTitle(plan, status.step, lang),
          sub: status.terms.length > 0 ? due.text : '',
          color: due.color,
        };
      }),
  }));
  const none = [{ title: '', lines: [{ text: nothingText(view, reader) }] }];
  return linesCard(view, reader, t.turnTitle, sections.length > 0 ? sections : none, caseActions(view, reader, 'turn'));
}

/** Why a step is open, or what holds it up; with its rules, its source and what the source leaves open. */
export function whyCard(view: ReaderView, status: StepStatus, reader: Reader): CardData {
  const { plan } = view;
  const { lang } = reader;
  const t = words(lang);
  const { step } = status;
  const explained = explainStep(view.evaluation, step.id);
  // A condition tells what is known of the client: not in front of a group.
  const because = status.because.filter((reason) => !reader.shared || reason.kind !== 'condition');
  const met = (explained?.met ?? []).filter(({ kind }) => !reader.shared || kind === 'done' || kind === 'opened');
  const sections: Section[] = [
    { title: t.stepStatus[status.status], lines: [{ text: say(plan.protocol, step.why, lang) }] },
    { title: t.blockedBecause, lines: because.map((reason) => ({ text: reasonText(plan, reason, lang) })) },
    {
      title: status.status === 'open' ? t.openBecause : t.metAlready,
      lines: met.map((each) => ({ text: metText(plan, each, lang) })),
    },
    {
      title: t.termsTitle,
      lines: status.terms.map((term) => ({
        text: termText(plan, term, lang).text,
        sub: `${say(plan.protocol, term.text, lang)} (${term.rule})`,
      })),
    },
    {
      title: '',
      lines: step.notes.map((note) => ({ text: noteText(plan.protocol, note, lang), sub: note.rules.join(', ') })),
    },
    { title: '', lines: [{ text: t.source(sourceText(plan.protocol, step, lang), step.rules.join(', ')) }] },
  ];
  const ids = { c: view.id, s: step.id };
  const own = !view.doable.has(step.id)
    ? []
    : canBeFinished(status)
      ? [button(t.press.doNow, 'step', ids, { style: 'positive' })]
      : status.status === 'done'
        ? [button(t.press.undo, 'step_undo', { ...ids, v: view.version })]
        : [];
  const waits = !reader.shared && because.some(({ kind }) => kind === 'unknown' || kind === 'condition');
  return linesCard(view, reader, t.whyTitle(stepTitle(plan, step, lang)), sections, [
    ...own,
    ...(waits && view.givable.size > 0 ? [button(t.press.fillIn, 'facts', { c: view.id })] : []),
    button(t.press.next, 'next', { c: view.id }),
    button(t.press.overview, 'status', { c: view.id }),
  ]);
}
