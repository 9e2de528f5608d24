/**
 * "Vergelijk de regio's", "hoe doet Zutphen dit?": what the regions say on a subject. It is no client data, so a group
 * sees it too.
 */
import { compareOn } from '../../domain/protocol/compare.ts';
import { askedToCompare } from '../../domain/understanding/comparing.ts';
import type { ButtonData } from '../../presenters/buttons.ts';
import { comparedCard, SUBJECT_INPUT, subjectsCard } from '../../presenters/comparing.ts';
import type { Typed } from '../../presenters/inputs.ts';
import type { Answer, Turn } from '../turn.ts';

/** The answer to words that ask for a comparison; null for other words. */
export function compareAnswer(turn: Turn, text: string): Answer | null {
  const asked = askedToCompare(text, turn.deps.comparison);
  return asked && compared(turn, asked.subject ?? '', asked.regions);
}

/** The answer to a press: the subject that was chosen on the card, else that of the button. */
export const comparePress = (turn: Turn, { s, r }: ButtonData<'compare'>, typed: Typed): Answer =>
  compared(turn, typed[SUBJECT_INPUT] ?? s, r);

function compared(turn: Turn, subjectId: string, regions: readonly string[]): Answer {
  const { deps, reader } = turn;
  const { subjects } = deps.comparison;
  const protocols = deps.protocols.current;
  const shown = { protocols, own: ownRegion(turn), regions: regions.filter((id) => protocols.has(id)) };
  const subject = subjects.find(({ id }) => id === subjectId);
  if (!subject) return { card: subjectsCard(subjects, shown, reader) };
  return { card: comparedCard(subject, compareOn(subject, protocols), shown, reader) };
}

// Of the case under discussion, else the only one that this person works in.
function ownRegion({ current, member }: Turn): string | null {
  if (current) return current.case.protocolId;
  const [region, ...others] = new Set(member.memberships.map(({ organisation }) => organisation.region));
  return region !== undefined && others.length === 0 ? region : null;
}
