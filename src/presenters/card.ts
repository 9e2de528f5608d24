/**
 * What every presenter gives: the name of a template, complete data for it, and a summary for notifications.
 * A summary and every card shown outside a personal chat hold nothing about the client.
 */
import type { Evaluation, Plan, StepStatus } from '../domain/protocol/evaluate.ts';
import type { DatedTerm } from '../domain/protocol/terms.ts';
import type { Lang } from '../shared/lang.ts';
import type { ReaderView } from '../domain/views.ts';
import { button, type Button } from './buttons.ts';
import { dateText, daysText } from './dates.ts';
import { factTitle, kindText, routeText, say, titleOf } from './protocolText.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';

export type TemplateName =
  'answers-answer' | 'case-next' | 'case-step' | 'case-lines' | 'case-list' | 'form' | 'notice';

export interface CardData {
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly summary: string;
}

/** For whom a card is made. */
export interface Reader {
  readonly lang: Lang;
  /** True outside a personal chat: everybody there sees the card. */
  readonly shared: boolean;
  /** True in the local trial version. */
  readonly local: boolean;
}

export interface Notice {
  readonly text: string;
  readonly style: 'good' | 'warning' | 'attention' | 'emphasis';
}

export interface Header {
  readonly code: string;
  readonly route: string;
  readonly pseudonym: string;
  readonly hasPseudonym: boolean;
  readonly phase: string;
  readonly hasPhase: boolean;
  readonly notices: readonly Notice[];
}

/** The top of a card that names no client and no phase. */
export const plainHeader = (code: string, route: string, notices: readonly Notice[] = []): Header => ({
  ...{ code, route, pseudonym: '', hasPseudonym: false, phase: '', hasPhase: false, notices },
});

/** The top of every card about a case. */
export function headerOf(view: ReaderView, reader: Reader, notices: readonly Notice[]): Header {
  const { plan } = view;
  const t = words(reader.lang);
  const phase = phaseOf(view.evaluation);
  const phases = plan.protocol.phases;
  return {
    code: view.code,
    route: routeText(plan, reader.lang),
    pseudonym: plainText(view.pseudonym ?? ''),
    hasPseudonym: view.pseudonym !== null,
    phase: phase ? t.phase(phase.index + 1, phases.length, say(plan.protocol, phase.title, reader.lang)) : '',
    hasPhase: phase !== null,
    notices: [...notices, ...standing(view, reader), ...together(view, reader)],
  };
}

// The phase of the first step that is up; when nothing is, the last phase that has a finished step.
function phaseOf(evaluation: Evaluation): { index: number; title: string } | null {
  const { phases } = evaluation.plan.protocol;
  const of = (status: StepStatus | undefined): { index: number; title: string } | null => {
    const index = phases.findIndex((phase) => phase.id === status?.step.phase);
    const phase = phases[index];
    return phase ? { index, title: phase.title } : null;
  };
  const up = evaluation.steps.find((each) => each.status === 'open' && each.step.mode === 'once');
  return (
    of(up) ??
    of(evaluation.steps.find((each) => each.status === 'open')) ??
    of(evaluation.steps.findLast((each) => each.status === 'done'))
  );
}

// In a group stands only what everybody there may see: said, so that nobody thinks that it is all there is.
const together = (view: ReaderView, reader: Reader): readonly Notice[] =>
  view.kind === 'group' ? [{ text: peopleWords(reader.lang).togetherLess, style: 'emphasis' }] : [];

// What has to stand on every card of the case for as long as it is so.
function standing(view: ReaderView, reader: Reader): readonly Notice[] {
  const { evaluation, plan, hold, closed } = view;
  const t = words(reader.lang);
  const day = (date: string): string => dateText(date, reader.lang);
  const ending = (id: string): string => say(plan.protocol, plan.protocol.endings[id]?.title ?? id, reader.lang);
  if (closed) {
    const how = closed.ending === null ? null : ending(closed.ending);
    return [{ text: t.closedOn(day(closed.on), how), style: 'emphasis' }];
  }
  const notices: Notice[] = [];
  if (hold) {
    const text =
      hold.reason === null ? t.heldSinceShared(day(hold.since)) : t.heldSince(day(hold.since), plainText(hold.reason));
    notices.push({ text, style: 'warning' });
    for (const effect of plan.route.hold.effects) {
      notices.push({ text: say(plan.protocol, effect.text, reader.lang), style: 'warning' });
    }
  }
  if (evaluation.ending !== null) {
    const goal = plan.protocol.endings[evaluation.ending]?.goal ?? false;
    const text = goal ? t.goalReached(ending(evaluation.ending)) : t.caseEnded(ending(evaluation.ending));
    notices.push({ text, style: goal ? 'good' : 'warning' });
  }
  return notices;
}

/** What stands where no step is shown. That others are at work is no secret, which step it is may be one. */
export function nothingText(view: ReaderView, reader: Reader, othersShown = false): string {
  const t = words(reader.lang);
  if (!view.somebodyIsUp && !othersShown) return t.nobody;
  return view.kind === 'group' ? peopleWords(reader.lang).togetherSomebody : t.notForMe;
}

/** True if one of the reader's roles is responsible for the step. */
export function isMine(view: ReaderView, status: StepStatus): boolean {
  return status.step.responsible.some((role) => view.roles.has(role));
}

/** The term in words with its colour; overdue is also said in words, never by colour alone. */
export function dueOf(plan: Plan, status: StepStatus, lang: Lang): { text: string; color: string } {
  const t = words(lang);
  const term = status.terms[0];
  if (!term) return { text: t.noTerm, color: 'default' };
  return termText(plan, term, lang);
}

/** One dated term in words with its colour. A term that hangs on a later step is told in its own words. */
export function termText(plan: Plan, term: DatedTerm, lang: Lang): { text: string; color: string } {
  const t = words(lang);
  if (term.by === null || term.daysLeft === null) {
    const fact = term.waitsFor === null ? undefined : plan.protocol.facts[term.waitsFor];
    const text = say(plan.protocol, term.text, lang);
    return { text: fact ? t.termWaits(text, say(plan.protocol, fact.title, lang)) : text, color: 'default' };
  }
  const by = dateText(term.by, lang);
  const kind = kindText(term.kind, lang);
  const days = term.kind === 'hard' ? daysText(term.daysLeft, lang) : daysText(term.daysLeft, lang, 'ago');
  const line =
    term.from !== null
      ? t.window(dateText(term.from, lang), by, days, kind)
      : (term.kind === 'target' ? t.target : t.by)(by, days, kind);
  const assumed = term.waitsFor !== null && term.anchor !== null;
  return {
    text: assumed ? `${line} · ${t.countedFrom(anchorTitle(plan, term.anchor ?? '', lang))}` : line,
    color: urgency(term),
  };
}

const SOON_DAYS = 14;

function urgency(term: DatedTerm): string {
  if (term.daysLeft === null) return 'default';
  // A target or effort that has passed is no breach.
  if (term.daysLeft < 0) return term.kind === 'hard' ? 'attention' : 'accent';
  // Not the yellow of a warning, which is hard to read as text.
  return term.daysLeft <= SOON_DAYS ? 'accent' : 'default';
}

const anchorTitle = (plan: Plan, anchor: string, lang: Lang): string =>
  plan.protocol.facts[anchor] ? factTitle(plan.protocol, anchor, lang) : titleOf(plan, anchor, lang);

/** The ways on that every card of a case offers, without the one that leads to where the reader is. */
export function caseActions(view: ReaderView, reader: Reader, here: 'next' | 'status' | 'terms' | 'turn') {
  const t = words(reader.lang);
  const data = { c: view.id };
  const all: readonly (readonly [string, Button])[] = [
    ['next', button(t.press.next, 'next', data)],
    ['status', button(t.press.overview, 'status', data)],
    ['terms', button(t.press.terms, 'terms', data)],
    ['turn', button(t.press.turn, 'turn', data)],
    // Facts are shown in a personal chat only.
    ...(reader.shared ? [] : [['facts', button(t.press.facts, 'facts', data)] as const]),
  ];
  return all.filter(([name]) => name !== here).map(([, each]) => each);
}

/** Text of people as plain text on a card: no Markdown, no mentions. */
export function plainText(text: string): string {
  return choiceText(text).replaceAll(/[\\`*_[\]()#~|]/g, '\\$&');
}

/** The same for a choice in a list, which knows no Markdown and would show the backslashes. */
export const choiceText = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
