/**
 * Nobody's words about a signal reach who may not know why: canaries in every field, every role alone and in pairs, in
 * every state, both languages. Who may see them is written here once more, from the sentences.
 */
import { describe, expect, it } from 'vitest';
import { cardRenderer } from '../../src/compose.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { signalFor, signalForAll, tieOf, type SeenSignal } from '../../src/domain/signals/signalView.ts';
import { mdoCard, signalCard, signalsCard } from '../../src/presenters/signals.ts';
import { mark, marksIn } from '../support/canaries.ts';
import { fullSignals, wholeOf } from '../support/signalCards.ts';
import { aSignal } from '../support/signals.ts';
import { aPosition, realProtocols } from '../support/views.ts';

const W = {
  ...{ seen: mark('Seen'), back: mark('Back'), outcome: mark('Outcome'), reopened: mark('Reopened') },
  ...{ agreed: mark('Agreed'), name: mark('Name') },
};
const render = cardRenderer();

const cards = (seen: SeenSignal, protocol: Protocol): string =>
  (['nl', 'en'] as const)
    .flatMap((lang) => {
      const reader = { lang, shared: false, local: false };
      const listed = [{ signal: aSignal(), code: seen.code, seen, view: null }];
      return [
        ...[signalCard(seen, protocol, reader), mdoCard(seen, protocol, reader)],
        signalsCard(listed, 10, 'case-1', reader),
      ];
    })
    .map((card) => JSON.stringify([render(card), card.summary]))
    .join('\n');

describe.each([...realProtocols().values()].map((protocol) => [protocol.id, protocol] as const))(
  '%s',
  (_, protocol) => {
    const states = (['overlast', 'terugval'] as const).flatMap((kind) => fullSignals(kind, W));
    const roles = Object.keys(protocol.roles);
    // Sees all by the agreements, or reports back by them; a woningcorporatie never.
    const feedback = Object.values(protocol.routes)
      .flatMap(({ steps }) => steps.flatMap(({ clocks }) => clocks))
      .find(({ id }) => id === 'terugkoppeling');
    const knows = (id: string): boolean => {
      const role = protocol.roles[id];
      const all = role?.sees.steps === 'all' && role.sees.facts === 'all';
      return role?.landlord === false && (all || feedback?.responsible.includes(id) === true);
    };
    const eyes = (id: string, organisations: readonly string[], state: (typeof states)[number]) => {
      const whole = wholeOf(protocol, state, W.name);
      const who = aPosition(protocol, [id], { casushouder: false });
      return { whole, who, tie: tieOf(whole, who, organisations) };
    };

    it('alone: all of it for who has to act, of the rest not a word', () => {
      let shown = 0;
      for (const state of states) {
        for (const id of roles) {
          // Who works where it was reported, and who does not.
          for (const organisations of [[], ['woonfijn']]) {
            const { whole, who, tie } = eyes(id, organisations, state);
            const seen = signalFor(whole, who, tie);
            const marks = seen ? marksIn(cards(seen, protocol)) : new Set();
            if (!knows(id)) expect([id, [...marks]]).toEqual([id, []]);
            else expect(marks).toContain(W.seen);
            if (knows(id)) shown += 1;
          }
        }
      }
      expect(shown).toBeGreaterThan(states.length);
    });

    it('together: as the least informed of them', () => {
      for (const state of states) {
        for (const a of roles) {
          for (const b of roles) {
            const [one, other] = [eyes(a, [], state), eyes(b, ['woonfijn'], state)];
            const seen = signalForAll(one.whole, [[one.who, one.tie], [other.who, other.tie]]); // prettier-ignore
            if (!seen) continue;
            if (!(knows(a) && knows(b))) expect([a, b, [...marksIn(cards(seen, protocol))]]).toEqual([a, b, []]);
          }
        }
      }
    });
  },
);
