import { describe, expect, test } from 'vitest';
import { expectFault, proefText, readProef, type FaultRow } from '../support/content.ts';

const rows: readonly FaultRow[] = [
  [
    'a comma in a text between braces',
    'tekst: Vraag zo nodig hulp,',
    'tekst: Vraag hulp, zo nodig,',
    0,
    'routes.A.stappen.woningnet.taken.1',
    /"zo nodig".*aanhalingstekens/,
  ],
  [
    'an unknown key',
    'bereik: Maatwerk.',
    'bereik: Maatwerk.\n    reikwijdte: x',
    null,
    'routes.C',
    /"reikwijdte".*spelling/,
  ],
  ['a missing key', '    bereik: Maatwerk.\n', '', null, 'routes.C.bereik', /ontbreekt; vul/],
  [
    'a wrong kind of step',
    'soort: herhalend',
    'soort: soms',
    0,
    'routes.A.stappen.evaluatie.soort',
    /kies een van: eenmalig/,
  ],
  ['a value of another type', 'titel: Proefregeling', 'titel: [Proef]', 0, 'titel', /hoort tekst/],
  [
    'a number that is not between quotes',
    "nummer: '2'",
    'nummer: 2',
    0,
    'routes.A.stappen.woningnet.nummer',
    /hoort tekst/,
  ],
  ['an empty text', 'titel: Risico beoordelen', "titel: ''", 0, 'routes.A.stappen.taxatie.titel', /leeg/],
  [
    'a wrong moment',
    'uiterlijk: 3 maanden voor sleuteldatum',
    'uiterlijk: kwartaal voor sleuteldatum',
    0,
    'routes.A.stappen.woningnet.termijnen.0.uiterlijk',
    /schrijf bijvoorbeeld: 3 maanden/,
  ],
  [
    'a wrong amount',
    'elke: 6 maanden',
    'elke: halfjaarlijks',
    0,
    'routes.A.stappen.evaluatie.herhaling.elke',
    /schrijf bijvoorbeeld/,
  ],
  [
    'a rule number that is none',
    'regel: PRF-11',
    'regel: elf',
    0,
    'routes.A.stappen.woningnet.termijnen.0.regel',
    /HLM-A-11/,
  ],
  [
    'a strange condition',
    'als: { feit: hoogRisico, is: ja }\n        na',
    'als: { gegeven: hoogRisico }\n        na',
    0,
    'routes.A.stappen.taxatie.als',
    /een voorwaarde is/,
  ],
  ['a strange gate', 'na: [tafel]', 'na: [{ tafel: ja }]', 0, 'routes.C.stappen.woning.na.0', /noem een stap/],
  [
    'an empty list of roles',
    'verantwoordelijk: [gemeente]\n        waarom: Alleen',
    'verantwoordelijk: []\n        waarom: Alleen',
    0,
    'routes.A.stappen.toetsing.verantwoordelijk',
    /ten minste een/,
  ],
  [
    'a name with a hyphen',
    'hoogRisico: { soort',
    'hoog-risico: { soort',
    0,
    'gegevens.hoog-risico',
    /letters, cijfers/,
  ],
  ['a code of a case that is too long', 'code: PRF', 'code: proef', 0, 'code', /hoofdletters/],
];

describe('a file of another form is refused with file, line, key and mend', () => {
  test.each(rows)('%s', (...row) => {
    expectFault(row);
  });

  test.each([
    ['indentation by tabs', 'a:\n\t- b', 2],
    ['a bracket that stays open', 'id: {', 1],
    ['a key that is there twice', 'id: a\nid: b', 2],
    ['two documents in one file', 'id: a\n---\nid: b', 2],
    ['a reference to nothing', 'id: *weg', null],
  ])('YAML with %s', (_, text, line) => {
    const result = readProef(text);
    expect(result).toMatchObject({ ok: false, problems: [{ level: 'error', file: 'proef.yaml', line }] });
    expect(result.problems[0]?.message).toMatch(/geen geldige YAML.*inspringen/);
  });
  test.each([
    ['an empty file', ''],
    ['a list', '- a'],
    ['a word', 'protocol'],
  ])('%s is no protocol', (_, text) => {
    expect(readProef(text)).toMatchObject({ ok: false, problems: [{ line: 1, level: 'error' }] });
  });
  test.each([
    ['broken YAML', 'a: {', 1],
    ['a reference to nothing', 'a: *weg', null],
    ['a text without translation', 'Begeleider: Support worker\nGemeente:', 2],
    ['a list in place of a text', 'Begeleider: Support worker\nGemeente: [a]', 2],
  ])('a translation file with %s is refused under its own name', (_, english, line) => {
    expect(readProef(proefText, english)).toMatchObject({ ok: false, problems: [{ file: 'proef.en.yaml', line }] });
  });
});
