/**
 * Reads the protocols that owners edit: YAML → zod → the core's own types, with every route resolved.
 * A fault names file, line, key and the mend; nothing half read ever leaves here.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import type { Protocol } from '../domain/protocol/definition.ts';
import { lintProtocol } from '../domain/protocol/lint.ts';
import { protocolSchema } from './protocolSchema.ts';
import { ContentFault, toProtocol } from './toProtocol.ts';

/** Something wrong, or worth knowing, in a content file. */
export interface ContentProblem {
  readonly level: 'error' | 'note';
  readonly file: string;
  /** First line is 1; null where the problem is not on a line. */
  readonly line: number | null;
  /** The keys that lead to it: `routes.A.stappen.woningnet.bron`. */
  readonly key: string;
  readonly message: string;
}

export type ReadResult =
  | { readonly ok: true; readonly protocol: Protocol; readonly problems: readonly ContentProblem[] }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

/** The text of one protocol: the agreements, and their translation. */
export interface ProtocolText {
  readonly file: string;
  readonly dutch: string;
  readonly english: string;
}

const translations = z.record(z.string(), z.string().trim().min(1));

/** Reads every `*.yaml` in the folder that is not a translation. Throws only if the folder cannot be read. */
export function readProtocolFolder(
  folder: string,
): readonly { readonly text: ProtocolText; readonly read: ReadResult }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.en.yaml'))
    .sort()
    .map((name) => {
      const text = readProtocolText(join(folder, name));
      return { text, read: readProtocol(text) };
    });
}

/** The files of one protocol. A translation that is not there is empty. Throws if the file cannot be read. */
export function readProtocolText(path: string): ProtocolText {
  const englishPath = path.replace(/\.yaml$/, '.en.yaml');
  let english = '';
  try {
    english = readFileSync(englishPath, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return { file: basename(path), dutch: readFileSync(path, 'utf8'), english };
}

/** The fingerprint that names a version of a protocol; line ends do not count. */
export function versionOf(text: ProtocolText): string {
  const plain = [text.dutch, text.english].map((part) => part.replaceAll('\r\n', '\n')).join('\n---\n');
  return createHash('sha256').update(plain).digest('hex').slice(0, 12);
}

/** Reads and checks one protocol. */
export function readProtocol(text: ProtocolText): ReadResult {
  const dutch = parseYaml(text.file, text.dutch);
  if (!dutch.ok) return dutch;
  const parsed = protocolSchema.safeParse(dutch.value, { reportInput: true });
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => dutch.problem(issue.path, inDutch(issue))) };
  }
  const english = readEnglish(text);
  if (!english.ok) return english;
  try {
    const protocol = toProtocol(parsed.data, versionOf(text), english.map);
    const problems = lintProtocol(protocol).map((found) => dutch.problem(found.path, found.message, found.level));
    return problems.some((each) => each.level === 'error') ? { ok: false, problems } : { ok: true, protocol, problems };
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    return { ok: false, problems: [dutch.problem(error.path, error.message)] };
  }
}

interface Refused {
  readonly ok: false;
  readonly problems: readonly ContentProblem[];
}

function readEnglish(text: ProtocolText): { readonly ok: true; readonly map: Record<string, string> } | Refused {
  const yaml = parseYaml(text.file.replace(/\.yaml$/, '.en.yaml'), text.english);
  if (!yaml.ok) return yaml;
  const parsed = translations.safeParse(yaml.value ?? {});
  if (parsed.success) return { ok: true, map: parsed.data };
  const path = parsed.error.issues[0]?.path ?? [];
  return { ok: false, problems: [yaml.problem(path, 'elke regel is: "Nederlandse tekst": "English text"')] };
}

interface Yaml {
  readonly ok: true;
  readonly value: unknown;
  /** A problem at a path of keys, with the line on which it stands. */
  readonly problem: (path: readonly PropertyKey[], message: string, level?: 'error' | 'note') => ContentProblem;
}

/** YAML as a value, with problems that know the line on which they stand. */
export function parseYaml(file: string, text: string): Yaml | Refused {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = (line: number | null, detail: string): ContentProblem => {
    const message = `dit is geen geldige YAML (${detail}); let op inspringen en dubbele punten`;
    return { level: 'error', file, line, key: '', message };
  };
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => broken(lines.linePos(error.pos[0]).line, error.message)),
    };
  }
  try {
    const value: unknown = document.toJS();
    return {
      ok: true,
      value,
      problem: (path, message, level = 'error') => ({
        level,
        file,
        line: lineOf(document, lines, path),
        key: path.map(String).join('.'),
        message,
      }),
    };
  } catch (error) {
    // A reference (*name) to something that is not there, or that repeats itself without end.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, problems: [broken(null, error.message)] };
  }
}

// The line of the deepest key on the path that exists: a missing key is reported where it should have been.
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** What zod found, in words for who edits the file. */
export function inDutch(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const keys = issue.keys.map((key) => `"${key}"`).join(', ');
      // Between { and } a comma begins a new key, also in the middle of a sentence.
      return issue.keys.some((key) => key.includes(' '))
        ? `${keys} is hier geen sleutel; zet een tekst waar een komma in staat tussen aanhalingstekens`
        : `${keys} is hier niet bekend; controleer de spelling`;
    }
    case 'invalid_type':
      return issue.input === undefined
        ? 'dit ontbreekt; vul het in'
        : `hier hoort ${kindInDutch(issue.expected)}; zo staat er iets anders`;
    case 'invalid_value':
      return `kies een van: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'array' ? 'noem er ten minste een' : issue.message;
    case 'invalid_key':
      return `"${String(issue.path.at(-1))}" kan geen naam zijn; gebruik letters, cijfers en _`;
    case 'invalid_union':
      return issue.message === 'Invalid input'
        ? 'hier staat iets anders dan hier past; kijk hoe andere regels het doen'
        : issue.message;
    case 'invalid_format':
      return issue.message.startsWith('Invalid')
        ? `zo kan dit niet geschreven worden; het moet passen op ${issue.pattern ?? issue.format}`
        : issue.message;
    default:
      return issue.message;
  }
}

function kindInDutch(expected: string): string {
  const kinds: Record<string, string> = {
    string: 'tekst',
    array: 'een lijst',
    object: 'een blok met sleutels',
    record: 'een blok met sleutels',
  };
  return kinds[expected] ?? expected;
}
