/**
 * Handing over the role of casushouder: offered, accepted, refused with a reason, withdrawn, or lapsed.
 * Pure: who may do it, and who takes part from then on, is for the use-case.
 */
import { isCivilDate, shift, type CivilDate } from './calendar.ts';
import type { CaseState, NewEffect, Offer } from './cases.ts';
import type { HandoverRule } from './protocol/definitionRules.ts';

/** Our own term: an offer without an answer lapses after two weeks, so that nobody waits for ever. */
const OPEN_FOR = 'P14D';
// Beyond this it is a slip of the pen.
const LONGEST = 'P3Y';

export type HandoverRefusal = 'closed' | 'offer_open' | 'no_offer' | 'wrong_start' | 'wrong_until' | 'reason_missing';

export type HandoverChange =
  | { readonly ok: true; readonly state: CaseState; readonly effects: readonly NewEffect[] }
  | { readonly ok: false; readonly refusal: HandoverRefusal };

const refuse = (refusal: HandoverRefusal): HandoverChange => ({ ok: false, refusal });

/** The last day on which an offer can be answered. */
export const lastDayOf = (offer: Pick<Offer, 'offeredOn'>): CivilDate => shift(offer.offeredOn, OPEN_FOR, 'after');

/** The offer that waits for an answer today; null: there is none, or it lapsed. */
export const openOffer = ({ handover, closed }: CaseState, today: CivilDate): Offer | null =>
  handover && !closed && today <= lastDayOf(handover) ? handover : null;

/** The last day of the overlap that the source asks for, with this first day; null: it asks for none. */
export const overlapUntil = (rule: HandoverRule | null, start: CivilDate): CivilDate | null =>
  rule?.overlap ? shift(start, rule.overlap, 'after') : null;

/** Somebody is asked. One question at a time: a second one waits until the first is answered or withdrawn. */
export function offer(state: CaseState, asked: Offer): HandoverChange {
  const { start, until, offeredOn: today } = asked;
  if (state.closed) return refuse('closed');
  if (openOffer(state, today)) return refuse('offer_open');
  const last = shift(today, LONGEST, 'after');
  if (!isCivilDate(start) || start < today || start > last) return refuse('wrong_start');
  if (until !== null && (!isCivilDate(until) || until < start || until > last)) return refuse('wrong_until');
  const effect = { type: 'handover_offered', offer: asked.id, ...asked.to, ...{ start, until } } as const;
  return { ok: true, state: { ...state, handover: asked }, effects: [effect] };
}

/**
 * The days that hold when it is accepted today: nobody becomes casushouder before saying yes, and an overlap by the
 * rule of the source is counted from the day on which it begins.
 */
export function daysOf({ start, until }: Offer, rule: HandoverRule | null, today: CivilDate) {
  if (start >= today) return { start, until };
  if (until !== null && until === overlapUntil(rule, start)) return { start: today, until: overlapUntil(rule, today) };
  return { start: today, until: until !== null && until < today ? null : until };
}

/** Yes; from which day and with which overlap, the effect tells. */
export function accept(state: CaseState, id: string, rule: HandoverRule | null, today: CivilDate): HandoverChange {
  const open = found(state, id, today);
  if (!open) return refuse(state.closed ? 'closed' : 'no_offer');
  const effect = { type: 'handover_accepted', offer: open.id, ...open.to, ...daysOf(open, rule, today) } as const;
  return { ok: true, state: { ...state, handover: null }, effects: [effect] };
}

/** No, because … */
export function refuseOffer(state: CaseState, id: string, reason: string, today: CivilDate): HandoverChange {
  const open = found(state, id, today);
  if (!open) return refuse(state.closed ? 'closed' : 'no_offer');
  const words = reason.trim();
  if (words === '' || words.length > 300) return refuse('reason_missing');
  const effect = { type: 'handover_refused', offer: open.id, member: open.to.member, reason: words } as const;
  return { ok: true, state: { ...state, handover: null }, effects: [effect] };
}

/** Taken back by who asked, or by who leads the case now. */
export function withdraw(state: CaseState, id: string, today: CivilDate): HandoverChange {
  const open = found(state, id, today);
  if (!open) return refuse('no_offer');
  const effect = { type: 'handover_withdrawn', offer: open.id, member: open.to.member } as const;
  return { ok: true, state: { ...state, handover: null }, effects: [effect] };
}

function found(state: CaseState, id: string, today: CivilDate): Offer | null {
  const open = openOffer(state, today);
  return open?.id === id ? open : null;
}

/** Until when who is casushouder now stays so: never longer than was agreed before. */
export function lastDayOfHolder(
  held: CivilDate | null,
  { start, until }: { readonly start: CivilDate; readonly until: CivilDate | null },
): CivilDate {
  const last = until ?? shift(start, 'P1D', 'before');
  return held !== null && held < last ? held : last;
}
