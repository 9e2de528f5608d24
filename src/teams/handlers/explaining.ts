/**
 * "waarom?" and nothing else: of the answer that was just given, else of the step that is up in the case under
 * discussion. Each step and answer has a button for it too; this is for who types.
 */
import { leadingLandlordStep, leadingStep } from '../../domain/urgency.ts';
import { nextCard } from '../../presenters/caseNext.ts';
import { whyCard } from '../../presenters/caseOverview.ts';
import { landlordCard, landlordWhyCard } from '../../presenters/landlord.ts';
import { notUnderstoodCard } from '../../presenters/notices.ts';
import { currentView, show, type Answer, type Turn } from '../turn.ts';
import { whyAnswer } from './answers.ts';

const WHY =
  /^(?:(?:maar|en) )?(?:waarom(?: (?:is|geldt|moet) (?:dat|dit))?(?: (?:zo|nu|eigenlijk))?|why(?: is (?:that|this))?(?: so)?)[ ?.!]*$/i;

/** The answer to words that ask why and nothing else; null for other words. */
export async function whyTyped(turn: Turn, text: string): Promise<Answer | null> {
  if (!WHY.test(text)) return null;
  if (turn.answered !== null) return whyAnswer(turn, turn.answered);
  const { reader } = turn;
  const view = await currentView(turn);
  if (!view) return { card: notUnderstoodCard([], reader) };
  return show(turn, view, {
    reader: (seen) => {
      const once = seen.evaluation.steps.filter(({ step }) => step.mode === 'once');
      const first = leadingStep(once, seen.roles);
      return first ? whyCard(seen, first, reader) : nextCard(seen, reader);
    },
    landlord: (seen, plan) => {
      const first = leadingLandlordStep(seen.steps);
      return first ? landlordWhyCard(seen, plan, first, reader) : landlordCard(seen, plan, reader);
    },
  });
}
