/**
 * Reads a meeting for one member, with its agenda, its seats and how the member stands to it. Whoever has nothing to do
 * with a meeting gets the same answer as for one that does not exist.
 */
import { TABLE_POLICY, type TablePosition } from '../domain/access.ts';
import type { Case } from '../domain/cases.ts';
import { standing } from '../domain/decisions/records.ts';
import { rolesIn } from '../domain/people.ts';
import type { Protocol, RoleId, Step } from '../domain/protocol/definition.ts';
import { evaluate, planOf, type Plan } from '../domain/protocol/evaluate.ts';
import type { Ballot } from '../domain/tables/ballot.ts';
import { countOf, type Count } from '../domain/tables/electorate.ts';
import type { AgendaItem, Meeting, Presence } from '../domain/tables/meeting.ts';
import { joins, missing } from '../domain/tables/rollCall.ts';
import { tableOf, type CaseTable, type PartNumber, type TablePart } from '../domain/tables/table.ts';
import { voteRuleOf, type VoteRule } from '../domain/tables/voteRule.ts';
import type { Deps, Member, Stores } from './ports.ts';

/** An organisation at the table. */
export interface SeatView {
  readonly organisationId: string;
  readonly name: string;
  readonly presence: Presence;
  readonly roles: ReadonlySet<RoleId>;
}

/** A case on the agenda: its code and what the agreements say, nothing of the client. */
export interface ItemView {
  readonly item: AgendaItem;
  readonly case: Pick<Case, 'id' | 'code'>;
  readonly plan: Plan;
  readonly table: CaseTable;
  /** The step that this part carries out. */
  readonly step: Step;
  readonly roles: ReadonlySet<RoleId>;
  readonly rule: VoteRule;
  /** The step is up in the case, which is neither on hold nor closed: it can be decided. */
  readonly up: boolean;
  /** The one that runs or is closed; null: none. */
  readonly ballot: Ballot | null;
  /** The number of the decision that was taken on it at this meeting and stands; null: none. */
  readonly decided: number | null;
  /** Who must be there and is not: of each group its roles. */
  readonly missing: readonly (readonly RoleId[])[];
}

export interface MeetingView {
  readonly meeting: Meeting;
  readonly protocol: Protocol;
  readonly items: readonly ItemView[];
  readonly seats: readonly SeatView[];
}

/** A meeting as one member stands to it. */
export interface SeenMeeting extends MeetingView {
  readonly who: TablePosition;
  /** The parts that the member joins. Who leads or planned it sees all. */
  readonly parts: readonly PartNumber[];
}

/** The meeting for this member; null if there is none for them. */
export async function readMeeting(deps: Deps, id: string, member: Member): Promise<SeenMeeting | null> {
  const meeting = await deps.uow.stores.meetings.byId(id);
  const view = meeting && (await viewMeeting(deps, deps.uow.stores, meeting));
  if (!view) return null;
  const seen = seenMeeting(view, member);
  return TABLE_POLICY.see_meeting(seen.who) ? seen : null;
}

/** The meetings of the member that are not over, earliest first. */
export const readMeetings = async (deps: Deps, member: Member): Promise<readonly SeenMeeting[]> =>
  seenMeetings(deps, member, await deps.uow.stores.meetings.ofMember(member.id));

const MOST_ENDED = 20;

/** The last meetings of the member that are over, the latest first. */
export const readEndedMeetings = async (deps: Deps, member: Member): Promise<readonly SeenMeeting[]> =>
  seenMeetings(deps, member, await deps.uow.stores.meetings.ended(member.id, MOST_ENDED));

async function seenMeetings(deps: Deps, member: Member, found: readonly Meeting[]): Promise<readonly SeenMeeting[]> {
  const { stores } = deps.uow;
  const views = await Promise.all(found.map((each) => viewMeeting(deps, stores, each)));
  return views.flatMap((view) => (view ? [seenMeeting(view, member)] : []));
}

/** The meeting with its agenda. Null where the agreements of its region are gone. */
export async function viewMeeting(deps: Deps, stores: Stores, meeting: Meeting): Promise<MeetingView | null> {
  const protocol = deps.protocols.current.get(meeting.region);
  if (!protocol) return null;
  const seated = await stores.meetings.seated(meeting.id);
  const seats = seated.map(({ organisationId, name, words }) => ({
    ...{ organisationId, name, roles: rolesIn(protocol, words) },
    presence: meeting.seats.find((seat) => seat.organisationId === organisationId)?.presence ?? 'expected',
  }));
  const ballots = await stores.ballots.ofMeeting(meeting.id);
  const items: ItemView[] = [];
  for (const item of meeting.items) {
    const found = await stores.cases.byId(item.caseId);
    const view = found && (await itemView(deps, meeting, item, found, seats, ballots));
    const decided = view && (await decidedAt(stores, meeting, item));
    if (view) items.push({ ...view, decided });
  }
  return { meeting, protocol, items, seats };
}

async function itemView(
  deps: Deps,
  meeting: Meeting,
  item: AgendaItem,
  found: Case,
  seats: readonly SeatView[],
  ballots: readonly Ballot[],
): Promise<Omit<ItemView, 'decided'> | null> {
  const plan = planOf(await deps.protocols.ofCase(found), found.route);
  const at = partOf(plan, item);
  if (!at) return null;
  const { table, part } = at;
  return {
    ...{ item, case: { id: found.id, code: found.code }, plan, table, step: part.step, roles: part.roles },
    rule: voteRuleOf(part.step),
    up: isUp(deps, plan, found, part.step),
    ballot: ballots.findLast((ballot) => ballot.itemId === item.id && ballot.state !== 'withdrawn') ?? null,
    missing: missing(table, item, meeting.seats, seats),
  };
}

async function decidedAt(stores: Stores, { id }: Meeting, item: AgendaItem): Promise<number | null> {
  if (item.state === 'waiting') return null;
  const decision = standing(await stores.decisions.ofCase(item.caseId), item.step);
  return decision?.meetingId === id ? decision.number : null;
}

/** The table and its part that carry out the step. The last part belongs to the table whose last part it is. */
export function partOf(
  plan: Plan,
  { part: number, step }: Pick<AgendaItem, 'part' | 'step'>,
): { readonly table: CaseTable; readonly part: TablePart } | null {
  const table =
    number === 1
      ? tableOf(plan, step)
      : (plan.route.steps.map((each) => tableOf(plan, each.id)).find((each) => lastOf(each) === step) ?? null);
  const part = table?.parts.find((each) => each.number === number);
  return table && part ? { table, part } : null;
}

function isUp(deps: Deps, plan: Plan, { state }: Case, step: Step): boolean {
  if (state.hold !== null || state.closed !== null) return false;
  const { steps } = evaluate(plan, state, deps.clock.now());
  return steps.some((status) => status.step.id === step.id && status.status === 'open');
}

const lastOf = (table: CaseTable | null): string | null => table?.step.table?.lastPart ?? null;

/** How the member stands to the meeting. */
export function seenMeeting(view: MeetingView, member: Member): SeenMeeting {
  const { meeting } = view;
  const leads = [meeting.chairId, meeting.secretaryId].includes(member.id);
  const planned = meeting.plannedBy === member.id;
  const seat = seatsOf(view, member).length > 0;
  const joined = ([1, 2] as const).filter((part) =>
    view.items.some((each) => each.item.part === part && seatsAt(view, member, each).length > 0),
  );
  return { ...view, who: { leads, planned, seated: seat }, parts: leads || planned ? [1, 2] : joined };
}

/** Who is invited and joins the whole table, so that they can keep the record of it. */
export async function secretariesFor(
  deps: Deps,
  view: MeetingView,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { members } = deps.uow.stores;
  const found = await Promise.all(view.meeting.people.map(({ memberId }) => members.byId(memberId)));
  return found.flatMap((each) =>
    each && seenMeeting(view, each).parts.includes(1) ? [{ id: each.id, name: each.displayName ?? each.objectId }] : [],
  );
}

/** The seats that the member can speak for at any item; the one that they are invited for comes first. */
export const seatsOf = (view: MeetingView, member: Member): readonly SeatView[] =>
  inviteFirst(
    view,
    member,
    view.seats.filter((seat) => view.items.some((item) => speaksFor(view, member, item, seat))),
  );

/** The same for one item: in the roles that join its part. */
const seatsAt = (view: MeetingView, member: Member, item: ItemView): readonly SeatView[] =>
  inviteFirst(
    view,
    member,
    view.seats.filter((seat) => speaksFor(view, member, item, seat)),
  );

function speaksFor(view: MeetingView, member: Member, item: ItemView, seat: SeatView): boolean {
  const work = member.memberships.find(({ organisation }) => organisation.id === seat.organisationId);
  const roles = work ? rolesIn(view.protocol, work.roles) : new Set<RoleId>();
  return joins([{ organisationId: seat.organisationId, roles }], seat.organisationId, item.roles);
}

function inviteFirst({ meeting }: MeetingView, member: Member, seats: readonly SeatView[]): readonly SeatView[] {
  const invited = meeting.people.find((each) => each.memberId === member.id)?.organisationId;
  return seats.toSorted((a, b) => Number(b.organisationId === invited) - Number(a.organisationId === invited));
}

/** The count of a ballot as it may be shown: whole, or where the table hides it until the closing only how many voted. */
export type ShownCount =
  | ({ readonly kind: 'count' } & Count)
  | { readonly kind: 'hidden'; readonly present: number; readonly needed: number; readonly voted: number };

/** What everybody may see of a ballot, with the organisations that have voted; their choices are not in it. */
export interface BallotView {
  readonly ballot: Ballot;
  readonly count: ShownCount;
  /** Names of organisations that have a vote, with whether they have cast it. */
  readonly electorate: readonly { readonly name: string; readonly voted: boolean }[];
}

/** The ballot as everybody at the table may see it. */
export async function viewBallot(stores: Stores, ballot: Ballot, seats: readonly SeatView[]): Promise<BallotView> {
  const votes = await stores.ballots.votes(ballot.id);
  const { result } = ballot;
  const count = result ?? countOf(ballot.electorate, votes);
  const { present, needed, silent } = count;
  const hidden = ballot.hidden && result === null;
  return {
    ballot,
    count: hidden ? { kind: 'hidden', present, needed, voted: present - silent } : { kind: 'count', ...count },
    electorate: ballot.electorate.map((id) => ({
      name: seats.find((seat) => seat.organisationId === id)?.name ?? '?',
      voted: votes.some((vote) => vote.organisationId === id),
    })),
  };
}
