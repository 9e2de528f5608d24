/**
 * The protocol in words: its texts in the reader's language, and the engine's reasons as sentences.
 * Cards and the command line both use these, so that both say the same.
 */
import type { Condition, FactId, FactValue, Note, Protocol, Step, TermKind } from '../domain/protocol/definition.ts';
import type { Plan, Reason } from '../domain/protocol/evaluate.ts';
import type { Met } from '../domain/protocol/explain.ts';
import type { Lang } from '../shared/lang.ts';
import { dateText } from './dates.ts';
import { words } from './wording.ts';

/** A text of the protocol in the reader's language; Dutch where there is no translation. */
export function say(protocol: Protocol, text: string, lang: Lang): string {
  return lang === 'en' ? (protocol.english[text] ?? text) : text;
}

/**
 * `A3 Aanmelden bij de gemeente`: where routes are letters a number is shown with its route, since each route counts
 * for itself. Where they are names the source numbers once for all: `3. Uitstroomtafel 1`.
 */
export function stepTitle(plan: Plan, step: Step, lang: Lang): string {
  const title = say(plan.protocol, step.title, lang);
  if (step.number === null) return title;
  return plan.route.id.length === 1 ? `${plan.route.id}${step.number} ${title}` : `${step.number}. ${title}`;
}

/** The same where it begins a line of a card: Markdown would make a list of `3. `. */
export const lineTitle = (plan: Plan, step: Step, lang: Lang): string =>
  stepTitle(plan, step, lang).replace(/^(\d+)\. /, '$1\\. ');

/** The title of the step with this id, or the id where the route has no such step. */
export function titleOf(plan: Plan, stepId: string, lang: Lang): string {
  const step = plan.steps.get(stepId);
  return step ? stepTitle(plan, step, lang) : stepId;
}

/** The agreements and the route: `Haarlemmermeer · route A`, `Zutphen · Woning met voorrang`; a name is no letter. */
export function routeText({ protocol, route }: Pick<Plan, 'protocol' | 'route'>, lang: Lang): string {
  const title = say(protocol, protocol.title, lang);
  if (route.id === '') return title;
  return `${title} · ${route.id.length === 1 ? words(lang).route(route.id) : say(protocol, route.title, lang)}`;
}

/** Roles as people read them: `Zorgaanbieder, cliënt`. */
export function rolesText(protocol: Protocol, roles: readonly string[], lang: Lang): string {
  return roles.map((role) => say(protocol, protocol.roles[role]?.title ?? role, lang)).join(', ');
}

/** A value as people read it: `ja`, `1 maart 2026`, the words of an option. */
export function valueText(protocol: Protocol, factId: FactId, value: FactValue, lang: Lang): string {
  const fact = protocol.facts[factId];
  if (typeof value === 'boolean') return lang === 'nl' ? (value ? 'ja' : 'nee') : value ? 'yes' : 'no';
  if (fact?.kind === 'date') return dateText(value, lang);
  const chosen = fact?.options.filter((each) => value.split(',').includes(each.id)) ?? [];
  return chosen.length > 0 ? chosen.map((option) => say(protocol, option.title, lang)).join(', ') : value;
}

/** One sentence for what holds a step up. */
export function reasonText(plan: Plan, reason: Reason, lang: Lang): string {
  const nl = lang === 'nl';
  switch (reason.kind) {
    case 'waits_for': {
      const title = titleOf(plan, reason.step, lang);
      return nl ? `Eerst moet klaar zijn: ${title}.` : `First to be finished: ${title}.`;
    }
    case 'outcome': {
      const title = titleOf(plan, reason.step, lang);
      const outcome = outcomeText(plan, reason.step, reason.outcome, lang);
      return nl
        ? `De uitkomst van ${title} was: ${outcome}. Daarmee gaat deze stap niet open.`
        : `The outcome of ${title} was: ${outcome}. That does not open this step.`;
    }
    case 'condition': {
      const words = conditionText(plan, reason.condition, lang);
      return nl ? `Dit kan pas als ${words}.` : `This is possible only when ${words}.`;
    }
    case 'opens':
      return nl
        ? `Dit komt aan de beurt op ${dateText(reason.on, lang)}.`
        : `This comes up on ${dateText(reason.on, lang)}.`;
    case 'unknown': {
      const facts = reason.facts.map((fact) => factTitle(plan.protocol, fact, lang)).join(', ');
      return nl
        ? `Dit hangt af van wat nog niet bekend is: ${facts}.`
        : `This depends on what is not known yet: ${facts}.`;
    }
    case 'hold':
      return nl ? 'De casus staat op pauze.' : 'The case is on hold.';
    case 'closed':
      return nl ? 'De casus is afgesloten.' : 'The case is closed.';
    case 'hidden':
      return nl ? 'Er moet eerst iets anders gebeuren.' : 'Something else has to happen first.';
  }
}

/** One sentence for what a step waited for and is met. */
export function metText(plan: Plan, met: Met, lang: Lang): string {
  const nl = lang === 'nl';
  switch (met.kind) {
    case 'done': {
      const title = titleOf(plan, met.step, lang);
      const outcome = met.outcome === null ? '' : ` (${outcomeText(plan, met.step, met.outcome, lang)})`;
      return nl
        ? `Klaar op ${dateText(met.on, lang)}: ${title}${outcome}.`
        : `Finished on ${dateText(met.on, lang)}: ${title}${outcome}.`;
    }
    case 'skipped': {
      const title = titleOf(plan, met.step, lang);
      return nl ? `Niet nodig in deze casus: ${title}.` : `Not needed in this case: ${title}.`;
    }
    case 'condition': {
      const words = conditionText(plan, met.condition, lang);
      return nl ? `Aan de voorwaarde is voldaan: ${words}.` : `The condition is met: ${words}.`;
    }
    case 'opened':
      return nl ? `Aan de beurt sinds ${dateText(met.on, lang)}.` : `Up since ${dateText(met.on, lang)}.`;
  }
}

/** The words of an outcome, or a word for none. */
export function outcomeText(plan: Plan, stepId: string, outcome: string | null, lang: Lang): string {
  const found = plan.steps.get(stepId)?.outcomes.find((each) => each.id === outcome);
  return found ? say(plan.protocol, found.title, lang) : lang === 'nl' ? 'afgerond' : 'finished';
}

/** The short name of a fact, or its id where the protocol does not know it. */
export function factTitle(protocol: Protocol, factId: FactId, lang: Lang): string {
  const fact = protocol.facts[factId];
  return fact ? say(protocol, fact.title, lang) : factId;
}

/** A condition in words, to stand after "als" or "when". */
export function conditionText(plan: Plan, condition: Condition, lang: Lang): string {
  const nl = lang === 'nl';
  const join = (parts: readonly Condition[], word: string): string =>
    parts.map((part) => conditionText(plan, part, lang)).join(` ${word} `);
  switch (condition.kind) {
    case 'fact': {
      const values = condition.in.map((value) => valueText(plan.protocol, condition.fact, value, lang));
      return `"${factTitle(plan.protocol, condition.fact, lang)}" is ${values.join(nl ? ' of ' : ' or ')}`;
    }
    case 'known': {
      const fact = factTitle(plan.protocol, condition.fact, lang);
      return nl ? `"${fact}" bekend is` : `"${fact}" is known`;
    }
    case 'done': {
      const title = titleOf(plan, condition.step, lang);
      if (condition.outcomes === null) return nl ? `${title} klaar is` : `${title} is finished`;
      const outcomes = condition.outcomes.map((outcome) => outcomeText(plan, condition.step, outcome, lang));
      return nl
        ? `${title} als uitkomst heeft: ${outcomes.join(' of ')}`
        : `${title} has the outcome: ${outcomes.join(' or ')}`;
    }
    case 'not':
      return nl
        ? `niet geldt dat ${conditionText(plan, condition.of, lang)}`
        : `it is not so that ${conditionText(plan, condition.of, lang)}`;
    case 'all':
      return join(condition.of, nl ? 'en' : 'and');
    case 'any':
      return join(condition.of, nl ? 'of' : 'or');
  }
}

const KIND_WORDS: Record<Lang, Record<TermKind, string>> = {
  nl: { hard: 'vaste termijn', target: 'streefdatum', effort: 'inspanning' },
  en: { hard: 'fixed term', target: 'target', effort: 'effort' },
};
export const kindText = (kind: TermKind, lang: Lang): string => KIND_WORDS[lang][kind];

const NOTE_WORDS: Record<Lang, Record<Note['kind'], string>> = {
  nl: { not_stated: 'Niet geregeld in de bron', reading: 'Onze lezing', hint: 'Niet uit het protocol', duty: 'Let op' },
  en: { not_stated: 'Not stated in the source', reading: 'Our reading', hint: 'Not from the protocol', duty: 'Mind' },
};
/** A note with the word for its kind before it. */
export function noteText(protocol: Protocol, note: Note, lang: Lang): string {
  return `${NOTE_WORDS[lang][note.kind]}: ${say(protocol, note.text, lang)}`;
}

/** Where it stands in the source: `Samenwerkingsovereenkomst …, A3`. */
export function sourceText(protocol: Protocol, step: Step, lang: Lang): string {
  return `${say(protocol, protocol.source.document, lang)}, ${step.section}`;
}

/** The name of a region by the id of its agreements; the id where there are none. */
export function regionText(protocols: ReadonlyMap<string, Protocol>, id: string, lang: Lang): string {
  const protocol = protocols.get(id);
  return protocol ? say(protocol, protocol.region, lang) : id;
}
