/**
 * What moving a case to another version of its protocol changes, in words and on a card. Reckons nothing.
 */
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { MovePreview, MoveRefusal } from '../domain/protocol/move.ts';
import type { ReaderView } from '../domain/views.ts';
import type { Lang } from '../shared/lang.ts';
import { button } from './buttons.ts';
import { headerOf, type CardData, type Notice, type Reader } from './card.ts';
import { linesUnder, type Section } from './caseOverview.ts';
import { dateText } from './dates.ts';
import { factTitle, outcomeText, titleOf } from './protocolText.ts';
import { words } from './wording.ts';
import { handoverWords } from './wordingHolder.ts';

/** One line for each thing that becomes different. */
export function moveLines({ terms, steps, lostFacts, lostCompletions, before, after }: MovePreview, lang: Lang) {
  const t = handoverWords(lang).move;
  const plan = (step: string): Plan => (after.plan.steps.has(step) ? after : before).plan;
  const title = (step: string): string => titleOf(plan(step), step, lang);
  const day = (date: string | null): string => (date === null ? t.noDate : dateText(date, lang));
  return {
    terms: terms.map(({ step, rule, from, to }) => {
      const passed = to !== null && to < after.today ? t.passed : '';
      return `${t.term(title(step), rule, day(from), day(to))}${passed}`;
    }),
    steps: steps.map(({ step, from, to }) => {
      if (from === null) return t.newStep(title(step), to === null ? '' : t.status[to]);
      return to === null ? t.goneStep(title(step)) : t.step(title(step), t.status[from], t.status[to]);
    }),
    lost: [
      ...lostFacts.map(({ fact }) => t.lostFact(factTitle(before.plan.protocol, fact, lang))),
      ...lostCompletions.map(({ step, on, outcome }) =>
        t.lostStep(
          titleOf(before.plan, step, lang),
          dateText(on, lang),
          outcome === null ? '' : outcomeText(before.plan, step, outcome, lang),
        ),
      ),
    ],
  };
}

/** Why a case cannot be moved, in words. */
export function moveRefusal(refusal: MoveRefusal | { readonly kind: 'protocol_gone' }, lang: Lang): string {
  const t = handoverWords(lang).move.refusal;
  return refusal.kind === 'route_gone' ? t.route_gone(refusal.route) : t[refusal.kind];
}

/** Shows what would change, and asks whether to go over. `version`: of the protocol that the preview is about. */
export function moveCard(
  view: ReaderView,
  preview: MovePreview,
  version: string,
  reader: Reader,
  notices: readonly Notice[] = [],
): CardData {
  const t = handoverWords(reader.lang).move;
  const { terms, steps, lost } = moveLines(preview, reader.lang);
  const section = (title: string, lines: readonly string[]): Section => ({
    title,
    lines: lines.map((line) => ({ text: sentence(line) })),
  });
  const changes = [section(t.terms, terms), section(t.steps, steps), section(t.lost, lost)];
  const none = changes.every(({ lines }) => lines.length === 0);
  const sections = [section('', [t.intro]), ...(none ? [section('', [t.nothing])] : changes)];
  const ids = { c: view.id };
  return linesUnder(headerOf(view, reader, notices), reader, t.title, sections, [
    button(t.go, 'move_save', { ...ids, v: view.version, w: version }, { style: 'positive' }),
    button(words(reader.lang).press.overview, 'status', ids),
  ]);
}

/** A line as a sentence of its own; Markdown would make a list of `3. `. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? '' : '.'}`.replace(/^(\d+)\. /, '$1\\. ');
