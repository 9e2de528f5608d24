/**
 * `npm run bench -- NAME [--quick]`: measures one thing and its floor in the same run.
 * Prints a table for people, and as its last line one JSON object.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Bench {
  run(options: { quick: boolean }): Promise<{ table: string; json: object }>;
}

const HELPERS = new Set([
  'run',
  'measure',
  'cases',
  'turnServer',
  'killWorker',
  'signalsServer',
  'answersContent',
  'answersStart',
]);
const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .map((file) => basename(file, '.ts'))
  .filter((name) => !HELPERS.has(name));
const [name = ''] = process.argv.slice(2);
const file = new URL(`./${name}.ts`, import.meta.url);

if (!names.includes(name) || !existsSync(fileURLToPath(file))) {
  console.error(`Which one? ${names.join(', ')}`);
  process.exitCode = 1;
} else {
  const bench = (await import(file.href)) as Bench;
  const { table, json } = await bench.run({ quick: process.argv.includes('--quick') });
  console.log(`${table}\n`);
  console.log(JSON.stringify(json));
}
