/**
 * Who takes part in a case, letting somebody in, and the sheet that says what was shared with whom and why.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { Informed } from '../domain/cases.ts';
import type { Protocol, RoleId } from '../domain/protocol/definition.ts';
import type { ReaderView } from '../domain/views.ts';
import type { Participant } from '../usecases/ports.ts';
import type { ShareSheet } from '../usecases/shareSheet.ts';
import { button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { choiceText, plainHeader, plainText, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { informedFields } from './informed.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { factTitle, rolesText, say } from './protocolText.ts';
import { words } from './wording.ts';
import { handoverWords } from './wordingHolder.ts';
import { peopleWords } from './wordingPeople.ts';

const MOST_PEOPLE = 15;

function headerOf(view: ReaderView, reader: Reader, notices: readonly Notice[]): Header {
  const { protocol } = view.plan;
  return plainHeader(view.code, say(protocol, protocol.title, reader.lang), notices);
}

/** Who takes part, by organisation, and how they get in or out. */
export function teamCard(
  view: ReaderView,
  people: readonly Participant[],
  mayShare: boolean,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const line = (each: Participant): Line => {
    const ids = { c: view.id, m: each.memberId, o: each.organisation.id };
    return {
      text: plainText(each.displayName ?? p.noPerson),
      sub: [...each.roles, ...holderText(each, view.evaluation.today, reader)].join(' · '),
      actions: mayShare && !each.casushouder ? [button(p.press.remove, 'unshare', ids)] : [],
    };
  };
  const names = [...new Set(people.map((each) => each.organisation.name))];
  const sections: Section[] = names.map((name) => ({
    title: plainText(name),
    lines: people
      .filter((each) => each.organisation.name === name)
      .slice(0, MOST_PEOPLE)
      .map(line),
  }));
  const none = [{ title: '', lines: [{ text: p.teamNobody }] }];
  const ids = { c: view.id };
  return linesUnder(headerOf(view, reader, notices), reader, p.teamTitle, sections.length > 0 ? sections : none, [
    ...(mayShare ? [button(p.press.share, 'share', ids, { style: 'positive' })] : []),
    button(p.press.sheet, 'sheet', ids),
    ...(view.may.has('hand_over') ? [button(handoverWords(reader.lang).press.handOver, 'holder', ids)] : []),
    button(t.press.next, 'next', ids),
  ]);
}

// With the days where it was handed over and both are casushouder for a while, or the new one has yet to begin.
function holderText({ casushouder, heldFrom, heldUntil }: Participant, today: CivilDate, reader: Reader) {
  const h = handoverWords(reader.lang);
  const day = (date: CivilDate): string => dateText(date, reader.lang);
  if (casushouder) return [heldUntil === null ? peopleWords(reader.lang).casushouder : h.heldUntil(day(heldUntil))];
  return heldFrom !== null && heldFrom > today ? [h.heldFrom(day(heldFrom))] : [];
}

/** Somebody who could take part. */
export interface Candidate {
  readonly memberId: string;
  readonly organisationId: string;
  readonly name: string | null;
  readonly organisation: string;
  readonly roles: readonly string[];
}

/** Asks who will take part, what for, and whether the client knows. `before`: the last record of that, to begin from. */
export function shareForm(
  view: ReaderView,
  candidates: readonly Candidate[],
  before: Informed | undefined,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const ids = { c: view.id };
  const choices = candidates.map((each) => ({
    title: choiceText(`${each.organisation}: ${each.name ?? p.noPerson} (${each.roles.join(', ')})`),
    value: `${each.memberId}/${each.organisationId}`,
  }));
  const who = field({
    ...{
      id: 'who',
      label: p.shareWho,
      kind: 'choice',
      value: typed['who'] ?? '',
      required: true,
      error: p.shareWhoError,
    },
    choices,
  });
  const why = field({
    ...{ id: 'why', label: p.shareWhy, kind: 'text', value: typed['why'] ?? '', placeholder: p.shareWhyHint, max: 300 },
    ...{ multiline: true, error: p.shareWhyError },
  });
  const fields = [who, why, ...informedFields(typed, view.evaluation.today, reader.lang, before)];
  const some = choices.length > 0;
  return formCard(reader, {
    ...{ code: view.code, about: view.code, notices, title: p.shareTitle, intro: some ? p.shareIntro : p.shareNobody },
    fields: some ? fields : [],
    actions: [
      ...(some ? [button(p.press.share, 'share_save', ids, { style: 'positive', inputs: true })] : []),
      button(t.press.back, 'team', ids),
    ],
  });
}

// What the sheet says, without the case that it was read from.
type Sheet = Omit<ShareSheet, 'view'>;

/** The sheet for the client: what the log holds about sharing, in plain words. */
export function sheetCard(view: ReaderView, sheet: Sheet, reader: Reader): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const lines = sheetLines(view, sheet, reader);
  const sections: Section[] = [
    { title: '', lines: [{ text: p.sheetIntro }] },
    { title: '', lines: lines.length > 0 ? lines : [{ text: p.sheetNothing }] },
    {
      title: '',
      lines: sheet.readings.map(({ organisation, times }) => ({ text: p.sheetRead(plainText(organisation), times) })),
    },
  ];
  return linesUnder(headerOf(view, reader, []), reader, p.sheetTitle, sections, [
    button(p.press.team, 'team', { c: view.id }),
    button(t.press.next, 'next', { c: view.id }),
  ]);
}

// One line for each line of the log.
function sheetLines(view: ReaderView, { lines, organisations }: Sheet, reader: Reader): readonly Line[] {
  const { protocol } = view.plan;
  const { lang } = reader;
  const p = peopleWords(lang);
  const name = (id: string): string => plainText(organisations.get(id) ?? id);
  const roles = (ids: readonly RoleId[]): string => rolesText(protocol, ids, lang);
  return lines.map(({ on, effect }): Line => {
    const day = dateText(on, lang);
    switch (effect.type) {
      case 'informed': {
        const told = dateText(effect.on, lang);
        if (effect.ground !== null) return { text: p.sheetGround(told, plainText(effect.ground)) };
        return { text: p.sheetKnows(told, p.toldHow[effect.how]) };
      }
      case 'shared': {
        const why = effect.why === '' ? '' : ` ${p.sheetWhy(plainText(effect.why))}`;
        return {
          text: p.sheetShared(day, name(effect.organisation)),
          sub: `${sightText(protocol, effect.sees, lang)}${why}`,
        };
      }
      case 'unshared':
        return { text: p.sheetUnshared(day, name(effect.organisation)) };
      case 'told':
        return { text: p.sheetTold(day, roles(effect.with), lowerFirst(plainText(say(protocol, effect.what, lang)))) };
      case 'not_told':
        return {
          text: p.sheetNotTold(day, roles(effect.with), lowerFirst(plainText(say(protocol, effect.what, lang)))),
        };
    }
  });
}

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`;

// What roles see, by the allow-list of the agreements, in words that a client understands.
function sightText(protocol: Protocol, roleIds: readonly RoleId[], lang: Reader['lang']): string {
  const p = peopleWords(lang);
  const roles = roleIds.flatMap((id) => protocol.roles[id] ?? []);
  const facts = roles.flatMap(({ sees }) => (sees.facts === 'all' ? [] : sees.facts));
  const titles = [...new Set(facts)].map((fact) => factTitle(protocol, fact, lang)).join(', ');
  if (roles.some(({ sees }) => sees.steps === 'all' && sees.facts === 'all')) return p.sheetSees(p.sightAll);
  if (roles.length > 0 && roles.every((role) => role.landlord)) return p.sheetSees(p.sightLandlord);
  if (roles.every(({ sees }) => sees.steps === 'none')) return p.sheetSees(p.sightNothing);
  return p.sheetSees(titles === '' ? p.sightOwn : p.sightOwnFacts(titles));
}
