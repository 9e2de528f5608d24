/** Settings as people type them, and what cannot be so. */
import { describe, expect, test } from 'vitest';
import {
  clockText,
  MEMBER_DEFAULTS,
  MEMBER_SETTINGS,
  reachOf,
  readMemberSettings,
  readRegionSettings,
  regionFaults,
  REGION_DEFAULTS,
  REGION_SETTINGS,
  shownMember,
  shownRegion,
  workOf,
} from '../../src/domain/settings.ts';

const region = (typed: Record<string, string>): unknown => {
  const read = readRegionSettings(REGION_DEFAULTS, typed);
  return read.ok
    ? Object.fromEntries(Object.keys(typed).map((key) => [key, read.settings[key as never]]))
    : read.faults;
};

describe('a region', () => {
  test.each([
    [{ remindBefore: '3, 14;0 3' }, { remindBefore: [14, 3, 0] }],
    [{ remindBefore: '' }, { remindBefore: [] }],
    [{ remindAfter: '7 1' }, { remindAfter: [1, 7] }],
    [{ digestAt: '8.30' }, { digestAt: 510 }],
    [{ digestAt: '09:05' }, { digestAt: 545 }],
    [{ digestAt: '9' }, { digestAt: 540 }],
    [{ hours: 'Working' }, { hours: 'working' }],
    [
      { quietFrom: '00:00', quietUntil: '00:00' },
      { quietFrom: 0, quietUntil: 0 },
    ],
    [
      { escalateRegion: '30', signalContact: '12' },
      { escalateRegion: 30, signalContact: 12 },
    ],
  ])('%j is %j', (typed, read) => expect(region(typed)).toEqual(read));

  test.each([
    [{ remindBefore: '3, soms' }, 'remindBefore', 'value'],
    [{ remindBefore: '91' }, 'remindBefore', 'value'],
    [{ remindBefore: '1 2 3 4 5 6 7' }, 'remindBefore', 'value'],
    [{ remindAfter: '0' }, 'remindAfter', 'value'],
    [{ digestAt: '24:00' }, 'digestAt', 'value'],
    [{ digestAt: 'acht uur' }, 'digestAt', 'value'],
    [{ hours: 'allebei' }, 'hours', 'value'],
    [{ signalContact: '0' }, 'signalContact', 'value'],
    [{ signalContact: '-24' }, 'signalContact', 'value'],
    [{ kleur: 'rood' }, 'kleur', 'unknown'],
    [{ constructor: 'x' }, 'constructor', 'unknown'],
    [{ workFrom: '17:00', workUntil: '09:00' }, 'workUntil', 'order'],
    [{ escalateHolder: '6' }, 'escalateCoordinator', 'order'],
    [{ escalateRegion: '4' }, 'escalateRegion', 'order'],
    [{ signalReport: '12' }, 'signalReport', 'order'],
    [{ digestAt: '06:00' }, 'digestAt', 'order'],
    [{ digestAt: '22:00' }, 'digestAt', 'order'],
  ])('%j is a fault of %s: %s', (typed, setting, kind) => expect(region(typed)).toEqual([{ setting, kind }]));

  test('what holds where nothing was set has no fault, and reads back as it is shown', () => {
    expect(regionFaults(REGION_DEFAULTS)).toEqual([]);
    const shown = shownRegion(REGION_DEFAULTS);
    expect(readRegionSettings(REGION_DEFAULTS, shown)).toEqual({ ok: true, settings: REGION_DEFAULTS });
    expect(Object.keys(shown)).toEqual(REGION_SETTINGS);
    expect(shown).toMatchObject({ remindBefore: '14, 3, 0', digestAt: '08:00', hours: 'clock', signalContact: '24' });
  });

  test('hours run by the clock, or between the hours of the region', () => {
    expect(workOf(REGION_DEFAULTS)).toBeNull();
    expect(workOf({ ...REGION_DEFAULTS, hours: 'working' })).toEqual({ from: 540, until: 1020 });
  });
});

describe('a person', () => {
  test('sets their own, or leaves it to the region', () => {
    const read = readMemberSettings(MEMBER_DEFAULTS, {
      digest: 'nee',
      digestAt: '7:15',
      quietFrom: '',
      quietUntil: '-',
    });
    expect(read).toEqual({
      ok: true,
      settings: { digest: false, digestAt: 435, quietFrom: 'region', quietUntil: 'region' },
    });
    expect(readMemberSettings(MEMBER_DEFAULTS, { digest: 'misschien' })).toMatchObject({ ok: false });
    expect(readMemberSettings(MEMBER_DEFAULTS, shownMember(MEMBER_DEFAULTS))).toEqual({
      ok: true,
      settings: MEMBER_DEFAULTS,
    });
    expect(Object.keys(shownMember(MEMBER_DEFAULTS))).toEqual(MEMBER_SETTINGS);
  });

  test('is reached by their own settings, completed with those of the region', () => {
    const mine = { ...MEMBER_DEFAULTS, quietUntil: 9 * 60 };
    expect(reachOf(mine, REGION_DEFAULTS)).toEqual({ digest: true, digestAt: 480, quiet: { from: 1140, until: 540 } });
    expect(clockText(545)).toBe('09:05');
  });
});
