/**
 * The card from which a meeting is run in its conversation, and the chair's own cards beside it. In the conversation
 * stands only what everybody at the table may see: codes, steps, who is there, the rule.
 */
import { needed, CHOICES } from '../domain/tables/electorate.ts';
import { CLIENT_PRESENCES } from '../domain/tables/meeting.ts';
import { electorateOf } from '../domain/tables/rollCall.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import type { Lang } from '../shared/lang.ts';
import type { BallotView, ItemView, MeetingView, SeenMeeting } from '../usecases/readMeeting.ts';
import { button, type Button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { choiceText, type CardData, type Notice, type Reader } from './card.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { say, lineTitle } from './protocolText.ts';
import { agendaSection, groupsText, meetingHeader, ruleLines, seatsSection } from './tables.ts';
import { decisionWords } from './wordingDecisions.ts';
import { tableWords } from './wordingTables.ts';

const MOST_TASKS = 12;

/** The card of a part: who is there, what is on the table, what comes. */
export function roomCard(
  view: MeetingView,
  part: PartNumber,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = tableWords(reader.lang);
  const { meeting } = view;
  const items = view.items.filter(({ item }) => item.part === part);
  const open = items.find(({ item }) => item.state === 'open') ?? null;
  const seats = view.seats.filter((seat) => items.some(({ roles }) => [...seat.roles].some((role) => roles.has(role))));
  const here = seats.filter((seat) => seat.presence === 'present').length;
  const secretary: readonly Notice[] =
    meeting.secretaryId === null && meeting.state === 'running' ? [{ text: t.secretaryFirst, style: 'emphasis' }] : [];
  const sections: readonly Section[] = [
    ...(open ? openSections(view, open, reader) : [{ title: '', lines: [{ text: t.nothingOpen }] }]),
    { ...seatsSection(seats, reader, open ? t.client[open.item.client] : ''), title: t.presentCount(here) },
    agendaSection(view, part, reader),
  ];
  return linesUnder(
    meetingHeader(view, reader, [...notices, ...secretary]),
    reader,
    t.part[part],
    sections,
    roomActions(view, part, items, open, reader),
  );
}

function openSections(view: MeetingView, open: ItemView, reader: Reader): readonly Section[] {
  const t = tableWords(reader.lang);
  const { lang } = reader;
  const electorate = electorateOf(view.meeting.seats, view.seats, open.roles);
  // Subjects that hang on what is known of the client are for the case itself, not for everybody at the table.
  const tasks = open.step.tasks.filter((task) => task.applies === null).slice(0, MOST_TASKS);
  const votes: readonly Line[] =
    open.rule.kind === 'vote' && open.ballot === null
      ? [{ text: t.presentNeeded(electorate.length, needed(electorate.length)) }]
      : [];
  const missing =
    open.missing.length > 0 ? [{ text: t.missing(groupsText(open, open.missing, lang)), color: 'attention' }] : [];
  const subjects = tasks.map((task) => ({ text: `· ${say(open.plan.protocol, task.text, lang)}` }));
  return [
    {
      title: t.nowItem(open.case.code),
      lines: [{ text: lineTitle(open.plan, open.step, lang) }, ...votes, ...missing, ...decidedLine(open, lang)],
    },
    { title: t.checklist, lines: subjects.length > 0 ? subjects : [{ text: t.noChecklist }] },
    { title: t.decides, lines: ruleLines(open, lang) },
  ];
}

// That it is decided is for everybody there; what, is for who may see it in the register.
const decidedLine = ({ decided }: ItemView, lang: Lang): readonly Line[] =>
  decided === null ? [] : [{ text: decisionWords(lang).recorded(decided), color: 'good' }];

// Six at most, those of everybody first; what they are allowed is looked at when they are pressed.
function roomActions(
  { meeting }: MeetingView,
  part: PartNumber,
  items: readonly ItemView[],
  open: ItemView | null,
  reader: Reader,
): readonly Button[] {
  const t = tableWords(reader.lang);
  const ids = { m: meeting.id };
  if (meeting.state !== 'running') return [button(t.press.meetings, 'meetings', {})];
  const more = open !== null || items.some(({ item }) => item.state === 'waiting');
  const way = open && open.item.state === 'open' ? wayOf(meeting.id, open, reader) : [];
  return [
    button(t.press.here, 'meeting_here', { ...ids, p: 'present' }, { style: 'positive' }),
    button(t.press.apologise, 'meeting_here', { ...ids, p: 'apologised' }),
    ...way,
    ...(more
      ? [button(t.press.next, 'meeting_next', { ...ids, n: part, a: 'done' })]
      : [button(t.press.end, 'meeting_end', ids)]),
    ...(open ? [button(t.press.carry, 'meeting_next', { ...ids, n: part, a: 'carried' })] : []),
    button(t.press.console, 'meeting_console', ids),
  ];
}

function wayOf(
  meetingId: string,
  { rule, ballot, decided, case: c, step }: ItemView,
  reader: Reader,
): readonly Button[] {
  const t = tableWords(reader.lang);
  if (rule.kind === 'vote') {
    return ballot
      ? [button(t.press.result, 'vote_count', { b: ballot.id })]
      : [button(t.press.openVote, 'vote_open', { m: meetingId })];
  }
  return rule.kind === 'other_way' && decided === null
    ? [button(t.press.decide, 'decide', { c: c.id, s: step.id })]
    : [];
}

const MOST_CHOICES = 40;

/**
 * The chair's own card: the roll-call, the client, the secretary, and the way to a vote in the room. `secretaries`: who
 * can be asked to be secretary this time.
 */
export function consoleForm(
  view: SeenMeeting,
  secretaries: readonly { readonly id: string; readonly name: string }[],
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = tableWords(reader.lang);
  const { meeting } = view;
  const open = view.items.find(({ item }) => item.state === 'open') ?? null;
  const choices = view.seats
    .slice(0, MOST_CHOICES)
    .map((seat) => ({ title: choiceText(seat.name), value: seat.organisationId }));
  const marked = (presence: string): string =>
    view.seats
      .filter((seat) => seat.presence === presence)
      .map((seat) => seat.organisationId)
      .join(',');
  const seats = (id: string, label: string, presence: string): Field =>
    field({ id, label, kind: 'choice', multi: true, style: 'expanded', value: marked(presence), choices });
  const client: readonly Field[] = open
    ? [
        field({
          ...{ id: 'client', label: t.clientField, kind: 'choice', value: open.item.client },
          choices: CLIENT_PRESENCES.map((each) => ({ title: t.client[each], value: each })),
        }),
      ]
    : [];
  const none = { title: t.noSecretary, value: '-' };
  const secretary: readonly Field[] =
    secretaries.length > 0
      ? [
          field({
            ...{ id: 'secretary', label: t.secretary, kind: 'choice', value: meeting.secretaryId ?? '-' },
            choices: [
              ...(meeting.secretaryId === null ? [none] : []),
              ...secretaries.slice(0, MOST_CHOICES).map(({ id, name }) => ({ title: choiceText(name), value: id })),
            ],
          }),
        ]
      : [];
  const ids = { m: meeting.id };
  const ballot = open?.ballot?.state === 'open' ? open.ballot : null;
  return formCard(reader, {
    ...{ title: t.consoleTitle, intro: t.consoleIntro, notices },
    fields: [
      ...(choices.length > 0
        ? [seats('present', t.presentField, 'present'), seats('apologised', t.apologisedField, 'apologised')]
        : []),
      ...client,
      ...secretary,
    ],
    actions: [
      button(t.press.save, 'presence_save', { ...ids, v: meeting.version }, { style: 'positive', inputs: true }),
      ...(ballot
        ? [button(t.press.room, 'vote_room', { b: ballot.id }), button(t.press.close, 'vote_close', { b: ballot.id })]
        : []),
      button(t.press.end, 'meeting_end', ids),
      button(t.press.look, 'meeting', ids),
    ],
  });
}

/** Records a vote that was given in the room. `free`: organisations that have not pressed, with their names. */
export function roomVoteForm(
  { ballot }: BallotView,
  item: ItemView,
  free: readonly { readonly id: string; readonly name: string }[],
  witnesses: readonly { readonly id: string; readonly name: string }[],
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = tableWords(reader.lang);
  const ids = { b: ballot.id };
  const back = button(t.press.console, 'meeting_console', { m: ballot.meetingId });
  const form = { code: item.case.code, title: t.roomTitle };
  if (free.length === 0 || witnesses.length === 0) {
    const why = free.length === 0 ? t.roomNone : t.roomWitnessError;
    return formCard(reader, { ...form, intro: why, notices, fields: [], actions: [back] });
  }
  const choice = (id: string, label: string, choices: Field['choices']): Field =>
    field({ ...{ id, label, kind: 'choice', value: typed[id] ?? '', required: true }, choices, error: t.roomError });
  const named = (each: { readonly id: string; readonly name: string }) => ({
    ...{ title: choiceText(each.name), value: each.id },
  });
  return formCard(reader, {
    ...{ ...form, intro: t.roomIntro, notices },
    fields: [
      choice('org', t.roomOrganisation, free.map(named)),
      choice(
        'choice',
        t.roomChoice,
        CHOICES.map((each) => ({ title: t.choice[each], value: each })),
      ),
      choice('witness', t.roomWitness, witnesses.slice(0, MOST_CHOICES).map(named)),
    ],
    actions: [button(t.press.save, 'vote_room_save', ids, { style: 'positive', inputs: true }), back],
  });
}
