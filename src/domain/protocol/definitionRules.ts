/**
 * What a protocol says beside its routes: how the role of casushouder passes on, and what is counted in a year.
 * Types only; nothing here computes.
 */
import type { Duration } from '../calendar.ts';
import type { FactId, RoleId, RuleId, StepId } from './definition.ts';

/** What the source says about the casushouder. */
export interface HandoverRule {
  /** The role that whoever is casushouder has. */
  readonly role: RoleId;
  /** Date fact that holds the first day of the new casushouder; null: the protocol keeps no such date. */
  readonly fact: FactId | null;
  /** How long the old one stays one too; null: no overlap. */
  readonly overlap: Duration | null;
  /** What both have to do, in words. */
  readonly text: string;
  readonly section: string;
  readonly rules: readonly RuleId[];
}

/** Something that the source limits or balances by the year. */
export interface TallyRule {
  readonly id: string;
  readonly title: string;
  /** A case counts in the year in which this step was finished, with this outcome; null: any. */
  readonly step: StepId;
  readonly outcome: string | null;
  /** The choice by which it is divided; null: it is not. */
  readonly splitBy: FactId | null;
  /** What the parts go by, in words; null where nothing is divided. */
  readonly weight: string | null;
  /** What has to balance it, in words; null: nothing has to. */
  readonly opposite: string | null;
  /** Steps whose card leads to it. */
  readonly shownAt: readonly StepId[];
  /** By year, as the source states it; another year needs its own number. */
  readonly agreed: Readonly<Record<number, number>>;
  readonly text: string;
  readonly section: string;
  readonly rules: readonly RuleId[];
}
