/**
 * Thirty people of twelve organisations press within one second: on the embedded database, and on a server with two
 * replicas. Each is answered in time, one vote for each organisation counts, and everybody's card is right afterwards.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { createServerDatabase, testDatabase } from '../support/database.ts';
import { ballotReference, type BallotEvent } from '../support/ballotReference.ts';
import { voteWorld, type VoteWorld } from '../support/voteWorld.ts';
import { wordsOn } from '../support/bot.ts';

const url = process.env['DATABASE_URL'];
interface Replicas {
  readonly databases: readonly Database[];
  close(): Promise<void>;
}
const embedded = async (): Promise<Replicas> => {
  const database = await testDatabase();
  return { databases: [database], close: () => database.close() };
};
const server = async (): Promise<Replicas> => {
  const own = await createServerDatabase(url ?? '');
  const first = await openDatabase({ mode: 'server', url: own.url });
  const databases = [first, await openDatabase({ mode: 'server', url: own.url })];
  const close = async (): Promise<void> => {
    for (const each of databases) await each.close();
    await own.drop();
  };
  return { databases, close };
};

const CHOICES = ['for', 'against', 'abstain'] as const;
const WORDS = { for: 'voor', against: 'tegen', abstain: 'onthouding' };

describe.each([
  ['embedded', true, embedded],
  ['on a server, two replicas', url !== undefined, server],
] as const)('%s', (_mode, here, open) => {
  describe.runIf(here)('a vote of thirty people', () => {
    let replicas: Replicas;
    let world: VoteWorld;
    beforeEach(async () => {
      replicas = await open();
      world = await voteWorld(replicas.databases, { organisations: 12, people: 30 });
      await world.sendAll();
    });
    afterEach(async () => {
      await world.close();
      await replicas.close();
      expect(world.faults).toEqual([]);
    });

    const b = (): string => world.ballotId;
    const card = (): string =>
      wordsOn(world.group.messages.findLast((message) => wordsOn(message.card).includes('Stemming'))?.card);

    it('one vote for each organisation, each answered within three seconds, and everybody sees the same', async () => {
      const presses = world.voters.map(({ person, of }, n) => ({
        person,
        of,
        choice: CHOICES[n % 5 > 2 ? 1 : n % 2] ?? 'for',
        n,
      }));
      const answers = await Promise.all(
        presses.map(async ({ person, of, choice, n }) => {
          // All within one second, in no order.
          await new Promise((resolve) => setTimeout(resolve, (n * 37) % 1000));
          return { of, choice, ...(await world.press(person, 'vote', { b: b(), x: choice }, n)) };
        }),
      );
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(3000);
      const counted = answers.filter(({ text }) => text.includes('U kunt dit veranderen'));
      expect(new Set(counted.map(({ of }) => of)).size).toBe(12);
      expect(counted).toHaveLength(12);
      for (const { of, text } of answers) {
        const first = counted.find((each) => each.of === of);
        // Everybody else of the organisation hears what was voted, and by whom.
        if (!text.includes('U kunt dit veranderen')) {
          expect(text).toMatch(new RegExp(`al gestemd door Persoon \\d+: ${WORDS[first?.choice ?? 'for']}`));
        }
      }
      const events = counted.map(({ of, choice }, n): BallotEvent => ({
        kind: 'press',
        id: `${n}`,
        org: of,
        by: of,
        choice,
      }));
      const expected = ballotReference([...new Set(counted.map(({ of }) => of))], events);
      await world.sendAll();
      expect(card()).toContain('12 van 12 hebben gestemd');
      expect(card()).toContain(`voor ${expected?.for} · tegen ${expected?.against}`);
      const closed = await world.press(world.voters[0]!.person, 'vote_close', { b: b() }, 1);
      expect(closed.text).toContain('De stemming is gesloten');
      await world.sendAll();
      const ballot = await world.deps.uow.stores.ballots.byId(b());
      expect(ballot?.result).toMatchObject({ ...expected });
      expect(card()).toMatch(/nodig 7/);
      expect(card()).not.toContain('Sluit de stemming');
    });

    it('presses beside the closing are counted or told that they were late, never both and never neither', async () => {
      const presses = world.voters.map(({ person }, n) => world.press(person, 'vote', { b: b(), x: 'for' }, n));
      const [closing, ...answers] = await Promise.all([
        world.press(world.voters[0]!.person, 'vote_close', { b: b() }, 1),
        ...presses,
      ]);
      expect(closing?.text).toContain('De stemming is gesloten');
      const counted = answers.filter(({ text }) => text.includes('U kunt dit veranderen')).length;
      const ballot = await world.deps.uow.stores.ballots.byId(b());
      expect(ballot?.result?.for).toBe(counted);
      expect(await world.deps.uow.stores.ballots.votes(b())).toHaveLength(counted);
      for (const { text } of answers) expect(text).toMatch(/U kunt dit veranderen|al gestemd door|te laat/);
      const c = await world.deps.uow.stores.cases.byId(ballot?.caseId ?? '');
      expect(c?.state.done.filter(({ step }) => step === 'uitstroomtafel')).toHaveLength(1);
    });

    it('two chairs who close at once close once', async () => {
      const both = [0, 1].map((n) => world.press(world.voters[0]!.person, 'vote_close', { b: b() }, n));
      const texts = (await Promise.all(both)).map(({ text }) => text);
      expect(texts.filter((text) => text.includes('De stemming is gesloten. '))).toHaveLength(1);
      expect(texts.filter((text) => text.includes('te laat'))).toHaveLength(1);
    });
  });
});
