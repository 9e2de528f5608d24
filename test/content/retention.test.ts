/** How long cases are kept: the file that the organisation sets, and what is said of a fault in it. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProtocolFolder } from '../../src/content/protocols.ts';
import { readRetention } from '../../src/content/retention.ts';

const FILE = 'content/retention.yaml';
const text = readFileSync(FILE, 'utf8');

describe('the file as it comes', () => {
  it('keeps a case that reached its goal two years and any other one year, and is not confirmed by anybody', () => {
    expect(readRetention(FILE)).toEqual({
      after: { goal: 'P2Y', otherwise: 'P1Y', never_admitted: 'P1Y' },
      neverAdmitted: ['niet_toegelaten'],
      confirmed: false,
    });
  });

  it('says that it is a setting of ours and no rule of a source', () => {
    expect(text).toContain('geen regel uit een protocol: in de bronnen staat geen bewaartermijn');
  });

  it('names only endings that some protocol has, and none that is a goal', () => {
    const protocols = readProtocolFolder('content/protocols').flatMap(({ read }) => (read.ok ? read.protocol : []));
    for (const id of readRetention(FILE).neverAdmitted) {
      const endings = protocols.flatMap(({ endings }) => endings[id] ?? []);
      expect(endings.length, id).toBeGreaterThan(0);
      expect(
        endings.some(({ goal }) => goal),
        id,
      ).toBe(false);
    }
  });
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
  const read = (changed: string) => {
    const path = join(folder, 'retention.yaml');
    writeFileSync(path, changed);
    return readRetention(path);
  };
  const replaced = (from: string, to: string): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };

  it.each([
    ['doel_bereikt: 2 jaar', 'doel_bereikt: 18 maanden', 'goal', 'P18M'],
    ['anders_geeindigd: 1 jaar', 'anders_geeindigd: 6 weken', 'otherwise', 'P6W'],
    ['nooit_toegelaten: 1 jaar', 'nooit_toegelaten: 1 dag', 'never_admitted', 'P1D'],
  ] as const)('%s can be %s', (from, to, kind, duration) => {
    expect(read(replaced(from, to)).after[kind]).toBe(duration);
  });

  it('can be confirmed', () => {
    expect(read(replaced('vastgesteld: nee', 'vastgesteld: ja')).confirmed).toBe(true);
  });

  // A fault never means "erase at once": nothing is erased while the file cannot be read.
  it.each<[string, string, RegExp]>([
    ['doel_bereikt: 2 jaar', 'doel_bereikt: 0 jaar', /^retention\.yaml: bewaren\.doel_bereikt: schrijf bijvoorbeeld/],
    ['doel_bereikt: 2 jaar', 'doel_bereikt: -2 jaar', /bewaren\.doel_bereikt: schrijf/],
    ['doel_bereikt: 2 jaar', 'doel_bereikt: 24 uur', /bewaren\.doel_bereikt: schrijf/],
    ['doel_bereikt: 2 jaar', 'doel_bereikt: 9999 jaar', /bewaren\.doel_bereikt: schrijf/],
    ['doel_bereikt: 2 jaar', 'doel_bereikt: 2', /bewaren\.doel_bereikt: schrijf/],
    ['doel_bereikt: 2 jaar', 'doel: 2 jaar', /bewaren/],
    ['vastgesteld: nee', 'vastgesteld: misschien', /vastgesteld: kies ja of nee/],
    ['bewaren:', 'bewaren: [', /geen geldige YAML/],
    ['eindes_nooit_toegelaten: [niet_toegelaten]', '', /eindes_nooit_toegelaten/],
  ])('with %s as "%s" is refused with file, key and mend', (from, to, message) => {
    expect(() => read(replaced(from, to))).toThrow(message);
  });

  it('that is empty is refused', () => {
    expect(() => read('')).toThrow(/^retention\.yaml: /);
  });
});
