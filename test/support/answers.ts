/** The answers of the content, with a protocol or without, ready to be asked; built once for a test file. */
import { readAnswers } from '../../src/content/answers.ts';
import { readProtocol, readProtocolText } from '../../src/content/protocols.ts';
import { readWords, stemmers } from '../../src/content/words.ts';
import { answerIndex, type AnswerIndex } from '../../src/domain/answers/answerIndex.ts';
import type { Lang } from '../../src/shared/lang.ts';
import { answerQuestion, type Reply } from '../../src/usecases/answerQuestion.ts';

export const lexicon = readWords('content/words.yaml');
const concepts = new Set(lexicon.concepts.map(({ id }) => id));

/** What is in content/answers, faults and all. */
export const answersRead = readAnswers('content/answers', { concepts, protocols: new Set() });

const proef = readProtocol(readProtocolText('test/support/proef.yaml'));
if (!proef.ok) throw new Error('the fixture is faulty');
export const proefProtocol = proef.protocol;

/** An index over the content's answers and the fixture protocol. */
export const contentIndex = (): AnswerIndex => answerIndex(answersRead.base, [proefProtocol], lexicon, stemmers);

/** Asks, on a day after every change of law that the content knows, unless another day is named. */
export const ask = (
  index: AnswerIndex,
  text: string,
  how: { readonly protocol?: string; readonly today?: string; readonly lang?: Lang } = {},
): Reply =>
  answerQuestion(index, {
    text,
    protocol: how.protocol ?? null,
    today: how.today ?? '2026-06-15',
    lang: how.lang ?? null,
  });
