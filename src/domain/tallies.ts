/**
 * What a protocol counts in a year, such as homes with priority: how many there are, by whom, and against what was
 * agreed. Pure: which cases there are and what people typed is looked up by the caller.
 */
import type { CaseState } from './cases.ts';
import type { FactId, Protocol, StepId } from './protocol/definition.ts';
import type { TallyRule } from './protocol/definitionRules.ts';

/** What people gave for a year: no case can tell it. Numbers are whole and not negative. */
export interface TallyFigures {
  /** How many at most, as agreed for this year; null: nobody gave it. */
  readonly agreed: number | null;
  /** Counted outside Opstap; with shares by option. */
  readonly elsewhere: number;
  readonly elsewhereOf: Readonly<Record<string, number>>;
  /** By option: what the shares go by, such as how many homes a corporatie has. */
  readonly weights: Readonly<Record<string, number>>;
  /** How many went the other way. */
  readonly opposite: number;
}

export const NO_FIGURES: TallyFigures = { agreed: null, elsewhere: 0, elsewhereOf: {}, weights: {}, opposite: 0 };

/** How a year stands. */
export interface Tally {
  readonly rule: TallyRule;
  readonly year: number;
  /** The number of the year, and whether it stands in the source; null: not known. */
  readonly agreed: { readonly number: number; readonly stated: boolean } | null;
  readonly counted: number;
  /** By option, in the order of the protocol. `share`: of what was agreed, with a fraction; null: not known. */
  readonly parts: readonly { readonly option: string; readonly counted: number; readonly share: number | null }[];
  /** Cases that count and of which nobody has said which option it is. */
  readonly unknown: number;
  readonly opposite: number | null;
}

/** Counts the year: a case counts in the year in which its step was finished last, once. */
export function tallyOf(
  protocol: Protocol,
  rule: TallyRule,
  year: number,
  states: readonly CaseState[],
  figures: TallyFigures,
): Tally {
  const { splitBy } = rule;
  const inYear = states.filter((state) => finishedIn(state, rule) === year);
  const stated = rule.agreed[year];
  const agreed =
    figures.agreed !== null
      ? { number: figures.agreed, stated: figures.agreed === stated }
      : stated === undefined
        ? null
        : { number: stated, stated: true };
  const options = splitBy === null ? [] : (protocol.facts[splitBy]?.options ?? []);
  const weight = options.reduce((sum, { id }) => sum + (figures.weights[id] ?? 0), 0);
  const parts = options.map(({ id }) => {
    const own = figures.weights[id];
    return {
      option: id,
      counted: countOf(inYear, splitBy, id) + (figures.elsewhereOf[id] ?? 0),
      share: agreed && own !== undefined && weight > 0 ? (agreed.number * own) / weight : null,
    };
  });
  const unknown = splitBy === null ? 0 : inYear.filter(({ facts }) => facts[splitBy] === undefined).length;
  const counted =
    parts.length > 0
      ? parts.reduce((sum, part) => sum + part.counted, unknown + figures.elsewhere)
      : inYear.length + figures.elsewhere;
  return { rule, year, agreed, counted, parts, unknown, opposite: rule.opposite === null ? null : figures.opposite };
}

const countOf = (states: readonly CaseState[], fact: FactId | null, option: string): number =>
  states.filter(({ facts }) => fact !== null && facts[fact] === option).length;

function finishedIn({ done }: CaseState, { step, outcome }: TallyRule): number | null {
  const last = done.findLast((each) => each.step === step);
  return last && (outcome === null || last.outcome === outcome) ? Number(last.on.slice(0, 4)) : null;
}

/** What the protocol counts at this step. */
export const talliesAt = (protocol: Protocol, step: StepId): readonly TallyRule[] =>
  protocol.tallies.filter((rule) => rule.shownAt.includes(step));
