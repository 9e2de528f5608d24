/**
 * How often the right answer comes first and how often a question without an answer is refused, on questions that the
 * content does not have (bench/sets), for us and in the same run for MiniSearch and Orama out of the box, and at what
 * cost. The development half may be looked at question by question; of the test half only totals are shown, by design.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, insertMultiple, search } from '@orama/orama';
import { stemmer } from '@orama/stemmers/dutch';
import MiniSearch from 'minisearch';
import { parse } from 'yaml';
import type { AnswerIndex } from '../src/domain/answers/answerIndex.ts';
import type { Entry } from '../src/domain/answers/entries.ts';
import type { Protocol } from '../src/domain/protocol/definition.ts';
import { answerQuestion } from '../src/usecases/answerQuestion.ts';
import { costOf, readContent, type Cost } from './answersContent.ts';
import { cpuPerCall, figure, figureText, textTable, type Figure } from './measure.ts';

const TODAY = '2026-06-15';
const HALVES = ['dev', 'test'] as const;
type Half = (typeof HALVES)[number];

interface Asked {
  readonly q: string;
  /** Ids of the right entries, or steps; empty where there is no answer. */
  readonly expect: readonly string[];
  readonly kind: string;
  readonly protocol: string | null;
}

/** What an engine makes of a question: the likeliest ids, best first, and whether it gives the first as the answer. */
interface Found {
  readonly ids: readonly string[];
  readonly score: number;
  readonly given: boolean;
}
type Engine = (q: string, protocol: string | null) => Found;

interface Figures {
  readonly n: number;
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr: number;
  /** Of the answers that were given, also to questions without one, the share that is right. */
  readonly precision: number;
  /** Of the questions with an answer, the share that got the right one straight away. */
  readonly answered: number;
  /** Of the questions without an answer, the share that got none. */
  readonly refused: number;
}

/** Measures and gives the figures as a table and as JSON. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const content = readContent();
  const starts = coldStarts(quick ? 3 : 7);
  const index = content.build();
  const warm = costsOf(Array.from({ length: quick ? 3 : 15 }, () => costOf(content.build)[1]));
  const sets = Object.fromEntries(HALVES.map((half) => [half, readSet(half, content.protocols)])) as Record<
    Half,
    Halves
  >;
  const ours = engineOf(index);
  const peers = await peerEngines(index.base.entries, sets.dev.questions, content.stopWords);
  const engines: Record<string, Engine> = { opstap: ours, ...peers };
  const rows = HALVES.flatMap((half) =>
    Object.entries(engines).map(([name, engine]) => ({ half, name, figures: figuresOf(sets[half].questions, engine) })),
  );
  const passages = HALVES.map((half) => figuresOf(sets[half].passages, (q, protocol) => ours(q, protocol)));
  const texts = sets.dev.questions.map(({ q }) => q);
  const { cost } = cpuPerCall({ cost: () => texts.forEach((q) => ours(q, null)) }, {}, quick ? 3 : 11);
  const ms = (cost?.median ?? 0) / texts.length / 1000;
  const of = (half: Half, name: string) => rows.find((row) => row.half === half && row.name === name)?.figures;
  const table = [
    textTable([HEAD, ...rows.map(({ half, name, figures }) => row(`${name}, ${half}`, figures))]),
    'By kind (hit@1; for near and off: refused):',
    kindTable(sets, ours),
    'Passages of a known protocol:',
    textTable([HEAD, ...passages.map((figures, at) => row(`opstap, ${HALVES[at]}`, figures))]),
    `${sets.dev.left + sets.test.left} passage questions are left out: their protocol is not here, or has no such step.`,
    `${ms.toFixed(3)} CPU ms a question; index of ${index.base.entries.length} answers and the words of ${index.passages.length} passages:`,
    textTable([
      ['', 'ms of its thread', 'CPU ms of all threads'],
      costRow('at a start, cold', starts.start),
      costRow('warm', warm),
      costRow('first search in passages, cold', starts.passage),
    ]),
    ...(quick ? [] : ['Mistaken in the development half:', mistakes(sets.dev.questions, ours)]),
  ].join('\n\n');
  const json = {
    ...of('test', 'opstap'),
    msPerQuestion: round(ms),
    indexMs: round(warm.cpu.median),
    firstIndexMs: round(starts.start.thread.median),
    firstIndexCpuMs: round(starts.start.cpu.median),
    firstPassageMs: round(starts.passage.thread.median),
    passages: passages[1],
    peers: Object.fromEntries(Object.keys(peers).map((name) => [name, of('test', name)])),
    dev: { ...of('dev', 'opstap'), passages: passages[0] },
  };
  return { table, json };
}

type Costs = Record<keyof Cost, Figure>;

// A start pays for code that has not run before, so each is a process of its own.
function coldStarts(rounds: number): { readonly start: Costs; readonly passage: Costs } {
  const file = fileURLToPath(new URL('./answersStart.ts', import.meta.url));
  const runs = Array.from({ length: rounds }, () => {
    const printed = execFileSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' });
    return JSON.parse(printed) as { start: Cost; passage: Cost };
  });
  return { start: costsOf(runs.map(({ start }) => start)), passage: costsOf(runs.map(({ passage }) => passage)) };
}

function costsOf(costs: readonly Cost[]): Costs {
  return { cpu: figure(costs.map(({ cpu }) => cpu)), thread: figure(costs.map(({ thread }) => thread)) };
}

const costRow = (name: string, { thread, cpu }: Costs): string[] => [name, figureText(thread), figureText(cpu)];

interface Halves {
  readonly questions: readonly Asked[];
  readonly passages: readonly Asked[];
  readonly left: number;
}

function readSet(half: Half, protocols: readonly Protocol[]): Halves {
  const path = fileURLToPath(new URL(`./sets/answers.${half}.yaml`, import.meta.url));
  const set = parse(readFileSync(path, 'utf8')) as {
    questions: { q: string; expect: string | string[]; kind: string }[];
    passages: { q: string; expect: string[]; protocol: string }[];
  };
  const known = (protocol: string, steps: readonly string[]): boolean => {
    const found = protocols.find(({ id }) => id === protocol);
    const ids = Object.values(found?.routes ?? {}).flatMap((route) => route.steps.map(({ id }) => plain(id)));
    return steps.some((step) => ids.includes(plain(step)));
  };
  const passages = set.passages.filter(({ protocol, expect }) => known(protocol, expect));
  return {
    questions: set.questions.map(({ q, expect, kind }) => ({
      q,
      expect: [expect].flat().filter((id) => id !== 'none'),
      kind,
      protocol: null,
    })),
    passages: passages.map(({ q, expect, protocol }) => ({ q, expect: expect.map(plain), kind: 'passage', protocol })),
    left: set.passages.length - passages.length,
  };
}

// The sets were written before the protocols: `uitstroomtafel1` there is `uitstroomtafel_1` here.
const plain = (step: string): string => step.replaceAll('_', '');

// Of a passage the step counts, not the line.
const engineOf = (index: AnswerIndex): Engine => {
  const steps = new Map(index.passages.map(({ id, step }) => [id, plain(step ?? '')]));
  return (q, protocol) => {
    const reply = answerQuestion(index, { text: q, protocol, today: TODAY, lang: null });
    if (protocol === null) {
      const ids = reply.candidates.map(({ id }) => id);
      return { ids, score: reply.score, given: reply.answer !== null };
    }
    const hits = index.findPassage(index.analyse(q), [protocol]);
    const given = reply.answer !== null && reply.answer.step !== null;
    return { ids: hits.map(({ passage }) => steps.get(passage.id) ?? ''), score: reply.score, given };
  };
};

// Out of the box: one document for each entry with question and answer, default settings (for Orama Dutch with its
// stemmer, and stop words). Neither says when not to answer: they get the score above which they do best on the
// development half, which is more than out of the box.
async function peerEngines(
  entries: readonly Entry[],
  dev: readonly Asked[],
  stopWords: readonly string[],
): Promise<Record<string, Engine>> {
  const documents = entries.map(({ id, nl }) => ({ id, question: nl.question, answer: `${nl.short} ${nl.text}` }));
  const mini = new MiniSearch({ fields: ['question', 'answer'] });
  mini.addAll(documents);
  const orama = create({
    schema: { question: 'string', answer: 'string' } as const,
    components: { tokenizer: { language: 'dutch', stemming: true, stemmer, stopWords: [...stopWords] } },
  });
  await insertMultiple(orama, documents);
  const engines: Record<string, (q: string) => { id: string; score: number }[]> = {
    minisearch: (q) => mini.search(q).map(({ id, score }) => ({ id: id as string, score })),
    // Searched in memory and at once; the promise in the type is for plugins.
    orama: (q) => (search(orama, { term: q, limit: 10 }) as { hits: { id: string; score: number }[] }).hits,
  };
  return Object.fromEntries(
    Object.entries(engines).map(([name, find]) => {
      const engine =
        (least: number): Engine =>
        (q) => {
          const hits = find(q);
          const score = hits[0]?.score ?? 0;
          return { ids: hits.slice(0, 10).map(({ id }) => id), score, given: score > least };
        };
      return [name, engine(bestThreshold(dev, engine(0)))];
    }),
  );
}

// The threshold with the best F1 of given answers.
function bestThreshold(dev: readonly Asked[], engine: Engine): number {
  const rows = dev.map(({ q, expect }) => ({ found: engine(q, null), expect }));
  const answerable = rows.filter(({ expect }) => expect.length > 0).length;
  const f1 = (least: number): number => {
    const given = rows.filter(({ found }) => found.score > least);
    const right = given.filter(({ found, expect }) => expect.includes(found.ids[0] ?? '')).length;
    return right === 0 ? 0 : (2 * right) / (given.length + answerable);
  };
  const thresholds = rows.map(({ found }) => found.score);
  return thresholds.reduce((best, least) => (f1(least) > f1(best) ? least : best), 0);
}

function figuresOf(asked: readonly Asked[], engine: Engine): Figures {
  const rows = asked.map((each) => ({ ...each, found: engine(each.q, each.protocol) }));
  const answerable = rows.filter(({ expect }) => expect.length > 0);
  const rank = ({ found, expect }: (typeof rows)[number]): number => found.ids.findIndex((id) => expect.includes(id));
  const given = rows.filter(({ found }) => found.given);
  const right = given.filter((each) => rank(each) === 0).length;
  const silent = rows.filter(({ expect }) => expect.length === 0);
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : round(part / whole));
  return {
    n: rows.length,
    hit1: share(answerable.filter((each) => rank(each) === 0).length, answerable.length),
    hit3: share(answerable.filter((each) => rank(each) >= 0 && rank(each) < 3).length, answerable.length),
    mrr: share(
      answerable.reduce((sum, each) => sum + (rank(each) < 0 ? 0 : 1 / (rank(each) + 1)), 0),
      answerable.length,
    ),
    precision: share(right, given.length),
    answered: share(right, answerable.length),
    refused: share(silent.filter(({ found }) => !found.given).length, silent.length),
  };
}

const HEAD = ['', 'n', 'hit@1', 'hit@3', 'MRR', 'precision of given', 'answered', 'refused'];
const row = (name: string, { n, hit1, hit3, mrr, precision, answered, refused }: Figures): (string | number)[] => [
  name,
  n,
  ...[hit1, hit3, mrr, precision, answered, refused].map((value) => value.toFixed(3)),
];

function kindTable(sets: Record<Half, Halves>, engine: Engine): string {
  const kinds = [...new Set(sets.dev.questions.map(({ kind }) => kind))];
  const rows = kinds.map((kind) => [
    kind,
    ...HALVES.map((half) => {
      const asked = sets[half].questions.filter((each) => each.kind === kind);
      const { hit1, refused, n } = figuresOf(asked, engine);
      return `${(asked.some(({ expect }) => expect.length > 0) ? hit1 : refused).toFixed(3)} (${n})`;
    }),
  ]);
  return textTable([['', ...HALVES], ...rows]);
}

function mistakes(asked: readonly Asked[], engine: Engine): string {
  const rows = asked.flatMap(({ q, expect }) => {
    const { ids, score, given } = engine(q, null);
    const right = expect.length === 0 ? !given : expect.includes(ids[0] ?? '');
    return right
      ? []
      : [[expect.join(' or ') || 'no answer', given ? 'gave' : 'thought', ids[0] ?? '', round(score), q]];
  });
  return textTable([['expected', '', '', 'score', 'question'], ...rows]);
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
