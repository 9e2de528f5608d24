/**
 * The main card: where the case stands, what is up for the reader, what for others, what comes after.
 */
import type { StepStatus } from '../domain/protocol/evaluate.ts';
import { byUrgency } from '../domain/urgency.ts';
import type { ReaderView } from '../domain/views.ts';
import { button } from './buttons.ts';
import { caseActions, dueOf, headerOf, isMine, nothingText, type CardData, type Notice, type Reader } from './card.ts';
import { factTitle, lineTitle, rolesText, say, sourceText, titleOf } from './protocolText.ts';
import { signalWords } from './wordingSignals.ts';
import { words } from './wording.ts';

const MOST_STEPS = 4;
// A recurring step is up when its day comes near; before that it is only mentioned.
const RECURRING_AHEAD_DAYS = 42;

/** The card "what is next for this case", for this reader. */
export function nextCard(view: ReaderView, reader: Reader, notices: readonly Notice[] = []): CardData {
  const t = words(reader.lang);
  const groups = grouped(view);
  const mine = groups.now.filter((status) => reader.shared || isMine(view, status)).sort(byUrgency);
  const others = groups.now.filter((status) => !mine.includes(status)).sort(byUrgency);
  const missing = missingLines(view, reader);
  return {
    template: 'case-next',
    summary: `${t.botName}: ${view.code}`,
    data: {
      ...headerOf(view, reader, notices),
      mineTitle: reader.shared ? t.forAll : t.forMe,
      mine: mine.slice(0, MOST_STEPS).map((status) => fullStep(view, status, reader)),
      hasMine: mine.length > 0,
      nothing: nothingText(view, reader, others.length > 0),
      hasNothing: mine.length === 0,
      sections: [
        section(reader.shared ? t.alsoAll : t.alsoMe, mine.slice(MOST_STEPS), view, reader),
        section(t.others, others, view, reader),
        section(t.ongoing, groups.ongoing, view, reader),
        section(t.onDemand, groups.onDemand, view, reader),
        section(t.soon, groups.soon, view, reader),
      ].filter((each) => each.lines.length > 0),
      missingTitle: t.missing,
      missing,
      hasMissing: missing.length > 0,
      missingActions: [button(t.press.fillIn, 'facts', { c: view.id })],
      // In a group there is nothing to press: the answer belongs in a personal chat.
      hasMissingActions: !reader.shared && view.givable.size > 0,
      actions: closing(view, reader),
    },
  };
}

function grouped(view: ReaderView) {
  const open = view.evaluation.steps.filter((status) => status.status === 'open');
  const later = (status: StepStatus): boolean =>
    status.step.mode === 'recurring' && (status.terms[0]?.daysLeft ?? 0) > RECURRING_AHEAD_DAYS;
  return {
    now: open.filter((s) => s.step.mode === 'once' || (s.step.mode === 'recurring' && !later(s))),
    ongoing: open.filter((s) => s.step.mode === 'ongoing' || later(s)),
    onDemand: open.filter((s) => s.step.mode === 'on_demand'),
    soon: view.evaluation.steps.filter((s) => s.status === 'upcoming').slice(0, 3),
  };
}

function fullStep(view: ReaderView, status: StepStatus, reader: Reader) {
  const { plan } = view;
  const { lang } = reader;
  const t = words(lang);
  const due = dueOf(plan, status, lang);
  const required = status.tasks.filter((task) => !task.optional);
  const ticked = required.filter((task) => status.ticked.includes(task.id)).length;
  const ids = { c: view.id, s: status.step.id };
  return {
    title: lineTitle(plan, status.step, lang),
    due: due.text,
    dueColor: due.color,
    who: reader.shared ? rolesText(plan.protocol, status.step.responsible, lang) : '',
    hasWho: reader.shared,
    why: say(plan.protocol, status.step.why, lang),
    ticked: t.ticked(ticked, required.length),
    hasTicked: ticked > 0,
    source: t.source(sourceText(plan.protocol, status.step, lang), mainRules(status)),
    actions: [
      ...(view.doable.has(status.step.id) ? [button(t.press.doNow, 'step', ids, { style: 'positive' })] : []),
      button(t.press.why, 'why', ids),
    ],
  };
}

// The rules that the reader can check first: those of the term, else the first of the step.
function mainRules(status: StepStatus): string {
  const rules = status.terms.map((term) => term.rule);
  return (rules.length > 0 ? rules : status.step.rules.slice(0, 2)).join(', ');
}

function section(title: string, statuses: readonly StepStatus[], view: ReaderView, reader: Reader) {
  const { plan } = view;
  return {
    title,
    lines: statuses.map((status) => {
      const due = status.terms.length > 0 ? dueOf(plan, status, reader.lang) : { text: '', color: 'default' };
      return {
        title: lineTitle(plan, status.step, reader.lang),
        who: rolesText(plan.protocol, status.step.responsible, reader.lang),
        due: due.text,
        dueColor: due.color,
        hasDue: due.text !== '',
      };
    }),
  };
}

function missingLines(view: ReaderView, reader: Reader) {
  const { plan, evaluation } = view;
  const t = words(reader.lang);
  const titles = (steps: readonly string[]): string => steps.map((id) => titleOf(plan, id, reader.lang)).join('; ');
  // What a step needs that still waits for another one is not asked yet: nobody can know it.
  const near = new Set(evaluation.steps.filter(isNear).map((status) => status.step.id));
  const asked = evaluation.missingFacts.filter((missing) =>
    [...missing.steps, ...missing.terms].some((id) => near.has(id)),
  );
  return asked.map((missing) => ({
    title: factTitle(plan.protocol, missing.fact, reader.lang),
    why: missing.steps.length > 0 ? t.missingStep(titles(missing.steps)) : t.missingTerm(titles(missing.terms)),
  }));
}

function closing(view: ReaderView, reader: Reader) {
  const t = words(reader.lang);
  const ids = { c: view.id };
  const seen = { ...ids, v: view.version };
  const ways = caseActions(view, reader, 'next');
  const report = view.closed ? [] : [button(signalWords(reader.lang).press.report, 'signal_new', ids)];
  const may = (action: 'close_case' | 'hold_case'): boolean => view.may.has(action);
  if (view.closed && !reader.shared && may('close_case'))
    return [...ways.slice(0, 1), button(t.press.reopen, 'reopen', ids)];
  if (view.hold && may('hold_case'))
    return [button(t.press.resume, 'resume', seen, { style: 'positive' }), ...ways, ...report];
  if (view.evaluation.ending !== null && !reader.shared && may('close_case'))
    return [button(t.press.close, 'close', ids, { style: 'positive' }), ...ways, ...report];
  return [...ways, ...report];
}

const isNear = (status: StepStatus): boolean =>
  status.status === 'open' ||
  (status.status === 'upcoming' && status.because.every((reason) => reason.kind !== 'waits_for'));
