/** Runs a command as a person would, and keeps what it said. */
import { main } from '../../src/cli/main.ts';
import type { CliDeps } from '../../src/cli/io.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON; throws if it is not exactly one value. */
  json<T = never>(): T;
}

/** The folder with the protocols that the tests of the command line use. */
const TEST_PROTOCOLS = 'test/support';

export async function opstap(args: readonly string[], stdin = '', deps: Partial<CliDeps> = {}): Promise<Run> {
  const said = { out: '', err: '' };
  const code = await main(
    args,
    {
      stdout: (text) => void (said.out += text),
      stderr: (text) => void (said.err += text),
      stdin: () => Promise.resolve(stdin),
      cwd: process.cwd(),
      env: {},
    },
    {
      openCases: () => Promise.reject(new Error('no cases in this test')),
      openStored: () => Promise.reject(new Error('nothing stored in this test')),
      protocols: TEST_PROTOCOLS,
      retention: 'content/retention.yaml',
      now: () => new Date('2026-06-15T10:00:00.000Z'),
      ...deps,
    },
  );
  return { code, ...said, json: <T>() => JSON.parse(said.out) as T };
}
