import { Template } from 'adaptivecards-templating';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileTemplate, isCompiled, loadCards, readTemplate } from '../../src/presenters/template.ts';

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
    ['a missing list draws its element once', { body: [{ $data: '${l}', t: '${x}' }] }, { x: 'outer' }],
    ['null as a list draws its element once', { body: [{ $data: '${l}', t: '${x}' }] }, { l: null, x: 'outer' }],
    ['an item that is null has no fields', { body: [{ $data: '${l}', t: '${x}' }] }, { l: [{ x: 1 }, null] }],
    [
      'an item that is undefined repeats the one before it',
      { body: [{ $data: '${l}', t: '${x}' }] },
      { l: [undefined, { x: 1 }, undefined], x: 'outer' },
    ],
    ['a text as context has no fields', { body: [{ $data: '${s}', t: '${length}' }] }, { s: 'abc' }],
    ['a name finds its key in any case', { text: '${Code}' }, { code: 'x' }],
    ['of keys that differ in case alone the first counts', { text: '${code}' }, { CODE: 1, code: 2 }],
    ['what every object inherits is no field', { text: '${constructor}', p: '${__proto__}' }, {}],
    ['fields keep the order of the template', { z: '${b}', 2: 'two', a: '${a}', 1: 'one' }, { a: 1, b: 2 }],
    ['marks of the expression language in plain text', { text: 'a\\b `c` {d} $e \\n 5$' }, {}],
  ];
  it.each(cases)('%s', (_, template, data) => {
    expect(isCompiled(template)).toBe(true);
    expect(JSON.stringify(compileTemplate(template)(data))).toBe(JSON.stringify(expand(template, data)));
  });

  const text = fc.oneof(
    fc.constantFrom('${a}', '${B}', '${flag}', '${list}', '${none}', '${constructor}', 'a\\b `c` {d} $', ''),
    fc.string({ maxLength: 5 }).map((s) => s.replaceAll('${', '')),
  );
  const template = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.record(
      {
        $when: fc.constantFrom('${flag}', '${a}', '${none}'),
        $data: fc.constantFrom('${list}', '${inner}', '${a}', '${none}'),
        type: fc.constant('T'),
        text,
        items: fc.array(tie('object'), { maxLength: 2 }),
        p: tie('node'),
      },
      { requiredKeys: ['type'] },
    ),
  })).object;
  const hostile = fc.constantFrom('${b}', '[x](https://example.org)', '<at>all</at>', '"', '\\', '`', '🙂', 'ا');
  const some = fc.oneof(fc.string(), hostile, fc.integer(), fc.boolean(), fc.constant(null));
  const data = fc.letrec((tie) => ({
    context: fc.record(
      {
        a: some,
        A: some,
        b: some,
        flag: fc.oneof({ weight: 3, arbitrary: fc.boolean() }, { weight: 1, arbitrary: some }),
        list: fc.array(fc.oneof({ depthSize: 'small' }, some, fc.constant(undefined), tie('context')), {
          maxLength: 3,
        }),
        inner: fc.oneof({ depthSize: 'small' }, some, tie('context')),
      },
      { requiredKeys: [] },
    ),
  })).context;
  it('any template of names, lists and conditions on any data', () => {
    fc.assert(
      fc.property(template, data, (json, values) => {
        expect(isCompiled(json as object)).toBe(true);
        expect(JSON.stringify(compileTemplate(json as object)(values as object))).toBe(
          JSON.stringify(expand(json as object, values as object)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is more than a name runs through the library, with the same result', () => {
  const data = { a: 'x', b: 'y', n: 2, o: { t: 'z' }, l: [{ t: 1 }, { t: 2 }] };
  const cases: [string, object, object][] = [
    ['a name in a sentence', { text: 'dag ${toUpper(a)} en ${b}' }, { text: 'dag X en y' }],
    ['a path', { text: '${o.t}' }, { text: 'z' }],
    [
      'a comparison',
      {
        body: [
          { $when: '${n == 2}', t: 1 },
          { $when: '${not(true)}', t: 2 },
        ],
      },
      { body: [{ t: 1 }] },
    ],
    ['the data at the root', { $data: '${o}', text: '${$root.a}' }, { text: 'x' }],
    ['the place in a list', { body: [{ $data: '${l}', n: '${$index}' }] }, { body: [{ n: 0 }, { n: 1 }] }],
    ['data in the template', { $data: { t: 'own' }, text: '${t}' }, { text: 'own' }],
    ['a condition that is no expression', { body: [{ $when: true, t: 1 }] }, { body: [] }],
    ...['$root', '$index', '$host', '$_acTemplateVersion'].map((kept): [string, object, object] => [
      `${kept}, which the library keeps to itself`,
      { t: 'x', [kept]: 1 },
      { t: 'x' },
    ]),
    ['a word of the language', { p: '${true}' }, { p: 'true' }],
  ];
  it.each(cases)('%s', (_, template, card) => {
    expect(isCompiled(template)).toBe(false);
    expect(compileTemplate(template)(data)).toEqual(card);
  });

  it.each([
    ['null in a sentence', { text: 'a ${nothing} b' }],
    ['a function that is not there', { text: '${zap(a)}' }],
    ['a word of the language without a value', { text: '${undefined}' }],
  ])('also where the library throws: %s', (_, template) => {
    const values = { nothing: null };
    expect(() => expand(template, values)).toThrow();
    expect(() => compileTemplate(template)(values)).toThrow();
  });
});

describe('the cards of a folder', () => {
  const folderOf = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'opstap-cards-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };

  it('are renderers by the name of their file', () => {
    const cards = loadCards(folderOf({ 'a-b.json': '{"text":"${t}"}', 'readme.md': 'no card' }));
    expect(Object.keys(cards)).toEqual(['a-b']);
    expect(cards['a-b']?.({ t: 'x' })).toEqual({ text: 'x' });
  });

  it.each([
    ['{\n  "a": 1,\n  b: 2\n}', 'position 14'],
    ['{\n  "a": ja\n}', 'token \'j\', "{\n  "a": ja\n}"'],
    ['{"a": [1, 2', 'position 11'],
    ['', 'end of JSON'],
  ])('that are no JSON stop the start with the file and the place: %j', (text, place) => {
    const folder = folderOf({ 'good.json': '{}', 'bad.json': text });
    expect(() => loadCards(folder)).toThrow(`${join(folder, 'bad.json')}: `);
    expect(() => loadCards(folder)).toThrow(place);
  });

  it('that are JSON but no object stop the start with the file', () => {
    const folder = folderOf({ 'list.json': '[]' });
    expect(() => loadCards(folder)).toThrow(`${join(folder, 'list.json')}: `);
  });

  it('that hold an expression the library cannot read stop the start with the file', () => {
    const folder = folderOf({ 'odd.json': '{"text":"${a b}"}' });
    expect(() => loadCards(folder)).toThrow(`${join(folder, 'odd.json')}: `);
  });
});

it('every card of ours is compiled', () => {
  const folder = fileURLToPath(new URL('../../cards/', import.meta.url));
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(4);
  for (const name of names) expect([name, isCompiled(readTemplate(join(folder, name)))]).toEqual([name, true]);
});
