/** The promises of the outbox, kept the same by the embedded database and by a PostgreSQL server. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message, OutboxStore } from '../../src/usecases/ports.ts';
import { MODES, type TestDatabase } from '../support/database.ts';
import { aMember } from '../support/people.ts';

const T0 = Date.parse('2026-03-10T09:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

describe.each(MODES)('%s', (mode, here, open) => {
  describe.runIf(here)('the outbox', () => {
    let database: TestDatabase;
    let outbox: OutboxStore;
    beforeAll(async () => {
      database = await open();
      ({ outbox } = database.uow.stores);
    });
    beforeEach(() => database.pool.query('TRUNCATE outbox, posted_cards'));
    afterAll(() => database.close());

    const message = (id: string, to = 'kanaal', more: Partial<Message> = {}): Message => ({
      ...{ id, kind: 'k', about: { signal: id }, to: { kind: 'conversation', conversationId: to }, dueAt: at(0) },
      ...more,
    });
    const conversation = (conversationId: string) => ({ kind: 'conversation', conversationId }) as const;
    const claim = (seconds: number, limit = 10) =>
      outbox.claim({ now: at(seconds), leaseUntil: at(seconds + 60), limit, perSecond: 50 });
    const states = async (): Promise<Record<string, string>> => {
      const all = await outbox.traces(['queued', 'claimed', 'sending', 'sent', 'ambiguous', 'dropped', 'dead'], 1000);
      return Object.fromEntries(all.map((each) => [each.id, each.state]));
    };
    /** Claims and sends everything that is due, in the order in which it goes. */
    const sendAll = async (seconds: number): Promise<string[]> => {
      const order: string[] = [];
      for (;;) {
        const claimed = await claim(seconds);
        if (claimed.length === 0) return order;
        for (const each of claimed) {
          expect(await outbox.begin(each.id, each.claim, at(seconds + 60))).toBe(true);
          await outbox.settle(each.id, each.claim, { kind: 'sent', posted: null }, at(seconds));
          order.push(each.id);
        }
      }
    };

    it('the same message twice is there once', async () => {
      await outbox.add([message('a')]);
      await outbox.add([message('a'), message('b', 'elders')]);
      expect(await states()).toEqual({ a: 'queued', b: 'queued' });
    });

    it('nothing goes before its moment', async () => {
      await outbox.add([message('a', 'kanaal', { dueAt: at(10) })]);
      expect(await claim(9)).toEqual([]);
      expect(await outbox.nextDue()).toBe(at(10));
      expect(await claim(10)).toHaveLength(1);
    });

    it('a conversation hears its messages one by one, in the order of queueing; others do not wait for it', async () => {
      await outbox.add([message('a'), message('b'), message('c', 'elders')]);
      expect((await claim(0)).map(({ id }) => id)).toEqual(['a', 'c']);
      expect(await claim(0)).toEqual([]);
    });

    it('what was sent before the clock went back holds nobody up until it has caught up', async () => {
      const day = 86_400;
      await outbox.add(Array.from({ length: 7 }, (_, n) => message(`a${n}`)));
      await sendAll(day);
      await outbox.add([message('later', 'kanaal', { dueAt: at(day) })]);
      // A clock that is a second ahead counts all the same: processes agree to within that.
      expect(await claim(day - 1)).toEqual([]);
      await outbox.add([message('now', 'kanaal')]);
      expect((await claim(0)).map(({ id }) => id)).toEqual(['now']);
    });

    it('a message that is tried again later keeps its place before the next one', async () => {
      await outbox.add([message('a'), message('b')]);
      const [first] = await claim(0);
      await outbox.begin('a', first?.claim ?? '', at(60));
      await outbox.settle('a', first?.claim ?? '', { kind: 'retry', at: at(30), fault: 'HTTP 429' }, at(0));
      expect(await claim(10)).toEqual([]);
      expect((await claim(30)).map(({ id, attempts }) => [id, attempts])).toEqual([['a', 1]]);
    });

    it('one that may have arrived holds up nobody, is repeated once, and then stays on the list', async () => {
      await outbox.add([message('a'), message('b')]);
      const doubt = async (seconds: number, again: string | null) => {
        const [first] = await claim(seconds);
        await outbox.begin(first?.id ?? '', first?.claim ?? '', at(seconds + 60));
        await outbox.settle(first?.id ?? '', first?.claim ?? '', { kind: 'ambiguous', again, fault: 'x' }, at(seconds));
        return first;
      };
      expect(await doubt(0, at(60))).toMatchObject({ id: 'a', repeats: false });
      expect(await sendAll(1)).toEqual(['b']);
      expect(await doubt(60, null)).toMatchObject({ id: 'a', repeats: true, attempts: 1 });
      expect(await claim(10_000)).toEqual([]);
      expect(await outbox.traces(['ambiguous'], 10)).toMatchObject([{ id: 'a', attempts: 2, repeats: true }]);
    });

    it.each([
      ['not begun', false, { id: 'a', attempts: 0, repeats: false }],
      ['in the middle of sending', true, { id: 'a', attempts: 1, repeats: true }],
    ])('a worker stopped, %s: another one takes over after the lease', async (_what, begun, expected) => {
      await outbox.add([message('a')]);
      const [lost] = await claim(0);
      if (begun) await outbox.begin('a', lost?.claim ?? '', at(60));
      expect(await claim(59)).toEqual([]);
      expect(await claim(61)).toMatchObject([expected]);
      // The first one comes to life again: it has nothing to say about the message any more.
      expect(await outbox.begin('a', lost?.claim ?? '', at(200))).toBe(false);
      expect(await outbox.settle('a', lost?.claim ?? '', { kind: 'sent', posted: null }, at(62))).toBe(false);
      expect(await states()).toEqual({ a: 'claimed' });
    });

    it('a repeat that was stopped in the middle is not repeated again', async () => {
      await outbox.add([message('a')]);
      for (const seconds of [0, 100]) {
        const [each] = await claim(seconds);
        await outbox.begin('a', each?.claim ?? '', at(seconds + 60));
      }
      expect(await claim(200)).toEqual([]);
      expect(await states()).toEqual({ a: 'ambiguous' });
    });

    it('a newer message for the same card overtakes the older one', async () => {
      await outbox.add([message('a', 'kanaal', { card: 'signal:1' }), message('b', 'kanaal', { card: 'signal:2' })]);
      await outbox.add([message('c', 'kanaal', { card: 'signal:1' }), message('d', 'elders', { card: 'signal:1' })]);
      expect(await states()).toEqual({ a: 'dropped', b: 'queued', c: 'queued', d: 'queued' });
    });

    it('a card is remembered where it was posted', async () => {
      await outbox.add([message('a', '19:k;messageid=5', { card: 'signal:1' })]);
      const [each] = await claim(0);
      await outbox.begin('a', each?.claim ?? '', at(60));
      const posted = { activityId: '77', conversationId: '19:k;messageid=5' };
      await outbox.settle('a', each?.claim ?? '', { kind: 'sent', posted }, at(0));
      expect(await outbox.cardIn(conversation('19:k'), 'signal:1')).toEqual(posted);
      expect(await outbox.cardIn(conversation('19:k'), 'signal:2')).toBeNull();
      expect(await outbox.cardIn(conversation('19:other'), 'signal:1')).toBeNull();
    });

    it('what is withdrawn is not sent', async () => {
      await outbox.add([message('a'), message('b'), message('c', 'kanaal', { kind: 'other' })]);
      expect(await outbox.drop(['k'], { signal: 'a' })).toBe(1);
      expect(await states()).toEqual({ a: 'dropped', b: 'queued', c: 'queued' });
    });

    it.each([
      [7, 0.5, 1],
      [8, 1.5, 2],
      [60, 29, 30],
    ])(
      'no more than %d messages to one conversation, and the next when Teams allows it',
      async (most, before, after) => {
        await outbox.add(Array.from({ length: 70 }, (_, n) => message(`m${n}`)));
        // As fast as the shorter limits allow.
        const sent: string[] = [];
        const pace = most === 60 ? 0.5 : most === 8 ? 1.0001 : 0;
        for (let seconds = 0; seconds <= before; seconds += pace || 1) sent.push(...(await sendAll(seconds)));
        expect(sent.length).toBe(most);
        expect(await claim(before)).toEqual([]);
        expect(await claim(after + 0.01)).toHaveLength(1);
      },
    );

    it('no more than 50 messages a second for the whole bot', async () => {
      await outbox.add(Array.from({ length: 60 }, (_, n) => message(`m${n}`, `kanaal ${n}`)));
      expect(await claim(0, 100)).toHaveLength(50);
      expect(await claim(0, 100)).toEqual([]);
    });

    it('several workers never get the same message', async () => {
      await outbox.add(Array.from({ length: 40 }, (_, n) => message(`m${n}`, `kanaal ${n % 30}`)));
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim(0, 10)));
      const ids = claims.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(30);
    });

    it('messages of a transaction that fails are not there', async () => {
      const failing = database.uow.transaction(async (stores) => {
        await stores.outbox.add([message('a')]);
        throw new Error('on second thoughts');
      });
      await expect(failing).rejects.toThrow('on second thoughts');
      expect(await states()).toEqual({});
    });

    it('the listener hears of messages once they are stored, and of no others', async () => {
      let heard = 0;
      database.onQueued(() => (heard += 1));
      await database.uow.transaction((stores) => stores.outbox.add([message('a')]));
      expect(heard).toBe(1);
      await database.uow.transaction((stores) => stores.outbox.traces(['sent'], 1));
      await database.uow.transaction((stores) => stores.outbox.add([])).catch(() => undefined);
      expect(heard).toBe(1);
      await outbox.add([message('b')]);
      expect(heard).toBe(2);
    });

    it('what was settled long ago is removed; what still waits is not', async () => {
      await outbox.add([message('a'), message('b', 'elders', { dueAt: at(1000) })]);
      await sendAll(0);
      expect(await outbox.purge(at(0))).toBe(0);
      expect(await outbox.purge(at(1))).toBe(1);
      expect(await states()).toEqual({ b: 'queued' });
    });

    it('what should have gone is found', async () => {
      await outbox.add([message('a'), message('b', 'elders', { dueAt: at(100) })]);
      expect(await outbox.overdue(at(50))).toMatchObject([{ id: 'a', state: 'queued' }]);
    });

    it('messages to a person go when the person goes, a mail has a lane of its own', async () => {
      const member = await aMember(database.uow.stores, { tenantId: 't', objectId: `o ${mode}` }, ['begeleider']);
      await outbox.add([
        message('a', '', { to: { kind: 'member', memberId: member.id } }),
        message('b', '', { to: { kind: 'mail', memberId: member.id } }),
      ]);
      expect((await claim(0)).map(({ to }) => to.kind)).toEqual(['member', 'mail']);
    });
  });
});
