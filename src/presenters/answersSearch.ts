/**
 * What can be put into a message from the search of Teams: answers, and codes of one's own cases. Who will read it
 * nobody knows, so a case is its code and nothing else. No buttons: Opstap need not be there to answer them.
 */
import type { CivilDate } from '../domain/calendar.ts';
import type { Answer } from '../usecases/answerQuestion.ts';
import { answerCard } from './answers.ts';
import type { CardData, Reader } from './card.ts';
import { wordCard } from './notices.ts';
import { words } from './wording.ts';
import { answerWords } from './wordingAnswers.ts';

/** Something that was found. The title and text are for who searches, the card for everybody in the chat. */
export interface Hit {
  readonly title: string;
  readonly text: string;
  readonly card: CardData;
}

/** An answer, without what can be done with it. */
export function answerHit(answer: Answer, today: CivilDate, reader: Reader): Hit {
  const card = answerCard(answer, { today, region: answer.protocol }, reader);
  const data = { ...card.data, actions: [], hasActions: false, related: [] };
  return { title: answer.question, text: `${answer.region} · ${answer.short}`.slice(0, 200), card: { ...card, data } };
}

/** A case: its code, and how somebody who has to do with it opens it. */
export function caseHit(code: string, region: string, reader: Reader): Hit {
  const a = answerWords(reader.lang);
  const card = wordCard([a.caseCard(code), a.openCase(words(reader.lang).press.next.toLowerCase(), code)], []);
  return { title: code, text: a.caseOf(region), card: { ...card, summary: `${words(reader.lang).botName}: ${code}` } };
}
