/**
 * "Verslag": the meetings that are over and their minutes, in a personal chat. Each reading of a case is logged.
 */
import type { Press } from '../../presenters/buttons.ts';
import { minutesCard, minutesListCard, minutesTextCard } from '../../presenters/minutes.ts';
import { minutesWords } from '../../presenters/wordingMinutes.ts';
import { minutedParts, readMinutes } from '../../usecases/readMinutes.ts';
import { readEndedMeetings } from '../../usecases/readMeeting.ts';
import { personalOnly, type Answer, type Turn } from '../turn.ts';
import { wordFor } from './tableRoom.ts';

const WORDS =
  /^(?:(?:toon|laat|geef|show)\s+)?(?:(?:mijn|my|de|het|alle|the|all)\s+)?(?:verslag(?:en)?|notulen|minutes)(?:\s+(?:van|of)\s+(?:de\s+|the\s+)?(?:tafels?|uitstroomtafels?|tables?|meetings?))?[.!?]?$/i;

/** The answer to words about minutes; null for other words. */
export const minutesAnswer = async (turn: Turn, text: string): Promise<Answer | null> =>
  WORDS.test(text) ? minutesPress(turn, { verb: 'minutes_list', data: {} }) : null;

export type MinutesPress = Extract<Press, { verb: 'minutes_list' | 'minutes' | 'minutes_text' }>;

/** True for a press about minutes. */
export const isMinutesPress = (press: Press): press is MinutesPress =>
  press.verb === 'minutes_list' || press.verb === 'minutes' || press.verb === 'minutes_text';

/** Answers such a press. */
export async function minutesPress(turn: Turn, press: MinutesPress): Promise<Answer> {
  const { deps, member, reader } = turn;
  if (reader.shared) return personalOnly(turn);
  if (press.verb === 'minutes_list') {
    const ended = await readEndedMeetings(deps, member);
    const lines = ended.map((view) => ({ ...view, parts: minutedParts(view, member) }));
    return { card: minutesListCard(lines, reader) };
  }
  const found = await readMinutes(deps, press.data.m, press.data.n, member);
  if (!found) return wordFor(turn, minutesWords(reader.lang).gone);
  const card = press.verb === 'minutes' ? minutesCard : minutesTextCard;
  return { card: card(found.minutes, reader), shows: found.shows };
}
