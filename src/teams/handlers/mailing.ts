/**
 * "mail mij op naam@example.org": whether and where somebody is mailed that something waits. Each for themselves.
 */
import { wordCard, waysOn } from '../../presenters/notices.ts';
import { outboxWords } from '../../presenters/wordingOutbox.ts';
import { chooseMail } from '../../usecases/people.ts';
import { personalOnly, type Answer, type Turn } from '../turn.ts';

const ON = /^e?-?mail (?:mij|me)(?: maar)?(?: op| at| naar| to)?\s+(\S+@\S+?)[.!]?$/i;
const OFF =
  /^(?:(?:e?-?mail (?:mij|me) (?:niet|nooit)(?: meer)?)|(?:(?:do not|don't|never) e?-?mail me(?: any ?more)?))[.!]?$/i;
const ADDRESS = /^[^\s@<>"]{1,64}@[a-z0-9.-]{1,190}\.[a-z]{2,24}$/i;

/** The answer to a command about mail; null for other words. */
export async function mailAnswer(turn: Turn, text: string): Promise<Answer | null> {
  const address = ON.exec(text)?.[1];
  if (address === undefined && !OFF.test(text)) return null;
  const { reader, deps, member } = turn;
  if (reader.shared) return personalOnly(turn);
  const t = outboxWords(reader.lang);
  const answer = (sentence: string): Answer => ({ card: wordCard([sentence], waysOn(reader)) });
  if (address !== undefined && !turn.mails) return answer(t.mailNotHere);
  if (address !== undefined && !ADDRESS.test(address)) return answer(t.mailWrong);
  await chooseMail(deps, member, address ?? null);
  return answer(address === undefined ? t.mailOff : t.mailOn(address));
}
