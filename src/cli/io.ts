/**
 * What every command is given and gives back: text in, text out, an exit code. No command touches `process`.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Case } from '../domain/cases.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import type { Lang } from '../shared/lang.ts';
import type { Deps } from '../usecases/ports.ts';

export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Everything on standard input, until its end. */
  stdin(): Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where `explain` reads cases from; closed by who opened it. */
export interface CaseSource {
  byCode(code: string): Promise<{ readonly case: Case; readonly protocol: Protocol } | null>;
}

/** What is stored, for the use-cases; closed by who opened it. */
export interface Stored {
  readonly deps: Deps;
  close(): Promise<void>;
}

export interface CliDeps {
  openCases(): Promise<CaseSource & { close(): Promise<void> }>;
  openStored(): Promise<Stored>;
  /** Folder with the protocols. */
  readonly protocols: string;
  /** File with how long closed cases are kept. */
  readonly retention: string;
  now(): Date;
}

/** 0: done. 1: done, and the answer is no. 2: the question itself was wrong. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with a clear message. `path` leads to the fault in the input: `done.0.at`. */
export class CliError extends Error {
  readonly code: string;
  readonly path: string | null;
  readonly exit: ExitCode;
  constructor(code: string, message: string, path: string | null = null, exit: ExitCode = 2) {
    super(message);
    this.code = code;
    this.path = path;
    this.exit = exit;
  }
}

/** Reads a command's options. Throws a CliError for an option that it does not have. */
export function readArgs<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The parser's first sentence says what is wrong; the rest is advice on escaping.
    throw new CliError('usage', (error as Error).message.split('. ')[0] ?? 'usage');
  }
}

/** The language that `--lang` asks for; Dutch without it. */
export function readLang(lang: string | undefined): Lang {
  if (lang === undefined || lang === 'nl' || lang === 'en') return lang ?? 'nl';
  throw new CliError('usage', `--lang is nl of en, niet "${lang}"`);
}

/** Works on what is stored, and closes it however that ends. */
export async function onStored<T>(deps: CliDeps, work: (stored: Deps) => Promise<T>): Promise<T> {
  const stored = await deps.openStored();
  try {
    return await work(stored.deps);
  } finally {
    await stored.close();
  }
}

/** Writes a file that only its owner can read, never over something that is there. */
export function writeOwn(io: Io, path: string, text: string): void {
  try {
    writeFileSync(resolve(io.cwd, path), text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = exists ? 'dit bestand is er al; kies een andere naam' : 'dit bestand kan niet worden geschreven';
    throw new CliError('file_not_written', why, 'out');
  }
}

/** One JSON object as the whole of standard output. */
export const writeJson = (io: Io, value: object): void => io.stdout(`${JSON.stringify(value, null, 2)}\n`);
