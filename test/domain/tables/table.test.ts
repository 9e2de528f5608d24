/** Who joins which table, who must be there, what comes last and how it is decided: every table of every region. */
import { describe, expect, it } from 'vitest';
import { planOf } from '../../../src/domain/protocol/evaluate.ts';
import { partsFor, tableOf, tablesOf, type CaseTable } from '../../../src/domain/tables/table.ts';
import { voteRuleOf } from '../../../src/domain/tables/voteRule.ts';
import { realProtocols } from '../../support/views.ts';

const NOP = 'zorgaanbieder client klantmanager_wmo lokaal_team';
const MUST = 'client; zorgaanbieder; klantmanager_wmo/lokaal_team';
const ALL_FIVE = 'client; procesbegeleider; klantmanager_wmo; zorgaanbieder; lokaal_team';
// Region, route, step, who joins, who must be there, who comes for the last part alone, how it is decided, subjects.
const ROWS = [
  ['haarlemmermeer', 'A', 'uitstroomtafel', 'uitstroomtafel gemeente zorgaanbieder woningcorporatie', '', '', 'not_stated', 0], // HLM-A-21: a disrupted home
  ['haarlemmermeer', 'B', 'toetsing', 'toetsingscommissie reclassering coordinator_nazorg', '', '', 'committee', 0],
  ['haarlemmermeer', 'C', 'uitstroomtafel', 'uitstroomtafel gemeente zorgaanbieder woningcorporatie', '', '', 'majority', 1],
  ['noordoostpolder', 'standaard', 'uitstroomtafel_1', NOP, MUST, '', 'joint', 15],
  ['noordoostpolder', 'standaard', 'tussentijdse_tafel', NOP, MUST, '', 'joint', 2],
  ['noordoostpolder', 'standaard', 'uitstroomtafel_2', NOP, MUST, 'woningcorporatie', 'joint', 12],
  ['noordoostpolder', 'standaard', 'extra_tafel', NOP, MUST, 'woningcorporatie', 'joint', 6],
  ['noordoostpolder', 'standaard', 'uitstroomtafel_3', `${NOP} zorgaanbieder_ambulant`, MUST, '', 'not_stated', 7],
  ['noordoostpolder', 'standaard', 'planbijeenkomst', `${NOP} zorgaanbieder_ambulant procesbegeleider`, ALL_FIVE, '', 'not_stated', 12],
  ['noordoostpolder', 'zonder-tafel', 'tussentijdse_tafel', NOP, MUST, '', 'joint', 2],
] as const; // prettier-ignore

const tables = [...realProtocols().values()].flatMap((protocol) =>
  Object.keys(protocol.routes).flatMap((route) =>
    tablesOf(planOf(protocol, route)).map((table) => [protocol.id, route, table] as const),
  ),
);
const sorted = (roles: Iterable<string>): string => [...roles].toSorted().join(' ');

function rowOf(region: string, route: string, table: CaseTable) {
  const [first, last] = table.parts;
  const rule = voteRuleOf(table.step);
  const guests = [...(last?.roles ?? [])].filter((role) => !first?.roles.has(role));
  return [
    ...[region, route, table.step.id, sorted(first?.roles ?? [])],
    ...[table.always.map((group) => group.join('/')).join('; '), sorted(guests)],
    ...[rule.kind === 'not_stated' ? 'not_stated' : rule.decision.kind, table.step.tasks.length],
  ];
}

describe('the tables of the agreements', () => {
  it.each(ROWS)('%s %s %s', (...row) => {
    const [region, route, step, joins] = row;
    const found = tables.find(([id, of, table]) => id === region && of === route && table.step.id === step);
    expect(found && rowOf(...found)).toEqual([region, route, step, sorted(joins.split(' ')), ...row.slice(4)]);
  });

  it('are no others: Westfriesland, Zuidoost-Utrecht and Zutphen know none', () => {
    expect(tables.map(([region, route, table]) => [region, route, table.step.id])).toEqual(
      ROWS.map((row) => row.slice(0, 3)),
    );
  });

  it('whoever comes for the last part joins that alone; who was at the first may stay', () => {
    const protocol = realProtocols().get('noordoostpolder');
    const table = protocol && tableOf(planOf(protocol, 'standaard'), 'uitstroomtafel_2');
    if (!table) throw new Error('No table');
    expect(partsFor(table, new Set(['woningcorporatie']))).toEqual([2]);
    expect(partsFor(table, new Set(['zorgaanbieder']))).toEqual([1, 2]);
    expect(partsFor(table, new Set(['wijkteam']))).toEqual([]);
  });

  it('only where half plus one decides there is a vote', () => {
    const votes = tables.filter(([, , { step }]) => voteRuleOf(step).kind === 'vote');
    expect(votes.map(([region, route]) => [region, route])).toEqual([['haarlemmermeer', 'C']]);
  });
});
