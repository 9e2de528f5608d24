import { expect, test } from 'vitest';
import { classifier, type Example } from '../../../src/domain/understanding/classifier.ts';

const features = (...names: string[]) => new Map(names.map((name) => [name, 1]));
const examples: readonly Example[] = [
  { label: 'stop', features: features('stop', 'it') },
  { label: 'stop', features: features('halt', 'it') },
  { label: 'go', features: features('go', 'on') },
  { label: 'go', features: features('run', 'on') },
];

test('what was learnt holds for what was not seen', () => {
  const classify = classifier(examples);
  expect(classify(features('halt', 'please'))[0]?.label).toBe('stop');
  expect(classify(features('run', 'now'))[0]?.label).toBe('go');
});

test('chances are one in all, best first, and even where nothing is known', () => {
  const found = classifier(examples)(features('halt', 'on'));
  expect(found.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1);
  expect(found.map(({ chance }) => chance)).toEqual(found.map(({ chance }) => chance).toSorted((a, b) => b - a));
  expect(classifier(examples)(features('unheard of')).map(({ chance }) => chance)).toEqual([0.5, 0.5]);
});

test('the same examples give the same chances, to the last digit', () => {
  expect(classifier(examples)(features('it', 'on'))).toEqual(classifier(examples)(features('it', 'on')));
});

test.each([1, 2, 3, 4])('each of %i features counts, the last one too', (count) => {
  const filler = Array.from({ length: count - 1 }, (_, n) => `unsaid ${n}`);
  const learnt = examples.map(({ label, features: own }) => ({
    label,
    features: new Map([...own, ...features(...filler)]),
  }));
  expect(classifier(learnt)(features(...filler, 'halt'))[0]?.label).toBe('stop');
  expect(classifier(learnt)(features(...filler, 'run'))[0]?.label).toBe('go');
});
