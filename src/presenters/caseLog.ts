/**
 * A line of the log in plain Dutch, to stand after the name of who did it. For exports: cards have words of their own.
 */
import type { Effect, Informed } from '../domain/cases.ts';
import type { FactId, FactValue, StepId } from '../domain/protocol/definition.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import { dateText } from './dates.ts';
import { factTitle, outcomeText, rolesText, titleOf, valueText } from './protocolText.ts';

/** How to name members and organisations. */
export interface Names {
  readonly member: (id: string) => string;
  readonly organisation: (id: string) => string;
}

/** What a change was: `zette op pauze: …`. */
export function changeText(plan: Plan, effect: Effect, names: Names): string {
  switch (effect.type) {
    case 'opened':
      return `opende de casus op route ${effect.route}`;
    case 'step_completed':
    case 'step_undone':
    case 'tasks_ticked':
    case 'step_opened':
    case 'term_moved':
    case 'decided':
      return stepText(plan, effect, names);
    case 'fact_changed':
      return factText(plan, effect.fact, effect.from, effect.to);
    case 'held':
      return `zette de casus op pauze: ${effect.reason}`;
    case 'resumed':
      return 'haalde de casus van pauze';
    case 'closed':
      return `sloot de casus af met "${endingText(plan, effect.ending)}": ${effect.reason}`;
    case 'reopened':
      return `opende de casus weer: ${effect.reason}`;
    case 'moved':
      return 'bracht de casus naar een nieuwe versie van het protocol';
    case 'handover_offered':
    case 'handover_accepted':
    case 'handover_refused':
    case 'handover_withdrawn':
      return handoverText(effect, names);
    default:
      return sharingText(plan, effect, names);
  }
}

type StepEffect = Extract<Effect, { readonly step: StepId }>;
type SharingEffect = Extract<
  Effect,
  { readonly type: 'informed' | 'told' | 'not_told' | 'shared' | 'unshared' | 'joined' | 'left' | 'words_kept' }
>;

function stepText(
  plan: Plan,
  effect: Exclude<StepEffect, { readonly type: 'told' | 'not_told' }>,
  names: Names,
): string {
  const title = titleOf(plan, effect.step, 'nl');
  switch (effect.type) {
    case 'step_completed': {
      const outcome =
        effect.outcome === null ? '' : `, met als uitkomst: ${outcomeText(plan, effect.step, effect.outcome, 'nl')}`;
      return `zette klaar: ${title} (op ${dateText(effect.on, 'nl')}${outcome})`;
    }
    case 'step_undone':
      return `zette terug naar niet klaar: ${title}`;
    case 'tasks_ticked':
      return effect.tasks.length === 0
        ? `haalde alle vinkjes weg bij: ${title}`
        : `vinkte af bij ${title}: ${taskTexts(plan, effect.step, effect.tasks).join('; ')}`;
    case 'decided': {
      const instead = effect.supersedes === null ? '' : ` in de plaats van besluit ${effect.supersedes}`;
      const heard = effect.witnesses.map((id) => names.member(id)).join(', ');
      const how = heard === '' ? '' : `; ${heard} hoorde wat voor anderen is vastgelegd`;
      return `legde besluit ${effect.number} vast${instead}: ${title}${how}`;
    }
    case 'step_opened':
      return `zorgde dat deze stap aan de beurt kwam: ${title}`;
    case 'term_moved':
      return `verschoof de termijn van ${title}: van ${dayOf(effect.from)} naar ${dayOf(effect.to)}`;
  }
}

function sharingText(plan: Plan, effect: SharingEffect, names: Names): string {
  switch (effect.type) {
    case 'informed':
      return `legde vast: ${informedText(effect)}`;
    case 'told':
      return `legde vast dat aan ${rolesText(plan.protocol, effect.with, 'nl')} is verteld: ${effect.what}`;
    case 'not_told':
      return `legde vast dat dit niet is verteld aan ${rolesText(plan.protocol, effect.with, 'nl')}, omdat de cliënt dat niet wil: ${effect.what}`;
    case 'shared':
      return `liet ${names.organisation(effect.organisation)} meedoen (${rolesText(plan.protocol, effect.sees, 'nl')}): ${effect.why}`;
    case 'unshared':
      return `liet ${names.organisation(effect.organisation)} niet meer meedoen: ${effect.why}`;
    case 'joined':
    case 'left': {
      const whom = `${names.member(effect.member)} voor ${names.organisation(effect.organisation)}`;
      const as = effect.casushouder ? ', als casushouder' : '';
      return effect.type === 'joined' ? `liet ${whom} meedoen${as}` : `liet ${whom} stoppen${as}`;
    }
    case 'words_kept':
      return `liet woorden staan die persoonlijk leken (${effect.kinds.join(', ')}): ${effect.why}`;
  }
}

type HandoverEffect = Extract<Effect, { readonly offer: string }>;

function handoverText(effect: HandoverEffect, names: Names): string {
  const whom = names.member(effect.member);
  switch (effect.type) {
    case 'handover_offered':
    case 'handover_accepted': {
      const days = `vanaf ${dayOf(effect.start)}${effect.until === null ? '' : `, met de vorige erbij tot en met ${dayOf(effect.until)}`}`;
      const place = `${whom} (${names.organisation(effect.organisation)})`;
      return effect.type === 'handover_offered'
        ? `vroeg ${place} om casushouder te worden, ${days}`
        : `legde vast dat ${place} casushouder is, ${days}`;
    }
    case 'handover_refused':
      return `legde vast dat ${whom} geen casushouder wordt: ${effect.reason}`;
    case 'handover_withdrawn':
      return `trok de vraag aan ${whom} om casushouder te worden weer in`;
  }
}

function factText(plan: Plan, fact: FactId, from: FactValue | null, to: FactValue | null): string {
  const title = `"${factTitle(plan.protocol, fact, 'nl')}"`;
  const words = (value: FactValue): string => valueText(plan.protocol, fact, value, 'nl');
  if (to === null) return `haalde weg: ${title}${from === null ? '' : ` (was: ${words(from)})`}`;
  return from === null
    ? `vulde in bij ${title}: ${words(to)}`
    : `veranderde ${title} van ${words(from)} in ${words(to)}`;
}

const BY = { recorder: 'door wie dit vastlegde', colleague: 'door een collega', other: 'door iemand anders' };
const HOW = { conversation: 'in een gesprek', phone: 'aan de telefoon', letter: 'met een brief of bericht' };

/** Whether the client knows: who told them, when and how, or why not. */
export function informedText({ by, on, how, ground }: Informed): string {
  const day = dateText(on, 'nl');
  return how === 'exception'
    ? `de cliënt is niet vooraf geïnformeerd (${day}), omdat: ${ground ?? ''}`
    : `de cliënt weet wat wordt gedeeld (op ${day}, ${HOW[how]}, ${BY[by]})`;
}

/** The words of an ending, or its id where the protocol has no such ending. */
export const endingText = (plan: Plan, ending: string): string => plan.protocol.endings[ending]?.title ?? ending;

/** The words of these tasks of a step. */
export const taskTexts = (plan: Plan, step: StepId, tasks: readonly string[]): readonly string[] =>
  tasks.map((id) => plan.steps.get(step)?.tasks.find((task) => task.id === id)?.text ?? id);

const dayOf = (day: string | null): string => (day === null ? 'geen dag' : dateText(day, 'nl'));
