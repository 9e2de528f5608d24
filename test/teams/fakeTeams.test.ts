/**
 * The fake Teams itself: it must refuse what people cannot do, or tests on it would prove nothing.
 */
import { describe, expect, it } from 'vitest';
import { actionsOf, findAction, inputsOf } from '../support/cardActions.ts';

const execute = (verb: string, title: string, extra: object = {}): object => ({
  type: 'Action.Execute',
  verb,
  title,
  fallback: { type: 'Action.Submit', data: { verb: `${verb}-old` } },
  ...extra,
});
const folded = (input: object, action: object): object => ({
  type: 'Action.ShowCard',
  card: { type: 'AdaptiveCard', body: [input], actions: [action] },
});

const card = {
  type: 'AdaptiveCard',
  refresh: { action: execute('refresh', 'Ververs') },
  body: [
    { type: 'Input.Text', id: 'naam', isRequired: true },
    { type: 'Input.Date', id: 'datum', value: '2026-01-02' },
    { type: 'Input.Toggle', id: 'ja', valueOn: 'J', valueOff: 'N' },
    { type: 'ActionSet', actions: [execute('set', 'In de set')] },
    { type: 'Container', selectAction: execute('tik', 'Tik') },
  ],
  actions: [
    execute('one', 'Kies', { data: { verb: 'not-this' } }),
    execute('two', 'Kies'),
    execute('bare', 'Kaal', { associatedInputs: 'none' }),
    folded({ type: 'Input.Text', id: 'reden', isRequired: true }, execute('inner', 'Binnen')),
    folded({ type: 'Input.Text', id: 'anders', isRequired: true }, execute('other', 'Anders')),
  ],
};

describe('buttons', () => {
  it('are found in sets, show-cards and select actions, and not in refresh, data or fallbacks', () => {
    expect(actionsOf(card).map((a) => a.verb)).toEqual(['set', 'tik', 'one', 'two', 'bare', 'inner', 'other']);
  });

  it('are found by verb, else by title', () => {
    expect(findAction(card, 'two').verb).toBe('two');
    expect(findAction(card, 'In de set').verb).toBe('set');
  });

  it('that are not there, or that share a title, cannot be pressed', () => {
    expect(() => findAction(card, 'weg')).toThrow(/0 buttons.*one \("Kies"\)/);
    expect(() => findAction(card, 'Kies')).toThrow(/2 buttons/);
  });
});

describe('inputs', () => {
  const of = (verb: string, filled: Record<string, string>): object => inputsOf(card, findAction(card, verb), filled);

  it('are sent as filled in, else as the card has them', () => {
    expect(of('one', { naam: 'x' })).toEqual({ naam: 'x', datum: '2026-01-02', ja: 'N' });
  });

  it('of a show-card go with its own button only', () => {
    expect(of('inner', { naam: 'x', reden: 'y' })).toMatchObject({ naam: 'x', reden: 'y' });
    expect(() => of('inner', { naam: 'x', reden: 'y', anders: 'z' })).toThrow(/no input called anders/);
  });

  it('that are required keep the button from being sent', () => {
    expect(() => of('one', {})).toThrow(/naam must be filled in/);
    expect(of('bare', {})).toEqual({});
  });
});
