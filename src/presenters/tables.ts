/**
 * What the cards of tables share: when and where, an agenda, how a step is decided with its source. Holds nothing of a
 * client but the code of the case.
 */
import { clockOf, type Instant, type Minutes } from '../domain/calendar.ts';
import type { RoleId } from '../domain/protocol/definition.ts';
import { outcomeOfVote } from '../domain/decisions/ways.ts';
import type { BallotResult } from '../domain/tables/ballot.ts';
import { endOf, type Meeting } from '../domain/tables/meeting.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import type { Lang } from '../shared/lang.ts';
import type { ItemView, MeetingView, SeatView } from '../usecases/readMeeting.ts';
import type { Line, Section } from './caseOverview.ts';
import { plainHeader, plainText, type Header, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { partiesText } from './decisionForm.ts';
import { noteText, say, sourceText, lineTitle } from './protocolText.ts';
import { tableWords } from './wordingTables.ts';

/** `09:05` */
export const timeText = (minutes: Minutes): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A time as people type it (`10:00`, `9.30`, `14u`), in minutes; null for anything else. */
export function readTime(text: string): Minutes | null {
  const match = /^(\d{1,2})(?:[:.u](\d{2})?)?(?: ?uur)?$/.exec(text.trim().toLowerCase());
  const [hours, minutes] = [Number(match?.[1] ?? 99), Number(match?.[2] ?? 0)];
  return match && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The clock in Amsterdam at a moment: `10:00`. */
export const clockText = (moment: Instant): string => timeText(clockOf(moment).minutes);

/** `10 maart 2026, 10:00–11:00` */
export function whenText(meeting: Pick<Meeting, 'startsAt' | 'minutes'>, lang: Lang): string {
  const { startsAt } = meeting;
  const day = dateText(clockOf(startsAt).date, lang);
  return tableWords(lang).when(day, clockText(startsAt), clockText(endOf(meeting)));
}

/** The top of a card about a meeting. */
export function meetingHeader(view: MeetingView, reader: Reader, notices: readonly Notice[]): Header {
  const { lang } = reader;
  const state = tableWords(lang).meetingState[view.meeting.state];
  const standing: readonly Notice[] = state === '' ? [] : [{ text: state, style: 'emphasis' }];
  const title = tableWords(lang).tableTitle(say(view.protocol, view.protocol.region, lang));
  return plainHeader(title, whenText(view.meeting, lang), [...notices, ...standing]);
}

const MARK = { waiting: '○', open: '●', done: '✔', carried: '→' } as const;

/** The agenda of a part: the code of each case, the step and how far it is. */
export function agendaSection(view: MeetingView, part: PartNumber, reader: Reader): Section {
  const t = tableWords(reader.lang);
  const items = view.items.filter(({ item }) => item.part === part);
  const lines = items.map(({ item, case: c, plan, step }): Line => ({
    text: `${MARK[item.state]} ${c.code} · ${t.itemState[item.state]}`,
    sub: lineTitle(plan, step, reader.lang),
  }));
  const none: readonly Line[] = part === 1 ? [{ text: t.agendaEmpty }] : [];
  return { title: part === 1 ? t.agenda : t.agendaLast, lines: lines.length > 0 ? lines : none };
}

const PRESENCE = { expected: '○', present: '✔', apologised: '–', left: '–' } as const;
// What fits on the card of a room beside all else; a table is seldom larger.
const MOST_SEATS = 20;

/** The organisations at the table and whether they are there; for one part those who join it. */
export function seatsSection(seats: readonly SeatView[], reader: Reader, client: string | null): Section {
  const t = tableWords(reader.lang);
  const lines = seats.slice(0, MOST_SEATS).map(({ name, presence }) => ({
    text: `${PRESENCE[presence]} ${plainText(name)} · ${t.presence[presence]}`,
  }));
  const more = seats.length > MOST_SEATS ? [{ text: `+ ${seats.length - MOST_SEATS}` }] : [];
  const of = client === null ? [] : [{ text: `${t.clientLine}${client === '' ? '' : ` · ${client}`}` }];
  return { title: t.atTable, lines: [...lines, ...more, ...of] };
}

/** How the step is decided, quoted with its source; what the source leaves open is named as ours. */
export function ruleLines({ plan, step, rule }: Pick<ItemView, 'plan' | 'step' | 'rule'>, lang: Lang): readonly Line[] {
  const t = tableWords(lang);
  const { protocol } = plan;
  const rules = rule.kind === 'not_stated' ? step.rules : rule.decision.rules;
  const source = t.source(`${sourceText(protocol, step, lang)} (${rules.join(', ')})`);
  if (rule.kind === 'not_stated') {
    const notes = rule.notes.map((note) => ({ text: noteText(protocol, note, lang) }));
    return [{ text: t.noVoteUnknown, sub: source }, ...notes];
  }
  const said = { text: say(protocol, rule.decision.text, lang), sub: source };
  if (rule.kind === 'other_way') return [said];
  const readings = rule.readings.map((note) => ({ text: noteText(protocol, note, lang) }));
  return [said, ...readings, { text: t.ourReading(t.abstainReading) }];
}

/** What a vote came to, in words: the count, and what follows from it by the agreements. */
export function resultSentences({ plan, step }: ItemView, result: BallotResult, lang: Lang): readonly string[] {
  const outcome = step.outcomes.find(({ id }) => id === outcomeOfVote(step, result.outcome === 'majority'));
  const follows = outcome ? [outcome.title, outcome.note].flatMap((text) => text ?? []) : [];
  const count = tableWords(lang).result[result.outcome](result.for, result.needed);
  return [count, ...follows.map((text) => say(plan.protocol, text, lang))];
}

/** Groups of roles of which one is needed: `cliënt, zorgaanbieder, klantmanager of wijkteam`. */
export const groupsText = (view: Pick<ItemView, 'plan'>, groups: readonly (readonly RoleId[])[], lang: Lang): string =>
  partiesText(view.plan, groups, lang);
