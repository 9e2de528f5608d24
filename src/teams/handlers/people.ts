/**
 * "mensen": who works with Opstap in the organisations that somebody manages; letting in, changing, importing, leaving.
 * In a personal chat only. What may be done is asked again at every press.
 */
import { readPeople } from '../../content/peopleCsv.ts';
import { withoutBsn } from '../../domain/freeText.ts';
import type { PersonLine } from '../../domain/people.ts';
import type { ButtonData, Press } from '../../presenters/buttons.ts';
import { LIST_INPUT } from '../../presenters/buttons.ts';
import { plainText, type Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { leaveForm, nameOf, peopleCard, personForm } from '../../presenters/people.ts';
import { faultNotices, importForm, planNotices } from '../../presenters/peopleImport.ts';
import { faultLines, personFaultText } from '../../presenters/personFaults.ts';
import { words } from '../../presenters/wording.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { importPeople, planImport } from '../../usecases/importPeople.ts';
import { canSucceed, leavePeople, mayTakeOut } from '../../usecases/leavePeople.ts';
import { byMember, managedStaff, type Colleague, type Staff } from '../../usecases/managePeople.ts';
import { sameOrganisation } from '../../usecases/personLines.ts';
import type { By } from '../../usecases/ports.ts';
import { todayOf } from '../../usecases/readCase.ts';
import { notice, personalOnly, type Answer, type Turn } from '../turn.ts';
import { awayAnswer, awayEnd, awaySave } from './away.ts';

const PEOPLE = /^(?:mensen(?: beheren)?|(?:manage )?people)[.!?]?$/i;
const BACK = /\b(?:er weer|weer terug|terug van|verlof is voorbij|i am back|i'm back)\b/i;
// Said before the trial version takes "ik ben …" for a role. Who hands over a case while away is asked about the case.
const AWAY =
  /^(?:afwezig|verlof|away|on leave|(?:ik ben|i am|i'm) (?:afwezig|met verlof|op vakantie|er weer|weer terug|terug van|away|absent|on leave|on holiday|out of office|back)(?!\p{L})(?!.*(?:casus|case)).*)[.!]?$/iu;

/** The answer to a command about people or one's own absence; null for other words. */
export async function peopleAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (PEOPLE.test(text)) return peopleIntent(turn, 'manage_people', text);
  return AWAY.test(text) ? peopleIntent(turn, 'set_absence', text) : null;
}

/** The answer where somebody wants to see people, or be absent or back, in whatever words; null for other intents. */
export async function peopleIntent(turn: Turn, intent: string, text: string): Promise<Answer | null> {
  if (intent !== 'manage_people' && intent !== 'set_absence') return null;
  if (turn.reader.shared) return personalOnly(turn);
  if (intent === 'manage_people') return listAnswer(await managing(turn), 0);
  return BACK.test(text) ? awayEnd(turn) : awayAnswer(turn, text);
}

const VERBS = new Set([
  ...['people', 'person_new', 'person', 'person_save', 'person_leave', 'person_leave_save'],
  ...['people_import', 'people_look', 'people_store', 'away', 'away_save', 'away_end'],
] as const);
type PeopleVerb = typeof VERBS extends Set<infer V> ? V : never;
type PeoplePress = Extract<Press, { verb: PeopleVerb }>;

/** Presses about people and absence: all of them for a personal chat. */
export const PEOPLE_VERBS: ReadonlySet<string> = VERBS;

/** True for a press about people or absence. */
export const isPeoplePress = (press: Press): press is PeoplePress => PEOPLE_VERBS.has(press.verb);

/** Answers such a press. */
export async function peoplePress(turn: Turn, press: PeoplePress, typed: Typed): Promise<Answer> {
  if (press.verb === 'away') return awayAnswer(turn);
  if (press.verb === 'away_save') return awaySave(turn, typed);
  if (press.verb === 'away_end') return awayEnd(turn);
  const manager = await managing(turn);
  if (!manages(manager)) return none(turn);
  switch (press.verb) {
    case 'people':
      return listAnswer(manager, press.data.f);
    case 'person_new':
      return personAnswer(manager, null, 0);
    case 'person': {
      const person = personIn(manager.staff, press.data);
      return person ? personAnswer(manager, person, person.member.version) : gone(manager);
    }
    case 'person_save':
      return savePerson(manager, press.data, typed);
    case 'person_leave':
      return leaveAnswer(manager, press.data);
    case 'person_leave_save':
      return saveLeave(manager, press.data, typed);
    case 'people_import':
      return { card: importForm('', false, turn.reader) };
    case 'people_look':
    case 'people_store':
      return importAnswer(manager, typed[LIST_INPUT], press.verb === 'people_store');
  }
}

/** Who asks, with what they manage. */
interface Manager {
  readonly turn: Turn;
  readonly by: By;
  readonly staff: readonly Staff[];
}

async function managing(turn: Turn): Promise<Manager> {
  const by = byMember(turn.deps, turn.member);
  return { turn, by, staff: await managedStaff(turn.deps, by) };
}

const manages = ({ by, staff }: Manager): boolean => by.administrator || staff.length > 0;

const none = ({ reader }: Turn): Answer => ({ card: wordCard([peopleWords(reader.lang).peopleNone], waysOn(reader)) });

function listAnswer(manager: Manager, from: number, notices: readonly Notice[] = []): Answer {
  const { turn, staff } = manager;
  return manages(manager) ? { card: peopleCard(staff, from, turn.reader, notices) } : none(turn);
}

// The list as it is now, after something was stored.
const listAgain = async ({ turn }: Manager, notices: readonly Notice[]): Promise<Answer> =>
  listAnswer(await managing(turn), 0, notices);

const gone = (manager: Manager): Answer =>
  listAnswer(manager, 0, notice(words(manager.turn.reader.lang).stale, 'warning'));

const personIn = (staff: readonly Staff[], ids: { readonly m: string; readonly o: string }): Colleague | undefined =>
  staff.find((each) => each.organisation.id === ids.o)?.people.find((each) => each.member.id === ids.m);

function personAnswer(
  { turn, by, staff }: Manager,
  person: Colleague | null,
  version: number,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Answer {
  const places = { staff, protocols: turn.deps.protocols.current, administrator: by.administrator };
  return { card: personForm(person, version, places, turn.reader, notices, typed) };
}

async function savePerson(manager: Manager, ids: ButtonData<'person_save'>, typed: Typed): Promise<Answer> {
  const { turn, by, staff } = manager;
  const { deps, reader } = turn;
  const p = peopleWords(reader.lang);
  const person = ids.m === '' ? null : (personIn(staff, ids) ?? null);
  if (ids.m !== '' && !person) return gone(manager);
  const line = person ? changedLine(person, typed) : newLine(manager, typed);
  const known = await deps.uow.stores.members.find(line.tenantId, line.objectId);
  const there = known?.memberships.some(({ organisation }) =>
    sameOrganisation(organisation, { name: line.organisation, region: line.region }),
  );
  // Somebody who works elsewhere keeps that work; somebody who is here already is looked at first.
  const seen = person === null && ids.v === 0 && known && !there ? null : ids.v;
  const result = await importPeople(deps, [line], by, seen);
  if (result.kind === 'imported') {
    const [member] = result.members;
    return listAgain(manager, notice(p.personSaved(member ? nameOf(member) : ''), 'good'));
  }
  if (result.kind === 'faults') {
    const text = result.plan.faults.map(({ fault }) => personFaultText(fault, reader.lang)).join('; ');
    return personAnswer(manager, person, ids.v, notice(plainText(text), 'attention'), bare(turn, typed));
  }
  // What the other one stored, and what this one filled in: nothing is lost, and saving now is meant.
  const fresh = await deps.uow.stores.members.find(line.tenantId, line.objectId);
  const word = person === null && there ? p.personThere : p.importStale;
  return personAnswer(await managing(turn), person, fresh?.version ?? 0, notice(word, 'warning'), typed);
}

// What was filled in, without the citizen service numbers in it. An id is no free text, and could look like one.
const bareField = ({ deps }: Turn, value: string): string =>
  GUID.test(value.trim()) ? value : withoutBsn(value, todayOf(deps));
const bare = (turn: Turn, typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).map(([id, value]) => [id, bareField(turn, value)]));

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const parts = (text = ''): readonly string[] => text.split(/[+,;]/);

const taskOf = (typed: Typed) => ({
  ...{ line: 1, name: typed['p_name'] ?? '', kind: '' },
  ...{ roles: parts(typed['p_roles']), functions: parts(typed['p_functions']) },
});

const changedLine = ({ member, work }: Colleague, typed: Typed): PersonLine => ({
  ...{ ...taskOf(typed), tenantId: member.tenantId, objectId: member.objectId },
  ...{ organisation: work.organisation.name, region: work.organisation.region },
});

function newLine({ by, staff }: Manager, typed: Typed): PersonLine {
  const id = (key: string): string => (typed[key] ?? '').trim().toLowerCase();
  const kind = id('p_kind') === '-' ? '' : id('p_kind');
  const chosen = staff.find((each) => each.organisation.id === typed['p_org'])?.organisation;
  const place = by.administrator
    ? { organisation: (typed['p_org'] ?? '').trim(), region: id('p_region'), kind }
    : { organisation: chosen?.name ?? '', region: chosen?.region ?? id('p_region'), kind: '' };
  return { ...taskOf(typed), tenantId: id('p_tenant'), objectId: id('p_object'), ...place };
}

async function leaveAnswer(
  manager: Manager,
  ids: ButtonData<'person_leave'>,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Promise<Answer> {
  const { turn, by } = manager;
  const { members } = turn.deps.uow.stores;
  const member = await members.byId(ids.m);
  const work = member?.memberships.find(({ organisation }) => organisation.id === ids.o) ?? member?.memberships[0];
  if (!member || member.leftOn !== null || !work) return gone(manager);
  const { organisation } = work;
  if (!mayTakeOut(by, member, organisation.id)) return listAnswer(manager, 0, notice(forbiddenWord(turn), 'attention'));
  const successors = (await members.all()).filter((each) => canSucceed(member, each, organisation.id));
  return {
    card: leaveForm(
      { member, organisation, mayAll: mayTakeOut(by, member, null) },
      successors,
      turn.reader,
      notices,
      typed,
    ),
  };
}

const forbiddenWord = ({ reader }: Turn): string => peopleWords(reader.lang).leaveForbidden;

async function saveLeave(manager: Manager, ids: ButtonData<'person_leave_save'>, typed: Typed): Promise<Answer> {
  const { turn, by } = manager;
  const p = peopleWords(turn.reader.lang);
  const chosen = typed['successor'] ?? '';
  const successorId = chosen === '-' ? null : chosen;
  const leaving = ids.o === '' || typed['leaves'] === 'all' ? null : ids.o;
  const result = await leavePeople(turn.deps, { memberId: ids.m, leaving, successorId }, by);
  switch (result.kind) {
    case 'left': {
      const { member, altogether, handedOver, withoutHolder } = result;
      const said = notice((altogether ? p.left : p.leftOne)(nameOf(member), handedOver), 'good');
      const mind = withoutHolder.length > 0 ? notice(p.leftHolders(someOf(withoutHolder)), 'warning') : [];
      return listAgain(manager, [...said, ...mind]);
    }
    case 'forbidden':
      return listAnswer(manager, 0, notice(forbiddenWord(turn), 'attention'));
    case 'wrong_successor':
      return leaveAnswer(manager, ids, notice(p.leaveWrongSuccessor, 'attention'), typed);
    case 'unknown_person':
    case 'stale':
      return gone(manager);
  }
}

const someOf = (codes: readonly string[]): string =>
  codes.length > 50 ? `${codes.slice(0, 50).join(', ')} …` : codes.join(', ');

async function importAnswer({ turn, by }: Manager, text: string | undefined, store: boolean): Promise<Answer> {
  const { deps, reader } = turn;
  const p = peopleWords(reader.lang);
  // Longer than an input may be: it did not come through.
  if (text === undefined) return { card: importForm('', false, reader, notice(p.importTooLong, 'attention')) };
  const { lines, broken } = readPeople(text);
  // A list that is shown again repeats no citizen service number: what is not an id is looked at field by field.
  const safe = text.replaceAll(/[^;,\t\n\r]+/g, (field) => bareField(turn, field));
  const again = (notices: readonly Notice[], checked: boolean): Answer => ({
    card: importForm(safe, checked, reader, notices),
  });
  if (lines.length + broken.length === 0) return again(notice(p.importError, 'attention'), false);
  const plan = await planImport(deps, lines, by);
  const faults = faultLines(plan.faults, broken, reader.lang);
  if (faults.length > 0) return again(faultNotices(faults, reader), false);
  if (!store) return again(planNotices(plan, reader), true);
  const result = await importPeople(deps, lines, by);
  if (result.kind !== 'imported') return again(notice(p.importStale, 'warning'), false);
  return listAgain({ turn, by, staff: [] }, notice(p.imported(result.members.length), 'good'));
}
