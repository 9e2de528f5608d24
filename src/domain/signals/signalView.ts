/**
 * What is shown of a signal: all of it, or the outline, which is all that a woningcorporatie and other parties get: that
 * it is there and is handled, and when there is contact again, never why. The outline is a type that can hold no words
 * of anybody. Cards are made from these and from nothing else.
 */
import type { Position } from '../access.ts';
import { civilDateOf, type CivilDate, type Instant } from '../calendar.ts';
import type { RoleId, RuleId, TermKind } from '../protocol/definition.ts';
import type { Plan } from '../protocol/evaluate.ts';
import type { RegionSettings } from '../settings.ts';
import type { Mdo } from './mdo.ts';
import { layerOf, movesOf, type Move, type SignalStatus, type SignalTie } from './moves.ts';
import type { Gap, ReceivedAs } from './receivers.ts';
import type { ClockId, Severity, Signal, SignalKind, Word } from './signal.ts';
import { severityOf } from './step.ts';
import { clockRule } from './watches.ts';

export interface ClockView {
  readonly id: ClockId;
  readonly dueAt: Instant;
  readonly hours: string;
  readonly responsible: readonly RoleId[];
  /** Null: the agreements state none; the hours are the region's own. */
  readonly rule: RuleId | null;
  readonly kind: TermKind;
  readonly answeredAt: Instant | null;
  readonly stopped: boolean;
}

interface Common {
  readonly id: string;
  readonly caseId: string;
  readonly code: string;
  readonly version: number;
  readonly status: SignalStatus;
  readonly what: SignalKind;
  readonly severity: Severity;
  readonly since: CivilDate;
  /** How often it was reported. */
  readonly times: number;
  readonly raisedAt: Instant;
  readonly now: Instant;
  readonly clocks: readonly ClockView[];
  /** The organisation that took it up. */
  readonly takenBy: string | null;
  readonly until: CivilDate | null;
  readonly lead: string | null;
  readonly nextContact: CivilDate | null;
  readonly handledOn: CivilDate | null;
  /** What the reader can do now; checked again when they do it. */
  readonly may: ReadonlySet<Move>;
}

/** That it is there and is handled. Nobody's words are in it. */
export interface SignalOutline extends Common {
  readonly kind: 'outline';
  /** The day that is planned, and the limit of the woningcorporatie itself. Null: no MDO. */
  readonly mdo: Pick<Mdo, 'informedOn' | 'plannedOn' | 'participants' | 'limit'> | null;
}

export interface ReportView {
  readonly at: Instant;
  readonly by: string | null;
  readonly organisation: string;
  readonly severity: Severity;
  readonly since: CivilDate;
  readonly seen: string;
}

/** All of it. */
export interface SignalFull extends Common {
  readonly kind: 'full';
  readonly reports: readonly ReportView[];
  readonly taker: string | null;
  readonly backs: readonly Word[];
  readonly reopened: readonly Word[];
  readonly outcome: Word | null;
  readonly mdo: Mdo | null;
  readonly receivers: readonly { readonly name: string | null; readonly as: ReceivedAs }[];
  readonly gap: Gap | null;
}

export type SeenSignal = SignalFull | SignalOutline;

/** A signal with all around it, as use-cases know it; not for presenters. */
export interface WholeSignal {
  readonly signal: Signal;
  readonly code: string;
  readonly plan: Plan;
  readonly settings: RegionSettings;
  readonly now: Instant;
  /** Names by id of members and organisations. */
  readonly names: ReadonlyMap<string, string>;
  readonly receivers: readonly { readonly memberId: string; readonly as: ReceivedAs }[];
  readonly gap: Gap | null;
}

/** How somebody with this position and these organisations stands to the signal. */
export function tieOf(
  { signal, plan, settings }: Pick<WholeSignal, 'signal' | 'plan' | 'settings'>,
  who: Position,
  organisations: readonly string[],
): SignalTie {
  const { state } = signal;
  const has = (roles: readonly RoleId[]): boolean => roles.some((role) => who.roles.has(role));
  const named = plan.protocol.signals.told.some(({ kinds, roles }) => kinds.includes(state.kind) && has(roles));
  return {
    reporter: state.reports.some(({ organisationId }) => organisations.includes(organisationId)),
    lead: state.lead !== null && organisations.includes(state.lead),
    contact: has(clockRule(plan, 'feedback', settings).responsible),
    concerned: named || state.mdos.some(({ participants }) => has(participants)),
  };
}

/** The signal as one member may see it alone; null: nothing of it. */
export function signalFor(whole: WholeSignal, who: Position, tie: SignalTie): SeenSignal | null {
  const layer = layerOf(who, tie);
  if (layer === 'none') return null;
  const common = commonOf(whole, movesOf(whole.signal.state.status, who, tie));
  return layer === 'full' ? fullOf(whole, common) : outlineOf(whole, common);
}

/** The same for everybody in a conversation: what the least informed of them may see, with what one of them can do. */
export function signalForAll(
  whole: WholeSignal,
  people: readonly (readonly [Position, SignalTie, ...unknown[]])[],
): SeenSignal | null {
  const layers = people.map(([who, tie]) => layerOf(who, tie));
  if (layers.length === 0 || layers.includes('none')) return null;
  const { status } = whole.signal.state;
  const common = commonOf(whole, new Set(people.flatMap(([who, tie]) => [...movesOf(status, who, tie)])));
  return layers.includes('outline') ? outlineOf(whole, common) : fullOf(whole, common);
}

/**
 * Whether a member of these organisations may be named to all of them: an outline holds no person's name, but for that
 * of a colleague of whoever gets it.
 */
export function mayBeNamed(
  organisations: ReadonlySet<string>,
  people: readonly (readonly [Position, SignalTie, readonly string[]])[],
): boolean {
  return people.every(([who, tie, own]) => {
    const layer = layerOf(who, tie);
    return layer === 'full' || (layer === 'outline' && own.some((id) => organisations.has(id)));
  });
}

function commonOf(whole: WholeSignal, may: ReadonlySet<Move>): Common {
  const { signal, plan, settings, names } = whole;
  const { state } = signal;
  const [first] = state.reports;
  const said = [...state.backs, ...state.outcomes].toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  return {
    ...{ id: signal.id, caseId: signal.caseId, code: whole.code, version: signal.version, raisedAt: signal.raisedAt },
    ...{ status: state.status, what: state.kind, severity: severityOf(state), may, now: whole.now },
    ...{ since: first?.since ?? civilDateOf(signal.raisedAt), times: state.reports.length },
    clocks: state.clocks.map((watch) => {
      const { within, ...rule } = clockRule(plan, watch.id as ClockId, settings);
      const answeredAt = watch.answered?.at ?? null;
      return {
        id: watch.id as ClockId,
        dueAt: watch.dueAt,
        hours: within,
        ...rule,
        answeredAt,
        stopped: watch.stopped,
      };
    }),
    takenBy: state.taken && (names.get(state.taken.organisationId) ?? null),
    until: state.taken?.until ?? null,
    lead: state.lead === null ? null : (names.get(state.lead) ?? null),
    nextContact: said?.nextContact ?? null,
    handledOn: state.status === 'done' ? civilDateOf(state.outcomes.at(-1)?.at ?? signal.raisedAt) : null,
  };
}

function outlineOf({ signal }: WholeSignal, common: Common): SignalOutline {
  const mdo = runningMdo(signal);
  const shown = mdo && {
    ...{ informedOn: mdo.informedOn, plannedOn: mdo.plannedOn, participants: mdo.participants, limit: mdo.limit },
  };
  return { ...common, kind: 'outline', mdo: shown };
}

const runningMdo = ({ state }: Signal): Mdo | null => (state.status === 'mdo' ? (state.mdos.at(-1) ?? null) : null);

function fullOf({ signal, names, receivers, gap }: WholeSignal, common: Common): SignalFull {
  const { state } = signal;
  const name = (id: string): string | null => names.get(id) ?? null;
  return {
    ...{ ...common, kind: 'full', gap, backs: state.backs, reopened: state.reopened, mdo: state.mdos.at(-1) ?? null },
    reports: state.reports.map(({ at, memberId, organisationId, severity, since, seen }) => ({
      ...{ at, by: name(memberId), organisation: name(organisationId) ?? '', severity, since, seen },
    })),
    taker: state.taken && name(state.taken.memberId),
    outcome: state.status === 'done' ? (state.outcomes.at(-1) ?? null) : null,
    receivers: receivers.map(({ memberId, as }) => ({ name: name(memberId), as })),
  };
}
