/**
 * The traps between the regions: the same word means something else in each of them.
 * Parts of a protocol are found by the rule that they carry, so a step may get another name but not another meaning.
 */
import { describe, expect, test } from 'vitest';
import { newCaseState } from '../../src/domain/cases.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { evaluate, planOf } from '../../src/domain/protocol/evaluate.ts';
import { carriersOf } from '../../src/domain/protocol/rules.ts';
import { allSteps, decisions, durations, moment, stepsAt, termsAt, termsOf, wordsOf } from '../support/traps.ts';
import { realProtocols } from '../support/views.ts';

const protocols = realProtocols();

function region(id: string): Protocol {
  const found = protocols.get(id);
  if (!found) throw new Error(`There is no protocol ${id}`);
  return found;
}

const HLM = 'haarlemmermeer';
const ZUT = 'zutphen';
const ZOU = 'zuidoost-utrecht';
const NOP = 'noordoostpolder';
const WF = 'westfriesland';

describe('three months, six months, weeks and hours', () => {
  test.each([
    ['three months before the key date is the last day', HLM, 'HLM-A-11', 'hard P6M…P3M before beoogdeSleuteldatum'],
    ['three months after moving out comes the first evaluation', ZOU, 'ZOU-76', 'hard P3M after uitstroomdatum'],
    ['three months before the move is preferred', ZOU, 'ZOU-63', 'target P3M before verhuisdatum'],
    ['three months after moving in the plan is there', NOP, 'NOP-35', 'hard P3M after instroomdatum'],
    ['three months is the aim for a home', NOP, 'NOP-53', 'target P3M after meldingCorporatieDatum'],
    ['three months end the window of the soft landing', NOP, 'NOP-67', 'hard P1M…P3M after verhuisdatum'],
    [
      'three months lie between contacts after support stopped',
      WF,
      'WF-24',
      'hard every P3M from begeleidingGestoptOp',
    ],
    ['six months lie between evaluations', HLM, 'HLM-A-36', 'hard every P6M from contractStart'],
    ['six months before its end the lease is evaluated', HLM, 'HLM-A-45', 'hard P6M before contractEinde'],
    ['six months after registration a home is allocated', HLM, 'HLM-A-28', 'hard P3M…P6M after woningnetDatum'],
    ['six months of waiting ask for action', ZOU, 'ZOU-101', 'hard P6M after urgentieAangevraagdOp'],
    ['six months is the latest for the first table', NOP, 'NOP-38', 'hard P4M…P6M after instroomdatum'],
    ['six months before leaving is the latest for the second', NOP, 'NOP-46', 'hard P6M before beoogdeUitstroomdatum'],
    ['six months is an effort for a home', NOP, 'NOP-54', 'effort P6M after meldingCorporatieDatum'],
    ['six months lie between monitors', NOP, 'NOP-45', 'hard every P6M from instroomdatum'],
    ['two weeks is a target for the application', WF, 'WF-11', 'target P2W after aanvraag'],
    ['two weeks is a must for the assessment', ZUT, 'ZUT-52', 'hard P2W after aanmelddatum'],
    ['a signal has 24 hours', HLM, 'HLM-A-39', 'hard within PT24H'],
  ])('%s (%s, %s)', (_, id, rule, expected) => {
    expect(termsAt(region(id), rule)).toContain(expected);
  });
  test('Westfriesland has no term of six months', () => expect(durations(region(WF))).not.toContain('P6M'));
  test.each([ZUT, ZOU, NOP, WF])('clock hours for a signal are not taken over from Haarlemmermeer: %s', (id) => {
    expect(termsOf(region(id)).filter(({ words }) => words.includes('PT'))).toEqual([]);
  });
});

describe('majority vote', () => {
  test('there is one place in all regions: the uitstroomtafel of Haarlemmermeer C', () => {
    const places = [...protocols.values()].flatMap((each) =>
      decisions(each, 'majority').map((at) => `${each.id} ${at}`),
    );
    expect(places).toEqual(['haarlemmermeer C uitstroomtafel']);
  });
});

describe('who decides', () => {
  test.each([
    ['the parties at the table together', NOP, 'NOP-18', 'joint', /gemotiveerde wens/i],
    ['uitstroomcoördinator and begeleider together', WF, 'WF-44', 'joint', /geen stemming/],
    ['the corporation', ZUT, 'ZUT-80', 'organisation', /./],
  ])('%s (%s, %s)', (_, id, rule, kind, words) => {
    const steps = stepsAt(region(id), rule).filter((step) => step.decision !== null);
    expect(steps.map((step) => step.decision?.kind)).toContain(kind);
    expect(wordsOf(steps)).toMatch(words);
  });
  test('the two of Westfriesland, and nobody else', () => {
    const [step] = stepsAt(region(WF), 'WF-44');
    expect([step?.decision?.by, step?.responsible]).toEqual([
      ['uitstroomcoordinator', 'begeleider'],
      ['uitstroomcoordinator', 'begeleider'],
    ]);
  });
});

describe('who leads', () => {
  const rolesWith = (protocol: Protocol, word: RegExp): string[] =>
    Object.values(protocol.roles).flatMap((role) => (word.test(role.title) ? [role.id] : []));

  test('Zuidoost-Utrecht: a casushouder of its own for each doelgroep, and one doelgroep without', () => {
    const rules = Array.from({ length: 8 }, (_, n) => `ZOU-${13 + n}`);
    const routes = rules.flatMap((rule) => {
      const carriers = carriersOf(region(ZOU)).get(rule) ?? [];
      const inSteps = carriers.filter((carrier) => carrier.kind === 'step').flatMap((carrier) => carrier.routes);
      return [...new Set(inSteps)].join();
    });
    expect(routes.toSorted()).toEqual(Object.keys(region(ZOU).routes).sort());
    const [none] = stepsAt(region(ZOU), 'ZOU-17');
    expect(none?.why).toContain('geen casushouder');
  });
  test('Noordoostpolder: somebody else for each step', () => {
    expect(new Set(allSteps(region(NOP)).map((step) => step.responsible.join())).size).toBeGreaterThan(4);
    expect(rolesWith(region(NOP), /casushouder/i)).toEqual([]);
  });
  test('Westfriesland: the lokale toegang from the start of the beschikking, the coördinator before', () => {
    const [takeover] = stepsAt(region(WF), 'WF-41').filter((step) => step.rules.includes('WF-41'));
    expect(takeover?.responsible).toEqual(['lokale_toegang']);
    expect(takeover?.opens && moment(takeover.opens)).toBe('P0D after beschikkingStart');
    expect(rolesWith(region(WF), /casushouder/i)).toEqual([]);
  });
});

describe('bijzondere bijstand', () => {
  const openOnceKnown = (protocol: Protocol, route: string, done: string[]): string[] => {
    const on = '2026-03-01';
    const state = {
      ...newCaseState,
      done: done.map((step) => ({ step, on, at: `${on}T09:00:00.000Z`, outcome: null, tasks: [] })),
    };
    const { steps } = evaluate(planOf(protocol, route), state, `${on}T12:00:00.000Z`);
    return steps.filter((each) => each.status === 'open').map((each) => each.step.id);
  };
  test('Westfriesland: as soon as the municipality is known, before the lease', () => {
    const open = openOnceKnown(region(WF), 'standaard', ['aanmelding', 'toewijzing']);
    expect(open).toContain(stepsAt(region(WF), 'WF-46')[0]?.id);
    expect(open).not.toContain('sleutel');
  });
  test('Zuidoost-Utrecht: for furnishing only after the lease is signed', () => {
    const tasks = stepsAt(region(ZOU), 'ZOU-110').flatMap((step) =>
      step.tasks.filter((task) => /inrichting/i.test(task.text)).map((task) => wordsOf([task.applies, step.after])),
    );
    expect(tasks.length).toBeGreaterThan(0);
    for (const task of tasks) expect(task).toContain('contract');
  });
  test('Noordoostpolder does not speak of it', () =>
    expect(wordsOf({ ...region(NOP), english: {} })).not.toMatch(/bijzondere bijstand/i));
});

describe('the preferred municipality', () => {
  const asked = (protocol: Protocol): string[] =>
    Object.values(protocol.facts).flatMap((fact) => (/wens|voorkeur/i.test(fact.id + fact.title) ? [fact.id] : []));
  test('Westfriesland: it cannot be given, so nothing asks for it', () => {
    expect(asked(region(WF))).toEqual([]);
    expect(wordsOf(stepsAt(region(WF), 'WF-07'))).toContain('geen voorkeur voor een gemeente');
  });
  test('Noordoostpolder: a reasoned wish is decisive', () => expect(asked(region(NOP))).not.toEqual([]));
  test.each(['ZOU-47', 'ZOU-64'])('Zuidoost-Utrecht: the first preference is pursued (%s)', (rule) => {
    expect(wordsOf(stepsAt(region(ZOU), rule))).toMatch(/eerste voorkeur/i);
  });
});

describe('the lease', () => {
  test.each([
    ['after three positive evaluations for good', ZOU, 'ZOU-72', /drie positieve/],
    [
      'in principle with three parties',
      NOP,
      'NOP-26',
      /in principe.*driepartijenovereenkomst|driepartijenovereenkomst.*in principe/i,
    ],
    ['with three parties, required', ZOU, 'ZOU-71', /3-partij|driepartij/i],
    ['for good by itself if nobody does anything', WF, 'WF-16', /[Vv]anzelf/],
    ['for good only after a decision', HLM, 'HLM-A-48', /"kind":"joint"/],
  ])('%s (%s, %s)', (_, id, rule, words) => expect(wordsOf(stepsAt(region(id), rule))).toMatch(words));
  test('Westfriesland knows no contract with three parties', () => {
    expect(wordsOf({ ...region(WF), english: {} })).not.toMatch(/driehoek|driepartij|3-partij/i);
  });
});

describe('how long support lasts', () => {
  test('Zuidoost-Utrecht: two years, a must', () => {
    expect(termsAt(region(ZOU), 'ZOU-122')).toContain('hard P2Y after verhuisdatum');
  });
  test('Westfriesland: a must at the start, and it may stop early', () => {
    expect(wordsOf(stepsAt(region(WF), 'WF-27'))).toMatch(/verplicht vanaf het begin.*hoeft geen jaar te duren/);
    expect(stepsAt(region(WF), 'WF-27').flatMap((step) => step.terms.filter((term) => term.kind === 'hard'))).toEqual(
      [],
    );
  });
  test('Noordoostpolder: not stated, so no term of two years', () =>
    expect(durations(region(NOP))).not.toContain('P2Y'));
});
