/**
 * What each reader is shown of a case, whole: alone, in a group, and as a landlord. `npm run bench -- mutants` breaks
 * the policies and views place by place, and expects these tests and those of access to notice.
 */
import { describe, expect, it } from 'vitest';
import { CASE_POLICY, type CaseAction } from '../../src/domain/access.ts';
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import { LANDLORD_FACTS, type LandlordView } from '../../src/domain/landlordView.ts';
import type { Protocol, Step } from '../../src/domain/protocol/definition.ts';
import { planOf, type Reason, type StepStatus } from '../../src/domain/protocol/evaluate.ts';
import { canBeFinished } from '../../src/domain/protocol/step.ts';
import { viewAs } from '../../src/domain/protocol/view.ts';
import { planBeside, seenBy, seenByAll, stepsIn, withoutRoute, type ReaderView } from '../../src/domain/views.ts';
import { allFacts, aPosition, aView, played, realProtocols } from '../support/views.ts';

const protocol = realProtocols().get('haarlemmermeer') as Protocol;
const plan = planOf(protocol, 'A');
const informed: CaseState['informed'] = [{ by: 'recorder', on: '2026-03-01', how: 'conversation', ground: null }];
const full: CaseState = { ...newCaseState, facts: allFacts(protocol), informed };
const hold = { since: '2026-03-01T08:00:00.000Z', reason: 'Ziekenhuis' };
const closed = { at: '2026-03-02T08:00:00.000Z', ending: 'gestopt', reason: 'Klaar' };
const as = (role: string) => aPosition(protocol, [role]);
const seen = (role: string, state: CaseState = full): ReaderView => {
  const view = seenBy(aView(plan, state), as(role), null);
  if (view.kind === 'landlord') throw new Error('A landlord');
  return view;
};
const LEADER_MAY: readonly CaseAction[] = [
  ...(['see_case', 'hold_case', 'close_case', 'share_case', 'record_informed', 'see_shares'] as const),
  ...(['link_channel', 'hand_over', 'raise_signal'] as const),
];
const ALL_STEPS = plan.route.steps.map(({ id }) => id);
const stepsOf = ({ evaluation }: ReaderView): readonly string[] => evaluation.steps.map(({ step }) => step.id);

describe('alone', () => {
  it('who sees all sees the whole case, and what they may do', () => {
    const view = seen('begeleider');
    const { plan: shown, evaluation, ...rest } = view;
    expect(rest).toStrictEqual({
      ...{ id: 'case-1', code: 'HLM-2026-014', version: 3, kind: 'reader', pseudonym: 'bewoner 27' },
      ...{
        roles: new Set(['zorgaanbieder', 'zorgaanbieder_ambulant']),
        hold: null,
        closed: null,
        informed: true,
        newer: false,
      },
      ...{ somebodyIsUp: true, asking: new Set(), doable: new Set(ALL_STEPS), may: new Set(LEADER_MAY) },
      givable: new Set(Object.keys(protocol.facts)),
    });
    expect(shown).toBe(plan);
    expect(evaluation.plan).toBe(plan);
    expect([stepsOf(view), evaluation.known.facts]).toEqual([ALL_STEPS, full.facts]);
  });

  it('who sees only their own step sees that, no fact, no pseudonym, no route, and no reason', () => {
    const view = seen('wijkteam', { ...full, hold });
    const { plan: shown, evaluation, ...rest } = view;
    expect(rest).toStrictEqual({
      ...{ id: 'case-1', code: 'HLM-2026-014', version: 3, kind: 'reader', pseudonym: null },
      ...{ roles: new Set(['zorgpartners_wijk']), hold: { since: '2026-03-01', reason: null }, closed: null },
      ...{ somebodyIsUp: false, asking: new Set(), informed: true, newer: false },
      ...{ doable: new Set(), givable: new Set() },
      may: new Set(['see_case', 'record_informed', 'raise_signal']),
    });
    expect([shown.route.id, shown.route.title, shown.route.forWhom, shown.route.scope]).toEqual(['', '', '', '']);
    expect(evaluation.plan).toEqual(shown);
    expect([stepsOf(view), evaluation.known.facts]).toEqual([['evaluatie'], {}]);
  });

  it('whoever decides may record that decision, and whoever is responsible their step', () => {
    expect(seen('uitstroomtafel').doable).toEqual(new Set(['uitstroomtafel']));
    expect(seen('gemeente').doable).toEqual(new Set(['volledigheid', 'vinkje', 'beschikking', 'eindevaluatie']));
  });

  it('a pause and an end are for everybody, why they are is for who sees all', () => {
    expect(seen('begeleider', { ...full, hold }).hold).toStrictEqual({ since: '2026-03-01', reason: 'Ziekenhuis' });
    expect(seen('begeleider', { ...full, closed }).closed).toStrictEqual({ on: '2026-03-02', ending: 'gestopt' });
    expect(seen('wijkteam', { ...full, closed }).closed).toStrictEqual({ on: '2026-03-02', ending: null });
  });

  it('a newer version of the agreements is for who may move the case, as long as it is not closed', () => {
    const newer = (role: string, state: CaseState = full, there = true): boolean => {
      const view = seenBy({ ...aView(plan, state), newer: there }, as(role), null);
      return view.kind === 'reader' && view.newer;
    };
    expect([newer('begeleider'), newer('gemeente'), newer('wijkteam')]).toEqual([true, false, false]);
    expect([newer('begeleider', { ...full, closed }), newer('begeleider', full, false)]).toEqual([false, false]);
  });

  it('says whether it is on record that the client knows', () => {
    expect(seen('begeleider', { ...full, informed: [] }).informed).toBe(false);
  });

  it.each(['begeleider', 'wijkteam'])(
    '%s learns that somebody is up, where a step that is done once is open',
    (role) => {
      for (const state of played(protocol, 'A', 40, full)) {
        const view = aView(plan, state);
        const up = view.evaluation.steps.filter(({ status, step }) => status === 'open' && step.mode === 'once');
        expect(seen(role, state).somebodyIsUp).toBe(up.length > 0);
      }
    },
  );
});

describe('of a step', () => {
  const withStep = (id: string, parts: Partial<Step>, status: Partial<StepStatus> = {}) => {
    const view = aView(plan, full);
    const found = view.evaluation.steps.filter(({ step }) => step.id === id);
    const steps = found.map((each) => ({ ...each, ...status, step: { ...each.step, ...parts } }));
    return { ...view, evaluation: { ...view.evaluation, steps } };
  };

  it('that goes on by itself nobody is up with it', () => {
    const up = (mode: Step['mode'], status: StepStatus['status']): boolean => {
      const view = seenBy(withStep('voorbereiding', { mode }, { status }), as('begeleider'), null);
      return view.kind === 'reader' && view.somebodyIsUp;
    };
    expect([up('once', 'open'), up('ongoing', 'open'), up('on_demand', 'open'), up('once', 'done')]).toEqual([
      ...[true, false, false, false],
    ]);
  });

  it('that others decide, whoever only sees it records nothing', () => {
    const decision = { ...plan.steps.get('uitstroomtafel')?.decision, by: ['gemeente'], parties: [] } as never;
    const responsible = ['coordinator_nazorg'];
    const shown = (role: string, decided = true) =>
      seenBy(withStep('evaluatie', { responsible, decision: decided ? decision : null }), as(role), null) as ReaderView;
    expect(shown('gemeente').doable).toEqual(new Set(['evaluatie']));
    expect([stepsOf(shown('wijkteam')), shown('wijkteam').doable.size]).toEqual([['evaluatie'], 0]);
    // Decided by nobody: then only whose step it is.
    expect(shown('gemeente', false).doable.size).toBe(0);
  });

  it('that comes back and is open again a landlord sees no day of finishing', () => {
    const last = { step: 'toewijzing', on: '2026-03-01', at: '2026-03-01T09:00:00.000Z', outcome: null, tasks: [] };
    const done = (status: StepStatus['status']) => {
      const view = seenBy(withStep('toewijzing', {}, { status, last }), as('woningcorporatie'), null);
      return view.kind === 'landlord' ? view.steps[0]?.doneOn : 'no landlord';
    };
    expect([done('done'), done('open')]).toEqual(['2026-03-01', null]);
  });
});

describe('beside a view', () => {
  const whole = aView(plan, full);
  const landlord = seenBy(whole, as('woningcorporatie'), null);
  it('stand its own agreements, and beside that of a landlord those without the route', () => {
    const reader = seen('wijkteam');
    expect(planBeside(plan, reader)).toBe(reader.plan);
    expect([planBeside(plan, landlord).route.id, planBeside(plan, landlord).protocol]).toEqual(['', protocol]);
  });
  it('stand the steps that it shows, and no others', () => {
    expect(stepsIn(seen('wijkteam')).map(({ id }) => id)).toEqual(['evaluatie']);
    if (landlord.kind !== 'landlord') throw new Error('No landlord');
    expect(stepsIn(landlord).map(({ id }) => id)).toEqual(landlord.steps.map(({ id }) => id));
    expect(landlord.steps.length).toBeGreaterThan(0);
  });
});

describe('in a group', () => {
  const group = (roles: readonly string[], state: CaseState = full): ReaderView =>
    seenByAll(aView(plan, state), as('begeleider'), roles.map(as));

  it('of people who see all: no fact, no pseudonym, no reason; the route and the steps', () => {
    const view = group(['begeleider', 'gemeente'], { ...full, hold });
    const { plan: shown, evaluation, ...rest } = view;
    expect(rest).toStrictEqual({
      ...{ id: 'case-1', code: 'HLM-2026-014', version: 3, kind: 'group', pseudonym: null },
      ...{ roles: new Set(['zorgaanbieder', 'zorgaanbieder_ambulant']), closed: null, informed: true, newer: false },
      ...{ hold: { since: '2026-03-01', reason: null }, somebodyIsUp: false, doable: new Set(ALL_STEPS) },
      ...{ asking: new Set(), may: new Set(LEADER_MAY), givable: new Set(Object.keys(protocol.facts)) },
    });
    expect(shown).toBe(plan);
    expect([stepsOf(view), evaluation.known.facts, evaluation.missingFacts]).toEqual([ALL_STEPS, {}, []]);
    expect(group(['begeleider'], { ...full, closed }).closed).toStrictEqual({ on: '2026-03-02', ending: null });
  });

  it('a step that waits for an answer is said to, be it an answer that not everybody there may see', () => {
    const unknown: CaseState = { ...full, facts: {}, done: [] };
    const asked = seen('begeleider', unknown).evaluation.steps.filter(({ needs }) => needs.length > 0);
    expect(asked.length).toBeGreaterThan(0);
    for (const roles of [['begeleider'], ['begeleider', 'gemeente'], ['begeleider', 'wijkteam']]) {
      const view = group(roles, unknown);
      const ids = asked.map(({ step }) => step.id).filter((id) => stepsOf(view).includes(id));
      expect([...view.asking].toSorted()).toEqual(ids.toSorted());
    }
  });

  it('with somebody who sees less, nobody sees more, and the route has no name', () => {
    const view = group(['begeleider', 'wijkteam']);
    expect([stepsOf(view), view.plan.route.id]).toEqual([['evaluatie'], '']);
    expect(view.doable).toEqual(new Set(['evaluatie']));
  });

  it('reasons that tell what is known of the client are one hidden one, however many they are', () => {
    const reasons = played(protocol, 'A').flatMap((state) => {
      const whole = aView(plan, state).evaluation.steps;
      return group(['begeleider'], state).evaluation.steps.map((step) => ({
        shown: step.because.map(({ kind }) => kind),
        told: (whole.find((each) => each.step.id === step.step.id)?.because ?? []).map(({ kind }) => kind as string),
      }));
    });
    const secret = ['condition', 'unknown', 'hidden'];
    expect(reasons.some(({ told }) => told.filter((kind) => secret.includes(kind)).length > 0)).toBe(true);
    expect(reasons.some(({ told }) => told.some((kind) => !secret.includes(kind)))).toBe(true);
    for (const { shown, told } of reasons) {
      const left = told.filter((kind) => !secret.includes(kind));
      expect(shown).toEqual(left.length < told.length ? [...left, 'hidden'] : left);
    }
  });

  it('each kind of secret reason is hidden', () => {
    const view = aView(plan);
    const [first] = view.evaluation.steps;
    if (!first) throw new Error('no steps');
    const reasons: readonly Reason[] = [
      { kind: 'condition', condition: { kind: 'known', fact: 'hoogRisico' } },
      { kind: 'unknown', facts: ['hoogRisico'] },
      { kind: 'hidden' },
    ];
    // One by one, and all together: how many there were is told no more than what they were.
    for (const because of [...reasons.map((each) => [each]), reasons]) {
      const evaluation = { ...view.evaluation, steps: [{ ...first, because }] };
      const narrowed = seenByAll({ ...view, evaluation }, as('begeleider'), [as('begeleider')]);
      expect(narrowed.evaluation.steps[0]?.because).toEqual([{ kind: 'hidden' }]);
    }
  });
});

describe('a landlord', () => {
  const who = as('woningcorporatie');
  const contact = { name: 'Anna', organisation: 'Huis' };
  const landlord = (state: CaseState, of = plan): LandlordView => {
    const view = seenBy(aView(of, state), who, contact);
    if (view.kind !== 'landlord') throw new Error(view.kind);
    return view;
  };

  it('sees its four things, its dates and its status, and nothing else', () => {
    const { steps: _, ...rest } = landlord(full);
    expect(rest).toStrictEqual({
      ...{ kind: 'landlord', id: 'case-1', code: 'HLM-2026-014', version: 3, protocolId: 'haarlemmermeer' },
      ...{ status: 'running', today: '2026-03-10', support: true, contact, bewindvoering: true },
      ...{ bewindvoerder: full.facts['bewindvoerder'], factors: String(full.facts['woningfactoren']).split(',') },
      dates: ['beoogdeSleuteldatum', 'woningnetDatum', 'contractStart', 'contractEinde', 'contractGetekendOp'].map(
        (fact) => ({ fact, value: full.facts[fact] }),
      ),
    });
  });

  it.each([
    [{ hold }, 'on_hold'],
    [{ closed }, 'closed'],
    [{ hold, closed }, 'closed'],
  ])('%j is %s', (parts, status) => expect(landlord({ ...full, ...parts }).status).toBe(status));

  it('of what is not known sees nothing', () => {
    expect(landlord(newCaseState)).toMatchObject({
      ...{ support: null, bewindvoering: null, bewindvoerder: null, factors: [] },
      dates: [...'.....'].map(() => ({ value: null })),
    });
  });

  it.each<[string, CaseState['facts'], Partial<LandlordView>]>([
    ['no bewindvoerder where there is no bewindvoering', { bewindvoering: false }, { bewindvoering: false, bewindvoerder: null }],
    ['no support', { woonbegeleiding: false }, { support: false }],
    ['only factors of the list', { woningfactoren: 'klein,eigen woorden,gezin' }, { factors: ['klein', 'gezin'] }],
    ['no factors where none of the list stands there', { woningfactoren: 'eigen woorden' }, { factors: [] }],
    ['no factors where something else stands there', { woningfactoren: true }, { factors: [] }],
    ['no word where yes or no belongs', { woonbegeleiding: 'misschien', bewindvoering: 'x' }, { support: null, bewindvoering: null, bewindvoerder: null }],
    ['no name that is no name', { bewindvoerder: true }, { bewindvoering: true, bewindvoerder: null }],
    ['no date that is no date', { contractStart: true }, { dates: expect.arrayContaining([{ fact: 'contractStart', value: null }]) as never }],
  ])('sees %s', (_, facts, expected) => {
    expect(landlord({ ...full, facts: { ...full.facts, ...facts } })).toMatchObject(expected);
  }); // prettier-ignore

  it('sees none of the four where the agreements do not know them, whatever is stored', () => {
    const own = Object.values(LANDLORD_FACTS) as readonly string[];
    const facts = Object.fromEntries(Object.entries(protocol.facts).filter(([id]) => !own.includes(id)));
    const bare = planOf({ ...protocol, facts }, 'A');
    expect(landlord(full, bare)).toMatchObject({
      ...{ support: null, bewindvoering: null, bewindvoerder: null, factors: [] },
    });
  });

  it('sees the state of its own steps, those that are over or do not apply left out', () => {
    const states = [...played(protocol, 'A', 40, full), ...played(protocol, 'A'), { ...full, closed }];
    const statuses = new Set<string>();
    for (const state of states) {
      const { evaluation } = aView(plan, state);
      const mine = viewAs(evaluation, [...who.roles]).steps;
      for (const { status } of mine) statuses.add(status);
      const shown = mine.filter(({ status }) => status !== 'ended' && status !== 'not_applicable');
      expect(landlord(state).steps).toStrictEqual(
        shown.map((each) => ({
          ...{ id: each.step.id, step: each.step, status: each.status, asks: each.needs },
          doable: canBeFinished(each) && CASE_POLICY.do_step(who, each.step),
          doneOn: each.status === 'done' ? each.last?.on : null,
          opensOn: each.because.flatMap((reason) => (reason.kind === 'opens' ? reason.on : []))[0] ?? null,
          term: each.terms[0]
            ? {
                ...{ by: each.terms[0].by, from: each.terms[0].from, kind: each.terms[0].kind },
                ...{ daysLeft: each.terms[0].daysLeft, text: each.terms[0].text, rule: each.terms[0].rule },
              }
            : null,
          tasks: each.tasks.map(({ id }) => ({ id, ticked: each.ticked.includes(id) })),
        })),
      );
    }
    expect([...statuses]).toEqual(expect.arrayContaining(['open', 'blocked', 'done']));
  });
});

it('agreements without a route keep all else', () => {
  expect(withoutRoute(plan)).toStrictEqual({
    ...plan,
    route: { ...plan.route, id: '', title: '', forWhom: '', scope: '' },
  });
});
