/** The right to be forgotten: what goes, what stays, who may; on both databases. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseCase, planErasure } from '../../src/usecases/eraseCase.ts';
import { erasures } from '../../src/usecases/erasures.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { MODES, type TestDatabase } from '../support/database.ts';
import {
  asAdmin,
  asMember,
  CANARIES,
  canaryCase,
  canaryState,
  CLOSED,
  everything,
  OPERATOR,
  privacyDeps,
  privacyPeople,
  type People,
} from '../support/privacyCase.ts';

const NOW = '2026-06-15T10:00:00.000Z';
const REASON = 'Verzoek van de cliënt';

describe.each(MODES)('%s', (mode, here, open) => {
  describe.runIf(here)('erasing a case', () => {
    let database: TestDatabase;
    let deps: Deps;
    let people: People;
    let id: string;
    let code: string;
    let count = 0;
    beforeAll(async () => {
      database = await open();
      deps = await privacyDeps(database, () => NOW);
      people = await privacyPeople(deps);
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      ({ id, code } = await canaryCase(deps, people, `case-${(count += 1)}`));
    });

    const holding = async (word: string) =>
      Object.entries(await everything(database)).flatMap(([table, text]) => (text.includes(word) ? [table] : []));
    const erase = (parts: object = {}, by = asAdmin(people)) => eraseCase(deps, { code, reason: REASON, ...parts }, by);
    const eraseAll = async (): Promise<void> => {
      for (const each of await deps.uow.stores.cases.closed()) await erase({ code: each.code });
    };

    it('leaves the pseudonym, the facts and the reasons in no table at all', async () => {
      for (const canary of CANARIES) expect(await holding(canary), canary).not.toEqual([]);
      await eraseAll();
      for (const canary of CANARIES) expect(await holding(canary), canary).toEqual([]);
    });

    it('leaves nothing that leads to the case but its lines in the log', async () => {
      expect((await holding(id)).sort()).toEqual([
        ...['audit_log', 'case_organisations', 'cases', 'channel_links', 'current_cases', 'outbox', 'participations'],
        ...['reminder_marks', 'signals'],
      ]);
      await erase();
      expect(await holding(id)).toEqual(['audit_log']);
    });

    it('keeps of each line who, when and what kind, and adds one that says so', async () => {
      const { audit } = deps.uow.stores;
      const before = await audit.ofCase(id);
      expect(before).toHaveLength(25);
      await erase();
      const after = await audit.ofCase(id);
      expect(after.slice(0, -1)).toEqual(before.map((line) => ({ ...line, effect: null })));
      expect(after.at(-1)).toMatchObject({
        ...{ at: NOW, memberId: people.admin.id, behalfOf: null, caseId: id, type: 'erased' },
        effect: { code, cause: 'request', reason: REASON, lines: 25 },
      });
    });

    it('leaves the chain of the log sound, with a head that was noted before', async () => {
      const { head } = await deps.uow.stores.audit.verify(null);
      await erase();
      const verdict = await deps.uow.stores.audit.verify(head);
      expect(verdict.faults).toEqual([]);
      expect(verdict.erased).toBeGreaterThanOrEqual(25);
    });

    it('leaves other cases as they are, and the code is not given out again', async () => {
      const other = await canaryCase(deps, people, `other-${count}`);
      const { cases, audit } = deps.uow.stores;
      const before = [
        await cases.byId(other.id),
        await audit.ofCase(other.id),
        await cases.participants(other.id, '2026-03-10'),
      ];
      await erase({ code: other.code.replace(/\d+$/, (n) => String(Number(n) - 1).padStart(3, '0')) });
      expect(await cases.byCode(code)).toBeNull();
      expect([
        await cases.byId(other.id),
        await audit.ofCase(other.id),
        await cases.participants(other.id, '2026-03-10'),
      ]).toEqual(before);
      const next = await canaryCase(deps, people, `next-${count}`);
      expect(Number(next.code.slice(-3))).toBe(Number(other.code.slice(-3)) + 1);
    });

    it('says beforehand what goes, changes nothing by that, and does what it said', async () => {
      const before = await everything(database);
      const erasure = { code, goes: { facts: 4, steps: 2, participants: 2, conversations: 1, signals: 1 }, lines: 25 };
      expect(await planErasure(deps, { code, reason: REASON }, OPERATOR)).toEqual({ kind: 'ready', erasure });
      expect(await everything(database)).toEqual(before);
      expect(await erase()).toEqual({ kind: 'erased', erasure });
    });

    it('twice is once', async () => {
      expect((await erase()).kind).toBe('erased');
      expect(await erase()).toEqual({ kind: 'no_case' });
      const twice = await canaryCase(deps, people, `twice-${count}`);
      const both = await Promise.all([erase({ code: twice.code }), erase({ code: twice.code })]);
      expect(both.map(({ kind }) => kind).sort()).toEqual(['erased', 'no_case']);
      expect((await deps.uow.stores.audit.ofCase(twice.id)).filter(({ type }) => type === 'erased')).toHaveLength(1);
    });

    it('and opening it again at the same moment: one of the two happens, never half of both', async () => {
      const { cases, audit } = deps.uow.stores;
      const reopen = cases.save(id, 2, canaryState(null), null, []);
      const [reopened, erased] = await Promise.all([reopen, erase()]);
      const left = await cases.byId(id);
      if (reopened) expect([erased.kind, left?.pseudonym]).toEqual(['open', 'PSEUDO-7Q']);
      else expect([erased.kind, left]).toEqual(['erased', null]);
      expect((await audit.ofCase(id)).every(({ effect, type }) => (effect === null) === !reopened || type === 'erased')).toBe(true);
    }); // prettier-ignore

    // On one connection, as embedded, nobody can come in between.
    it.runIf(mode === 'on a server')('waits for who is opening the case again, and then refuses', async () => {
      const client = await database.pool.connect();
      await client.query('BEGIN');
      await client.query('UPDATE cases SET state = $2 WHERE id = $1', [id, JSON.stringify(canaryState(null))]);
      const erasing = erase();
      const waiting = async (): Promise<boolean> => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      };
      while (!(await waiting()));
      await client.query('COMMIT');
      client.release();
      expect(await erasing).toEqual({ kind: 'open' });
      expect((await deps.uow.stores.audit.ofCase(id)).every(({ effect }) => effect !== null)).toBe(true);
    });

    it('stands in the list of erasures with its code, and nothing of the client', async () => {
      await erase();
      const result = await erasures(deps, OPERATOR);
      const rows = result.kind === 'erasures' ? result.rows : [];
      expect(rows.at(-1)).toEqual({ code, on: '2026-06-15', by: 'Ada Beheer', reason: REASON });
      expect(await erasures(deps, asMember(people.anna))).toEqual({ kind: 'forbidden' });
    });

    describe('is refused, and changes nothing,', () => {
      const wrong = (fault: string) => ({ kind: 'reason', fault });
      it.each<[string, () => ReturnType<typeof eraseCase>, object]>([
        ['to who works on it', () => erase({}, asMember(people.anna)), { kind: 'forbidden' }],
        ['to who lets the home', () => erase({}, asMember(people.cor)), { kind: 'forbidden' }],
        ['for a code that is not there', () => erase({ code: 'PRF-1999-001' }), { kind: 'no_case' }],
        ['without a reason', () => erase({ reason: ' ' }), wrong('empty')],
        ['with a reason that is a story', () => erase({ reason: 'a'.repeat(201) }), wrong('too_long')],
        ['with the pseudonym in the reason', () => erase({ reason: 'voor pseudo 7q.' }), wrong('names_client')],
      ])('%s', async (_, act, refused) => {
        const before = await everything(database);
        expect(await act()).toEqual(refused);
        expect(await everything(database)).toEqual(before);
      });

      it.each([
        ['runs', canaryState(null)],
        ['is on hold', { ...canaryState(null), hold: { since: CLOSED, reason: 'x' } }],
      ])('for a case that %s', async (_, state) => {
        await deps.uow.stores.cases.save(id, 2, state, null, []);
        const before = await everything(database);
        expect(await planErasure(deps, { code, reason: REASON }, OPERATOR)).toEqual({ kind: 'open' });
        expect(await erase()).toEqual({ kind: 'open' });
        expect(await everything(database)).toEqual(before);
      });

      it('is not even looked at for who may not', async () => {
        expect(await planErasure(deps, { code: 'x', reason: '' }, asMember(people.anna))).toEqual({ kind: 'forbidden' });
      }); // prettier-ignore
    });
  });
});
