/** Signals, and the people and conversations that they go to. */
import type { CivilDate, Instant } from '../../domain/calendar.ts';
import type { Signal, SignalState } from '../../domain/signals/signal.ts';

/** Somebody around a case: takes part, coordinates for an organisation that does, or coordinates in the region. */
export interface AroundCase {
  readonly memberId: string;
  readonly displayName: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly relation: 'participant' | 'coordinator' | 'region';
  /** The member's role words in that organisation. */
  readonly roles: readonly string[];
  readonly casushouder: boolean;
  /** Away on the day that was asked about; `deputy` is there that day and works for the same organisation. */
  readonly away: { readonly deputy: { readonly id: string; readonly displayName: string | null } | null } | null;
}

export interface SignalStore {
  byId(id: string): Promise<Signal | null>;
  /** All signals of a case, the oldest first. */
  ofCase(caseId: string): Promise<readonly Signal[]>;
  /** Signals that are not finished in cases that the member has to do with on this day, the next moment first. */
  openOf(memberId: string, today: CivilDate, limit: number): Promise<readonly Signal[]>;
  /** Signals of cases of these regions that are not finished, the oldest first. */
  openIn(regions: readonly string[], limit: number): Promise<readonly Signal[]>;
  add(signal: Signal, nextAt: Instant | null): Promise<void>;
  /** Stores the new state if it still has `expectedVersion`. Null: somebody was first, and nothing was stored. */
  save(id: string, expectedVersion: number, state: SignalState, nextAt: Instant | null): Promise<Signal | null>;
  /** Another next moment and nothing else: the version stays. False: somebody was first. */
  postpone(id: string, expectedVersion: number, nextAt: Instant | null): Promise<boolean>;
  /** Signals to which time does something at or before `now`, the longest waiting first. */
  due(now: Instant, limit: number): Promise<readonly Signal[]>;
  /** Everybody to whom a signal of this case can go. */
  around(caseId: string, today: CivilDate): Promise<readonly AroundCase[]>;
  /** The conversations that belong to the case, and those for the signals of its region. */
  conversations(caseId: string): Promise<{ readonly ofCase: readonly string[]; readonly ofRegion: readonly string[] }>;
}
