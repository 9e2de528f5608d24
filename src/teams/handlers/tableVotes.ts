/**
 * Votes: opening and closing one, a press, a vote given in the room, the reason of who is against; and words about
 * voting. Every press gets a word, a late one too; the card itself is kept right for everybody by the outbox.
 */
import { CHOICES, needed } from '../../domain/tables/electorate.ts';
import { type ButtonData, type Press } from '../../presenters/buttons.ts';
import { plainText, type Notice } from '../../presenters/card.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { groupsText } from '../../presenters/tables.ts';
import { roomVoteForm } from '../../presenters/tableRoom.ts';
import { ballotCard, noVoteCard, reasonForm, resultText } from '../../presenters/tableVote.ts';
import { tableWords } from '../../presenters/wordingTables.ts';
import { castVote, explainVote, recordVoteInRoom, type VoteResult } from '../../usecases/castVote.ts';
import { closeBallot } from '../../usecases/closeBallot.ts';
import { ballotFor, openBallot, withdrawBallot, type FoundBallot } from '../../usecases/openBallot.ts';
import { readMeeting, viewBallot, type ItemView } from '../../usecases/readMeeting.ts';
import { allJoin } from '../../usecases/runMeeting.ts';
import { reasonsFor } from '../../usecases/voteReasons.ts';
import { notice, type Answer, type Turn } from '../turn.ts';
import { guardTyped } from './guard.ts';
import { wordFor } from './tableRoom.ts';

const VERBS = new Set([
  ...['vote_open', 'vote', 'vote_count', 'vote_close', 'vote_withdraw', 'vote_room', 'vote_room_save'],
  'vote_reason_save',
] as const);
type VoteVerb = typeof VERBS extends Set<infer V> ? V : never;
export type VotePress = Extract<Press, { verb: VoteVerb }>;

/** True for a press about a vote. */
export const isVotePress = (press: Press): press is VotePress => (VERBS as ReadonlySet<string>).has(press.verb);

/** Answers such a press. */
export async function votePress(turn: Turn, press: VotePress, typed: Typed): Promise<Answer> {
  const { reader } = turn;
  switch (press.verb) {
    case 'vote_open':
      return openVote(turn, press.data.m);
    case 'vote':
      return voteAnswer(turn, press.data);
    case 'vote_count':
      return countAnswer(turn, press.data.b);
    case 'vote_close':
      return closeVote(turn, press.data.b);
    case 'vote_withdraw':
      return withdrawVote(turn, press.data.b);
    // Forms are for a personal chat.
    case 'vote_room':
      return reader.shared ? wordFor(turn, tableWords(reader.lang).notYours) : roomVote(turn, press.data.b);
    case 'vote_room_save':
      return reader.shared ? wordFor(turn, tableWords(reader.lang).notYours) : roomVoteSave(turn, press.data.b, typed);
    case 'vote_reason_save':
      return reader.shared ? wordFor(turn, tableWords(reader.lang).noBallot) : reasonSave(turn, press.data, typed);
  }
}

/** Opens a vote on what is on the table, or says why there is none. */
export async function openVote(turn: Turn, meetingId: string): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const result = await openBallot(deps, { meetingId, by: member });
  switch (result.kind) {
    case 'opened': {
      const n = result.ballot.electorate.length;
      return wordFor(turn, t.opened(n, needed(n)));
    }
    case 'no_meeting':
      return wordFor(turn, t.noMeeting);
    case 'not_yours':
      return wordFor(turn, t.notYours);
    case 'missing':
      return wordFor(turn, t.missingStop(groupsText(result.item, result.item.missing, reader.lang)));
    case 'no_vote':
      return noVote(turn, meetingId, result.item);
    default:
      return wordFor(turn, t.openFault[result.kind]);
  }
}

// A button can be pressed where others read than in the room that it was made for.
async function noVote(turn: Turn, meetingId: string, item: ItemView): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const seen = reader.shared ? await readMeeting(deps, meetingId, member) : null;
  const here = seen !== null && (await allJoin(deps, seen, item.item.part, await turn.people()));
  return reader.shared && !here ? wordFor(turn, t.noVoteHere, t.noVoteOnly) : { card: noVoteCard(item, reader) };
}

async function voteAnswer(turn: Turn, { b: ballotId, x: choice }: ButtonData<'vote'>): Promise<Answer> {
  const { deps, member, incoming } = turn;
  const result = await castVote(deps, { ballotId, choice, by: member, pressId: incoming.id });
  if (result.kind === 'no_ballot') return wordFor(turn, tableWords(turn.reader.lang).noBallot);
  const text = await voteText(turn, result);
  if (turn.reader.shared) return wordFor(turn, text);
  const found = await ballotFor(deps, ballotId, member);
  return found ? saidOf(turn, found, text) : wordFor(turn, text);
}

// In a group a word; alone the card of the vote with that word on it.
async function saidOf(turn: Turn, found: FoundBallot, text: string): Promise<Answer> {
  if (turn.reader.shared) return wordFor(turn, text);
  return { card: await cardOf(turn, found, notice(text, 'emphasis')) };
}

async function cardOf({ deps, reader }: Turn, { ballot, seen, item }: FoundBallot, notices: readonly Notice[]) {
  const { stores } = deps.uow;
  const fresh = (await stores.ballots.byId(ballot.id)) ?? ballot;
  return ballotCard(await viewBallot(stores, fresh, seen.seats), item, reader, notices);
}

async function voteText(turn: Turn, result: Exclude<VoteResult, { kind: 'no_ballot' }>): Promise<string> {
  const { deps, reader } = turn;
  const t = tableWords(reader.lang);
  switch (result.kind) {
    case 'late':
      return lateText(turn, result.found);
    case 'no_vote':
      return result.found.ballot.state === 'open' ? t.noVote : lateText(turn, result.found);
    case 'same':
      return t.sameVote(plainText(result.organisation), t.choice[result.vote.choice]);
    case 'already': {
      const who = await deps.uow.stores.members.byId(result.vote.by);
      const name = plainText(who?.displayName ?? t.colleague);
      return t.alreadyBy(plainText(result.organisation), name, t.choice[result.vote.choice]);
    }
    case 'cast': {
      const { vote, before } = result;
      const name = plainText(result.organisation);
      if (before === null || before === vote.choice) return t.counted(name, t.choice[vote.choice]);
      return t.changedVote(name, t.choice[before], t.choice[vote.choice]);
    }
  }
}

function lateText({ reader }: Turn, { ballot, item }: FoundBallot): string {
  const t = tableWords(reader.lang);
  if (!ballot.result) return t.withdrawnCard;
  return `${t.lateVote} ${resultText(item, ballot.result, reader)}`;
}

/** How the vote stands; who may see all of the case sees the reasons too, alone and after the closing. */
export async function countAnswer(turn: Turn, ballotId: string): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const found = await ballotFor(deps, ballotId, member);
  if (!found) return wordFor(turn, t.noBallot);
  if (!reader.shared) {
    const reasons = await reasonsFor(deps, found, member);
    const view = await viewBallot(deps.uow.stores, found.ballot, found.seen.seats);
    const card = ballotCard(view, found.item, reader, [], reasons?.lines ?? []);
    return { card, shows: reasons ? [reasons.view] : [] };
  }
  const { count } = await viewBallot(deps.uow.stores, found.ballot, found.seen.seats);
  if (found.ballot.result) return wordFor(turn, resultText(found.item, found.ballot.result, reader));
  const voted = count.kind === 'hidden' ? count.voted : count.present - count.silent;
  const parts = [t.presentNeeded(count.present, count.needed), t.votedOf(voted, count.present)];
  const shown = count.kind === 'hidden' ? t.hiddenCount : t.counts(count.for, count.against, count.abstain);
  return wordFor(turn, [...parts, shown].join(' · '));
}

async function closeVote(turn: Turn, ballotId: string): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const result = await closeBallot(deps, { ballotId, by: member });
  switch (result.kind) {
    case 'closed':
      return saidOf(turn, result.found, `${t.closedNow} ${resultText(result.found.item, result.result, reader)}`);
    case 'late':
      return saidOf(turn, result.found, lateText(turn, result.found));
    case 'no_ballot':
      return wordFor(turn, t.noBallot);
    case 'not_yours':
      return wordFor(turn, t.notYours);
    case 'nobody_present':
      return wordFor(turn, t.closeNobody);
    case 'not_decided':
      return wordFor(turn, t.closeNotDecided);
  }
}

async function withdrawVote(turn: Turn, ballotId: string): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const result = await withdrawBallot(deps, { ballotId, by: member });
  return wordFor(
    turn,
    { withdrawn: t.withdrawn, late: t.lateVote, not_yours: t.notYours, no_ballot: t.noBallot }[result],
  );
}

/** The form for a vote that was given in the room. */
async function roomVote(
  turn: Turn,
  ballotId: string,
  notices: readonly Notice[] = [],
  typed: Typed = {},
): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const found = await ballotFor(deps, ballotId, member);
  if (!found) return wordFor(turn, t.noBallot);
  const { seen, ballot, item } = found;
  if (!seen.who.leads) return wordFor(turn, t.notYours);
  if (ballot.state !== 'open') return wordFor(turn, lateText(turn, found));
  const { stores } = deps.uow;
  const pressed = new Set(
    (await stores.ballots.votes(ballotId)).filter((each) => each.via === 'pressed').map((each) => each.organisationId),
  );
  const free = seen.seats
    .filter(({ organisationId: id }) => ballot.electorate.includes(id) && !pressed.has(id))
    .map(({ organisationId: id, name }) => ({ id, name }));
  const members = await Promise.all(seen.meeting.people.map((each) => stores.members.byId(each.memberId)));
  const witnesses = members.flatMap((each) =>
    each && each.id !== member.id ? [{ id: each.id, name: each.displayName ?? t.colleague }] : [],
  );
  const view = await viewBallot(stores, ballot, seen.seats);
  return { card: roomVoteForm(view, item, free, witnesses, reader, notices, typed) };
}

async function roomVoteSave(turn: Turn, ballotId: string, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const again = (text: string): Promise<Answer> => roomVote(turn, ballotId, notice(text, 'attention'), typed);
  const choice = CHOICES.find((each) => each === typed['choice']);
  const { org: organisationId = '', witness: witnessId = '' } = typed;
  if (!choice || organisationId === '' || witnessId === '') return again(t.roomError);
  const given = { organisationId, choice, witnessId, pressId: turn.incoming.id };
  const result = await recordVoteInRoom(deps, { ballotId, by: member, ...given });
  switch (result.kind) {
    case 'cast':
    case 'same':
      return roomVote(turn, ballotId, notice(t.roomSaved(plainText(result.organisation), t.choice[choice]), 'good'));
    case 'already':
      return again(t.roomPressed(plainText(result.organisation)));
    case 'no_witness':
      return again(t.roomWitnessError);
    case 'no_ballot':
      return wordFor(turn, t.noBallot);
    case 'not_yours':
      return wordFor(turn, t.notYours);
    case 'no_vote':
      return again(t.noVote);
    case 'late':
      return wordFor(turn, lateText(turn, result.found));
  }
}

async function reasonSave(turn: Turn, data: ButtonData<'vote_reason_save'>, filled: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const t = tableWords(reader.lang);
  const found = await ballotFor(deps, data.b, member);
  const seat = found?.seen.seats.find((each) => each.organisationId === data.o);
  if (!found || !seat) return wordFor(turn, t.noBallot);
  const form = (notices: readonly Notice[], typed: Typed) =>
    reasonForm(data.b, found.item.case.code, { id: data.o, name: seat.name }, reader, notices, typed);
  const guarded = guardTyped(turn, filled);
  if (!guarded.ok) return { card: guarded.ask(form([], guarded.typed)) };
  const reason = guarded.typed['reason'] ?? '';
  if (reason.trim() === '') return { card: form(notice(t.reasonError, 'attention'), guarded.typed) };
  const done = await explainVote(deps, {
    ...{ ballotId: data.b, organisationId: data.o, reason, by: member, kept: guarded.kept },
  });
  return wordFor(turn, done ? t.reasonSaved : t.reasonGone);
}
