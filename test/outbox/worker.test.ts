/** What the outbox does with each answer of Teams, through the real worker, the real database and a fake Teams. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOutbox, type Mail, type Outbox, type OutboxParts } from '../../src/outbox/worker.ts';
import type { SayMessage } from '../../src/outbox/messages.ts';
import { MESSAGES } from '../../src/outbox/messages.ts';
import { cardRenderer, composeDeps } from '../../src/compose.ts';
import { wordCard } from '../../src/presenters/notices.ts';
import type { Delivery, Place, Post } from '../../src/teams/incoming.ts';
import type { Deps, Member, Message } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

const T0 = Date.parse('2026-03-10T09:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();
const render = cardRenderer();

let database: TestDatabase;
let deps: Deps;
let outbox: Outbox;
let seconds = 0;
let faults: unknown[] = [];
let answers: Delivery[] = [];
let heard: { readonly how: string; readonly where: string; readonly words: string; readonly thread: string | null }[] =
  [];
let mails: string[] = [];
let truth: string | null = 'nu';

const sent = (): Delivery => ({ kind: 'sent', activityId: `m${heard.length}` });
const hear = (how: string, place: Place, post: Post, thread: string | null): Delivery => {
  heard.push({ how, where: place.conversationId, words: JSON.stringify(post.card), thread });
  return answers.shift() ?? sent();
};
const mail: Mail = {
  from: 'opstap@example.org',
  send: async (to) => {
    mails.push(to);
    return { kind: 'sent', activityId: '' };
  },
};
const sayTruth: SayMessage = async () => (truth === null ? null : { card: wordCard([truth], []) });

beforeEach(async () => {
  [seconds, faults, answers, heard, mails, truth] = [0, [], [], [], [], 'nu'];
  database = await testDatabase();
  deps = await composeDeps(database, { now: () => at(seconds) });
  outbox = createOutbox(parts());
});
const parts = (): OutboxParts => ({
  ...{ deps, mail, render, local: false, random: () => 0.5, onFault: (_id, fault) => faults.push(fault) },
  messages: { ...MESSAGES, said: sayTruth, broken: () => Promise.reject(new Error('ours')) },
  messenger: {
    post: async (place, post, thread) => hear('post', place, post, thread),
    update: async (place, id, post) => hear(`update ${id}`, place, post, null),
    chatWith: async (near, objectId) => ({ ...near, kind: 'personal', conversationId: `new ${objectId}` }),
    people: async () => [],
  },
});
afterEach(() => database.close());

const place = (conversationId: string, kind: Place['kind'], objectId: string | null = null) =>
  deps.uow.stores.places.remember({
    ...{ conversationId, kind, tenantId: 't', serviceUrl: 'https://x.example/', botId: 'b', objectId },
  });
const message = (id: string, to: Message['to'], more: Partial<Message> = {}): Message => ({
  ...{ id, kind: 'said', about: {}, to, dueAt: at(0), ...more },
});
const IN_CHANNEL = { kind: 'conversation', conversationId: 'kanaal' } as const;
const queue = (...messages: Message[]): Promise<void> => deps.uow.stores.outbox.add(messages);
const run = async (until = seconds): Promise<void> => {
  seconds = until;
  while ((await outbox.sendDue()) > 0);
};
const traces = async () =>
  Object.fromEntries(
    (
      await deps.uow.stores.outbox.traces(['queued', 'claimed', 'sending', 'sent', 'ambiguous', 'dropped', 'dead'], 99)
    ).map((each) => [each.id, each]),
  );
const aPerson = (objectId: string, functions: string[] = []): Promise<Member> =>
  aMember(deps.uow.stores, { tenantId: 't', objectId, name: objectId }, ['begeleider'], { functions });

it('says what is true when it is sent, not when it was queued', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL, { dueAt: at(60) }));
  truth = 'later';
  await run(60);
  expect(heard).toMatchObject([{ how: 'post', where: 'kanaal' }]);
  expect(heard[0]?.words).toContain('later');
});

it('sends nothing that is no longer true', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL));
  truth = null;
  await run();
  expect(heard).toEqual([]);
  expect(await traces()).toMatchObject({ a: { state: 'dropped' } });
});

it('puts a card in the place of the card that it is, and a word in its thread', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL, { card: 'signal:1' }));
  await run(0);
  await queue(message('b', IN_CHANNEL, { card: 'signal:1' }), message('c', IN_CHANNEL, { thread: 'signal:1' }));
  await run(1);
  expect(heard.map(({ how, thread }) => [how, thread])).toEqual([
    ['post', null],
    ['update m1', null],
    ['post', 'm1'],
  ]);
});

it('says a card anew where the message is no longer there', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL, { card: 'signal:1' }));
  await run(0);
  answers = [{ kind: 'refused', gone: true, fault: 'HTTP 404' }];
  await queue(message('b', IN_CHANNEL, { card: 'signal:1' }));
  await run(1);
  expect(heard.map(({ how }) => how)).toEqual(['post', 'update m1', 'post']);
  expect(await traces()).toMatchObject({ b: { state: 'sent' } });
});

it.each<[string, Delivery, number, number]>([
  ['throttled, with a moment', { kind: 'later', afterMs: 30_000, fault: 'HTTP 429' }, 29, 30],
  ['throttled, without one', { kind: 'later', afterMs: null, fault: 'HTTP 412' }, 1, 2],
])('%s: tries again then, and not before', async (_what, answer, before, after) => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL));
  answers = [answer];
  await run(0);
  await run(before);
  expect(heard).toHaveLength(1);
  await run(after);
  expect(heard).toHaveLength(2);
  expect(await traces()).toMatchObject({ a: { state: 'sent' } });
});

it('what may have arrived is repeated once, and says that it may be there twice', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL));
  answers = [{ kind: 'unknown', fault: 'HTTP 502' }];
  await run(0);
  await run(59);
  expect(heard).toHaveLength(1);
  await run(60);
  expect(heard).toHaveLength(2);
  expect(heard[0]?.words).not.toContain('dubbel');
  expect(heard[1]?.words).toContain('dubbel');
  expect(await traces()).toMatchObject({ a: { state: 'sent', repeats: true } });
});

it('what stays in doubt is on the list and is not sent a third time', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL));
  answers = [
    { kind: 'unknown', fault: 'HTTP 502' },
    { kind: 'unknown', fault: 'HTTP 504' },
  ];
  await run(0);
  await run(60);
  await run(86_400);
  expect(heard).toHaveLength(2);
  expect(await traces()).toMatchObject({ a: { state: 'ambiguous', fault: 'HTTP 504' } });
});

it('a fault of ours is told, and the message goes when it is mended', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL, { kind: 'broken' }));
  await run(0);
  expect(faults).toHaveLength(1);
  expect(await traces()).toMatchObject({ a: { state: 'queued', attempts: 0 } });
});

it('a fault of ours is tried less and less often', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL, { kind: 'broken' }));
  for (let second = 0; second <= 3600; second += 2) await run(second);
  expect(faults.length).toBeGreaterThan(5);
  expect(faults.length).toBeLessThan(30);
});

it('what was sent and could not be noted is in doubt: repeated after its lease, and it says so', async () => {
  await place('kanaal', 'channel');
  await queue(message('a', IN_CHANNEL));
  const { uow } = deps;
  const { outbox: store } = uow.stores;
  let away = true;
  const settle: typeof store.settle = (...what) => {
    if (!away) return store.settle(...what);
    away = false;
    return Promise.reject(new Error('the database is away for a moment'));
  };
  const forgetful: typeof uow = { ...uow, stores: { ...uow.stores, outbox: { ...store, settle } } };
  const broken = createOutbox({ ...parts(), deps: { ...deps, uow: forgetful } });
  await broken.sendDue();
  expect(heard).toHaveLength(1);
  await run(59);
  expect(heard).toHaveLength(1);
  await run(61);
  expect(heard).toHaveLength(2);
  expect(heard[1]?.words).toContain('dubbel');
  expect(await traces()).toMatchObject({ a: { state: 'sent', repeats: true } });
});

it('reaches somebody who never wrote to the bot', async () => {
  await place('kanaal', 'channel');
  const anna = await aPerson('anna');
  await queue(message('a', { kind: 'member', memberId: anna.id }));
  await run();
  expect(heard).toMatchObject([{ how: 'post', where: 'new anna' }]);
  expect(await deps.uow.stores.places.ofPerson('t', 'anna')).toMatchObject({ conversationId: 'new anna' });
});

it('believes that a chat is gone the third time; then it goes to the coordinator and by mail, without content', async () => {
  const [anna, cor] = [await aPerson('anna'), await aPerson('cor', ['coordinator'])];
  await place('chat anna', 'personal', 'anna');
  await place('chat cor', 'personal', 'cor');
  await deps.uow.stores.members.setEmail(anna.id, 'anna@zorg.example');
  await queue(message('a', { kind: 'member', memberId: anna.id }));
  answers = Array.from({ length: 3 }, () => ({ kind: 'refused', gone: true, fault: 'HTTP 403' }) as const);
  await run(0);
  await run(10);
  expect(mails).toEqual([]);
  await run(60);
  expect(heard.filter(({ where }) => where === 'chat anna')).toHaveLength(3);
  const told = heard.filter(({ where }) => where === 'chat cor');
  expect(told).toHaveLength(1);
  expect(told[0]?.words).toContain('kwam niet aan');
  expect(told[0]?.words).not.toContain('nu');
  expect(mails).toEqual(['anna@zorg.example']);
  expect(await traces()).toMatchObject({ a: { state: 'dead', fault: 'HTTP 403' } });
  expect(await deps.uow.stores.places.ofPerson('t', 'anna')).toBeNull();
  expect(cor.id).not.toBe(anna.id);
});

it('goes to the deputy where somebody who is away cannot be reached', async () => {
  const [anna, bram] = [await aPerson('anna'), await aPerson('bram')];
  await place('chat bram', 'personal', 'bram');
  await place('chat anna', 'personal', 'anna');
  await deps.uow.stores.members.setAway(anna.id, { from: '2026-03-01', until: '2026-03-31', deputyId: bram.id });
  answers = [{ kind: 'refused', gone: false, fault: 'HTTP 413' }];
  await queue(message('a', { kind: 'member', memberId: anna.id }));
  await run();
  expect(heard.map(({ where }) => where)).toEqual(['chat anna', 'chat bram']);
});

it('nothing is said to somebody who has left', async () => {
  const anna = await aPerson('anna');
  await place('chat anna', 'personal', 'anna');
  await deps.uow.stores.members.leave(anna.id, '2026-03-09');
  await queue(message('a', { kind: 'member', memberId: anna.id }));
  await run();
  expect(heard).toEqual([]);
  expect(await traces()).toMatchObject({ a: { state: 'dead', fault: 'left' } });
});

it('a channel that is gone is noted, and its people hear of it', async () => {
  const cor = await aPerson('cor', ['coordinator']);
  await place('kanaal', 'channel');
  await place('chat cor', 'personal', 'cor');
  await deps.uow.stores.turns.link({ conversationId: 'kanaal', caseId: null, region: 'haarlemmermeer' }, cor.id, at(0));
  answers = Array.from({ length: 3 }, () => ({ kind: 'refused', gone: true, fault: 'HTTP 404' }) as const);
  await queue(message('a', IN_CHANNEL));
  for (const moment of [0, 10, 60]) await run(moment);
  expect(heard.map(({ where }) => where)).toEqual(['kanaal', 'kanaal', 'kanaal', 'chat cor']);
  expect(await deps.uow.stores.places.lost()).toMatchObject([{ conversationId: 'kanaal' }]);
});

it('a message that Teams does not take for a day goes by another way', async () => {
  await place('chat anna', 'personal', 'anna');
  const anna = await aPerson('anna');
  await deps.uow.stores.members.setEmail(anna.id, 'anna@zorg.example');
  await queue(message('a', { kind: 'member', memberId: anna.id }));
  for (let hour = 0; hour <= 25; hour += 1) {
    answers = [{ kind: 'later', afterMs: null, fault: 'ECONNREFUSED' }];
    await run(hour * 3600);
  }
  expect(mails).toEqual(['anna@zorg.example']);
  expect(await traces()).toMatchObject({ a: { state: 'dead' } });
});
