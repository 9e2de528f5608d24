/**
 * What `bench answers` measures, read from the content folder, and what it costs to build an index from it.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAnswers } from '../src/content/answers.ts';
import { readProtocolFolder } from '../src/content/protocols.ts';
import { readWords, stemmers } from '../src/content/words.ts';
import { answerIndex, type AnswerIndex } from '../src/domain/answers/answerIndex.ts';
import type { Protocol } from '../src/domain/protocol/definition.ts';

const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

interface Content {
  readonly build: () => AnswerIndex;
  readonly protocols: readonly Protocol[];
  readonly stopWords: readonly string[];
}

/** Reads all that can be asked. */
export function readContent(): Content {
  const lexicon = readWords(join(CONTENT, 'words.yaml'));
  const protocols = readProtocolFolder(join(CONTENT, 'protocols')).flatMap(({ read }) =>
    read.ok ? read.protocol : [],
  );
  const { base } = readAnswers(join(CONTENT, 'answers'), {
    concepts: new Set(lexicon.concepts.map(({ id }) => id)),
    protocols: new Set(protocols.map(({ id }) => id)),
  });
  return { build: () => answerIndex(base, protocols, lexicon, stemmers), protocols, stopWords: lexicon.stopWords.nl };
}

/** CPU and wall clock in ms; CPU counts what the engine compiles and clears away beside it as well. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** The answer of some work, and what it cost. */
export function costOf<T>(work: () => T): readonly [T, Cost] {
  const began = performance.now();
  const before = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(before);
  return [answer, { cpu: (user + system) / 1000, wall: performance.now() - began }];
}
