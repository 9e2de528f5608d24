import { describe, expect, test } from 'vitest';
import { readCommandWords } from '../../../src/content/intents.ts';
import { readProtocolFolder } from '../../../src/content/protocols.ts';
import { wordsOf } from '../../../src/domain/language/text.ts';
import { codeFinder, nameFinder, withYear } from '../../../src/domain/understanding/slots.ts';

const { names } = readCommandWords('content/understanding.yaml');
const findCode = codeFinder(names.prefixes, (prefix) => prefix.toLowerCase() === 'zou');
const findNames = nameFinder(names);

describe('a case code is read in every form in which people write it', () => {
  test.each([
    ['HLM-2026-014', 'HLM-2026-014'],
    ['hlm 2026 14', 'HLM-2026-014'],
    ['hlm2026014', 'HLM-2026-014'],
    ['Hlm/2026/14', 'HLM-2026-014'],
    ['HLM 26-14', 'HLM-2026-014'],
    ['HLM\u20112026\u2011014', 'HLM-2026-014'],
    ['ZUT-2026-1234', 'ZUT-2026-1234'],
    ['nop 2026 7', 'NOP-2026-007'],
    ['wf-2026-003', 'WF-2026-003'],
    ['XYZ-2026-002', 'XYZ-2026-002'],
    ['ZOU-014', 'ZOU-014'],
    ['zou-14', 'ZOU-014'],
    ['zou 2026 3', 'ZOU-2026-003'],
    ['ZOU 14', 'ZOU-014'],
    ['hlm14', 'HLM-014'],
  ])('%s', (written, code) => {
    expect(findCode(written, 'deze casus').code).toBe(code);
    const { rest } = findCode(`status van ${written}, graag`, 'deze casus');
    expect(rest.replaceAll(/\s+/g, ' ')).toBe('status van deze casus , graag');
  });
});

test.each(['dat zou 14 dagen duren', 'in 2026 14 cliënten', 'stap 3', 'bel 0612345678', 'route C 2', 'halmen-2026'])(
  '"%s" names no case',
  (text) => expect(findCode(text, 'deze casus')).toEqual({ code: null, rest: text }),
);

test('a code without its year is one of the year that is handed in; another code stays as it is', () => {
  expect(withYear('ZOU-014', '2026')).toBe('ZOU-2026-014');
  expect(withYear('ZOU-2025-014', '2026')).toBe('ZOU-2025-014');
});

describe('what is named', () => {
  const found = (text: string) => findNames(wordsOf(text));
  test.each([
    ['wat moet ik doen voor deze cliënt', true],
    ['what is next for my client', true],
    ['hoe staat het met dit nieuwe dossier', true],
    ['mag een cliënt stemmen', false],
    ['mijn cliënten', false],
  ])('"%s": this case %s', (text, thisCase) => expect(found(text).thisCase).toBe(thisCase));

  test.each([
    ['als corporatie, wat moeten wij doen', 'woningcorporatie', 'wat moeten wij doen'],
    ['namens de gemeente stem ik voor', 'gemeente', 'stem ik voor'],
    ['as a housing association I want to report', 'woningcorporatie', 'i want to report'],
    ['ik ben van de gemeente', 'gemeente', 'ik ben van de gemeente'],
    ['wat als de gemeente niets doet', null, 'wat als de gemeente niets doet'],
    ['ik stop als casushouder', 'casushouder', 'ik stop als casushouder'],
    ['is de gemeente aan zet', null, 'is de gemeente aan zet'],
  ])('"%s": speaks as %s', (text, role, rest) => {
    expect(found(text)).toMatchObject({ role, rest: rest.split(' ') });
  });

  test.each([
    ['hoe doet Zutphen dit', 'zutphen'],
    ['geldt dat ook in De Bilt', 'zuidoost-utrecht'],
    ['hoe is dit in West-Friesland', 'westfriesland'],
    ['hoe doen wij dit', null],
  ])('"%s": region %s', (text, region) => expect(found(text).region).toBe(region));
});

test('every protocol has its region here, with the same code', () => {
  for (const { read } of readProtocolFolder('content/protocols')) {
    if (!read.ok) throw new Error('a protocol cannot be read');
    expect(names.regions.map(({ id }) => id)).toContain(read.protocol.id);
    expect(names.prefixes).toContain(read.protocol.casePrefix);
  }
});
