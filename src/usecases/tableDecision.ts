/**
 * A decision on what is on the table: the meeting of which it is one, and the card in the room, which says that it is
 * decided. What the table asks of it is in `domain/decisions/atTable.ts`.
 */
import type { Instant } from '../domain/calendar.ts';
import { witnessesAt, type DecidingTable } from '../domain/decisions/atTable.ts';
import type { Meeting } from '../domain/tables/meeting.ts';
import type { Deps, Member, Stores } from './ports.ts';
import type { CaseView } from './readCase.ts';
import { viewMeeting } from './readMeeting.ts';
import { roomCards } from './tableMessages.ts';

export interface HeldTable extends DecidingTable {
  readonly meeting: Meeting;
}

/** The meeting that has the step on the table; nobody else can change it before the transaction ends. Null: none. */
export async function heldTable(deps: Deps, stores: Stores, caseId: string, step: string): Promise<HeldTable | null> {
  const id = await stores.meetings.atTable(caseId, step);
  const meeting = id === null ? null : await stores.meetings.lock(id);
  const view = meeting && (await viewMeeting(deps, stores, meeting));
  const open = view?.items.find(({ item }) => item.state === 'open' && item.caseId === caseId && item.step === step);
  if (!meeting || !open) return null;
  return { meeting, missing: open.missing, invited: meeting.people.map(({ memberId }) => memberId) };
}

/** The card in the room says that it is decided. Only for who holds the meeting. */
export async function tellRoom(stores: Stores, { meeting }: HeldTable, at: Instant): Promise<void> {
  await stores.outbox.add(roomCards(await stores.meetings.save(meeting), at));
}

/** Somebody who can be named as having heard what is recorded. */
export interface Witness {
  readonly id: string;
  readonly name: string | null;
}

/** Who can bear witness to what this member decides at the table where the step is; nobody where it is on none. */
export async function witnessesFor(
  { uow: { stores } }: Deps,
  view: CaseView,
  step: string,
  by: Member,
): Promise<readonly Witness[]> {
  // Most steps decide nothing: no table is asked for.
  if (!view.plan.steps.get(step)?.decision) return [];
  const id = await stores.meetings.atTable(view.case.id, step);
  const meeting = id === null ? null : await stores.meetings.byId(id);
  const ids = witnessesAt({ invited: meeting?.people.map(({ memberId }) => memberId) ?? [] }, by.id);
  const found = await Promise.all(ids.map((each) => stores.members.byId(each)));
  return found.flatMap((each) => (each ? [{ id: each.id, name: each.displayName }] : []));
}
