/** The comparison of the regions: every region on every subject, with rules of its own source. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSubjects } from '../../src/content/compare.ts';
import { readCatalogues } from '../../src/content/rules.ts';
import { compareFaults, compareOn } from '../../src/domain/protocol/compare.ts';
import { aProtocol } from '../support/protocol.ts';

const subjects = readSubjects('content/compare.yaml');
const catalogues = readCatalogues('content/rules');

test('every subject speaks of every region, and names rules of that region only', () => {
  expect(subjects.map((subject) => subject.id)).toEqual([
    ...['besluit', 'termijnen', 'corporatie', 'weigeren', 'evaluatie'],
    ...['regie', 'begeleiding', 'huurcontract', 'toestemming', 'misgaan'],
  ]);
  expect(compareFaults(subjects, catalogues)).toEqual([]);
});

test('a cell is one or two sentences in each language', () => {
  const cells = subjects.flatMap((subject) => [...subject.cells.values()].flatMap((cell) => cell ?? []));
  const long = cells.flatMap(({ text }) => [text.nl, text.en]).filter((text) => !/^[^.]+\.( [^.]+\.)?$/.test(text));
  expect(long).toEqual([]);
});

const cell = { text: { nl: 'Ja.', en: 'Yes.' }, section: '§1', rules: ['ZUT-01'] };
const subject = { id: 'proef', title: { nl: 'Proef', en: 'Trial' }, terms: ['proef'], remark: null };

describe('a fault is named', () => {
  const only = new Map([...catalogues].filter(([id]) => id === 'zutphen'));
  test.each([
    ['a region that is left out', new Map(), ['proef: zutphen ontbreekt']],
    [
      'a rule of another region',
      new Map([['zutphen', { ...cell, rules: ['NOP-01'] }]]),
      ['proef: NOP-01 is geen regel van zutphen'],
    ],
    [
      'a region that does not exist',
      new Map([
        ['zutphen', cell],
        ['elders', cell],
      ]),
      ['proef: elders heeft geen regels in content/rules'],
    ],
  ])('%s', (_, cells, faults) => expect(compareFaults([{ ...subject, cells }], only)).toEqual(faults));
});

test('a row has its region and source, also where the source says nothing', () => {
  const cells = new Map([
    ['proef', null],
    ['zutphen', cell],
  ]);
  expect(compareOn({ ...subject, cells }, new Map([['proef', aProtocol([])]]))).toEqual([
    { protocolId: 'proef', region: 'Proefregio', document: 'Proefafspraken', date: null, cell: null },
  ]);
});

test('a file that is not as it should be is refused with its key', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'opstap-')), 'compare.yaml');
  writeFileSync(
    file,
    'proef: { titel: { nl: Proef, en: Trial }, woorden: [proef], regios: { zutphen: { nl: Ja., en: Yes. } } }',
  );
  expect(() => readSubjects(file)).toThrow(/compare\.yaml: proef\.regios\.zutphen/);
});
