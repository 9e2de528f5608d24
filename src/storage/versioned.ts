/**
 * Rows that people change by hand: stored only if they are still as they were seen. Knows no table.
 */
import type { Statement } from './link.ts';

/**
 * A new row only for who had none; else the row with the expected version. Nothing answered: somebody was first.
 * Values: the key (its columns with their types), the JSON of `column`, the version that was seen (0: none).
 */
export function putVersioned(table: string, column: string, key: Readonly<Record<string, string>>): Statement {
  const names = Object.keys(key);
  const values = Object.values(key).map((type, n) => `$${n + 1}::${type}`);
  const json = `$${names.length + 1}::jsonb`;
  const seen = `$${names.length + 2}::int`;
  const same = names.map((name, n) => `${name} = ${values[n]}`).join(' AND ');
  return {
    name: `put_${table}`,
    text: `INSERT INTO ${table} AS s (${names.join(', ')}, ${column}, version)
    SELECT ${values.join(', ')}, ${json}, 1 WHERE ${seen} = 0 OR EXISTS (SELECT 1 FROM ${table} WHERE ${same})
    ON CONFLICT (${names.join(', ')}) DO UPDATE SET ${column} = excluded.${column}, version = s.version + 1
      WHERE s.version = ${seen}
    RETURNING version`,
  };
}
