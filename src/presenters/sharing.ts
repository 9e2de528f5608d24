/**
 * Who takes part in a case, and letting somebody in. What was shared with whom and why is in `shareSheet.ts`.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { ReaderView } from '../domain/views.ts';
import type { Participant } from '../usecases/ports.ts';
import { button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { choiceText, plainHeader, plainText, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { informedFields } from './informed.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { say } from './protocolText.ts';
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

/** Asks who will take part, what for, and whether the client knows that. */
export function shareForm(
  view: ReaderView,
  candidates: readonly Candidate[],
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
  const fields = [who, why, ...informedFields(typed, view.evaluation.today, reader.lang)];
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
