/**
 * The sheet for the client: what was shared with whom and why, line for line as the log holds it. As a card, as text
 * to copy, and as a page to print: the same lines in each. Never for a group.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { Protocol, RoleId } from '../domain/protocol/definition.ts';
import type { Lang } from '../shared/lang.ts';
import type { ShareSheet, SignalTold } from '../usecases/shareSheet.ts';
import { button } from './buttons.ts';
import { plainHeader, plainText, type CardData, type Reader } from './card.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { factTitle, rolesText, say } from './protocolText.ts';
import { htmlPage, htmlText, oneLine } from './page.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';
import { signalWords } from './wordingSignals.ts';

// What the lines of one card may cost in bytes, and what a template adds to each: a message of Teams holds 28 KB.
const BUDGET = 18_000;
const AROUND = 450;

/** The sheet as a card; where it holds more than fits, it says so and leads to the whole. */
export function sheetCard(sheet: ShareSheet, caseId: string, reader: Reader): CardData {
  const t = words(reader.lang);
  const p = peopleWords(reader.lang);
  const { protocol } = sheet.plan;
  const all = sheetLines(sheet, reader.lang, plainText);
  const shown = all.slice(0, fitting(all, BUDGET, AROUND));
  const left = all.length - shown.length;
  const sections: Section[] = [
    { title: '', lines: [{ text: p.sheetIntro }] },
    { title: '', lines: shown.length > 0 ? shown : [{ text: p.sheetNothing }] },
    { title: '', lines: left > 0 ? [{ text: p.sheetMore(left), color: 'attention' }] : [] },
    { title: '', lines: readingLines(sheet, reader.lang, plainText) },
  ];
  const header = plainHeader(sheet.code, say(protocol, protocol.title, reader.lang));
  return linesUnder(header, reader, p.sheetTitle, sections, [
    button(p.press.sheetPrint, 'sheet_print', { c: caseId, f: 0 }),
    button(p.press.team, 'team', { c: caseId }),
    button(t.press.next, 'next', { c: caseId }),
  ]);
}

/** The sheet as text in a field, from the line at `from` on: there it can be selected and copied, on a phone too. */
export function sheetPrintCard(
  sheet: ShareSheet,
  caseId: string,
  made: CivilDate,
  from: number,
  reader: Reader,
): CardData {
  const p = peopleWords(reader.lang);
  const rest = textLines(sheet, made, reader.lang).slice(from);
  const shown = rest.slice(0, Math.max(1, fitting(rest, BUDGET, 2)));
  const next = from + shown.length;
  const more = shown.length < rest.length;
  return formCard(reader, {
    ...{ code: sheet.code, about: sheet.code, title: p.sheetTitle },
    intro: [p.sheetCopy, ...(more || from > 0 ? [p.sheetParts] : [])].join(' '),
    fields: [
      field({
        ...{ id: 'sheet', label: p.sheetText, kind: 'text', multiline: true, max: BUDGET * 2 },
        value: shown.join('\n'),
      }),
    ],
    actions: [
      ...(more ? [button(p.press.sheetNext, 'sheet_print', { c: caseId, f: next }, { style: 'positive' })] : []),
      button(p.press.sheet, 'sheet', { c: caseId }),
    ],
  });
}

/** The sheet as plain text. */
export const sheetText = (sheet: ShareSheet, made: CivilDate, lang: Lang): string =>
  `${textLines(sheet, made, lang).join('\n')}\n`;

const STYLE = `body { font: 18px/1.5 Verdana, Arial, sans-serif; max-width: 38em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; }
h1 { font-size: 1.5em; line-height: 1.25; }
h2 { font-size: 1.2em; margin-top: 1.5em; }
li { margin: 0 0 0.8em; }
li p { margin: 0.2em 0 0; }
@media print {
  @page { margin: 2cm; }
  body { font-size: 14pt; max-width: none; margin: 0; padding: 0; }
  li { break-inside: avoid; }
  h2 { break-after: avoid; }
}`;

/** The sheet as a page that needs nothing else: it opens in any browser, and prints as it looks. */
export function sheetHtml(sheet: ShareSheet, made: CivilDate, lang: Lang): string {
  const p = peopleWords(lang);
  const item = ({ text, sub }: Line): string => `<li>${text}${sub === undefined ? '' : `<p>${sub}</p>`}</li>`;
  const list = (lines: readonly Line[]): string =>
    lines.length === 0 ? '' : `<ul>\n${lines.map(item).join('\n')}\n</ul>\n`;
  const lines = sheetLines(sheet, lang, htmlText);
  const title = `${p.sheetTitle} · ${htmlText(sheet.code)}`;
  const body = `<h1>${p.sheetTitle}</h1>
<p>${htmlText(p.sheetMade(sheet.code, dateText(made, lang)))}</p>
<p>${p.sheetFor}</p>
${lines.length === 0 ? `<p>${p.sheetNothing}</p>\n` : list(lines)}${sheet.readings.length === 0 ? '' : `<h2>${p.sheetReadings}</h2>\n`}${list(readingLines(sheet, lang, htmlText))}<p>${p.sheetAsk}</p>`;
  return htmlPage(lang, title, STYLE, body);
}

// How what people wrote is made harmless: differently on a card, on a page and in text.
type Plain = (text: string) => string;

function textLines(sheet: ShareSheet, made: CivilDate, lang: Lang): readonly string[] {
  const p = peopleWords(lang);
  const lines = sheetLines(sheet, lang, oneLine);
  const flat = ({ text, sub }: Line): string => `- ${text}${sub === undefined ? '' : ` ${sub}`}`;
  const readings = readingLines(sheet, lang, oneLine);
  return [
    ...[p.sheetTitle, p.sheetMade(sheet.code, dateText(made, lang)), p.sheetFor, ''],
    ...(lines.length === 0 ? [p.sheetNothing] : lines.map(flat)),
    ...(readings.length === 0 ? [] : ['', p.sheetReadings, ...readings.map(flat)]),
    ...['', p.sheetAsk],
  ];
}

/** How many lines fit in so many bytes. */
function fitting(lines: readonly unknown[], budget: number, around: number): number {
  let cost = 0;
  const full = lines.findIndex((line) => {
    cost += new TextEncoder().encode(JSON.stringify(line)).length + around;
    return cost > budget;
  });
  return full < 0 ? lines.length : full;
}

const readingLines = ({ readings }: ShareSheet, lang: Lang, plain: Plain): readonly Line[] =>
  readings.map(({ organisation, times }) => ({ text: peopleWords(lang).sheetRead(plain(organisation), times) }));

/** One line for each line of the log that tells of sharing. */
export function sheetLines(
  { lines, organisations, plan: { protocol } }: ShareSheet,
  lang: Lang,
  plain: Plain,
): readonly Line[] {
  const p = peopleWords(lang);
  const name = (id: string): string => plain(organisations.get(id) ?? p.sheetGone);
  const roles = (ids: readonly RoleId[]): string => plain(rolesText(protocol, ids, lang));
  const said = (what: string): string => lowerFirst(plain(say(protocol, what, lang)));
  return lines.map(({ on, effect }): Line => {
    const day = dateText(on, lang);
    switch (effect.type) {
      case 'informed': {
        const told = dateText(effect.on, lang);
        if (effect.ground !== null) return { text: p.sheetGround(told, plain(effect.ground)) };
        return { text: p.sheetKnows(told, p.toldHow[effect.how]) };
      }
      case 'shared': {
        const why = effect.why === '' ? '' : ` ${p.sheetWhy(plain(effect.why))}`;
        const sees = sightText(protocol, effect.sees, lang, plain);
        return { text: p.sheetShared(day, name(effect.organisation)), sub: `${sees}${why}` };
      }
      case 'unshared':
        return { text: p.sheetUnshared(day, name(effect.organisation)) };
      case 'told':
        return { text: p.sheetTold(day, roles(effect.with), said(effect.what)), sub: p.sheetToldWhy };
      case 'not_told':
        return { text: p.sheetNotTold(day, roles(effect.with), said(effect.what)) };
      case 'signal_told':
        return { text: signalText(effect, day, name, lang), sub: p.sheetSignalWhy };
    }
  });
}

function signalText({ news, kind, organisations }: SignalTold, day: string, name: Plain, lang: Lang): string {
  const p = peopleWords(lang);
  const what = kind === null ? '' : ` (${signalWords(lang).kinds[kind]})`;
  return p.sheetTold(day, organisations.map(name).join(', '), p.sheetSignal[news](what));
}

const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, '')}`;

// What roles see, by the allow-list of the agreements, in words that a client understands.
function sightText(protocol: Protocol, roleIds: readonly RoleId[], lang: Lang, plain: Plain): string {
  const p = peopleWords(lang);
  const roles = roleIds.flatMap((id) => protocol.roles[id] ?? []);
  const facts = roles.flatMap(({ sees }) => (sees.facts === 'all' ? [] : sees.facts));
  const titles = [...new Set(facts)].map((fact) => factTitle(protocol, fact, lang)).join(', ');
  if (roles.some(({ sees }) => sees.steps === 'all' && sees.facts === 'all')) return p.sheetSees(p.sightAll);
  if (roles.length > 0 && roles.every((role) => role.landlord)) return p.sheetSees(p.sightLandlord);
  if (roles.every(({ sees }) => sees.steps === 'none')) return p.sheetSees(p.sightNothing);
  return p.sheetSees(titles === '' ? p.sightOwn : p.sightOwnFacts(plain(titles)));
}
