/**
 * The files that the architecture tests look at: read once, paths with `/` on every system.
 */
import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';

// Made by tools, not by us, or belonging to one computer.
const NOT_OURS = new Set(
  ['node_modules', '.git', '.opstap', '.generated', 'generated', 'build', 'coverage', 'devTools', '.env'].map(String),
);

/** Every text file under `folder` that `wanted` takes, by its path from there. */
export function readSources(folder: string, wanted: RegExp): Readonly<Record<string, string>> {
  const paths = walk(folder, '').filter((path) => wanted.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function walk(folder: string, under: string): readonly string[] {
  const entries: readonly Dirent[] = readdirSync(join(folder, under), { withFileTypes: true });
  return entries
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = join(under, entry.name);
      return entry.isDirectory() ? walk(folder, path) : [path.split(sep).join('/')];
    });
}
