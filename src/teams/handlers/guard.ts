/**
 * Looks at what people type before it is stored or shown to others: a citizen service number is refused, other words
 * that look personal are taken out, or kept with the writer's reason.
 */
import { checkText, isRefused, withoutBsn, withoutFindings, type TextKind } from '../../domain/freeText.ts';
import type { Protocol } from '../../domain/protocol/definition.ts';
import { withGuard } from '../../presenters/freeText.ts';
import type { CardData } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { todayOf } from '../../usecases/readCase.ts';
import type { Kept } from '../../usecases/changeCase.ts';
import type { Turn } from '../turn.ts';

export type Guarded =
  /** Go on with these words. `kept`: why something that looks personal stays; for the log. */
  | { readonly ok: true; readonly typed: Typed; readonly kept: Kept | null }
  /** Show the form again; `ask` puts the question on it. `typed` holds no citizen service number. */
  | { readonly ok: false; readonly typed: Typed; readonly ask: (card: CardData) => CardData };

/** Fields in which people write in their own words, wherever they stand. */
const FREE = new Set(['reason', 'why', 'i_ground', 's_seen', 'm_words']);

/** Judges the free words of a form. `texts`: ids of facts that are free text. */
export function guardTyped(turn: Turn, typed: Typed, texts: ReadonlySet<string> = new Set()): Guarded {
  const today = todayOf(turn.deps);
  const free = Object.entries(typed).filter(([key]) => FREE.has(key) || texts.has(key));
  const found = free.map(([key, value]) => ({ key, value, finds: checkText(value, today) }));
  const kinds = [...new Set(found.flatMap(({ finds }) => finds.map((find) => find.kind)))];
  if (kinds.length === 0) return { ok: true, typed, kept: null };
  const refused = found.some(({ finds }) => isRefused(finds));
  const cleaned = Object.fromEntries(found.map(({ key, value, finds }) => [key, withoutFindings(value, finds)]));
  if (!refused && typed['g_do'] === 'remove') return { ok: true, typed: { ...typed, ...cleaned }, kept: null };
  const why = (typed['g_why'] ?? '').trim();
  const keeps = !refused && typed['g_do'] === 'keep';
  // The reason itself must not hold what it is about.
  if (keeps && why !== '' && checkText(why, today).length === 0) {
    return { ok: true, typed, kept: { kinds, why: why.slice(0, 200) } };
  }
  const shown = Object.fromEntries(found.map(({ key, value }) => [key, withoutBsn(value, today)]));
  const safe = { ...typed, ...shown, g_why: keeps && checkText(why, today).length > 0 ? '' : why };
  return { ok: false, typed: safe, ask: ask(turn, kinds, refused, keeps, safe) };
}

const ask =
  (turn: Turn, kinds: readonly TextKind[], refused: boolean, whyMissing: boolean, typed: Typed) =>
  (card: CardData): CardData =>
    withGuard(card, { kinds, refused, whyMissing }, typed, turn.reader.lang);

/** The inputs of the facts that people write in their own words. */
export const textFacts = (protocol: Protocol): ReadonlySet<string> =>
  new Set(
    Object.values(protocol.facts)
      .filter((fact) => fact.kind === 'text')
      .map((fact) => `f_${fact.id}`),
  );
