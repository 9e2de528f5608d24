/**
 * Hands a question that no source answers to the expert of its region. What looks personal must be put differently
 * first, codes of cases are taken out: nothing about a client travels along. Only who asks goes with it.
 */
import { keyOf, LONGEST_QUESTION, withoutCaseCodes, type HandedOver } from '../domain/answers/handedOver.ts';
import { checkText, type TextKind } from '../domain/freeText.ts';
import type { Lang } from '../shared/lang.ts';
import { administratorsOf, expertsOf, type Expert } from './experts.ts';
import type { Deps, Member, Message, Stores } from './ports.ts';
import { todayOf } from './readCase.ts';

export type HandOverResult =
  /** `experts` empty: the region has nobody, so the administrators got it, if there are any. */
  | { readonly kind: 'handed_over'; readonly question: HandedOver; readonly experts: readonly Expert[] }
  /** Somebody asked the same, and an expert has answered it. */
  | { readonly kind: 'answered'; readonly question: HandedOver }
  | { readonly kind: 'personal'; readonly kinds: readonly TextKind[] }
  | { readonly kind: 'no_words' | 'too_long' | 'unknown_region' };

/** Hands the question over, or adds the member to those who asked the same. */
export async function handOver(
  deps: Deps,
  input: { readonly member: Member; readonly text: string; readonly region: string; readonly lang: Lang },
): Promise<HandOverResult> {
  const { member, region, lang } = input;
  const protocols = [...deps.protocols.current.values()];
  if (!deps.protocols.current.has(region)) return { kind: 'unknown_region' };
  const { analyse } = await deps.answers.index();
  const isWord = (word: string): boolean => analyse(word).tokens.every((token) => token.stop);
  const text = withoutCaseCodes(
    input.text.trim(),
    protocols.map(({ casePrefix }) => casePrefix),
    isWord,
  );
  if (!/\p{L}{2}/u.test(text)) return { kind: 'no_words' };
  if (text.length > LONGEST_QUESTION) return { kind: 'too_long' };
  const kinds = [...new Set(checkText(text, todayOf(deps)).map(({ kind }) => kind))];
  if (kinds.length > 0) return { kind: 'personal', kinds };
  const experts = await expertsOf(deps, region);
  const receivers = experts.length > 0 ? experts.map((each) => each.member) : await administratorsOf(deps);
  return deps.uow.transaction(async (stores): Promise<HandOverResult> => {
    const asked = { id: deps.newId(), region, text, lang, key: keyOf(analyse(text)), askedAt: deps.clock.now() };
    const question = await stores.questions.ask({ ...asked, memberId: member.id });
    if (question.answer) return { kind: 'answered', question };
    await log(deps, stores, 'question_asked', question, member.id);
    const others = receivers.filter(({ id }) => id !== member.id);
    await stores.outbox.add(others.map(({ id }) => message(deps, 'question_asked', question, id)));
    return { kind: 'handed_over', question, experts };
  });
}

/** A line of the log about a question: that it happened and by whom, never its words. */
export const log = (deps: Deps, stores: Stores, type: string, { id, region }: HandedOver, memberId: string) =>
  stores.audit.add([
    {
      ...{ id: deps.newId(), at: deps.clock.now(), memberId, behalfOf: null, caseId: null },
      ...{ type, effect: { question: id, region } },
    },
  ]);

/** A message about a question for one member; the same state of a question is said to them once. */
export const message = (deps: Deps, kind: string, { id, state }: HandedOver, memberId: string): Message => ({
  ...{ id: `${kind}:${id}:${state}:${memberId}`, kind, about: { question: id } },
  ...{ to: { kind: 'member', memberId }, dueAt: deps.clock.now() },
});

/** Open questions that nobody answered since before this moment: for a reminder. */
export async function dueQuestions(deps: Deps, before: string): Promise<readonly HandedOver[]> {
  const open = await deps.uow.stores.questions.inState(['open']);
  return open.filter(({ askedAt }) => askedAt < before);
}
