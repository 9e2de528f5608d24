/**
 * The people that somebody manages, by organisation, and the forms to let somebody in, change them or take them out.
 * Only for a personal chat: names and ids of colleagues stand on these cards.
 */
import { FUNCTIONS, ORGANISATION_KINDS, type Organisation } from '../domain/people.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Colleague, Staff } from '../usecases/managePeople.ts';
import type { Member } from '../usecases/ports.ts';
import { button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { choiceText, plainHeader, plainText, type CardData, type Notice, type Reader } from './card.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { say } from './protocolText.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';

// What the lines of one card may cost in bytes: a message of Teams holds 28 KB, with all around them.
const BUDGET = 20_000;
// What a template adds to each line.
const AROUND = 450;

/** A member's name as plain text, or the object id of one without. */
export const nameOf = (member: Pick<Member, 'displayName' | 'objectId'>): string =>
  plainText(member.displayName ?? member.objectId);

/** The people by organisation, from the one at `from` on, as many as fit. */
export function peopleCard(staff: readonly Staff[], from: number, reader: Reader, notices: readonly Notice[] = []) {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const rows = staff.flatMap(({ organisation, people }) =>
    (people.length > 0 ? people : [null]).map((person) => ({ organisation, person })),
  );
  const sections: { title: string; lines: Line[] }[] = [];
  let [cost, shown] = [0, 0];
  for (const { organisation, person } of rows.slice(from)) {
    const title = plainText(`${organisation.name} · ${organisation.region}`);
    const line = person ? personLine(person, reader) : { text: p.peopleEmpty };
    cost += bytes(line) + bytes(title) + AROUND;
    if (cost > BUDGET && shown > 0) break;
    if (sections.at(-1)?.title !== title) sections.push({ title, lines: [] });
    sections.at(-1)?.lines.push(line);
    shown += 1;
  }
  const left = rows.length - from - shown;
  const more: Section[] = left > 0 ? [{ title: '', lines: [{ text: p.peopleMore(left) }] }] : [];
  const none: Section[] = rows.length === 0 ? [{ title: '', lines: [{ text: p.peopleEmpty }] }] : [];
  const card = linesUnder(
    plainHeader(t.botName, p.peopleIntro, notices),
    reader,
    p.peopleTitle,
    [...sections, ...more, ...none],
    [
      ...(left > 0 ? [button(p.press.more, 'people', { f: from + shown })] : []),
      button(p.press.addPerson, 'person_new', {}, { style: 'positive' }),
      button(p.press.importPeople, 'people_import', {}),
      button(t.press.help, 'help', {}),
    ],
  );
  return { ...card, summary: `${t.botName}: ${p.peopleTitle}` };
}

const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

function personLine({ member, work }: Colleague, reader: Reader): Line {
  const p = peopleWords(reader.lang);
  return {
    text: nameOf(member),
    sub: plainText([...work.roles, ...work.functions.map((each) => p.functionNames[each])].join(' · ')),
    actions: [button(p.press.change, 'person', { m: member.id, o: work.organisation.id })],
  };
}

/** Where somebody can be let in. An administrator names the organisation; others choose from those they manage. */
export interface PersonPlaces {
  readonly staff: readonly Staff[];
  readonly protocols: ReadonlyMap<string, Protocol>;
  readonly administrator: boolean;
}

/** Asks who somebody is and what they do. `person`: who is changed; null: somebody new. `version`: as it was seen. */
export function personForm(
  person: Colleague | null,
  version: number,
  places: PersonPlaces,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const text = (id: string, label: string, now: string, hint = ' '): Field =>
    field({ id, label, kind: 'text', value: typed[id] ?? now, placeholder: hint, error: t.factError, max: 200 });
  const functions = field({
    ...{ id: 'p_functions', label: p.functions, kind: 'choice', multi: true, style: 'expanded' },
    value: typed['p_functions'] ?? person?.work.functions.join(',') ?? '',
    choices: FUNCTIONS.map((each) => ({ title: p.functionNames[each], value: each })),
  });
  const who = person ? [] : [text('p_tenant', p.tenant, ''), text('p_object', p.objectId, '')];
  const fields = [
    ...[...who, text('p_name', p.name, person?.member.displayName ?? '')],
    ...(person ? [] : organisationFields(places, reader, typed, text)),
    ...[text('p_roles', p.roles, person?.work.roles.join(' + ') ?? '', p.rolesHint), functions],
  ];
  const ids = { m: person?.member.id ?? '', o: person?.work.organisation.id ?? '', v: version };
  const { name, region } = person?.work.organisation ?? { name: '', region: '' };
  const intro = person ? `${nameOf(person.member)} · ${plainText(`${name} · ${region}`)}` : p.personIntro;
  return formCard(reader, {
    title: p.personTitle,
    intro,
    notices,
    fields,
    actions: [
      button(t.press.save, 'person_save', ids, { style: 'positive', inputs: true }),
      ...(person
        ? [button(p.press.leave, 'person_leave', { m: person.member.id, o: person.work.organisation.id })]
        : []),
      button(t.press.back, 'people', { f: 0 }),
    ],
  });
}

function organisationFields(
  { staff, protocols, administrator }: PersonPlaces,
  reader: Reader,
  typed: Typed,
  text: (id: string, label: string, now: string) => Field,
): readonly Field[] {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const choice = (id: string, label: string, choices: Field['choices']): Field =>
    field({ id, label, kind: 'choice', value: typed[id] ?? choices[0]?.value ?? '', choices, error: t.factError });
  if (!administrator) {
    const own = staff.map(({ organisation: { id, name, region } }) => ({
      ...{ title: choiceText(`${name} · ${region}`), value: id },
    }));
    return [choice('p_org', p.organisation, own)];
  }
  const regions = [...protocols.values()].map((each) => ({
    ...{ title: say(each, each.region, reader.lang), value: each.id },
  }));
  const kinds = ORGANISATION_KINDS.map((each) => ({ title: each, value: each }));
  return [
    text('p_org', p.organisation, ''),
    choice('p_region', p.region, regions),
    // Empty keeps what is known of an organisation that is there already.
    choice('p_kind', p.kind, [{ title: '-', value: '-' }, ...kinds]),
  ];
}

/** Who leaves which organisation. `mayAll`: whoever asks can take them out of all that they work for as well. */
export interface Leaver {
  readonly member: Member;
  readonly organisation: Organisation;
  readonly mayAll: boolean;
}

/** Asks what somebody leaves and who takes over. */
export function leaveForm(
  { member, organisation, mayAll }: Leaver,
  successors: readonly Member[],
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const successor = field({
    ...{ id: 'successor', label: p.leaveSuccessor, kind: 'choice', value: typed['successor'] ?? '-' },
    ...{ required: true, error: t.factError },
    choices: [
      { title: p.leaveNoSuccessor, value: '-' },
      ...successors.slice(0, MOST_CHOICES).map((each) => ({ title: nameOf(each), value: each.id })),
    ],
  });
  const several = member.memberships.length > 1;
  const one = p.leaveOne(`${organisation.name} · ${organisation.region}`);
  const scope = field({
    ...{ id: 'leaves', label: p.leaveScope, kind: 'choice', style: 'expanded', value: typed['leaves'] ?? 'one' },
    choices: [
      { title: choiceText(one), value: 'one' },
      { title: p.leaveAll, value: 'all' },
    ],
  });
  return formCard(reader, {
    title: `${p.leaveTitle}: ${nameOf(member)}`,
    intro: several
      ? [p.leaveIntroOne(nameOf(member)), ...(mayAll ? [] : [`${plainText(one)}.`])].join(' ')
      : p.leaveIntro(nameOf(member)),
    ...{ notices, fields: several && mayAll ? [scope, successor] : [successor] },
    actions: [
      button(
        p.press.leave,
        'person_leave_save',
        { m: member.id, o: organisation.id },
        { style: 'destructive', inputs: true },
      ),
      button(t.press.back, 'people', { f: 0 }),
    ],
  });
}

/** How many people a field can offer before the card is too large. */
export const MOST_CHOICES = 60;
