/**
 * The help in deciding: what is known of what is weighed, what follows from it, which outcome is possible and why not.
 * For who may see all of a case, in a personal chat. It advises nothing of its own: every line is of the agreements.
 */
import type { Weighing } from '../domain/decisions/weighing.ts';
import type { Choice } from '../domain/decisions/ways.ts';
import type { Ruling } from '../domain/protocol/definition.ts';
import type { ReaderView } from '../domain/views.ts';
import { button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { headerOf, type CardData, type Notice, type Reader } from './card.ts';
import { partiesText } from './decisionForm.ts';
import { factTitle, lineTitle, outcomeText, say, valueText } from './protocolText.ts';
import { words } from './wording.ts';
import { decisionWords } from './wordingDecisions.ts';

const MOST_STEPS = 4;

/** The decisions of the case that hang on facts, each with where it stands. */
export function weighingCard(
  view: ReaderView,
  weighings: readonly Weighing[],
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const w = decisionWords(reader.lang).weighing;
  const open = weighings.filter(({ step }) => statusOf(view, step.id) !== 'done');
  const shown = (open.length > 0 ? open : weighings).slice(0, MOST_STEPS);
  const up = shown.find(({ step }) => statusOf(view, step.id) === 'open');
  const none: readonly Section[] = [{ title: '', lines: [{ text: w.none }] }];
  const ids = { c: view.id };
  return linesUnder(
    headerOf(view, reader, notices),
    reader,
    w.title,
    shown.length > 0 ? shown.flatMap((each) => sectionsOf(view, each, reader)) : none,
    [
      ...(up ? [button(decisionWords(reader.lang).press.record, 'decide', { ...ids, s: up.step.id })] : []),
      button(words(reader.lang).press.facts, 'facts', ids),
      button(words(reader.lang).press.next, 'next', ids),
    ],
  );
}

const statusOf = (view: ReaderView, step: string) =>
  view.evaluation.steps.find((each) => each.step.id === step)?.status ?? 'upcoming';

function sectionsOf(view: ReaderView, weighing: Weighing, { lang }: Reader): readonly Section[] {
  const w = decisionWords(lang).weighing;
  const { plan } = view;
  const { protocol } = plan;
  const { facts } = view.evaluation.known;
  const answered = weighing.facts.filter((fact) => facts[fact] !== undefined);
  const open = weighing.facts.filter((fact) => facts[fact] === undefined);
  const known = answered.map((fact): Line => {
    const value = facts[fact];
    return {
      text: `${factTitle(protocol, fact, lang)}: ${value === undefined ? '' : valueText(protocol, fact, value, lang)}`,
    };
  });
  const asked = open.map((fact): Line => {
    const { question = fact } = protocol.facts[fact] ?? {};
    return { text: `${w.ask} ${say(protocol, question, lang)}`, color: 'accent' };
  });
  const points = weighing.points.map((task): Line => ({
    text: `→ ${say(protocol, task.text, lang)}`,
    sub: task.rules.join(', '),
  }));
  return [
    { title: lineTitle(plan, weighing.step, lang), lines: [...known, ...asked, ...points] },
    { title: '', lines: weighing.choices.map((choice) => choiceLine(view, weighing, choice, lang)) },
  ];
}

function choiceLine({ plan }: ReaderView, { step }: Weighing, choice: Choice, lang: Reader['lang']): Line {
  const w = decisionWords(lang).weighing;
  const title = outcomeText(plan, step.id, choice.outcome, lang);
  const ruled = ({ text, rules }: Ruling): string => `${say(plan.protocol, text, lang)} (${rules.join(', ')})`;
  const note = step.outcomes.find(({ id }) => id === choice.outcome)?.note ?? null;
  const follows = note === null ? [] : [say(plan.protocol, note, lang)];
  const [limit] = choice.forbidden;
  if (limit) return { text: w.cannot(title), sub: ruled(limit) };
  if (choice.unknown.length > 0) return { text: w.unknown(title), sub: follows.join(' ') };
  const who = choice.parties.length > 0 ? w.agree(partiesText(plan, choice.parties, lang)) : w.nobody;
  return { text: w.can(title), sub: [who, ...(choice.ruling ? [ruled(choice.ruling)] : []), ...follows].join(' ') };
}
