/** What the chained log promises: whoever gets past the triggers is found out, and erasing content is not a fault. */
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditStore } from '../../src/storage/audit.ts';
import type { Link } from '../../src/storage/link.ts';
import type { AuditEntry, AuditFault, AuditVerdict } from '../../src/usecases/ports.ts';
import { MODES, type TestDatabase } from '../support/database.ts';

// More than the 1000 that are read at once.
const LINES = 1100;
const entry = (id: string, parts: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ id, at: '2026-03-29T00:30:00.123Z', memberId: 'anna', behalfOf: null, caseId: 'kept', type: 'held' },
  ...{ effect: { id, reason: 'één “reden” 🙂', n: 1.5 } },
  ...parts,
});
const changed = (...seqs: number[]): AuditFault[] => seqs.map((seq) => ({ kind: 'changed', seq }));
const missing = (seq: number, until = seq): AuditFault => ({ kind: 'missing', seq, until });
const cutOff = (seq: number): AuditFault => ({ kind: 'cut_off', seq });

describe.each(MODES)('%s', (_mode, here, open) => {
  describe.runIf(here)('the log', () => {
    let database: TestDatabase;
    let noted: string;
    let latest: string;
    beforeAll(async () => {
      database = await open();
      const { audit } = database.uow.stores;
      // Every third line is of a case that is erased; one line is of no case.
      const lines = Array.from({ length: LINES - 12 }, (_, n) => entry(`l${n}`, n % 3 === 2 ? { caseId: 'gone' } : {}));
      await audit.add([entry('first', { caseId: null, memberId: null, type: 'person_changed' }), ...lines]);
      noted = (await audit.verify(null)).head;
      await audit.eraseContent('gone');
      await audit.add([entry('erased', { caseId: 'gone', type: 'erased', effect: { code: 'HLM-2026-001' } })]);
      await audit.add(Array.from({ length: 10 }, (_, n) => entry(`later${n}`)));
      latest = (await audit.verify(null)).head;
    });
    afterAll(() => database.close());

    it('is sound from the first line on, also after content was erased, and knows a head that was noted before', async () => {
      const verdict = await database.uow.stores.audit.verify(noted);
      expect(verdict).toEqual({ lines: LINES, erased: 362, head: expect.any(String) as string, faults: [] });
      expect(verdict.head).not.toBe(noted);
      expect(await database.uow.stores.audit.verify(latest)).toEqual(verdict);
    });

    it('of nothing is sound, and its head can be noted', async () => {
      const verdict = await tampered("TRUNCATE audit_log; UPDATE audit_head SET seq = 0, hash = sha256('')");
      expect(verdict).toMatchObject({ lines: 0, faults: [] });
      expect(await database.uow.stores.audit.verify(verdict.head)).toMatchObject({ faults: [] });
    });

    it('leaves of erased content a hash that nobody can find the content by, however few it can have been', async () => {
      await onClient(async (client, link) => {
        const effect = { fact: 'hoogRisico', from: null, to: true };
        await auditStore(link).add(['x', 'y'].map((id) => entry(`guess ${id}`, { caseId: 'guess', effect })));
        const hashes = async () => {
          const { rows } = await client.query<{ content: string; plain: string; salt: string | null }>(
            `SELECT encode(content_hash, 'hex') AS content, salt,
               encode(sha256(convert_to($1::jsonb::text, 'UTF8')), 'hex') AS plain
             FROM audit_log WHERE case_id = 'guess' ORDER BY seq`,
            [JSON.stringify(effect)],
          );
          return rows;
        };
        const written = await hashes();
        expect(new Set(written.flatMap(({ content, plain }) => [content, plain])).size).toBe(3);
        await auditStore(link).eraseContent('guess');
        expect(await hashes()).toEqual(written.map((row) => ({ ...row, salt: null })));
      });
    });

    // Past the triggers, as somebody with all rights on the database would; taken back at the end.
    async function tampered(sql: string, expected: string | null = null): Promise<AuditVerdict> {
      return onClient(async (client, link) => {
        await client.query('SET LOCAL session_replication_role = replica');
        await client.query(sql);
        return auditStore(link).verify(expected);
      });
    }

    async function onClient<T>(work: (client: pg.PoolClient, link: Link) => Promise<T>): Promise<T> {
      const client = await database.pool.connect();
      await client.query('BEGIN');
      try {
        const rows: Link['rows'] = async <Row extends object>({ text }: { text: string }, values: readonly unknown[]) =>
          (await client.query<Row>(text, [...values])).rows;
        return await work(client, { db: undefined as never, rows });
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    }

    const CHAIN = `sha256(convert_to(concat_ws('|', encode(before.hash, 'hex'), l.seq, l.id,
      (extract(epoch FROM l.at) * 1000)::bigint, coalesce(l.member_id, ''), coalesce(l.behalf_of, ''),
      coalesce(l.case_id, ''), l.type, encode(l.content_hash, 'hex')), 'UTF8'))`;
    const rechained = (seq: number) =>
      `UPDATE audit_log l SET hash = ${CHAIN} FROM audit_log before WHERE l.seq = ${seq} AND before.seq = l.seq - 1`;
    const insert = (seq: string) =>
      `INSERT INTO audit_log (id, seq, at, type, effect, content_hash, hash)
       VALUES ('new', ${seq}, now(), 'read', '{}', sha256('{}'), sha256('new'))`;
    const renumber = (by: number, from: number) =>
      `UPDATE audit_log SET seq = -seq WHERE seq >= ${from}; UPDATE audit_log SET seq = ${by} - seq WHERE seq < 0`;

    // Line 5 is of the case that is kept, line 1000 is the last of the first batch, 7 has lost its content.
    describe('a change is found:', () => {
      it.each<[string, string, readonly AuditFault[]]>([
        ['of the content', `UPDATE audit_log SET effect = '{"reason": "x"}' WHERE seq = 5`, changed(5)],
        ['of content and its hash', `UPDATE audit_log SET effect = '{}', content_hash = sha256(convert_to(salt || '{}', 'UTF8')) WHERE seq = 5`, changed(5)],
        ['of who', `UPDATE audit_log SET member_id = 'bea' WHERE seq = 5`, changed(5)],
        ['of who, to nobody', 'UPDATE audit_log SET member_id = NULL WHERE seq = 5', changed(5)],
        ['of on whose behalf', `UPDATE audit_log SET behalf_of = 'bea' WHERE seq = 5`, changed(5)],
        ['of when, by a millisecond', `UPDATE audit_log SET at = at + interval '1 millisecond' WHERE seq = 5`, changed(5)],
        ['of the case', `UPDATE audit_log SET case_id = 'other' WHERE seq = 5`, changed(5)],
        ['of the kind', `UPDATE audit_log SET type = 'read' WHERE seq = 5`, changed(5)],
        ['of the id', `UPDATE audit_log SET id = 'x' WHERE seq = 5`, changed(5)],
        ['of the salt', `UPDATE audit_log SET salt = 'x' WHERE seq = 5`, changed(5)],
        ['of its hash', `UPDATE audit_log SET hash = sha256('x') WHERE seq = 5`, changed(5, 6)],
        ['of a line with a hash to match', `UPDATE audit_log SET member_id = 'bea' WHERE seq = 5; ${rechained(5)}`, changed(6)],
        ['of the first line', `UPDATE audit_log SET type = 'read' WHERE seq = 1`, changed(1)],
        ['of the last line', `UPDATE audit_log SET type = 'read' WHERE seq = ${LINES}`, changed(LINES)],
        ['at the border of what is read at once', `UPDATE audit_log SET type = 'x' WHERE seq IN (1000, 1001)`, changed(1000, 1001)],
        ['of a line whose content was erased', `UPDATE audit_log SET member_id = 'bea' WHERE seq = 4`, changed(4)],
        ['content put back in a line whose content was erased', `UPDATE audit_log SET effect = '{}' WHERE seq = 4`, changed(4)],
        ['content that went while the case was not erased', 'UPDATE audit_log SET effect = NULL WHERE seq = 5', [{ kind: 'emptied', seq: 5 }]],
        ['content that went from a line of no case', 'UPDATE audit_log SET effect = NULL WHERE seq = 1', [{ kind: 'emptied', seq: 1 }]],
        ['content that went from the line of the erasure', `UPDATE audit_log SET effect = NULL WHERE seq = ${LINES - 10}`, [{ kind: 'emptied', seq: LINES - 10 }]],
      ])('%s', async (_, sql, faults) => {
        expect((await tampered(sql)).faults).toEqual(faults);
      }); // prettier-ignore
    });

    describe('a line that is gone, moved or put there is found:', () => {
      it.each<[string, string, readonly AuditFault[]]>([
        ['one removed', 'DELETE FROM audit_log WHERE seq = 5', [missing(5)]],
        ['one without content removed', 'DELETE FROM audit_log WHERE seq = 4', [missing(4)]],
        ['the first removed', 'DELETE FROM audit_log WHERE seq = 1', [missing(1)]],
        ['many removed', 'DELETE FROM audit_log WHERE seq BETWEEN 5 AND 1050', [missing(5, 1050)]],
        ['one removed, its neighbour changed', `DELETE FROM audit_log WHERE seq = 5; UPDATE audit_log SET effect = '{}' WHERE seq = 6`, [missing(5), ...changed(6)]],
        ['two exchanged', 'UPDATE audit_log SET seq = -1 WHERE seq = 5; UPDATE audit_log SET seq = 5 WHERE seq = 6; UPDATE audit_log SET seq = 6 WHERE seq = -1', changed(5, 6, 7)],
        ['one put at the end', insert(String(LINES + 1)), [...changed(LINES + 1), cutOff(LINES + 1)]],
        ['one put at the end that fits', `${insert(String(LINES + 1))}; ${rechained(LINES + 1)}`, [cutOff(LINES + 1)]],
        ['one put far beyond the end', insert('9000000000000000000'), [missing(LINES + 1, 9e18), cutOff(9e18)]],
        ['one put before the first', insert('0'), [...changed(0, 1)]],
        ['one put below nought', insert('-3'), [...changed(-3), missing(-2, 0)]],
        ['the end cut off', `DELETE FROM audit_log WHERE seq > ${LINES - 3}`, [cutOff(LINES - 3)]],
        ['the head gone', 'DELETE FROM audit_head', [cutOff(LINES)]],
        ['the head changed', `UPDATE audit_head SET hash = sha256('x')`, [cutOff(LINES)]],
        ['everything gone', 'TRUNCATE audit_log', [cutOff(0)]],
      ])('%s', async (_, sql, faults) => {
        expect((await tampered(sql)).faults).toEqual(faults);
      }); // prettier-ignore

      it.each<[string, string]>([
        ['one removed, those after it renumbered', `DELETE FROM audit_log WHERE seq = 5; ${renumber(-1, 6)}`],
        ['one put in between, those after it renumbered', `${renumber(1, 5)}; ${insert('5')}`],
      ])('%s', async (_, sql) => {
        const { faults } = await tampered(sql);
        expect(faults[0]).toEqual({ kind: 'changed', seq: 5 });
        expect(faults.at(-1)?.kind).toBe('cut_off');
      });
    });

    describe('who can also change the head is found out only by a head that was noted elsewhere:', () => {
      const shorter = (keep: number) =>
        `DELETE FROM audit_log WHERE seq > ${keep};
         UPDATE audit_head SET seq = ${keep}, hash = (SELECT hash FROM audit_log WHERE seq = ${keep})`;
      const again = `DO $$ BEGIN
          UPDATE audit_log SET member_id = 'bea' WHERE seq = 2;
          FOR n IN 2..${LINES} LOOP
            UPDATE audit_log l SET hash = ${CHAIN} FROM audit_log before WHERE l.seq = n AND before.seq = n - 1;
          END LOOP;
          UPDATE audit_head SET hash = (SELECT hash FROM audit_log WHERE seq = ${LINES});
        END $$`;
      it.each<[string, string]>([
        ['the end cut off', shorter(LINES - 5)],
        ['a line changed and everything after it chained anew', again],
      ])('%s', async (_, sql) => {
        expect((await tampered(sql)).faults).toEqual([]);
        expect((await tampered(sql, latest)).faults).toEqual([{ kind: 'unknown_hash' }]);
      });

      it('a cut after the noted line is not', async () => {
        expect((await tampered(shorter(LINES - 5), noted)).faults).toEqual([]);
      });
    });

    it('a line from before there was a salt is sound', async () => {
      const old = `UPDATE audit_log SET salt = NULL, content_hash = sha256(convert_to(effect::text, 'UTF8')) WHERE seq = ${LINES};
        ${rechained(LINES)}; UPDATE audit_head SET hash = (SELECT hash FROM audit_log WHERE seq = ${LINES})`;
      expect((await tampered(old)).faults).toEqual([]);
    });

    it('a line that is written while the log is checked is no fault', async () => {
      const verdict = await onClient((_client, link) => {
        let more = 3;
        const rows: Link['rows'] = async (statement, values) => {
          if (statement.name === 'audit_batch' && more > 0) {
            more -= 1;
            await auditStore(link).add([entry(`meanwhile ${more}`)]);
          }
          return link.rows(statement, values);
        };
        return auditStore({ ...link, rows }).verify(noted);
      });
      expect(verdict).toMatchObject({ lines: LINES + 3, faults: [] });
    });

    it('lines of many writers at once are chained one by one, and the same line twice is one', async () => {
      const { audit } = database.uow.stores;
      const before = await audit.verify(null);
      const writers = Array.from({ length: 20 }, (_, n) =>
        audit.add([entry(`w${n % 10}`, { caseId: 'busy' }), entry(`v${n}`, { caseId: 'busy' })]),
      );
      await Promise.all(writers);
      expect(await audit.verify(before.head)).toMatchObject({ lines: before.lines + 30, faults: [] });
      expect((await audit.ofCase('busy')).map(({ seq }) => seq)).toEqual(
        Array.from({ length: 30 }, (_, n) => before.lines + n + 1),
      );
    });

    it('a transaction that is taken back leaves no line and no gap', async () => {
      const before = await database.uow.stores.audit.verify(null);
      const failing = database.uow.transaction(async (stores) => {
        await stores.audit.add([entry('taken back')]);
        throw new Error('taken back');
      });
      await expect(failing).rejects.toThrow('taken back');
      expect(await database.uow.stores.audit.verify(null)).toEqual(before);
    });

    it.each([
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
      `UPDATE audit_log SET type = 'x' WHERE seq = 5`,
      `UPDATE audit_log SET effect = '{}' WHERE seq = 5`,
      `UPDATE audit_log SET effect = NULL WHERE seq = 5`,
      `UPDATE audit_log SET salt = NULL WHERE seq = 5`,
      `UPDATE audit_log SET effect = NULL, salt = NULL, at = now() WHERE seq = 5`,
    ])('who has only the ordinary rights is refused: %s', async (sql) => {
      await expect(database.pool.query(sql)).rejects.toThrow('append-only');
    });
  });
});
