/**
 * "afwezig": one's own absence, with who stands in. In a personal chat only.
 */
import { awayCard, awayForm } from '../../presenters/away.ts';
import type { Notice } from '../../presenters/card.ts';
import { datesIn, readDate } from '../../presenters/dates.ts';
import type { Typed } from '../../presenters/inputs.ts';
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { peopleWords } from '../../presenters/wordingPeople.ts';
import { endAway, ownAbsence, setAway } from '../../usecases/away.ts';
import { colleaguesOf } from '../../usecases/managePeople.ts';
import { todayOf } from '../../usecases/readCase.ts';
import { notice, type Answer, type Turn } from '../turn.ts';

/** What holds now, or the form for an absence, with the days and the colleague that the words name. */
export async function awayAnswer(turn: Turn, text = ''): Promise<Answer> {
  const { deps, member, reader } = turn;
  const own = await ownAbsence(deps, member);
  const named = await namedIn(turn, text);
  // Other days than those that hold now: the form, and what is saved takes their place.
  if (own && named['until'] === undefined) return { card: awayCard(own.away, own.deputy, false, reader) };
  return form(turn, [], named);
}

async function namedIn({ deps, member }: Turn, text: string): Promise<Typed> {
  const days = datesIn(text, todayOf(deps));
  const begins = days.length > 1 || /\b(?:vanaf|van|from|starting)\b/i.test(text);
  const until = begins ? days[1] : days[0];
  const said = ` ${text.toLowerCase().replaceAll(/[^\p{L}'-]+/gu, ' ')} `;
  const called = (name: string): boolean => name !== '' && said.includes(` ${name} `);
  const colleagues = await colleaguesOf(deps, member);
  const names = colleagues.map(({ id, displayName }) => ({ id, name: (displayName ?? '').trim().toLowerCase() }));
  const whole = names.filter(({ name }) => called(name));
  const meant = whole.length > 0 ? whole : names.filter(({ name }) => called(name.split(/\s/)[0] ?? ''));
  return {
    ...(begins && days[0] !== undefined ? { from: days[0] } : {}),
    ...(until === undefined ? {} : { until }),
    // Two of the same name: who is meant is asked.
    ...(meant.length === 1 && meant[0] ? { deputy: meant[0].id } : {}),
  };
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
