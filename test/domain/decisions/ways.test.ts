/**
 * How each deciding step of each region is decided, who must agree, and what is refused; and the help of
 * Noordoostpolder, checked by hand against the source.
 */
import { describe, expect, it } from 'vitest';
import type { NewDecision } from '../../../src/domain/decisions/records.ts';
import { choicesOf, decisionRefused, outcomeOfVote } from '../../../src/domain/decisions/ways.ts';
import type { Knowledge } from '../../../src/domain/protocol/conditions.ts';
import type { FactValue, Step } from '../../../src/domain/protocol/definition.ts';
import { realProtocols } from '../../support/views.ts';

const protocols = realProtocols();
const stepOf = (region: string, route: string, id: string): Step => {
  const step = protocols.get(region)?.routes[route]?.steps.find((each) => each.id === id);
  if (!step) throw new Error(`No step ${id}`);
  return step;
};
const knowing = (facts: Readonly<Record<string, FactValue>> = {}): Knowledge => ({
  ...{ facts, done: new Map(), finished: new Map() },
});
const decision = (
  step: Step,
  parts: Partial<NewDecision> & { readonly agree?: readonly string[] } = {},
): NewDecision => {
  const { agree = [], ...rest } = parts;
  return {
    ...{ step: step.id, outcome: step.outcomes[0]?.id ?? null, on: '2026-03-12', tasks: [], reasons: 'Daarom.' },
    agreements: agree.map((role) => ({ role, agrees: true, memberId: null, witnessId: null })),
    ...{ reviewOn: null, meetingId: null, vote: null, ...rest },
  };
};
const VOTE = { ballotId: 'b', present: 5, inFavour: 3, against: 2, abstained: 0, needed: 3, adopted: true };

const FOUR = ['client', 'zorgaanbieder', 'klantmanager_wmo|lokaal_team'];
const ROWS: readonly (readonly [string, string, string, string, readonly string[], number | null])[] = [
  ['haarlemmermeer', 'A', 'eindevaluatie', 'joint', ['zorgaanbieder_ambulant', 'woningcorporatie', 'gemeente', 'client'], null],
  ['haarlemmermeer', 'B', 'toetsing', 'committee', ['toetsingscommissie'], null],
  ['haarlemmermeer', 'B', 'eindevaluatie', 'joint', ['zorgaanbieder_ambulant', 'woningcorporatie', 'coordinator_nazorg|reclassering', 'client'], null],
  ['haarlemmermeer', 'C', 'uitstroomtafel', 'majority', ['uitstroomtafel'], null],
  ['haarlemmermeer', 'C', 'wachtlijst', 'official', ['gemeente'], null],
  ['haarlemmermeer', 'C', 'eindevaluatie', 'joint', ['zorgaanbieder_ambulant', 'woningcorporatie', 'gemeente', 'client'], null],
  ['haarlemmermeer', 'D', 'volledigheid', 'official', ['gemeente'], null],
  ['haarlemmermeer', 'D', 'eindevaluatie', 'joint', ['zorgaanbieder_ambulant', 'woningcorporatie', 'gemeente', 'client'], null],
  ['haarlemmermeer', 'E', 'wachtlijst', 'official', ['gemeente'], null],
  ['haarlemmermeer', 'E', 'eindevaluatie', 'joint', ['zorgaanbieder_ambulant', 'woningcorporatie', 'gemeente', 'client'], null],
  ['noordoostpolder', 'standaard', 'uitstroomtafel_1', 'joint', FOUR, null],
  ['noordoostpolder', 'standaard', 'tussentijdse_tafel', 'joint', FOUR, null],
  ['noordoostpolder', 'standaard', 'uitstroomtafel_2', 'joint', FOUR, null],
  ['noordoostpolder', 'standaard', 'extra_tafel', 'joint', FOUR, null],
  ['noordoostpolder', 'standaard', 'planbijeenkomst_nodig', 'joint', ['klantmanager_wmo', 'zorgaanbieder', 'procesbegeleider'], null],
  ['westfriesland', 'standaard', 'contractvorm', 'joint', ['uitstroomcoordinator', 'begeleider'], null],
  ['zutphen', 'voorrang', 'afweging', 'organisation', ['woningcorporatie'], null],
  ['zutphen', 'voorrang', 'besluit', 'organisation', ['woningcorporatie'], null],
  ['zutphen', 'voorrang', 'eindbesluit', 'organisation', ['woningcorporatie'], null],
  ['zutphen', 'voorrang', 'ontbinding', 'joint', ['woningcorporatie', 'zorgaanbieder_ambulant', 'procesregisseur'], 2],
  ['zuidoost-utrecht', 'beschermd-thuis', 'lokale_toegang', 'organisation', ['sociaal_wijkteam'], null],
  ['zuidoost-utrecht', 'beschermd-thuis', 'woning', 'organisation', ['woningcorporatie'], null],
  ['zuidoost-utrecht', 'beschermd-thuis', 'herhuisvesting', 'consultation', ['casushouder', 'sociaal_wijkteam', 'client'], null],
]; // prettier-ignore

describe('every deciding step has its own way', () => {
  it.each(ROWS)('%s %s %s: %s', (region, route, id, kind, parties, least) => {
    const { decision: rule } = stepOf(region, route, id);
    expect(rule?.kind).toBe(kind);
    expect(rule?.parties.map((party) => party.join('|'))).toEqual(parties);
    expect(rule?.least).toBe(least);
  });

  it('and there is none that stands in no row, but on routes that follow one', () => {
    const firsts = new Set(ROWS.map(([region, , id]) => `${region} ${id}`));
    const all = [...protocols.values()].flatMap((protocol) =>
      Object.values(protocol.routes).flatMap((route) =>
        route.steps.flatMap((step) => (step.decision ? [`${protocol.id} ${step.id}`] : [])),
      ),
    );
    expect([...new Set(all)].filter((each) => !firsts.has(each))).toEqual([]);
  });

  it.each(ROWS.filter(([, , , kind]) => kind !== 'majority'))('%s %s %s knows no vote', (region, route, id) => {
    const step = stepOf(region, route, id);
    expect(decisionRefused(step, knowing(), decision(step, { vote: VOTE }))?.kind).toBe('no_vote');
  });

  it.each(ROWS.filter(([, , , kind, , least]) => (kind === 'joint' && least === null) || kind === 'committee'))(
    '%s %s %s: with one of them missing there is no decision',
    (region, route, id, _kind, parties) => {
      const step = stepOf(region, route, id);
      const facts = { wensAndersDanUitstroom: false, gemotiveerdeWens: false, risicoGezondheidVeiligheid: true };
      const known = knowing(facts);
      const outcome = id === 'extra_tafel' ? null : (step.outcomes[0]?.id ?? null);
      if (outcome === null && step.outcomes.length > 0) return;
      const agree = parties.map((party) => party.split('|').at(-1) ?? '');
      expect(decisionRefused(step, known, decision(step, { outcome, agree }))).toBeNull();
      for (const missing of agree) {
        const rest = agree.filter((role) => role !== missing);
        expect(decisionRefused(step, known, decision(step, { outcome, agree: rest }))?.kind).toBe('not_agreed');
      }
    },
  );
});

describe('Haarlemmermeer C: the vote decides, and nothing else', () => {
  const step = stepOf('haarlemmermeer', 'C', 'uitstroomtafel');
  it.each([
    ['without a vote', { vote: null }, 'vote_missing'],
    ['with another outcome than that of the vote', { vote: VOTE, outcome: 'negatief' }, 'not_the_vote'],
    ['without reasons', { vote: VOTE, reasons: ' ' }, 'reasons_missing'],
    ['with a review before it', { vote: VOTE, reviewOn: '2026-03-12' }, 'wrong_review'],
    ['with an outcome that is not there', { vote: VOTE, outcome: 'misschien' }, 'outcome_missing'],
  ] as const)('refused %s', (_what, parts, kind) => {
    expect(decisionRefused(step, knowing(), decision(step, parts))?.kind).toBe(kind);
  });
  it('adopted is positive, not adopted is negative', () => {
    expect([true, false].map((adopted) => outcomeOfVote(step, adopted))).toEqual(['positief', 'negatief']);
    expect(decisionRefused(step, knowing(), decision(step, { vote: VOTE }))).toBeNull();
  });
});

describe('Zutphen: a signal of the corporatie alone dissolves no lease (ZUT-89)', () => {
  const step = stepOf('zutphen', 'voorrang', 'ontbinding');
  it.each([
    [['woningcorporatie'], 'not_agreed'],
    [['woningcorporatie', 'zorgaanbieder_ambulant'], undefined],
    [['zorgaanbieder_ambulant', 'procesregisseur'], undefined],
  ] as const)('%j', (agree, kind) => {
    expect(decisionRefused(step, knowing(), decision(step, { agree }))?.kind).toBe(kind);
  });
});

describe('Zuidoost-Utrecht: in consultation all are heard first', () => {
  const step = stepOf('zuidoost-utrecht', 'beschermd-thuis', 'herhuisvesting');
  it.each([
    [['casushouder', 'sociaal_wijkteam'], 'not_heard'],
    [['casushouder', 'sociaal_wijkteam', 'client'], undefined],
  ] as const)('%j', (agree, kind) => {
    expect(decisionRefused(step, knowing(), decision(step, { agree }))?.kind).toBe(kind);
  });
});

describe('Noordoostpolder, table 2 (stap 5): the reasoned wish is decisive, a risk goes to Vangnet & Advies', () => {
  const step = stepOf('noordoostpolder', 'standaard', 'uitstroomtafel_2');
  const all = ['client', 'zorgaanbieder', 'klantmanager_wmo'];
  const table: readonly (readonly [string, boolean, boolean, boolean, string, readonly string[], string | undefined])[] = [
    ['the wish is the municipality', false, false, false, 'vastgelegd', all, undefined],
    ['the wish is the municipality, the client does not agree', false, false, false, 'vastgelegd', all.slice(1), 'not_agreed'],
    ['another wish with reasons and no risk: the client alone', true, true, false, 'wens', ['client'], undefined],
    ['the same without the client', true, true, false, 'wens', all.slice(1), 'not_agreed'],
    ['another wish with reasons: never against it', true, true, false, 'vastgelegd', all, 'forbidden_outcome'],
    ['no other wish: there is nothing to give way to', false, false, false, 'wens', all, 'forbidden_outcome'],
    ['another wish without reasons', true, false, false, 'wens', all, 'forbidden_outcome'],
    ['another wish without reasons, all agree on the municipality', true, false, false, 'vastgelegd', all, undefined],
    ['a risk: the wish alone is not enough', true, true, true, 'wens', ['client'], 'not_agreed'],
    ['a risk, and all agree on the wish', true, true, true, 'wens', all, undefined],
    ['a risk, and all agree on the municipality', true, true, true, 'vastgelegd', all, undefined],
    ['a risk and no agreement: Vangnet & Advies, which nobody has to agree to', true, true, true, 'vangnet', [], undefined],
    ['no risk: no Vangnet & Advies', true, true, false, 'vangnet', [], 'forbidden_outcome'],
  ]; // prettier-ignore
  it.each(table)('%s', (_case, other, reasoned, risk, outcome, agree, kind) => {
    const facts = { wensAndersDanUitstroom: other, gemotiveerdeWens: reasoned, risicoGezondheidVeiligheid: risk };
    expect(decisionRefused(step, knowing(facts), decision(step, { outcome, agree }))?.kind).toBe(kind);
  });
  it('what is not known is asked before anything is told', () => {
    const wish = decision(step, { outcome: 'wens', agree: all });
    expect(decisionRefused(step, knowing(), wish)).toMatchObject({ kind: 'facts_unknown' });
  });
  it('says of each outcome what it takes', () => {
    const facts = { wensAndersDanUitstroom: true, gemotiveerdeWens: true, risicoGezondheidVeiligheid: false };
    const choices = choicesOf(step, knowing(facts));
    expect(choices.map((each) => [each.outcome, each.forbidden.length > 0, each.parties.flat()])).toEqual([
      ['vastgelegd', true, ['client', 'zorgaanbieder', 'klantmanager_wmo', 'lokaal_team']],
      ['wens', false, ['client']],
      ['vangnet', true, []],
    ]);
  });
});

describe('Noordoostpolder, extra table', () => {
  const step = stepOf('noordoostpolder', 'standaard', 'extra_tafel');
  it.each([
    ['the wish, by the client', 'wens', true, ['client'], undefined],
    ['against it, for a risk, with all others', 'andere', true, ['zorgaanbieder', 'lokaal_team'], undefined],
    ['against it, by one', 'andere', true, ['zorgaanbieder'], 'not_agreed'],
    ['against it, without a risk', 'andere', false, ['zorgaanbieder', 'lokaal_team'], 'forbidden_outcome'],
  ] as const)('%s', (_case, outcome, risk, agree, kind) => {
    const known = knowing({ risicoGezondheidVeiligheid: risk });
    expect(decisionRefused(step, known, decision(step, { outcome, agree }))?.kind).toBe(kind);
  });
});
