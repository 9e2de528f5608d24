/**
 * "Afweging": the help in deciding, for who may see all of a case, in a personal chat.
 */
import { weighingsOf } from '../../domain/decisions/weighing.ts';
import { waysOn, wordCard } from '../../presenters/notices.ts';
import { words } from '../../presenters/wording.ts';
import { weighingCard } from '../../presenters/weighing.ts';
import { readCaseByCode, seeCase, type CaseView } from '../../usecases/readCase.ts';
import { about, currentView, forbidden, noCase, personalOnly, type Answer, type Turn } from '../turn.ts';

const WORDS =
  /^(?:(?:toon|geef|help(?: mij)?(?: met)?|show|help(?: me)?(?: with)?)\s+)?(?:(?:de|het|the)\s+)?(?:afwegings?(?:hulp|kaart)?|hulp bij (?:het|een) besluit|besluithulp|herkomst,? tenzij|decision aid|weighing)(?:\s+(?:van|bij|voor|over|of|for)?\s*([a-z]{2,4}-\d{4}-\d{3,}))?[.!?]?$/i;

/** The answer to words about weighing; null for other words. */
export async function weighingTyped(turn: Turn, text: string): Promise<Answer | null> {
  const match = WORDS.exec(text);
  if (!match) return null;
  if (turn.reader.shared) return personalOnly(turn);
  const code = match[1]?.toUpperCase();
  const view = code === undefined ? await currentView(turn) : await readCaseByCode(turn.deps, code, turn.member);
  if (view) return weighingAnswer(turn, view);
  return code === undefined
    ? { card: wordCard([words(turn.reader.lang).nameCode], waysOn(turn.reader)) }
    : noCase(turn);
}

/** What is weighed in the decisions of the case. */
export async function weighingAnswer(turn: Turn, view: CaseView): Promise<Answer> {
  if (turn.reader.shared) return personalOnly(turn);
  const seen = await seeCase(turn.deps, view);
  if (seen.kind === 'landlord' || !view.who.seesAll) return forbidden(turn, view);
  return about(view, weighingCard(seen, weighingsOf(view.plan, seen.evaluation.known), turn.reader));
}
