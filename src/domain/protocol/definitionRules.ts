/**
 * What a protocol says beside its routes: how the role of casushouder passes on.
 * Types only; nothing here computes.
 */
import type { Duration } from '../calendar.ts';
import type { FactId, RoleId, RuleId } from './definition.ts';

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
