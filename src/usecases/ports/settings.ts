/** What regions and people have set; what was never set is as `domain/settings.ts` has it. */
import type { MemberSettings, RegionSettings } from '../../domain/settings.ts';

/** Settings with their version, which grows by one with each change; 0: nothing was set yet. */
export interface Versioned<S> {
  readonly settings: S;
  readonly version: number;
}

export interface SettingsStore {
  /** Of the region with this protocol id; the ordinary ones where it has set nothing. */
  ofRegion(region: string): Promise<Versioned<RegionSettings>>;
  ofMember(memberId: string): Promise<Versioned<MemberSettings>>;
  /** Of these people, by id; whoever has set nothing is left out. */
  ofMembers(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberSettings>>;
  /** Stores them if they still have that version. False: somebody was first, and nothing was stored. */
  putRegion(region: string, settings: RegionSettings, expectedVersion: number): Promise<boolean>;
  putMember(memberId: string, settings: MemberSettings, expectedVersion: number): Promise<boolean>;
}
