/** The cards of what is counted by the year for the samples: unknown, ordinary, and as long as they get. */
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { NO_FIGURES, tallyOf } from '../../src/domain/tallies.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { talliesCard, tallyForm } from '../../src/presenters/tallies.ts';

/** Of every region that counts something. */
export function tallyCards(
  protocols: ReadonlyMap<string, Protocol>,
  reader: Reader,
  hostile: string,
): readonly (readonly [string, CardData])[] {
  if (reader.shared) return [];
  return [...protocols.values()]
    .filter(({ tallies }) => tallies.length > 0)
    .flatMap((protocol) => {
      const all = { agreed: 999_999, elsewhere: 999_999, opposite: 999_999 };
      const options = ['ieder1', 'ons_huis'].map((id): [string, number] => [id, 999_999]);
      const full = { ...all, elsewhereOf: Object.fromEntries(options), weights: Object.fromEntries(options) };
      const of = (figures: typeof NO_FIGURES) =>
        protocol.tallies.map((rule) => ({ tally: tallyOf(protocol, rule, 2026, [], figures), figures, version: 0 }));
      const name = (card: string): string => `${protocol.id} people-${card}`;
      return [
        [name('tallies-empty'), talliesCard(protocol, 2026, of(NO_FIGURES), false, reader)] as const,
        [
          name('tallies'),
          talliesCard(protocol, 2026, of(full), true, reader, [{ text: 'Let op', style: 'good' }]),
        ] as const,
        ...of(full).map(
          (each) =>
            [name(`tally ${each.tally.rule.id}`), tallyForm(protocol, each, reader, [], { agreed: hostile })] as const,
        ),
      ];
    });
}
