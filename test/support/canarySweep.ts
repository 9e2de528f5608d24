/**
 * Every card that somebody can get of a case full of canaries, and what stands on it that they may not see.
 * `look` makes the views: the real ones, or ones with a guard taken out to show that it would be found.
 */
import { cardRenderer } from '../../src/compose.ts';
import type { Protocol } from '../../src/domain/protocol/definition.ts';
import type { Plan } from '../../src/domain/protocol/evaluate.ts';
import { seenBy, seenByAll, withoutRoute, type SeenCase } from '../../src/domain/views.ts';
import type { CardData, Reader } from '../../src/presenters/card.ts';
import type { CaseView } from '../../src/usecases/readCase.ts';
import { allowedDays, allowedMarks, daysOf, isCasushouder, sightOf, type CardKind, type Eyes } from './allowed.ts';
import { datesIn, markedPlan, marksIn, stages, WORDS, type Filling } from './canaries.ts';
import { sharingCards, timedCards, viewCards } from './canaryCards.ts';
import { aPosition, aView } from './views.ts';

/** How a view is made; `null`: nothing may be shown. */
export interface Look {
  readonly view: (whole: CaseView, eyes: Eyes) => SeenCase;
  /** The agreements beside a landlord's view. */
  readonly plan: (plan: Plan) => Plan;
  readonly card: (card: CardData, whole: CaseView, eyes: Eyes) => CardData;
}

/** As the bot does it. */
export const REAL: Look = {
  view: (whole, eyes) => {
    const [who, ...others] = eyes.people.map((roles) =>
      aPosition(whole.plan.protocol, roles, { casushouder: isCasushouder(eyes, roles) }),
    );
    if (!who) throw new Error('Nobody looks');
    const contact = { name: WORDS.holder, organisation: 'Zorgaanbieder De Brug' };
    return others.length > 0 ? seenByAll(whole, who, [who, ...others]) : seenBy(whole, who, contact);
  },
  plan: withoutRoute,
  card: (card) => card,
};
export interface Leak {
  readonly where: string;
  readonly what: string;
}

export interface Sweep {
  readonly payloads: number;
  readonly marks: number;
  readonly leaks: readonly Leak[];
}

export interface Breadth {
  readonly fillings: readonly Filling[];
  /** How many moments along the way of a case. */
  readonly along: number;
  readonly langs: readonly Reader['lang'][];
  /** Stops at the first leak: enough to know that there is one. */
  readonly untilFirst?: boolean;
}

/** Everybody who can look: each role alone, several together, and who has no role in these agreements. */
export function eyesFor(protocol: Protocol): readonly Eyes[] {
  const roles = Object.keys(protocol.roles);
  const landlord = roles.find((id) => protocol.roles[id]?.landlord) ?? '';
  const own = roles.find((id) => !protocol.roles[id]?.landlord && protocol.roles[id]?.sees.steps === 'own') ?? '';
  const people = [
    ...roles.map((id) => [[id]]),
    [['nobody']],
    [[landlord, own]],
    [['begeleider'], ['gemeente']],
    [['begeleider'], [landlord]],
    [['begeleider'], [own]],
    [['begeleider'], ['gemeente'], ['nobody']],
    [[own], [landlord]],
  ].map((each) => each.map((ids) => ids.map((id) => resolved(protocol, id))));
  const eyes = people.map((each): Eyes => ({
    people: each,
    name: each.map((ids) => ids.join(' and ')).join(' with '),
  }));
  // Being casushouder gives a role of its own there: who is not it, is looked at as well.
  const without = protocol.holder ? eyes.filter((each) => each.people.some((ids) => isCasushouder(each, ids))) : [];
  return [...eyes, ...without.map((each): Eyes => ({ ...each, leads: false, name: `${each.name}, no casushouder` }))];
}

// `begeleider` and `gemeente` are words that each region has its own role for.
function resolved(protocol: Protocol, word: string): string {
  const found = Object.values(protocol.roles).find((role) =>
    [role.id, role.title, ...role.aliases].some((name) => name.toLowerCase() === word),
  );
  return found?.id ?? word;
}

const render = cardRenderer();

/** Sweeps all routes of a protocol. */
export function sweep(protocol: Protocol, breadth: Breadth, look: Look = REAL): Sweep {
  const leaks: Leak[] = [];
  let [payloads, marks] = [0, 0];
  for (const routeId of Object.keys(protocol.routes)) {
    for (const [whole, stage] of wholes(markedPlan(protocol, routeId), breadth)) {
      const days = daysOf(whole.case);
      for (const eyes of eyesFor(protocol)) {
        for (const [name, kind, card] of cardsFor(whole, eyes, breadth, look)) {
          const text = textOf(look.card(card, whole, eyes));
          const found = strays(text, whole, eyes, kind, days);
          payloads += 1;
          marks += found.seen;
          const where = `${protocol.id} ${routeId}, ${stage}: ${name} for ${eyes.name}`;
          leaks.push(...found.strays.map((what) => ({ where, what })));
          if (breadth.untilFirst && leaks.length > 0) return { payloads, marks, leaks };
        }
      }
    }
  }
  return { payloads, marks, leaks };
}

function* wholes(plan: Plan, { fillings, along }: Breadth): Generator<readonly [CaseView, string]> {
  for (const filling of fillings) {
    for (const [name, state] of stages(plan, filling, along)) {
      const words = `${name}, ${filling.yes ? 'yes' : 'no'}, ${filling.past ? 'past' : 'to come'}`;
      yield [aView(plan, state, undefined, { pseudonym: WORDS.pseudonym }), words];
    }
  }
}

/** A card as it goes over the wire. */
export const textOf = (card: CardData): string => JSON.stringify({ card: render(card), summary: card.summary });

type NamedCard = readonly [name: string, kind: CardKind, card: CardData];

function* cardsFor(whole: CaseView, eyes: Eyes, { langs }: Breadth, look: Look): Generator<NamedCard> {
  const seen = look.view(whole, eyes);
  const sight = sightOf(whole.plan, eyes);
  for (const lang of langs) {
    const reader: Reader = { lang, shared: !sight.alone, local: false };
    yield* viewCards(seen, look.plan(whole.plan), reader);
    yield* timedCards(whole.evaluation, seen, look.plan(whole.plan), reader);
    if (seen.kind === 'reader') yield* sharingCards(whole, seen, reader);
  }
}

/** What a text holds of the case that is not for these eyes, and how much of the case it holds at all. */
export function strays(
  text: string,
  whole: CaseView,
  eyes: Eyes,
  kind: CardKind,
  days: ReadonlySet<string> = daysOf(whole.case),
): { readonly seen: number; readonly strays: readonly string[] } {
  const sight = sightOf(whole.plan, eyes);
  const marks = allowedMarks(whole.plan, whole.case, sight, kind);
  const dates = allowedDays(whole.case, whole.evaluation, sight, kind);
  const found = [...marksIn(text)];
  const when = [...datesIn(text)].filter((day) => days.has(day));
  return {
    seen: found.length + when.length,
    strays: [...found.filter((each) => !marks.has(each)), ...when.filter((day) => !dates.has(day))],
  };
}
