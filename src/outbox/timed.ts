/**
 * What the messages of timed work say, from what is true when they are sent: a term that was met or moved is not
 * spoken of any more.
 */
import { civilDateOf } from '../domain/calendar.ts';
import { LINE, spokenTerm, type Told } from '../domain/reminders.ts';
import { planBeside } from '../domain/views.ts';
import { retentionCard } from '../presenters/retention.ts';
import { auditCard, dayCard, regionTermsCard, reminderCard, weekCard } from '../presenters/timed.ts';
import { FINDINGS, weekOf } from '../usecases/auditTimed.ts';
import { myDay } from '../usecases/myDay.ts';
import { overdueTerms } from '../usecases/overdueTerms.ts';
import { noteReading, readCase, seeCase } from '../usecases/readCase.ts';
import { retentionReport } from '../usecases/retentionReport.ts';
import type { SayMessage } from './messages.ts';

export const sayTerm: SayMessage = async (deps, { about }, { reader, member }) => {
  const view = member && (await readCase(deps, about['case'] ?? '', member));
  if (!view) return null;
  const seen = await seeCase(deps, view);
  const { step = '', rule = '', day = '' } = about;
  const term = spokenTerm(view.evaluation, seen, { step, rule, day });
  if (!term) return null;
  const plan = planBeside(view.plan, seen);
  const to: Told = LINE.find((each) => each === about['to']) ?? 'responsible';
  return { card: reminderCard({ ...seen, plan }, term, { to, late: about['late'] === 'yes' }, reader) };
};

export const sayDay: SayMessage = async (deps, { id, about }, { reader, member }) => {
  const today = civilDateOf(deps.clock.now());
  // The message of yesterday is of no use any more.
  if (!member || about['on'] !== today) return null;
  if (!(await deps.uow.stores.settings.ofMember(member.id)).settings.digest) return null;
  const cases = await myDay(deps, member);
  if (cases.length === 0) return null;
  await noteReading(
    deps,
    member,
    id,
    cases.map(({ view }) => view),
    'day',
  );
  return { card: dayCard(cases, today, about['late'] === 'yes', reader) };
};

export const sayRegionTerms: SayMessage = async (deps, { about }, { reader }) => {
  const region = about['region'] ?? '';
  const { escalateRegion } = (await deps.uow.stores.settings.ofRegion(region)).settings;
  const overdue = (await overdueTerms(deps, region)).filter(({ daysLate }) => daysLate >= escalateRegion);
  return overdue.length === 0 ? null : { card: regionTermsCard(overdue, reader) };
};

export const sayAudit: SayMessage = async (deps, { id }, { reader }) => {
  const { reminders, cases } = deps.uow.stores;
  const marks = await reminders.marksOf(id);
  if (marks.length === 0) return null;
  const counts = FINDINGS.map((each) => [each, marks.filter(({ subject }) => subject === each).length] as const);
  const ids = [...new Set(marks.flatMap(({ caseId }) => caseId ?? []))].slice(0, 20);
  const codes = (await Promise.all(ids.map((caseId) => cases.byId(caseId)))).flatMap((each) => each?.code ?? []);
  return {
    card: auditCard(
      counts.filter(([, n]) => n > 0),
      codes,
      reader,
    ),
  };
};

/** The report of a month for an administrator, as it stands now; null where nothing is to be done about it. */
export const sayRetention: SayMessage = async (deps, _message, { reader, member }) => {
  const report = member && (await retentionReport(deps, member));
  if (!report || report.closed === 0 || report.rows?.length === 0) return null;
  return { card: retentionCard(report, reader) };
};

export const sayWeek: SayMessage = async (deps, { about }, { reader }) => {
  const region = about['region'] ?? '';
  const overdue = await overdueTerms(deps, region);
  const keys = new Set(overdue.map(({ caseId, subject, day }) => `${caseId}:${subject}:${day}`));
  const week = await weekOf(deps, region, about['slot'] ?? '', keys);
  // A region without cases gets no numbers.
  const empty = Object.values(week).every((n) => n === 0);
  return empty ? null : { card: weekCard(week, about['late'] === 'yes', reader) };
};
