/**
 * Decisions in the chat: recording one, the register of a case and of a day, replacing and taking back. In a personal
 * chat only, but for the list, which shows in a group what everybody there may see.
 */
import type { Press } from '../../presenters/buttons.ts';
import type { CardData, Notice } from '../../presenters/card.ts';
import { decisionRefusalText, readDecision } from '../../presenters/decisionForm.ts';
import {
  decisionCard,
  decisionsCard,
  supersedeForm,
  todayCard,
  WITHDRAW,
  type DecisionCase,
} from '../../presenters/decisions.ts';
import { readDate } from '../../presenters/dates.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { effectNotices, refusalFor, waysOn, wordCard } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { decisionWords } from '../../presenters/wordingDecisions.ts';
import { seesFact } from '../../domain/access.ts';
import type { Refusal } from '../../domain/cases.ts';
import type { DecisionRefusal } from '../../domain/decisions/ways.ts';
import type { SeenDecision } from '../../domain/decisions/seen.ts';
import { standing } from '../../domain/decisions/records.ts';
import { canBeFinished } from '../../domain/protocol/step.ts';
import { withoutRoute } from '../../domain/views.ts';
import { decisionsOf, decisionsOfDay } from '../../usecases/readDecisions.ts';
import { readCase, readCaseByCode, seeCase, type CaseView } from '../../usecases/readCase.ts';
import { recordDecision } from '../../usecases/recordDecision.ts';
import { supersedeDecision, type SupersedeResult } from '../../usecases/supersedeDecision.ts';
import { about, currentView, forbidden, noCase, notice, personalOnly, show, type Answer, type Turn } from '../turn.ts';
import { stepAgain } from './cards.ts';
import { readFinish } from './finishing.ts';
import { guardTyped, textFacts } from './guard.ts';
import { weighingAnswer } from './weighing.ts';

const CODE = /\b([a-z]{2,4}-\d{4}-\d{3,})\b/i;
const OF_DAY =
  /^(?:welke |alle )?(?:besluiten|beslissingen) van vandaag[?.!]?$|^(?:which |all )?decisions (?:of|from) today[?.!]?$|^today'?s decisions[?.!]?$/i;
const OF_CASE =
  /^(?:toon |welke |alle |show |all )?(?:(?:de )?besluiten|(?:the )?decisions)(?: (?:over|van|in|on|of|about) (?:deze|dit|de|this|the)? ?(?:casus|case|cli[eë]nt|client)?)?(?: ?[a-z]{2,4}-\d{4}-\d{3,})?[?.!]?$/i;

/** The answer to words about the register, and to "leg het besluit vast"; null for other words. */
export async function decisionsAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (OF_DAY.test(text)) return turn.reader.shared ? personalOnly(turn) : todayAnswer(turn);
  if (!OF_CASE.test(text)) return null;
  const view = await caseOf(turn, CODE.exec(text)?.[1]?.toUpperCase() ?? null);
  return view ? listAnswer(turn, view) : noneAtHand(turn);
}

/** The answer to the intent of recording a decision: the card of the step that is to be decided now. */
export async function decideAnswer(turn: Turn, code: string | null): Promise<Answer> {
  if (turn.reader.shared) return personalOnly(turn);
  const view = await caseOf(turn, code);
  if (!view) return noneAtHand(turn);
  const status = view.evaluation.steps.find((each) => each.step.decision !== null && canBeFinished(each));
  return status ? stepAgain(turn, view, status.step.id, [], {}) : listAnswer(turn, view);
}

const caseOf = (turn: Turn, code: string | null): Promise<CaseView | null> =>
  code === null ? currentView(turn) : readCaseByCode(turn.deps, code, turn.member);

const noneAtHand = (turn: Turn): Answer => ({
  card: wordCard([words(turn.reader.lang).nameCode], waysOn(turn.reader)),
});

const VERBS = new Set([
  'decide_save',
  'decisions',
  'decision',
  'supersede',
  'supersede_save',
  'decisions_today',
  'weigh',
] as const);
type DecisionVerb = typeof VERBS extends Set<infer V> ? V : never;
type DecisionPress = Extract<Press, { verb: DecisionVerb }>;

/** True for a press about decisions. */
export const isDecisionPress = (press: Press): press is DecisionPress => (VERBS as ReadonlySet<string>).has(press.verb);

/** Answers such a press. */
export async function decisionPress(turn: Turn, press: DecisionPress, typed: Typed): Promise<Answer> {
  if (turn.reader.shared && press.verb !== 'decisions') return personalOnly(turn);
  if (press.verb === 'decisions_today') return todayAnswer(turn);
  const view = await readCase(turn.deps, press.data.c, turn.member);
  if (!view) return noCase(turn);
  switch (press.verb) {
    case 'weigh':
      return weighingAnswer(turn, view);
    case 'decisions':
      return listAnswer(turn, view);
    case 'decide_save':
      return save(turn, view, press.data, typed);
    case 'decision':
      return oneAnswer(turn, view, press.data.d);
    case 'supersede':
      return supersedeStart(turn, view, press.data.d);
    case 'supersede_save':
      return supersedeSave(turn, view, press.data, typed);
  }
}

const caseFor = ({ case: c, plan, who }: CaseView): DecisionCase => ({
  ...{ id: c.id, code: c.code, version: c.version },
  plan: who.seesAll && !who.landlord ? plan : withoutRoute(plan),
});

async function listAnswer(turn: Turn, view: CaseView, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, reader } = turn;
  if (!reader.shared) return about(view, decisionsCard(caseFor(view), await decisionsOf(deps, view), reader, notices));
  const decisions = await decisionsOf(deps, view, (await turn.people()) ?? []);
  const c = { ...caseFor(view), plan: withoutRoute(view.plan) };
  const card = (): CardData => decisionsCard(c, decisions, reader, notices);
  return show(turn, view, { reader: card, landlord: card });
}

async function todayAnswer(turn: Turn): Promise<Answer> {
  const found = await decisionsOfDay(turn.deps, turn.member);
  const cases = found.map(({ view, decisions }) => ({ case: caseFor(view), decisions }));
  return { card: todayCard(cases, turn.reader), shows: found.map(({ view }) => view) };
}

async function oneOf(turn: Turn, view: CaseView, id: string): Promise<SeenDecision | null> {
  return (await decisionsOf(turn.deps, view)).find(({ record }) => record.id === id) ?? null;
}

async function oneAnswer(turn: Turn, view: CaseView, id: string, notices: readonly Notice[] = []): Promise<Answer> {
  const seen = await oneOf(turn, view, id);
  if (!seen) return listAnswer(turn, view, notices);
  return about(view, decisionCard(caseFor(view), seen, turn.reader, notices));
}

/** What the form of a decision holds, with the way back to that form; or the answer where it cannot be read. */
export async function readDecideForm(turn: Turn, view: CaseView, s: string, filled: Typed) {
  const { member, reader } = turn;
  const guarded = guardTyped(turn, filled, textFacts(view.plan.protocol));
  if (!guarded.ok) {
    const answer = await stepAgain(turn, view, s, [], guarded.typed);
    return { refused: { ...answer, card: guarded.ask(answer.card) } };
  }
  const { typed, kept } = guarded;
  const again = (text: string, on = view): Promise<Answer> => stepAgain(turn, on, s, notice(text, 'attention'), typed);
  const step = view.plan.steps.get(s);
  if (!step) return { refused: noCase(turn) };
  const form = readFinish(view, s, typed);
  if ('refusal' in form) return { refused: await again(await refusedText(turn, view, form.refusal)) };
  const own = readDecision(step, typed, { roles: view.who.roles, memberId: member.id });
  if ('wrongDate' in own) {
    return { refused: await again(words(reader.lang).refusal.wrong_date(own.wrongDate.slice(0, 40))) };
  }
  const done = form.events.at(-1);
  if (done?.type !== 'complete_step') return { refused: noCase(turn) };
  return { typed, kept, again, own, done, first: form.events.slice(0, -1) };
}

async function save(
  turn: Turn,
  view: CaseView,
  { v, s }: { readonly v: number; readonly s: string },
  filled: Typed,
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const form = await readDecideForm(turn, view, s, filled);
  if ('refused' in form) return form.refused;
  const { typed, kept, again, own, done, first } = form;
  const decision = {
    ...own,
    step: s,
    outcome: done.outcome,
    on: done.on,
    tasks: done.tasks,
    meetingId: null,
    vote: null,
  };
  const input = { caseId: view.case.id, seenVersion: v, decision, first, member, kept };
  const result = await recordDecision(deps, input);
  switch (result.kind) {
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'stale':
      return stepAgain(turn, result.view, s, notice(words(reader.lang).staleInputs, 'warning'), typed);
    case 'refused':
      return again(await refusedText(turn, result.view, result.refusal), result.view);
    case 'recorded': {
      const seen = await seeCase(deps, result.view);
      const said = notice(decisionWords(reader.lang).recorded(result.record.number), 'good');
      const effects = seen.kind === 'landlord' ? [] : effectNotices(seen, result.effects, reader);
      return oneAnswer(turn, result.view, result.record.id, [...said, ...effects]);
    }
  }
}

/** Why a decision was refused, in words that this reader may have. */
export async function refusedText(
  turn: Turn,
  view: CaseView,
  refusal: Refusal | DecisionRefusal | Extract<SupersedeResult, { kind: 'refused' }>['refusal'],
): Promise<string> {
  const { lang } = turn.reader;
  if (isOfDecision(refusal)) {
    const sees = (fact: string): boolean => seesFact(view.who, fact);
    return decisionRefusalText(view.plan, refusal, sees, lang);
  }
  return refusalFor(await seeCase(turn.deps, view), view.plan, refusal, turn.reader);
}

type OfDecision = DecisionRefusal | { readonly kind: 'why_missing' | 'superseded_already' };
const isOfDecision = (refusal: Refusal | OfDecision): refusal is OfDecision =>
  Object.hasOwn(decisionWords('nl').refusal, refusal.kind) || refusal.kind === 'forbidden_outcome';

/** The answer to undoing a step on which a decision stands: that decision, to be taken back or replaced. */
export async function undoDecision(turn: Turn, view: CaseView, stepId: string): Promise<Answer> {
  if (turn.reader.shared) return personalOnly(turn);
  const register = await turn.deps.uow.stores.decisions.ofCase(view.case.id);
  const stands = standing(register, stepId);
  const said = notice(decisionWords(turn.reader.lang).undoInRegister, 'warning');
  return stands ? oneAnswer(turn, view, stands.id, said) : listAnswer(turn, view, said);
}

async function supersedeStart(
  turn: Turn,
  view: CaseView,
  id: string,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Promise<Answer> {
  const seen = await oneOf(turn, view, id);
  if (!seen?.changeable) return oneAnswer(turn, view, id, notices);
  return about(view, supersedeForm(caseFor(view), seen, turn.reader, notices, typed));
}

async function supersedeSave(
  turn: Turn,
  view: CaseView,
  { v, d }: { readonly v: number; readonly d: string },
  filled: Typed,
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const guarded = guardTyped(turn, filled);
  if (!guarded.ok) {
    const answer = await supersedeStart(turn, view, d, [], guarded.typed);
    return { ...answer, card: guarded.ask(answer.card) };
  }
  const { typed, kept } = guarded;
  const old = await deps.uow.stores.decisions.byId(d);
  if (old?.caseId !== view.case.id) return listAnswer(turn, view);
  const again = (text: string, on = view): Promise<Answer> =>
    supersedeStart(turn, on, d, notice(text, 'attention'), typed);
  const chosen = typed['outcome'] ?? '';
  if (chosen === '') return again(decisionWords(reader.lang).refusal.outcome_missing);
  const day = (typed['on'] ?? '').trim();
  const on = day === '' ? old.on : readDate(day);
  if (on === null) return again(words(reader.lang).refusal.wrong_date(day.slice(0, 40)));
  const { agreements, reviewOn } = old;
  const outcome = chosen === 'same' ? null : chosen;
  const change = chosen === WITHDRAW ? null : { outcome, on, agreements, reviewOn, reasons: typed['reason'] ?? '' };
  const seen = { caseId: view.case.id, seenVersion: v, decisionId: d, change, why: typed['why'] ?? '' };
  const result = await supersedeDecision(deps, { ...seen, member, kept });
  switch (result.kind) {
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'stale':
      return supersedeStart(turn, result.view, d, notice(words(reader.lang).staleInputs, 'warning'), typed);
    case 'refused':
      return again(await refusedText(turn, result.view, result.refusal), result.view);
    case 'recorded':
      return oneAnswer(
        turn,
        result.view,
        result.record.id,
        notice(decisionWords(reader.lang).recorded(result.record.number), 'good'),
      );
  }
}
