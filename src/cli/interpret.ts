/**
 * `opstap interpret "…"`: what the bot understands of a text, and how sure it is. Needs no database and does nothing.
 */
import { fileURLToPath } from 'node:url';
import { readInterpreter } from '../content/intents.ts';
import type { Interpretation } from '../domain/understanding/interpret.ts';
import { CliError, readArgs, writeJson, type ExitCode, type Io } from './io.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));

export function interpretCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' } });
  const text = positionals.join(' ').trim();
  if (text === '') throw new CliError('usage', 'schrijf: opstap interpret "wat iemand zou typen"');
  const { intent, score, slots, candidates } = readInterpreter(CONTENT)(text);
  const rounded = candidates.map((each) => ({ ...each, score: round(each.score) }));
  if (values.json) writeJson(io, { intent, score: round(score), slots, candidates: rounded });
  else io.stdout(inWords({ intent, score, slots, candidates }));
  return Promise.resolve(0);
}

const round = (score: number): number => Math.round(score * 1000) / 1000;

function inWords({ intent, score, slots, candidates }: Omit<Interpretation, 'sure'>): string {
  const percent = (part: number): string => `${Math.round(part * 100)} %`;
  const named = [
    ['casus', slots.caseCode ?? (slots.thisCase ? 'de casus van dit gesprek' : null)],
    ['rol', slots.role],
    ['regio', slots.region],
    [
      'of',
      candidates
        .slice(1)
        .map((each) => `${each.intent} (${percent(each.score)})`)
        .join(', ') || null,
    ],
  ] as const;
  const lines = named.flatMap(([name, value]) => (value === null ? [] : [`  ${name}: ${value}\n`]));
  return [`${intent} (${percent(score)})\n`, ...lines].join('');
}
