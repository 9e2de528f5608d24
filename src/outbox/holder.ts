/**
 * What is said about a handover of the role of casushouder: the question, the answer, that it was withdrawn or lapsed.
 * Looks up how it stands when it is sent; who may not look into the case reads its code and no more.
 */
import type { Effect } from '../domain/cases.ts';
import { openOffer } from '../domain/holder.ts';
import { plainText } from '../presenters/card.ts';
import { dateText } from '../presenters/dates.ts';
import { handoverOfferCard, handoverToldCard } from '../presenters/holder.ts';
import { nameOf } from '../presenters/people.ts';
import { handoverWords } from '../presenters/wordingHolder.ts';
import { readOffer } from '../usecases/holderOffers.ts';
import type { Deps } from '../usecases/ports.ts';
import { readCase, todayOf } from '../usecases/readCase.ts';
import type { SayMessage } from './messages.ts';

/** The question, as long as it waits and is for this member. */
export const sayHandoverOffered: SayMessage = async (deps, { about }, { member, reader }) => {
  if (!member) return null;
  const seen = await readOffer(deps, about['case'] ?? '', about['offer'] ?? '', member);
  return seen && { card: handoverOfferCard(seen, seen.asked.id !== member.id, reader) };
};

/** The answer, for who asked and for whose role changes. */
export const sayHandoverAnswered: SayMessage = async (deps, { about }, { member, reader }) => {
  const { found, effect } = await answerOf(deps, about);
  if (!member || !found || !effect) return null;
  const h = handoverWords(reader.lang);
  const who = await deps.uow.stores.members.byId(effect.member);
  const name = who ? nameOf(who) : '?';
  const view = await readCase(deps, found.id, member);
  // Whoever no longer takes part need not know how it went on, unless the answer was given for them.
  if (!view && member.id !== effect.member) return null;
  const day = (date: string): string => dateText(date, reader.lang);
  const sentences =
    effect.type === 'handover_accepted'
      ? [
          h.toldYes(found.code, name, day(effect.start)),
          ...(effect.until === null ? [] : [h.toldUntil(day(effect.until))]),
        ]
      : [h.toldNo(found.code, name), h.toldWhy(plainText(effect.reason)), h.toldNext];
  return { card: handoverToldCard(sentences, view && found.id, reader) };
};

/** That the question was withdrawn, for who had it. */
export const sayHandoverWithdrawn: SayMessage = async (deps, { about }, { member, reader }) => {
  const found = await deps.uow.stores.cases.byId(about['case'] ?? '');
  if (!member || !found || found.state.handover?.id === about['offer']) return null;
  return { card: handoverToldCard([handoverWords(reader.lang).toldWithdrawn(found.code)], null, reader) };
};

/** That nobody answered in time, for who asked. */
export const sayHandoverExpired: SayMessage = async (deps, { about }, { member, reader }) => {
  const found = await deps.uow.stores.cases.byId(about['case'] ?? '');
  const lapsed = found?.state.handover;
  if (!member || !lapsed || lapsed.id !== about['offer'] || openOffer(found.state, todayOf(deps))) return null;
  const view = await readCase(deps, found.id, member);
  if (!view || found.state.closed) return null;
  const who = await deps.uow.stores.members.byId(lapsed.to.member);
  const h = handoverWords(reader.lang);
  const sentences = [h.toldExpired(found.code, who ? nameOf(who) : '?'), h.toldNext];
  return { card: handoverToldCard(sentences, found.id, reader) };
};

type Answered = Extract<Effect, { type: 'handover_accepted' | 'handover_refused' }>;

const isAnswer = (effect: Effect): effect is Answered =>
  effect.type === 'handover_accepted' || effect.type === 'handover_refused';

// The answer stands in the log of the case; erased with it.
async function answerOf(deps: Deps, about: Readonly<Record<string, string>>) {
  const { cases } = deps.uow.stores;
  const found = await cases.byId(about['case'] ?? '');
  const log = found ? await cases.log(found.id) : [];
  const effect = log.map((line) => line.effect).findLast((each) => isAnswer(each) && each.offer === about['offer']);
  return { found, effect: effect && isAnswer(effect) ? effect : null };
}
