/** The fixture protocol as text, and what a reader of content must say of a fault in it. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readProtocol, type ReadResult } from '../../src/content/protocols.ts';

export const proefText = readFileSync('test/support/proef.yaml', 'utf8').replaceAll('\r\n', '\n');

export const readProef = (dutch: string, english = ''): ReadResult =>
  readProtocol({ file: 'proef.yaml', dutch, english });

/** The text with one piece replaced, and the line on which the piece stands. */
export function changedProef(from: string, to: string): { text: string; line: number } {
  expect(proefText.includes(from), `"${from}" must be in the fixture`).toBe(true);
  return { text: proefText.replace(from, to), line: proefText.slice(0, proefText.indexOf(from)).split('\n').length };
}

/** What is replaced by what, how many lines further the fault stands (null: anywhere), the key, words of the mend. */
export type FaultRow = readonly [
  name: string,
  from: string,
  to: string,
  offset: number | null,
  key: string | RegExp,
  mend: RegExp,
];

/** Proves that the change is refused with file, line, key and mend, in Dutch. */
export function expectFault([, from, to, offset, key, mend]: FaultRow): void {
  const { text, line } = changedProef(from, to);
  const result = readProef(text);
  expect(result.ok).toBe(false);
  const errors = result.problems.filter((problem) => problem.level === 'error');
  const found = errors.find((problem) => mend.test(problem.message));
  expect(found, JSON.stringify(errors)).toBeDefined();
  expect(found?.file).toBe('proef.yaml');
  expect(found?.key).toMatch(typeof key === 'string' ? new RegExp(`^${key.replaceAll('.', '\\.')}$`) : key);
  if (offset !== null) expect(found?.line).toBe(line + offset);
  expect(found?.line).toBeGreaterThan(0);
  // An owner reads Dutch: no words of the parser.
  expect(found?.message).not.toMatch(/invalid|expected|received/i);
}
