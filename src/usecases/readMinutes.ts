/**
 * What the minutes of a part of a meeting are made of, for one reader: who was there, and of each item what was voted
 * and decided as far as this reader may see of that case. Those of the last part hold for everybody what the guest of
 * that part may see, since they are passed on among them.
 */
import { CASE_POLICY, positionOf, TABLE_POLICY, type Position } from '../domain/access.ts';
import { seenDecision, type SeenDecision } from '../domain/decisions/seen.ts';
import type { RoleId } from '../domain/protocol/definition.ts';
import type { BallotResult } from '../domain/tables/ballot.ts';
import type { PartNumber } from '../domain/tables/table.ts';
import { stepsIn } from '../domain/views.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, seeCase, type CaseView } from './readCase.ts';
import { witnessNames } from './readDecisions.ts';
import {
  readMeeting,
  seenMeeting,
  viewMeeting,
  type ItemView,
  type MeetingView,
  type SeatView,
} from './readMeeting.ts';
import { votesOf, type VoteLine } from './voteReasons.ts';
import { wholeCase } from './wholeCase.ts';

/** One item of the agenda in the minutes. */
export interface MinutedItem {
  readonly item: ItemView;
  /** The vote that was closed; null: there was none. */
  readonly result: BallotResult | null;
  /** Who voted what and why against; empty where it is not for this reader. */
  readonly votes: readonly VoteLine[];
  /** What was decided at this meeting, as far as the reader may see it. */
  readonly decisions: readonly SeenDecision[];
  /** Subjects that were dealt with; null: not for this reader. */
  readonly done: ReadonlySet<string> | null;
}

export interface Minutes extends Pick<MeetingView, 'meeting' | 'protocol'> {
  readonly part: PartNumber;
  /** The table has a last part of its own. */
  readonly split: boolean;
  /** The organisations that join the part. */
  readonly seats: readonly SeatView[];
  readonly items: readonly MinutedItem[];
  readonly chair: string | null;
  readonly secretary: string | null;
}

/** The minutes, with the cases of which more is shown than their code: reading those is logged. */
export interface ReadMinutes {
  readonly minutes: Minutes;
  readonly shows: readonly CaseView[];
}

/**
 * The minutes for this member; null if there are none for them, or it is not over. `member` null: whoever has the
 * database, who could read it all without Opstap.
 */
export async function readMinutes(
  deps: Deps,
  meetingId: string,
  part: PartNumber,
  member: Member | null,
): Promise<ReadMinutes | null> {
  const view = await meetingFor(deps, meetingId, part, member);
  if (!view || view.meeting.state !== 'ended') return null;
  const items = view.items.filter(({ item }) => item.part === part);
  if (items.length === 0) return null;
  const found: { readonly minuted: MinutedItem; readonly shows: CaseView | null }[] = [];
  for (const item of items) found.push(await minuted(deps, view, item, member));
  const { meeting, protocol } = view;
  const { members } = deps.uow.stores;
  const secretary = meeting.secretaryId === null ? null : await members.byId(meeting.secretaryId);
  const minutes: Minutes = {
    ...{ meeting, protocol, part, items: found.map((each) => each.minuted) },
    split: view.items.some(({ item }) => item.part === 2),
    seats: view.seats.filter((seat) => items.some(({ roles }) => [...seat.roles].some((role) => roles.has(role)))),
    chair: (await members.byId(meeting.chairId))?.displayName ?? null,
    secretary: secretary?.displayName ?? null,
  };
  return { minutes, shows: found.flatMap((each) => each.shows ?? []) };
}

async function meetingFor(
  deps: Deps,
  id: string,
  part: PartNumber,
  member: Member | null,
): Promise<MeetingView | null> {
  if (member) {
    const seen = await readMeeting(deps, id, member);
    return seen && TABLE_POLICY.read_minutes(seen.who) && seen.parts.includes(part) ? seen : null;
  }
  const stored = await deps.uow.stores.meetings.byId(id);
  return stored && viewMeeting(deps, deps.uow.stores, stored);
}

async function minuted(
  deps: Deps,
  meeting: MeetingView,
  item: ItemView,
  member: Member | null,
): Promise<{ readonly minuted: MinutedItem; readonly shows: CaseView | null }> {
  const { stores } = deps.uow;
  const result = item.ballot?.state === 'closed' ? item.ballot.result : null;
  const nothing = { item, result, votes: [], decisions: [], done: null };
  const view = member ? await readCase(deps, item.case.id, member) : await wholeCase(deps, item.case.id);
  const seen = view && (await seeCase(deps, view));
  if (!view || !seen) return { minuted: nothing, shows: null };
  if (!stepsIn(seen).some(({ id }) => id === item.step.id)) return { minuted: nothing, shows: null };
  const last = item.item.part === 2;
  const who = last ? guestOf(item) : view.who;
  const register = (await stores.decisions.ofCase(view.case.id)).filter(
    (each) => each.meetingId === meeting.meeting.id && each.step === item.step.id,
  );
  const nameOf = await witnessNames(deps, register);
  const whole = !last && CASE_POLICY.see_reasons(who, item.step);
  return {
    minuted: {
      ...{ item, result },
      votes: whole && view.who.seesAll && item.ballot ? await votesOf(deps, item.ballot, meeting.seats) : [],
      decisions: register.map((each) => seenDecision(each, item.step, who, last ? [who] : null, nameOf)),
      done: whole ? new Set(register.flatMap((each) => each.tasks)) : null,
    },
    shows: view,
  };
}

// Whoever comes for the last part alone, as the agreements see them.
function guestOf({ plan, table, roles }: ItemView): Position {
  const before = table.parts[0]?.roles ?? new Set<RoleId>();
  const guests = [...roles].filter((role) => !before.has(role));
  const standing = { relation: 'participant', organisationId: '', casushouder: false, behalfOf: null } as const;
  return positionOf(plan.protocol, [{ ...standing, roles: guests }]);
}

/** The parts of which this member may have the minutes. */
export const minutedParts = (view: MeetingView, member: Member): readonly PartNumber[] =>
  seenMeeting(view, member).parts.filter((part) => view.items.some(({ item }) => item.part === part));
