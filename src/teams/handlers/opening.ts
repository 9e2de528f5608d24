/**
 * Opening a case in two cards: who the client is, then what is known already.
 */
import type { Notice } from '../../presenters/card.ts';
import { openCard, openFactsCard } from '../../presenters/caseForms.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { readFacts, type Typed } from '../../presenters/inputs.ts';
import { refusalText } from '../../presenters/notices.ts';
import { conditionText } from '../../presenters/protocolText.ts';
import { words } from '../../presenters/wording.ts';
import { planOf } from '../../domain/protocol/evaluate.ts';
import { pseudonymFault } from '../../domain/privacy.ts';
import { openCase, routeOf } from '../../usecases/openCase.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { notice, show, type Answer, type Turn } from '../turn.ts';
import { caseCards } from './cards.ts';
import { guardTyped, textFacts } from './guard.ts';

/** The first card, empty or as it was filled in. */
export function openStart(turn: Turn, typed: Typed, notices: readonly Notice[] = []): Answer {
  return { card: openCard(turn.deps.protocols.current, turn.reader, notices, typed) };
}

/** Checks the first card and shows the second. */
export function openFacts(turn: Turn, typed: Typed): Answer {
  const t = words(turn.reader.lang);
  const pseudonym = typed['n'] ?? '';
  const fault = pseudonymFault(pseudonym);
  // A refused word is not shown back: it may be exactly what must not stand on a card.
  if (fault) return openStart(turn, { route: typed['route'] ?? '' }, notice(t.pseudonymFaults[fault], 'attention'));
  const [protocolId = '', routeId = ''] = (typed['route'] ?? '').split('/');
  const chosen = routeOf(turn.deps.protocols.current, protocolId, routeId);
  if (!chosen) return openStart(turn, typed, notice(t.openWhoError, 'attention'));
  return { card: openFactsCard(chosen.protocol, chosen.route, pseudonym.trim(), turn.reader) };
}

/** Opens the case and shows what is next. */
export async function openSave(
  turn: Turn,
  chosen: { readonly p: string; readonly r: string; readonly n: string },
  typed: Typed,
): Promise<Answer> {
  const { deps, reader, member } = turn;
  const t = words(reader.lang);
  const found = routeOf(deps.protocols.current, chosen.p, chosen.r);
  if (!found) return openStart(turn, typed, notice(t.openAgain, 'warning'));
  const guarded = guardTyped(turn, typed, textFacts(found.protocol));
  if (!guarded.ok) {
    const card = openFactsCard(found.protocol, found.route, chosen.n, reader, [], guarded.typed);
    return { card: guarded.ask(card) };
  }
  const again = (text: string): Answer => ({
    card: openFactsCard(found.protocol, found.route, chosen.n, reader, notice(text, 'attention'), typed),
  });
  const read = readFacts(found.protocol, guarded.typed);
  if (!read.ok) {
    return again(
      read.fact.kind === 'date'
        ? t.refusal.wrong_date(read.value.slice(0, 40))
        : t.refusal.wrong_value(read.fact.title, t.kinds[read.fact.kind]),
    );
  }
  const known = Object.entries(read.facts).flatMap(([id, value]) => (value === null ? [] : [[id, value] as const]));
  const facts = Object.fromEntries(known);
  const { kept } = guarded;
  const named = { protocolId: chosen.p, route: chosen.r, pseudonym: chosen.n };
  const result = await openCase(deps, { ...named, facts, member, kept });
  const plan = planOf(found.protocol, found.route.id);
  switch (result.kind) {
    case 'opened':
      return show(turn, result.view, openedCards(notice(t.opened(result.view.case.code), 'good'))(reader));
    case 'forbidden':
      return { card: wordCard([t.openNotYours], waysOn(reader)) };
    case 'unknown_route':
      return openStart(turn, typed, notice(t.openAgain, 'warning'));
    case 'pseudonym':
      return openStart(turn, {}, notice(t.pseudonymFaults[result.fault], 'attention'));
    case 'cannot_start':
      return again(t.cannotStart(conditionText(plan, result.condition, reader.lang)));
    case 'refused':
      return again(refusalText(plan, result.refusal, reader));
  }
}

const openedCards = (said: readonly Notice[]) => caseCards((view, reader) => nextCard(view, reader, said), said);
