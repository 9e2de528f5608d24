/**
 * "Geïnformeerd?": the fields that ask whether the client knows that others will know, and the reading back of them.
 */
import type { CivilDate } from '../domain/calendar.ts';
import { INFORMED_BY, INFORMED_HOW, type Informed } from '../domain/cases.ts';
import type { Lang } from '../shared/lang.ts';
import { readDate } from './dates.ts';
import { field, type Field, type Typed } from './inputs.ts';
import { peopleWords } from './wordingPeople.ts';

/**
 * Who told the client, when, how; or the ground for not telling. How is always asked anew: that the client knew of one
 * organisation says nothing of the next.
 */
export function informedFields(typed: Typed, today: CivilDate, lang: Lang): readonly Field[] {
  const t = peopleWords(lang);
  const choices = <K extends string>(titles: Record<K, string>, ids: readonly K[]) =>
    ids.map((value) => ({ title: titles[value], value }));
  return [
    field({
      ...{ id: 'i_how', label: t.informedHow, kind: 'choice', style: 'expanded', error: t.informedError },
      ...{ value: typed['i_how'] ?? '', choices: choices(t.how, INFORMED_HOW) },
    }),
    field({
      ...{ id: 'i_by', label: t.informedBy, kind: 'choice', style: 'compact', error: t.informedError },
      ...{ value: typed['i_by'] ?? 'recorder', choices: choices(t.by, INFORMED_BY) },
    }),
    field({ id: 'i_on', label: t.informedOn, kind: 'date', value: typed['i_on'] ?? today }),
    field({
      ...{ id: 'i_ground', label: t.informedGround, kind: 'text', value: typed['i_ground'] ?? '' },
      ...{ placeholder: t.informedGroundHint, max: 300, multiline: true },
    }),
  ];
}

/** The record on a form; null where nothing was chosen, or a wrong date (`wrongDate`). */
export function readInformed(typed: Typed, today: CivilDate): Informed | { readonly wrongDate: string } | null {
  const how = INFORMED_HOW.find((each) => each === typed['i_how']);
  if (!how) return null;
  const day = (typed['i_on'] ?? '').trim();
  const on = day === '' ? today : readDate(day);
  if (on === null) return { wrongDate: day };
  const ground = (typed['i_ground'] ?? '').trim();
  const by = INFORMED_BY.find((each) => each === typed['i_by']) ?? 'recorder';
  // A ground belongs to an exception; beside an ordinary way of telling it is left out.
  return { by, on, how, ground: how === 'exception' ? ground : null };
}
