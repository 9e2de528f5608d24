/** What a new version of a protocol changes: each part once, grouped by the routes that share the change. */
import { describe, expect, test } from 'vitest';
import type { Protocol, Route } from '../../../src/domain/protocol/definition.ts';
import { diffProtocols } from '../../../src/domain/protocol/diff.ts';
import { changedProef, proefText, readProef } from '../../support/content.ts';

function read(text: string, english = ''): Protocol {
  const result = readProef(text, english);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.protocol;
}
const old = read(proefText);
const changed = (from: string, to: string) => diffProtocols(old, read(changedProef(from, to).text));
/** `A,C woningnet term PRF-11`, or `role buurman` for what all routes share. */
const told = ({ shared, routes }: ReturnType<typeof changed>): readonly string[] => [
  ...shared.map((change) => `${change.kind} ${change.id}`),
  ...routes.flatMap(({ routes: ids, changes }) =>
    changes.map((change) => `${ids.join(',')} ${change.step ?? '-'} ${change.kind} ${change.id}`),
  ),
];

test('a version is no different from itself', () => expect(told(diffProtocols(old, read(proefText)))).toEqual([]));

test('a term that becomes longer is one change with both sides, in the routes that have it', () => {
  const { routes } = changed('3 maanden voor sleuteldatum', '4 maanden voor sleuteldatum');
  expect(routes).toMatchObject([
    {
      routes: ['A', 'C'],
      changes: [
        {
          step: 'woningnet',
          kind: 'term',
          id: 'PRF-11',
          from: { by: { duration: 'P3M' } },
          to: { by: { duration: 'P4M' } },
        },
      ],
    },
  ]);
});

describe('one line of the file is one change', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['a title', 'titel: Toetsen', 'titel: Beoordelen', ['A,C toetsing text title']],
    ['a reason', 'Alleen wie voldoet gaat door.', 'Wie voldoet gaat door.', ['A,C toetsing text why']],
    [
      'who is responsible',
      'verantwoordelijk: [begeleider, gemeente]',
      'verantwoordelijk: [gemeente]',
      ['A,C slot list responsible'],
    ],
    ['who is involved', 'betrokken: [gemeente]', 'betrokken: []', ['A,C aanmelding list involved']],
    ['a task', 'Noem de wensen voor de woning', 'Noem alle wensen', ['A,C woningnet task criteria']],
    ['an outcome', 'titel: Niet compleet', 'titel: Onvolledig', ['A,C toetsing outcome onvolledig']],
    ['what is shared', 'wat: Het formulier', 'wat: Een samenvatting', ['A,C aanmelding sharing gemeente']],
    ['a clock', 'binnen: 24 uur', 'binnen: 48 uur', ['A,C signaal clock bellen']],
    ['a recurrence', 'elke: 6 maanden', 'elke: 3 maanden', ['A,C evaluatie recurrence recurrence']],
    ['a decision', 'tekst: Alle partijen samen', 'tekst: Samen', ['A,C slot decision decision']],
    ['a condition', 'mits: { feit: akkoordCorporatie, is: ja }', 'mits: null', ['A,C woning condition provided']],
    ['a moment', 'opent: 1 jaar voor contractEinde', 'opent: 2 jaar voor contractEinde', ['A,C slot moment opens']],
    ['a note', 'Wie bij twijfel beslist staat er niet.', 'Niemand beslist.', ['A,C slot note not_stated PRF-48']],
    [
      'a step before',
      'na: [toetsing]\n        mits',
      'na: [aanmelding]\n        mits',
      ['A woning gate toetsing', 'A woning gate aanmelding'],
    ],
    ['what a route asks', 'vraagt: [sleuteldatum]', 'vraagt: []', ['A - list asks']],
    [
      'for whom a route is',
      'start_als: { feit: groep, is: [jong, oud] }',
      'start_als: { feit: groep, is: jong }',
      ['C - condition startsIf'],
    ],
    ['what a hold does', 'De grond voor begeleiding vervalt.', 'Er verandert niets.', ['A,C - effect duty PRF-27']],
    ['the sight of a role', 'gegevens: [sleuteldatum, contractEinde]', 'gegevens: [sleuteldatum]', ['role gemeente']],
    ['a question', 'vraag: Wanneer is de sleutel voorzien?', 'vraag: Welke dag?', ['fact sleuteldatum']],
    ['an ending', 'gestopt: { titel: Gestopt }', 'gestopt: { titel: Einde }', ['ending gestopt']],
    ['a phase', 'wonen: Wonen }', 'wonen: Zelfstandig }', ['phase wonen']],
    ['the source', 'document: Afspraken proef', 'document: Afspraken 2', ['text document']],
    ['a step in one route only', 'titel: Stemmen aan de uitstroomtafel', 'titel: Stemmen', ['C tafel text title']],
  ])('%s', (_, from, to, expected) => expect(told(changed(from, to))).toEqual(expected));
});

test('a step that vanishes or appears is said by itself, not by its parts', () => {
  const without = read(
    changedProef('toetsing, tafel, woning, evaluatie, signaal, slot]', 'toetsing, woning, tafel, evaluatie, slot]')
      .text,
  );
  expect(told(diffProtocols(old, without))).toEqual(['C - list order', 'C signaal step signaal']);
  expect(diffProtocols(old, without).routes[0]?.changes[1]).toMatchObject({ from: { id: 'signaal' }, to: null });
  expect(diffProtocols(without, old).routes[0]?.changes[1]).toMatchObject({ from: null, to: { id: 'signaal' } });
});

test('a route that vanishes or appears is said by itself', () => {
  const { A: only } = old.routes;
  const without = { ...old, routes: { A: only as Route } };
  expect(diffProtocols(old, without)).toMatchObject({ shared: [{ kind: 'route', id: 'C', to: null }], routes: [] });
  expect(diffProtocols(without, old)).toMatchObject({ shared: [{ kind: 'route', id: 'C', from: null }], routes: [] });
});

test('a translation that changes is said; one that is new comes with its text', () => {
  const [first, second] = ['Toetsen: Test', 'Toetsen: Check\nWonen: Living'].map((english) => read(proefText, english));
  expect(told(diffProtocols(first as Protocol, second as Protocol))).toEqual(['translation Toetsen']);
});

test('two terms with one rule are both kept apart', () => {
  const twice = changedProef(
    'regel: PRF-45,\n            }',
    'regel: PRF-45,\n            }\n          - { uiterlijk: op contractEinde, soort: streef, tekst: op het einde, regel: PRF-45 }',
  ).text;
  expect(told(diffProtocols(old, read(twice)))).toEqual(['A,C slot term PRF-45+']);
});
