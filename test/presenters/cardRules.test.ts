import { describe, expect, it } from 'vitest';
import { checkCard } from '../support/cardRules.ts';

const VERBS = new Set(['done']);
const submit = { type: 'Action.Submit', title: 'Klaar', data: { verb: 'done' } };
const execute = { type: 'Action.Execute', title: 'Klaar', verb: 'done', data: { c: 'case-1' }, fallback: submit };
const text = { type: 'TextBlock', text: 'Tekst', wrap: true };
const actions = (...items: object[]): object => ({ type: 'ActionSet', actions: items });
const input = (rest: object): object => ({ type: 'Input.Text', id: 'a', label: 'Naam', ...rest });
const body = (...items: object[]): object => ({ type: 'AdaptiveCard', version: '1.5', body: items });
const nested = (levels: number): object => (levels === 0 ? text : { type: 'Container', items: [nested(levels - 1)] });

const choices = [
  { title: 'Ja', value: 'ja' },
  { title: 'Nee', value: 'nee' },
];
const good = {
  ...body(
    { ...text, id: 'kop', color: 'attention', size: 'Large' },
    { type: 'Container', style: 'warning', items: [{ ...text, text: 'zie https://example.org, kost #1' }] },
    input({ isRequired: true, errorMessage: 'Vul in', value: '<at>typed</at>' }),
    { type: 'Input.Toggle', id: 'b', title: 'Gedaan', value: 'false', wrap: true },
    { type: 'Input.ChoiceSet', id: 'c', label: 'Kies', choices, style: 'compact', wrap: true },
    actions({ ...execute, data: { c: 'case-1', fact: { type: 'date' } } }, ...Array.from({ length: 5 }, () => execute)),
  ),
  refresh: { action: execute, userIds: Array.from({ length: 60 }, (_, n) => `29:${n}`) },
};

const faults = (card: object, summary?: string): string => checkCard(card, VERBS, summary).join('\n');

it('a card that keeps every rule passes', () => {
  expect(faults(good, 'Stap klaar')).toBe('');
  expect(faults(body(nested(7)))).toBe('');
});

// What else is found stands in cards.test.ts.
describe('a card that breaks one rule is found by that rule', () => {
  const wrong: [string, object, RegExp][] = [
    ['no version', { type: 'AdaptiveCard', body: [text] }, /version: must be 1\.5/],
    ['a value the schema does not know', body({ ...text, size: 'Huge' }), /Huge/],
    ['a text that is no text', body({ ...text, text: 3 }), /body\[0\]: a text without words/],
    ['a text of spaces', body({ ...text, text: '  ' }), /body\[0\]: a text without words/],
    ['a text with wrap off', body({ ...text, wrap: false }), /body\[0\]: a text that does not wrap/],
    ['null as a value', body({ ...text, spacing: null }), /body\[0\]\.spacing: holds null/],
    ['null in a sentence', body({ ...text, text: 'voor null af' }), /text: holds null/],
    ['not a number', body({ ...text, text: 'NaN dagen' }), /text: holds NaN/],
    ['an object in a sentence', body({ ...text, text: 'x [object Object]' }), /text: holds \[object/],
    ['a binding left over in a button', body(actions({ ...execute, title: '${t}' })), /title: holds \$\{/],
    [
      'a binding left over in what a button carries',
      body(actions({ ...execute, data: { c: '${c}' } })),
      /data\.c: holds/,
    ],
    [
      'an image, with or without words for it',
      body({ type: 'Image', url: 'https://example.org/a.png' }),
      /Image is not/,
    ],
    [
      'a link that is no address of the web',
      body(actions({ type: 'Action.OpenUrl', title: 'x', url: 'file:///x' })),
      /an address without https/,
    ],
    ['an input without id', body({ type: 'Input.Text', label: 'Naam' }), /body\[0\]: an input without id/],
    ['an empty id', body(input({ id: '' })), /body\[0\]: an id without letters/],
    ['one id for a text and an input', body({ ...text, id: 'a' }, input({})), /body\[1\]: id a stands twice/],
    ['a label of spaces', body(input({ label: ' ' })), /body\[0\]: an input without label/],
    ['a toggle without words', body({ type: 'Input.Toggle', id: 'b', title: '' }), /body\[0\]: an input without label/],
    ['a required input with an empty error', body(input({ isRequired: true, errorMessage: ' ' })), /error message/],
    [
      'a choice that stands twice',
      body({ type: 'Input.ChoiceSet', id: 'c', label: 'Kies', choices: [choices[0], choices[0]] }),
      /a choice stands twice/,
    ],
    [
      'a choice without a value',
      body({ type: 'Input.ChoiceSet', id: 'c', label: 'Kies', choices: [{ title: 'Ja' }] }),
      /must have their title and value/,
    ],
    ['no actions in a set', body(actions()), /body\[0\]: no actions/],
    ['actions outside a set', { ...body(text), actions: [execute] }, /card: actions stand in an ActionSet/],
    ['a button that stands alone', body(execute), /Action\.Execute/],
    ['a fallback to nothing', body(actions({ ...execute, fallback: 'drop' })), /no fallback with the same verb/],
    [
      'a fallback with another verb',
      body(actions({ ...execute, fallback: { ...submit, data: { verb: 'other' } } })),
      /no fallback with the same verb/,
    ],
    ['a refresh by an unknown verb', { ...good, refresh: { action: { ...execute, verb: 'zap' } } }, /answers to zap/],
    [
      'a refresh for 61 people',
      { ...good, refresh: { ...good.refresh, userIds: Array.from({ length: 61 }, String) } },
      /more than 60 people/,
    ],
    ['nine levels', body(nested(8)), /nested deeper than 8/],
    ['an insecure address in words', body({ ...text, text: 'zie http://example.org' }), /an address without https/],
    ['a mention in a button', body(actions({ ...execute, title: '<at>allen</at>' })), /a mention that nobody meant/],
  ];
  it.each(wrong)('%s', (_, card, word) => {
    expect(faults(card)).toMatch(word);
  });

  it('a message of more than 28 KB, counted in bytes, with its summary and ids', () => {
    const long = (letters: number): object => body({ ...text, text: 'é'.repeat(letters) });
    expect(faults(long(13_800))).toBe('');
    expect(faults(long(13_800), 'x'.repeat(400))).toMatch(/bytes is more than 28672/);
    expect(faults(long(14_300))).toMatch(/bytes is more than 28672/);
  });
});
