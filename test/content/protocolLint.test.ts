import { describe, expect, test } from 'vitest';
import { changedProef, expectFault, readProef, type FaultRow } from '../support/content.ts';

const rows: readonly FaultRow[] = [
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
  ['an unknown fact to ask', 'vraagt: [sleuteldatum]', 'vraagt: [sleutel]', 0, 'routes.A.vraagt', /gegeven "sleutel"/],
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
  [
    'the initials of a person',
    'Alleen wie voldoet gaat door.',
    'Bel A. van Dam als het niet lukt.',
    null,
    '',
    /naam van een persoon/,
  ],
  [
    'the mailbox of a person',
    'Alleen wie voldoet gaat door.',
    'Mail naar iemand.anders@proefstad.nl.',
    null,
    '',
    /naam van een persoon/,
  ],
  [
    'consent that is no yes or no',
    'wat: Het formulier,',
    'wat: Het formulier, toestemming: groep,',
    null,
    'routes.A.stappen.aanmelding.delen',
    /toestemming "groep" moet een gegeven van soort janee zijn/,
  ],
  [
    'a landlord who sees every step',
    'ziet: { stappen: eigen, gegevens: [sleuteldatum] }',
    'verhuurder: ja\n    ziet: { stappen: alle, gegevens: [sleuteldatum] }',
    1,
    'rollen.woningcorporatie.ziet',
    /een verhuurder ziet eigen stappen/,
  ],
  [
    'a landlord who sees every fact',
    'ziet: { stappen: eigen, gegevens: [sleuteldatum] }',
    'verhuurder: ja\n    ziet: { stappen: eigen, gegevens: alle }',
    1,
    'rollen.woningcorporatie.ziet',
    /een verhuurder ziet eigen stappen/,
  ],
  [
    'a landlord who sees the group of the client',
    'ziet: { stappen: eigen, gegevens: [sleuteldatum] }',
    'verhuurder: ja\n    ziet: { stappen: eigen, gegevens: [groep] }',
    1,
    'rollen.woningcorporatie.ziet.gegevens',
    /"groep" zegt meer over de cliënt/,
  ],
  [
    'a step behind an outcome that stops everything',
    '- { id: toegewezen, titel: Toegewezen }\n          - { id: geweigerd, titel: Geweigerd, opnieuw: ja }',
    '- { id: toegewezen, titel: Toegewezen, verder: nee }\n          - { id: geweigerd, titel: Geweigerd, opnieuw: ja }',
    null,
    'routes.A.stappen.evaluatie.na',
    /"evaluatie" kan nooit opengaan/,
  ],
  [
    'a step that needs a step of another route',
    'mits: { feit: akkoordCorporatie, is: ja }',
    'mits: { stap: tafel }',
    0,
    'routes.A.stappen.woning.mits',
    /"woning" kan nooit opengaan/,
  ],
  [
    'a step for whom one fact would have two values',
    'als: { feit: hoogRisico, is: ja }\n        na: [woningnet]',
    'als: { alle: [{ feit: groep, is: jong }, { feit: groep, is: oud }] }\n        na: [woningnet]',
    0,
    'routes.A.stappen.taxatie.als',
    /"taxatie" kan nooit opengaan/,
  ],
  [
    'a step that opens after one that waits for it',
    'legt_vast: aanmelddatum',
    'opent: 1 week na toetsing',
    0,
    'routes.A.stappen.aanmelding.opent',
    /"aanmelding" kan nooit opengaan/,
  ],
  [
    'a last day for a step that is done once',
    'legt_vast: aanmelddatum',
    'legt_vast: aanmelddatum\n        sluit: 1 jaar na sleuteldatum',
    1,
    'routes.A.stappen.aanmelding.sluit',
    /geef hem een termijn/,
  ],
  [
    'a last day without anchor',
    'soort: zo_nodig',
    'soort: zo_nodig\n        sluit: 1 jaar na verhuizing',
    1,
    'routes.A.stappen.signaal.sluit',
    /beginpunt nodig/,
  ],
  [
    'an end of a recurrence without anchor',
    'tot: contractEinde, soort: hard',
    'tot: 1 jaar na verhuizing, soort: hard',
    null,
    'routes.A.stappen.evaluatie.herhaling',
    /beginpunt nodig/,
  ],
  ['an incomplete new step', '        bron: C5\n', '', null, 'routes.C.stappen.tafel.bron', /ontbreekt/],
];

describe('parts that do not fit together are refused with file, line, key and mend', () => {
  test.each(rows)('%s', (...row) => {
    expectFault(row);
  });
});

describe('what is worth knowing is a note, and the protocol is used', () => {
  test.each([
    [
      'a place where the source contradicts itself',
      'soort: niet_geregeld, tekst: Wie bij twijfel beslist',
      'soort: lezing, tekst: Wie bij twijfel beslist',
      'routes.A.stappen.slot.opmerkingen',
      /^de bron spreekt zich tegen of is onduidelijk \(PRF-48\); onze lezing: Wie bij twijfel beslist/,
    ],
    [
      'a fact that nothing reads',
      'mits: { feit: akkoordCorporatie, is: ja }',
      'mits: { feit: hoogRisico, is: ja }',
      'gegevens.akkoordCorporatie',
      /leest gegeven "akkoordCorporatie"/,
    ],
  ])('%s', (_, from, to, key, message) => {
    const result = readProef(changedProef(from, to).text);
    expect(result.ok).toBe(true);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ level: 'note', key, message: expect.stringMatching(message) as string }),
    );
  });
  test.each([
    ['a sentence that ends with the letter of a route', 'De rest staat in route A. Dat is zo bedoeld.'],
    ['a mailbox of a desk', 'Mail naar zorg@proefstad.nl.'],
  ])('%s names no person', (_, sentence) => {
    expect(readProef(changedProef('Alleen wie voldoet gaat door.', sentence).text).ok).toBe(true);
  });
});

test('a landlord may see what it chooses itself in a step of its own', () => {
  const landlord = 'verhuurder: ja\n    ziet: { stappen: eigen, gegevens: [groep] }';
  const { text } = changedProef('ziet: { stappen: eigen, gegevens: [sleuteldatum] }', landlord);
  const chosen = text.replace('mits: { feit: akkoordCorporatie, is: ja }', 'mits: { feit: groep, is: [jong, oud] }');
  expect([readProef(text).ok, readProef(chosen).ok]).toEqual([false, true]);
});
