/**
 * Decisions outside a card: lines to read, a table for a spreadsheet, data. Made of what the reader may see of each.
 */
import { civilDateOf } from '../domain/calendar.ts';
import type { SeenDecision } from '../domain/decisions/seen.ts';
import type { CaseDecisions } from '../usecases/readDecisions.ts';
import { button } from './buttons.ts';
import type { CardData, Reader } from './card.ts';
import { dateText } from './dates.ts';
import { saidText } from './decisions.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { outcomeText, rolesText, titleOf } from './protocolText.ts';
import { words } from './wording.ts';
import { decisionWords } from './wordingDecisions.ts';

/** One decision as data: a contract (docs/cli.md). `null` where there is nothing, or it is not for who asked. */
function decisionData({ view }: CaseDecisions, seen: SeenDecision) {
  const { case: c, plan } = view;
  const { record, step, outcome, reasons, agreed, supersedes } = seen;
  const known = outcome !== undefined && outcome !== null;
  return {
    ...{ case: c.code, protocol: plan.protocol.id, number: record.number, on: record.on, step: step.id },
    ...{ title: titleOf(plan, step.id, 'nl'), kind: record.kind, outcome: outcome ?? null },
    outcomeText: known ? outcomeText(plan, step.id, outcome, 'nl') : null,
    ...{ reasons, agreed: agreed.map((each) => ({ ...each, role: rolesText(plan.protocol, [each.role], 'nl') })) },
    vote: record.vote,
    rule: { text: record.rule.text, rules: record.rule.rules, section: record.rule.section },
    ...{ meeting: record.meetingId, reviewOn: record.reviewOn, withdrawn: record.withdrawn },
    ...{ supersedes: supersedes?.number ?? null, supersededBy: record.supersededBy },
    recordedOn: civilDateOf(record.recordedAt),
  };
}

type Data = ReturnType<typeof decisionData>;

/** Each decision as data. */
export const decisionsData = (cases: readonly CaseDecisions[]): readonly Data[] =>
  cases.flatMap((each) => each.decisions.map((seen) => decisionData(each, seen)));

const d = decisionWords('nl');

/** What was decided, in words. */
const whatText = (data: Pick<Data, 'withdrawn' | 'supersedes' | 'outcome' | 'outcomeText'>): string =>
  data.withdrawn ? d.withdrew(data.supersedes ?? 0) : (data.outcomeText ?? '');

/** By whom: the vote, or who agreed. */
const byText = ({ vote, agreed }: Pick<Data, 'vote' | 'agreed'>): string =>
  vote ? d.byVote(vote) : agreed.map((each) => saidText(each.role, each, 'nl')).join(', ');

/** A line for each decision, with what there is of it below. */
export const decisionLines = (all: readonly Data[]): readonly string[] =>
  all.flatMap((data) => {
    const what = whatText(data);
    const under = [
      ...(data.reasons === null ? [] : [`${d.why}: ${data.reasons}`]),
      ...(byText(data) === '' ? [] : [`${d.by}: ${byText(data)}`]),
      ...(data.supersededBy === null ? [] : [d.supersededBy(data.supersededBy)]),
    ];
    return [
      `${data.case} · ${d.title(data.number)} · ${dateText(data.on, 'nl')} · ${data.title}${what === '' ? '' : `: ${what}`}`,
      ...under.map((line) => `  ${line.replaceAll(/\p{Cc}+/gu, ' ')}`),
    ];
  });

const COLUMNS: readonly (readonly [heading: string, of: (data: Data) => string | number | null])[] = [
  ['casus', (data) => data.case],
  ['besluit', (data) => data.number],
  ['dag', (data) => data.on],
  ['afspraken', (data) => data.protocol],
  ['stap', (data) => data.title],
  ['soort', (data) => d.kinds[data.kind]],
  ['uitkomst', whatText],
  ['waarom', (data) => data.reasons],
  ['door wie', byText],
  ['regel', (data) => data.rule.text],
  ['bron', (data) => `${data.rule.section} (${data.rule.rules.join(', ')})`],
  ['aan een tafel', (data) => (data.meeting === null ? 'nee' : 'ja')],
  ['opnieuw bekijken op', (data) => data.reviewOn],
  ['komt in de plaats van', (data) => data.supersedes],
  ['vervangen door', (data) => data.supersededBy],
  ['vastgelegd op', (data) => data.recordedOn],
];

/** A table for a spreadsheet: semicolons, each field in quotes, and the mark by which Excel sees that it is UTF-8. */
export const decisionsCsv = (all: readonly Data[]): string =>
  `\uFEFF${[
    COLUMNS.map(([heading]) => cell(heading)),
    ...all.map((data) => COLUMNS.map(([, of]) => cell(of(data) ?? ''))),
  ]
    .map((row) => row.join(';'))
    .join('\r\n')}\r\n`;

// A spreadsheet takes what begins so for a formula, wherever it comes from: with a mark before it, it is text.
const cell = (value: string | number): string => {
  const text = String(value).replaceAll(/\p{Cc}+/gu, ' ');
  const safe = /^[\s]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

// What fits on a card beside the rest.
const LONGEST = 12_000;

/** The table as text to copy, the latest decisions as far as they fit. */
export function decisionsExportCard(all: readonly Data[], reader: Reader): CardData {
  const t = decisionWords(reader.lang);
  const sorted = all.toSorted((a, b) => b.on.localeCompare(a.on));
  let shown = sorted;
  while (shown.length > 0 && decisionsCsv(shown).length > LONGEST)
    shown = shown.slice(0, Math.floor(shown.length * 0.9));
  const left = all.length - shown.length;
  const value = decisionsCsv(shown).slice(1);
  return formCard(reader, {
    ...{ title: t.exportTitle, intro: [t.exportIntro, ...(left > 0 ? [t.exportLeft(left)] : [])].join(' ') },
    fields:
      all.length === 0
        ? []
        : [field({ id: 'text', label: t.exportTitle, kind: 'text', multiline: true, value, max: LONGEST })],
    notices: all.length === 0 ? [{ text: t.none, style: 'emphasis' }] : [],
    actions: [button(words(reader.lang).press.cases, 'cases', {})],
  });
}
