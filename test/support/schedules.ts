/**
 * Random days in the life of the outbox: workers that stop anywhere, clocks that jump, a Teams that answers as it likes,
 * everything queued twice. Tells of each day what was lost, early, doubled or repeated in silence: all must be nothing.
 */
import type { Deps, Message, OutboxStore, Stores } from '../../src/usecases/ports.ts';
import type { Delivery, Messenger, Place, Post } from '../../src/teams/incoming.ts';
import { createOutbox, type OutboxParts } from '../../src/outbox/worker.ts';
import { wordCard } from '../../src/presenters/notices.ts';
import type { TestDatabase } from './database.ts';

/** Bugs of older senders, to prove that the days find them. */
export type PlantedBug =
  /** What may have arrived is sent again, as the SDK's client does. */
  | 'repeats_what_may_have_arrived'
  /** Two workers send the same message, since nobody looks whether the claim still holds. */
  | 'sends_without_its_claim'
  /** A worker that stops while it sends leaves its message as it was. */
  | 'forgets_that_it_was_sending';

export interface Verdict {
  readonly lost: number;
  readonly early: number;
  readonly doubled: number;
  readonly ambiguousSilentlyRepeated: number;
  readonly outOfOrder: number;
  /** What the days held, so that an empty day cannot pass for a good one. */
  readonly messages: number;
  readonly delivered: number;
  readonly crashes: number;
  readonly doubts: number;
  readonly repeats: number;
}

const T0 = Date.parse('2026-03-28T20:00:00.000Z');
const LANES = ['a', 'b', 'c'];

class Stopped extends Error {}

interface Arrival {
  readonly id: string;
  readonly at: number;
  readonly marked: boolean;
  readonly update: boolean;
}

/** One day. The same seed is the same day. */
async function playDay(
  database: TestDatabase,
  deps: Deps,
  seed: number,
  bug: PlantedBug | null = null,
): Promise<Verdict> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  await database.pool.query('DELETE FROM outbox; DELETE FROM posted_cards; DELETE FROM places');
  let clock = T0;
  let calm = false;
  const world = { crashes: 0, doubts: 0 };
  const arrivals: Arrival[] = [];
  const doubted = new Map<string, number>();
  const untrue = new Set<string>();

  const arrive = (post: Post, update: boolean): void => {
    const text = JSON.stringify(post.card);
    const id = /m\d+x/.exec(text)?.[0] ?? '';
    arrivals.push({ id, at: clock, marked: text.includes('dubbel'), update });
  };
  const send = (post: Post, update: boolean): Delivery => {
    const dice = calm ? 1 : random();
    const sent: Delivery = { kind: 'sent', activityId: `t${arrivals.length}` };
    if (dice > 0.45) return (arrive(post, update), sent);
    if (dice > 0.33)
      return { kind: 'later', afterMs: random() < 0.5 ? Math.floor(random() * 90_000) : null, fault: '429' };
    if (dice > 0.28) return { kind: 'refused', gone: true, fault: 'HTTP 403' };
    // Done but timed out, or not done and a gateway answered: nobody here can know.
    if (dice > 0.14) arrive(post, update);
    if (update) return { kind: 'later', afterMs: null, fault: '502' };
    world.doubts += 1;
    const id = /m\d+x/.exec(JSON.stringify(post.card))?.[0] ?? '';
    doubted.set(id, (doubted.get(id) ?? 0) + 1);
    return bug === 'repeats_what_may_have_arrived'
      ? { kind: 'later', afterMs: null, fault: '502' }
      : { kind: 'unknown', fault: '502' };
  };

  // A worker is so slow that its lease ends, and another one goes on with what it has.
  let slow = false;
  const dawdle = async (): Promise<void> => {
    if (calm || slow || random() > 0.1) return;
    slow = true;
    clock += 90_000;
    await worker(Infinity).sendDue();
    slow = false;
  };

  /** A worker that stops for good at the `steps`th thing that it does. */
  const worker = (steps: number): Pick<ReturnType<typeof createOutbox>, 'sendDue'> => {
    let left = steps;
    const step = <T>(work: () => Promise<T>): Promise<T> => {
      if (left <= 0) return Promise.reject(new Stopped());
      left -= 1;
      if (left > 0) return work();
      world.crashes += 1;
      // It stops just before this is done, or just after it, before the answer is seen.
      return random() < 0.5 ? Promise.reject(new Stopped()) : work().then(() => Promise.reject(new Stopped()));
    };
    const { stores } = deps.uow;
    const outbox: OutboxStore = {
      ...stores.outbox,
      claim: (input) => step(() => stores.outbox.claim(input)),
      begin: (id, claim, until) =>
        step(async () => {
          if (bug === 'forgets_that_it_was_sending') return true;
          const begun = await stores.outbox.begin(id, claim, until);
          return begun || bug === 'sends_without_its_claim';
        }),
      settle: (...what) => step(() => stores.outbox.settle(...what)),
      cardIn: (place, card) => step(() => stores.outbox.cardIn(place, card)),
    };
    const own: Stores = { ...stores, outbox };
    const messenger: Messenger = {
      post: (_place: Place, post) =>
        step(async () => {
          const delivery = send(post, false);
          await dawdle();
          return delivery;
        }),
      update: (_place, _id, post) => step(async () => send(post, true)),
      chatWith: () => Promise.reject(new Error('no chats here')),
      people: async () => [],
    };
    const parts: OutboxParts = {
      deps: {
        ...deps,
        clock: { now: () => new Date(clock).toISOString() },
        uow: { stores: own, transaction: (work) => step(() => deps.uow.transaction(work)) },
      },
      ...{
        messenger,
        mail: null,
        render: (card) => ({ type: 'AdaptiveCard', body: [card.data] }),
        local: false,
        random,
      },
      messages: {
        said: async (_deps, { about }) => {
          const id = about['id'] ?? '';
          await dawdle();
          return untrue.has(id) ? null : { card: wordCard([id], []) };
        },
      },
      onFault: (_id, fault) => {
        if (!(fault instanceof Stopped)) throw fault;
      },
    };
    const made = createOutbox(parts);
    return {
      sendDue: () =>
        made.sendDue().catch((fault: unknown) => {
          if (!(fault instanceof Stopped)) throw fault;
          return 0;
        }),
    };
  };

  for (const lane of LANES) {
    await deps.uow.stores.places.remember({
      ...{
        conversationId: lane,
        kind: 'group',
        tenantId: 't',
        serviceUrl: 'https://x.example/',
        botId: 'b',
        objectId: null,
      },
    });
  }
  const messages: Message[] = Array.from({ length: 3 + Math.floor(random() * 8) }, (_, n) => ({
    ...{ id: `m${n}x`, kind: 'said', about: { id: `m${n}x` } },
    to: { kind: 'conversation', conversationId: pick(LANES) },
    dueAt: new Date(T0 + Math.floor(random() * 4) * 20 * 60_000).toISOString(),
    ...(random() < 0.2 ? { card: 'card' } : {}),
  }));
  const waiting = [...messages];
  let live = [worker(Infinity), worker(Infinity)];
  const fresh = () => worker(random() < 0.6 ? 1 + Math.floor(random() * 12) : Infinity);
  while (waiting.length > 0 || random() < 0.8) {
    const some = waiting.splice(0, 1 + Math.floor(random() * 3));
    // Twice, as after a turn whose answer was lost.
    await deps.uow.stores.outbox.add(some);
    if (random() < 0.3) await deps.uow.stores.outbox.add(messages.slice(0, messages.length - waiting.length));
    if (random() < 0.1) untrue.add(pick(messages).id);
    clock += (random() < 0.15 ? -1 : 1) * Math.floor(random() ** 3 * 3_600_000);
    if (random() < 0.5) live = [fresh(), fresh()];
    await Promise.all(random() < 0.5 ? live.map((each) => each.sendDue()) : [pick(live).sendDue()]);
  }
  // Then the day becomes calm: whatever is still to go must go.
  calm = true;
  const last = worker(Infinity);
  for (let tries = 0; tries < 40; tries += 1) {
    clock += 10 * 60_000;
    while ((await last.sendDue()) > 0);
  }
  return judge(await tracesOf(deps), messages, arrivals, untrue, doubted, world);
}

const tracesOf = async (deps: Deps) =>
  new Map(
    (
      await deps.uow.stores.outbox.traces(
        ['queued', 'claimed', 'sending', 'sent', 'ambiguous', 'dropped', 'dead'],
        1000,
      )
    ).map((each) => [each.id, each]),
  );

function judge(
  traces: Awaited<ReturnType<typeof tracesOf>>,
  messages: readonly Message[],
  arrivals: readonly Arrival[],
  untrue: ReadonlySet<string>,
  doubted: ReadonlyMap<string, number>,
  world: { readonly crashes: number; readonly doubts: number },
): Verdict {
  const verdict = { lost: 0, early: 0, doubled: 0, ambiguousSilentlyRepeated: 0, outOfOrder: 0, repeats: 0 };
  const first = new Map<string, number>();
  for (const [index, { id }] of arrivals.entries()) if (!first.has(id)) first.set(id, index);
  for (const message of messages) {
    const mine = arrivals.filter(({ id }) => id === message.id);
    const posts = mine.filter(({ update }) => !update);
    const trace = traces.get(message.id);
    const arrived = mine.length > 0;
    const settled = trace && ['sent', 'ambiguous', 'dropped', 'dead'].includes(trace.state);
    // What is not there must be said not to be there, with a reason that the day gave.
    const excused =
      trace?.state === 'ambiguous' ||
      trace?.state === 'dead' ||
      (trace?.state === 'dropped' && (untrue.has(message.id) || trace.fault === 'overtaken'));
    // A repeat that says so may be the one that arrived; a doubt that ended as sent is there at least once.
    if (!settled || (!arrived && !excused)) verdict.lost += 1;
    if (mine.some(({ at }) => at < Date.parse(message.dueAt))) verdict.early += 1;
    const unmarked = posts.filter(({ marked }) => !marked).length;
    if (unmarked > 1) {
      verdict.doubled += 1;
      if (doubted.has(message.id)) verdict.ambiguousSilentlyRepeated += 1;
    }
    if (posts.filter(({ marked }) => marked).length > 1) verdict.doubled += 1;
    verdict.repeats += trace?.repeats ? 1 : 0;
  }
  for (const [index, before] of messages.entries()) {
    for (const after of messages.slice(index + 1)) {
      if (JSON.stringify(before.to) !== JSON.stringify(after.to) || before.dueAt > after.dueAt) continue;
      const [a, b] = [first.get(before.id), first.get(after.id)];
      const plain = [before, after].every(({ id }) => !traces.get(id)?.repeats && !doubted.has(id));
      if (plain && a !== undefined && b !== undefined && a > b) verdict.outOfOrder += 1;
    }
  }
  return { ...verdict, messages: messages.length, delivered: first.size, ...world };
}

/** Adds up the days from `first` on. */
export async function playDays(
  database: TestDatabase,
  deps: Deps,
  { first, count, bug = null }: { readonly first: number; readonly count: number; readonly bug?: PlantedBug | null },
): Promise<Verdict & { readonly bad: readonly number[] }> {
  const sum: Record<string, number> = {};
  const bad: number[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const day = await playDay(database, deps, seed, bug);
    if (day.lost + day.early + day.doubled + day.ambiguousSilentlyRepeated + day.outOfOrder > 0) bad.push(seed);
    for (const [key, value] of Object.entries(day)) sum[key] = (sum[key] ?? 0) + (value as number);
  }
  return { ...(sum as unknown as Verdict), bad };
}

// Mulberry32: small, and the same everywhere.
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
