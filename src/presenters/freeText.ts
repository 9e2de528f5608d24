/**
 * What is said and asked about words that look personal: on the form that was sent, with what was typed still there,
 * but for a citizen service number, which is never shown back.
 */
import type { TextKind } from '../domain/freeText.ts';
import type { CardData } from './card.ts';
import { drawn, field, type Field, type Typed } from './inputs.ts';
import type { Lang } from '../shared/lang.ts';
import { peopleWords } from './wordingPeople.ts';

/** The form once more, with the question what to do about these words. `refused`: a BSN was among them. */
export function withGuard(
  card: CardData,
  found: { readonly kinds: readonly TextKind[]; readonly refused: boolean; readonly whyMissing: boolean },
  typed: Typed,
  lang: Lang,
): CardData {
  const t = peopleWords(lang);
  const { notices = [], fields = [] } = card.data as { notices?: readonly object[]; fields?: readonly object[] };
  const others = found.kinds.filter((kind) => kind !== 'bsn').map((kind) => t.guardKinds[kind]);
  const said = [
    ...(found.refused ? [{ text: t.guardBsn, style: 'attention' }] : []),
    ...(others.length > 0 ? [{ text: t.guardFound(others.join(', ')), style: 'warning' }] : []),
    ...(found.whyMissing ? [{ text: t.guardWhyError, style: 'attention' }] : []),
  ];
  const asked = others.length > 0 ? guardFields(typed, lang).map(drawn) : [];
  return { ...card, data: { ...card.data, notices: [...said, ...notices], fields: [...fields, ...asked] } };
}

function guardFields(typed: Typed, lang: Lang): readonly Field[] {
  const t = peopleWords(lang);
  return [
    field({
      ...{ id: 'g_do', label: t.guardChoice, kind: 'choice', style: 'expanded', value: typed['g_do'] ?? '' },
      choices: [
        { title: t.guardRemove, value: 'remove' },
        { title: t.guardKeep, value: 'keep' },
      ],
    }),
    field({ id: 'g_why', label: t.guardWhy, kind: 'text', value: typed['g_why'] ?? '', max: 200 }),
  ];
}
