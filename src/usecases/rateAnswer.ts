/** What a member says of an answer: that it helped, or what was not right. What looks personal must be put differently. */
import { checkText, type TextKind } from '../domain/freeText.ts';
import type { Deps, Member } from './ports.ts';
import { todayOf } from './readCase.ts';

const LONGEST_REMARK = 500;

export type RateResult =
  | { readonly kind: 'rated' }
  | { readonly kind: 'personal'; readonly kinds: readonly TextKind[] }
  | { readonly kind: 'no_answer' | 'too_long' };

/** Records it; their last word on an answer counts. */
export async function rateAnswer(
  deps: Deps,
  input: { readonly member: Member; readonly answerId: string; readonly helpful: boolean; readonly text: string },
): Promise<RateResult> {
  const { base, passages } = await deps.answers.index();
  const found = [...base.entries, ...passages].find(({ id }) => id === input.answerId);
  if (!found) return { kind: 'no_answer' };
  const text = input.text.trim();
  if (text.length > LONGEST_REMARK) return { kind: 'too_long' };
  const kinds = [...new Set(checkText(text, todayOf(deps)).map(({ kind }) => kind))];
  if (kinds.length > 0) return { kind: 'personal', kinds };
  await deps.uow.stores.questions.rate({
    ...{ answerId: found.id, region: found.protocol, memberId: input.member.id, helpful: input.helpful },
    ...{ text: text === '' ? null : text, at: deps.clock.now() },
  });
  return { kind: 'rated' };
}
