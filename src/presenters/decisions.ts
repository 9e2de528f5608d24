/**
 * The register on cards: the decisions of a case and of a day, one decision, and putting another in its place. Made
 * from what the reader may see of each decision, and of nothing else.
 */
import type { SeenDecision } from '../domain/decisions/seen.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { civilDateOf } from '../domain/calendar.ts';
import type { Lang } from '../shared/lang.ts';
import { button, type Button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { plainHeader, plainText, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { lineTitle, outcomeText, rolesText, say, titleOf } from './protocolText.ts';
import { words } from './wording.ts';
import { decisionWords } from './wordingDecisions.ts';

const MOST_LINES = 12;

/** What a card about decisions needs of the case. */
export interface DecisionCase {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly plan: Plan;
}

const headerOf = ({ code, plan }: DecisionCase, reader: Reader, notices: readonly Notice[]): Header =>
  plainHeader(code, say(plan.protocol, plan.protocol.title, reader.lang), notices);

function lineOf(c: DecisionCase, each: SeenDecision, reader: Reader, prefix = ''): Line {
  const { lang } = reader;
  const d = decisionWords(lang);
  const superseded = each.record.supersededBy === null ? [] : [d.supersededBy(each.record.supersededBy)];
  const look = button(d.press.look, 'decision', { c: c.id, d: each.record.id });
  return {
    text: `${prefix}${d.title(each.record.number)} · ${dateText(each.record.on, lang)}: ${lineTitle(c.plan, each.step, lang).replace(/^\d+\\\. /, '')}`,
    sub: [whatText(c.plan, each, reader), ...superseded].join(' · '),
    actions: [look],
  };
}

function whatText(plan: Plan, { record, step, outcome, supersedes }: SeenDecision, { lang }: Reader): string {
  const d = decisionWords(lang);
  if (record.withdrawn) return d.withdrew(supersedes?.number ?? 0);
  if (outcome === undefined) return d.hidden;
  return outcome === null ? d.done : outcomeText(plan, step.id, outcome, lang);
}

/** The decisions of a case, the newest first. */
export function decisionsCard(
  c: DecisionCase,
  decisions: readonly SeenDecision[],
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const d = decisionWords(reader.lang);
  const lines = decisions.slice(0, MOST_LINES).map((each) => lineOf(c, each, reader));
  const rest = decisions.length - lines.length;
  const sections = [
    { title: '', lines: lines.length > 0 ? lines : [{ text: d.none }] },
    { title: '', lines: rest > 0 ? [{ text: d.more(rest) }] : [] },
  ];
  return linesUnder(headerOf(c, reader, notices), reader, d.listTitle, sections, [
    button(words(reader.lang).press.next, 'next', { c: c.id }),
  ]);
}

/** What was decided today, by case. */
export function todayCard(
  cases: readonly { readonly case: DecisionCase; readonly decisions: readonly SeenDecision[] }[],
  reader: Reader,
): CardData {
  const d = decisionWords(reader.lang);
  const all = cases.flatMap((each) => each.decisions.map((decision) => ({ ...each, decision })));
  const lines = all
    .slice(0, MOST_LINES)
    .map((each) => lineOf(each.case, each.decision, reader, `${each.case.code} · `));
  const header = plainHeader(words(reader.lang).botName, d.listTitle);
  const sections = [
    { title: '', lines: lines.length > 0 ? lines : [{ text: d.noneToday }] },
    { title: '', lines: all.length > lines.length ? [{ text: d.more(all.length - lines.length) }] : [] },
  ];
  return linesUnder(header, reader, d.todayTitle, sections, [button(words(reader.lang).press.cases, 'cases', {})]);
}

/** One decision, with all that the register holds and this reader may see. */
export function decisionCard(
  c: DecisionCase,
  seen: SeenDecision,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const { lang } = reader;
  const d = decisionWords(lang);
  const { record, step } = seen;
  const { protocol } = c.plan;
  const decision = step.decision;
  const text = (title: string, ...lines: readonly string[]): Section => ({
    title,
    lines: lines.map((each) => ({ text: each })),
  });
  const ids = { c: c.id };
  const status = [
    ...(record.supersededBy === null ? [] : [{ text: d.supersededBy(record.supersededBy), style: 'warning' } as const]),
    ...(seen.supersedes && !record.withdrawn
      ? [{ text: `${d.supersedes(seen.supersedes.number)}.`, style: 'emphasis' } as const]
      : []),
  ];
  const sections: Section[] = [
    text(d.what, `${lineTitle(c.plan, step, lang)}: ${whatText(c.plan, seen, reader)}`),
    text(d.why, ...(seen.reasons === null ? [] : [plainText(seen.reasons)]), ...whyReplaced(seen)),
    text(d.by, ...byText(c.plan, seen, reader)),
    text(d.rule, say(protocol, record.rule.text, lang), `${say(protocol, protocol.source.document, lang)}, ${record.rule.section} (${record.rule.rules.join(', ')})`),
    text(d.consequences, ...followsText(c.plan, seen, reader)),
    text(d.objection, decision?.objection ? `${say(protocol, decision.objection.text, lang)} (${decision.objection.rules.join(', ')})` : d.noObjection),
    ...(decision?.written ? [text(d.written, `${say(protocol, decision.written.text, lang)} (${decision.written.rules.join(', ')})`)] : []),
  ]; // prettier-ignore
  const title = `${d.title(record.number)} · ${dateText(record.on, lang)}`;
  return linesUnder(headerOf(c, reader, [...notices, ...status]), reader, title, sections, [
    button(words(lang).press.next, 'next', ids),
    button(d.press.list, 'decisions', ids),
    ...(seen.changeable ? [button(d.press.change, 'supersede', { ...ids, d: record.id })] : []),
  ]);
}

const whyReplaced = ({ supersedes, reasons }: SeenDecision): readonly string[] =>
  supersedes?.why && supersedes.why !== reasons ? [plainText(supersedes.why)] : [];

function byText(plan: Plan, { agreed, record }: SeenDecision, { lang }: Reader): readonly string[] {
  const d = decisionWords(lang);
  if (record.vote) return [d.byVote(record.vote)];
  return agreed.map((each) => plainText(saidText(rolesText(plan.protocol, [each.role], lang), each, lang)));
}

/** Who agreed, and how that is known: by a press of their own, or as another recorded it and a third heard. */
export function saidText(
  who: string,
  { self, witness }: Pick<SeenDecision['agreed'][number], 'self' | 'witness'>,
  lang: Lang,
): string {
  const d = decisionWords(lang);
  return self ? d.self(who) : witness === null ? d.forThem(who) : d.heardBy(who, witness);
}

// Steps that opened are named only where the reader sees the whole case: a landlord and a group get the number alone.
function followsText(plan: Plan, seen: SeenDecision, reader: Reader): readonly string[] {
  const { lang } = reader;
  const d = decisionWords(lang);
  const { record } = seen;
  const opened =
    seen.reasons === null ? [] : record.opened.map((step) => titleOf(plan, step, lang).replace(/^(\d+)\. /, '$1\\. '));
  return [
    ...(opened.length > 0 ? opened : seen.reasons === null ? [] : [d.nothingOpened]),
    ...(record.reviewOn === null ? [] : [d.reviewOn(dateText(record.reviewOn, lang))]),
    ...(record.meetingId === null ? [] : [d.atMeeting]),
    d.recordedOn(dateText(civilDateOf(record.recordedAt), lang)),
  ];
}

/** The outcome that stands for taking a decision back. */
export const WITHDRAW = '-';

/** Asks what takes the place of a decision, and why. */
export function supersedeForm(
  c: DecisionCase,
  seen: SeenDecision,
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const { lang } = reader;
  const d = decisionWords(lang);
  const { record, step } = seen;
  const outcomes = step.outcomes.length > 0 ? step.outcomes : [{ id: '', title: d.done }];
  const choices = [
    ...outcomes.map(({ id, title }) => ({ title: say(c.plan.protocol, title, lang), value: id === '' ? 'same' : id })),
    { title: d.withdraw, value: WITHDRAW },
  ];
  const back: Button = button(words(lang).press.back, 'decision', { c: c.id, d: record.id });
  const ids = { c: c.id, v: c.version, d: record.id };
  return formCard(reader, {
    ...{ code: c.code, about: c.code, notices, title: d.changeTitle(record.number), intro: d.changeIntro },
    fields: [
      field({
        ...{ id: 'outcome', label: d.changeWhat, kind: 'choice', style: 'expanded', required: true, choices },
        ...{ value: typed['outcome'] ?? '', error: d.refusal.outcome_missing },
      }),
      field({
        ...{ id: 'reason', label: d.reasons, kind: 'text', max: 1000, multiline: true },
        ...{ value: typed['reason'] ?? seen.reasons ?? '', placeholder: d.reasonsHint },
      }),
      field({ id: 'on', label: words(lang).finishOn, kind: 'date', value: typed['on'] ?? record.on }),
      field({
        ...{ id: 'why', label: d.changeWhy, kind: 'text', max: 1000, multiline: true, required: true },
        ...{ value: typed['why'] ?? '', placeholder: d.reasonsHint, error: d.refusal.why_missing },
      }),
    ],
    actions: [button(d.press.replace, 'supersede_save', ids, { style: 'positive', inputs: true }), back],
  });
}
