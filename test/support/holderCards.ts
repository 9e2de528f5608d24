/** The cards about a handover for the samples: empty, typical, and as long as they get. */
import type { ReaderView } from '../../src/domain/views.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import {
  handoverForm,
  handoverGoneCard,
  handoverOfferCard,
  handoverPickCard,
  handoverToldCard,
  handoverWaitingCard,
} from '../../src/presenters/holder.ts';
import type { OfferSeen } from '../../src/usecases/holderOffers.ts';
import type { Member } from '../../src/usecases/ports.ts';

/** Cards of people and organisations with these words for names. */
export function handoverCards(
  view: ReaderView,
  reader: Reader,
  hostile: string,
): readonly (readonly [string, CardData])[] {
  const { protocol } = view.plan;
  const organisation = { id: 'org', name: hostile, kind: 'anders' as const, region: protocol.id };
  const asked: Member = {
    ...{ id: 'm', tenantId: 't', objectId: 'o', displayName: hostile, memberships: [] },
    ...{ lang: null, version: 1, leftOn: null, away: null },
  };
  const offer = {
    ...{ id: 'offer', by: 'm', to: { member: 'm', organisation: 'org' } },
    ...{ start: '2026-04-01', until: '2026-07-01', offeredOn: '2026-03-10' },
  };
  const seen: OfferSeen = {
    ...{ caseId: view.id, code: view.code, protocol, offer, lastDay: '2026-03-24' },
    ...{ from: asked, organisation, asked },
  };
  const candidates = Array.from({ length: 200 }, (_, n) => ({
    ...{ memberId: `m${n}`, organisationId: 'org', name: n === 0 ? null : hostile, organisation: hostile },
    roles: ['begeleider'],
  }));
  const warning = [{ text: 'Let op', style: 'warning' as const }];
  return [
    ['handover-nobody', handoverForm(view, [], null, reader)],
    ['holder', handoverForm(view, candidates, '2026-06-10', reader, warning, { start: '2026-04-01' })],
    ['handover-waiting', handoverWaitingCard(view, offer, hostile, '2026-03-24', reader, warning)],
    ['handover-waiting-bare', handoverWaitingCard(view, { ...offer, until: null }, null, '2026-03-24', reader)],
    ['handover-offer', handoverOfferCard(seen, true, reader, warning, { reason: hostile })],
    [
      'handover-offer-bare',
      handoverOfferCard({ ...seen, from: null, offer: { ...offer, until: null } }, false, reader),
    ],
    ['handover-pick', handoverPickCard([seen, seen], reader)],
    ['handover-gone', handoverGoneCard(reader)],
    ['handover-told', handoverToldCard([view.code], view.id, reader)],
  ];
}
