/**
 * How often the right intent is found, on phrases that the content does not have (bench/sets), and at what cost.
 * The development half may be looked at phrase by phrase; of the test half only totals are shown, by design.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readInterpreter } from '../src/content/intents.ts';
import type { Interpret, Interpretation } from '../src/domain/understanding/interpret.ts';
import { cpuPerCall, figureText, textTable } from './measure.ts';

const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

interface Phrase {
  readonly q: string;
  readonly intent: string;
  readonly kind: 'nl' | 'casual' | 'typo' | 'en';
  readonly slots?: Readonly<Record<string, string>>;
}

interface Asked extends Phrase {
  readonly found: Interpretation;
}

/** Measures and answers the table and the figures. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const begin = performance.now();
  const interpret = readInterpreter(CONTENT);
  const startMs = performance.now() - begin;
  const dev = ask(interpret, 'dev');
  const test = ask(interpret, 'test');
  const texts = dev.map((each) => each.q);
  const { cost } = cpuPerCall({ cost: () => texts.forEach(interpret) }, {}, quick ? 3 : 15);
  const us = (cost?.median ?? 0) / texts.length;
  const table = [
    textTable([['', 'development', 'test'], ...totalRows(dev, test)]),
    textTable([['intent', 'development'], ...Object.entries(perIntent(dev))]),
    'Mistaken in the development half:',
    confusion(dev),
    `${figureText({ median: us, min: (cost?.min ?? 0) / texts.length, max: (cost?.max ?? 0) / texts.length })} CPU µs a phrase; read and learnt in ${startMs.toFixed(0)} ms`,
  ].join('\n\n');
  return Promise.resolve({
    table,
    json: {
      ...figuresOf(test),
      usPerQuestion: rounded(us),
      startMs: Math.round(startMs),
      dev: { ...figuresOf(dev), perIntent: perIntent(dev) },
    },
  });
}

function ask(interpret: Interpret, half: 'dev' | 'test'): readonly Asked[] {
  const file = readFileSync(new URL(`./sets/intents.${half}.yaml`, import.meta.url), 'utf8');
  const { phrases } = parse(file) as { phrases: readonly Phrase[] };
  return phrases.map((phrase) => ({ ...phrase, found: interpret(phrase.q) }));
}

const isRight = ({ intent, found }: Asked): boolean => found.intent === intent;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function share(asked: readonly Asked[], holds: (each: Asked) => boolean): number {
  return asked.length === 0 ? 0 : asked.filter(holds).length / asked.length;
}

function figuresOf(asked: readonly Asked[]) {
  const of = (kind: Phrase['kind']): number =>
    rounded(
      share(
        asked.filter((each) => each.kind === kind),
        isRight,
      ),
    );
  const acted = asked.filter((each) => each.found.sure);
  const slots = asked.flatMap(({ slots = {}, found }) =>
    Object.entries(slots).map(([name, value]) => found.slots[name as keyof typeof found.slots] === value),
  );
  return {
    n: asked.length,
    hit1: rounded(share(asked, isRight)),
    hit3: rounded(share(asked, (each) => each.found.candidates.some(({ intent }) => intent === each.intent))),
    // Acted on without asking, and how often that was right.
    sure: rounded(acted.length / asked.length),
    precision: rounded(share(acted, isRight)),
    // What is not ours, seen as such.
    refused: rounded(
      share(
        asked.filter((each) => each.intent === 'out_of_scope'),
        isRight,
      ),
    ),
    lowestIntent: Math.min(...Object.values(perIntent(asked))),
    slots: rounded(slots.filter(Boolean).length / (slots.length || 1)),
    nl: of('nl'),
    casual: of('casual'),
    typo: of('typo'),
    en: of('en'),
  };
}

function totalRows(dev: readonly Asked[], test: readonly Asked[]): string[][] {
  const [left, right] = [figuresOf(dev), figuresOf(test)];
  return Object.keys(left).map((name) => [
    name,
    ...[left, right].map((each) => String(each[name as keyof typeof left])),
  ]);
}

function perIntent(asked: readonly Asked[]): Record<string, number> {
  const intents = [...new Set(asked.map((each) => each.intent))];
  return Object.fromEntries(
    intents.map((intent) => [
      intent,
      rounded(
        share(
          asked.filter((each) => each.intent === intent),
          isRight,
        ),
      ),
    ]),
  );
}

function confusion(asked: readonly Asked[]): string {
  const wrong = asked.filter((each) => !isRight(each));
  return textTable([
    ['meant', 'found', 'score', 'text'],
    ...wrong.map(({ intent, found, q }) => [intent, found.intent, found.score.toFixed(2), q]),
  ]);
}
