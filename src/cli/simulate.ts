/**
 * `opstap simulate FILE|-`: what the engine would say of a described case. Stores nothing.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { simulate } from '../usecases/simulate.ts';
import { CliError, readArgs, readLang, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { readSimulation } from './simulateInput.ts';
import { simulationJson } from './simulateOutput.ts';
import { simulationText } from './simulateText.ts';

export async function simulateCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, lang: { type: 'string' } });
  const lang = readLang(values.lang);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0)
    throw new CliError('usage', 'schrijf: opstap simulate BESTAND (of - voor invoer)');
  const text = file === '-' ? await io.stdin() : readText(resolve(io.cwd, file), file);
  const simulation = simulate(readSimulation(text, deps));
  if (values.json) writeJson(io, simulationJson(simulation, lang));
  else io.stdout(simulationText(simulation, lang));
  return 0;
}

function readText(path: string, name: string): string {
  try {
    // Editors on Windows can put a byte order mark first, which JSON does not know.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CliError(
      'file_missing',
      missing ? `bestand "${name}" is er niet` : `bestand "${name}" kan niet worden gelezen`,
    );
  }
}
