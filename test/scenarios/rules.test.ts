import { describe, expect, it } from 'vitest';
import { realProtocols } from '../support/views.ts';

const haarlemmermeer = realProtocols().get('haarlemmermeer');
// How many rules the catalogue has, by its sections.
const CATALOGUE: Record<string, number> = { A: 56, B: 24, C: 13, D: 19, E: 12, X: 31 };
const all = Object.entries(CATALOGUE).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, n) => `HLM-${section}-${String(n + 1).padStart(2, '0')}`),
);

describe('Haarlemmermeer, rule by rule', () => {
  const text = JSON.stringify({ ...haarlemmermeer, english: {} });
  const carried = new Set(text.match(/HLM-[A-Z]-\d{2}/g));

  it.each(all)('%s is carried by a step, a term, a task, an outcome or a note', (rule) => {
    expect(carried.has(rule)).toBe(true);
  });

  it('no rule is made up', () => {
    expect([...carried].filter((rule) => !all.includes(rule))).toEqual([]);
  });

  it('every step of every route says where it stands in the source, and on which rules it rests', () => {
    for (const route of Object.values(haarlemmermeer?.routes ?? {})) {
      for (const step of route.steps) {
        expect([route.id, step.id, step.section.startsWith(route.id) || step.id === 'zorg_inkomen']).toEqual([
          route.id,
          step.id,
          true,
        ]);
        expect(step.rules.length).toBeGreaterThan(0);
      }
    }
  });

  it('every text has an English one', () => {
    expect(Object.keys(haarlemmermeer?.english ?? {}).length).toBeGreaterThan(290);
  });
});
