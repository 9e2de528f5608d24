/**
 * The questions to be casushouder, as whoever may answer them sees them: nothing of the client, as they may not take
 * part yet. Answering is in holder.ts.
 */
import { POLICY } from '../domain/access.ts';
import type { CivilDate } from '../domain/calendar.ts';
import type { Case, Offer } from '../domain/cases.ts';
import * as handover from '../domain/holder.ts';
import { isAwayOn, type Organisation } from '../domain/people.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { byMember } from './managePeople.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf } from './readCase.ts';

/** A question as whoever was asked may see it: nothing of the client. */
export interface OfferSeen {
  readonly caseId: string;
  readonly code: string;
  readonly protocol: Protocol;
  /** The days that hold if they say yes today. */
  readonly offer: Offer;
  readonly lastDay: CivilDate;
  readonly from: Member | null;
  readonly organisation: Organisation;
  /** Whoever was asked; somebody else than the reader where they stand in for them. */
  readonly asked: Member;
}

/** The questions that wait for this member, or for an absent colleague for whom they stand in today. */
export async function offersFor(deps: Deps, member: Member): Promise<readonly OfferSeen[]> {
  const { cases, members } = deps.uow.stores;
  const today = todayOf(deps);
  const absent = (await members.all()).filter((each) => standsIn(member, each, today)).map(({ id }) => id);
  const found = await cases.offeredTo([member.id, ...absent]);
  const seen = await Promise.all(found.map((each) => offerSeen(deps, each, member)));
  return seen.filter((each) => each !== null);
}

/** The question with this id in the case, for who may answer it; null: there is none, or it is not for them. */
export async function readOffer(
  deps: Deps,
  caseId: string,
  offerId: string,
  member: Member,
): Promise<OfferSeen | null> {
  const found = await deps.uow.stores.cases.byId(caseId);
  return found?.state.handover?.id === offerId ? offerSeen(deps, found, member) : null;
}

async function offerSeen(deps: Deps, found: Case, member: Member): Promise<OfferSeen | null> {
  const today = todayOf(deps);
  const open = handover.openOffer(found.state, today);
  if (!open || !(await mayAnswer(deps, open, member, today))) return null;
  const { members, cases } = deps.uow.stores;
  const asked = await members.byId(open.to.member);
  const organisation = (await cases.organisations(found.id)).find((each) => each.id === open.to.organisation);
  if (!asked || !organisation) return null;
  const protocol = await deps.protocols.ofCase(found);
  const offer = { ...open, ...handover.daysOf(open, protocol.holder, today) };
  const from = open.by === null ? null : await members.byId(open.by);
  const lastDay = handover.lastDayOf(open);
  return { caseId: found.id, code: found.code, protocol, offer, lastDay, from, organisation, asked };
}

async function mayAnswer(deps: Deps, open: Offer, member: Member, today: CivilDate): Promise<boolean> {
  const asked = open.to.member === member.id ? member : await deps.uow.stores.members.byId(open.to.member);
  const standing = asked && standsIn(member, asked, today) ? [asked.id] : [];
  return POLICY.answer_handover({ ...byMember(deps, member), ids: new Set([member.id, ...standing]) }, open.to);
}

// An absent colleague who left has nobody standing in.
const standsIn = (member: Member, { away, leftOn }: Member, today: CivilDate): boolean =>
  leftOn === null && isAwayOn(away, today) && away.deputyId === member.id;
