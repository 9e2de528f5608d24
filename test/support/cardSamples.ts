/**
 * Every card in every language, empty, typical and as long as it can get, made by the real presenters on the real
 * protocols. The proof that cards are valid, the contact sheet and the card bench all use these.
 */
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { planOf } from '../../src/domain/protocol/evaluate.ts';
import { button } from '../../src/presenters/buttons.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { closeCard, factsCard, holdCard, openCard, openFactsCard, reopenCard } from '../../src/presenters/caseForms.ts';
import { casesCard } from '../../src/presenters/caseList.ts';
import { nextCard } from '../../src/presenters/caseNext.ts';
import { statusCard, termsCard, turnCard, whyCard } from '../../src/presenters/caseOverview.ts';
import { stepCard } from '../../src/presenters/caseStep.ts';
import * as notices from '../../src/presenters/notices.ts';
import type { CaseView } from '../../src/usecases/changeCase.ts';
import { after, allFacts, aView, played, realProtocols } from './views.ts';

export interface CardSample {
  readonly name: string;
  readonly card: CardData;
}

const HOSTILE = 'x <at>all</at> [klik](https://example.org) **vet** `a` | # ~';

// What a group never gets to see; handlers answer it with a word (see test/teams/handlers.test.ts).
const PERSONAL = /cases|act-as|open|hold|close$|facts/;

/** All samples, in a fixed order. */
export function cardSamples(): readonly CardSample[] {
  const protocols = realProtocols();
  return readers().flatMap(([who, reader]) => {
    const cards = [...generalCards(protocols, reader), ...[...protocols.values()].flatMap((p) => caseCards(p, reader))];
    const shown = reader.shared ? cards.filter(([name]) => !PERSONAL.test(name)) : cards;
    return shown.map(([name, card]) => ({ name: `${name} · ${who}`, card }));
  });
}

function readers(): readonly (readonly [string, Reader])[] {
  const base = { roles: ['begeleider'], shared: false, local: true };
  return [
    ['nl', { ...base, lang: 'nl' }],
    ['en', { ...base, lang: 'en' }],
    ['nl, groep', { ...base, lang: 'nl', shared: true, local: false }],
    ['nl, corporatie', { ...base, lang: 'nl', roles: ['woningcorporatie'] }],
  ];
}

type Named = readonly [string, CardData];

function generalCards(protocols: ReadonlyMap<string, Protocol>, reader: Reader): readonly Named[] {
  const views = [...protocols.values()].flatMap((protocol) =>
    Object.keys(protocol.routes).map((route) => aView(planOf(protocol, route))),
  );
  const many = Array.from({ length: 11 }, (_, n) => views[n % views.length] as CaseView);
  const warning = [{ text: 'Let op', style: 'attention' as const }];
  return [
    ['help', notices.helpCard(reader)],
    ['stranger', notices.strangerCard(reader)],
    ['fault', notices.faultCard('1a2b3c4d', reader)],
    ['not-understood', notices.notUnderstoodCard([], reader)],
    ['did-you-mean', notices.notUnderstoodCard([button('Termijnen', 'terms', { c: 'case-1' })], reader)],
    ['act-as', notices.actAsCard(['begeleider', 'Gemeente'], reader)],
    ['cases-empty', casesCard([], reader, { asking: false })],
    ['cases', casesCard(views, reader, { asking: false })],
    ['cases-many', casesCard(many, reader, { asking: true, notices: warning })],
    ['open', openCard(protocols, reader)],
    ['open-refused', openCard(protocols, reader, warning, { n: HOSTILE, route: 'nergens/X' })],
  ];
}

function caseCards(protocol: Protocol, reader: Reader): readonly Named[] {
  const facts = allFacts(protocol);
  return Object.values(protocol.routes).flatMap((route): Named[] => {
    const plan = planOf(protocol, route.id);
    const full: CaseState = { ...newCaseState, facts };
    const states = [...played(protocol, route.id), ...played(protocol, route.id, 40, full)];
    const held = aView(plan, { ...newCaseState, hold: { since: '2026-03-01T08:00:00.000Z', reason: HOSTILE } });
    const closed = aView(plan, after(plan, states.at(-1) ?? newCaseState, closing(protocol)));
    const views = states.map((state) => aView(plan, state));
    const first = aView(plan, full, undefined, { pseudonym: HOSTILE });
    const name = (card: string, n?: number): string => `${route.id} ${card}${n === undefined ? '' : ` ${n}`}`;
    return [
      [name('open-facts'), openFactsCard(protocol, route, 'bewoner 27', reader)],
      [name('next-hostile'), nextCard(first, reader, [{ text: 'Opgeslagen.', style: 'good' }])],
      [name('next-held'), nextCard(held, reader)],
      [name('next-closed'), nextCard(closed, reader)],
      [name('status-closed'), statusCard(closed, reader)],
      [name('hold'), holdCard(first, reader, [], { reason: HOSTILE })],
      [name('close'), closeCard(closed, reader)],
      [name('reopen'), reopenCard(closed, reader)],
      [name('facts-empty'), factsCard(aView(plan), reader)],
      [name('facts-full'), factsCard(first, reader)],
      ...views.flatMap((view, n): Named[] => [
        [name('next', n), nextCard(view, reader)],
        [name('status', n), statusCard(view, reader)],
        [name('terms', n), termsCard(view, reader)],
        [name('turn', n), turnCard(view, reader)],
      ]),
      ...first.evaluation.steps.flatMap((status): Named[] => [
        [name(`step ${status.step.id}`), stepCard(first, status, reader)],
        [name(`why ${status.step.id}`), whyCard(first, status, reader)],
      ]),
    ];
  });
}

function closing(protocol: Protocol): never {
  const ending = Object.values(protocol.endings).find((each) => each.goal)?.id ?? '';
  return { type: 'close', ending, reason: HOSTILE } as never;
}
