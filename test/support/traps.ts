/**
 * Finds parts of a protocol by the rule that they carry, and says their terms in one line each, to compare regions.
 * For tests only; it does not evaluate.
 */
import type { Offset, Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { carriersOf } from '../../src/domain/protocol/rules.ts';

/** The steps of all routes. */
export const allSteps = (protocol: Protocol): Step[] =>
  Object.values(protocol.routes).flatMap((route) => [...route.steps]);

/** The steps that carry the rule themselves or in one of their parts, in the routes where they do. */
export function stepsAt(protocol: Protocol, rule: string): Step[] {
  const carriers = carriersOf(protocol).get(rule) ?? [];
  return Object.values(protocol.routes).flatMap((route) =>
    route.steps.filter((step) =>
      carriers.some((carrier) => carrier.step === step.id && carrier.routes.includes(route.id)),
    ),
  );
}

export const moment = ({ duration, direction, anchors }: Offset): string =>
  `${duration} ${direction} ${anchors[0] ?? ''}`;

/** Each term, recurrence and clock in words, with its rule. */
export function termsOf(protocol: Protocol): { rule: string; words: string }[] {
  return allSteps(protocol).flatMap(({ terms, recurrence, clocks }) => [
    ...terms.map(({ rule, kind, by, from }) => ({
      rule,
      words: `${kind} ${from ? `${from.duration}…` : ''}${moment(by)}`,
    })),
    ...(recurrence
      ? [
          {
            rule: recurrence.rule,
            words: `${recurrence.kind} every ${recurrence.every} from ${recurrence.from[0] ?? ''}`,
          },
        ]
      : []),
    ...clocks.map(({ rule, kind, within }) => ({ rule, words: `${kind} within ${within}` })),
  ]);
}

export const termsAt = (protocol: Protocol, rule: string): string[] => [
  ...new Set(termsOf(protocol).flatMap((term) => (term.rule === rule ? [term.words] : []))),
];

export const durations = (protocol: Protocol): string[] =>
  termsOf(protocol).flatMap(({ words }) => words.match(/P\w+/g) ?? []);

/** All that people can read in it, on one line. */
export const wordsOf = (value: unknown): string => JSON.stringify(value);

/** The kinds of decision that the protocol knows, with the routes and steps where they are. */
export const decisions = (protocol: Protocol, kind: string): string[] =>
  Object.values(protocol.routes).flatMap((route) =>
    route.steps.filter((step) => step.decision?.kind === kind).map((step) => `${route.id} ${step.id}`),
  );
