/**
 * What was shared about a case with whom and why, line for line as the log holds it, for the client to read.
 */
import { CASE_POLICY, POLICY } from '../domain/access.ts';
import { civilDateOf, type CivilDate } from '../domain/calendar.ts';
import type { Effect } from '../domain/cases.ts';
import { planOf, type Plan } from '../domain/protocol/evaluate.ts';
import type { SignalKind } from '../domain/signals/signal.ts';
import type { By, Deps, Member, StoredAuditEntry } from './ports.ts';
import { readCase, type CaseView } from './readCase.ts';

type SharingEffect = Extract<Effect, { type: 'informed' | 'shared' | 'unshared' | 'told' | 'not_told' }>;
/** What organisations heard of a signal: that it is there, what came of it, or that there will be an MDO about it. */
export interface SignalTold {
  readonly type: 'signal_told';
  readonly news: 'there' | 'answered' | 'mdo';
  readonly kind: SignalKind | null;
  readonly organisations: readonly string[];
}

export interface ShareSheet {
  readonly code: string;
  readonly plan: Plan;
  readonly lines: readonly { readonly on: CivilDate; readonly effect: SharingEffect | SignalTold }[];
  /** Names of the organisations that the lines speak of, by id. */
  readonly organisations: ReadonlyMap<string, string>;
  /** How often each organisation looked into the case. */
  readonly readings: readonly { readonly organisation: string; readonly times: number }[];
}

const SHARING: ReadonlySet<string> = new Set(['informed', 'shared', 'unshared', 'told', 'not_told']);
const isSharing = (effect: Effect): effect is SharingEffect => SHARING.has(effect.type);
const READING: ReadonlySet<string> = new Set(['read', 'signal_read']);

export type ShareSheetResult =
  | { readonly kind: 'sheet'; readonly view: CaseView; readonly sheet: ShareSheet }
  | { readonly kind: 'no_case' }
  /** The member takes part, and this is not for them to see. */
  | { readonly kind: 'forbidden'; readonly view: CaseView };

/** The sheet of a case, for somebody who takes part in it. */
export async function shareSheet(deps: Deps, caseId: string, by: Member): Promise<ShareSheetResult> {
  const view = await readCase(deps, caseId, by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.see_shares(view.who)) return { kind: 'forbidden', view };
  return { kind: 'sheet', view, sheet: await sheetOf(deps, view.case, view.plan) };
}

/** The sheet of the case with this code, for who carries out the rights of clients; that it was made is logged. */
export async function makeShareSheet(
  deps: Deps,
  code: string,
  by: By,
): Promise<ShareSheet | { readonly kind: 'no_case' | 'forbidden' }> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  const { cases, audit } = deps.uow.stores;
  const found = await cases.byCode(code);
  if (!found) return { kind: 'no_case' };
  const sheet = await sheetOf(deps, found, planOf(await deps.protocols.ofCase(found), found.route));
  const line = { id: deps.newId(), at: deps.clock.now(), memberId: by.memberId, behalfOf: null, caseId: found.id };
  await audit.add([{ ...line, type: 'sheet_made', effect: { lines: sheet.lines.length } }]);
  return sheet;
}

async function sheetOf(deps: Deps, { id, code }: CaseView['case'], plan: Plan): Promise<ShareSheet> {
  const { cases, audit, organisations, signals } = deps.uow.stores;
  const changes = new Map((await cases.log(id)).map(({ effect }) => [effect.id, effect]));
  const kinds = new Map((await signals.ofCase(id)).map((each) => [each.id, each.state.kind]));
  const log = await audit.ofCase(id);
  const times = new Map<string, number>();
  for (const { type, memberId } of log) {
    if (READING.has(type) && memberId !== null) times.set(memberId, (times.get(memberId) ?? 0) + 1);
  }
  return {
    ...{ code, plan },
    lines: log.flatMap((line) => {
      const changed = changes.get(line.id);
      const effect = changed ? (isSharing(changed) ? changed : null) : signalTold(line, kinds);
      return effect ? [{ on: civilDateOf(line.at), effect }] : [];
    }),
    organisations: new Map((await organisations.all()).map((each) => [each.id, each.name])),
    readings: await byOrganisation(deps, times, plan.protocol.id),
  };
}

const NEWS: Partial<Record<string, SignalTold['news']>> = {
  ...{ report_back: 'answered', finish: 'answered', scale_up: 'mdo', mdo_plan: 'mdo' },
};

// What a line about a signal says of whom it was told to; most say nothing of it.
function signalTold({ type, effect }: StoredAuditEntry, kinds: ReadonlyMap<string, SignalKind>): SignalTold | null {
  const { told, signal, move } = (effect ?? {}) as Partial<Record<string, unknown>>;
  if (!type.startsWith('signal_') || !Array.isArray(told) || told.length === 0) return null;
  const news = NEWS[String(move)] ?? 'there';
  return { type: 'signal_told', news, kind: kinds.get(String(signal)) ?? null, organisations: told.map(String) };
}

async function byOrganisation(
  deps: Deps,
  times: ReadonlyMap<string, number>,
  region: string,
): Promise<ShareSheet['readings']> {
  const sums = new Map<string, number>();
  for (const [memberId, count] of times) {
    const member = await deps.uow.stores.members.byId(memberId);
    const task = member?.memberships.find((each) => each.organisation.region === region);
    // Who has left works nowhere any more; that they looked stays on the sheet.
    const name = task?.organisation.name ?? member?.displayName ?? '?';
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return [...sums].map(([organisation, count]) => ({ organisation, times: count }));
}
