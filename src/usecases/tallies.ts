/**
 * What a region counts by the year: how it stands, and the numbers that no case can tell. Every change is in the log.
 */
import { POLICY } from '../domain/access.ts';
import { tallyOf, type Tally, type TallyFigures } from '../domain/tallies.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { TallyRule } from '../domain/protocol/definitionRules.ts';
import { todayOf } from './readCase.ts';
import type { By, Deps } from './ports.ts';

/** How a year stands, with what was typed for it and the version of that. */
export interface YearTally {
  readonly tally: Tally;
  readonly figures: TallyFigures;
  readonly version: number;
}

/** The present year in Amsterdam. */
export const thisYear = (deps: Deps): number => Number(todayOf(deps).slice(0, 4));

const seen = (protocol: Protocol, by: By): readonly TallyRule[] =>
  protocol.tallies.filter((rule) => POLICY.see_tally(by, { protocol, rule }));

/** The regions of which they may see something that is counted. */
export const regionsThatCount = (deps: Deps, by: By): readonly Protocol[] =>
  [...deps.protocols.current.values()].filter((protocol) => seen(protocol, by).length > 0);

/** How the year of a region stands, as far as they may see; empty where there is nothing for them. */
export async function readTallies(deps: Deps, region: string, year: number, by: By): Promise<readonly YearTally[]> {
  const protocol = deps.protocols.current.get(region);
  const rules = protocol ? seen(protocol, by) : [];
  if (!protocol || rules.length === 0) return [];
  const { tallies } = deps.uow.stores;
  const states = await tallies.finished(
    region,
    rules.map(({ step }) => step),
  );
  return Promise.all(
    rules.map(async (rule) => {
      const { figures, version } = await tallies.figures(region, year, rule.id);
      return { tally: tallyOf(protocol, rule, year, states, figures), figures, version };
    }),
  );
}

/** Null: there is no such thing for them to set. */
export type TallyResult = { readonly kind: 'changed' | 'stale' } | null;

/** Gives the numbers of a year, as they were seen (`seenVersion`). */
export async function changeTally(
  deps: Deps,
  input: {
    readonly region: string;
    readonly year: number;
    readonly tally: string;
    readonly seenVersion: number;
    readonly figures: TallyFigures;
  },
  by: By,
): Promise<TallyResult> {
  const { region, year, tally, seenVersion, figures } = input;
  const protocol = deps.protocols.current.get(region);
  if (!protocol || !POLICY.set_region(by, region) || !seen(protocol, by).some(({ id }) => id === tally)) return null;
  const { uow, newId, clock } = deps;
  const stored = await uow.transaction(async (stores) => {
    const before = await stores.tallies.figures(region, year, tally);
    if (!(await stores.tallies.putFigures(region, year, tally, figures, seenVersion))) return false;
    await stores.audit.add([
      {
        ...{ id: newId(), at: clock.now(), memberId: by.memberId, behalfOf: null, caseId: null },
        ...{ type: 'year_figures_changed', effect: { region, year, tally, from: before.figures, to: figures } },
      },
    ]);
    return true;
  });
  return { kind: stored ? 'changed' : 'stale' };
}
