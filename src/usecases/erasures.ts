/**
 * Which cases were erased: read from the log, where each erasure leaves a line that stays. Says nothing of a client.
 */
import { POLICY } from '../domain/access.ts';
import { civilDateOf, type CivilDate } from '../domain/calendar.ts';
import type { By, Deps } from './ports.ts';

/** A case that is gone. */
export interface ErasedCase {
  readonly code: string;
  readonly on: CivilDate;
  /** The name of who did it; null: whoever has the command line, or nobody whose name is known. */
  readonly by: string | null;
  /** Null where its time was up. */
  readonly reason: string | null;
}

export type ErasuresResult =
  { readonly kind: 'erasures'; readonly rows: readonly ErasedCase[] } | { readonly kind: 'forbidden' };

/** Every erasure, oldest first. */
export async function erasures(deps: Deps, by: By): Promise<ErasuresResult> {
  if (!POLICY.privacy_rights(by)) return { kind: 'forbidden' };
  const { members, privacy } = deps.uow.stores;
  const names = new Map((await members.all()).map(({ id, displayName }) => [id, displayName]));
  const rows = (await privacy.erasures()).map(({ at, memberId, effect }) => ({
    ...{ code: String(effect?.['code']), on: civilDateOf(at), by: names.get(memberId ?? '') ?? null },
    reason: typeof effect?.['reason'] === 'string' ? effect['reason'] : null,
  }));
  return { kind: 'erasures', rows };
}
