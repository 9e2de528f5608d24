/** The help in deciding of Noordoostpolder: "herkomst, tenzij", wish against municipality, risk; checked by hand. */
import { expect, it } from 'vitest';
import { weighingsOf } from '../../../src/domain/decisions/weighing.ts';
import type { FactValue } from '../../../src/domain/protocol/definition.ts';
import { planOf } from '../../../src/domain/protocol/evaluate.ts';
import { realProtocols } from '../../support/views.ts';

const protocols = realProtocols();
const weighed = (region: string, route: string, step: string, facts: Readonly<Record<string, FactValue>>) => {
  const protocol = protocols.get(region);
  if (!protocol) throw new Error('No such region');
  const known = { facts, done: new Map(), finished: new Map() };
  const found = weighingsOf(planOf(protocol, route), known).find((each) => each.step.id === step);
  if (!found) throw new Error(`${step} weighs nothing`);
  return found;
};
const nop = (step: string, facts: Readonly<Record<string, FactValue>>) =>
  weighed('noordoostpolder', 'standaard', step, facts);

const NONE = { herkomstOnbekend: false, herkomstBelemmert: false, eldersBeter: false, eerderUitgezet: false };

it.each<[string, Record<string, FactValue>, readonly string[]]>([
  ['NOP-12 nothing is known: nothing follows', {}, []],
  ['NOP-12 no "tenzij": the municipality of origin', NONE, ['geen_tenzij']],
  ['NOP-12 first point: something there hinders recovery', { ...NONE, herkomstBelemmert: true }, ['tenzij_belemmert']],
  ['NOP-12 second point: elsewhere is better', { ...NONE, eldersBeter: true }, ['tenzij_elders']],
  ['NOP-12 third point: the origin is not known', { ...NONE, herkomstOnbekend: true }, ['tenzij_onbekend']],
  ['NOP-12 third point alone is enough', { herkomstOnbekend: true }, ['tenzij_onbekend']],
  ['NOP-12 two points at once', { ...NONE, herkomstBelemmert: true, eldersBeter: true }, ['tenzij_belemmert', 'tenzij_elders']],
  ['NOP-12 one answer is missing: no principle yet', { ...NONE, eldersBeter: '' }, []],
  ['NOP-22 after an eviction the principle does not hold', { ...NONE, eerderUitgezet: true }, ['herkomst_geldt_niet']],
  ['NOP-15 another wish than the origin is talked about', { ...NONE, wensAndersDanHerkomst: true }, ['geen_tenzij', 'redenen']],
  ['NOP-15 the same wish is not', { ...NONE, wensAndersDanHerkomst: false }, ['geen_tenzij']],
])('%s', (_rule, facts, points) => {
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));
  expect(nop('uitstroomtafel_1', known).points.map(({ id }) => id)).toEqual(points);
}); // prettier-ignore

const stands = ({ choices }: ReturnType<typeof nop>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    choices.map(({ outcome, forbidden, unknown, parties }): [string, string] => [
      outcome ?? '',
      forbidden.length > 0 ? 'cannot' : unknown.length > 0 ? 'unknown' : `can: ${parties.length}`,
    ]),
  );

it.each<[string, Record<string, FactValue>, Record<string, string>]>([
  ['NOP-18 nothing known', {}, { vastgelegd: 'unknown', wens: 'unknown', vangnet: 'unknown' }],
  ['NOP-16 the wish is that municipality', { wensAndersDanUitstroom: false }, { vastgelegd: 'can: 3', wens: 'cannot', vangnet: 'cannot' }],
  ['NOP-18 another wish, with reasons, no risk: the wish decides, with the client alone', { wensAndersDanUitstroom: true, gemotiveerdeWens: true, risicoGezondheidVeiligheid: false }, { vastgelegd: 'cannot', wens: 'can: 1', vangnet: 'cannot' }],
  ['NOP-19 another wish, with reasons, at risk: Vangnet & Advies is open', { wensAndersDanUitstroom: true, gemotiveerdeWens: true, risicoGezondheidVeiligheid: true }, { vastgelegd: 'can: 3', wens: 'can: 3', vangnet: 'can: 0' }],
  ['NOP-18 another wish without reasons: not told by the source, so together', { wensAndersDanUitstroom: true, gemotiveerdeWens: false, risicoGezondheidVeiligheid: false }, { vastgelegd: 'can: 3', wens: 'cannot', vangnet: 'cannot' }],
])('%s', (_rule, facts, choices) => {
  expect(stands(nop('uitstroomtafel_2', facts))).toEqual(choices);
}); // prettier-ignore

it.each<[string, boolean, Record<string, string>]>([
  ['NOP-18 without risk the wish is not passed over', false, { wens: 'can: 1', andere: 'cannot' }],
  ['NOP-19 at risk the extra table may, if the others agree', true, { wens: 'can: 1', andere: 'can: 2' }],
])('%s', (_rule, risk, choices) => {
  expect(stands(nop('extra_tafel', { risicoGezondheidVeiligheid: risk }))).toEqual(choices);
});

it('NOP-20 risk leads to Vangnet & Advies and then always to an extra table, in the words of the outcome', () => {
  const step = nop('uitstroomtafel_2', {}).step;
  expect(step.outcomes.find(({ id }) => id === 'vangnet')).toMatchObject({
    title: expect.stringContaining('Vangnet & Advies') as string,
    note: expect.stringContaining('altijd een extra uitstroomtafel') as string,
  });
});

it('a region whose decisions hang on nothing has nothing to weigh', () => {
  const protocol = protocols.get('haarlemmermeer');
  if (!protocol) throw new Error('No such region');
  const known = { facts: {}, done: new Map(), finished: new Map() };
  const steps = weighingsOf(planOf(protocol, 'B'), known).map(({ step }) => step.id);
  expect(steps).not.toContain('toetsing');
});
