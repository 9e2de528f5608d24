/** What is counted by the year: the cases that count, and the numbers that people gave. */
import type { CaseState } from '../../domain/cases.ts';
import type { StepId } from '../../domain/protocol/definition.ts';
import type { TallyFigures } from '../../domain/tallies.ts';

export interface TallyStore {
  /** The cases of a protocol, closed ones too, in which one of these steps was ever finished. */
  finished(protocolId: string, steps: readonly StepId[]): Promise<readonly CaseState[]>;
  /** What people gave for a year; version 0: nothing yet. */
  figures(region: string, year: number, tally: string): Promise<{ figures: TallyFigures; version: number }>;
  /** Stores them if they still have that version. False: somebody was first, and nothing was stored. */
  putFigures(
    region: string,
    year: number,
    tally: string,
    figures: TallyFigures,
    expectedVersion: number,
  ): Promise<boolean>;
}
