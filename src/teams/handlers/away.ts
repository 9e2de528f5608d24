/**
 * "afwezig": one's own absence, with who stands in. In a personal chat only.
 */
import { awayCard, awayForm } from '../../presenters/away.ts';
import type { Notice } from '../../presenters/card.ts';
import { readDate } from '../../presenters/dates.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { endAway, ownAbsence, setAway } from '../../usecases/away.ts';
import { colleaguesOf } from '../../usecases/managePeople.ts';
import { todayOf } from '../../usecases/readCase.ts';
import { notice, type Answer, type Turn } from '../turn.ts';

/** What holds now, or the form for an absence. */
export async function awayAnswer(turn: Turn): Promise<Answer> {
  const { deps, member, reader } = turn;
  const own = await ownAbsence(deps, member);
  return own ? { card: awayCard(own.away, own.deputy, false, reader) } : form(turn);
}

async function form(turn: Turn, notices: readonly Notice[] = [], typed: Typed = {}): Promise<Answer> {
  const { deps, member, reader } = turn;
  return { card: awayForm(await colleaguesOf(deps, member), todayOf(deps), reader, notices, typed) };
}

/** Records the absence, or says what is still missing, with what was filled in. */
export async function awaySave(turn: Turn, typed: Typed): Promise<Answer> {
  const { deps, member, reader } = turn;
  const p = peopleWords(reader.lang);
  const [from, until] = [readDate(typed['from'] ?? '') ?? '', readDate(typed['until'] ?? '') ?? ''];
  const result = await setAway(deps, member, { from, until, deputyId: typed['deputy'] ?? '' });
  switch (result.kind) {
    case 'away':
      return { card: awayCard(result.away, result.deputy, true, reader) };
    case 'wrong_days':
      return form(turn, notice(p.awayWrong, 'attention'), typed);
    case 'wrong_deputy':
      return form(turn, notice(p.awayDeputyError, 'attention'), typed);
  }
}

/** Back again. */
export async function awayEnd(turn: Turn): Promise<Answer> {
  await endAway(turn.deps, turn.member);
  return { card: wordCard([peopleWords(turn.reader.lang).awayEnded], waysOn(turn.reader)) };
}
