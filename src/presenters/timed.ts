/**
 * The cards that come by themselves because of the time: reminders, the message of the day, the region's lists.
 * Made from what the reader may see; what goes to a channel names codes and numbers only.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { DayItem } from '../domain/myDay.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { SpokenTerm, Told } from '../domain/reminders.ts';
import type { Finding, Week } from '../usecases/auditTimed.ts';
import type { OverdueTerm } from '../usecases/overdueTerms.ts';
import { button } from './buttons.ts';
import type { CardData, Reader } from './card.ts';
import { dateText, daysText } from './dates.ts';
import { titledCard, wordCard } from './notices.ts';
import { lineTitle, say } from './protocolText.ts';
import { words } from './wording.ts';
import { timedWords } from './wordingTimed.ts';

const MOST_ROWS = 10;
const MOST_CODES = 20;

/** A case of the day: its code, the agreements that its words come from, and what is up. */
export interface DayCase {
  readonly id: string;
  readonly code: string;
  readonly plan: Plan;
  readonly items: readonly DayItem[];
}

/** The message of the day: too late first. */
export function dayCard(cases: readonly DayCase[], today: CivilDate, late: boolean, reader: Reader): CardData {
  const t = timedWords(reader.lang);
  const w = words(reader.lang);
  const all = cases
    .flatMap(({ id, code, plan, items }) => items.map((item) => ({ id, code, plan, item })))
    .toSorted((a, b) => a.item.daysLeft - b.item.daysLeft);
  return {
    template: 'case-list',
    summary: t.daySummary,
    data: {
      ...{ title: t.dayTitle(dateText(today, reader.lang)), intro: t.dayIntro, hasIntro: true },
      notices: late ? [{ text: t.late, style: 'warning' }] : [],
      rows: all.slice(0, MOST_ROWS).map(({ id, code, plan, item }) => ({
        ...{
          code,
          route: say(plan.protocol, plan.protocol.region, reader.lang),
          next: lineTitle(plan, item.step, reader.lang),
        },
        ...{ due: `${t.why[item.why]}: ${dueText(item, reader)}`, dueColor: colorOf(item), hasDue: true },
        actions: [button(w.press.openThis, 'next', { c: id })],
      })),
      ...{ more: t.dayMore(all.length - MOST_ROWS), hasMore: all.length > MOST_ROWS },
      actions: [button(w.press.cases, 'cases', {}), button(t.settings, 'settings', {}), button(t.noDay, 'day_off', {})],
    },
  };
}

function dueText({ by, daysLeft, kind }: Pick<DayItem, 'by' | 'daysLeft' | 'kind'>, { lang }: Reader): string {
  return timedWords(lang).by(dateText(by, lang), daysText(daysLeft, lang, kind === 'hard' ? 'late' : 'ago'));
}

const colorOf = ({ daysLeft, kind }: DayItem): string => (daysLeft < 0 && kind === 'hard' ? 'attention' : 'accent');

/** A term that needs attention; where the reader may not see the step, that of a case there is one. */
export function reminderCard(
  { id, code, plan }: Omit<DayCase, 'items'>,
  term: SpokenTerm,
  { to, late }: { readonly to: Told; readonly late: boolean },
  reader: Reader,
): CardData {
  const t = timedWords(reader.lang);
  const w = words(reader.lang);
  const open = button(w.press.openThis, 'next', { c: id });
  const sorry = late ? [t.late] : [];
  const { step } = term;
  if (!step) return { ...wordCard([t.codeOnly(code), ...sorry], [open]), summary: t.reminderSummary(code) };
  const ids = { c: id, s: step.id };
  const actions = [
    ...(term.doable ? [button(w.press.doNow, 'step', ids, { style: 'positive' })] : []),
    open,
    button(w.press.why, 'why', ids),
  ];
  const paragraphs = [reasonFor(term, to, reader), dueText(term, reader), ...sorry];
  const title = `${code}: ${lineTitle(plan, step, reader.lang)}`;
  return { ...titledCard(title, paragraphs, actions), summary: t.reminderSummary(code) };
}

function reasonFor({ daysLeft, kind }: SpokenTerm, to: Told, reader: Reader): string {
  const t = timedWords(reader.lang).reminder;
  if (daysLeft < 0 && kind !== 'hard') return t.passedSoft;
  if (daysLeft < 0) return to === 'holder' ? t.holder : to === 'coordinators' ? t.coordinators : t.passed;
  if (to === 'holder' && daysLeft === 0) return t.holderToday;
  return daysLeft === 0 ? t.today : t.ahead;
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** The end of the line: cases of the region in which nothing happens. Codes and days only. */
export function regionTermsCard(overdue: readonly OverdueTerm[], reader: Reader): CardData {
  const t = timedWords(reader.lang);
  const worst = new Map<string, number>();
  for (const { code, daysLate } of overdue) if (!worst.has(code)) worst.set(code, daysLate);
  const lines = [...worst].slice(0, MOST_CODES).map(([code, days]) => t.regionLine(code, days));
  const more = worst.size > MOST_CODES ? [t.more(worst.size - MOST_CODES)] : [];
  return titledCard(t.regionTitle, [t.regionIntro, list(lines), ...more], []);
}

/** What the auditor found, in numbers and codes. */
export function auditCard(
  counts: readonly (readonly [Finding, number])[],
  codes: readonly string[],
  reader: Reader,
): CardData {
  const t = timedWords(reader.lang);
  const found = list(counts.map(([finding, n]) => t.finding[finding](n)));
  const named = codes.slice(0, MOST_CODES).join(', ');
  return titledCard(t.auditTitle, [t.auditIntro, found, ...(codes.length > 0 ? [t.auditCases(named)] : [])], []);
}

/** The week behind us, in numbers; good and bad alike. */
export function weekCard(week: Week, late: boolean, reader: Reader): CardData {
  const t = timedWords(reader.lang);
  const w = t.week;
  const lines = [w.due(week.due), w.done(week.due - week.late), w.late(week.late), w.steps(week.stepsDone)];
  const all = list([...lines, w.messages(week.dead, week.ambiguous), w.missed(week.missed)]);
  return titledCard(t.weekTitle, [all, ...(late ? [t.late] : [])], []);
}
