/** The difference between two versions in the words of an owner: what was, what it becomes, what is new, what goes. */
import { expect, test } from 'vitest';
import { diffText } from '../../src/cli/diffText.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { diffProtocols } from '../../src/domain/protocol/diff.ts';
import { realProtocols } from '../support/views.ts';
import { changedProef, proefText, readProef } from '../support/content.ts';

function read(text: string): Protocol {
  const result = readProef(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.protocol;
}
const old = read(proefText);
const told = (from: Protocol, to: Protocol): string => diffText(from, to, diffProtocols(from, to));

test.each([
  [
    'a window',
    'vanaf: 6 maanden voor sleuteldatum',
    'vanaf: 5 maanden voor sleuteldatum',
    'termijn PRF-11, vanaf: was 6 maanden voor "sleuteldatum", wordt 5 maanden voor "sleuteldatum"',
  ],
  [
    'a term that binds less',
    'soort: hard\n            tekst: ten minste drie',
    'soort: streef\n            tekst: ten minste drie',
    'termijn PRF-11, soort: was vaste termijn, wordt streefdatum',
  ],
  [
    'a task',
    'Noem de wensen voor de woning',
    'Noem alle wensen',
    'taak criteria, tekst: was "Noem de wensen voor de woning", wordt "Noem alle wensen"',
  ],
  [
    'a task that is always there',
    ', als: { feit: hoogRisico, is: ja } }',
    ' }',
    'taak corporatie, alleen als: was "hoog risico" is ja, wordt niets',
  ],
  [
    'an outcome',
    'titel: Niet compleet, opnieuw: ja',
    'titel: Niet compleet',
    'uitkomst onvolledig, opnieuw: was ja, wordt nee',
  ],
  [
    'who is responsible',
    'verantwoordelijk: [begeleider, gemeente]',
    'verantwoordelijk: [gemeente]',
    'verantwoordelijk: was Begeleider, Gemeente, wordt Gemeente',
  ],
  [
    'a condition',
    'mits: { feit: akkoordCorporatie, is: ja }',
    'mits: null',
    'vervalt: mits ("akkoord van de corporatie" is ja)',
  ],
  [
    'a gate',
    'na: [toetsing]\n        mits',
    'na: [aanmelding]\n        mits',
    'vervalt: wacht op (A5 Toetsen klaar is)\n    nieuw: wacht op (A3 Aanmelden bij de gemeente klaar is)',
  ],
  ['a clock', 'binnen: 24 uur', 'binnen: 48 uur', 'klok bellen, binnen: was 24 uur, wordt 48 uur'],
  ['a recurrence', 'elke: 6 maanden', 'elke: 3 maanden', 'herhaling, elke: was 6 maanden, wordt 3 maanden'],
  [
    'the end of a recurrence',
    'vanaf: woning, tot: contractEinde',
    'vanaf: woning, tot: 1 jaar na woning',
    'herhaling, tot: was op "einde van het contract", wordt 1 jaar na "A8 Een woning toewijzen"',
  ],
  [
    'a last day',
    'soort: zo_nodig',
    'soort: zo_nodig\n        sluit: 1 jaar na woning',
    'nieuw: sluit (1 jaar na "A8 Een woning toewijzen")',
  ],
  [
    'what is shared with consent',
    'wat: Het formulier,',
    'wat: Het formulier, toestemming: hoogRisico,',
    'delen, toestemming: was niets, wordt hoog risico',
  ],
  [
    'a note',
    'Wie bij twijfel beslist staat er niet.',
    'Niemand.',
    'opmerking: was "Niet geregeld in de bron: Wie bij twijfel beslist staat er niet.", wordt "Niet geregeld in de bron: Niemand."',
  ],
  [
    'the sight of a role',
    'gegevens: [sleuteldatum, contractEinde]',
    'gegevens: [sleuteldatum]',
    'Voor alle routes\n  rol gemeente, ziet gegevens: was sleuteldatum, contractEinde, wordt sleuteldatum\n',
  ],
  [
    'a step that goes',
    'evaluatie, signaal, slot]\n    stappen:\n      toetsing',
    'evaluatie, slot]\n    stappen:\n      toetsing',
    'Route C\n  Een signaal oppakken (signaal)\n    vervalt: stap ("Een signaal oppakken"; wie Woningcorporatie, Begeleider; regels PRF-39)\n',
  ],
])('%s', (_, from, to, words) => expect(told(old, read(changedProef(from, to).text))).toContain(words));

test('a change of all routes that share a step is said once, under its title', () => {
  const next = read(changedProef('elke: 6 maanden', 'elke: 3 maanden').text);
  expect(told(old, next)).toBe(
    'Route A, C\n  A11 Evalueren (evaluatie)\n    herhaling, elke: was 6 maanden, wordt 3 maanden\n',
  );
});
test('no difference is said as such', () => expect(told(old, read(proefText))).toBe('geen verschil\n'));

test.each([
  ['zuidoost-utrecht', { holder: null }, 'vervalt: casushouder (rol '],
  ['zutphen', { tallies: [] }, 'vervalt: jaartelling voorrangswoningen (titel Woningen met voorrang; '],
])('what %s says of casushouder and of the year is compared too', (id, gone, words) => {
  const whole = realProtocols().get(id) as Protocol;
  expect(told(whole, { ...whole, ...gone })).toContain(words);
  expect(told(whole, whole)).toBe('geen verschil\n');
});
