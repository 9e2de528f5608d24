/**
 * Who may do what: every action for every role and relation, as sentences. A policy that becomes wider or narrower
 * breaks a row; that this is so is proven at the end.
 */
import { describe, expect, it } from 'vitest';
import {
  CASE_POLICY,
  POLICY,
  positionOf,
  TABLE_POLICY,
  type Actor,
  type Position,
  type Standing,
  type TablePosition,
} from '../../src/domain/access.ts';
import type { Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import type { TallyRule } from '../../src/domain/protocol/definitionRules.ts';
import type { Move, SignalTie } from '../../src/domain/signals/moves.ts';
import { realProtocols } from '../support/views.ts';

const protocol = realProtocols().get('haarlemmermeer') as Protocol;
const steps = planOf(protocol, 'A').steps;
const theStep = (id: string): Step => steps.get(id) as Step;

const standing = (roles: readonly string[], parts: Partial<Standing> = {}): Standing => ({
  ...{ relation: 'participant', organisationId: 'org', casushouder: false, roles, behalfOf: null },
  ...parts,
});
const position = (...standings: readonly Standing[]): Position => positionOf(protocol, standings);

const WHO: Readonly<Record<string, Position>> = {
  'nobody in particular': position(),
  'the casushouder, a begeleider': position(standing(['begeleider'], { casushouder: true })),
  'another begeleider in the case': position(standing(['begeleider'])),
  'the gemeente in the case': position(standing(['gemeente'])),
  'a coordinator of the gemeente': position(standing(['gemeente'], { relation: 'coordinator' })),
  'a deputy of the casushouder': position(
    standing(['begeleider'], { relation: 'deputy', casushouder: true, behalfOf: 'anna' }),
  ),
  'the woningcorporatie in the case': position(standing(['woningcorporatie'])),
  'a coordinator of the woningcorporatie': position(standing(['woningcorporatie'], { relation: 'coordinator' })),
  'the wijkteam in the case': position(standing(['wijkteam'])),
  'the uitstroomtafel in the case': position(standing(['uitstroomtafel'])),
  'somebody whose role the protocol does not know': position(standing(['bakker'])),
};

const LEADS = ['the casushouder, a begeleider', 'a coordinator of the gemeente', 'a deputy of the casushouder'];
const SEES_ALL = [...LEADS, 'another begeleider in the case', 'the gemeente in the case'];
const LANDLORDS = ['the woningcorporatie in the case', 'a coordinator of the woningcorporatie'];
const TABLE_ROLE = 'the uitstroomtafel in the case';
const EVERYBODY = Object.keys(WHO);
const IN_CASE = EVERYBODY.filter((who) => who !== 'nobody in particular');
const without = (people: readonly string[]): readonly string[] => IN_CASE.filter((who) => !people.includes(who));

// How somebody stands to a signal: they reported it, have the lead, report back, or are named by the agreements.
const NO_TIE: SignalTie = { reporter: false, lead: false, contact: false, concerned: false };
const HANDLE = SEES_ALL;
const signalRow = (move: Move, tie: Partial<SignalTie>, of: string, allowed: readonly string[]) =>
  ['move_signal', { move, tie: { ...NO_TIE, ...tie } }, `${move} ${of}`, allowed] as const;
const HANDLED = ['take', 'report_back', 'prolong', 'mdo_agree', 'mdo_agreed', 'finish'] as const;
const SIGNAL_ROWS = [
  ...HANDLED.flatMap((move) => [
    signalRow(move, {}, 'of a signal of others', HANDLE),
    signalRow(move, { reporter: true, concerned: true }, 'of their own report', HANDLE),
    signalRow(move, { lead: true }, 'with the lead', IN_CASE),
    signalRow(move, { contact: true }, 'as who reports back', without(LANDLORDS)),
  ]),
  signalRow('contact', {}, 'of a signal of others', HANDLE),
  signalRow('contact', { reporter: true }, 'of their own report', [...HANDLE, ...LANDLORDS]),
  signalRow('give_lead', {}, 'of a signal of others', LEADS),
  signalRow('give_lead', { lead: true }, 'with the lead', IN_CASE),
  signalRow('scale_up', {}, 'of a signal of others', HANDLE),
  signalRow('scale_up', { concerned: true }, 'that the agreements name them for', IN_CASE),
  signalRow('mdo_plan', { reporter: true }, 'of their own report', IN_CASE),
  signalRow('mdo_limit', { reporter: true }, 'of their own report', LANDLORDS),
  signalRow('mdo_limit', {}, 'of a signal of others', []),
  signalRow('mdo_end', { lead: true }, 'with the lead', without(LANDLORDS)),
  signalRow('mdo_end', {}, 'of a signal of others', HANDLE),
  signalRow('reopen', {}, 'of a signal of others', LEADS),
  signalRow('reopen', { reporter: true }, 'of their own report', IN_CASE),
];

type Policy = (who: Position, thing?: never) => boolean;
// An action, what it is done to, and everybody who may.
const CASE_TABLE: readonly (readonly [keyof typeof CASE_POLICY, unknown, string, readonly string[]])[] = [
  ['see_case', undefined, '', IN_CASE],
  ['do_step', theStep('voorbereiding'), 'of the zorgaanbieder', [...LEADS, 'another begeleider in the case']],
  ['do_step', theStep('volledigheid'), 'of the gemeente', [...LEADS, 'the gemeente in the case']],
  ['do_step', theStep('toewijzing'), 'of the woningcorporatie', [...LEADS, ...LANDLORDS]],
  ['give_fact', 'hoogRisico', 'hoogRisico', SEES_ALL],
  ['give_fact', 'contractGetekendOp', 'contractGetekendOp', [...SEES_ALL, ...LANDLORDS]],
  ['hold_case', undefined, '', LEADS],
  ['close_case', undefined, '', LEADS],
  ['share_case', undefined, '', LEADS],
  ['record_informed', undefined, '', without(LANDLORDS)],
  ['see_shares', undefined, '', SEES_ALL],
  ['link_channel', undefined, '', LEADS],
  ['decide', theStep('eindevaluatie'), 'of four parties', [...SEES_ALL, ...LANDLORDS]],
  ['decide', theStep('voorbereiding'), 'of nobody but who does it', [...LEADS, 'another begeleider in the case']],
  ['see_reasons', theStep('eindevaluatie'), 'of four parties', SEES_ALL],
  ['see_reasons', planOf(protocol, 'C').steps.get('uitstroomtafel'), 'of the table', [...SEES_ALL, TABLE_ROLE]],
  ['move_case', undefined, '', LEADS],
  ['hand_over', undefined, '', LEADS],
  ['raise_signal', undefined, '', IN_CASE],
  ...SIGNAL_ROWS,
  [
    'plan_table',
    theStep('uitstroomtafel'),
    '',
    [...LEADS, ...['another begeleider in the case', 'the gemeente in the case', 'the uitstroomtafel in the case']],
  ],
];
const caseFaults = (policy: Readonly<Record<string, Policy>>): readonly string[] =>
  CASE_TABLE.flatMap(([action, thing, of, allowed]) =>
    EVERYBODY.filter((who) => policy[action]?.(WHO[who] as Position, thing as never) !== allowed.includes(who)).map(
      (who) => `${who}: ${action} ${of}`,
    ),
  );

describe('in a case', () => {
  it.each(
    CASE_TABLE.flatMap(([action, thing, of, allowed]) =>
      EVERYBODY.map((who) => [who, allowed.includes(who) ? 'may' : 'may not', action, of, thing] as const),
    ),
  )('%s %s %s %s', (who, may, action, _of, thing) => {
    expect((CASE_POLICY[action] as Policy)(WHO[who] as Position, thing as never)).toBe(may === 'may');
  });
});

const work = (region: string, roles: readonly string[], functions: readonly string[] = [], id = 'org') =>
  ({ organisation: { id, name: id, kind: 'anders', region }, roles, functions }) as Actor['memberships'][number];
const asked = (memberships: Actor['memberships']): Actor & { ids: ReadonlySet<string> } => ({
  ...{ administrator: false, memberships, ids: new Set(['anna']) },
});
const ACTORS: Readonly<Record<string, Actor & { ids?: ReadonlySet<string> }>> = {
  'an administrator': { administrator: true, memberships: [] },
  'a begeleider': { administrator: false, memberships: [work('haarlemmermeer', ['begeleider'])] },
  'a begeleider of another region': { administrator: false, memberships: [work('elders', ['begeleider'])] },
  'a woningcorporatie': { administrator: false, memberships: [work('haarlemmermeer', ['woningcorporatie'])] },
  'a beheerder of the organisation': {
    administrator: false,
    memberships: [work('haarlemmermeer', ['wijkteam'], ['beheerder'])],
  },
  'a beheerder of another one': {
    administrator: false,
    memberships: [work('haarlemmermeer', ['wijkteam'], ['beheerder'], 'other')],
  },
  'a coordinator of the region': {
    administrator: false,
    memberships: [work('haarlemmermeer', ['wijkteam'], ['coordinator'])],
  },
  'a coordinator of another region': {
    administrator: false,
    memberships: [work('elders', ['gemeente'], ['coordinator'])],
  },
  'an expert of the region': {
    administrator: false,
    memberships: [work('haarlemmermeer', ['wijkteam'], ['deskundige'])],
  },
  'an editor of the region': {
    administrator: false,
    memberships: [work('haarlemmermeer', ['wijkteam'], ['redacteur'])],
  },
  'an editor and expert of another region': {
    administrator: false,
    memberships: [work('elders', ['gemeente'], ['redacteur', 'deskundige'])],
  },
  'a stranger': { administrator: false, memberships: [] },
  'whoever was asked to be casushouder': asked([work('haarlemmermeer', ['wijkteam'])]),
  'whoever was asked and works there no longer': asked([]),
};
const SEES_ALL_WORK = ['a begeleider'];
const aTally = (step: string): TallyRule => ({
  ...{ id: 'telling', title: 'Telling', step, outcome: null, splitBy: null, weight: null, opposite: null },
  ...{ shownAt: [step], agreed: {}, text: 'Telling', section: '1', rules: [] },
});
const TABLE: readonly (readonly [keyof typeof POLICY, unknown, readonly string[]])[] = [
  ['open_case', protocol, ['a begeleider']],
  ['manage_people', 'org', ['an administrator', 'a beheerder of the organisation']],
  ['answer_handover', { member: 'anna', organisation: 'org' }, ['whoever was asked to be casushouder']],
  ['manage_organisations', undefined, ['an administrator']],
  ['privacy_rights', undefined, ['an administrator']],
  ['link_region', 'haarlemmermeer', ['an administrator', 'a coordinator of the region']],
  ['answer_question', 'haarlemmermeer', ['an administrator', 'a coordinator of the region', 'an expert of the region']],
  ['edit_answers', 'haarlemmermeer', ['an administrator', 'an editor of the region']],
  ['export_decisions', 'haarlemmermeer', ['a coordinator of the region']],
  [
    'see_tally',
    { protocol, rule: aTally('eindevaluatie') },
    ['an administrator', ...SEES_ALL_WORK, 'a woningcorporatie'],
  ],
  ['see_tally', { protocol, rule: aTally('voorbereiding') }, ['an administrator', ...SEES_ALL_WORK]],
  [
    'see_tally',
    { protocol, rule: { ...aTally('eindevaluatie'), splitBy: 'hoogRisico' } },
    ['an administrator', ...SEES_ALL_WORK],
  ],
  ['set_region', 'haarlemmermeer', ['an administrator', 'a coordinator of the region']],
];
type ActorPolicy = (who: Actor, thing?: never) => boolean;
const faults = (policy: Readonly<Record<string, ActorPolicy>>): readonly string[] =>
  TABLE.flatMap(([action, thing, allowed]) =>
    Object.keys(ACTORS)
      .filter(
        (who) =>
          policy[action]?.({ ids: new Set(), ...ACTORS[who] } as never, thing as never) !== allowed.includes(who),
      )
      .map((who) => `${who}: ${action}`),
  );

const AT_TABLE: Readonly<Record<string, TablePosition>> = {
  'the chair or secretary': { leads: true, planned: false, seated: false },
  'who planned it': { leads: false, planned: true, seated: false },
  'who sits at the table': { leads: false, planned: false, seated: true },
  'somebody else': { leads: false, planned: false, seated: false },
};
const TABLE_TABLE: readonly (readonly [keyof typeof TABLE_POLICY, readonly string[]])[] = [
  ['see_meeting', ['the chair or secretary', 'who planned it', 'who sits at the table']],
  ['change_meeting', ['the chair or secretary', 'who planned it']],
  ['chair_meeting', ['the chair or secretary']],
  ['read_minutes', ['the chair or secretary', 'who planned it', 'who sits at the table']],
  ['mark_own', ['who sits at the table']],
  ['vote', ['who sits at the table']],
];

describe('at a table', () => {
  it.each(
    TABLE_TABLE.flatMap(([action, allowed]) =>
      Object.keys(AT_TABLE).map((who) => [who, allowed.includes(who) ? 'may' : 'may not', action] as const),
    ),
  )('%s %s %s', (who, may, action) => {
    expect(TABLE_POLICY[action](AT_TABLE[who] as TablePosition)).toBe(may === 'may');
  });
  it('every policy has a row', () => {
    expect(new Set(TABLE_TABLE.map(([action]) => action))).toEqual(new Set(Object.keys(TABLE_POLICY)));
  });
});

describe('outside a case', () => {
  it.each(
    TABLE.flatMap(([action, thing, allowed]) =>
      Object.keys(ACTORS).map((who) => [who, allowed.includes(who) ? 'may' : 'may not', action, thing] as const),
    ),
  )('%s %s %s', (who, may, action, thing) => {
    expect((POLICY[action] as ActorPolicy)({ ids: new Set(), ...ACTORS[who] } as never, thing as never)).toBe(
      may === 'may',
    );
  });
});

describe('the tables catch every policy that is made wider or narrower', () => {
  it.each(Object.keys(CASE_POLICY).flatMap((action) => [true, false].map((always) => [action, always] as const)))(
    '%s always %s',
    (action, always) => {
      expect(caseFaults(CASE_POLICY as never)).toEqual([]);
      expect(caseFaults({ ...(CASE_POLICY as never as Record<string, Policy>), [action]: () => always })).not.toEqual(
        [],
      );
    },
  );
  it.each(Object.keys(POLICY).flatMap((action) => [true, false].map((always) => [action, always] as const)))(
    '%s always %s',
    (action, always) => {
      expect(faults(POLICY as never)).toEqual([]);
      expect(faults({ ...(POLICY as never as Record<string, ActorPolicy>), [action]: () => always })).not.toEqual([]);
    },
  );
  it('every policy has a row', () => {
    expect(new Set(CASE_TABLE.map(([action]) => action))).toEqual(new Set(Object.keys(CASE_POLICY)));
    expect(new Set(TABLE.map(([action]) => action))).toEqual(new Set(Object.keys(POLICY)));
  });
  it('several standings add up, and acting for somebody else ends where one acts for oneself', () => {
    const both = position(standing(['wijkteam']), standing(['begeleider'], { relation: 'deputy', behalfOf: 'anna' }));
    expect([both.seesAll, both.behalfOf]).toEqual([true, null]);
    expect(WHO['a deputy of the casushouder']?.behalfOf).toBe('anna');
  });
});
