/**
 * A proposed decision on a card: what, why, by which rule, who agrees so far, and the answer of who reads it. Made of
 * what this reader may see of it.
 */
import type { Party } from '../domain/protocol/definition.ts';
import type { ProposalView } from '../usecases/readProposal.ts';
import { button, type Button } from './buttons.ts';
import { plainText, type CardData, type Notice, type Reader } from './card.ts';
import { dateText } from './dates.ts';
import { partyText } from './decisionForm.ts';
import { formCard } from './form.ts';
import { field } from './inputs.ts';
import { outcomeText, say, titleOf } from './protocolText.ts';
import { words } from './wording.ts';
import { decisionWords } from './wordingDecisions.ts';

/** The proposal for one reader, in their own chat. */
export function proposalCard(seen: ProposalView, reader: Reader, notices: readonly Notice[] = []): CardData {
  const { lang } = reader;
  const p = decisionWords(lang).proposal;
  const { proposal, view, own } = seen;
  const open = proposal.state === 'open' && seen.up;
  const asks = open && own !== null;
  return formCard(reader, {
    ...{ code: view.case.code, about: view.case.code, title: p.title, intro: lines(seen, reader).join('\n\n') },
    notices: [...notices, ...(open ? [] : [{ text: p.state[proposal.state], style: 'emphasis' } as const])],
    fields: asks
      ? [field({ id: 'reason', label: p.whyNot, kind: 'text', multiline: true, max: 500, placeholder: p.whyNotHint })]
      : [],
    actions: actionsOf(seen, open, reader),
  });
}

function actionsOf({ proposal, view, own, proposer }: ProposalView, open: boolean, reader: Reader): readonly Button[] {
  const { press } = decisionWords(reader.lang).proposal;
  const ids = { p: proposal.id };
  return [
    ...(open && own
      ? [
          button(press.agree, 'proposal_agree', ids, { style: 'positive' }),
          button(press.refuse, 'proposal_refuse', ids, { inputs: true }),
        ]
      : []),
    ...(open && proposer ? [button(press.withdraw, 'proposal_withdraw', ids, { style: 'destructive' })] : []),
    button(words(reader.lang).press.next, 'next', { c: view.case.id }),
  ];
}

function lines(seen: ProposalView, { lang }: Reader): readonly string[] {
  const d = decisionWords(lang);
  const { proposal, view, step, parties, least, by, seesWhy } = seen;
  const { plan } = view;
  const { decision } = proposal;
  const what = decision.outcome === null ? d.done : outcomeText(plan, step.id, decision.outcome, lang);
  const rule = step.decision
    ? `${say(plan.protocol, step.decision.text, lang)} (${step.decision.rules.join(', ')})`
    : '';
  const said = parties.map(({ party, answer, witness }) => {
    const who = partyText(plan, party, lang);
    if (!answer) return d.proposal.silent(who);
    if (answer.agrees && answer.memberId !== null) return d.proposal.agreed(who);
    if (answer.agrees) return d.proposal.agreedInRoom(who, plainText(witness ?? ''));
    return d.proposal.refused(who, seesWhy ? plainText(answer.reason) : '');
  });
  return [
    d.proposal.by(plainText(by ?? d.proposal.colleague), dateText(decision.on, lang)),
    `**${titleOf(plan, step.id, lang).replace(/^(\d+)\. /, '$1\\. ')}: ${what}**`,
    ...(seesWhy ? [`${d.why}: ${plainText(decision.reasons)}`] : []),
    ...(rule === '' ? [] : [`${d.rule}: ${rule}`]),
    least < parties.length ? d.proposal.least(least, parties.length) : d.proposal.all,
    ...said,
  ];
}

/** Whose answer cannot be asked, in words. */
export const unreachableText = (
  plan: ProposalView['view']['plan'],
  parties: readonly Party[],
  { lang }: Reader,
): string => decisionWords(lang).proposal.unreachable(parties.map((party) => partyText(plan, party, lang)).join(', '));
