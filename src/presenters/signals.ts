/**
 * The cards about signals: one signal, its MDO, the list, and words beside the card. Made from a SignalFull or from the
 * outline, which holds nobody's words; nothing else of a case comes here.
 */
import { civilDateOf, type Instant } from '../domain/calendar.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Mdo } from '../domain/signals/mdo.ts';
import { type Move } from '../domain/signals/moves.ts';
import type { ClockView, SeenSignal, SignalFull } from '../domain/signals/signalView.ts';
import type { ListedSignal } from '../usecases/readSignal.ts';
import { button, type Button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { plainHeader, plainText, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { dateText, durationText, momentText } from './dates.ts';
import { wordCard } from './notices.ts';
import { rolesText, say } from './protocolText.ts';
import { signalWords } from './wordingSignals.ts';
import { words } from './wording.ts';

const MOST_ACTIONS = 6;
const MOST_REPORTS = 3;
const MOST_RECEIVERS = 8;

/** A signal for who may see it. */
export function signalCard(
  seen: SeenSignal,
  protocol: Protocol,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const s = signalWords(reader.lang);
  const full = seen.kind === 'full' ? seen : null;
  const sections: Section[] = [
    { title: '', lines: [basics(seen, reader)] },
    { title: s.seenTitle, lines: full ? reportLines(full, reader) : [] },
    { title: s.clocksTitle, lines: seen.clocks.map((clock) => clockLine(seen, clock, protocol, reader)) },
    { title: s.handledTitle, lines: handledLines(seen, protocol, reader) },
    { title: s.receiversTitle, lines: full && full.status !== 'done' ? receiverLines(full, reader) : [] },
    { title: '', lines: seen.clocks.some(isRunning) ? [{ text: s.asOf(momentText(seen.now, reader.lang)) }] : [] },
  ];
  const said = [...notices, ...standing(seen, reader)];
  return linesUnder(
    headerOf(seen.code, protocol, reader, said),
    reader,
    s.title(s.kinds[seen.what]),
    sections,
    actionsOf(seen, reader),
  );
}

const isRunning = (clock: ClockView): boolean => clock.answeredAt === null && !clock.stopped;

const headerOf = (code: string, protocol: Protocol, reader: Reader, notices: readonly Notice[]): Header =>
  plainHeader(code, say(protocol, protocol.title, reader.lang), notices);

// What has to stand on the card for as long as it is so.
function standing(seen: SeenSignal, reader: Reader): readonly Notice[] {
  const s = signalWords(reader.lang);
  const done = seen.status === 'done';
  return [
    ...(seen.handledOn === null
      ? []
      : [{ text: s.handledOn(dateText(seen.handledOn, reader.lang)), style: 'good' as const }]),
    ...(seen.severity === 'direct' && !done ? [{ text: s.danger, style: 'attention' as const }] : []),
    ...(seen.kind === 'full' && seen.gap && !done ? [{ text: s.gaps[seen.gap], style: 'warning' as const }] : []),
    ...(seen.what === 'huurachterstand' ? [{ text: s.arrears, style: 'warning' as const }] : []),
    ...(seen.status === 'asked' ? [{ text: s.stillBusy, style: 'warning' as const }] : []),
    ...(seen.kind === 'outline' ? [{ text: s.outline, style: 'emphasis' as const }] : []),
  ];
}

function basics(seen: SeenSignal, reader: Reader): Line {
  const s = signalWords(reader.lang);
  const raised = s.raised(momentText(seen.raisedAt, reader.lang));
  return {
    text: s.standing(s.statuses[seen.status], s.severities[seen.severity]),
    sub: `${raised} · ${s.since(dateText(seen.since, reader.lang), seen.times)}`,
  };
}

const reportLines = (seen: SignalFull, reader: Reader): readonly Line[] => {
  const s = signalWords(reader.lang);
  return seen.reports.slice(-MOST_REPORTS).map((each) => {
    const who = [each.by ?? s.somebody, each.organisation].filter((part) => part !== '').join(', ');
    const when = momentText(each.at, reader.lang);
    return { text: plainText(each.seen), sub: s.reportedBy(plainText(who), when, s.severities[each.severity]) };
  });
};

function clockLine(seen: SeenSignal, clock: ClockView, protocol: Protocol, reader: Reader): Line {
  const { lang } = reader;
  const s = signalWords(lang);
  const what = s.clocks[clock.id];
  const who = clock.responsible.length > 0 ? rolesText(protocol, clock.responsible, lang) : s.holder;
  const hours = durationText(clock.hours, lang);
  const sub = clock.rule === null ? s.byUs(who, hours) : s.byRule(who, hours, clock.rule);
  if (clock.answeredAt !== null) return { text: s.clockDone(what, momentText(clock.answeredAt, lang)), sub };
  if (clock.stopped) return { text: s.clockStopped(what), sub };
  const late = clock.dueAt <= seen.now;
  const left = (late ? s.late : s.left)(spanText(seen.now, clock.dueAt, reader));
  return { text: s.clockDue(what, momentText(clock.dueAt, lang), left), sub, color: late ? 'attention' : 'accent' };
}

const MINUTE = 60_000;

// Under two hours in minutes.
function spanText(from: Instant, to: Instant, reader: Reader): string {
  const s = signalWords(reader.lang);
  const minutes = Math.floor(Math.abs(Date.parse(to) - Date.parse(from)) / MINUTE);
  return minutes < 120 ? s.minutes(minutes) : s.hours(Math.floor(minutes / 60));
}

function handledLines(seen: SeenSignal, protocol: Protocol, reader: Reader): readonly Line[] {
  const { lang } = reader;
  const s = signalWords(lang);
  const day = (moment: Instant): string => dateText(civilDateOf(moment), lang);
  const lines: Line[] = [];
  if (seen.takenBy !== null && seen.until !== null && seen.status !== 'done') {
    const who = seen.kind === 'full' && seen.taker !== null ? `${seen.taker}, ${seen.takenBy}` : seen.takenBy;
    lines.push({ text: s.takenBy(plainText(who), dateText(seen.until, lang)) });
  } else if (seen.status === 'open') lines.push({ text: s.notTaken });
  if (seen.lead !== null) lines.push({ text: s.lead(plainText(seen.lead)) });
  if (seen.kind === 'full') {
    for (const { at, words: said } of seen.reopened.slice(-1)) {
      lines.push({ text: s.reopened(day(at)), sub: plainText(said) });
    }
    for (const { at, words: said } of seen.backs.slice(-2)) lines.push({ text: s.back(day(at)), sub: plainText(said) });
    if (seen.outcome) lines.push({ text: s.outcome, sub: plainText(seen.outcome.words) });
  }
  if (seen.nextContact !== null) lines.push({ text: s.nextContact(dateText(seen.nextContact, lang)) });
  else if (seen.status === 'done') lines.push({ text: s.noNextContact });
  if (seen.status === 'mdo' && seen.mdo) lines.push(...mdoLines(seen.mdo, protocol, reader));
  return lines;
}

function receiverLines({ receivers }: SignalFull, reader: Reader): readonly Line[] {
  const s = signalWords(reader.lang);
  const line = (each: SignalFull['receivers'][number]): string =>
    `${plainText(each.name ?? s.somebody)} (${s.as[each.as]})`;
  return receivers.length === 0 ? [] : [{ text: receivers.slice(0, MOST_RECEIVERS).map(line).join(', ') }];
}

// What is likeliest first; a form for what has to be filled in.
const ORDER: readonly Move[] = [
  ...(['take', 'prolong', 'contact', 'report_back', 'finish', 'scale_up', 'give_lead', 'reopen'] as const),
];
/** Moves that need nothing to be filled in. */
const AT_ONCE: ReadonlySet<Move> = new Set(['take', 'contact']);

function actionsOf(seen: SeenSignal, reader: Reader): readonly Button[] {
  const s = signalWords(reader.lang);
  const able = (move: Move): boolean => {
    if (!seen.may.has(move)) return false;
    // Whoever is asked says until when; the clock of the corporation is answered once, where it runs.
    if (move === 'take') return seen.status === 'open';
    return move !== 'contact' || seen.clocks.some((each) => each.id === 'contact' && each.answeredAt === null);
  };
  const moves = ORDER.filter(able).map((move) => moveButton(seen, move, reader));
  const mdo = seen.status === 'mdo' ? [button(s.press.mdo, 'signal_mdo', { g: seen.id }, { style: 'positive' })] : [];
  const all = [...mdo, ...moves];
  const rest = [
    button(s.press.list, 'signals', { c: seen.caseId }),
    button(words(reader.lang).press.next, 'next', { c: seen.caseId }),
  ];
  return [...all, ...rest].slice(0, MOST_ACTIONS);
}

/** The button that makes a move, or that asks for what it needs. */
function moveButton(seen: SeenSignal, move: Move, reader: Reader): Button {
  const title = signalWords(reader.lang).moves[move];
  if (AT_ONCE.has(move)) {
    const style = move === 'take' ? ({ style: 'positive' } as const) : {};
    return button(title, 'signal_move', { g: seen.id, v: seen.version, m: move }, style);
  }
  return button(title, 'signal_form', { g: seen.id, m: move });
}

type SomeMdo = NonNullable<SeenSignal['mdo']>;

function mdoLines(mdo: SomeMdo, protocol: Protocol, reader: Reader): readonly Line[] {
  const { lang } = reader;
  const s = signalWords(lang);
  return [
    { text: s.mdoInformed(dateText(mdo.informedOn, lang)) },
    { text: mdo.plannedOn === null ? s.mdoUnplanned : s.mdoPlanned(dateText(mdo.plannedOn, lang)) },
    { text: s.mdoWho(rolesText(protocol, mdo.participants, lang)) },
    ...(mdo.limit === null ? [] : [{ text: s.mdoLimit(dateText(mdo.limit, lang)), color: 'attention' }]),
  ];
}

const MOST_AGREEMENTS = 12;

/** The MDO about a signal: when and with whom, and for who may see it what was agreed. */
export function mdoCard(
  seen: SeenSignal,
  protocol: Protocol,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const s = signalWords(reader.lang);
  const { mdo } = seen;
  const full = seen.kind === 'full' ? seen.mdo : null;
  const sections: Section[] = [
    { title: '', lines: mdo ? mdoLines(mdo, protocol, reader) : [{ text: s.refusals.not_from_here }] },
    { title: full ? s.agreements : '', lines: full ? agreementLines(seen, full, protocol, reader) : [] },
    { title: '', lines: full?.ended ? endedLines(full.ended, reader) : [] },
  ];
  const outline: readonly Notice[] = seen.kind === 'outline' ? [{ text: s.outline, style: 'emphasis' }] : [];
  const moves: readonly Move[] = ['mdo_plan', 'mdo_agree', 'mdo_limit', 'mdo_end'];
  const header = headerOf(seen.code, protocol, reader, [...notices, ...outline]);
  return linesUnder(header, reader, s.mdoTitle, sections, [
    ...moves.filter((move) => seen.may.has(move)).map((move) => moveButton(seen, move, reader)),
    button(s.press.back, 'signal', { g: seen.id }),
  ]);
}

function agreementLines(seen: SeenSignal, mdo: Mdo, protocol: Protocol, reader: Reader): readonly Line[] {
  const { lang } = reader;
  const s = signalWords(lang);
  if (mdo.agreements.length === 0) return [{ text: s.noAgreements }];
  return mdo.agreements.slice(-MOST_AGREEMENTS).map(({ words: said, owner, by, doneOn }): Line => {
    const who = rolesText(protocol, [owner], lang);
    const at = mdo.agreements.findIndex((each) => each.words === said && each.by === by && each.owner === owner);
    const ids = { g: seen.id, v: seen.version, a: at };
    return {
      text: plainText(said),
      sub: doneOn === null ? s.agreementSub(who, dateText(by, lang)) : s.agreementDone(who, dateText(doneOn, lang)),
      actions: doneOn === null && seen.may.has('mdo_agreed') ? [button(s.moves.mdo_agreed, 'signal_agreed', ids)] : [],
    };
  });
}

function endedLines(ended: NonNullable<Mdo['ended']>, reader: Reader): readonly Line[] {
  const s = signalWords(reader.lang);
  const text = s.mdoEnded(s.outcomes[ended.outcome], dateText(ended.on, reader.lang));
  return [{ text, sub: ended.cooperates ? '' : s.mdoNotCooperating }];
}

/** Signals that are not finished; one that the reader may see nothing of is there by the code of its case. */
export function signalsCard(
  listed: readonly ListedSignal[],
  most: number,
  caseId: string,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const s = signalWords(reader.lang);
  const t = words(reader.lang);
  const lines = listed.slice(0, most).map((each) => listLine(each, reader));
  const more = listed.length > most ? [{ text: s.listMore(most) }] : [];
  const header = plainHeader(t.botName, s.listTitle, notices);
  const sections = [{ title: '', lines: lines.length > 0 ? [...lines, ...more] : [{ text: s.listEmpty }] }];
  const ofCase = [button(s.press.report, 'signal_new', { c: caseId }), button(t.press.next, 'next', { c: caseId })];
  const card = linesUnder(header, reader, s.listTitle, sections, [
    ...(caseId === '' ? [] : ofCase),
    button(t.press.help, 'help', {}),
  ]);
  return { ...card, summary: `${t.botName}: ${s.listTitle}` };
}

function listLine({ signal, code, seen }: ListedSignal, reader: Reader): Line {
  const s = signalWords(reader.lang);
  if (!seen) return { text: s.listCode(code), sub: s.listCodeSub };
  const late = seen.clocks.some((each) => isRunning(each) && each.dueAt <= seen.now);
  return {
    text: s.listLine(code, s.kinds[seen.what], s.severities[seen.severity]),
    sub: `${s.statuses[seen.status]} · ${s.since(dateText(seen.since, reader.lang), seen.times)}`,
    color: late || seen.status === 'asked' ? 'attention' : 'default',
    actions: [button(s.press.look, 'signal', { g: signal.id })],
  };
}

/** That there is a signal in this case, and no more. */
export function signalCodeCard(signalId: string, code: string, reader: Reader): CardData {
  const s = signalWords(reader.lang);
  const text = (reader.shared ? s.codeOnly : s.listCode)(code);
  return wordCard([text], reader.shared ? [button(s.press.look, 'signal', { g: signalId })] : []);
}

/** Words beside the card. The first of them, which a notification shows, says nothing of the client. */
export function signalNewsCard(code: string, said: readonly string[], signalId: string, reader: Reader): CardData {
  const s = signalWords(reader.lang);
  return wordCard([s.news(code), ...said], [button(s.press.look, 'signal', { g: signalId })]);
}
