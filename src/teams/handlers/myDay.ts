/**
 * "mijn dag": the message of the day for who asks for it, at any hour and also if there is nothing. In a personal chat
 * only.
 */
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { dayCard } from '../../presenters/timed.ts';
import { timedWords } from '../../presenters/wordingTimed.ts';
import { myDay } from '../../usecases/myDay.ts';
import { todayOf } from '../../usecases/readCase.ts';
import { personalOnly, type Answer, type Turn } from '../turn.ts';

const DAY =
  /^(?:(?:wat is |toon |laat )?mijn dag(?: vandaag| zien)?|wat moet ik vandaag(?: doen)?|(?:show )?my day(?: today)?|what do i have to do today)[ ?.!]*$/i;

/** The answer to these words; null for others. */
export async function dayAnswer(turn: Turn, text: string): Promise<Answer | null> {
  if (!DAY.test(text)) return null;
  const { deps, member, reader } = turn;
  if (reader.shared) return personalOnly(turn);
  const cases = await myDay(deps, member);
  if (cases.length === 0) return { card: wordCard([timedWords(reader.lang).dayNothing], waysOn(reader)) };
  return { card: dayCard(cases, todayOf(deps), false, reader), shows: cases.map(({ view }) => view) };
}
