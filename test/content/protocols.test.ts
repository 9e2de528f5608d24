import { describe, expect, test } from 'vitest';
import { readProtocolFolder, versionOf } from '../../src/content/protocols.ts';
import type { Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { changedProef, proefText, readProef } from '../support/content.ts';

function valid(text = proefText, english = ''): Protocol {
  const result = readProef(text, english);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.protocol;
}

function stepOf(protocol: Protocol, route: string, id: string): Step {
  const step = protocol.routes[route]?.steps.find((each) => each.id === id);
  if (!step) throw new Error(`no step ${id} in route ${route}`);
  return step;
}

describe('a protocol that is right', () => {
  test('says which texts have no translation, as a note and not as a fault', () => {
    const result = readProef(proefText, 'Proefregeling: Trial scheme');
    expect(result.ok && result.problems.length).toBeGreaterThan(20);
    expect(result.problems.every((problem) => problem.level === 'note')).toBe(true);
    expect(result.problems.map((problem) => problem.message).join()).not.toContain('"Proefregeling"');
  });
  test('gives the translation beside the Dutch', () => {
    expect(valid(proefText, 'Proefregeling: Trial scheme').english).toEqual({ Proefregeling: 'Trial scheme' });
  });
  test('reads moments, windows and second anchors', () => {
    const text = changedProef('3 maanden voor sleuteldatum', '3 maanden voor sleuteldatum, anders contractEinde').text;
    expect(stepOf(valid(text), 'A', 'woningnet').terms[0]).toMatchObject({
      by: { duration: 'P3M', direction: 'before', anchors: ['sleuteldatum', 'contractEinde'] },
      from: { duration: 'P6M', direction: 'before', anchors: ['sleuteldatum'] },
      kind: 'hard',
      rule: 'PRF-11',
    });
    const at = changedProef('opent: 1 jaar voor contractEinde', 'opent: op contractEinde').text;
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
    const text = changedProef(
      'toetsing, tafel, woning, evaluatie, signaal,',
      'toetsing, tafel, woning, evaluatie,',
    ).text;
    expect(valid(text).routes['C']?.steps.map((step) => step.id)).not.toContain('signaal');
  });
});

describe('the version of a protocol', () => {
  const text = { file: 'proef.yaml', dutch: proefText, english: 'a: b\n' };
  test('does not depend on line ends', () => {
    const windows = { ...text, dutch: proefText.replaceAll('\n', '\r\n'), english: 'a: b\r\n' };
    expect(versionOf(windows)).toBe(versionOf(text));
  });
  test.each([
    ['the agreements', { ...text, dutch: `${proefText}\n# x` }],
    ['the translation', { ...text, english: 'a: c\n' }],
  ])('changes with %s', (_, other) => {
    expect(versionOf(other)).not.toBe(versionOf(text));
  });
  test('is the one that the protocol carries', () => {
    expect(valid().version).toBe(versionOf({ file: 'proef.yaml', dutch: proefText, english: '' }));
  });
});
