/**
 * Which card answers for which view of a case, and lists of cases. Chooses; the presenters make them.
 */
import { canBeFinished } from '../../domain/protocol/step.ts';
import type { ReaderView } from '../../domain/views.ts';
import type { CardData, Notice, Reader } from '../../presenters/card.ts';
import { factsCard } from '../../presenters/caseForms.ts';
import { casesCard } from '../../presenters/caseList.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { stepCard } from '../../presenters/caseStep.ts';
import { landlordCard, landlordDatesCard, landlordStepCard } from '../../presenters/landlord.ts';
import type { Typed } from '../../presenters/inputs.ts';
import type { CaseView } from '../../usecases/readCase.ts';
import { witnessesFor } from '../../usecases/tableDecision.ts';
import { show, shown, type Answer, type CaseCards, type Turn } from '../turn.ts';

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

/** The card of a step that was pressed, made anew: what was filled in is still there. */
export async function stepAgain(
  turn: Turn,
  view: CaseView,
  stepId: string,
  notices: readonly Notice[],
  typed: Typed,
): Promise<Answer> {
  const { reader, deps, member } = turn;
  const witnesses = await witnessesFor(deps, view, stepId, member);
  return show(turn, view, {
    reader: (seen) => {
      const status = seen.evaluation.steps.find((each) => each.step.id === stepId);
      const usable = status && canBeFinished(status) && !seen.hold && !seen.closed;
      return usable ? stepCard(seen, status, reader, notices, typed, witnesses) : nextCard(seen, reader, notices);
    },
    landlord: (seen, plan) => {
      const step = seen.steps.find((each) => each.id === stepId && each.doable);
      return step
        ? landlordStepCard(seen, plan, step, reader, notices, typed)
        : landlordCard(seen, plan, reader, notices);
    },
  });
}
