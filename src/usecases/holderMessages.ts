/**
 * Who is told what about a handover, and when. Ids only: what is said is worked out when it is sent, in
 * outbox/holder.ts.
 */
import { momentOf, shift, type Instant } from '../domain/calendar.ts';
import type { Offer } from '../domain/cases.ts';
import { lastDayOf } from '../domain/holder.ts';
import { isAwayOn } from '../domain/people.ts';
import type { OfferSeen } from './holderOffers.ts';
import type { Member, Message, Participant } from './ports.ts';

/** What no longer holds once the question is answered or withdrawn. */
export const ASKING = ['handover_offered', 'handover_expired'] as const;

const MORNING = 8 * 60;

const message = (caseId: string, offer: string, kind: string, to: string, dueAt: Instant, card = false): Message => ({
  ...{ id: `${offer}:${kind}:${to}`, kind, about: { case: caseId, offer }, to: { kind: 'member', memberId: to } },
  ...{ dueAt, caseId, card: card ? `handover:${offer}` : null },
});

/** The question for whoever is asked, and for who stands in for them; and, when it lapses, a word to who asked. */
export function askedMessages(caseId: string, offer: Offer, asked: Member | null, now: Instant): readonly Message[] {
  const morning = momentOf(shift(lastDayOf(offer), 'P1D', 'after'), MORNING);
  return [
    ...toAsked(offer, asked).map((to) => message(caseId, offer.id, 'handover_offered', to, now, true)),
    ...(offer.by === null ? [] : [message(caseId, offer.id, 'handover_expired', offer.by, morning)]),
  ];
}

/** That the question is gone, in the place of the question. */
export const withdrawnMessages = (
  caseId: string,
  offer: Offer,
  asked: Member | null,
  now: Instant,
): readonly Message[] =>
  toAsked(offer, asked).map((to) => message(caseId, offer.id, 'handover_withdrawn', to, now, true));

const toAsked = ({ to, offeredOn }: Offer, asked: Member | null): readonly string[] => {
  const { away = null } = asked ?? {};
  const standsIn = isAwayOn(away, offeredOn) ? [away.deputyId] : [];
  return [to.member, ...standsIn];
};

/**
 * The answer for who asked, and for everybody whose own role changes by it. Where who asked has left, those who are
 * casushouder hear it.
 */
export function answeredMessages(
  caseId: string,
  { offer, from, asked }: OfferSeen,
  people: readonly Participant[],
  by: Member,
  yes: boolean,
  now: Instant,
): readonly Message[] {
  const holders = people.filter((each) => each.casushouder).map((each) => each.memberId);
  const asker = from && from.leftOn === null ? [from.id] : [];
  // An absent colleague for whom it was answered has to know too.
  const told = new Set([...asker, ...(yes || asker.length === 0 ? holders : []), asked.id]);
  told.delete(by.id);
  return [...told].map((to) => message(caseId, offer.id, 'handover_answered', to, now));
}
