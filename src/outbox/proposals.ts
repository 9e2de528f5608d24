/**
 * What is said about a proposed decision: the card of each who is asked, and word to who proposed it. Looks up the
 * present state; null where it is not for who reads.
 */
import { wordCard } from '../presenters/notices.ts';
import { button } from '../presenters/buttons.ts';
import { proposalCard } from '../presenters/proposals.ts';
import { decisionWords } from '../presenters/wordingDecisions.ts';
import { answerOf } from '../domain/decisions/proposal.ts';
import { readProposal } from '../usecases/readProposal.ts';
import type { SayMessage } from './messages.ts';

/** The proposal as it is now. */
export const sayProposal: SayMessage = async (deps, { about }, { member, reader }) => {
  const seen = member && (await readProposal(deps, about['proposal'] ?? '', member));
  return seen && { card: proposalCard(seen, reader) };
};

/** That somebody does not agree, that all do, or that it could not be recorded. */
export const sayProposalNews: SayMessage = async (deps, { about }, { member, reader }) => {
  const seen = member && (await readProposal(deps, about['proposal'] ?? '', member));
  if (!seen) return null;
  const { news, press } = decisionWords(reader.lang).proposal;
  const { proposal, view, parties } = seen;
  const refused = parties.some(({ party }) => answerOf(proposal, party)?.agrees === false);
  const text = proposal.state === 'recorded' ? news.recorded : refused ? news.refused : news.notRecorded;
  const look = [button(press.look, 'proposal', { p: proposal.id })];
  return { card: wordCard([text(view.case.code)], look) };
};
