/**
 * The regions side by side on a subject, and the question which subject. Holds nothing of any case.
 */
import type { ComparedRegion, Subject } from '../domain/protocol/compare.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Lang } from '../shared/lang.ts';
import { button } from './buttons.ts';
import { plainHeader, type CardData, type Reader } from './card.ts';
import { linesUnder, type Section } from './caseOverview.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { regionText, say } from './protocolText.ts';
import { words } from './wording.ts';

/** The regions to show. */
export interface Shown {
  readonly protocols: ReadonlyMap<string, Protocol>;
  /** The reader's own, or that of the case under discussion; null: there is no single one. */
  readonly own: string | null;
  /** Those that were named; empty: all. */
  readonly regions: readonly string[];
}

/** The input with the chosen subject. */
export const SUBJECT_INPUT = 'subject';

const nl = {
  title: "De regio's naast elkaar",
  choose: 'Kies een onderwerp. U ziet dan wat elke regio erover zegt, en waar dat staat.',
  chooseOf: (regions: string) => `Kies een onderwerp. U ziet dan wat er staat voor: ${regions}.`,
  subject: 'Onderwerp',
  error: 'Kies een onderwerp.',
  ownWords: 'In onze eigen woorden, met de plek in de bron.',
  own: 'eigen regio',
  absent: 'Staat er niet in.',
  press: { compare: 'Vergelijken', all: "Alle regio's", other: 'Ander onderwerp' },
};
const en: typeof nl = {
  title: 'The regions side by side',
  choose: 'Choose a subject. You then see what each region says on it, and where that is stated.',
  chooseOf: (regions) => `Choose a subject. You then see what is stated for: ${regions}.`,
  subject: 'Subject',
  error: 'Choose a subject.',
  ownWords: 'In our own words, with the place in the source.',
  own: 'own region',
  absent: 'Not stated in the source.',
  press: { compare: 'Compare', all: 'All regions', other: 'Another subject' },
};
const compareWords = (lang: Lang): typeof nl => ({ nl, en })[lang];

// The own region first, and beside it the named ones, or all.
function shownOf({ protocols, own, regions }: Shown): readonly string[] {
  const wanted = regions.length > 0 ? regions : [...protocols.keys()];
  return [...new Set([...(own === null ? [] : [own]), ...wanted])].filter((id) => protocols.has(id));
}

const nameOf = ({ protocols }: Shown, id: string, lang: Lang): string => regionText(protocols, id, lang);

/** Asks for the subject. */
export function subjectsCard(subjects: readonly Subject[], shown: Shown, reader: Reader): CardData {
  const { lang } = reader;
  const c = compareWords(lang);
  const names = shownOf(shown).map((id) => nameOf(shown, id, lang));
  const choices = subjects.map(({ id, title }) => ({ title: title[lang], value: id }));
  const subject = field({
    id: SUBJECT_INPUT,
    label: c.subject,
    kind: 'choice',
    required: true,
    error: c.error,
    choices,
  });
  return formCard(reader, {
    title: c.title,
    intro: shown.regions.length === 0 ? c.choose : c.chooseOf(names.join(', ')),
    fields: [subject],
    actions: [
      button(c.press.compare, 'compare', { s: '', r: [...shown.regions] }, { style: 'positive', inputs: true }),
      button(words(lang).press.help, 'help', {}),
    ],
  });
}

/** What the regions say on the subject, the own region first. `compared`: all regions that the subject speaks of. */
export function comparedCard(
  subject: Subject,
  compared: readonly ComparedRegion[],
  shown: Shown,
  reader: Reader,
): CardData {
  const { lang } = reader;
  const c = compareWords(lang);
  const ids = shownOf(shown);
  const rows = compared.filter(({ protocolId }) => ids.includes(protocolId));
  const first = rows.filter(({ protocolId }) => protocolId === shown.own);
  const sections = [...new Set([...first, ...rows])].map((row) => sectionOf(row, shown, lang));
  const notices = subject.remark ? [{ text: subject.remark[lang], style: 'warning' as const }] : [];
  const all = button(c.press.all, 'compare', { s: subject.id, r: [] });
  const card = linesUnder(plainHeader(c.title, c.ownWords, notices), reader, subject.title[lang], sections, [
    ...(shown.regions.length > 0 ? [all] : []),
    button(c.press.other, 'compare', { s: '', r: [...shown.regions] }),
    button(words(lang).press.help, 'help', {}),
  ]);
  return { ...card, summary: `${words(lang).botName}: ${subject.title[lang]}` };
}

function sectionOf({ protocolId, document, date, cell }: ComparedRegion, shown: Shown, lang: Lang): Section {
  const c = compareWords(lang);
  const name = nameOf(shown, protocolId, lang);
  const title = protocolId === shown.own ? `${name} · ${c.own}` : name;
  if (cell === null) return { title, lines: [{ text: c.absent }] };
  const protocol = shown.protocols.get(protocolId);
  const from = [protocol ? say(protocol, document, lang) : document, ...(date === null ? [] : [date]), cell.section];
  return { title, lines: [{ text: cell.text[lang], sub: words(lang).source(from.join(', '), cell.rules.join(', ')) }] };
}
