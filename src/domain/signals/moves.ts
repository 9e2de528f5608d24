/**
 * The one table of what can be done to a signal in each state, and the table of who may. What is not in here is not
 * permitted.
 */
import type { Position } from '../access.ts';

/** asked: taken up, but its time has passed: "nog bezig? tot wanneer?". mdo: all parties meet about it. */
export const SIGNAL_STATUSES = ['open', 'taken', 'asked', 'mdo', 'done'] as const;
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];

export const MOVES = [
  ...(['take', 'contact', 'report_back', 'give_lead', 'scale_up', 'prolong'] as const),
  ...(['mdo_plan', 'mdo_agree', 'mdo_agreed', 'mdo_limit', 'mdo_end', 'finish', 'reopen'] as const),
] as const;
export type Move = (typeof MOVES)[number];

type Row = Readonly<Partial<Record<Move, SignalStatus>>>;

/** Where each move leads from each state; a move that is not there cannot be made. */
export const TABLE: Readonly<Record<SignalStatus, Row>> = {
  open: { take: 'taken', contact: 'open', report_back: 'open', give_lead: 'open', scale_up: 'mdo' },
  // Whoever gets the lead has to take it up anew.
  taken: {
    ...{ contact: 'taken', report_back: 'taken', give_lead: 'open', scale_up: 'mdo', prolong: 'taken' },
    finish: 'done',
  },
  asked: {
    ...{ take: 'taken', contact: 'asked', report_back: 'asked', give_lead: 'open', scale_up: 'mdo' },
    ...{ prolong: 'taken', finish: 'done' },
  },
  // It is finished after the MDO has an outcome: then the agreements are followed up.
  mdo: {
    ...{ contact: 'mdo', report_back: 'mdo', give_lead: 'mdo', mdo_plan: 'mdo', mdo_agree: 'mdo' },
    ...{ mdo_agreed: 'mdo', mdo_limit: 'mdo', mdo_end: 'taken' },
  },
  done: { reopen: 'open' },
};

/** The state after the move; null: not from here. */
export const after = (status: SignalStatus, move: Move): SignalStatus | null => TABLE[status][move] ?? null;

/** How a member stands to one signal. */
export interface SignalTie {
  /** Somebody of their organisation reported it. */
  readonly reporter: boolean;
  /** Their organisation has the lead. */
  readonly lead: boolean;
  /** Their role reports back to the woningcorporatie. */
  readonly contact: boolean;
  /** It is for them to know of, though not why: the agreements name their role, or they sit at the MDO. */
  readonly concerned: boolean;
}

/** full: all of it. outline: that it is there and is handled, never why. none: nothing. */
export type SignalLayer = 'full' | 'outline' | 'none';

const guides = (who: Position): boolean => (who.casushouder || who.coordinator) && !who.landlord;
// Whoever has to act on it has to know what was seen.
const sees = (who: Position, { lead, contact }: SignalTie): boolean =>
  who.inCase && !who.landlord && (who.seesAll || guides(who) || lead || contact);

/** How much of the signal is for this member. A woningcorporatie never gets more than the outline. */
export function layerOf(who: Position, tie: SignalTie): SignalLayer {
  if (sees(who, tie)) return 'full';
  return who.inCase && (tie.reporter || tie.lead || tie.concerned) ? 'outline' : 'none';
}

type May = (who: Position, tie: SignalTie) => boolean;
const handles: May = (who, tie) => sees(who, tie) || (who.inCase && tie.lead);
const anyParty: May = (who, tie) => layerOf(who, tie) !== 'none';

/** Who may make each move: one line a move. */
export const WHO_MAY: Readonly<Record<Move, May>> = {
  take: handles,
  /** It is the woningcorporatie's to do; whoever was called may record it as well. */
  contact: (who, tie) => handles(who, tie) || (who.landlord && anyParty(who, tie)),
  report_back: handles,
  give_lead: (who, tie) => who.inCase && (guides(who) || tie.lead),
  /** Every party that notices may ask for an MDO (ZUT-84). */
  scale_up: anyParty,
  prolong: handles,
  mdo_plan: anyParty,
  mdo_agree: handles,
  mdo_agreed: handles,
  /** The woningcorporatie alone sets the limit in an urgent case (ZUT-88). */
  mdo_limit: (who, tie) => who.landlord && anyParty(who, tie),
  /** Never on the word of the woningcorporatie alone (ZUT-89). */
  mdo_end: (who, tie) => handles(who, tie) && !who.landlord,
  finish: handles,
  reopen: (who, tie) => who.inCase && (tie.reporter || guides(who)),
};

/** The moves that this member can make from this state. */
export const movesOf = (status: SignalStatus, who: Position, tie: SignalTie): ReadonlySet<Move> =>
  new Set(MOVES.filter((move) => after(status, move) !== null && WHO_MAY[move](who, tie)));
