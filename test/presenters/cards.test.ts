import { Template } from 'adaptivecards-templating';
import { describe, expect, it } from 'vitest';
import { cardRenderer, ROOT } from '../../src/compose.ts';
import { VERBS } from '../../src/presenters/buttons.ts';
import { readTemplate } from '../../src/presenters/template.ts';
import { checkCard } from '../support/cardRules.ts';
import { cardSamples } from '../support/cardSamples.ts';

const render = cardRenderer();
const samples = cardSamples();

describe('every card in every language, empty, typical and full', () => {
  it('is valid in Teams', () => {
    const faults = samples.flatMap(({ name, card }) =>
      checkCard(render(card), VERBS, card.summary).map((fault) => `${name}: ${fault}`),
    );
    expect(faults).toEqual([]);
    expect(samples.length).toBeGreaterThan(200);
  });

  it('is what the library would have made of it', () => {
    const library = new Map<string, Template>();
    for (const { name, card } of samples) {
      const template = library.get(card.template) ?? new Template(readTemplate(`${ROOT}/cards/${card.template}.json`));
      library.set(card.template, template);
      const theirs = JSON.stringify(template.expand({ $root: card.data }));
      expect(JSON.stringify(render(card)) === theirs, name).toBe(true);
    }
  });

  it('says nothing of the client in its summary, nor outside a personal chat', () => {
    for (const { name, card } of samples) {
      expect(card.summary).not.toContain('bewoner 27');
      if (name.endsWith('groep')) {
        expect([name, JSON.stringify(render(card)).includes('bewoner 27')]).toEqual([name, false]);
      }
    }
  });
});

describe('a card that is wrong is found', () => {
  const execute = {
    type: 'Action.Execute',
    title: 'x',
    verb: 'help',
    data: {},
    fallback: { type: 'Action.Submit', title: 'x', data: { verb: 'help' } },
  };
  const text = { type: 'TextBlock', text: 'x', wrap: true };
  const good = { type: 'AdaptiveCard', version: '1.5', body: [text, { type: 'ActionSet', actions: [execute] }] };
  const body = (...items: object[]): object => ({ ...good, body: items });
  const wrong: [string, object, string][] = [
    ['another version', { ...good, version: '1.6' }, '1.5'],
    ['an unknown element', body({ type: 'Carousel' }), 'Carousel'],
    ['an unknown property', body({ ...text, colour: 'x' }), 'colour'],
    ['an empty text', body({ ...text, text: '' }), 'without words'],
    ['a text that does not wrap', body({ type: 'TextBlock', text: 'x' }), 'wrap'],
    ['a line that begins as a list', body({ ...text, text: '8. Woning toewijzen' }), 'makes a list'],
    ['a binding left over', body({ ...text, text: '${x}' }), '${'],
    ['undefined in words', body({ ...text, text: 'is undefined' }), 'undefined'],
    ['a hex colour', body({ ...text, color: '#ff0000' }), 'hex'],
    ['an insecure address', body({ ...text, text: 'http://example.org' }), 'https'],
    ['a mention', body({ ...text, text: '<at>all</at>' }), 'mention'],
    ['an input without label', body({ type: 'Input.Text', id: 'a' }), 'label'],
    [
      'a required input without error',
      body({ type: 'Input.Text', id: 'a', label: 'a', isRequired: true }),
      'error message',
    ],
    [
      'two inputs with one id',
      body({ type: 'Input.Text', id: 'a', label: 'a' }, { type: 'Input.Text', id: 'a', label: 'b' }),
      'twice',
    ],
    ['a choice of nothing', body({ type: 'Input.ChoiceSet', id: 'a', label: 'a', choices: [] }), 'nothing to choose'],
    ['seven actions', body({ type: 'ActionSet', actions: Array.from({ length: 7 }, () => execute) }), '7 actions'],
    ['an unknown verb', body({ type: 'ActionSet', actions: [{ ...execute, verb: 'zap' }] }), 'zap'],
    ['no fallback', body({ type: 'ActionSet', actions: [{ ...execute, fallback: undefined }] }), 'fallback'],
    ['more than 28 KB', body({ ...text, text: 'x'.repeat(29_000) }), 'bytes'],
  ];
  it('while a good one passes', () => expect(checkCard(good, VERBS)).toEqual([]));
  it.each(wrong)('%s', (_, card, word) => {
    expect(checkCard(card, VERBS).join('\n')).toContain(word);
  });
});
