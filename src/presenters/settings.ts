/**
 * The forms for what a person and a region have set.
 */
import {
  MEMBER_SETTINGS,
  REGION_SETTINGS,
  shownMember,
  shownRegion,
  type MemberSettings,
  type RegionSettings,
  type SettingFault,
} from '../domain/settings.ts';
import type { Lang } from '../shared/lang.ts';
import type { Versioned } from '../usecases/ports.ts';
import { button } from './buttons.ts';
import type { CardData, Notice, Reader } from './card.ts';
import { formCard } from './form.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { words } from './wording.ts';
import { timedWords, type TimedWords } from './wordingTimed.ts';

const INPUT = 'set_';
const MOST_REGIONS = 4;

/** The settings on a form, by setting. */
export const typedSettings = (typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([key, value]) => (key.startsWith(INPUT) ? [[key.slice(INPUT.length), value]] : [])),
  );

const textField = (id: string, label: string, value: string, t: TimedWords): Field =>
  field({ id: `${INPUT}${id}`, label, kind: 'text', value, error: t.valueError });

/** A person's own settings. `regions`: those that they may set, id and name. */
export function settingsCard(
  { settings, version }: Versioned<MemberSettings>,
  regions: readonly (readonly [string, string])[],
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = timedWords(reader.lang);
  const w = words(reader.lang);
  const now = { ...shownMember(settings), ...typedSettings(typed) };
  const choice = { kind: 'choice', required: true, error: t.valueError, style: 'expanded' } as const;
  const yesNo = [
    { title: w.yes, value: 'ja' },
    { title: w.no, value: 'nee' },
  ];
  const langs = (['nl', 'en'] as const).map((lang: Lang) => ({ title: t.langs[lang], value: lang }));
  return formCard(reader, {
    ...{ title: t.settingsTitle, intro: t.settingsIntro, notices },
    fields: [
      field({ ...choice, id: `${INPUT}digest`, label: t.member.digest, value: now.digest, choices: yesNo }),
      ...MEMBER_SETTINGS.filter((each) => each !== 'digest').map((each) =>
        textField(each, t.member[each], now[each], t),
      ),
      field({ ...choice, id: 'lang', label: t.lang, value: typed['lang'] ?? reader.lang, choices: langs }),
    ],
    actions: [
      button(w.press.save, 'settings_save', { v: version }, { style: 'positive', inputs: true }),
      ...regions.slice(0, MOST_REGIONS).map(([id, name]) => button(t.ofRegion(name), 'region_settings', { r: id })),
      button(w.press.help, 'help', {}),
    ],
  });
}

/** The settings of a region. */
export function regionSettingsCard(
  [id, name]: readonly [string, string],
  { settings, version }: Versioned<RegionSettings>,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = timedWords(reader.lang);
  const w = words(reader.lang);
  const now = { ...shownRegion(settings), ...typedSettings(typed) };
  const counted = (['clock', 'working'] as const).map((each) => ({ title: t.hoursChoice[each], value: each }));
  const fields = REGION_SETTINGS.map((each) =>
    each === 'hours'
      ? field({
          ...{ id: `${INPUT}hours`, label: t.region.hours, kind: 'choice', value: now.hours, choices: counted },
          ...{ required: true, error: t.valueError, style: 'expanded' },
        })
      : textField(each, t.region[each], now[each], t),
  );
  return formCard(reader, {
    ...{ title: t.regionSettingsTitle(name), intro: t.regionSettingsIntro, notices, fields },
    actions: [
      button(w.press.save, 'region_settings_save', { r: id, v: version }, { style: 'positive', inputs: true }),
      button(t.settings, 'settings', {}),
    ],
  });
}

/** What is wrong with what was typed, by the label of each field. */
export function faultNotices(
  faults: readonly SettingFault<string>[],
  of: 'member' | 'region',
  reader: Reader,
): readonly Notice[] {
  const t = timedWords(reader.lang);
  const labels: Readonly<Record<string, string>> = t[of];
  return faults.map(({ setting, kind }) => ({
    text: t.fault[kind](kind === 'unknown' ? '' : (labels[setting] ?? '')),
    style: 'attention',
  }));
}
