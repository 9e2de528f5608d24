/**
 * What a region and a person have set: reading it, and changing it as somebody typed it. A region is set by its
 * coordinators and by administrators, a person by themselves. Every change is in the log.
 */
import { POLICY } from '../domain/access.ts';
import {
  readMemberSettings,
  readRegionSettings,
  shownMember,
  shownRegion,
  type MemberSettings,
  type RegionSettings,
  type SettingFault,
} from '../domain/settings.ts';
import type { By, Deps, Stores, Versioned } from './ports.ts';

/** What was typed, by setting. What is not in it stays as it was. */
export type TypedSettings = Readonly<Record<string, string>>;

export type SettingsResult<S> =
  | ({ readonly kind: 'changed' | 'stale' } & Versioned<S>)
  | { readonly kind: 'faults'; readonly faults: readonly SettingFault<string>[] };

/** The regions that they may set, by id. */
export const regionsToSet = (deps: Deps, by: By): readonly string[] =>
  [...deps.protocols.current.keys()].filter((region) => POLICY.set_region(by, region)).sort();

/** The settings of a region; null: there is no such region for them to set. */
export async function regionSettings(deps: Deps, region: string, by: By): Promise<Versioned<RegionSettings> | null> {
  return regionsToSet(deps, by).includes(region) ? deps.uow.stores.settings.ofRegion(region) : null;
}

/** Changes the settings of a region as it was seen (`seenVersion`). Null: there is no such region for them to set. */
export async function changeRegionSettings(
  deps: Deps,
  input: { readonly region: string; readonly seenVersion: number; readonly typed: TypedSettings },
  by: By,
): Promise<SettingsResult<RegionSettings> | null> {
  const { region } = input;
  if (!regionsToSet(deps, by).includes(region)) return null;
  return change(deps, input, by, {
    of: (stores) => stores.settings.ofRegion(region),
    read: readRegionSettings,
    put: (stores, settings) => stores.settings.putRegion(region, settings, input.seenVersion),
    log: (before, after) => ({ region, ...differences(shownRegion(before), shownRegion(after)) }),
  });
}

/** What a person has set for themselves. */
export const memberSettings = (deps: Deps, memberId: string): Promise<Versioned<MemberSettings>> =>
  deps.uow.stores.settings.ofMember(memberId);

/** Changes what the person has set for themselves. */
export async function changeMemberSettings(
  deps: Deps,
  input: { readonly memberId: string; readonly seenVersion: number; readonly typed: TypedSettings },
): Promise<SettingsResult<MemberSettings>> {
  const { memberId } = input;
  return change(
    deps,
    input,
    { memberId },
    {
      of: (stores) => stores.settings.ofMember(memberId),
      read: readMemberSettings,
      put: (stores, settings) => stores.settings.putMember(memberId, settings, input.seenVersion),
      // When somebody wants to be left alone is theirs: the log says only that they changed it.
      log: (before, after) => ({ changed: Object.keys(differences(shownMember(before), shownMember(after)).to) }),
    },
  );
}

interface Kept<S> {
  readonly of: (stores: Stores) => Promise<Versioned<S>>;
  readonly read: (
    before: S,
    typed: TypedSettings,
  ) =>
    | { readonly ok: true; readonly settings: S }
    | { readonly ok: false; readonly faults: readonly SettingFault<string>[] };
  readonly put: (stores: Stores, settings: S) => Promise<boolean>;
  readonly log: (before: S, after: S) => Readonly<Record<string, unknown>>;
}

async function change<S>(
  deps: Deps,
  { seenVersion, typed }: { readonly seenVersion: number; readonly typed: TypedSettings },
  by: Pick<By, 'memberId'>,
  kept: Kept<S>,
): Promise<SettingsResult<S>> {
  const { uow, newId, clock } = deps;
  const before = await kept.of(uow.stores);
  if (before.version !== seenVersion) return { kind: 'stale', ...before };
  const result = kept.read(before.settings, typed);
  if (!result.ok) return { kind: 'faults', faults: result.faults };
  const { settings } = result;
  if (JSON.stringify(settings) === JSON.stringify(before.settings)) return { kind: 'changed', ...before };
  const stored = await uow.transaction(async (stores) => {
    if (!(await kept.put(stores, settings))) return false;
    await stores.audit.add([
      {
        ...{ id: newId(), at: clock.now(), memberId: by.memberId, behalfOf: null, caseId: null },
        ...{ type: 'settings_changed', effect: kept.log(before.settings, settings) },
      },
    ]);
    return true;
  });
  return stored
    ? { kind: 'changed', settings, version: seenVersion + 1 }
    : { kind: 'stale', ...(await kept.of(uow.stores)) };
}

function differences(before: TypedSettings, after: TypedSettings) {
  const keys = Object.keys(after).filter((key) => before[key] !== after[key]);
  const of = (from: TypedSettings): TypedSettings => Object.fromEntries(keys.map((key) => [key, from[key] ?? '']));
  return { from: of(before), to: of(after) };
}
