/**
 * What experts and editors do with a question: answer, propose for the base, approve, decline. Whoever asked gets the
 * answer; two at once never overwrite each other. Who may do it is asked here, each time.
 */
import { next, type HandedOver, type QuestionEvent } from '../domain/answers/handedOver.ts';
import { checkText, type TextKind } from '../domain/freeText.ts';
import { administratorsOf, editorsOf, mayAnswer, mayEdit } from './experts.ts';
import { log, message } from './handOver.ts';
import type { Deps, Member, Message, Stores } from './ports.ts';
import { todayOf } from './readCase.ts';

export type QuestionResult =
  | { readonly kind: 'changed'; readonly question: HandedOver }
  /** Somebody was first: this is how it is now. */
  | { readonly kind: 'stale'; readonly question: HandedOver }
  | { readonly kind: 'personal'; readonly question: HandedOver; readonly kinds: readonly TextKind[] }
  /** No words, or too many. */
  | { readonly kind: 'wrong_words'; readonly question: HandedOver }
  | { readonly kind: 'no_question' };

/** Carries out the event on the question as the member saw it. For whoever may not, it is as if it were not there. */
export async function answerHandedOver(
  deps: Deps,
  input: { readonly id: string; readonly seen: number; readonly event: QuestionEvent; readonly member: Member },
): Promise<QuestionResult> {
  const { event, member } = input;
  const question = await readQuestion(deps, input.id, member, event.type);
  if (!question) return { kind: 'no_question' };
  if (question.version !== input.seen) return { kind: 'stale', question };
  const kinds = personalIn(deps, event);
  if (kinds.length > 0) return { kind: 'personal', question, kinds };
  const changed = next(question, event, member.id, deps.clock.now());
  if (!changed) return { kind: 'wrong_words', question };
  const editors = event.type === 'propose' ? await receivers(deps, question.region) : [];
  const stored = await deps.uow.transaction(async (stores) => {
    const saved = await stores.questions.save(changed, question.version);
    if (!saved) return null;
    await log(deps, stores, LOGGED[event.type], saved, member.id);
    await stores.outbox.add(await messagesFor(deps, stores, saved, event, editors));
    return saved;
  });
  if (stored) return { kind: 'changed', question: stored };
  const fresh = await deps.uow.stores.questions.byId(input.id);
  return fresh ? { kind: 'stale', question: fresh } : { kind: 'no_question' };
}

const LOGGED = {
  answer: 'question_answered',
  propose: 'answer_proposed',
  approve: 'answer_approved',
  decline: 'answer_declined',
} as const;

/** The question, for who may do this with it; null for others. */
export async function readQuestion(
  deps: Deps,
  id: string,
  member: Member,
  deed: QuestionEvent['type'],
): Promise<HandedOver | null> {
  const question = await deps.uow.stores.questions.byId(id);
  if (!question) return null;
  const may = deed === 'approve' || deed === 'decline' ? mayEdit : mayAnswer;
  return (await may(deps, member, question.region)) ? question : null;
}

function personalIn(deps: Deps, event: QuestionEvent): readonly TextKind[] {
  const texts = Object.entries(event).flatMap(([key, value]) => (key === 'type' ? [] : [value]));
  return [...new Set(texts.flatMap((text) => checkText(text, todayOf(deps)).map(({ kind }) => kind)))];
}

async function receivers(deps: Deps, region: string): Promise<readonly Member[]> {
  const editors = await editorsOf(deps, region);
  return editors.length > 0 ? editors.map(({ member }) => member) : administratorsOf(deps);
}

async function messagesFor(
  deps: Deps,
  stores: Stores,
  question: HandedOver,
  event: QuestionEvent,
  editors: readonly Member[],
): Promise<readonly Message[]> {
  if (event.type === 'propose') return editors.map(({ id }) => message(deps, 'answer_proposed', question, id));
  if (event.type !== 'answer') return [];
  const askers = await stores.questions.askers(question.id);
  return askers.map((id) => message(deps, 'question_answered', question, id));
}
