import { Template } from 'adaptivecards-templating';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileTemplate, isCompiled, readTemplate } from '../../src/presenters/template.ts';

const expand = (template: object, data: object): unknown => new Template(template).expand({ $root: data });

describe('a compiled template gives what the library gives', () => {
  const cases: [string, object, object][] = [
    ['a plain value', { type: 'TextBlock', text: 'hallo' }, {}],
    ['a name as the whole value', { text: '${a}' }, { a: 'x' }],
    ['a number keeps its type', { text: '${n}' }, { n: 3 }],
    ['a boolean keeps its type', { isRequired: '${b}' }, { b: false }],
    ['a list as a value', { actions: '${list}' }, { list: [{ title: 'x' }, { title: 'y' }] }],
    ['an empty list as a value', { actions: '${list}' }, { list: [] }],
    ['a missing field stays as it was written', { text: '${missing}' }, {}],
    ['null stays null', { text: '${a}' }, { a: null }],
    [
      'an element is repeated for each item',
      { body: [{ $data: '${rows}', text: '${t}' }] },
      { rows: [{ t: 1 }, { t: 2 }] },
    ],
    ['one item', { body: [{ $data: '${rows}', text: '${t}' }] }, { rows: [{ t: 'a' }] }],
    ['no items', { body: [{ $data: '${rows}', text: '${t}' }, { text: 'z' }] }, { rows: [] }],
    ['an object as context', { body: [{ $data: '${one}', text: '${t}' }] }, { one: { t: 'a' } }],
    ['$when true', { body: [{ $when: '${ok}', text: 'x' }] }, { ok: true }],
    ['$when false', { body: [{ $when: '${ok}', text: 'x' }] }, { ok: false }],
    ['$when missing', { body: [{ $when: '${ok}', text: 'x' }] }, {}],
    ['$when with text is not true', { body: [{ $when: '${ok}', text: 'x' }] }, { ok: 'ja' }],
    ['$when false on a property', { a: { $when: '${ok}', b: 1 } }, { ok: false }],
    [
      'nested lists',
      { body: [{ $data: '${s}', items: [{ $data: '${l}', t: '${x}' }] }] },
      { s: [{ l: [{ x: 1 }, { x: 2 }] }, { l: [] }] },
    ],
    [
      '$when looks at the item',
      { body: [{ $data: '${l}', $when: '${on}', t: '${x}' }] },
      {
        l: [
          { on: true, x: 1 },
          { on: false, x: 2 },
        ],
      },
    ],
    [
      'the outer data is not seen inside an item',
      { body: [{ $data: '${l}', t: '${outer}' }] },
      { outer: 'o', l: [{ x: 1 }] },
    ],
    ['data with code in it is not evaluated', { text: '${a}' }, { a: '${b}', b: 'no' }],
    ['hostile Markdown passes as it is', { text: '${a}' }, { a: '[x](https://example.org) <at>all</at>' }],
  ];
  it.each(cases)('%s', (_, template, data) => {
    expect(isCompiled(template)).toBe(true);
    expect(JSON.stringify(compileTemplate(template)(data))).toBe(JSON.stringify(expand(template, data)));
  });

  const text = fc.oneof(
    fc.constantFrom('${a}', '${b}', '${flag}', '${list}', 'gewoon', ''),
    fc.string({ maxLength: 5 }).map((s) => s.replaceAll(/[$`{}\\]/g, '')),
  );
  const template = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('object'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.record(
      {
        $when: fc.constant('${flag}'),
        $data: fc.constantFrom('${list}', '${inner}'),
        type: fc.constant('T'),
        text,
        items: fc.array(tie('object'), { maxLength: 2 }),
        p: tie('node'),
      },
      { requiredKeys: ['type'] },
    ),
  })).object;
  const data = fc.letrec((tie) => ({
    context: fc.record({
      a: fc.string(),
      b: fc.integer(),
      flag: fc.boolean(),
      list: fc.oneof({ depthSize: 'small', maxDepth: 3 }, fc.constant([]), fc.array(tie('context'), { maxLength: 3 })),
      inner: fc.oneof(
        { depthSize: 'small', maxDepth: 3 },
        fc.constant({ a: 'x', b: 1, flag: true, list: [], inner: {} }),
        tie('context'),
      ),
    }),
  })).context;
  it('any template of names, lists and conditions on any data', () => {
    fc.assert(
      fc.property(template, data, (json, values) => {
        expect(JSON.stringify(compileTemplate(json as object)(values as object))).toBe(
          JSON.stringify(expand(json as object, values as object)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

it('an expression that is not a name runs through the library, with the same result', () => {
  const template = { text: 'dag ${toUpper(a)} en ${b}' };
  expect(isCompiled(template)).toBe(false);
  expect(compileTemplate(template)({ a: 'x', b: 'y' })).toEqual({ text: 'dag X en y' });
});

it('every card of ours is compiled', () => {
  const folder = new URL('../../cards/', import.meta.url);
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(4);
  for (const name of names)
    expect([name, isCompiled(readTemplate(new URL(name, folder).pathname))]).toEqual([name, true]);
});
