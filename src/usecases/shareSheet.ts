/**
 * What was shared about a case with whom and why, line for line as the log holds it, for the client to read.
 */
import { CASE_POLICY } from '../domain/access.ts';
import { civilDateOf, type CivilDate } from '../domain/calendar.ts';
import type { Effect } from '../domain/cases.ts';
import type { Deps, Member } from './ports.ts';
import { readCase, type CaseView } from './readCase.ts';

type SharingEffect = Extract<Effect, { type: 'informed' | 'shared' | 'unshared' | 'told' | 'not_told' }>;

export interface ShareSheet {
  readonly view: CaseView;
  readonly lines: readonly { readonly on: CivilDate; readonly effect: SharingEffect }[];
  /** Names of the organisations that the lines speak of, by id. */
  readonly organisations: ReadonlyMap<string, string>;
  /** How often each organisation looked into the case. */
  readonly readings: readonly { readonly organisation: string; readonly times: number }[];
}

const SHARING: ReadonlySet<string> = new Set(['informed', 'shared', 'unshared', 'told', 'not_told']);
const isSharing = (effect: Effect): effect is SharingEffect => SHARING.has(effect.type);

export type ShareSheetResult =
  | { readonly kind: 'sheet'; readonly sheet: ShareSheet }
  | { readonly kind: 'no_case' }
  /** The member takes part, and this is not for them to see. */
  | { readonly kind: 'forbidden'; readonly view: CaseView };

/** The sheet of a case. */
export async function shareSheet(deps: Deps, caseId: string, by: Member): Promise<ShareSheetResult> {
  const view = await readCase(deps, caseId, by);
  if (!view) return { kind: 'no_case' };
  if (!CASE_POLICY.see_shares(view.who)) return { kind: 'forbidden', view };
  const { cases, audit, organisations } = deps.uow.stores;
  const log = await cases.log(caseId);
  const lines = log.flatMap(({ effect, at }) => (isSharing(effect) ? [{ on: civilDateOf(at), effect }] : []));
  const times = new Map<string, number>();
  for (const { type, memberId } of await audit.ofCase(caseId)) {
    if (type === 'read' && memberId !== null) times.set(memberId, (times.get(memberId) ?? 0) + 1);
  }
  const sheet = {
    view,
    lines,
    organisations: new Map((await organisations.all()).map(({ id, name }) => [id, name])),
    readings: await byOrganisation(deps, times, view.plan.protocol.id),
  };
  return { kind: 'sheet', sheet };
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
