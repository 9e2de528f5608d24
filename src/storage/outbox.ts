/**
 * The outbox: what the bot is to say, and what became of it. Claims hold under several workers and after a crash.
 * Knows the states and their order, and nothing of Teams or of what is said.
 */
import { randomUUID } from 'node:crypto';
import type {
  Address,
  ClaimedMessage,
  Message,
  MessageState,
  MessageTrace,
  Outcome,
  OutboxStore,
  PostedCard,
} from '../usecases/ports.ts';
import type { Link, Statement } from './link.ts';
import { channelOf } from '../shared/conversation.ts';
import { together } from '../shared/together.ts';

// A newer message for the same card in the same place overtakes what was not sent yet.
const ADD: Statement = {
  name: 'outbox_add',
  text: `WITH lines AS (
    SELECT line->>'id' AS id, line->>'kind' AS kind, line->'about' AS about, line->>'memberId' AS member_id,
      line->>'conversationId' AS conversation_id, line->>'lane' AS lane, line->>'caseId' AS case_id,
      line->>'card' AS card, line->>'thread' AS thread, (line->>'dueAt')::timestamptz AS due_at, place
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS l (line, place)
  ), added AS (
    INSERT INTO outbox (id, kind, about, member_id, conversation_id, lane, case_id, card, thread, due_at,
      next_try)
    SELECT id, kind, about, member_id, conversation_id, lane, case_id, card, thread, due_at, due_at FROM lines ORDER BY place
    ON CONFLICT (id) DO NOTHING RETURNING seq, lane, card, due_at
  )
  UPDATE outbox o SET state = 'dropped', settled_at = a.due_at, fault = 'overtaken' FROM added a
  WHERE o.lane = a.lane AND o.card = a.card AND o.seq < a.seq AND o.state = 'queued'`,
};

const DROP: Statement = {
  name: 'outbox_drop',
  text: `UPDATE outbox SET state = 'dropped', settled_at = due_at, fault = 'withdrawn'
  WHERE state = 'queued' AND kind = ANY($1) AND about @> $2::jsonb RETURNING id`,
};

// What a worker let go of while it was sending may have arrived: it is repeated once, and says so. A message is only
// claimed if no older one of its lane is still to go, and Teams' limits leave room: 7 in 1 s, 8 in 2 s, 60 in 30 s and
// 1800 in an hour for a conversation, and so many in 1 s for the whole bot. One that waits for its repeat holds up nobody.
// What was sent later than a minute from now was sent before the clock went back, as in the trial version.
// Twice as many are looked at as are taken, since another worker may be taking the first of them.
const RECOVER: Statement = {
  name: 'outbox_recover',
  text: `UPDATE outbox SET claim = NULL, lease_until = NULL,
    state = CASE WHEN state = 'claimed' THEN 'queued' WHEN repeats THEN 'ambiguous' ELSE 'queued' END,
    settled_at = CASE WHEN state = 'sending' AND repeats THEN $1::timestamptz END,
    fault = CASE WHEN state = 'sending' THEN 'stopped' ELSE fault END,
    repeats = repeats OR state = 'sending'
  WHERE state IN ('claimed', 'sending') AND lease_until < $1::timestamptz`,
};
const CLAIM: Statement = {
  name: 'outbox_claim',
  text: `WITH first AS MATERIALIZED (
    SELECT DISTINCT ON (lane) id, lane, seq, next_try FROM outbox
    WHERE state = 'queued' AND (next_try <= $1::timestamptz OR attempts > 0 AND NOT repeats)
    ORDER BY lane, seq
  ), busy AS MATERIALIZED (
    SELECT lane FROM outbox WHERE state IN ('claimed', 'sending')
  ), able AS MATERIALIZED (
    SELECT f.id FROM first f
    WHERE f.next_try <= $1::timestamptz AND f.lane NOT IN (SELECT lane FROM busy)
      AND (SELECT count(*) FILTER (WHERE s.settled_at > $1::timestamptz - interval '1 second') < 7
          AND count(*) FILTER (WHERE s.settled_at > $1::timestamptz - interval '2 seconds') < 8
          AND count(*) FILTER (WHERE s.settled_at > $1::timestamptz - interval '30 seconds') < 60
          AND count(*) < 1800
        FROM outbox s WHERE s.lane = f.lane AND s.settled_at > $1::timestamptz - interval '1 hour'
          AND s.settled_at < $1::timestamptz + interval '1 minute'
          AND s.state IN ('sent', 'ambiguous'))
    ORDER BY f.next_try, f.seq
    LIMIT 2 * $4::int
  ), picked AS MATERIALIZED (
    SELECT q.id FROM outbox q WHERE q.id = ANY (ARRAY(SELECT id FROM able)) AND q.state = 'queued'
    ORDER BY q.next_try, q.seq
    LIMIT greatest(0, least($4::int, $5::int
      - (SELECT count(*) FROM outbox WHERE settled_at > $1::timestamptz - interval '1 second'
          AND settled_at < $1::timestamptz + interval '1 minute')
      - (SELECT count(*) FROM busy)))
    FOR UPDATE SKIP LOCKED
  )
  UPDATE outbox o SET state = 'claimed', claim = $2, lease_until = $3::timestamptz FROM picked WHERE o.id = picked.id
  RETURNING o.id, o.kind, o.about, o.lane, o.member_id AS "memberId", o.conversation_id AS "conversationId",
    o.case_id AS "caseId", o.card, o.thread, o.due_at AS "dueAt", o.attempts, o.repeats, o.claim, o.seq::int`,
};

// Many at once: while one sends, others get that far as well (see `settledTogether`).
const BEGIN: Statement = {
  name: 'outbox_begin',
  text: `WITH lines AS (
    SELECT line->>'id' AS id, line->>'claim' AS claim, (line->>'until')::timestamptz AS until
    FROM jsonb_array_elements($1::jsonb) AS l (line)
  )
  UPDATE outbox o SET state = 'sending', attempts = attempts + 1, lease_until = lines.until FROM lines
  WHERE o.id = lines.id AND o.claim = lines.claim AND o.state = 'claimed' RETURNING o.id`,
};
// That somebody was told of a case is in the log as surely as it is sent.
const SETTLE: Statement = {
  name: 'outbox_settle',
  text: `WITH lines AS (
    SELECT line->>'id' AS id, line->>'claim' AS claim, line->>'state' AS state, line->>'fault' AS fault,
      (line->>'again')::timestamptz AS again, (line->>'repeats')::boolean AS repeats,
      (line->>'at')::timestamptz AS at, line->>'conversationId' AS place, line->>'activityId' AS activity
    FROM jsonb_array_elements($1::jsonb) AS l (line)
  ), settled AS (
    UPDATE outbox o SET state = l.state, claim = NULL, lease_until = NULL, fault = l.fault,
      next_try = coalesce(l.again, next_try), repeats = o.repeats OR l.repeats,
      settled_at = CASE WHEN l.state <> 'queued' THEN l.at END
    FROM lines l WHERE o.id = l.id AND o.claim = l.claim AND o.state IN ('claimed', 'sending')
    RETURNING o.id, o.seq, o.kind, o.lane, o.card, o.member_id, o.case_id, l.state, l.at, l.place, l.activity
  ), posted AS (
    INSERT INTO posted_cards (lane, card, conversation_id, activity_id, posted_at)
    SELECT lane, card, place, activity, at FROM settled WHERE card IS NOT NULL AND activity IS NOT NULL
    ON CONFLICT (lane, card) DO UPDATE SET conversation_id = excluded.conversation_id,
      activity_id = excluded.activity_id, posted_at = excluded.posted_at
  ), notified AS (
    INSERT INTO audit_log (id, at, member_id, case_id, type, effect)
    SELECT 'notified:' || id, at, member_id, case_id, 'notified', jsonb_build_object('kind', kind) FROM settled
    WHERE state = 'sent' AND case_id IS NOT NULL AND lane LIKE 'm:%' ORDER BY seq
  )
  SELECT id FROM settled`,
};
const CARD_IN: Statement = {
  name: 'outbox_card_in',
  text: `SELECT activity_id AS "activityId", conversation_id AS "conversationId" FROM posted_cards
  WHERE lane = $1 AND card = $2`,
};
const TRACE = `SELECT id, kind, lane, member_id AS "memberId", conversation_id AS "conversationId", case_id AS "caseId",
  state, due_at AS "dueAt", settled_at AS "settledAt", attempts, repeats, fault FROM outbox`;
const TRACES: Statement = {
  name: 'outbox_traces',
  text: `${TRACE} WHERE state = ANY($1) ORDER BY seq LIMIT $2`,
};
const OF_CASE: Statement = { name: 'outbox_of_case', text: `${TRACE} WHERE case_id = $1 ORDER BY seq` };
const OVERDUE: Statement = {
  name: 'outbox_overdue',
  text: `${TRACE} WHERE state IN ('queued', 'claimed', 'sending') AND next_try < $1::timestamptz ORDER BY seq`,
};
const NEXT_DUE: Statement = {
  name: 'outbox_next_due',
  text: `SELECT min(next_try) AS at FROM outbox WHERE state = 'queued'`,
};
const PURGE: Statement = {
  name: 'outbox_purge',
  text: `WITH old AS (DELETE FROM posted_cards WHERE posted_at < $1::timestamptz - interval '1 year')
  DELETE FROM outbox WHERE state IN ('sent', 'ambiguous', 'dropped', 'dead') AND settled_at < $1::timestamptz
  RETURNING id`,
};

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly lane: string;
  readonly memberId: string | null;
  readonly conversationId: string | null;
  readonly caseId: string | null;
  readonly dueAt: Date;
  readonly attempts: number;
}
type ClaimedRow = Row & {
  readonly about: Record<string, string>;
  readonly card: string | null;
  readonly thread: string | null;
  readonly repeats: boolean;
  readonly claim: string;
  readonly seq: number;
};
type TraceRow = Row & {
  readonly state: MessageState;
  readonly settledAt: Date | null;
  readonly repeats: boolean;
  readonly fault: string | null;
};

/** The outbox in the database behind the link. `queued` is called when something was added. */
export function outboxStore(link: Link, queued: () => void): OutboxStore {
  return {
    add: async (messages) => {
      if (messages.length === 0) return;
      await link.rows(ADD, [JSON.stringify(messages.map(lineOf))]);
      queued();
    },
    drop: async (kinds, about) => (await link.rows(DROP, [kinds, JSON.stringify(about)])).length,
    claim: async ({ now, leaseUntil, limit, perSecond }) => {
      await link.rows(RECOVER, [now]);
      const rows = await link.rows<ClaimedRow>(CLAIM, [now, randomUUID(), leaseUntil, limit, perSecond]);
      return [...rows].sort((a, b) => a.seq - b.seq).map(claimedOf);
    },
    begin: async (id, claim, until) => (await begun(link, [{ id, claim, until }])).has(id),
    settle: async (id, claim, outcome, at) => (await settled(link, [lineOfSettled(id, claim, outcome, at)])).has(id),
    cardIn: async (to, card) => (await link.rows<PostedCard>(CARD_IN, [laneOf(to), card]))[0] ?? null,
    traces: async (states, limit) => (await link.rows<TraceRow>(TRACES, [states, limit])).map(traceOf),
    ofCase: async (caseId) => (await link.rows<TraceRow>(OF_CASE, [caseId])).map(traceOf),
    overdue: async (before) => (await link.rows<TraceRow>(OVERDUE, [before])).map(traceOf),
    nextDue: async () => (await link.rows<{ at: Date | null }>(NEXT_DUE, []))[0]?.at?.toISOString() ?? null,
    purge: async (before) => (await link.rows(PURGE, [before])).length,
  };
}

/** The outbox with what is begun and settled at the same time stored together. Not for within a transaction. */
export function settledTogether(store: OutboxStore, link: Link): OutboxStore {
  const begin = together<BeginLine, boolean>(async (lines) => {
    const done = await begun(link, lines);
    return lines.map(({ id }) => done.has(id));
  });
  const settle = together<SettleLine, boolean>(async (lines) => {
    const done = await settled(link, lines);
    return lines.map(({ id }) => done.has(id));
  });
  return {
    ...store,
    begin: (id, claim, until) => begin({ id, claim, until }),
    settle: (id, claim, outcome, at) => settle(lineOfSettled(id, claim, outcome, at)),
  };
}

interface BeginLine {
  readonly id: string;
  readonly claim: string;
  readonly until: string;
}

const idsOf = async (link: Link, statement: Statement, lines: readonly object[]): Promise<ReadonlySet<string>> =>
  new Set((await link.rows<{ id: string }>(statement, [JSON.stringify(lines)])).map(({ id }) => id));
const begun = (link: Link, lines: readonly BeginLine[]) => idsOf(link, BEGIN, lines);
const settled = (link: Link, lines: readonly SettleLine[]) => idsOf(link, SETTLE, lines);

function laneOf(to: Address): string {
  if (to.kind === 'conversation') return `c:${channelOf(to.conversationId)}`;
  return `${to.kind === 'mail' ? 'e' : 'm'}:${to.memberId}`;
}

function lineOf(message: Message): object {
  const { to } = message;
  return {
    ...message,
    memberId: to.kind === 'conversation' ? null : to.memberId,
    conversationId: to.kind === 'conversation' ? to.conversationId : null,
    lane: laneOf(to),
  };
}

function addressOf({ lane, memberId, conversationId }: Row): Address {
  if (memberId === null) return { kind: 'conversation', conversationId: conversationId ?? '' };
  return { kind: lane.startsWith('e:') ? 'mail' : 'member', memberId };
}

const claimedOf = (row: ClaimedRow): ClaimedMessage => ({
  ...{ id: row.id, kind: row.kind, about: row.about, to: addressOf(row), caseId: row.caseId },
  ...{ card: row.card, thread: row.thread, dueAt: row.dueAt.toISOString() },
  ...{ attempts: row.attempts, repeats: row.repeats, claim: row.claim },
});

const traceOf = (row: TraceRow): MessageTrace => ({
  ...{ id: row.id, kind: row.kind, to: addressOf(row), caseId: row.caseId, state: row.state },
  ...{ dueAt: row.dueAt.toISOString(), settledAt: row.settledAt?.toISOString() ?? null },
  ...{ attempts: row.attempts, repeats: row.repeats, fault: row.fault },
});

interface SettleLine {
  readonly id: string;
  readonly claim: string;
  readonly state: MessageState;
  readonly at: string;
  readonly fault: string | null;
  readonly repeats: boolean;
  /** The moment at which it is tried again. */
  readonly again?: string;
  readonly conversationId?: string;
  readonly activityId?: string;
}

function lineOfSettled(id: string, claim: string, outcome: Outcome, at: string): SettleLine {
  const line = { id, claim, at, fault: 'fault' in outcome ? outcome.fault : null, repeats: false };
  switch (outcome.kind) {
    case 'sent':
      return { ...line, ...outcome.posted, state: 'sent' };
    case 'dropped':
      return { ...line, state: 'dropped', fault: 'no longer so' };
    case 'retry':
      return { ...line, state: 'queued', again: outcome.at };
    case 'ambiguous':
      return outcome.again === null
        ? { ...line, state: 'ambiguous', repeats: true }
        : { ...line, state: 'queued', repeats: true, again: outcome.again };
    case 'dead':
      return { ...line, state: 'dead' };
  }
}
