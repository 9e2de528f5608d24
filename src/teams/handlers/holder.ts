/**
 * "casus overdragen": asking somebody to be casushouder, and answering that question. In a personal chat only.
 * Who may do it is asked again at every press.
 */
import { CASE_POLICY } from '../../domain/access.ts';
import { lastDayOf, openOffer, overlapUntil } from '../../domain/holder.ts';
import type { ButtonData, Press } from '../../presenters/buttons.ts';
import { plainText, type Notice } from '../../presenters/card.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { dateText, readDate } from '../../presenters/dates.ts';
import {
  handoverForm,
  handoverGoneCard,
  handoverOfferCard,
  handoverPickCard,
  handoverWaitingCard,
} from '../../presenters/holder.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { nameOf } from '../../presenters/people.ts';
import { words } from '../../presenters/wording.ts';
import { handoverWords } from '../../presenters/wordingHolder.ts';
import { answerHandover, handoverCandidates, offerHandover, withdrawHandover } from '../../usecases/holder.ts';
import { offersFor, readOffer, type OfferSeen } from '../../usecases/holderOffers.ts';
import { readCase, seeCase, todayOf, type CaseView } from '../../usecases/readCase.ts';
import { about, forbidden, noCase, notice, show, type Answer, type Turn } from '../turn.ts';
import { caseCards } from './cards.ts';
import { guardTyped } from './guard.ts';

const VERBS = new Set([
  ...['holder', 'holder_save', 'holder_withdraw', 'holder_look', 'holder_accept', 'holder_refuse'],
] as const);
type HandoverVerb = 'holder' | 'holder_save' | 'holder_withdraw' | AnswerVerb;
type AnswerVerb = 'holder_look' | 'holder_accept' | 'holder_refuse';
type HandoverPress = Extract<Press, { verb: HandoverVerb }>;

/** Presses about a handover: all of them for a personal chat. */
export const HANDOVER_VERBS: ReadonlySet<string> = VERBS;

/** True for such a press. */
export const isHandoverPress = (press: Press): press is HandoverPress => HANDOVER_VERBS.has(press.verb);

/** Answers such a press. */
export async function handoverPress(turn: Turn, press: HandoverPress, typed: Typed): Promise<Answer> {
  switch (press.verb) {
    case 'holder': {
      const view = await readCase(turn.deps, press.data.c, turn.member);
      return view ? startAnswer(turn, view) : noCase(turn);
    }
    case 'holder_save':
      return save(turn, press.data.c, typed);
    case 'holder_withdraw':
      return withdrawAnswer(turn, press.data);
    case 'holder_look': {
      const seen = await readOffer(turn.deps, press.data.c, press.data.h, turn.member);
      return seen ? offerAnswer(turn, seen) : gone(turn);
    }
    case 'holder_accept':
    case 'holder_refuse':
      return answer(turn, press, typed);
  }
}

/** The questions that wait for this person; null: none does. */
export async function waitingForMe(turn: Turn): Promise<Answer | null> {
  const offers = await offersFor(turn.deps, turn.member);
  const [first] = offers;
  if (!first) return null;
  return offers.length === 1 ? offerAnswer(turn, first) : { card: handoverPickCard(offers, turn.reader) };
}

/** The form to ask somebody, or the question that waits for an answer. */
export async function startAnswer(
  turn: Turn,
  view: CaseView,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Promise<Answer> {
  const { deps, reader } = turn;
  const seen = await seeCase(deps, view);
  if (seen.kind === 'landlord' || !CASE_POLICY.hand_over(view.who)) return forbidden(turn, view);
  if (seen.closed) return show(turn, view, caseCards(nextCard)(reader));
  const open = openOffer(view.case.state, todayOf(deps));
  if (open) {
    const asked = await deps.uow.stores.members.byId(open.to.member);
    const who = asked && asked.displayName;
    return about(view, handoverWaitingCard(seen, open, who, lastDayOf(open), reader, notices));
  }
  const until = overlapUntil(view.plan.protocol.holder, seen.evaluation.today);
  const candidates = await handoverCandidates(deps, view);
  return about(view, handoverForm(seen, candidates, until, reader, notices, typed));
}

async function save(turn: Turn, caseId: string, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const h = handoverWords(reader.lang);
  const view = await readCase(deps, caseId, member);
  if (!view) return noCase(turn);
  const again = (text: string): Promise<Answer> => startAnswer(turn, view, notice(text, 'attention'), typed);
  const [memberId = '', organisationId = ''] = (typed['who'] ?? '').split('/');
  if (memberId === '') return again(h.whoError);
  const [from, to] = [(typed['start'] ?? '').trim(), (typed['until'] ?? '').trim()];
  const start = from === '' ? todayOf(deps) : readDate(from);
  if (start === null) return again(h.wrongDay(plainText(from.slice(0, 40))));
  const until = to === '' ? null : readDate(to);
  if (to !== '' && until === null) return again(h.wrongDay(plainText(to.slice(0, 40))));
  const result = await offerHandover(deps, { caseId, by: member, memberId, organisationId, start, until });
  switch (result.kind) {
    case 'offered':
      return startAnswer(turn, result.view, notice(h.asked(nameOf(result.member)), 'good'));
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'unknown_person':
      return again(h.whoError);
    case 'stale':
      return again(words(reader.lang).staleInputs);
    case 'refused':
      return again(h.refusal[result.refusal]);
  }
}

async function withdrawAnswer(turn: Turn, ids: ButtonData<'holder_withdraw'>): Promise<Answer> {
  const { deps, member, reader } = turn;
  const h = handoverWords(reader.lang);
  const result = await withdrawHandover(deps, { caseId: ids.c, offerId: ids.h, by: member });
  switch (result.kind) {
    case 'withdrawn':
      return startAnswer(turn, result.view, notice(h.withdrawn, 'good'));
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'gone':
      return startAnswer(turn, result.view, notice(h.refusal.no_offer, 'warning'));
    case 'stale':
      return startAnswer(turn, result.view, notice(words(reader.lang).stale, 'warning'));
  }
}

function offerAnswer(turn: Turn, seen: OfferSeen, notices: readonly Notice[] = [], typed: Typed = {}): Answer {
  const standsIn = seen.asked.id !== turn.member.id;
  return { card: handoverOfferCard(seen, standsIn, turn.reader, notices, typed) };
}

const gone = ({ reader }: Turn): Answer => ({ card: handoverGoneCard(reader) });

async function answer(turn: Turn, press: Extract<Press, { verb: AnswerVerb }>, filled: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const h = handoverWords(reader.lang);
  const { c: caseId, h: offerId } = press.data;
  const no = press.verb === 'holder_refuse';
  const seen = await readOffer(deps, caseId, offerId, member);
  if (!seen) return gone(turn);
  const guarded = guardTyped(turn, no ? filled : {});
  if (!guarded.ok) {
    const form = offerAnswer(turn, seen, [], guarded.typed);
    return { ...form, card: guarded.ask(form.card) };
  }
  const refusal = no ? (guarded.typed['reason'] ?? '') : null;
  const result = await answerHandover(deps, { caseId, offerId, by: member, refusal, kept: guarded.kept });
  switch (result.kind) {
    case 'gone':
      return gone(turn);
    case 'reason_missing':
      return offerAnswer(turn, result.offer, notice(h.refusal.reason_missing, 'attention'), guarded.typed);
    case 'refused':
      return { card: wordCard([h.refused], waysOn(reader)) };
    case 'accepted': {
      const said = h.accepted(result.offer.code, dateText(result.offer.offer.start, reader.lang));
      if (!result.view) return { card: wordCard([said], waysOn(reader)) };
      return show(turn, result.view, caseCards((view, to) => nextCard(view, to, notice(said, 'good')))(reader));
    }
  }
}
