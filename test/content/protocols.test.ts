import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readProtocol, readProtocolFolder, versionOf } from '../../src/content/protocols.ts';
import type { Protocol, Step } from '../../src/domain/protocol/definition.ts';

const dutch = readFileSync('test/support/proef.yaml', 'utf8').replaceAll('\r\n', '\n');
const read = (text: string, english = '') => readProtocol({ file: 'proef.yaml', dutch: text, english });

function valid(text = dutch, english = ''): Protocol {
  const result = read(text, english);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.protocol;
}

function stepOf(protocol: Protocol, route: string, id: string): Step {
  const step = protocol.routes[route]?.steps.find((each) => each.id === id);
  if (!step) throw new Error(`no step ${id} in route ${route}`);
  return step;
}

// The text with one piece replaced, and the line on which the piece stands.
function changed(from: string, to: string): { text: string; line: number } {
  expect(dutch.split(from).length, `"${from}" must be in the fixture`).toBeGreaterThan(1);
  return { text: dutch.replace(from, to), line: dutch.slice(0, dutch.indexOf(from)).split('\n').length };
}

describe('a fault names file, line, key and the mend', () => {
  // In each row: what is replaced by what, how many lines further the fault stands, the key, and words of the mend.
  test.each([
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
    [
      'an unknown role',
      'betrokken: [gemeente]',
      'betrokken: [gemeent]',
      null,
      'routes.A.stappen.aanmelding',
      /rol "gemeent" bestaat niet/,
    ],
    [
      'a role named after a property of objects',
      'betrokken: [gemeente]',
      'betrokken: [constructor]',
      null,
      'routes.A.stappen.aanmelding',
      /rol "constructor" bestaat niet/,
    ],
    [
      'an unknown fact in a condition',
      'mits: { feit: akkoordCorporatie',
      'mits: { feit: akkoord',
      0,
      'routes.A.stappen.woning.mits',
      /gegeven "akkoord" bestaat niet/,
    ],
    [
      'an unknown fact that a role may see',
      'gegevens: [sleuteldatum] }\n  buurman',
      'gegevens: [sleutel] }\n  buurman',
      0,
      'rollen.woningcorporatie.ziet.gegevens',
      /gegeven "sleutel"/,
    ],
    [
      'an unknown fact to ask',
      'vraagt: [sleuteldatum]',
      'vraagt: [sleutel]',
      0,
      'routes.A.vraagt',
      /gegeven "sleutel"/,
    ],
    [
      'an unknown step to wait for',
      'na: [aanmelding]',
      'na: [aanmeldng]',
      0,
      'routes.A.stappen.toetsing.na',
      /stap "aanmeldng" bestaat niet/,
    ],
    [
      'an unknown step in the order',
      'signaal, slot]\n    stappen:\n      woningnet',
      'signaal, sluit]\n    stappen:\n      woningnet',
      0,
      'routes.A.volgorde.7',
      /"sluit" staat nergens/,
    ],
    [
      'a step that is in no order',
      'toetsing, tafel, woning',
      'toetsing, woning',
      null,
      'routes.C.stappen.tafel',
      /in geen enkele volgorde/,
    ],
    [
      'a step twice in the order',
      '[woningnet, taxatie, aanmelding, toetsing, woning,',
      '[woningnet, woningnet, taxatie, aanmelding, toetsing, woning,',
      0,
      'routes.A.volgorde',
      /twee keer/,
    ],
    ['an unknown phase', 'fase: wonen', 'fase: later', 0, 'routes.A.stappen.woning.fase', /fase "later" bestaat niet/],
    [
      'an unknown ending',
      'eindigt: gestopt',
      'eindigt: klaar',
      null,
      'routes.A.stappen.toetsing.uitkomsten',
      /einde "klaar" bestaat niet/,
    ],
    [
      'an unknown outcome to wait for',
      'uitkomst: toegewezen',
      'uitkomst: gegeven',
      0,
      'routes.A.stappen.slot.na',
      /geen uitkomst "gegeven"/,
    ],
    [
      'an unknown outcome in a condition',
      'tot: { stap: slot }',
      'tot: { stap: slot, uitkomst: klaar }',
      0,
      'routes.A.stappen.evaluatie.tot',
      /geen uitkomst "klaar"/,
    ],
    [
      'an unknown option in a condition',
      'is: [jong, oud]',
      'is: [jong, middel]',
      0,
      'routes.C.start_als',
      /"middel" is geen keuze/,
    ],
    [
      'a yes or no that is neither',
      'mits: { feit: akkoordCorporatie, is: ja }',
      'mits: { feit: akkoordCorporatie, is: wel }',
      0,
      'routes.A.stappen.woning.mits',
      /kies ja of nee/,
    ],
    [
      'a term without anchor',
      'vanaf: 3 maanden na woningnet',
      'vanaf: 3 maanden na inschrijving',
      null,
      'routes.A.stappen.woning.termijnen',
      /beginpunt nodig/,
    ],
    [
      'an anchor that is no date',
      'uiterlijk: 2 weken na aanmelddatum',
      'uiterlijk: 2 weken na hoogRisico',
      null,
      'routes.A.stappen.toetsing.termijnen',
      /geen datum/,
    ],
    [
      'a step that records what is no date',
      'legt_vast: aanmelddatum',
      'legt_vast: groep',
      0,
      'routes.A.stappen.aanmelding.legt_vast',
      /soort datum/,
    ],
    [
      'a recurrence on another kind of step',
      'soort: herhalend',
      'soort: doorlopend',
      null,
      'routes.A.stappen.evaluatie.herhaling',
      /herhalende stap/,
    ],
    [
      'a task id that is used twice',
      'id: hulp',
      'id: criteria',
      null,
      'routes.A.stappen.woningnet.taken',
      /"criteria" staat er twee keer/,
    ],
    [
      'a step without rules',
      'bron: A5\n        regels: [PRF-20]',
      'bron: A5\n        regels: []',
      1,
      'routes.A.stappen.toetsing.regels',
      /noem de regel/,
    ],
    [
      'steps that wait for each other',
      '        na: [woningnet]\n        bron: A3',
      '        na: [aanmelding]\n        bron: A3',
      null,
      /^routes\.A\.stappen\.\w+\.na$/,
      /wachten op elkaar/,
    ],
    [
      'routes that follow each other',
      '    vraagt: [sleuteldatum]',
      '    zoals: C\n    vraagt: [sleuteldatum]',
      null,
      'routes.A.zoals',
      /kring/,
    ],
    ['a route like one that does not exist', 'zoals: A', 'zoals: Q', null, 'routes', /route "Q" bestaat niet/],
    ['a route without the goal', ', eindigt: eigen', '', null, 'routes.A', /leidt naar het doel/],
    [
      'a name of a person',
      'Alleen wie voldoet gaat door.',
      'Vraag het aan mevrouw De Vries.',
      null,
      '',
      /naam van een persoon/,
    ],
    ['an incomplete new step', '        bron: C5\n', '', null, 'routes.C.stappen.tafel.bron', /ontbreekt/],
  ] as const)('%s', (_, from, to, offset, key, mend) => {
    const { text, line } = changed(from, to);
    const result = read(text);
    expect(result.ok).toBe(false);
    const errors = result.problems.filter((problem) => problem.level === 'error');
    const found = errors.find((problem) => mend.test(problem.message));
    expect(found, JSON.stringify(errors)).toBeDefined();
    expect(found?.file).toBe('proef.yaml');
    if (typeof key === 'string') expect(found?.key).toBe(key);
    else expect(found?.key).toMatch(key);
    if (offset !== null) expect(found?.line).toBe(line + offset);
    expect(found?.line).toBeGreaterThan(0);
    // An owner reads Dutch: no words of the parser.
    expect(found?.message).not.toMatch(/invalid|expected|received/i);
  });

  test.each([
    ['indentation by tabs', 'a:\n\t- b', 2],
    ['a bracket that stays open', 'id: {', 1],
    ['a key that is there twice', 'id: a\nid: b', 2],
    ['two documents in one file', 'id: a\n---\nid: b', 2],
    ['a reference to nothing', 'id: *weg', null],
  ])('YAML with %s', (_, text, line) => {
    const result = read(text);
    expect(result).toMatchObject({ ok: false, problems: [{ level: 'error', file: 'proef.yaml', line }] });
    expect(result.problems[0]?.message).toMatch(/geen geldige YAML.*inspringen/);
  });
  test.each([
    ['an empty file', ''],
    ['a list', '- a'],
    ['a word', 'protocol'],
  ])('%s is no protocol', (_, text) => {
    expect(read(text)).toMatchObject({ ok: false, problems: [{ line: 1, level: 'error' }] });
  });
  test.each([
    ['broken YAML', 'a: {', 1],
    ['a reference to nothing', 'a: *weg', null],
    ['a text without translation', 'Begeleider: Support worker\nGemeente:', 2],
    ['a list in place of a text', 'Begeleider: Support worker\nGemeente: [a]', 2],
  ])('a translation file with %s is refused under its own name', (_, english, line) => {
    expect(read(dutch, english)).toMatchObject({ ok: false, problems: [{ file: 'proef.en.yaml', line }] });
  });
});

describe('a protocol that is right', () => {
  test('says which texts have no translation, as a note and not as a fault', () => {
    const result = read(dutch, 'Proefregeling: Trial scheme');
    expect(result.ok && result.problems.length).toBeGreaterThan(20);
    expect(result.problems.every((problem) => problem.level === 'note')).toBe(true);
    expect(result.problems.map((problem) => problem.message).join()).not.toContain('"Proefregeling"');
  });
  test('gives the translation beside the Dutch', () => {
    expect(valid(dutch, 'Proefregeling: Trial scheme').english).toEqual({ Proefregeling: 'Trial scheme' });
  });
  test('reads moments, windows and second anchors', () => {
    const text = changed('3 maanden voor sleuteldatum', '3 maanden voor sleuteldatum, anders contractEinde').text;
    expect(stepOf(valid(text), 'A', 'woningnet').terms[0]).toMatchObject({
      by: { duration: 'P3M', direction: 'before', anchors: ['sleuteldatum', 'contractEinde'] },
      from: { duration: 'P6M', direction: 'before', anchors: ['sleuteldatum'] },
      kind: 'hard',
      rule: 'PRF-11',
    });
    const at = changed('opent: 1 jaar voor contractEinde', 'opent: op contractEinde').text;
    expect(stepOf(valid(at), 'A', 'slot').opens).toEqual({
      duration: 'P0D',
      direction: 'after',
      anchors: ['contractEinde'],
    });
  });
  test('reads yes and no as such, and options as words', () => {
    const protocol = valid();
    expect(stepOf(protocol, 'A', 'taxatie').applies).toEqual({ kind: 'fact', fact: 'hoogRisico', in: [true] });
    expect(protocol.routes['C']?.startsIf).toEqual({ kind: 'fact', fact: 'groep', in: ['jong', 'oud'] });
  });
  test('every file of a folder is read, translations not as protocols', () => {
    const names = readProtocolFolder('test/support').map(({ text, read: result }) => [text.file, result.ok]);
    expect(names).toEqual([['proef.yaml', true]]);
  });
});

describe('a route that follows another', () => {
  const protocol = valid();
  test('has all steps of it that it does not name', () => {
    expect(stepOf(protocol, 'C', 'woningnet')).toEqual(stepOf(protocol, 'A', 'woningnet'));
  });
  test('keeps what it does not change of a step, and replaces what it names whole', () => {
    const [a, c] = [stepOf(protocol, 'A', 'toetsing'), stepOf(protocol, 'C', 'toetsing')];
    expect(c).toEqual({ ...a, number: '5a', terms: [] });
    expect(stepOf(protocol, 'C', 'woning').after).toEqual([{ step: 'tafel', outcomes: null }]);
  });
  test('has its own order and its own steps', () => {
    expect(protocol.routes['C']?.steps.map((step) => step.id)).toContain('tafel');
    expect(protocol.routes['A']?.steps.map((step) => step.id)).not.toContain('tafel');
  });
  test('leaves a step out by leaving it out of the order', () => {
    const text = changed('toetsing, tafel, woning, evaluatie, signaal,', 'toetsing, tafel, woning, evaluatie,').text;
    expect(valid(text).routes['C']?.steps.map((step) => step.id)).not.toContain('signaal');
  });
});

describe('the version of a protocol', () => {
  const text = { file: 'proef.yaml', dutch, english: 'a: b\n' };
  test('does not depend on line ends', () => {
    const windows = { ...text, dutch: dutch.replaceAll('\n', '\r\n'), english: 'a: b\r\n' };
    expect(versionOf(windows)).toBe(versionOf(text));
  });
  test.each([
    ['the agreements', { ...text, dutch: `${dutch}\n# x` }],
    ['the translation', { ...text, english: 'a: c\n' }],
  ])('changes with %s', (_, other) => {
    expect(versionOf(other)).not.toBe(versionOf(text));
  });
  test('is the one that the protocol carries', () => {
    expect(valid().version).toBe(versionOf({ file: 'proef.yaml', dutch, english: '' }));
  });
});
