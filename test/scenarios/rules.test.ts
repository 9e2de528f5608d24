/** Every rule of the sources is carried by the protocol of its region and proven by a test, and none is made up. */
import { describe, expect, it, test } from 'vitest';
import { readCatalogues, readProofs } from '../../src/content/rules.ts';
import { lintProtocol } from '../../src/domain/protocol/lint.ts';
import { checkRules } from '../../src/domain/protocol/rules.ts';
import { realProtocols } from '../support/views.ts';

const protocols = realProtocols();
const catalogues = readCatalogues('content/rules');
const proofs = readProofs('test');

// How many rules each source has, by the catalogue that was made when it was read.
test('no rule has dropped out of the catalogues', () => {
  const counts = [...catalogues].map(([id, { rules }]) => [id, rules.size]);
  expect(Object.fromEntries(counts)).toEqual({
    haarlemmermeer: 155,
    noordoostpolder: 70,
    westfriesland: 48,
    'zuidoost-utrecht': 132,
    zutphen: 146,
  });
});

test('every region with rules has a protocol, and every protocol has rules', () => {
  expect([...protocols.keys()].sort()).toEqual([...catalogues.keys()].sort());
});

describe.each([...protocols.values()].map((protocol) => [protocol.id, protocol] as const))('%s', (id, protocol) => {
  const catalogue = catalogues.get(id);
  if (!catalogue) throw new Error(`content/rules has no ${id}`);
  const check = checkRules(catalogue, protocol, proofs);

  it('carries every rule in a step, task, term, outcome, fact or note', () => expect(check.uncarried).toEqual([]));
  it('has a test for every rule, or a reason why there is none', () => expect(check.unproven).toEqual([]));
  it('has no rule that is made up', () => expect(check.madeUp).toEqual([]));
  it('gives no reason for what needs none', () => {
    const needless = check.rules.filter(
      (each) => each.without !== null && each.carriers.length > 0 && each.proofs.length > 0,
    );
    expect(needless.map((each) => each.rule)).toEqual([]);
  });
  it('has an English text for every text', () => {
    const found = lintProtocol(protocol).filter((each) => each.message.startsWith('geen Engelse tekst'));
    expect(found).toEqual([]);
  });
  it('says of every step of every route where it stands in the source, and on which rules it rests', () => {
    const steps = Object.values(protocol.routes).flatMap((route) => route.steps.map((step) => ({ route, step })));
    const bare = steps.filter(({ step }) => step.section.trim() === '' || step.rules.length === 0);
    expect(bare.map(({ route, step }) => `${route.id}.${step.id}`)).toEqual([]);
  });
});

test('in Haarlemmermeer the source of a step begins with the letter of its route', () => {
  for (const route of Object.values(protocols.get('haarlemmermeer')?.routes ?? {})) {
    const others = route.steps.filter((step) => !step.section.startsWith(route.id)).map((step) => step.id);
    // D does not print this step: it is taken over from A, and says so.
    expect([route.id, others]).toEqual([route.id, route.id === 'D' ? ['zorg_inkomen'] : []]);
  }
});
