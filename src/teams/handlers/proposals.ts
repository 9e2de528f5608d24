/**
 * A proposed decision in a personal chat: proposing it from the card of its step, and the answers of those who have to
 * agree. Whether it is theirs is asked again at every press.
 */
import type { Answer as Said } from '../../domain/decisions/proposal.ts';
import type { Press } from '../../presenters/buttons.ts';
import type { Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { proposalCard, unreachableText } from '../../presenters/proposals.ts';
import { words } from '../../presenters/wording.ts';
import { decisionWords } from '../../presenters/wordingDecisions.ts';
import { changeCase, type Kept } from '../../usecases/changeCase.ts';
import { answerProposal, proposeDecision, withdrawProposal } from '../../usecases/proposeDecision.ts';
import { readCase, type CaseView } from '../../usecases/readCase.ts';
import { readProposal } from '../../usecases/readProposal.ts';
import { about, forbidden, noCase, notice, personalOnly, type Answer, type Turn } from '../turn.ts';
import { stepAgain } from './cards.ts';
import { readDecideForm, refusedText } from './decisions.ts';
import { guardTyped } from './guard.ts';

const VERBS = new Set([
  ...['propose_save', 'proposal', 'proposal_agree', 'proposal_refuse', 'proposal_withdraw'],
] as const);
type ProposalVerb = typeof VERBS extends Set<infer V> ? V : never;
type ProposalPress = Extract<Press, { verb: ProposalVerb }>;

/** True for a press about a proposed decision. */
export const isProposalPress = (press: Press): press is ProposalPress => (VERBS as ReadonlySet<string>).has(press.verb);

/** Answers such a press. */
export async function proposalPress(turn: Turn, press: ProposalPress, typed: Typed): Promise<Answer> {
  if (turn.reader.shared) return personalOnly(turn);
  const { deps, member, reader } = turn;
  const p = decisionWords(reader.lang).proposal;
  switch (press.verb) {
    case 'propose_save': {
      const view = await readCase(deps, press.data.c, member);
      return view ? propose(turn, view, press.data, typed) : noCase(turn);
    }
    case 'proposal':
      return proposalAnswer(turn, press.data.p);
    case 'proposal_agree':
      return say(turn, press.data.p, { agrees: true, reason: '', kept: null });
    case 'proposal_refuse':
      return refuse(turn, press.data.p, typed);
    case 'proposal_withdraw': {
      const result = await withdrawProposal(deps, { id: press.data.p, by: member });
      return proposalAnswer(turn, press.data.p, result === 'withdrawn' ? [] : notice(p.over, 'warning'));
    }
  }
}

async function proposalAnswer(turn: Turn, id: string, notices: readonly Notice[] = []): Promise<Answer> {
  const { deps, member, reader } = turn;
  const seen = await readProposal(deps, id, member);
  if (!seen) return { card: wordCard([decisionWords(reader.lang).proposal.gone], waysOn(reader)) };
  return about(seen.view, proposalCard(seen, reader, notices));
}

async function refuse(turn: Turn, id: string, filled: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const seen = await readProposal(deps, id, member);
  if (!seen) return proposalAnswer(turn, id);
  const guarded = guardTyped(turn, filled);
  if (!guarded.ok) return { card: guarded.ask(proposalCard(seen, reader)) };
  const reason = guarded.typed['reason'] ?? '';
  if (reason.trim() === '') {
    return proposalAnswer(turn, id, notice(decisionWords(reader.lang).proposal.whyNotError, 'attention'));
  }
  return say(turn, id, { agrees: false, reason, kept: guarded.kept });
}

async function say(
  turn: Turn,
  id: string,
  said: { readonly agrees: boolean; readonly reason: string; readonly kept: Kept | null },
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const p = decisionWords(reader.lang).proposal;
  const result = await answerProposal(deps, { id, ...said, by: member });
  switch (result.kind) {
    case 'no_proposal':
      return proposalAnswer(turn, id);
    case 'answered':
      return proposalAnswer(turn, id, notice(said.agrees ? p.agreedNow : p.refusedNow, 'good'));
    case 'recorded':
      return proposalAnswer(turn, id, notice(p.recordedNow(result.number), 'good'));
    case 'not_recorded':
      return proposalAnswer(turn, id, notice(p.notRecordedNow, 'warning'));
    default:
      return proposalAnswer(turn, id, notice(p[result.kind], 'warning'));
  }
}

async function propose(
  turn: Turn,
  view: CaseView,
  { v, s }: { readonly v: number; readonly s: string },
  filled: Typed,
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const form = await readDecideForm(turn, view, s, filled);
  if ('refused' in form) return form.refused;
  const { typed, kept, again, own, done, first } = form;
  // What is known of the case is known whatever becomes of the proposal.
  const known =
    first.length > 0
      ? await changeCase(deps, { caseId: view.case.id, seenVersion: v, events: first, member, kept })
      : null;
  if (known && known.kind !== 'changed') return again(words(reader.lang).staleInputs);
  const { outcome, on, tasks } = done;
  const at = deps.clock.now();
  const answers = own.agreements.map((each): Said => ({ ...each, reason: '', at }));
  const result = await proposeDecision(deps, {
    ...{ caseId: view.case.id, seenVersion: known?.view.case.version ?? v, step: s, answers, member, kept },
    decision: { outcome, on, tasks, reasons: own.reasons.trim(), reviewOn: own.reviewOn },
  });
  const p = decisionWords(reader.lang).proposal;
  switch (result.kind) {
    case 'no_case':
      return noCase(turn);
    case 'forbidden':
      return forbidden(turn, result.view);
    case 'stale':
      return stepAgain(turn, result.view, s, notice(words(reader.lang).staleInputs, 'warning'), typed);
    case 'refused':
      return again(await refusedText(turn, result.view, result.refusal), result.view);
    case 'unreachable':
      return again(unreachableText(result.view.plan, result.parties, reader), result.view);
    case 'nobody_to_ask':
      return again(p.nobodyToAsk, result.view);
    case 'proposed':
      return proposalAnswer(turn, result.id, notice(p.proposedNow, 'good'));
  }
}
