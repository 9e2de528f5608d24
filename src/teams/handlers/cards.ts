/**
 * Which card answers for which view of a case, and lists of cases. Chooses; the presenters make them.
 */
import type { ReaderView } from '../../domain/views.ts';
import type { CardData, Notice, Reader } from '../../presenters/card.ts';
import { factsCard } from '../../presenters/caseForms.ts';
import { casesCard } from '../../presenters/caseList.ts';
import { landlordCard, landlordDatesCard } from '../../presenters/landlord.ts';
import type { Typed } from '../../presenters/inputs.ts';
import type { CaseView } from '../../usecases/readCase.ts';
import { shown, type Answer, type CaseCards, type Turn } from '../turn.ts';

/** A card for those who look into the case; a landlord gets its one overview in its place. */
export function caseCards(card: (view: ReaderView, reader: Reader) => CardData, notices: readonly Notice[] = []) {
  return (reader: Reader): CaseCards => ({
    reader: (view) => card(view, reader),
    landlord: (view, plan) => landlordCard(view, plan, reader, notices),
  });
}

/** The form for facts; a landlord's holds its own dates. */
export function factsCards(reader: Reader, notices: readonly Notice[] = [], typed: Typed = {}): CaseCards {
  return {
    reader: (view) => factsCard(view, reader, notices, typed),
    landlord: (view, plan) => landlordDatesCard(view, plan, reader, notices, typed),
  };
}

/** The list of these cases, or the question which one is meant. */
export async function listAnswer(
  turn: Turn,
  cases: readonly CaseView[],
  look: Parameters<typeof casesCard>[2],
): Promise<Answer> {
  return { card: casesCard(await shown(turn, cases), turn.reader, look), shows: cases };
}
