/**
 * What the agreements do not let somebody see never reaches their cards: canaries in every field of a case, every
 * card of every role and group. The whole sweep is `npm run bench -- privacy`.
 */
import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { pairs } from '../support/canaryPairs.ts';
import { FAULTS } from '../support/canaryFaults.ts';
import { datesIn, marksIn } from '../support/canaries.ts';
import { REAL, sweep, type Look } from '../support/canarySweep.ts';
import { realProtocols } from '../support/views.ts';

const protocols = [...realProtocols().values()];
const BREADTH = {
  fillings: [
    { yes: true, past: false },
    { yes: false, past: true },
  ],
  along: 1,
  langs: ['nl', 'en'],
} as const;

describe.each(protocols.map((protocol) => [protocol.id, protocol] as const))('%s', (_, protocol) => {
  it('no card, summary, fallback or button holds what is not for its reader', () => {
    const { payloads, marks, leaks } = sweep(protocol, BREADTH);
    expect(leaks).toEqual([]);
    // The cards do hold canaries of what their readers may see.
    expect(payloads).toBeGreaterThan(2000);
    expect(marks).toBeGreaterThan(payloads);
  });

  it('a fact that is not for the reader changes no word of a card', () => {
    const { compared, leaks } = pairs(protocol, { quick: true });
    expect(leaks).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
});

describe('a guard that is taken out is found', () => {
  it.each(Object.keys(FAULTS))('%s', (name) => {
    const look = FAULTS[name] as Look;
    expect(protocols.some((protocol) => leaks(protocol, look))).toBe(true);
  });
});

it('a yes or no that leaves no mark is found by its twin', () => {
  const told: Look = {
    ...REAL,
    card: (card, { case: c }) => ({ ...card, summary: `${card.summary}${c.state.facts['hoogRisico'] ? '!' : '.'}` }),
  };
  const [protocol] = protocols;
  expect(protocol && pairs(protocol, { quick: true, untilFirst: true }, told).leaks).toHaveLength(1);
});

// Until the first one.
const leaks = (protocol: Protocol, look: Look): boolean =>
  sweep(protocol, { ...BREADTH, langs: ['nl'], untilFirst: true }, look).leaks.length > 0;

describe('a canary is found however it is written', () => {
  it.each(['2031-01-03', '3 januari 2031', '3 January 2031', '03-01-2031', 'op 3 Januari 2031.'])('%s', (text) => {
    expect([...datesIn(text)]).toEqual(['2031-01-03']);
  });
  it('marks side by side are two', () => {
    expect([...marksIn('QzHoldZqQzRouteZq3 x')]).toEqual(['QzHoldZq', 'QzRouteZq']);
  });
});
