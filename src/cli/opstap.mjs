#!/usr/bin/env node
/**
 * `npx opstap`: lets Node read TypeScript, then hands over to main.ts. Plain JavaScript, since nothing else runs yet.
 */
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { register } from 'tsx/esm/api';

// `opstap … | head` closes the pipe early; that is not a fault.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

// The same settings as the bot, or the two would not mean the same database.
if (existsSync('.env')) process.loadEnvFile('.env');

register();
const { main } = await import('./main.ts');
// The code is set rather than exited with, so that a long answer still gets through a pipe.
process.exitCode = await main(process.argv.slice(2), {
  stdout: (words) => void process.stdout.write(words),
  stderr: (words) => void process.stderr.write(words),
  stdin: () => text(process.stdin),
  cwd: process.cwd(),
  env: process.env,
});
