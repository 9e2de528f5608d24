/**
 * The fields of forms: facts, tasks, outcomes, dates. One shape that the templates draw, and the reading back of it.
 */
import { fits, inOrder } from '../domain/protocol/step.ts';
import type { Fact, FactId, FactValue, Protocol } from '../domain/protocol/definition.ts';
import type { Lang } from '../shared/lang.ts';
import { readDate } from './dates.ts';
import { say } from './protocolText.ts';
import { words } from './wording.ts';

/** What was filled in on a card, by input id. */
export type Typed = Readonly<Record<string, string>>;

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly kind: 'date' | 'choice' | 'text' | 'toggle';
  readonly value: string;
  readonly required: boolean;
  readonly error: string;
  readonly placeholder: string;
  readonly max: number;
  readonly multiline: boolean;
  /** Several choices; the value is their ids with commas between. */
  readonly multi: boolean;
  readonly style: 'compact' | 'expanded';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

const EMPTY: Omit<Field, 'id' | 'label' | 'kind'> = {
  value: '',
  required: false,
  error: ' ',
  placeholder: ' ',
  max: 100,
  multiline: false,
  multi: false,
  style: 'compact',
  choices: [],
};

/** A field with ordinary settings for what is left out. */
export const field = (part: Pick<Field, 'id' | 'label' | 'kind'> & Partial<Field>): Field => ({ ...EMPTY, ...part });

/** The field as the templates need it: one flag for each kind. */
export const drawn = (each: Field) => ({
  ...each,
  isDate: each.kind === 'date',
  isChoice: each.kind === 'choice',
  isText: each.kind === 'text',
  isToggle: each.kind === 'toggle',
});

const UNKNOWN = '-';

/** The field that asks for a fact. A choice can be left open with "I do not know yet", unless it is required. */
export function factField(
  protocol: Protocol,
  fact: Fact,
  value: FactValue | undefined,
  typed: Typed,
  lang: Lang,
  required = false,
): Field {
  const t = words(lang);
  const id = `f_${fact.id}`;
  const now = value === undefined ? '' : value === true ? 'ja' : value === false ? 'nee' : value;
  const common = {
    id,
    label: say(protocol, fact.question, lang),
    value: typed[id] ?? now,
    required,
    error: t.factError,
  };
  if (fact.kind === 'date') return field({ ...common, kind: 'date' });
  if (fact.kind === 'text') return field({ ...common, kind: 'text' });
  const options =
    fact.kind === 'yesno'
      ? [
          { title: t.yes, value: 'ja' },
          { title: t.no, value: 'nee' },
        ]
      : fact.options.map((option) => ({ title: say(protocol, option.title, lang), value: option.id }));
  const multi = fact.kind === 'choices';
  const open = required || multi ? [] : [{ title: t.notKnown, value: UNKNOWN }];
  const chosen = common.value === '' && open.length > 0 ? UNKNOWN : common.value;
  return field({
    ...common,
    kind: 'choice',
    value: chosen,
    choices: [...options, ...open],
    multi,
    style: multi || options.length <= 5 ? 'expanded' : 'compact',
  });
}

export type FactsRead =
  | { readonly ok: true; readonly facts: Readonly<Record<FactId, FactValue | null>> }
  | { readonly ok: false; readonly fact: Fact; readonly value: string };

/** The facts on a form. An empty field is a fact that is not known (null); a value of the wrong kind is named. */
export function readFacts(protocol: Protocol, typed: Typed): FactsRead {
  const facts: Record<FactId, FactValue | null> = {};
  for (const [key, raw] of Object.entries(typed)) {
    if (!key.startsWith('f_')) continue;
    const id = key.slice(2);
    const fact = Object.hasOwn(protocol.facts, id) ? protocol.facts[id] : undefined;
    if (!fact) continue;
    const value = raw.trim();
    if (value === '' || value === UNKNOWN) {
      facts[id] = null;
      continue;
    }
    const read = readValue(fact, value);
    if (read === null || !fits(fact, read)) return { ok: false, fact, value };
    facts[id] = read;
  }
  return { ok: true, facts };
}

function readValue(fact: Fact, value: string): FactValue | null {
  if (fact.kind === 'date') return readDate(value);
  if (fact.kind === 'choices') return inOrder(fact, value.split(','));
  if (fact.kind !== 'yesno') return value;
  if (['ja', 'yes', 'true'].includes(value.toLowerCase())) return true;
  return ['nee', 'no', 'false'].includes(value.toLowerCase()) ? false : null;
}
