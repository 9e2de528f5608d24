/**
 * What a region and a person can set, what holds where nothing was set, and the reading of it as people type it.
 * Pure. Who may set what is in `access.ts`.
 */
import type { Minutes } from './calendar.ts';
import type { Hours } from './workingTime.ts';

/** How one setting is typed and shown: the same in chat and on the command line. */
interface Kind<T> {
  /** Null for what is not such a value. */
  readonly read: (text: string) => T | null;
  readonly write: (value: T) => string;
}

/** Minutes after midnight, typed as `08:00` or `8.30`. */
const clock: Kind<Minutes> = {
  read: (text) => {
    const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
    const [hours, minutes] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
    return match && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
  },
  write: (value) => `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`,
};

const number = (least: number, most: number): Kind<number> => ({
  read: (text) => (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null),
  write: String,
});

const MOST_DAYS = 6;

/** Some numbers of days with commas between, each once; empty: none. */
const days = (least: number, most: number, order: 1 | -1): Kind<readonly number[]> => ({
  read: (text) => {
    const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
    const each = parts.map(number(least, most).read);
    if (each.length > MOST_DAYS || each.includes(null)) return null;
    return [...new Set(each as number[])].sort((a, b) => (a - b) * order);
  },
  write: (value) => value.join(', '),
});

const choice = <T extends string>(...options: readonly T[]): Kind<T> => ({
  read: (text) => options.find((option) => option === text.toLowerCase()) ?? null,
  write: (value) => value,
});

const yesno: Kind<boolean> = {
  read: (text) =>
    ['ja', 'yes', 'true'].includes(text.toLowerCase())
      ? true
      : ['nee', 'no', 'false'].includes(text.toLowerCase())
        ? false
        : null,
  write: (value) => (value ? 'ja' : 'nee'),
};

/** The same, or nothing: what the region has set. */
const own = <T>(kind: Kind<T>): Kind<T | 'region'> => ({
  read: (text) => (text === '' || text === '-' ? 'region' : kind.read(text)),
  write: (value) => (value === 'region' ? '' : kind.write(value)),
});

const REGION = {
  /** Days before the last day of a term on which those responsible are reminded; 0 is the day itself. */
  remindBefore: days(0, 90, -1),
  /** Days after it. */
  remindAfter: days(1, 90, 1),
  /** Days after a hard term at which the casushouder, the coordinators and the region's channel hear of it. */
  escalateHolder: number(1, 365),
  escalateCoordinator: number(1, 365),
  escalateRegion: number(1, 365),
  /** Hours for the two clocks of a signal, where the agreements state none. */
  signalContact: number(1, 720),
  signalReport: number(1, 720),
  /** How hours are counted: `clock`, all of them, or `working`, on working days between the hours below. */
  hours: choice('clock', 'working'),
  workFrom: clock,
  workUntil: clock,
  /** When the message of the day is sent, and other reminders that have no moment of their own. */
  digestAt: clock,
  /** Between these nothing is sent but what is urgent; the same twice: there are no quiet hours. */
  quietFrom: clock,
  quietUntil: clock,
};
const MEMBER = {
  digest: yesno,
  digestAt: own(clock),
  quietFrom: own(clock),
  quietUntil: own(clock),
};

type Values<Kinds> = { readonly [K in keyof Kinds]: Kinds[K] extends Kind<infer T> ? T : never };

/** The settings of a region. */
export type RegionSettings = Values<typeof REGION>;
/** What a person set for themselves; `region`: as their region has it. The language is theirs too, see `Member`. */
export type MemberSettings = Values<typeof MEMBER>;
export type RegionSetting = keyof RegionSettings;
export type MemberSetting = keyof MemberSettings;

export const REGION_SETTINGS = Object.keys(REGION) as readonly RegionSetting[];
export const MEMBER_SETTINGS = Object.keys(MEMBER) as readonly MemberSetting[];

/** What holds in a region that has set nothing. Ours: no protocol states it. */
export const REGION_DEFAULTS: RegionSettings = {
  ...{ remindBefore: [14, 3, 0], remindAfter: [1, 7] },
  ...{ escalateHolder: 2, escalateCoordinator: 5, escalateRegion: 10 },
  ...{ signalContact: 24, signalReport: 48, hours: 'clock' },
  ...{ workFrom: 9 * 60, workUntil: 17 * 60, digestAt: 8 * 60, quietFrom: 19 * 60, quietUntil: 7 * 60 },
};

/** What holds for a person who has set nothing. */
export const MEMBER_DEFAULTS: MemberSettings = {
  ...{ digest: true, digestAt: 'region', quietFrom: 'region', quietUntil: 'region' },
};

/** A setting that cannot be so. `order`: it has to be later, or more, than another one. */
export interface SettingFault<K> {
  readonly setting: K;
  readonly kind: 'value' | 'order' | 'unknown';
}

export type SettingsRead<S> =
  | { readonly ok: true; readonly settings: S }
  | { readonly ok: false; readonly faults: readonly SettingFault<string>[] };

/** The region's settings with what was typed in place of what was there. */
export function readRegionSettings(before: RegionSettings, typed: Readonly<Record<string, string>>) {
  return read(REGION, before, typed, regionFaults);
}

/** A person's settings with what was typed in place of what was there. */
export function readMemberSettings(before: MemberSettings, typed: Readonly<Record<string, string>>) {
  return read(MEMBER, before, typed, () => []);
}

function read<S extends object>(
  kinds: Readonly<Record<string, unknown>>,
  before: S,
  typed: Readonly<Record<string, string>>,
  faultsOf: (settings: S) => readonly SettingFault<string>[],
): SettingsRead<S> {
  const faults: SettingFault<string>[] = [];
  const changed: Record<string, unknown> = {};
  for (const [setting, text] of Object.entries(typed)) {
    const kind = Object.hasOwn(kinds, setting) ? (kinds[setting] as Kind<unknown>) : null;
    const value = kind?.read(text.trim()) ?? null;
    if (value === null) faults.push({ setting, kind: kind ? 'value' : 'unknown' });
    else changed[setting] = value;
  }
  const settings = { ...before, ...changed };
  const all = faults.length > 0 ? faults : faultsOf(settings);
  return all.length > 0 ? { ok: false, faults: all } : { ok: true, settings };
}

/** What is wrong between settings that are each good by themselves. */
export function regionFaults(s: RegionSettings): readonly SettingFault<RegionSetting>[] {
  const wrong: readonly (readonly [RegionSetting, boolean])[] = [
    ['escalateCoordinator', s.escalateCoordinator < s.escalateHolder],
    ['escalateRegion', s.escalateRegion < s.escalateCoordinator],
    ['signalReport', s.signalReport < s.signalContact],
    ['workUntil', s.workUntil <= s.workFrom],
    ['digestAt', inside(s.digestAt, quietOf(s))],
  ];
  return wrong.flatMap(([setting, is]) => (is ? [{ setting, kind: 'order' as const }] : []));
}

const inside = (minutes: Minutes, { from, until }: Hours): boolean =>
  from <= until ? minutes >= from && minutes < until : minutes >= from || minutes < until;

/** Each setting as it is typed, for a form or a list. */
export const shownRegion = (settings: RegionSettings): Readonly<Record<RegionSetting, string>> =>
  shown(REGION, settings);

/** The same for a person; empty where the region's holds. */
export const shownMember = (settings: MemberSettings): Readonly<Record<MemberSetting, string>> =>
  shown(MEMBER, settings);

function shown<K extends string>(kinds: Readonly<Record<K, unknown>>, settings: Readonly<Record<K, unknown>>) {
  const pairs = Object.entries(kinds).map(([key, kind]) => [key, (kind as Kind<unknown>).write(settings[key as K])]);
  return Object.fromEntries(pairs) as Record<K, string>;
}

/** A clock time as people write it: `08:00`. */
export const clockText = clock.write;

/** The hours in which clocks of hours run; null: always. */
export const workOf = (settings: RegionSettings): Hours | null =>
  settings.hours === 'working' ? { from: settings.workFrom, until: settings.workUntil } : null;

/** The quiet hours of the region. */
export const quietOf = ({ quietFrom: from, quietUntil: until }: RegionSettings): Hours => ({ from, until });

/** How a person is reached: their own settings, completed with those of their region. */
export interface Reach {
  readonly digest: boolean;
  readonly digestAt: Minutes;
  readonly quiet: Hours;
}

export function reachOf(mine: MemberSettings, region: RegionSettings): Reach {
  const or = (value: Minutes | 'region', regions: Minutes): Minutes => (value === 'region' ? regions : value);
  return {
    digest: mine.digest,
    digestAt: or(mine.digestAt, region.digestAt),
    quiet: { from: or(mine.quietFrom, region.quietFrom), until: or(mine.quietUntil, region.quietUntil) },
  };
}
