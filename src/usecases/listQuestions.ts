/**
 * What experts and editors look at: questions without an answer, answers that wait for approval, and what people said
 * of answers. Each sees those of their own regions.
 */
import type { HandedOver } from '../domain/answers/handedOver.ts';
import { mayAnswer, mayEdit } from './experts.ts';
import type { AnswerFeedback, Deps, Member } from './ports.ts';

export interface QuestionList {
  /** Without an answer; null: the member answers nowhere. */
  readonly open: readonly HandedOver[] | null;
  /** Answered and not proposed yet. */
  readonly answered: readonly HandedOver[];
  /** Waiting for an editor; null: the member edits nowhere. */
  readonly proposed: readonly HandedOver[] | null;
  readonly feedback: readonly AnswerFeedback[];
}

/** The lists of this member. */
export async function listQuestions(deps: Deps, member: Member): Promise<QuestionList> {
  const { questions } = deps.uow.stores;
  const regions = [...deps.protocols.current.keys()];
  const answers = await among(regions, (region) => mayAnswer(deps, member, region));
  const edits = await among(regions, (region) => mayEdit(deps, member, region));
  const of = (all: readonly HandedOver[], where: ReadonlySet<string>): readonly HandedOver[] =>
    all.filter(({ region }) => where.has(region));
  const feedback = edits.size > 0 ? await questions.feedback() : [];
  // An editor sees what is not answered yet too.
  const reads = new Set([...answers, ...edits]);
  return {
    open: reads.size > 0 ? of(await questions.inState(['open']), reads) : null,
    answered: of(await questions.inState(['answered']), answers),
    proposed: edits.size > 0 ? of(await questions.inState(['proposed']), edits) : null,
    feedback: feedback.filter(({ region, notRight }) => edits.has(region) && notRight > 0),
  };
}

async function among(regions: readonly string[], may: (region: string) => Promise<boolean>): Promise<Set<string>> {
  const found = new Set<string>();
  for (const region of regions) if (await may(region)) found.add(region);
  return found;
}
