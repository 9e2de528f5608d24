/**
 * Short answers: help, welcome, what was not understood, faults, and what a change brought about.
 * Each has a way on; nothing is a dead end.
 */
import type { Effect, Refusal } from '../domain/cases.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { planBeside, stepsIn, type ReaderView, type SeenCase } from '../domain/views.ts';
import { button, type Button } from './buttons.ts';
import { plainText, type CardData, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { factTitle, reasonText, rolesText, say, titleOf } from './protocolText.ts';
import { words } from './wording.ts';
import { peopleWords } from './wordingPeople.ts';

interface Paragraph {
  readonly text: string;
  readonly subtle?: boolean;
}

/** One or more sentences without a heading, with ways on. */
export const wordCard = (sentences: readonly string[], actions: readonly Button[]): CardData =>
  noticeCard(
    '',
    sentences.map((text) => ({ text })),
    actions,
  );

/** The same under a heading. */
export const titledCard = (title: string, sentences: readonly string[], actions: readonly Button[]): CardData =>
  noticeCard(
    title,
    sentences.map((text) => ({ text })),
    actions,
  );

/** A short message with ways on. An empty title is left out. */
function noticeCard(title: string, paragraphs: readonly Paragraph[], actions: readonly Button[]): CardData {
  return {
    template: 'notice',
    summary: `Opstap: ${title === '' ? (paragraphs[0]?.text ?? '') : title}`,
    data: {
      title,
      hasTitle: title !== '',
      paragraphs: paragraphs.map(({ text, subtle }) => ({ text, subtle: subtle ?? false })),
      hasActions: actions.length > 0,
      actions,
    },
  };
}

/** The ways on that suit anybody. */
export function waysOn(reader: Reader): readonly Button[] {
  const t = words(reader.lang);
  const help = button(t.press.help, 'help', {});
  return reader.shared ? [help] : [button(t.press.cases, 'cases', {}), button(t.press.openCase, 'open', {}), help];
}

/** What somebody may do besides what everybody may: open cases and lead them, manage people. */
export interface MayAsk {
  readonly opens: boolean;
  readonly manages: boolean;
}

/** What Opstap can do, with examples that fit who asks; also the welcome. */
export function helpCard(reader: Reader, { opens, manages }: MayAsk): CardData {
  const t = words(reader.lang);
  const examples = [...t.examples.all, ...(opens ? t.examples.opens : []), ...(manages ? t.examples.manages : [])];
  const paragraphs: Paragraph[] = [
    { text: t.helpIntro },
    { text: `${t.helpType}\n\n${examples.map((example) => `- ${example}`).join('\n')}` },
    { text: t.helpPrivacy },
    ...(reader.shared ? [{ text: t.helpGroup, subtle: true }] : []),
    ...(reader.local ? [{ text: t.helpLocal, subtle: true }] : []),
  ];
  const open = opens ? [button(t.press.openCase, 'open', {})] : [];
  const own = [button(t.press.cases, 'cases', {}, { style: 'positive' }), ...open];
  return noticeCard(t.helpTitle, paragraphs, [
    ...(reader.shared ? [] : own),
    reader.lang === 'nl' ? button(t.press.english, 'lang', { l: 'en' }) : button(t.press.dutch, 'lang', { l: 'nl' }),
  ]);
}

/** What was said came near some intents, or near none. */
export function notUnderstoodCard(candidates: readonly Button[], reader: Reader): CardData {
  const t = words(reader.lang);
  const near = candidates.length > 0;
  return noticeCard(
    t.notUnderstood,
    [{ text: near ? t.didYouMean : t.tryThese }],
    near ? [...candidates, button(t.press.help, 'help', {})] : waysOn(reader),
  );
}

/** A person who is not a member gets a friendly word and nothing else. `contact`: whom they should ask. */
export function strangerCard(reader: Reader, contact: string | null): CardData {
  const ask = contact === null ? words(reader.lang).stranger : peopleWords(reader.lang).strangerAsk(plainText(contact));
  return wordCard([ask], []);
}

/** Something broke on our side. `id` is in the log. */
export function faultCard(id: string, reader: Reader): CardData {
  const t = words(reader.lang);
  return wordCard([t.fault, t.faultId(id)], [button(t.press.help, 'help', {})]);
}

/** Local mode: choose whose eyes to look through. */
export function actAsCard(roles: readonly string[], reader: Reader, notices: readonly Notice[] = []): CardData {
  const t = words(reader.lang);
  const choices = roles.map((role) => ({ title: role, value: role }));
  const role = field({
    id: 'role',
    label: t.actAsLabel,
    kind: 'choice',
    value: '',
    required: true,
    error: t.factError,
    choices,
  });
  return formCard(reader, {
    ...{ notices, title: t.actAsTitle, intro: t.actAsIntro, fields: [role] },
    actions: [button(t.press.choose, 'act_as', {}, { style: 'positive', inputs: true })],
  });
}

/** What a change brought about, in words: what was done, and which terms moved. */
export function effectNotices(view: ReaderView, effects: readonly Effect[], reader: Reader): readonly Notice[] {
  const { plan } = view;
  const t = words(reader.lang);
  if (effects.length === 0) return [{ text: t.nothingChanged, style: 'emphasis' }];
  const visible = new Set(view.evaluation.steps.map((status) => status.step.id));
  const said = effects.flatMap((effect): Notice[] => {
    if ('step' in effect && !visible.has(effect.step)) return [];
    const text = effectText(plan, effect, reader);
    return text === null ? [] : [{ text, style: effect.type === 'term_moved' ? 'emphasis' : 'good' }];
  });
  const factsOnly = effects.every((effect) => effect.type === 'fact_changed' || effect.type === 'step_opened');
  return factsOnly
    ? [
        { text: t.changed, style: 'good' },
        { text: t.nothingMoved, style: 'emphasis' },
      ]
    : said.length > 0
      ? said
      : [{ text: t.changed, style: 'good' }];
}

function effectText(plan: Plan, effect: Effect, reader: Reader): string | null {
  const { lang } = reader;
  const t = words(lang);
  switch (effect.type) {
    case 'step_completed': {
      const repeats = plan.steps.get(effect.step)?.outcomes.some((each) => each.id === effect.outcome && each.repeats);
      return (repeats ? t.recorded : t.finished)(titleOf(plan, effect.step, lang));
    }
    case 'step_undone':
      return t.undone(titleOf(plan, effect.step, lang));
    case 'tasks_ticked':
      return t.tickSaved;
    case 'held':
      return t.heldNow;
    case 'resumed':
      return t.resumed;
    case 'closed':
      return t.closedNow(say(plan.protocol, plan.protocol.endings[effect.ending]?.title ?? effect.ending, lang));
    case 'reopened':
      return t.reopened;
    case 'term_moved': {
      const title = titleOf(plan, effect.step, lang);
      if (effect.to === null) return t.termGone(title);
      const to = dateText(effect.to, lang);
      return effect.from === null ? t.newTerm(title, to) : t.moved(title, dateText(effect.from, lang), to);
    }
    case 'not_told':
      // What the client does not consent to is a fact of the client: not for a group.
      if (reader.shared) return null;
      return peopleWords(lang).notTold(
        rolesText(plan.protocol, effect.with, lang),
        say(plan.protocol, effect.what, lang),
      );
    case 'informed':
      return peopleWords(lang).informedNow;
    case 'opened':
    case 'moved':
    case 'fact_changed':
    case 'step_opened':
    case 'told':
    case 'shared':
    case 'unshared':
    case 'joined':
    case 'left':
    case 'handover_offered':
    case 'handover_accepted':
    case 'handover_refused':
    case 'handover_withdrawn':
    case 'words_kept':
    case 'decided':
      return null;
  }
}

/** A refusal as far as this reader, or everybody here, may see what it is about. */
export function refusalFor(seen: SeenCase, plan: Plan, refusal: Refusal, reader: Reader): string {
  const steps = new Set<string | null>(stepsIn(seen).map(({ id }) => id));
  const facts = new Set(seen.kind === 'landlord' ? seen.steps.flatMap(({ asks }) => asks) : seen.givable);
  const hidden = reasonText(plan, { kind: 'hidden' }, reader.lang);
  if ('step' in refusal && refusal.step !== null && !steps.has(refusal.step)) return hidden;
  if (refusal.kind === 'later_steps_done' && !refusal.later.every((step) => steps.has(step))) return hidden;
  if (refusal.kind === 'facts_missing' && !refusal.facts.every((fact) => facts.has(fact))) return hidden;
  return refusalText(planBeside(plan, seen), refusal, reader);
}

/** A refusal in words that say how to go on. */
export function refusalText(plan: Plan, refusal: Refusal, reader: Reader): string {
  const { lang } = reader;
  const t = words(lang);
  const r = t.refusal;
  const titles = (steps: readonly string[]): string => steps.map((step) => titleOf(plan, step, lang)).join(', ');
  switch (refusal.kind) {
    case 'wrong_value':
      return r.wrong_value(factTitle(plan.protocol, refusal.fact, lang), t.kinds[refusal.expected]);
    case 'wrong_date':
      return r.wrong_date(plainText(refusal.value.slice(0, 40)));
    case 'future_date':
      return r.future_date(dateText(refusal.value, lang));
    case 'step_not_open':
    case 'step_not_done':
    case 'step_done_already':
      return r[refusal.kind](titleOf(plan, refusal.step, lang));
    case 'later_steps_done':
      return r.later_steps_done(titleOf(plan, refusal.step, lang), titles(refusal.later));
    case 'tasks_missing': {
      const tasks = plan.steps.get(refusal.step)?.tasks ?? [];
      const names = refusal.tasks.map((id) =>
        say(plan.protocol, tasks.find((task) => task.id === id)?.text ?? id, lang),
      );
      return r.tasks_missing(names.map((name) => name.replace(/\.$/, '')).join('; '));
    }
    case 'facts_missing':
      return r.facts_missing(refusal.facts.map((fact) => factTitle(plan.protocol, fact, lang)).join(', '));
    default:
      return r[refusal.kind];
  }
}
