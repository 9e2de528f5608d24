/**
 * The policies of a case and of the rest as truth tables: every combination of what they look at, each against the
 * sentence that says who may. `npm run bench -- mutants` breaks the policies place by place and expects this to notice.
 */
import { describe, expect, it } from 'vitest';
import { CASE_POLICY, POLICY, positionOf, seesFact, TABLE_POLICY } from '../../src/domain/access.ts';
import type { Actor, CaseAction, Position, Standing } from '../../src/domain/access.ts';
import type { Membership } from '../../src/domain/people.ts';
import type { Protocol, Role, Step } from '../../src/domain/protocol/definition.ts';
import type { TallyRule } from '../../src/domain/protocol/definitionRules.ts';
import { MOVES, WHO_MAY } from '../../src/domain/signals/moves.ts';
import { realProtocols } from '../support/views.ts';

const STEP = {
  ...{ responsible: ['does', 'does too'], involved: ['involved', 'involved too'] },
  decision: { by: ['decides', 'decides too'], parties: [['party'], ['other party', 'third party']] },
} as unknown as Step;
const UNDECIDED = { ...STEP, decision: null } as Step;

// Each role on its own, so that having one of several is enough.
const ROLES = {
  does: STEP.responsible,
  decides: ['decides', 'decides too', 'party', 'other party', 'third party'],
  sits: STEP.involved,
  none: ['another'],
};
type RoleKind = keyof typeof ROLES;
type Trait = 'in' | 'leads' | 'all' | 'fact' | 'no landlord' | RoleKind;

function* positions(): Generator<{ who: Position; traits: ReadonlySet<Trait> }> {
  const flags = [true, false];
  for (const inCase of flags)
    for (const casushouder of flags)
      for (const coordinator of flags)
        for (const landlord of flags)
          for (const seesAll of flags)
            for (const facts of ['all', new Set(['known']), new Set<string>()] as const)
              for (const [kind, ids] of Object.entries(ROLES) as [RoleKind, string[]][])
                for (const id of ids) {
                  const who = { inCase, casushouder, coordinator, landlord, seesAll, facts, roles: new Set([id]) };
                  const traits: (Trait | false)[] = [
                    ...[inCase && ('in' as const), (casushouder || coordinator) && !landlord && ('leads' as const)],
                    ...[seesAll && ('all' as const), !landlord && ('no landlord' as const), kind],
                    (facts === 'all' || facts.has('known')) && ('fact' as const),
                  ];
                  const held = new Set(traits.filter((each) => each !== false));
                  yield { who: { ...who, behalfOf: null }, traits: held };
                }
}

// Who may: any of these, each with all its traits.
const SENTENCES: Readonly<Record<Exclude<CaseAction, 'move_signal'>, readonly (readonly Trait[])[]>> = {
  see_case: [['in']],
  do_step: [['in', 'leads'], ['in', 'does']],
  give_fact: [['in', 'leads', 'all'], ['in', 'fact']],
  hold_case: [['in', 'leads']],
  close_case: [['in', 'leads']],
  share_case: [['in', 'leads', 'all']],
  record_informed: [['in', 'no landlord']],
  see_shares: [['in', 'all']],
  link_channel: [['in', 'leads']],
  decide: [['in', 'leads'], ['in', 'does'], ['in', 'decides']],
  see_reasons: [['in', 'no landlord', 'all'], ['in', 'no landlord', 'decides']],
  move_case: [['in', 'leads', 'all']],
  hand_over: [['in', 'leads']],
  raise_signal: [['in']],
  plan_table: [['in', 'leads'], ['in', 'no landlord', 'does'], ['in', 'no landlord', 'sits']],
}; // prettier-ignore

describe('in a case', () => {
  it.each(Object.entries(SENTENCES))('%s', (action, sentence) => {
    const thing = action === 'give_fact' ? 'known' : STEP;
    const policy = CASE_POLICY[action as CaseAction] as (who: Position, thing: unknown) => boolean;
    const wrong = [...positions()].filter(
      ({ who, traits }) => policy(who, thing) !== sentence.some((needs) => needs.every((each) => traits.has(each))),
    );
    expect(wrong).toEqual([]);
  });

  it('moves of a signal are judged by the table of moves', () => {
    const none = { reporter: false, lead: false, contact: false, concerned: false };
    for (const { who } of positions()) {
      for (const move of MOVES) {
        for (const tie of [none, { ...none, lead: true }, { ...none, reporter: true }]) {
          expect(CASE_POLICY.move_signal(who, { move, tie })).toBe(WHO_MAY[move](who, tie));
        }
      }
    }
  });

  it('of a step that is no decision nobody decides', () => {
    for (const { who, traits } of positions()) {
      if (!traits.has('decides') || traits.has('leads')) continue;
      expect([CASE_POLICY.decide(who, UNDECIDED), CASE_POLICY.see_reasons(who, UNDECIDED)]).toEqual([
        false,
        traits.has('in') && traits.has('no landlord') && traits.has('all'),
      ]);
    }
  });
});

const role = (id: string, sees: Role['sees'], landlord = false): Role => ({
  id,
  title: id,
  aliases: [],
  sees,
  landlord,
});
const ROLE_LIST = [
  role('whole', { steps: 'all', facts: 'all' }),
  role('steps', { steps: 'all', facts: ['town'] }),
  role('facts', { steps: 'own', facts: 'all' }),
  role('some', { steps: 'own', facts: ['town', 'b'] }),
  role('none', { steps: 'none', facts: [] }),
  role('lets', { steps: 'own', facts: ['c'] }, true),
  role('lets too', { steps: 'own', facts: [] }, true),
  role('holds', { steps: 'own', facts: ['d'] }),
];
const protocol = {
  ...{ id: 'here', roles: Object.fromEntries(ROLE_LIST.map((each) => [each.id, each])), holder: { role: 'holds' } },
} as unknown as Protocol;
const standing = (roles: readonly string[], parts: Partial<Standing> = {}): Standing => ({
  ...{ relation: 'participant', organisationId: 'org', casushouder: false, roles, behalfOf: null },
  ...parts,
});

describe('how somebody stands to a case, out of all their standings', () => {
  it.each<[string, readonly Standing[], Partial<Position>]>([
    ['nobody', [], { inCase: false, casushouder: false, coordinator: false, landlord: false, seesAll: false, facts: new Set() }],
    ['one who takes part', [standing(['some'])], { inCase: true, casushouder: false, coordinator: false, facts: new Set(['town', 'b']) }],
    ['casushouder in one of two', [standing(['some']), standing(['none'], { casushouder: true })], { casushouder: true, roles: new Set(['some', 'none', 'holds']) }],
    ['coordinator in one of two', [standing(['some']), standing(['none'], { relation: 'coordinator' })], { coordinator: true, casushouder: false }],
    ['a deputy is no coordinator', [standing(['some'], { relation: 'deputy' })], { coordinator: false }],
    ['sees all steps, not all facts', [standing(['steps'])], { seesAll: false, facts: new Set(['town']) }],
    ['sees all facts, not all steps', [standing(['facts'])], { seesAll: false, facts: 'all' }],
    ['sees all', [standing(['none']), standing(['whole'])], { seesAll: true, facts: 'all' }],
    ['facts of all roles together', [standing(['some', 'lets'])], { facts: new Set(['town', 'b', 'c']), landlord: false }],
    ['only lets homes', [standing(['lets', 'lets too'])], { landlord: true }],
    ['roles that nobody knows', [standing(['baker'])], { inCase: true, landlord: false, roles: new Set(), facts: new Set() }],
    ['for an absent colleague', [standing(['some'], { behalfOf: 'anna' })], { behalfOf: 'anna' }],
    ['for two absent colleagues', [standing(['some'], { behalfOf: 'anna' }), standing(['some'], { behalfOf: 'bram' })], { behalfOf: 'anna' }],
    ['for a colleague and for oneself', [standing(['some'], { behalfOf: 'anna' }), standing(['some'])], { behalfOf: null }],
    ['for oneself', [standing(['some'])], { behalfOf: null }],
  ])('%s', (_, standings, expected) => {
    expect(positionOf(protocol, standings)).toMatchObject(expected);
  }); // prettier-ignore

  it('a casushouder has no other role where the agreements name none', () => {
    const none = { ...protocol, holder: null } as Protocol;
    expect(positionOf(none, [standing(['some'], { casushouder: true })]).roles).toEqual(new Set(['some']));
  });

  it('a fact is seen by its name, or because all are', () => {
    const sees = (facts: Position['facts']) => seesFact({ facts } as Position, 'town');
    expect([sees('all'), sees(new Set(['town'])), sees(new Set(['b']))]).toEqual([true, true, false]);
  });
});

describe('outside a case', () => {
  const work = (
    region: string,
    roles: string[],
    functions: Membership['functions'] = [],
    id = 'org',
    kind = 'anders',
  ) => ({ organisation: { id, name: id, kind, region }, roles, functions }) as Membership;
  const who = (...memberships: Membership[]): Actor => ({ administrator: false, memberships });
  const other = work('there', ['none'], [], 'other');
  const mayOpen = (...memberships: Membership[]) => POLICY.open_case(who(...memberships), protocol);

  it.each<[string, readonly Membership[], boolean]>([
    ['who sees all', [work('here', ['whole'])], true],
    ['who sees all by one of two roles', [work('here', ['none', 'whole'])], true],
    ['who sees all for one of two organisations', [work('here', ['none']), work('here', ['whole'], [], 'two')], true],
    ['who sees all in another region', [work('there', ['whole'])], false],
    ['who sees all steps and not all facts', [work('here', ['steps'])], false],
    ['who sees all facts and not all steps', [work('here', ['facts'])], false],
    ['nobody', [], false],
  ])('a case is opened by %s: %j', (_, memberships, may) => expect(mayOpen(...memberships)).toBe(may));

  it('a case is opened by no landlord, whatever the agreements let it see', () => {
    const lets = role('lets', { steps: 'all', facts: 'all' }, true);
    expect(POLICY.open_case(who(work('here', ['lets'])), { ...protocol, roles: { lets } })).toBe(false);
  });

  it.each<[string, (actor: Actor) => boolean, readonly Membership[]]>([
    ['manage_people', (a) => POLICY.manage_people(a, 'org'), [work('here', [], ['beheerder'])]],
    ['link_region', (a) => POLICY.link_region(a, 'here'), [work('here', [], ['coordinator'])]],
    ['set_region', (a) => POLICY.set_region(a, 'here'), [work('here', [], ['coordinator'])]],
    ['answer_question, an expert', (a) => POLICY.answer_question(a, 'here'), [work('here', [], ['deskundige'])]],
    ['answer_question, a coordinator', (a) => POLICY.answer_question(a, 'here'), [work('here', [], ['coordinator'])]],
    ['edit_answers', (a) => POLICY.edit_answers(a, 'here'), [work('here', [], ['redacteur'])]],
  ])('%s: by their own work there, by work elsewhere beside it, or as administrator; else not', (_, may, own) => {
    expect(may(who(...own))).toBe(true);
    expect(may(who(other, ...own))).toBe(true);
    expect(may({ administrator: true, memberships: [] })).toBe(true);
    expect(may(who())).toBe(false);
    expect(may(who(...own.map((each) => ({ ...each, functions: [] }))))).toBe(false);
    const elsewhere = own.map((each) => work('there', [], each.functions, 'other'));
    expect(may(who(...elsewhere))).toBe(false);
    expect(may(who(work('here', []), ...elsewhere))).toBe(false);
  });

  describe('a tally is seen by who sees the step, and where it is divided the fact', () => {
    const step = (id: string, responsible: string[], involved: string[]) => ({ id, responsible, involved });
    const routes = {
      A: { steps: [step('other', ['some', 'facts'], []), step('counted', ['some', 'lets'], ['holds'])] },
      B: { steps: [step('counted', [], ['lets too'])] },
    };
    const agreements = { ...protocol, routes } as unknown as Protocol;
    const sees = (actor: Actor, splitBy: string | null = null): boolean =>
      POLICY.see_tally(actor, { protocol: agreements, rule: { step: 'counted', splitBy } as unknown as TallyRule });
    it.each<[string, readonly string[], boolean, boolean]>([
      ['all steps and facts', ['whole'], true, true],
      ['all steps, the fact by name', ['steps'], true, true],
      ['its own step, as who does it, the fact by name', ['some'], true, true],
      ['its own step, as who is involved, not the fact', ['holds'], true, false],
      ['its own step in one of the routes, not the fact', ['lets too'], true, false],
      ['no step', ['none'], false, false],
      ['all facts and a step of its own, but another', ['facts'], false, false],
      ['one of two roles', ['none', 'some'], true, true],
    ])('%s', (_, roles, whole, divided) => {
      const actor = who(other, work('here', [...roles]));
      expect([sees(actor), sees(actor, 'town')]).toEqual([whole, divided]);
      expect(sees(who(work('there', [...roles])))).toBe(false);
    });
    it('an administrator', () => expect(sees({ administrator: true, memberships: [] }, 'town')).toBe(true));
    it('nobody', () => expect(sees(who())).toBe(false));
  });

  it('decisions are handed out by who coordinates there for another than a landlord, and by no administrator', () => {
    const may = (...memberships: Membership[]) => POLICY.export_decisions(who(...memberships), 'here');
    const coordinates = work('here', [], ['coordinator']);
    expect(may(coordinates)).toBe(true);
    expect(may(work('here', []), other, coordinates)).toBe(true);
    expect(may(work('here', [], ['beheerder']))).toBe(false);
    expect(may(work('there', [], ['coordinator']))).toBe(false);
    expect(may(work('here', [], ['coordinator'], 'org', 'woningcorporatie'))).toBe(false);
    expect(POLICY.export_decisions({ administrator: true, memberships: [] }, 'here')).toBe(false);
  });

  it('a coordinator of a woningcorporatie answers no questions, an expert of it does', () => {
    const of = (functions: Membership['functions']) => who(work('here', [], functions, 'org', 'woningcorporatie'));
    expect(POLICY.answer_question(of(['coordinator']), 'here')).toBe(false);
    expect(POLICY.answer_question(of(['deskundige']), 'here')).toBe(true);
  });

  it.each<[readonly string[], readonly Membership[], boolean]>([
    [['anna'], [work('here', [])], true],
    [['anna'], [other, work('here', [])], true],
    [['bram'], [work('here', [])], false],
    [['anna'], [other], false],
    [['anna'], [], false],
  ])('whoever was asked answers a handover as long as they work there: %j', (ids, memberships, may) => {
    const asked = { ...who(...memberships), ids: new Set(ids) };
    expect(POLICY.answer_handover(asked, { member: 'anna', organisation: 'org' })).toBe(may);
  });

  it.each([true, false])(
    'administrators, and nobody else, manage organisations and carry out rights: %s',
    (administrator) => {
      const actor = { administrator, memberships: [work('here', ['whole'], ['beheerder', 'coordinator'])] };
      expect([POLICY.manage_organisations(actor), POLICY.privacy_rights(actor)]).toEqual([
        administrator,
        administrator,
      ]);
    },
  );

  it('at a table: who leads, who planned it, who sits there', () => {
    const at = (...[leads, planned, seated]: [boolean, boolean, boolean]) =>
      Object.entries(TABLE_POLICY).flatMap(([action, may]) => (may({ leads, planned, seated }) ? [action] : []));
    expect(at(false, false, false)).toEqual([]);
    expect(at(true, false, false)).toEqual(['see_meeting', 'change_meeting', 'chair_meeting', 'read_minutes']);
    expect(at(false, true, false)).toEqual(['see_meeting', 'change_meeting', 'read_minutes']);
    expect(at(false, false, true)).toEqual(['see_meeting', 'read_minutes', 'mark_own', 'vote']);
  });
});

it('every protocol that is in use has somebody who opens a case, and a landlord who does not', () => {
  for (const each of realProtocols().values()) {
    const opens = Object.values(each.roles).filter(({ id }) =>
      POLICY.open_case(
        {
          administrator: false,
          memberships: [
            { organisation: { id: 'o', name: 'o', kind: 'anders', region: each.id }, roles: [id], functions: [] },
          ],
        },
        each,
      ),
    );
    expect(opens.length).toBeGreaterThan(0);
    expect(opens.some(({ landlord }) => landlord)).toBe(false);
  }
});
