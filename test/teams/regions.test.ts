/** Every region played in the chat from opening to end, with the buttons and fields that the cards offer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { testBot, type TestBot } from '../support/bot.ts';
import { playRoute, type Answers } from '../support/player.ts';
import { realProtocols } from '../support/views.ts';

const protocols = realProtocols();
// Days that lie ahead when they are asked; any other day is the one on which it is asked.
const AHEAD: Answers = {
  beoogdeSleuteldatum: '2026-10-01',
  beoogdeUitstroomdatum: '2026-10-01',
  tijdslimietCorporatie: '2026-12-31',
  indicatieTot: '2027-06-30',
  contractEinde: '2028-03-10',
  // Nothing goes wrong on this way.
  voortijdigBeeindigdOp: '',
};
const routes = [...protocols.values()].flatMap((protocol) =>
  Object.keys(protocol.routes).map((route) => [protocol.id, route] as const),
);

let bot: TestBot;
beforeAll(async () => {
  bot = await testBot();
});
afterAll(() => bot.close());

describe('from opening to end', () => {
  it.each(routes)('%s, route %s', { timeout: 120_000 }, async (id, route) => {
    const protocol = protocols.get(id) as Protocol;
    const played = await playRoute(bot, protocol, route, AHEAD);
    expect(bot.faults).toEqual([]);
    expect(played.read.flatMap((text) => strangeIn(text, protocol))).toEqual([]);
    const once = played.end.steps.filter(
      ({ step, status }) => step.mode === 'once' && !['not_applicable', 'ended'].includes(status),
    );
    const left = once.filter(({ status }) => status !== 'done').map(({ step, status }) => `${step.id} ${status}`);
    expect(left).toEqual([]);
    expect(played.finished.length).toBeGreaterThanOrEqual(once.length);
    expect(protocol.endings[played.case.state.closed?.ending ?? '']?.goal).toBe(true);
    const tells = played.end.steps.filter(({ step, status }) => status === 'done' && step.sharing.length > 0);
    expect(played.asked).toHaveLength(tells.length > 0 ? 1 : 0);
  });
});

// Ids stand in buttons, never in words.
function strangeIn(text: string, protocol: Protocol): readonly string[] {
  const ids = idsOf(protocol);
  const inWords = text.match(/undefined|\[object|\bNaN\b|\bnull\b|\$\{|[a-z]+_[a-z_]+|\b[a-z]+[a-z]*[A-Z]\w*/g) ?? [];
  return [...inWords, ...text.split('\n').filter((line) => ids.has(line))];
}

function idsOf(protocol: Protocol): ReadonlySet<string> {
  const steps = Object.values(protocol.routes).flatMap((route) => route.steps);
  return new Set([
    ...Object.keys(protocol.facts),
    ...Object.keys(protocol.roles),
    ...Object.keys(protocol.endings),
    ...steps.flatMap((step) => [step.id, ...step.tasks.map(({ id }) => id), ...step.outcomes.map(({ id }) => id)]),
  ]);
}
