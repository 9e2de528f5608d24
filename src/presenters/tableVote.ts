/**
 * The cards of a vote: the vote itself, the reason of who is against, and why there is no vote where there is none.
 * On the card of a vote stands only what everybody at the table may see: never who voted what, nothing of the client.
 */
import type { BallotResult } from '../domain/tables/ballot.ts';
import { CHOICES } from '../domain/tables/electorate.ts';
import type { BallotView, ItemView } from '../usecases/readMeeting.ts';
import type { VoteLine } from '../usecases/voteReasons.ts';
import { button, type Button } from './buttons.ts';
import { linesUnder, type Line, type Section } from './caseOverview.ts';
import { plainHeader, plainText, type CardData, type Header, type Notice, type Reader } from './card.ts';
import { formCard } from './form.ts';
import { field, type Typed } from './inputs.ts';
import { clockText, resultSentences, ruleLines } from './tables.ts';
import { say, lineTitle } from './protocolText.ts';
import { words } from './wording.ts';
import { tableWords } from './wordingTables.ts';

/** A case with a step of it and how that is decided: what a card about voting is made of. */
type VotedItem = Pick<ItemView, 'case' | 'plan' | 'step' | 'rule'>;

function headerOf(item: VotedItem, reader: Reader, notices: readonly Notice[]): Header {
  const { protocol } = item.plan;
  const header = plainHeader(item.case.code, say(protocol, protocol.title, reader.lang), notices);
  return { ...header, phase: lineTitle(item.plan, item.step, reader.lang), hasPhase: true };
}

/** The vote: the rule with its source, who has a vote, the count as far as it is shown, the result. */
export function ballotCard(
  { ballot, count, electorate }: BallotView,
  item: ItemView,
  reader: Reader,
  notices: readonly Notice[] = [],
  reasons: readonly VoteLine[] = [],
): CardData {
  const t = tableWords(reader.lang);
  const { result, state } = ballot;
  const open = state === 'open';
  const said: readonly Notice[] =
    state === 'withdrawn'
      ? [{ text: t.withdrawnCard, style: 'warning' }]
      : result
        ? resultNotices(item, result, reader)
        : [];
  const voted = count.kind === 'hidden' ? count.voted : count.present - count.silent;
  const counts: readonly Line[] = [
    { text: t.presentNeeded(count.present, count.needed) },
    { text: t.votedOf(voted, count.present) },
    { text: count.kind === 'hidden' ? t.hiddenCount : t.counts(count.for, count.against, count.abstain) },
    ...(ballot.closedAt === null || state === 'withdrawn' ? [] : [{ text: t.closedOn(clockText(ballot.closedAt)) }]),
  ];
  const who = electorate.map((each) => ({
    text: `${each.voted ? '✔' : '○'} ${plainText(each.name)} · ${each.voted ? t.hasVoted : t.notVoted}`,
  }));
  const sections: readonly Section[] = [
    { title: '', lines: counts },
    { title: t.atTable, lines: state === 'withdrawn' ? [] : who },
    { title: t.votesTitle, lines: reasonLines(reasons, reader) },
    { title: t.decides, lines: ruleLines(item, reader.lang) },
  ];
  const ids = { b: ballot.id };
  const actions: readonly Button[] = open
    ? [
        ...CHOICES.map((x) => button(t.press[x], 'vote', { ...ids, x }, x === 'for' ? { style: 'positive' } : {})),
        button(t.press.close, 'vote_close', ids),
        button(t.press.withdraw, 'vote_withdraw', ids),
      ]
    : [button(t.press.result, 'vote_count', ids)];
  return linesUnder(headerOf(item, reader, [...notices, ...said]), reader, t.voteTitle, sections, actions);
}

const reasonLines = (votes: readonly VoteLine[], reader: Reader): readonly Line[] => {
  const t = tableWords(reader.lang);
  return votes.map(({ organisation, choice, reason, witness }) => ({
    text: [plainText(organisation), t.choice[choice], ...(witness === null ? [] : [t.inRoom(plainText(witness))])].join(
      ' · ',
    ),
    sub: plainText(reason),
  }));
};

const resultNotices = (item: ItemView, result: BallotResult, { lang }: Reader): readonly Notice[] =>
  resultSentences(item, result, lang).map((text, n) => ({
    text,
    style: n > 0 ? 'emphasis' : result.outcome === 'majority' ? 'good' : 'warning',
  }));

/** The words of a result as plain sentences. */
export const resultText = (item: ItemView, result: BallotResult, { lang }: Reader): string =>
  resultSentences(item, result, lang)
    .map((text) => text.replace(/[^.]$/, '$&.'))
    .join(' ');

/** Asks whoever voted against for the reason; in their own chat alone. */
export function reasonForm(
  ballotId: string,
  code: string,
  organisation: { readonly id: string; readonly name: string },
  reader: Reader,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): CardData {
  const t = tableWords(reader.lang);
  const reason = field({
    ...{ id: 'reason', label: t.reasonLabel, kind: 'text', value: typed['reason'] ?? '', required: true },
    ...{ error: t.reasonError, placeholder: t.reasonHint, max: 500, multiline: true },
  });
  const ids = { b: ballotId, o: organisation.id };
  return formCard(reader, {
    ...{ code, title: t.reasonTitle, intro: t.reasonIntro(code, plainText(organisation.name)), notices },
    fields: [reason],
    actions: [button(t.press.save, 'vote_reason_save', ids, { style: 'positive', inputs: true })],
  });
}

/** Why there is no vote on this step: the reason with its source, and the right way. `way`: how it is decided here. */
export function noVoteCard(item: VotedItem, reader: Reader, notices: readonly Notice[] = []): CardData {
  const t = tableWords(reader.lang);
  const why: readonly Line[] =
    item.rule.kind === 'other_way'
      ? [{ text: t.noVoteOther(say(item.plan.protocol, item.rule.decision.text, reader.lang)) }]
      : [];
  const [first, ...rest] = ruleLines(item, reader.lang);
  const source = first?.sub === undefined ? [] : [{ text: first.sub }];
  const lines = [...(why.length > 0 ? why : [{ text: t.noVoteUnknown }]), ...source, ...rest, { text: t.noVoteOnly }];
  const ids = { c: item.case.id, s: item.step.id };
  const decide = item.rule.kind === 'other_way' ? [button(t.press.decide, 'decide', ids, { style: 'positive' })] : [];
  return linesUnder(
    headerOf(item, reader, notices),
    reader,
    t.noVoteHere,
    [{ title: '', lines }],
    [...decide, button(words(reader.lang).press.next, 'next', { c: item.case.id })],
  );
}

/**
 * No table can be planned for the case, and how it is decided there. `decided`: the step that is decided next, as far as
 * the reader may see it; null: none. `why`: the agreements know no table, or none is left that this reader can plan.
 */
export function noTableCard(
  {
    decided,
    why,
    ...of
  }: Pick<VotedItem, 'case' | 'plan'> & {
    readonly decided: Pick<VotedItem, 'step' | 'rule'> | null;
    readonly why: 'no_table' | 'not_now';
  },
  reader: Reader,
): CardData {
  const t = tableWords(reader.lang);
  const { protocol } = of.plan;
  const item = decided && { ...of, ...decided };
  const header = item
    ? headerOf(item, reader, [])
    : plainHeader(of.case.code, say(protocol, protocol.title, reader.lang), []);
  const way = item?.rule.kind === 'other_way' ? item : null;
  const sections: readonly Section[] = [
    { title: '', lines: [{ text: t.noTable[why] }] },
    { title: way ? t.decides : '', lines: way ? ruleLines(way, reader.lang) : [] },
  ];
  const decide = way
    ? [button(t.press.decide, 'decide', { c: of.case.id, s: way.step.id }, { style: 'positive' })]
    : [];
  return linesUnder(header, reader, t.noTableHere, sections, [
    ...decide,
    button(words(reader.lang).press.next, 'next', { c: of.case.id }),
    button(t.press.meetings, 'meetings', {}),
  ]);
}

/** The answer to a question about voting on a case: the rule where there is one and where to vote, else why not. */
export function caseVoteCard(item: VotedItem, atTable: boolean, reader: Reader): CardData {
  if (item.rule.kind !== 'vote') return noVoteCard(item, reader);
  const t = tableWords(reader.lang);
  const lines = [{ text: t.voteHowTo }, ...ruleLines(item, reader.lang)];
  const plan = atTable && !reader.shared ? [button(t.press.plan, 'meeting_new', {}, { style: 'positive' })] : [];
  return linesUnder(
    headerOf(item, reader, []),
    reader,
    t.voteTitle,
    [{ title: '', lines }],
    [...plan, button(words(reader.lang).press.next, 'next', { c: item.case.id })],
  );
}
