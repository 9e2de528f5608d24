import { expect, test } from 'vitest';
import { distance, repairer } from '../../../src/domain/language/typos.ts';

const repair = repairer(['huurcontract', 'aanmelding', 'aanmelden', 'bewijs', 'gemeente', 'huis']);

test.each([
  ['a letter too many', 'gemeeente', 'gemeente'],
  ['a letter left out', 'gemente', 'gemeente'],
  ['another letter', 'bewijz', 'bewijs'],
  ['two letters swapped', 'bewisj', 'bewijs'],
  ['two errors in a long word', 'huurkontrakt', 'huurcontract'],
  ['the nearest of two', 'aanmeldinf', 'aanmelding'],
  ['too far off', 'gemaakt', null],
  ['too short to tell', 'huid', null],
  ['numbers are never mended', '20000', null],
])('%s: %s', (_, word, meant) => {
  expect(repair(word)).toBe(meant);
});

test.each([
  ['', '', 0],
  ['kat', 'kat', 0],
  ['kat', 'akt', 1],
  ['kat', 'katten', 3],
  ['abcdef', 'uvwxyz', 4],
])('from "%s" to "%s" takes %i edits, or one more than we look for', (a, b, edits) => {
  expect(distance(a, b, 3)).toBe(edits);
});
