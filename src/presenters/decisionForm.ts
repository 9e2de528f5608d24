/**
 * What a decision adds to the card of its step: who must agree, what cannot be chosen and why, the fields, and what
 * became of the form. Made from the agreements and what this reader may see; no region is named here.
 */
import type { NewDecision } from '../domain/decisions/records.ts';
import { choicesOf, factsWeighed, type Choice, type DecisionRefusal } from '../domain/decisions/ways.ts';
import { factsOf, type Knowledge } from '../domain/protocol/conditions.ts';
import type { FactId, Party, Step } from '../domain/protocol/definition.ts';
import type { Plan } from '../domain/protocol/evaluate.ts';
import type { Lang } from '../shared/lang.ts';
import { readDate } from './dates.ts';
import { field, type Field, type Typed } from './inputs.ts';
import type { Witness } from '../usecases/tableDecision.ts';
import { choiceText as choiceTitle } from './card.ts';
import { factTitle, outcomeText, rolesText, say, valueText } from './protocolText.ts';
import { decisionWords } from './wordingDecisions.ts';

/** The part of the card that is about deciding. */
export interface DecisionPart {
  /** False: a vote decides, there is nothing to fill in. */
  readonly recordable: boolean;
  /** Others have to agree, and can be asked. */
  readonly askable: boolean;
  /** It hangs on what is known of the client: there is a card that weighs it. */
  readonly weighed: boolean;
  readonly about: readonly { readonly title: string; readonly text: string }[];
  readonly fields: readonly Field[];
  /** Outcomes that can be chosen as far as is known. */
  readonly outcomes: ReadonlySet<string>;
  /** Facts on which it hangs what can be chosen, and that are not known. */
  readonly asks: readonly FactId[];
}

/**
 * The part for this step; null where the agreements know no decision. `roles`: those of the reader. `witnesses`: where
 * it is on a table, who there can be named as having heard what is noted.
 */
export function decisionPart(
  plan: Plan,
  step: Step,
  known: Knowledge,
  roles: ReadonlySet<string>,
  typed: Typed,
  lang: Lang,
  witnesses: readonly Witness[] = [],
): DecisionPart | null {
  const { decision } = step;
  if (!decision) return null;
  const choices = choicesOf(step, known);
  const recordable = decision.kind !== 'majority';
  return {
    recordable,
    weighed: factsWeighed(step).length > 0 && [...roles].some((role) => seesAll(plan, role)),
    askable: decision.kind === 'joint' || decision.kind === 'committee',
    about: [
      { title: decisionWords(lang).kinds[decision.kind], text: say(plan.protocol, decision.text, lang) },
      ...whoAgrees(plan, step, lang),
      ...knownText(plan, step, known, lang),
      ...choices.flatMap((choice) => choiceText(plan, step, choice, lang)),
      ...afterwards(plan, step, lang),
    ],
    fields: recordable ? fieldsOf(plan, step, roles, typed, lang, witnesses) : [],
    outcomes: new Set(choices.flatMap(({ outcome, forbidden }) => (forbidden.length > 0 ? [] : (outcome ?? [])))),
    asks: [...new Set(choices.flatMap(({ unknown }) => unknown))],
  };
}

const seesAll = ({ protocol }: Plan, role: string): boolean => {
  const sees = protocol.roles[role]?.sees;
  return sees?.steps === 'all' && sees.facts === 'all';
};

/** A party in words: of several roles one is enough. */
export const partyText = (plan: Plan, party: Party, lang: Lang): string =>
  party.map((role) => rolesText(plan.protocol, [role], lang)).join(decisionWords(lang).or);
/** Parties in words. */
export const partiesText = (plan: Plan, parties: readonly Party[], lang: Lang): string =>
  parties.map((party) => partyText(plan, party, lang)).join(', ');

function whoAgrees(plan: Plan, { decision }: Step, lang: Lang): DecisionPart['about'] {
  const d = decisionWords(lang);
  if (!decision || decision.kind === 'majority' || decision.kind === 'consultation') {
    return decision?.kind === 'majority' ? [{ title: d.whoAgrees, text: d.voteFirst }] : [];
  }
  const who = partiesText(plan, decision.parties, lang);
  const text = decision.least === null ? d.all(who) : d.least(decision.least, who);
  const members = decision.members.length > 0 ? ` ${d.members(decision.members.join(', '))}` : '';
  return [{ title: d.whoAgrees, text: `${text}${members}` }];
}

// What was answered on which it hangs what follows: only what this reader sees is in `known`.
function knownText(plan: Plan, step: Step, known: Knowledge, lang: Lang): DecisionPart['about'] {
  const lines = factsWeighed(step).flatMap((fact) => {
    const value = known.facts[fact];
    return value === undefined
      ? []
      : [`${factTitle(plan.protocol, fact, lang)}: ${valueText(plan.protocol, fact, value, lang)}`];
  });
  return lines.length > 0 ? [{ title: decisionWords(lang).follows, text: `${lines.join('; ')}.` }] : [];
}

function choiceText(plan: Plan, step: Step, choice: Choice, lang: Lang): DecisionPart['about'] {
  const d = decisionWords(lang);
  const title = outcomeText(plan, step.id, choice.outcome, lang);
  const ruled = (ruling: { readonly text: string; readonly rules: readonly string[] }): string =>
    `${say(plan.protocol, ruling.text, lang)} (${ruling.rules.join(', ')})`;
  const [limit] = choice.forbidden;
  if (limit) return [{ title: d.cannot(title), text: ruled(limit) }];
  if (!choice.ruling) return [];
  const who = partiesText(plan, choice.parties, lang);
  return [
    { title: choice.parties.length > 0 ? d.needs(title, who) : d.needsNobody(title), text: ruled(choice.ruling) },
  ];
}

function afterwards(plan: Plan, { decision }: Step, lang: Lang): DecisionPart['about'] {
  const d = decisionWords(lang);
  const { objection, written } = decision ?? { objection: null, written: null };
  const text = objection
    ? `${say(plan.protocol, objection.text, lang)} (${objection.rules.join(', ')})`
    : d.noObjection;
  return [
    { title: d.objection, text },
    ...(written
      ? [{ title: d.written, text: `${say(plan.protocol, written.text, lang)} (${written.rules.join(', ')})` }]
      : []),
  ];
}

function fieldsOf(
  plan: Plan,
  { decision }: Step,
  roles: ReadonlySet<string>,
  typed: Typed,
  lang: Lang,
  witnesses: readonly Witness[],
): readonly Field[] {
  const d = decisionWords(lang);
  const parties = decision?.parties ?? [];
  const own = parties.flatMap((party) => (party.some((role) => roles.has(role)) ? (party[0] ?? []) : []));
  const agree = field({
    ...{ id: 'agree', kind: 'choice', multi: true, style: 'expanded', value: typed['agree'] ?? own.join(',') },
    label: decision?.kind === 'consultation' ? d.heard : d.agree,
    choices: parties.map((party) => ({ title: partyText(plan, party, lang), value: party[0] ?? '' })),
  });
  const reasons = field({
    ...{ id: 'reason', label: d.reasons, kind: 'text', value: typed['reason'] ?? '', placeholder: d.reasonsHint },
    ...{ max: 1000, multiline: true, error: d.refusal.reasons_missing },
  });
  const review = field({ id: 'review', label: d.review, kind: 'date', value: typed['review'] ?? '' });
  const heard = field({
    ...{ id: 'witness', label: d.witness, kind: 'choice', value: typed['witness'] ?? NOBODY },
    choices: [
      { title: d.noWitness, value: NOBODY },
      ...witnesses.slice(0, MOST_WITNESSES).map(({ id, name }) => ({ title: choiceTitle(name ?? id), value: id })),
    ],
  });
  const asked = isAsked(decision);
  return [...(asked ? [agree] : []), ...(asked && witnesses.length > 0 ? [heard] : []), reasons, review];
}

const NOBODY = '-';
// As many as can be invited to a table on its form.
const MOST_WITNESSES = 28;

// Where one organisation or official decides, there is nobody else to agree.
const isAsked = (decision: Step['decision']): boolean =>
  decision?.kind === 'joint' || decision?.kind === 'committee' || decision?.kind === 'consultation';

/** The decision on a form, without what the step's form holds; `wrongDate`: a day that cannot be read. */
export function readDecision(
  step: Step,
  typed: Typed,
  who: { readonly roles: ReadonlySet<string>; readonly memberId: string },
): Pick<NewDecision, 'agreements' | 'reasons' | 'reviewOn'> | { readonly wrongDate: string } {
  const { decision } = step;
  const ticked = new Set((typed['agree'] ?? '').split(','));
  const parties = decision?.parties ?? [];
  const said = isAsked(decision)
    ? parties.filter(([first = '']) => ticked.has(first))
    : [parties.find((party) => party.some((role) => who.roles.has(role))) ?? parties[0] ?? []];
  const review = (typed['review'] ?? '').trim();
  const reviewOn = review === '' ? null : readDate(review);
  if (review !== '' && reviewOn === null) return { wrongDate: review };
  const witness = typed['witness'] ?? NOBODY;
  return {
    agreements: said.map((party) => {
      const own = party.find((role) => who.roles.has(role));
      const how =
        own === undefined
          ? { memberId: null, witnessId: witness === NOBODY ? null : witness }
          : { memberId: who.memberId, witnessId: null };
      return { role: own ?? party[0] ?? '', agrees: true, ...how };
    }),
    ...{ reasons: typed['reason'] ?? '', reviewOn },
  };
}

/** Why a decision is not recorded, in words. What is about facts that the reader may not see is not named. */
export function decisionRefusalText(
  plan: Plan,
  refusal: DecisionRefusal | { readonly kind: 'why_missing' | 'superseded_already' },
  sees: (fact: FactId) => boolean,
  lang: Lang,
): string {
  const r = decisionWords(lang).refusal;
  switch (refusal.kind) {
    case 'forbidden_outcome':
      if (!factsOf(refusal.if).every(sees)) return r.hidden;
      return `${say(plan.protocol, refusal.ruling.text, lang)} (${refusal.ruling.rules.join(', ')})`;
    case 'facts_unknown':
      if (!refusal.facts.every(sees)) return r.hidden;
      return r.facts_unknown(refusal.facts.map((fact) => factTitle(plan.protocol, fact, lang)).join(', '));
    case 'not_agreed':
    case 'not_heard':
    case 'not_there':
      return r[refusal.kind](partiesText(plan, refusal.missing, lang));
    default:
      return r[refusal.kind];
  }
}
