/**
 * The cards around a meeting for one person alone: their meetings, planning and changing, the invitation. The code of a
 * case is all that stands on them of a client; who comes for the last part sees the last part.
 */
import { clockOf } from '../domain/calendar.ts';
import type { Meeting } from '../domain/tables/meeting.ts';
import type { Agendable, Guest } from '../usecases/planAgenda.ts';
import type { SeenMeeting } from '../usecases/readMeeting.ts';
import { button, linkButton, type LinkButton } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { choiceText, plainHeader, plainText, type CardData, type Notice, type Reader } from './card.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { minutesButtons } from './minutes.ts';
import { minutesWords } from './wordingMinutes.ts';
import { rolesText, say, stepTitle } from './protocolText.ts';
import { agendaSection, clockText, meetingHeader, seatsSection, timeText, whenText } from './tables.ts';
import { words } from './wording.ts';
import { tableWords } from './wordingTables.ts';

/** Names of members, for who leads. */
export type NameOf = (memberId: string) => string;

/** The meetings of the reader that are not over. */
export function meetingsCard(meetings: readonly SeenMeeting[], reader: Reader, notices: readonly Notice[] = []) {
  const t = tableWords(reader.lang);
  const lines = meetings.slice(0, MOST_MEETINGS).map((view): Line => ({
    text: `${say(view.protocol, view.protocol.region, reader.lang)} · ${whenText(view.meeting, reader.lang)}`,
    sub: codesOf(view).join(', '),
    actions: [button(t.press.look, 'meeting', { m: view.meeting.id })],
  }));
  const none: readonly Line[] = [{ text: t.meetingsNone }];
  const card = linesUnder(
    plainHeader(words(reader.lang).botName, t.meetingsIntro, notices),
    reader,
    t.meetingsTitle,
    [{ title: '', lines: lines.length > 0 ? lines : none }],
    [
      button(t.press.plan, 'meeting_new', {}, { style: 'positive' }),
      button(minutesWords(reader.lang).listTitle, 'minutes_list', {}),
      button(words(reader.lang).press.help, 'help', {}),
    ],
  );
  return { ...card, summary: `${words(reader.lang).botName}: ${t.meetingsTitle}` };
}

const MOST_MEETINGS = 12;
const codesOf = (view: SeenMeeting): readonly string[] => [
  ...new Set(view.items.filter(({ item }) => view.parts.includes(item.part)).map((each) => each.case.code)),
];

/** Asks which cases come on the agenda. `carried`: ids of cases that a meeting did not get to. */
export function newMeetingForm(
  choices: readonly Agendable[],
  carried: ReadonlySet<string>,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = tableWords(reader.lang);
  const title = t.newTitle;
  if (choices.length === 0) {
    const actions = [button(words(reader.lang).press.cases, 'cases', {}), button(t.press.meetings, 'meetings', {})];
    return formCard(reader, { title, intro: t.newNone, notices, fields: [], actions });
  }
  const values = choices.map(({ view, table }) => `${view.case.id}/${table.step.id}`);
  const before = choices.flatMap(({ view }, n) => (carried.has(view.case.id) ? (values[n] ?? []) : []));
  const cases = field({
    ...{ id: 'cases', label: t.newCases, kind: 'choice', multi: true, style: 'expanded', required: true },
    ...{ error: t.newCasesError, value: typed['cases'] ?? before.join(',') },
    choices: choices.map(({ view, table }, n) => ({
      title: [
        `${view.case.code} · ${stepTitle(view.plan, table.step, reader.lang)}`,
        ...(carried.has(view.case.id) ? [t.carriedOver] : []),
      ].join(' · '),
      value: values[n] ?? '',
    })),
  });
  return formCard(reader, {
    ...{ title, intro: t.newIntro, notices, fields: [cases] },
    actions: [
      button(t.press.goOn, 'meeting_form', {}, { style: 'positive', inputs: true }),
      button(t.press.meetings, 'meetings', {}),
    ],
  });
}

// They stand in three lists, and a message of Teams holds 28 KB.
const MOST_GUESTS = 28;

/** Asks when, where and who. `before`: the meeting that is changed; null: a new one. `plannerId`: who is asked. */
export function meetingForm(
  items: readonly Agendable[],
  guests: readonly Guest[],
  before: Meeting | null,
  plannerId: string,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = tableWords(reader.lang);
  const codes = [...new Set(items.map(({ view }) => view.case.code))].join(', ');
  const ids = items.map(({ view, table }) => `${view.case.id}/${table.step.id}`);
  const hidden = field({
    ...{ id: 'hidden', label: t.hidden, kind: 'toggle', value: typed['hidden'] ?? String(before?.hidden ?? false) },
  });
  const votes = items.some(({ table }) => table.step.decision?.kind === 'majority');
  return formCard(reader, {
    title: `${before ? t.press.change : t.newTitle}: ${codes}`,
    intro: [before ? t.changeIntro : t.formIntro, ...mustBeThere(items, reader), t.clientAlways].join(' '),
    ...{ notices, about: t.newTitle },
    fields: [
      ...whenFields(items, before, reader, typed),
      ...whoFields(guests, before, plannerId, reader, typed),
      ...(votes ? [hidden] : []),
    ],
    actions: before
      ? [
          button(
            t.press.save,
            'meeting_edit_save',
            { m: before.id, v: before.version },
            { style: 'positive', inputs: true },
          ),
          button(words(reader.lang).press.back, 'meeting', { m: before.id }),
        ]
      : [
          button(t.press.saveMeeting, 'meeting_save', { i: ids }, { style: 'positive', inputs: true }),
          button(words(reader.lang).press.back, 'meeting_new', {}),
        ],
  });
}

function mustBeThere(items: readonly Agendable[], reader: Reader): readonly string[] {
  const t = tableWords(reader.lang);
  const [first] = items;
  const groups = first?.table.always ?? [];
  if (!first || groups.length === 0) return [t.noneMustBeThere];
  const or = reader.lang === 'nl' ? ' of ' : ' or ';
  const names = groups.map((group) =>
    group.map((role) => rolesText(first.view.plan.protocol, [role], reader.lang)).join(or),
  );
  return [t.mustBeThere(names.join(', '))];
}

function whenFields(
  items: readonly Agendable[],
  before: Meeting | null,
  reader: Reader,
  typed: Typed,
): readonly Field[] {
  const t = tableWords(reader.lang);
  const now = before && clockOf(before.startsAt);
  const text = (id: string, label: string, value: string, placeholder = ' ', max = 100): Field =>
    field({ id, label, kind: 'text', value: typed[id] ?? value, placeholder, max });
  const split = items.some(({ table }) => table.parts.length > 1);
  return [
    field({
      ...{ id: 'on', label: t.date, kind: 'date', value: typed['on'] ?? now?.date ?? '', required: true },
      error: t.planFault.wrong_time,
    }),
    text('at', t.time, now ? timeText(now.minutes) : '10:00'),
    text('minutes', t.minutes, String(before?.minutes ?? 60)),
    ...(split ? [text('last_at', t.lastPartAt, before?.lastPartAt ? clockText(before.lastPartAt) : '')] : []),
    text('place', t.place, before?.place ?? '', t.placeHint),
    text('link', t.link, before?.link ?? '', t.linkHint, 500),
  ];
}

function whoFields(
  guests: readonly Guest[],
  before: Meeting | null,
  plannerId: string,
  reader: Reader,
  typed: Typed,
): readonly Field[] {
  const t = tableWords(reader.lang);
  // Those who are proposed come first, so that they are in the list whatever its length.
  const shown = guests.toSorted((a, b) => Number(b.proposed) - Number(a.proposed)).slice(0, MOST_GUESTS);
  const titleOf = (guest: Guest): string =>
    choiceText(
      [
        guest.member.displayName ?? guest.member.objectId,
        guest.organisation,
        ...(guest.lastPartOnly ? [t.lastPartOnly] : []),
      ].join(' · '),
    );
  const value = (guest: Guest): string => `${guest.member.id}/${guest.organisationId}`;
  const people = before
    ? before.people.map((each) => `${each.memberId}/${each.organisationId}`)
    : shown.filter((guest) => guest.proposed).map(value);
  const leaders = [...new Map(shown.filter((g) => !g.lastPartOnly).map((g) => [g.member.id, g])).values()];
  const leading = leaders.map((guest) => ({ title: titleOf(guest), value: guest.member.id }));
  // Whoever plans it leads it, unless another is chosen.
  const chair = (leading.find((each) => each.value === plannerId) ?? leading[0])?.value ?? '';
  const choice = (id: string, label: string, now: string, choices: Field['choices']): Field =>
    field({ id, label, kind: 'choice', value: typed[id] ?? now, choices, error: t.guestsError });
  if (shown.length === 0 || leading.length === 0) return [];
  const more = guests.length - shown.length;
  return [
    choice('chair', t.chair, before?.chairId ?? chair, leading),
    choice('secretary', t.secretary, before?.secretaryId ?? '-', [{ title: t.noSecretary, value: '-' }, ...leading]),
    field({
      ...{ id: 'people', kind: 'choice', multi: true, style: 'expanded', required: true, error: t.guestsError },
      label: more > 0 ? `${t.guests} ${t.guestsMore(more)}` : t.guests,
      ...{
        value: typed['people'] ?? people.join(','),
        choices: shown.map((g) => ({ title: titleOf(g), value: value(g) })),
      },
    }),
  ];
}

/**
 * The meeting for one person: the invitation, kept right. `invited`: false for who no longer is. `calendar`: the address
 * at which they take it into their calendar, null if there is none.
 */
export function meetingCard(
  view: SeenMeeting,
  nameOf: NameOf,
  invited: boolean,
  calendar: string | null,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = tableWords(reader.lang);
  const { meeting, parts, who } = view;
  const header = meetingHeader(view, reader, notices);
  if (!invited) {
    const gone: readonly Line[] = [{ text: t.notInvitedNow }];
    const ways = [button(t.press.meetings, 'meetings', {})];
    return linesUnder({ ...header, notices }, reader, t.invitation, [{ title: '', lines: gone }], ways);
  }
  const lastOnly = !parts.includes(1);
  const last = meeting.lastPartAt;
  const practical: readonly Line[] = [
    ...(lastOnly ? [{ text: last === null ? t.lastPartLater : t.lastPartFrom(clockText(last)) }] : []),
    ...(!lastOnly && last !== null ? [{ text: t.lastPartOthers(clockText(last)) }] : []),
    ...(meeting.place === '' ? [] : [{ text: `${t.where}: ${plainText(meeting.place)}` }]),
    ...(meeting.link === '' ? [] : [{ text: `${t.online}: ${t.openLink(meeting.link)}` }]),
    {
      text: t.led(nameOf(meeting.chairId), meeting.secretaryId === null ? t.noSecretary : nameOf(meeting.secretaryId)),
    },
  ];
  // Who sits at another part than the reader's own is not for them either.
  const seats = view.seats.filter((seat) =>
    view.items.some(({ item, roles }) => parts.includes(item.part) && [...seat.roles].some((role) => roles.has(role))),
  );
  const sections: readonly Section[] = [
    { title: '', lines: practical },
    ...parts.map((part) => agendaSection(view, part, reader)),
    seatsSection(seats, reader, ''),
  ];
  const soon = meeting.state === 'planned';
  const ids = { m: meeting.id };
  return linesUnder(header, reader, soon ? t.invitation : t.atTable, sections, [
    ...calendarWays(view, calendar, reader),
    ...(meeting.state === 'ended' ? minutesButtons(meeting.id, partsOf(view), reader.lang) : []),
    ...(who.seated && (soon || meeting.state === 'running')
      ? [button(t.press.apologise, 'meeting_here', { ...ids, p: 'apologised' as const })]
      : []),
    ...(who.seated && meeting.state === 'running'
      ? [button(t.press.left, 'meeting_here', { ...ids, p: 'left' as const })]
      : []),
    ...((who.leads || who.planned) && soon
      ? [
          button(t.press.change, 'meeting_edit', ids),
          button(t.press.cancel, 'meeting_cancel', ids, { style: 'destructive' }),
        ]
      : []),
    ...(who.leads && meeting.state === 'running' ? [button(t.press.console, 'meeting_console', ids)] : []),
    button(t.press.meetings, 'meetings', {}),
  ]);
}

const partsOf = ({ parts, items }: SeenMeeting) => parts.filter((part) => items.some(({ item }) => item.part === part));

/** The way to take the meeting into one's own calendar, or out of it, stands first on its card. */
function calendarWays({ meeting }: SeenMeeting, url: string | null, { lang }: Reader): readonly LinkButton[] {
  const { press } = tableWords(lang);
  if (url === null) return [];
  return [linkButton(meeting.state === 'cancelled' ? press.calendarGone : press.calendar, url)];
}
