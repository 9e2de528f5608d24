/**
 * What `bench answers` measures, read from the content folder, and what it costs to build an index from it.
 */
import { existsSync, readFileSync } from 'node:fs';
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

/** What some work took, in ms. */
export interface Cost {
  /** Of all threads: the engine compiles and clears away beside the work. */
  readonly cpu: number;
  /** Of the thread that works: on two cores that nobody else uses, the time by the clock. */
  readonly thread: number;
}

/** The answer of some work, and what it cost. */
export function costOf<T>(work: () => T): readonly [T, Cost] {
  const [before, began] = [process.cpuUsage(), threadMs()];
  const answer = work();
  const [{ user, system }, ended] = [process.cpuUsage(before), threadMs()];
  return [answer, { cpu: (user + system) / 1000, thread: ended - began }];
}

// Linux alone tells of one thread; elsewhere it is the clock, which counts the work of others as well.
function threadMs(): number {
  const file = '/proc/thread-self/schedstat';
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : performance.now();
}
