/**
 * How closed cases stand against the terms for keeping them: codes, endings and days, for administrators alone.
 * The command line and the card say the same of each case.
 */
import type { EndingKind, RetentionRow } from '../domain/retention.ts';
import type { Lang } from '../shared/lang.ts';
import type { RetentionReport } from '../usecases/retentionReport.ts';
import type { CardData, Reader } from './card.ts';
import { dateText } from './dates.ts';
import { titledCard, waysOn } from './notices.ts';

const MOST_ROWS = 60;

const nl = {
  endings: {
    goal: 'doel bereikt',
    otherwise: 'anders geëindigd',
    never_admitted: 'nooit toegelaten',
  } satisfies Record<EndingKind, string>,
  row: (code: string, ending: string, closedOn: string, keptUntil: string) =>
    `${code}  ${ending}, afgesloten op ${closedOn}, bewaard tot en met ${keptUntil}`,
  title: 'Bewaartermijnen',
  none: 'Geen casus is over zijn termijn.',
  due: (n: number) => (n === 1 ? 'Eén casus is over zijn termijn:' : `${n} casussen zijn over hun termijn:`),
  more: (n: number) => `En nog ${n}.`,
  how: 'Er wordt niets vanzelf gewist. Bekijk het met "opstap privacy retention --dry-run" en voer het uit met "opstap privacy retention --yes".',
  unset: (closed: number) =>
    `Niemand heeft de bewaartermijnen vastgesteld. Zolang dat zo is, blijft elke afgesloten casus bewaard (nu ${closed}).`,
  set: 'Kies de termijnen in content/retention.yaml, leg vast waarom, en zet daar "vastgesteld" op ja.',
  forbidden: 'De bewaartermijnen zijn voor de beheerder van Opstap.',
};
const en: typeof nl = {
  endings: { goal: 'goal reached', otherwise: 'ended otherwise', never_admitted: 'never admitted' },
  row: (code, ending, closedOn, keptUntil) => `${code}  ${ending}, closed on ${closedOn}, kept until ${keptUntil}`,
  title: 'How long cases are kept',
  none: 'No case is past its term.',
  due: (n) => (n === 1 ? 'One case is past its term:' : `${n} cases are past their term:`),
  more: (n) => `And ${n} more.`,
  how: 'Nothing is erased by itself. Look with "opstap privacy retention --dry-run" and carry it out with "opstap privacy retention --yes".',
  unset: (closed) =>
    `Nobody has set how long cases are kept. As long as that is so, every closed case is kept (${closed} now).`,
  set: 'Choose the terms in content/retention.yaml, write down why, and set "vastgesteld" to ja there.',
  forbidden: 'How long cases are kept is for the administrator of Opstap.',
};

/** The words of a language. */
export const retentionWords = (lang: Lang): typeof nl => (lang === 'nl' ? nl : en);

/** A case that is past its term, as one line. */
export function retentionRowText({ code, ending, closedOn, keptUntil }: RetentionRow, lang: Lang): string {
  const t = retentionWords(lang);
  return t.row(code, t.endings[ending], dateText(closedOn, lang), dateText(keptUntil, lang));
}

/** What is past its term, and how to carry it out; or that nobody has set the terms. */
export function retentionCard({ rows, closed }: RetentionReport, reader: Reader): CardData {
  const t = retentionWords(reader.lang);
  if (rows === null) return titledCard(t.title, [t.unset(closed), t.set], waysOn(reader));
  if (rows.length === 0) return titledCard(t.title, [t.none], waysOn(reader));
  const shown = rows.slice(0, MOST_ROWS).map((row) => `- ${retentionRowText(row, reader.lang)}`);
  const more = rows.length > MOST_ROWS ? [t.more(rows.length - MOST_ROWS)] : [];
  return titledCard(t.title, [t.due(rows.length), shown.join('\n'), ...more, t.how], waysOn(reader));
}
