/**
 * `npm run package`: the app package to upload in Teams. `npm run package -- --dev` fills in sample values.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildAppPackage, DEV_VALUES } from './appPackage.ts';
import { zip } from './zip.ts';

const TARGET = 'appPackage/build/opstap.zip';

if (existsSync('.env')) process.loadEnvFile('.env');
const dev = process.argv.includes('--dev');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const built = await buildAppPackage(dev ? DEV_VALUES : process.env, version);
if (built.ok) {
  mkdirSync('appPackage/build', { recursive: true });
  writeFileSync(TARGET, zip(built.files));
  console.log(`${TARGET}: ${Object.keys(built.files).join(', ')}${dev ? ' (sample values, not for real use)' : ''}`);
} else {
  console.error(
    [...built.problems, 'Set these in the environment or in .env (docs/operations.md), or try it out with --dev.'].join(
      '\n',
    ),
  );
  process.exitCode = 1;
}
