/**
 * What somebody may see of a case, read off the agreements (`ziet`) and the landlord's list, for the canaries.
 * Written apart from src on purpose: never calls the code that decides it there.
 */
import type { Case } from '../../src/domain/cases.ts';
import type { Role, Step } from '../../src/domain/protocol/definition.ts';
import type { Evaluation, Plan } from '../../src/domain/protocol/evaluate.ts';
import { DAYS, LANDLORDS_LIST, mark, ROUTE, WORDS } from './canaries.ts';

/** Somebody who looks, or everybody who looks along. */
export interface Eyes {
  readonly name: string;
  /** Ids of roles, person by person; one person: alone with the bot. */
  readonly people: readonly (readonly string[])[];
  /** False: none of them is casushouder, also not who often is. */
  readonly leads?: boolean;
}

// So that forms of who leads a case are in the sweep too.
const LEADS: ReadonlySet<string> = new Set(['begeleider', 'zorgaanbieder', 'gemeente', 'client']);

/** True where somebody with these roles is casushouder. */
export const isCasushouder = ({ leads }: Eyes, roles: readonly string[]): boolean =>
  leads !== false && LEADS.has(roles[0] ?? '');

export interface Sight {
  readonly alone: boolean;
  readonly all: boolean;
  readonly landlord: boolean;
  readonly step: (step: Step) => boolean;
  readonly fact: (id: string) => boolean;
  /** Facts that may be asked of them; a landlord can be asked what it is not told. */
  readonly asked: (id: string) => boolean;
}

/** What these people may see together. */
export function sightOf({ protocol }: Plan, eyes: Eyes): Sight {
  const { people } = eyes;
  // Where the agreements know a casushouder, whoever is it may see what that role may.
  const holder = protocol.holder ? [protocol.holder.role] : [];
  const rolesOf = (ids: readonly string[]) => (isCasushouder(eyes, ids) ? [...ids, ...holder] : ids);
  const roles = people.map((ids) =>
    rolesOf(ids).flatMap((id): Role[] => (protocol.roles[id] ? [protocol.roles[id]] : [])),
  );
  const each = (see: (role: Role) => boolean): boolean => roles.every((has) => has.some(see));
  const alone = people.length === 1;
  const landlord = alone && (roles[0] ?? []).length > 0 && (roles[0] ?? []).every((role) => role.landlord);
  const isDate = (id: string): boolean => protocol.facts[id]?.kind === 'date';
  const named = (id: string) => each(({ sees }) => sees.facts === 'all' || sees.facts.includes(id));
  return {
    ...{ alone, landlord },
    all: !landlord && each(({ sees }) => sees.steps === 'all' && sees.facts === 'all'),
    step: (step) =>
      each(
        ({ id, sees }) =>
          sees.steps === 'all' ||
          (sees.steps === 'own' && [...step.responsible, ...step.involved].some((one) => one === id)),
      ),
    fact: (id) => (landlord ? LANDLORDS_LIST.includes(id) || (isDate(id) && named(id)) : named(id)),
    asked: (id) => named(id) || (landlord && LANDLORDS_LIST.includes(id)),
  };
}

/** Which kind of card: some hold choices that are the same for every case. */
export type CardKind = 'case' | 'closing' | 'team' | 'sheet' | 'sharing';

/** The marks that may stand on a card of this kind. */
export function allowedMarks(plan: Plan, c: Case, sight: Sight, kind: CardKind): ReadonlySet<string> {
  const { protocol, route } = plan;
  const { alone, all, landlord } = sight;
  const marks = new Set<string>();
  const also = (when: boolean, ...words: readonly string[]): void => words.forEach((word) => when && marks.add(word));
  also(all, ROUTE, mark('Route'));
  also(all && alone, c.pseudonym, c.state.hold?.reason ?? '');
  also(landlord && kind === 'case', WORDS.holder);
  also(kind === 'team', WORDS.holder, WORDS.others);
  also(kind === 'sharing', WORDS.others);
  also(kind === 'sheet', WORDS.ground, WORDS.shareWhy);
  for (const step of route.steps.filter(sight.step)) {
    also(true, mark('Step', step.id));
    also(!landlord, mark('Phase', step.phase ?? ''));
    for (const outcome of step.outcomes) {
      also(true, mark('Outcome', `${step.id}X${outcome.id}`));
      // An ending shows to who sees the outcome that led to it.
      const reached = c.state.done.some((each) => each.step === step.id && each.outcome === outcome.id);
      also(!landlord && reached && outcome.ends !== null, mark('Ending', outcome.ends ?? ''));
    }
  }
  also(all && alone && c.state.closed !== null, mark('Ending', c.state.closed?.ending));
  if (kind === 'closing') for (const id of Object.keys(protocol.endings)) also(true, mark('Ending', id));
  for (const fact of Object.values(protocol.facts)) {
    const seen = sight.fact(fact.id);
    also(sight.asked(fact.id) || kind === 'sheet', mark('Fact', fact.id));
    also(seen && alone, mark('Text', fact.id));
    for (const { id } of fact.options) also(sight.asked(fact.id) && alone, mark('Option', `${fact.id}X${id}`));
  }
  // A name of a bewindvoerder only where there is one.
  if (landlord && c.state.facts['bewindvoering'] !== true) marks.delete(mark('Text', 'bewindvoerder'));
  return marks;
}

/** The days of the case that may stand on a card of this kind; days of no case are not in question. */
export function allowedDays(c: Case, whole: Evaluation, sight: Sight, kind: CardKind): ReadonlySet<string> {
  const { alone, landlord } = sight;
  const days: (string | null | undefined)[] = [whole.today];
  for (const [id, value] of Object.entries(whole.known.facts)) {
    if (alone && sight.fact(id) && typeof value === 'string') days.push(value);
  }
  for (const status of whole.steps.filter((each) => sight.step(each.step))) {
    // Somebody's own terms are theirs to know, whatever they were counted from.
    for (const term of status.terms) days.push(term.by, term.from);
    for (const reason of status.because) if (reason.kind === 'opens') days.push(reason.on);
    days.push(status.last?.on);
  }
  if (!landlord) days.push(c.state.hold?.since.slice(0, 10), c.state.closed?.at.slice(0, 10));
  if (kind === 'sheet') days.push(DAYS.informed, DAYS.told);
  return new Set(days.filter((day) => typeof day === 'string'));
}

/** All days that came out of the case, so that on a card they can be told from others. */
export function daysOf(c: Case): ReadonlySet<string> {
  const facts = Object.values(c.state.facts).filter((value) => typeof value === 'string');
  return new Set([...Object.values(DAYS), ...facts, ...c.state.done.map((each) => each.on)]);
}
