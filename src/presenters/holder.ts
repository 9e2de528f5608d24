/**
 * Handing over the role of casushouder: the form to ask somebody, the question itself, and what came of it.
 * The question holds the case code and the days, and nothing of the client: who is asked may not see the case yet.
 */
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Offer } from '../domain/cases.ts';
import type { CivilDate } from '../domain/calendar.ts';
import type { ReaderView } from '../domain/views.ts';
import type { HandoverCandidate } from '../usecases/holder.ts';
import type { OfferSeen } from '../usecases/holderOffers.ts';
import { button, type Button } from './buttons.ts';
import { choiceText, plainText, type CardData, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { waysOn, wordCard } from './notices.ts';
import { MOST_CHOICES, nameOf } from './people.ts';
import { say } from './protocolText.ts';
import { words } from './wording.ts';
import { handoverWords } from './wordingHolder.ts';

/** What the source says about a handover, or that it is silent. */
function ruleText({ holder, ...protocol }: Protocol, reader: Reader): string {
  const h = handoverWords(reader.lang);
  if (!holder) return h.silent;
  return h.rule(say({ ...protocol, holder }, holder.text, reader.lang), holder.section, holder.rules.join(', '));
}

/** Asks who will be casushouder, and from when. `until`: the last day of the overlap that the source asks for. */
export function handoverForm(
  view: ReaderView,
  candidates: readonly HandoverCandidate[],
  until: CivilDate | null,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = words(reader.lang);
  const h = handoverWords(reader.lang);
  const ids = { c: view.id };
  const fields = [
    field({
      ...{ id: 'who', label: h.who, kind: 'choice', value: typed['who'] ?? '', required: true, error: h.whoError },
      choices: candidates.slice(0, MOST_CHOICES).map((each) => ({
        title: choiceText(`${each.organisation}: ${each.name ?? '?'} (${each.roles.join(', ')})`),
        value: `${each.memberId}/${each.organisationId}`,
      })),
    }),
    field({
      ...{ id: 'start', label: h.start, kind: 'date', value: typed['start'] ?? view.evaluation.today },
      ...{ required: true, error: h.dayError },
    }),
    field({ id: 'until', label: h.until, kind: 'date', value: typed['until'] ?? until ?? '' }),
  ];
  const some = candidates.length > 0;
  const warning: Notice[] = view.plan.route.hasHolder ? [] : [{ text: h.noHolder, style: 'warning' }];
  const intro = some ? `${h.intro}\n\n${ruleText(view.plan.protocol, reader)}` : h.nobody;
  return formCard(reader, {
    ...{ code: view.code, about: view.code, title: h.title, intro, notices: [...notices, ...warning] },
    fields: some ? fields : [],
    actions: [
      ...(some ? [button(h.press.ask, 'holder_save', ids, { style: 'positive', inputs: true })] : []),
      button(t.press.back, 'team', ids),
    ],
  });
}

/** The question that waits for an answer, for who leads the case. */
export function handoverWaitingCard(
  view: ReaderView,
  offer: Offer,
  who: string | null,
  lastDay: CivilDate,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = words(reader.lang);
  const h = handoverWords(reader.lang);
  const day = (date: CivilDate): string => dateText(date, reader.lang);
  const ids = { c: view.id };
  const intro = [
    h.waiting(plainText(who ?? '?'), day(offer.start)),
    ...(offer.until === null ? [] : [h.toldUntil(day(offer.until))]),
    h.lastDay(day(lastDay)),
  ];
  return formCard(reader, {
    ...{ code: view.code, about: view.code, title: h.waitingTitle, intro: intro.join('\n\n'), notices, fields: [] },
    actions: [
      button(h.press.withdraw, 'holder_withdraw', { ...ids, h: offer.id }, { style: 'destructive' }),
      button(t.press.back, 'team', ids),
    ],
  });
}

/** The question, for who may answer it: yes, or no with a reason. */
export function handoverOfferCard(
  seen: OfferSeen,
  standsIn: boolean,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const { offer, protocol } = seen;
  const h = handoverWords(reader.lang);
  const day = (date: CivilDate): string => dateText(date, reader.lang);
  const organisation = plainText(seen.organisation.name);
  const intro = [
    seen.from ? h.offerFrom(nameOf(seen.from), organisation) : h.offerFromNobody(organisation),
    ...(standsIn ? [h.offerFor(nameOf(seen.asked))] : []),
    `${h.offerWhat} ${h.offerDays(day(offer.start))} ${offer.until === null ? h.noOverlap : h.overlap(day(offer.until))}`,
    ruleText(protocol, reader),
    h.lastDay(day(seen.lastDay)),
  ];
  const ids = { c: seen.caseId, h: offer.id };
  const why = field({
    ...{ id: 'reason', label: h.why, kind: 'text', value: typed['reason'] ?? '', placeholder: h.whyHint, max: 300 },
    ...{ multiline: true, error: h.refusal.reason_missing },
  });
  return formCard(reader, {
    ...{ code: `${seen.code} · ${say(protocol, protocol.title, reader.lang)}`, about: seen.code, notices },
    ...{ title: h.offerTitle(seen.code), intro: intro.join('\n\n'), fields: [why] },
    actions: [
      button(h.press.accept, 'holder_accept', ids, { style: 'positive' }),
      button(h.press.refuse, 'holder_refuse', ids, { inputs: true }),
    ],
  });
}

/** Several questions wait: which one? */
export function handoverPickCard(offers: readonly OfferSeen[], reader: Reader): CardData {
  const open = (seen: OfferSeen): Button => button(seen.code, 'holder_look', { c: seen.caseId, h: seen.offer.id });
  return wordCard([handoverWords(reader.lang).pick], offers.slice(0, 6).map(open));
}

/** That there is no such question any more. */
export const handoverGoneCard = (reader: Reader): CardData =>
  wordCard([handoverWords(reader.lang).gone], waysOn(reader));

/** What came of it, for somebody whom it concerns. `caseId` null: they may not look into the case. */
export function handoverToldCard(sentences: readonly string[], caseId: string | null, reader: Reader): CardData {
  const way = caseId === null ? waysOn(reader) : [button(words(reader.lang).press.next, 'next', { c: caseId })];
  return wordCard(sentences, way);
}
