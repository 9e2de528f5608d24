/**
 * Turns the terms of a step into dates, always counted from the original anchor.
 * A term whose anchor is unknown stays without a date and names the fact that it waits for.
 */
import { daysBetween, shift, type CivilDate } from '../calendar.ts';
import { anchorDate, type Knowledge } from './conditions.ts';
import type { FactId, Offset, Recurrence, RuleId, StepId, Term, TermKind } from './definition.ts';

export interface DatedTerm {
  /** Last permitted day; null while the anchor is unknown. */
  readonly by: CivilDate | null;
  readonly from: CivilDate | null;
  readonly kind: TermKind;
  readonly rule: RuleId;
  readonly text: string;
  /** The fact or step that it was counted from; null while unknown. */
  readonly anchor: FactId | StepId | null;
  /** The first anchor, where it is unknown: the term waits for it, or was counted from a second choice. */
  readonly waitsFor: FactId | StepId | null;
  /** Days from today to `by`; negative when it has passed; null without a date. */
  readonly daysLeft: number | null;
}

interface Anchored {
  readonly anchor: FactId | StepId | null;
  readonly date: CivilDate | null;
  readonly waitsFor: FactId | StepId | null;
}

function firstKnown(anchors: readonly (FactId | StepId)[], known: Knowledge): Anchored {
  const first = anchors[0] ?? null;
  for (const anchor of anchors) {
    const date = anchorDate(anchor, known);
    if (date !== null) return { anchor, date, waitsFor: anchor === first ? null : first };
  }
  return { anchor: null, date: null, waitsFor: first };
}

/** The day that an offset points at; null while its anchors are unknown. */
export function offsetDate(offset: Offset, known: Knowledge): CivilDate | null {
  const { date } = firstKnown(offset.anchors, known);
  return date === null ? null : shift(date, offset.duration, offset.direction);
}

/** The term as dates on `today`. */
export function datedTerm(term: Term, known: Knowledge, today: CivilDate): DatedTerm {
  const { anchor, date, waitsFor } = firstKnown(term.by.anchors, known);
  const by = date === null ? null : shift(date, term.by.duration, term.by.direction);
  return {
    by,
    from: term.from === null ? null : offsetDate(term.from, known),
    kind: term.kind,
    rule: term.rule,
    text: term.text,
    anchor,
    waitsFor,
    daysLeft: by === null ? null : daysBetween(today, by),
  };
}

/**
 * The next occurrence after `times` finished ones: anchor + (times + 1) × interval, so that a late occurrence
 * does not push the later ones. Null once the next one would fall after the end.
 */
export function nextOccurrence(
  recurrence: Recurrence,
  times: number,
  known: Knowledge,
  today: CivilDate,
): DatedTerm | null {
  const { anchor, date, waitsFor } = firstKnown(recurrence.from, known);
  const by = date === null ? null : shift(date, recurrence.every, 'after', times + 1);
  const end = recurrence.until === null ? null : offsetDate(recurrence.until, known);
  if (by !== null && end !== null && by > end) return null;
  return {
    by,
    from: null,
    kind: recurrence.kind,
    rule: recurrence.rule,
    text: recurrence.text,
    anchor,
    waitsFor,
    daysLeft: by === null ? null : daysBetween(today, by),
  };
}
