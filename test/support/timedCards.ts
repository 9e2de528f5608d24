/** The cards of timed work and settings for the samples: empty, typical, and as long as they get. */
import type { DayItem } from '../../src/domain/myDay.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import { MEMBER_DEFAULTS, MEMBER_SETTINGS, REGION_DEFAULTS, REGION_SETTINGS } from '../../src/domain/settings.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { faultNotices, regionSettingsCard, settingsCard } from '../../src/presenters/settings.ts';
import { retentionCard } from '../../src/presenters/retention.ts';
import { auditCard, dayCard, regionTermsCard, reminderCard, weekCard } from '../../src/presenters/timed.ts';
import { FINDINGS } from '../../src/usecases/auditTimed.ts';

/** Cards about every step that has the longest words there are. */
export function timedCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  hostile: string,
): readonly (readonly [string, CardData])[] {
  const plans = [...protocols.values()].map((protocol) => planOf(protocol, Object.keys(protocol.routes)[0] ?? ''));
  const days = plans.map((plan, n) => ({
    ...{ id: `case-${n}`, code: `TST-2026-00${n}`, plan },
    items: plan.route.steps.map((step, index): DayItem => {
      const why = (['late', 'today', 'soon', 'begins', 'others'] as const)[index % 5] ?? 'late';
      return { step, by: '2026-03-10', kind: index % 3 === 0 ? 'target' : 'hard', daysLeft: index - 2, why };
    }),
  }));
  const [first] = days;
  const [item] = first?.items ?? [];
  if (!first || !item) return [];
  const term = { ...item, doable: true };
  const late = true;
  const overdue = Array.from({ length: 60 }, (_, n) => ({
    ...{ caseId: `c${n}`, code: `TST-2026-${n}`, subject: 's', day: '2026-01-01', daysLate: 90 - n },
  }));
  const kept = Array.from({ length: 200 }, (_, n) => ({
    ...{ caseId: `c${n}`, code: `TST-2026-${n}`, ending: 'never_admitted' as const, closedAt: '2024-01-01T00:00:00Z' },
    ...{ closedOn: '2024-01-01', keptUntil: '2025-01-01' },
  }));
  const week = { due: 12, late: 1, stepsDone: 30, ambiguous: 0, dead: 2, missed: 1 };
  const personal: readonly (readonly [string, CardData])[] = [
    ['away-day', dayCard(days, '2026-03-10', true, reader)],
    [
      'away-settings',
      settingsCard(
        { settings: MEMBER_DEFAULTS, version: 0 },
        [
          ['a', 'A'],
          ['b', 'B'],
          ['c', 'C'],
          ['d', 'D'],
          ['e', 'E'],
        ],
        reader,
      ),
    ],
    [
      'away-settings-faults',
      settingsCard(
        { settings: MEMBER_DEFAULTS, version: 3 },
        [],
        reader,
        faultNotices(
          MEMBER_SETTINGS.map((setting) => ({ setting, kind: 'value' as const })),
          'member',
          reader,
        ),
        { set_digestAt: hostile },
      ),
    ],
    [
      'away-region-settings',
      regionSettingsCard(
        ['haarlemmermeer', 'Haarlemmermeer'],
        { settings: REGION_DEFAULTS, version: 1 },
        reader,
        faultNotices(
          REGION_SETTINGS.map((setting) => ({ setting, kind: 'order' as const })),
          'region',
          reader,
        ),
        { set_hours: 'working' },
      ),
    ],
    ...(['responsible', 'holder', 'coordinators'] as const).map(
      (to) => [`away-reminder ${to}`, reminderCard(first, term, { late, to }, reader)] as const,
    ),
    [
      'away-reminder today',
      reminderCard(first, { ...term, daysLeft: 0, kind: 'hard' }, { late, to: 'holder' }, reader),
    ],
    ['away-reminder hidden', reminderCard(first, { ...term, step: null }, { late, to: 'coordinators' }, reader)],
  ];
  return [
    ...personal,
    ['region-terms', regionTermsCard(overdue, reader)],
    [
      'audit',
      auditCard(
        FINDINGS.map((each) => [each, 3] as const),
        overdue.map(({ code }) => code),
        reader,
      ),
    ],
    ['week', weekCard(week, true, reader)],
    ...[null, [], kept].map(
      (rows, n) => [`away-retention ${n}`, retentionCard({ rows, closed: 200 }, reader)] as const,
    ),
  ];
}
