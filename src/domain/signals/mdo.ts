/**
 * The MDO about a signal, as a chain: the tenant is told first, then it is planned and held, agreements are made, each
 * with an owner and a last day, and in the end it has an outcome (ZUT-84 to 91). Pure.
 */
import { isCivilDate, shift, type CivilDate } from '../calendar.ts';
import type { RoleId } from '../protocol/definition.ts';
import type { SignalEvent, SignalRefusal } from './signal.ts';

/** Longest words of one agreement, in characters. */
export const LONGEST_AGREEMENT = 300;

export const MDO_OUTCOMES = ['stays', 'ends', 'elsewhere'] as const;
/** stays: the tenant stays, with these agreements. ends: the lease ends, in consultation. elsewhere: other help goes on. */
export type MdoOutcome = (typeof MDO_OUTCOMES)[number];

export interface Agreement {
  readonly words: string;
  readonly owner: RoleId;
  readonly by: CivilDate;
  readonly doneOn: CivilDate | null;
}

export interface Mdo {
  readonly startedOn: CivilDate;
  /** The day on which the tenant was told: before anything is planned. */
  readonly informedOn: CivilDate;
  readonly plannedOn: CivilDate | null;
  readonly participants: readonly RoleId[];
  readonly agreements: readonly Agreement[];
  /** Set by the woningcorporatie, in an urgent case only. */
  readonly limit: CivilDate | null;
  readonly ended: {
    readonly on: CivilDate;
    readonly outcome: MdoOutcome;
    /** False: the tenant did not cooperate; the agreements hold without their signature (ZUT-85). */
    readonly cooperates: boolean;
    readonly followUp: CivilDate | null;
  } | null;
}

/** Ours: within how many days there has to be a date, no source says. */
const PLAN_WITHIN = 'P7D';

/** The last day on which it can go on without a word; what is over that day is asked about. */
export function mdoDay(mdo: Mdo): CivilDate {
  const open = mdo.agreements.filter(({ doneOn }) => doneOn === null).map(({ by }) => by);
  const held = mdo.agreements.length > 0;
  const days = [...(mdo.plannedOn !== null && !held ? [mdo.plannedOn] : []), ...open];
  const all = [...days, ...(mdo.limit === null ? [] : [mdo.limit])].toSorted();
  if (mdo.plannedOn === null)
    return [shift(mdo.startedOn, PLAN_WITHIN, 'after'), ...all].toSorted()[0] ?? mdo.startedOn;
  return all[0] ?? shift(mdo.plannedOn, PLAN_WITHIN, 'after');
}

type MdoEvent = Extract<SignalEvent, { move: `mdo_${string}` | 'scale_up' }>;
export type MdoResult =
  { readonly ok: true; readonly mdos: readonly Mdo[] } | { readonly ok: false; readonly refusal: SignalRefusal };

const no = (kind: MdoRefusal): MdoResult => ({ ok: false, refusal: { kind } });
type MdoRefusal = Extract<
  SignalRefusal['kind'],
  | ('tenant_first' | 'participants_missing' | 'owner_missing' | 'outcome_missing' | 'unknown_agreement')
  | ('words_missing' | 'words_too_long' | 'past_date' | 'future_date' | 'date_missing' | 'date_order')
>;

/** The next link of the chain, or why it cannot be made yet. */
export function changeMdo(mdos: readonly Mdo[], event: MdoEvent, today: CivilDate): MdoResult {
  if (event.move === 'scale_up') return begun(mdos, event, today);
  const mdo = mdos.at(-1);
  if (!mdo) return no('unknown_agreement');
  const changed = (parts: Partial<Mdo>): MdoResult => ({
    ok: true,
    mdos: [...mdos.slice(0, -1), { ...mdo, ...parts }],
  });
  switch (event.move) {
    case 'mdo_plan': {
      const { plannedOn, participants } = event;
      const fault = plannedOn === null ? 'date_missing' : planFault(mdo.informedOn, plannedOn, participants);
      return fault ? no(fault) : changed({ plannedOn, participants });
    }
    case 'mdo_agree': {
      const { owner, by } = event;
      const words = event.words.trim();
      if (words === '') return no('words_missing');
      if (words.length > LONGEST_AGREEMENT) return no('words_too_long');
      if (owner === '') return no('owner_missing');
      if (by === null || !isCivilDate(by)) return no('date_missing');
      if (by < today) return no('past_date');
      return changed({ agreements: [...mdo.agreements, { words, owner, by, doneOn: null }] });
    }
    case 'mdo_agreed': {
      const agreed = mdo.agreements[event.agreement];
      if (!agreed || agreed.doneOn !== null) return no('unknown_agreement');
      return changed({
        agreements: mdo.agreements.map((each) => (each === agreed ? { ...each, doneOn: today } : each)),
      });
    }
    case 'mdo_limit': {
      const { by } = event;
      if (by === null || !isCivilDate(by)) return no('date_missing');
      return by < today ? no('past_date') : changed({ limit: by });
    }
    case 'mdo_end': {
      const { outcome, cooperates, followUp } = event;
      if (outcome === null || cooperates === null) return no('outcome_missing');
      if (followUp !== null && (!isCivilDate(followUp) || followUp < today)) return no('past_date');
      return changed({ ended: { on: today, outcome, cooperates, followUp } });
    }
  }
}

function begun(mdos: readonly Mdo[], event: Extract<MdoEvent, { move: 'scale_up' }>, today: CivilDate): MdoResult {
  const { informedOn, plannedOn, participants } = event;
  if (informedOn === null || !isCivilDate(informedOn)) return no('tenant_first');
  if (informedOn > today) return no('future_date');
  const fault = planFault(informedOn, plannedOn, participants);
  if (fault) return no(fault);
  const mdo: Mdo = { startedOn: today, informedOn, plannedOn, participants, agreements: [], limit: null, ended: null };
  return { ok: true, mdos: [...mdos, mdo] };
}

function planFault(informedOn: CivilDate, plannedOn: CivilDate | null, participants: readonly RoleId[]) {
  if (participants.length === 0) return 'participants_missing';
  if (plannedOn === null) return null;
  if (!isCivilDate(plannedOn)) return 'date_missing';
  return plannedOn < informedOn ? 'date_order' : null;
}
