/**
 * The forms of signals: reporting one, and what a move needs; and the reading back of them.
 * They hold what was typed and nothing of the signal, so that they can stand in a group.
 */
import { momentOf, type CivilDate, type Instant } from '../domain/calendar.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { LONGEST_AGREEMENT, MDO_OUTCOMES } from '../domain/signals/mdo.ts';
import type { Move } from '../domain/signals/moves.ts';
import { SEVERITIES, SIGNAL_KINDS, type Severity, type SignalKind } from '../domain/signals/signal.ts';
import { LONGEST_WORDS } from '../domain/signals/step.ts';
import type { NewMove } from '../usecases/moveSignal.ts';
import { button } from './buttons.ts';
import { choiceText, type CardData, type Notice, type Reader } from './card.ts';
import { readDate, readTime } from './dates.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { rolesText } from './protocolText.ts';
import { words } from './wording.ts';
import { signalWords } from './wordingSignals.ts';

/** Asks what was seen. */
export function reportForm(
  { id, code }: { readonly id: string; readonly code: string },
  today: CivilDate,
  reader: Reader,
  typed: Typed = {},
  notices: readonly Notice[] = [],
): CardData {
  const s = signalWords(reader.lang);
  const kinds = SIGNAL_KINDS.map((value) => ({ value, title: s.kinds[value] }));
  const severities = SEVERITIES.map((value) => ({ value, title: s.severities[value] }));
  const value = (key: string): string => typed[key] ?? '';
  const fields: Field[] = [
    field({
      ...{ id: 's_kind', label: s.kind, kind: 'choice', value: value('s_kind'), required: true, error: s.kindError },
      choices: kinds,
    }),
    field({ id: 's_since', label: s.sinceWhen, kind: 'date', value: typed['s_since'] ?? today }),
    field({ id: 's_time', label: s.time, kind: 'text', value: value('s_time'), max: 10 }),
    field({
      ...{ id: 's_severity', label: s.severity, kind: 'choice', style: 'expanded', value: value('s_severity') },
      ...{ required: true, error: s.severityError, choices: severities },
    }),
    wordsField('s_seen', s.seen, s.seenHint, LONGEST_WORDS, typed),
  ];
  return formCard(reader, {
    ...{ code, about: code, title: s.newTitle, intro: s.newIntro, notices, fields },
    actions: [
      button(s.press.send, 'signal_save', { c: id }, { style: 'positive', inputs: true }),
      button(words(reader.lang).press.back, 'next', { c: id }),
    ],
  });
}

const wordsField = (id: string, label: string, placeholder: string, max: number, typed: Typed): Field =>
  field({ id, label, kind: 'text', value: typed[id] ?? '', placeholder, max, multiline: true });

export interface ReportRead {
  readonly kind: SignalKind;
  readonly severity: Severity;
  readonly since: CivilDate;
  readonly moment: Instant | null;
  readonly seen: string;
}

/** What was filled in, or which field is not right. */
export function readReport(
  typed: Typed,
  today: CivilDate,
): ReportRead | { readonly wrong: 'kind' | 'severity' | 'since' | 'time' } {
  const kind = SIGNAL_KINDS.find((each) => each === typed['s_kind']);
  if (!kind) return { wrong: 'kind' };
  const severity = SEVERITIES.find((each) => each === typed['s_severity']);
  if (!severity) return { wrong: 'severity' };
  const day = (typed['s_since'] ?? '').trim();
  const since = day === '' ? today : readDate(day);
  if (since === null) return { wrong: 'since' };
  const time = (typed['s_time'] ?? '').trim();
  const minutes = time === '' ? null : readTime(time);
  if (time !== '' && minutes === null) return { wrong: 'time' };
  const moment = minutes === null ? null : momentOf(since, minutes);
  return { kind, severity, since, moment, seen: typed['s_seen'] ?? '' };
}

/** An organisation that can get the lead. */
export interface Party {
  readonly id: string;
  readonly name: string;
}

export interface MoveForm {
  readonly signal: { readonly id: string; readonly caseId: string; readonly code: string; readonly version: number };
  readonly move: Move;
  readonly protocol: Protocol;
  readonly parties: readonly Party[];
  /** Roles that sit at the MDO until now. */
  readonly participants: readonly string[];
  readonly today: CivilDate;
}

/** Asks what a move needs. */
export function moveForm(form: MoveForm, reader: Reader, typed: Typed = {}, notices: readonly Notice[] = []): CardData {
  const s = signalWords(reader.lang);
  const { signal, move } = form;
  return formCard(reader, {
    ...{ code: signal.code, about: signal.code, title: s.moves[move], intro: s.intros[move], notices },
    fields: fieldsOf(form, reader, typed),
    actions: [
      button(s.save, 'signal_move', { g: signal.id, v: signal.version, m: move }, { style: 'positive', inputs: true }),
      button(words(reader.lang).press.back, 'signal', { g: signal.id }),
    ],
  });
}

function fieldsOf(form: MoveForm, reader: Reader, typed: Typed): readonly Field[] {
  const s = signalWords(reader.lang);
  const t = words(reader.lang);
  const day = (id: string, label: string, value = ''): Field =>
    field({ id, label, kind: 'date', value: typed[id] ?? value });
  const next = day('m_next', s.next);
  const said = (key: keyof typeof s.words, max = LONGEST_WORDS): Field =>
    wordsField('m_words', s.words[key], s.wordsHint, max, typed);
  const roles = Object.keys(form.protocol.roles).map((value) => ({
    ...{ value, title: choiceText(rolesText(form.protocol, [value], reader.lang)) },
  }));
  const who = field({
    ...{ id: 'm_who', label: s.participants, kind: 'choice', multi: true, style: 'expanded', choices: roles },
    value: typed['m_who'] ?? form.participants.join(','),
  });
  const pick = (id: string, label: string, choices: Field['choices']): Field =>
    field({ id, label, kind: 'choice', value: typed[id] ?? '', choices });
  switch (form.move) {
    case 'prolong':
      return [day('m_until', s.until)];
    case 'report_back':
      return [said('report_back'), next];
    case 'finish':
      return [said('finish'), next];
    case 'reopen':
      return [said('reopen')];
    case 'give_lead':
      return form.parties.length === 0
        ? []
        : [
            pick(
              'm_to',
              s.to,
              form.parties.map(({ id, name }) => ({ value: id, title: choiceText(name) })),
            ),
          ];
    case 'scale_up':
      return [day('m_informed', s.informedOn), day('m_planned', s.plannedOn), who];
    case 'mdo_plan':
      return [day('m_planned', s.plannedOn), who];
    case 'mdo_agree':
      return [said('mdo_agree', LONGEST_AGREEMENT), pick('m_owner', s.owner, roles), day('m_by', s.by)];
    case 'mdo_limit':
      return [day('m_by', s.by)];
    case 'mdo_end':
      return [
        pick(
          'm_outcome',
          s.outcomeField,
          MDO_OUTCOMES.map((value) => ({ value, title: s.outcomes[value] })),
        ),
        pick('m_cooperates', s.cooperates, [
          { value: 'ja', title: t.yes },
          { value: 'nee', title: t.no },
        ]),
        day('m_follow', s.followUp),
      ];
    default:
      return [];
  }
}

/** The move as it was filled in; null: a date that is none. What is missing is said by the core. */
export function readMove(move: Move, typed: Typed, agreement = 0): NewMove | null {
  const value = (key: string): string => (typed[key] ?? '').trim();
  let wrong = false;
  const day = (key: string): CivilDate | null => {
    if (value(key) === '') return null;
    const read = readDate(value(key));
    if (read === null) wrong = true;
    return read;
  };
  const made = eventOf(move, value, day, agreement);
  return wrong ? null : made;
}

function eventOf(
  move: Move,
  value: (key: string) => string,
  day: (key: string) => CivilDate | null,
  agreement: number,
): NewMove {
  const participants = value('m_who')
    .split(',')
    .filter((each) => each !== '');
  switch (move) {
    case 'take':
    case 'prolong':
      return { move, until: day('m_until') };
    case 'contact':
      return { move };
    case 'report_back':
    case 'finish':
    case 'reopen':
      return { move, words: value('m_words'), nextContact: day('m_next') };
    case 'give_lead':
      return { move, to: value('m_to') };
    case 'scale_up':
      return { move, informedOn: day('m_informed'), plannedOn: day('m_planned'), participants };
    case 'mdo_plan':
      return { move, plannedOn: day('m_planned'), participants };
    case 'mdo_agree':
      return { move, words: value('m_words'), owner: value('m_owner'), by: day('m_by') };
    case 'mdo_agreed':
      return { move, agreement };
    case 'mdo_limit':
      return { move, by: day('m_by') };
    case 'mdo_end': {
      const outcome = MDO_OUTCOMES.find((each) => each === value('m_outcome')) ?? null;
      const said = value('m_cooperates');
      return { move, outcome, cooperates: said === '' ? null : said === 'ja', followUp: day('m_follow') };
    }
  }
}
