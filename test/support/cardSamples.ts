/**
 * Every card in every language, empty, typical and as long as it can get, made by the real presenters on the real
 * protocols. The proof that cards are valid, the contact sheet and the card bench all use these.
 */
import { newCaseState, type CaseState } from '../../src/domain/cases.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import { weighingsOf } from '../../src/domain/decisions/weighing.ts';
import { weighingCard } from '../../src/presenters/weighing.ts';
import { planOf, type Plan } from '../../src/domain/protocol/evaluate.ts';
import { previewMove } from '../../src/domain/protocol/move.ts';
import { button } from '../../src/presenters/buttons.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import { closeCard, factsCard, holdCard, openCard, openFactsCard, reopenCard } from '../../src/presenters/caseForms.ts';
import { moveCard } from '../../src/presenters/caseMove.ts';
import { casesCard } from '../../src/presenters/caseList.ts';
import { nextCard } from '../../src/presenters/caseNext.ts';
import { statusCard, termsCard, turnCard, whyCard } from '../../src/presenters/caseOverview.ts';
import { stepCard } from '../../src/presenters/caseStep.ts';
import * as notices from '../../src/presenters/notices.ts';
import * as landlord from '../../src/presenters/landlord.ts';
import { sheetCard, sheetPrintCard } from '../../src/presenters/shareSheet.ts';
import * as sharing from '../../src/presenters/sharing.ts';
import { withGuard } from '../../src/presenters/freeText.ts';
import { withoutRoute, type ReaderView } from '../../src/domain/views.ts';
import type { CaseView } from '../../src/usecases/readCase.ts';
import { answerCards } from './answerCards.ts';
import { compareCards } from './compareCards.ts';
import { signalCards } from './signalCards.ts';
import { handoverCards } from './holderCards.ts';
import { decisionCards } from './decisionCards.ts';
import { peopleCards } from './peopleCards.ts';
import { tableCards } from './tableCards.ts';
import { tallyCards } from './tallyCards.ts';
import { timedCards } from './timedCards.ts';
import { NOW } from './events.ts';
import { after, allFacts, aView, played, realProtocols, seenAs, seenByLandlord, seenTogether } from './views.ts';

export interface CardSample {
  readonly name: string;
  readonly card: CardData;
}

const HOSTILE = 'x <at>all</at> [klik](https://example.org) **vet** `a` | # ~';

// What a group never gets to see; handlers answer it with a word (see test/teams/handlers.test.ts).
const PERSONAL =
  /decision |decisions of today|supersede|question|new-answer|answer-wrong|people|person|away|cases|act-as|open|hold|close$|facts/;

/** All samples, in a fixed order. */
export function cardSamples(): readonly CardSample[] {
  const protocols = realProtocols();
  return readers().flatMap(([who, reader, look]) => {
    const cards = [
      ...generalCards(protocols, reader, look),
      ...[...protocols.values()].flatMap((protocol) =>
        look === 'landlord' ? landlordCards(protocol, reader) : caseCards(protocol, reader, look),
      ),
    ];
    const shown = reader.shared ? cards.filter(([name]) => !PERSONAL.test(name)) : cards;
    return shown.map(([name, card]) => ({ name: `${name} · ${who}`, card }));
  });
}

type Look = ((view: CaseView) => ReaderView) | 'landlord';

function readers(): readonly (readonly [string, Reader, Look])[] {
  const base = { shared: false, local: true };
  const alone = (view: CaseView): ReaderView => seenAs(view, ['begeleider']);
  const together = (view: CaseView): ReaderView => seenTogether(view, [['begeleider'], ['gemeente']]);
  return [
    ['nl', { ...base, lang: 'nl' }, alone],
    ['en', { ...base, lang: 'en' }, alone],
    ['nl, groep', { lang: 'nl', shared: true, local: false }, together],
    ['nl, corporatie', { ...base, lang: 'nl' }, 'landlord'],
    ['en, corporatie', { ...base, lang: 'en' }, 'landlord'],
  ];
}

type Named = readonly [string, CardData];

function generalCards(protocols: ReadonlyMap<string, Protocol>, reader: Reader, look: Look): readonly Named[] {
  const views = [...protocols.values()].flatMap((protocol) =>
    Object.keys(protocol.routes).map((route) => aView(planOf(protocol, route))),
  );
  const shown = views.map((view) => ({
    view: look === 'landlord' ? seenByLandlord(view) : look(view),
    plan: withoutRoute(view.plan),
  }));
  const many = Array.from({ length: 11 }, (_, n) => shown[n % shown.length] as (typeof shown)[number]);
  const warning = [{ text: 'Let op', style: 'attention' as const }];
  return [
    ['help', notices.helpCard(reader, { opens: true, manages: true })],
    ['help for who does neither', notices.helpCard(reader, { opens: false, manages: false })],
    ['stranger', notices.strangerCard(reader, null)],
    ['stranger-ask', notices.strangerCard(reader, HOSTILE)],
    ['fault', notices.faultCard('1a2b3c4d', reader)],
    ['not-understood', notices.notUnderstoodCard([], reader)],
    ['did-you-mean', notices.notUnderstoodCard([button('Termijnen', 'terms', { c: 'case-1' })], reader)],
    ['act-as', notices.actAsCard(['begeleider', 'Gemeente'], reader)],
    ['cases-empty', casesCard([], reader, { asking: false })],
    ['cases', casesCard(shown, reader, { asking: false })],
    ['cases-many', casesCard(many, reader, { asking: true, notices: warning })],
    ...answerCards(reader, HOSTILE),
    ...compareCards(protocols, reader),
    ...peopleCards(protocols, reader, HOSTILE),
    ...tableCards(protocols, reader, HOSTILE),
    ...decisionCards(protocols, reader, look === 'landlord', HOSTILE),
    ...timedCards(protocols, reader, HOSTILE),
    ...tallyCards(protocols, reader, HOSTILE),
    ...signalCards(protocols, reader, HOSTILE),
    ['open', openCard(protocols, reader)],
    ['open-refused', openCard(protocols, reader, warning, { n: HOSTILE, route: 'nergens/X' })],
  ];
}

function caseCards(protocol: Protocol, reader: Reader, look: Exclude<Look, 'landlord'>): readonly Named[] {
  const facts = allFacts(protocol);
  return Object.values(protocol.routes).flatMap((route): Named[] => {
    const plan = planOf(protocol, route.id);
    const full: CaseState = { ...newCaseState, facts };
    const known = { ...full, informed: informedFirst };
    const states = [...played(protocol, route.id), ...played(protocol, route.id, 40, known)];
    const held = look(aView(plan, { ...full, hold: { since: '2026-03-01T08:00:00.000Z', reason: HOSTILE } }));
    const closed = look(aView(plan, after(plan, states.at(-1) ?? newCaseState, closing(protocol))));
    const views = states.map((state) => look(aView(plan, state)));
    const whole = aView(plan, full, undefined, { pseudonym: HOSTILE });
    const first = look(whole);
    const name = (card: string, n?: number): string => `${route.id} ${card}${n === undefined ? '' : ` ${n}`}`;
    return [
      [name('open-facts'), openFactsCard(protocol, route, 'bewoner 27', reader)],
      [name('next-hostile'), nextCard(first, reader, [{ text: 'Opgeslagen.', style: 'good' }])],
      [name('next-held'), nextCard(held, reader)],
      [name('next-closed'), nextCard(closed, reader)],
      [name('status-closed'), statusCard(closed, reader)],
      [name('status-newer hold'), statusCard({ ...first, newer: true }, reader)],
      ...movingCards(plan, first, reader).map(([card, data]): Named => [name(card), data]),
      [name('hold'), holdCard(first, reader, [], { reason: HOSTILE })],
      [name('hold-guarded'), guarded(holdCard(first, reader, [], { reason: HOSTILE }), reader)],
      [name('close'), closeCard(closed, reader)],
      [name('reopen hold'), reopenCard(closed, reader)],
      [name('facts-empty'), factsCard(look(aView(plan)), reader)],
      [name('facts-full'), factsCard(first, reader)],
      [name('facts-weighed'), weighingCard(first, weighingsOf(plan, first.evaluation.known), reader)],
      [name('facts-weighed-not'), weighingCard(first, weighingsOf(plan, look(aView(plan)).evaluation.known), reader)],
      ...sharingCards(first, reader).map(([card, data]): Named => [name(`open ${card}`), data]),
      ...handoverCards(first, reader, HOSTILE).map(([card, data]): Named => [name(card), data]),
      ...views.flatMap((view, n): Named[] => [
        [name('next', n), nextCard(view, reader)],
        [name('status', n), statusCard(view, reader)],
        [name('terms', n), termsCard(view, reader)],
        [name('turn', n), turnCard(view, reader)],
      ]),
      ...first.evaluation.steps.flatMap((status): Named[] => [
        [name(`step ${status.step.id}`), stepCard(first, status, reader)],
        ...(status.step.table === null || reader.shared
          ? []
          : ([
              [name(`step ${status.step.id} at a table`), stepCard(first, status, reader, [], {}, WITNESSES)],
            ] as const)),
        [name(`why ${status.step.id}`), whyCard(first, status, reader)],
      ]),
    ];
  });
}

const WITNESSES = Array.from({ length: 30 }, (_, n) => ({
  id: `00000000-0000-4000-8000-0000000000${n}`,
  name: `${HOSTILE.slice(0, 30)} ${n}`,
}));

// To the same agreements with every term a month earlier, and to ones without the first half of the steps.
function movingCards(plan: Plan, view: ReaderView, reader: Reader): readonly Named[] {
  const { protocol, route } = plan;
  const half = route.steps.slice(Math.floor(route.steps.length / 2));
  const to = { ...protocol, version: 'later', routes: { ...protocol.routes, [route.id]: { ...route, steps: half } } };
  const state = played(protocol, route.id).at(-1) ?? newCaseState;
  const result = previewMove(plan, to, { ...state, closed: null }, NOW);
  if (!result.ok) throw new Error(result.refusal.kind);
  const none = { ...result.preview, terms: [], steps: [], lostFacts: [], lostCompletions: [] };
  return [
    ['open move', moveCard(view, result.preview, 'later', reader)],
    ['open move-nothing', moveCard(view, none, 'later', reader, [{ text: 'Let op', style: 'warning' }])],
  ];
}

const informedFirst: CaseState['informed'] = [{ by: 'recorder', on: '2026-03-01', how: 'conversation', ground: null }];

const guarded = (card: CardData, reader: Reader): CardData =>
  withGuard(
    card,
    { kinds: ['bsn', 'phone', 'email', 'birth_date', 'address', 'health'], refused: true, whyMissing: true },
    {},
    reader.lang,
  );

// Who takes part, the form to let somebody in, and the client's sheet: empty and as long as they get.
function sharingCards(view: ReaderView, reader: Reader): readonly Named[] {
  const organisation = { id: 'org', name: HOSTILE, kind: 'anders' as const, region: view.plan.protocol.id };
  const people = Array.from({ length: 30 }, (_, n) => ({
    ...{ memberId: `member-${n}`, displayName: n === 0 ? null : HOSTILE, roles: ['begeleider'], organisation },
    casushouder: n === 1,
    heldFrom: n === 2 ? '2029-01-01' : null,
    heldUntil: n === 1 ? '2029-01-01' : null,
  }));
  const candidates = people.map((each) => ({
    ...{ memberId: each.memberId, organisationId: 'org', name: each.displayName, organisation: HOSTILE },
    roles: each.roles,
  }));
  const told = { step: view.plan.route.steps[0]?.id ?? '', with: Object.keys(view.plan.protocol.roles), what: HOSTILE };
  const effects = [
    { type: 'informed', ...informedFirst[0] },
    { type: 'informed', by: 'other', on: '2026-03-01', how: 'exception', ground: HOSTILE },
    { type: 'shared', organisation: 'org', sees: Object.keys(view.plan.protocol.roles), why: HOSTILE },
    { type: 'shared', organisation: 'gone', sees: ['woningcorporatie'], why: '' },
    { type: 'unshared', organisation: 'org', why: '' },
    { type: 'told', ...told },
    { type: 'not_told', ...told },
    { type: 'signal_told', news: 'there', kind: 'overlast', organisations: ['org'] },
    { type: 'signal_told', news: 'answered', kind: 'terugval', organisations: ['org', 'gone'] },
    { type: 'signal_told', news: 'mdo', kind: null, organisations: ['org'] },
  ] as const;
  const lines = effects.map((effect, n) => ({ on: '2026-03-02', effect: { ...effect, id: `e${n}` } })) as never;
  const sheet = {
    ...{ code: view.code, plan: view.plan, lines, organisations: new Map([['org', HOSTILE]]) },
    readings: [{ organisation: HOSTILE, times: 3 }],
  };
  const long = { ...sheet, lines: Array.from({ length: 40 }, () => lines).flat() };
  const today = view.evaluation.today;
  return [
    ['team-empty', sharing.teamCard(view, [], false, reader)],
    ['team', sharing.teamCard(view, people, true, reader)],
    ['share-nobody', sharing.shareForm(view, [], reader)],
    ['share', sharing.shareForm(view, candidates, reader, [], { why: HOSTILE })],
    ['sheet-empty', sheetCard({ ...sheet, lines: [], readings: [] }, view.id, reader)],
    ['sheet', sheetCard(sheet, view.id, reader)],
    ['sheet-longest', sheetCard(long, view.id, reader)],
    ['sheet-print', sheetPrintCard(sheet, view.id, today, 0, reader)],
    ['sheet-print-longest', sheetPrintCard(long, view.id, today, 0, reader)],
    ['sheet-print-part', sheetPrintCard(long, view.id, today, 300, reader)],
  ];
}

function landlordCards(protocol: Protocol, reader: Reader): readonly Named[] {
  return Object.values(protocol.routes).flatMap((route): Named[] => {
    const plan = planOf(protocol, route.id);
    const bare = withoutRoute(plan);
    const full: CaseState = { ...newCaseState, facts: allFacts(protocol), informed: informedFirst };
    const states = [...played(protocol, route.id), ...played(protocol, route.id, 40, full)];
    const hold = { since: '2026-03-01T08:00:00.000Z', reason: HOSTILE };
    const views = [...states, { ...full, hold }].map((state) => seenByLandlord(aView(plan, state)));
    const first = seenByLandlord(aView(plan, full, undefined, { pseudonym: HOSTILE }));
    const name = (card: string, n?: number): string => `${route.id} ${card}${n === undefined ? '' : ` ${n}`}`;
    return [
      ...views.map((view, n): Named => [name('landlord', n), landlord.landlordCard(view, bare, reader)]),
      [name('landlord-dates'), landlord.landlordDatesCard(first, bare, reader)],
      ...first.steps.flatMap((step): Named[] => [
        [name(`landlord-step ${step.id}`), landlord.landlordStepCard(first, bare, step, reader)],
        [name(`landlord-why ${step.id}`), landlord.landlordWhyCard(first, bare, step, reader)],
      ]),
    ];
  });
}

function closing(protocol: Protocol): never {
  const ending = Object.values(protocol.endings).find((each) => each.goal)?.id ?? '';
  return { type: 'close', ending, reason: HOSTILE } as never;
}
