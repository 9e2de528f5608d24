/**
 * The minutes of a part of a meeting: on a card, as text to copy, as a page to print. All three are made of one
 * document, so that none of them can hold what the others do not.
 */
import type { Presence } from '../domain/tables/meeting.ts';
import type { Lang } from '../shared/lang.ts';
import type { Minutes, MinutedItem } from '../usecases/readMinutes.ts';
import { button, type Button } from './buttons.ts';
import { linesUnder, type Line } from './caseOverview.ts';
import { plainHeader, plainText, type CardData, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { saidText } from './decisions.ts';
import { outcomeText, rolesText, say, stepTitle } from './protocolText.ts';
import { htmlPage, htmlText, oneLine } from './page.ts';
import { resultSentences, ruleLines, whenText } from './tables.ts';
import { words } from './wording.ts';
import { decisionWords } from './wordingDecisions.ts';
import { tableWords } from './wordingTables.ts';
import { minutesWords } from './wordingMinutes.ts';

/** Plain words under headings. */
export interface MinutesDocument {
  readonly title: string;
  readonly when: string;
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

/** The minutes as a document. */
export function minutesDocument(minutes: Minutes, lang: Lang): MinutesDocument {
  const { meeting, protocol, part, split, seats, items } = minutes;
  const [t, m] = [tableWords(lang), minutesWords(lang)];
  const region = say(protocol, protocol.region, lang);
  const carried = items.filter(({ item }) => item.item.state === 'carried').map(({ item }) => item.case.code);
  const who = (presence: Presence): string =>
    seats
      .filter((seat) => seat.presence === presence)
      .map(({ name }) => name)
      .join(', ');
  const people = [
    ...[m.present(who('present')), m.apologised(who('apologised')), m.left(who('left')), m.unheard(who('expected'))],
    t.led(
      minutes.chair ?? t.colleague,
      meeting.secretaryId === null ? m.noSecretary : (minutes.secretary ?? t.colleague),
    ),
  ].filter((line) => line !== '');
  return {
    title: `${m.title} · ${t.tableTitle(region)}${split ? ` · ${t.part[part]}` : ''}`,
    when: [whenText(meeting, lang), meeting.place].filter(Boolean).join(' · '),
    sections: [
      { title: m.people, lines: people },
      ...items.map((each) => ({
        title: `${each.item.case.code} · ${stepTitle(each.item.plan, each.item.step, lang)}`,
        lines: itemLines(each, lang),
      })),
      { title: m.carried, lines: carried.length > 0 ? [m.carriedCodes(carried.join(', '))] : [m.carriedNone] },
      { title: '', lines: [m.made, part === 2 ? m.lastPart : m.perReader] },
    ],
  };
}

function itemLines(minuted: MinutedItem, lang: Lang): readonly string[] {
  const [t, m] = [tableWords(lang), minutesWords(lang)];
  const { item, result, votes, decisions } = minuted;
  const { protocol } = item.plan;
  const state = `${t.itemState[item.item.state].charAt(0).toUpperCase()}${t.itemState[item.item.state].slice(1)}.`;
  if (item.item.state === 'carried') return [state];
  const [rule = '', ...sources] = ruleLines(item, lang).flatMap(({ text, sub }) => [text, ...(sub ? [sub] : [])]);
  const objection = item.step.decision?.objection ?? null;
  return [
    state,
    m.client(item.item.client === 'expected' ? m.notNoted : t.client[item.item.client]),
    ...(result ? [m.vote(result), ...resultSentences(item, result, lang)] : []),
    ...votes.map(({ organisation, choice, reason, witness }) => {
      const how = witness === null ? t.choice[choice] : `${t.choice[choice]} (${t.inRoom(witness)})`;
      return m.voted(organisation, how, reason);
    }),
    ...decisions.flatMap((each) => decisionLines(minuted, each, lang)),
    ...(decisions.length === 0 && !result ? [m.nothing] : []),
    ...[m.rule(rule), ...sources],
    ...subjects(minuted, lang),
    ...(objection ? [m.objection(`${say(protocol, objection.text, lang)} (${objection.rules.join(', ')})`)] : []),
  ];
}

function decisionLines(
  { item }: MinutedItem,
  { record, outcome, reasons, agreed }: MinutedItem['decisions'][number],
  lang: Lang,
): readonly string[] {
  const [d, m] = [decisionWords(lang), minutesWords(lang)];
  const { plan, step } = item;
  const what = outcome === undefined ? d.hidden : outcome === null ? d.done : outcomeText(plan, step.id, outcome, lang);
  const by = agreed.map((each) => saidText(rolesText(plan.protocol, [each.role], lang), each, lang));
  return [
    `${d.title(record.number)}: ${what}`,
    ...(reasons === null ? [] : [`${d.why}: ${reasons}`]),
    ...(by.length > 0 ? [`${d.by}: ${by.join(', ')}`] : []),
    ...(record.reviewOn === null ? [] : [d.reviewOn(dateText(record.reviewOn, lang))]),
    ...(record.supersededBy === null ? [] : [m.superseded(record.supersededBy)]),
  ];
}

// What hangs on what is known of the client is for the case itself.
function subjects({ item, done }: MinutedItem, lang: Lang): readonly string[] {
  const { protocol } = item.plan;
  const tasks = item.step.tasks.filter((task) => task.applies === null);
  if (tasks.length === 0) return [];
  const mark = (id: string): string => (done === null ? '·' : done.has(id) ? '✔' : '○');
  return [minutesWords(lang).subjects, ...tasks.map((task) => `${mark(task.id)} ${say(protocol, task.text, lang)}`)];
}

/** The document as text, fit to be copied into one's own. */
export const minutesText = ({ title, when, sections }: MinutesDocument): string =>
  [
    `${title}\n${when}\n`,
    ...sections.map((each) => [...(each.title === '' ? [] : [each.title]), ...each.lines.map(oneLine), ''].join('\n')),
  ].join('\n');

const STYLE = `body { font: 11pt/1.4 sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin: 1.4em 0 0.3em; } p { margin: 0.2em 0; }
section { break-inside: avoid; }`;

/** The document as one page that needs nothing from elsewhere. */
export function minutesPage({ title, when, sections }: MinutesDocument, lang: Lang): string {
  const body = sections.map(
    (each) => `<section>${each.title === '' ? '' : `<h2>${htmlText(each.title)}</h2>`}
${each.lines.map((line) => `<p>${htmlText(line)}</p>`).join('\n')}
</section>`,
  );
  const head = `<h1>${htmlText(title)}</h1>\n<p>${htmlText(when)}</p>`;
  return htmlPage(lang, htmlText(title), STYLE, [head, ...body].join('\n'));
}

// What fits on one card; the text has it all.
const MOST_LINES = 45;
const LONGEST_LINE = 300;

/** The minutes on a card. */
export function minutesCard(minutes: Minutes, reader: Reader): CardData {
  const m = minutesWords(reader.lang);
  const document = minutesDocument(minutes, reader.lang);
  let room = MOST_LINES;
  const sections = document.sections.map(({ title, lines }) => {
    const shown = lines.slice(0, Math.max(0, room));
    room -= lines.length;
    const cut = (line: string): Line => ({
      text: plainText(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line),
    });
    return { title: plainText(title), lines: shown.map(cut) };
  });
  const rest = room < 0 ? [{ title: '', lines: [{ text: m.more }] }] : [];
  const ids = { m: minutes.meeting.id, n: minutes.part };
  const header = plainHeader(plainText(document.title), plainText(document.when));
  return linesUnder(
    header,
    reader,
    m.title,
    [...sections, ...rest],
    [button(m.press.text, 'minutes_text', ids, { style: 'positive' }), button(m.press.list, 'minutes_list', {})],
  );
}

// As long as an input may be beside all else on the card.
const LONGEST_TEXT = 12_000;

/** The minutes as text that can be copied. */
export function minutesTextCard(minutes: Minutes, reader: Reader): CardData {
  const m = minutesWords(reader.lang);
  const text = minutesText(minutesDocument(minutes, reader.lang));
  const value = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}\n${m.cut}` : text;
  return formCard(reader, {
    ...{ title: m.title, intro: m.copy },
    fields: [field({ id: 'text', label: m.title, kind: 'text', multiline: true, value, max: LONGEST_TEXT + 200 })],
    actions: [button(m.press.back, 'minutes', { m: minutes.meeting.id, n: minutes.part })],
  });
}

/** The buttons to the minutes of these parts. */
export const minutesButtons = (meetingId: string, parts: readonly (1 | 2)[], lang: Lang): readonly Button[] =>
  parts.map((part) =>
    button(minutesWords(lang).press.minutes[parts.length > 1 ? part : 0], 'minutes', { m: meetingId, n: part }),
  );

const MOST_MEETINGS = 12;

/** Meetings that are over, with the parts of which the reader may have the minutes. */
export function minutesListCard(
  meetings: readonly (Pick<Minutes, 'meeting' | 'protocol'> & { readonly parts: readonly (1 | 2)[] })[],
  reader: Reader,
): CardData {
  const { lang } = reader;
  const m = minutesWords(lang);
  const lines = meetings.slice(0, MOST_MEETINGS).map(({ meeting, protocol, parts }): Line => ({
    text: `${say(protocol, protocol.region, lang)} · ${whenText(meeting, lang)}`,
    actions: minutesButtons(meeting.id, parts, lang),
  }));
  const header = plainHeader(words(lang).botName, m.listIntro);
  return linesUnder(
    header,
    reader,
    m.listTitle,
    [{ title: '', lines: lines.length > 0 ? lines : [{ text: m.none }] }],
    [button(tableWords(lang).press.meetings, 'meetings', {})],
  );
}
