/**
 * The roll-call: an organisation is there, sends apologies, or leaves; by one of its own people or by the chair.
 * Whoever sends apologies while a vote runs loses the vote on that case; whoever comes in meanwhile votes from the next.
 */
import { TABLE_POLICY } from '../domain/access.ts';
import { withoutVote } from '../domain/tables/ballot.ts';
import { openItemOf, type Meeting, type Presence } from '../domain/tables/meeting.ts';
import { mark } from '../domain/tables/rollCall.ts';
import type { Deps, Member, Message, Stores } from './ports.ts';
import { readMeeting, seatsOf, type SeenMeeting } from './readMeeting.ts';
import { tableLines } from './tableLog.ts';
import { ballotCard, roomCards } from './tableMessages.ts';

/** What is said of an organisation. */
export interface PresenceMark {
  readonly organisationId: string;
  readonly presence: Presence;
}

export type PresenceResult =
  | {
      readonly kind: 'marked';
      readonly meeting: SeenMeeting;
      /** A vote runs on the case that is on the table: whoever comes in now has none there. */
      readonly voting: boolean;
    }
  | { readonly kind: 'no_meeting' | 'not_yours' | 'no_seat' | 'over' };

/** Marks the presser's own organisations. */
export async function markOwn(
  deps: Deps,
  input: { readonly id: string; readonly presence: 'present' | 'apologised' | 'left'; readonly by: Member },
): Promise<PresenceResult> {
  const seen = await readMeeting(deps, input.id, input.by);
  if (!seen) return { kind: 'no_meeting' };
  // Whoever works for several speaks for the one that they are invited for.
  const [seat] = seatsOf(seen, input.by);
  if (!TABLE_POLICY.mark_own(seen.who) || !seat) return { kind: 'no_seat' };
  return store(deps, input, [{ organisationId: seat.organisationId, presence: input.presence }]);
}

/** The chair marks organisations. */
export async function markPresence(
  deps: Deps,
  input: { readonly id: string; readonly marks: readonly PresenceMark[]; readonly by: Member },
): Promise<PresenceResult> {
  const seen = await readMeeting(deps, input.id, input.by);
  if (!seen) return { kind: 'no_meeting' };
  if (!TABLE_POLICY.chair_meeting(seen.who)) return { kind: 'not_yours' };
  return store(deps, input, input.marks);
}

async function store(
  deps: Deps,
  { id, by }: { readonly id: string; readonly by: Member },
  marks: readonly PresenceMark[],
): Promise<PresenceResult> {
  const now = deps.clock.now();
  const result = await deps.uow.transaction(async (stores) => {
    const before = await stores.meetings.lock(id);
    if (!before) return 'no_meeting';
    if (before.state !== 'planned' && before.state !== 'running') return 'over';
    let meeting: Meeting = before;
    for (const each of marks) {
      const marked = mark(meeting, each.organisationId, each.presence);
      if (!marked) return 'no_seat';
      meeting = marked;
    }
    const gone = marks.filter(({ presence }) => presence === 'apologised').map((each) => each.organisationId);
    const voting = await loseVotes(stores, meeting, gone, now);
    const saved = await stores.meetings.save(meeting);
    const lines = tableLines(saved, 'presence_marked', by, now);
    await stores.audit.add(lines.map((line) => ({ ...line, effect: { meeting: id, marks } })));
    await stores.outbox.add([...roomCards(saved, now), ...voting.messages]);
    return voting.open;
  });
  if (typeof result === 'string') return { kind: result };
  const fresh = await readMeeting(deps, id, by);
  return fresh ? { kind: 'marked', meeting: fresh, voting: result } : { kind: 'no_meeting' };
}

async function loseVotes(
  stores: Stores,
  meeting: Meeting,
  gone: readonly string[],
  now: string,
): Promise<{ readonly open: boolean; readonly messages: readonly Message[] }> {
  const item = openItemOf(meeting);
  const running = (await stores.ballots.ofMeeting(meeting.id)).find(({ state }) => state === 'open');
  const held = item && running && (await stores.ballots.lock(running.id));
  if (!held || held.ballot.state !== 'open') return { open: false, messages: [] };
  const after = gone.reduce(withoutVote, held.ballot);
  if (after.electorate.length === held.ballot.electorate.length) return { open: true, messages: [] };
  const saved = await stores.ballots.save(after);
  return { open: true, messages: ballotCard(saved, meeting.rooms[item.part], now) };
}
