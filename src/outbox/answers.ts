/**
 * What is said about questions that were handed over: to the expert, to who asked, to the editor. Each only as long as
 * it is still so, and only to who may still do it.
 */
import { civilDateOf } from '../domain/calendar.ts';
import { dateText } from '../presenters/dates.ts';
import { answerWords } from '../presenters/wordingAnswers.ts';
import { newAnswerCard, proposalCard, questionCard } from '../presenters/answersHandedOver.ts';
import { regionText } from '../presenters/protocolText.ts';
import { readQuestion } from '../usecases/answerHandedOver.ts';
import { askedBy } from '../usecases/askedBy.ts';
import type { Deps } from '../usecases/ports.ts';
import type { Addressee, SayMessage } from './messages.ts';

/** A question for the expert; null once it was answered, or where they answer no longer. */
export const sayQuestionAsked: SayMessage = async (deps, { about }, { reader, member }) => {
  const question = member && (await readQuestion(deps, about['question'] ?? '', member, 'answer'));
  if (!question || question.state !== 'open') return null;
  return { card: questionCard(question, await askedBy(deps, question, member), reader) };
};

/** The same once more, with since when it waits. */
export const sayQuestionWaits: SayMessage = async (deps, { about }, { reader, member }) => {
  const question = member && (await readQuestion(deps, about['question'] ?? '', member, 'answer'));
  if (!question || question.state !== 'open') return null;
  const since = answerWords(reader.lang).waitsSince(dateText(civilDateOf(question.askedAt), reader.lang));
  const waits = { text: since, style: 'warning' } as const;
  return { card: questionCard(question, await askedBy(deps, question, member), reader, {}, [waits]) };
};

/** The answer for who asked, as it is now; null where they asked no longer. */
export const sayQuestionAnswered: SayMessage = async (deps, { about }, addressee) => {
  const { questions } = deps.uow.stores;
  const question = await questions.byId(about['question'] ?? '');
  if (!question?.answer || !addressee.member) return null;
  if (!(await questions.askers(question.id)).includes(addressee.member.id)) return null;
  return { card: newAnswerCard(question, regionName(deps, question.region, addressee), addressee.reader) };
};

/** A proposed answer for the editor; null once it was decided on, or where they edit no longer. */
export const sayAnswerProposed: SayMessage = async (deps, { about }, addressee) => {
  const { member, reader } = addressee;
  const question = member && (await readQuestion(deps, about['question'] ?? '', member, 'approve'));
  if (!question || question.state !== 'proposed') return null;
  return { card: proposalCard(question, regionName(deps, question.region, addressee), reader) };
};

const regionName = (deps: Deps, id: string, { reader }: Addressee): string =>
  regionText(deps.protocols.current, id, reader.lang);
