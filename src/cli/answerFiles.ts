/**
 * Reads what can be answered, for the commands that ask and check. Reads files, never changes them.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAnswers, type AnswersRead } from '../content/answers.ts';
import { readWords, stemmers } from '../content/words.ts';
import { answerIndex, type AnswerIndex } from '../domain/answers/answerIndex.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { CliError, type CliDeps } from './io.ts';
import { problemText, protocolFiles } from './protocolFiles.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));

/** The questions and answers with their faults, beside the protocols that can be read. */
export function answerFiles(deps: CliDeps): AnswersRead & { readonly known: readonly Protocol[] } {
  const lexicon = readWords(join(CONTENT, 'words.yaml'));
  const known = protocolFiles(deps, undefined).flatMap(({ protocol }) => protocol ?? []);
  const concepts = new Set(lexicon.concepts.map(({ id }) => id));
  const protocols = new Set(known.map(({ id }) => id));
  return { ...readAnswers(join(CONTENT, 'answers'), { concepts, protocols }), known };
}

/** The index over all of it. Throws a CliError where a file has a fault. */
export function openAnswers(deps: CliDeps): AnswerIndex {
  const { base, problems, known } = answerFiles(deps);
  const fault = problems.find(({ level }) => level === 'error');
  if (fault) throw new CliError('answers_faulty', problemText(fault));
  return answerIndex(base, known, readWords(join(CONTENT, 'words.yaml')), stemmers);
}
