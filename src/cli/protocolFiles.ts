/**
 * Finds the protocols that commands work on. Reads files, never changes them.
 */
import { resolve } from 'node:path';
import type { Protocol, Route } from '../domain/protocol/definition.ts';
import {
  readProtocol,
  readProtocolFolder,
  readProtocolText,
  type ContentProblem,
  type ProtocolText,
  type ReadResult,
} from '../content/protocols.ts';
import { CliError, type CliDeps, type Io } from './io.ts';

export interface ProtocolFile {
  readonly file: string;
  /** As it is written. */
  readonly dutch: string;
  /** Null where the file has a fault. */
  readonly protocol: Protocol | null;
  readonly problems: readonly ContentProblem[];
}

/** Every protocol in the folder, faulty ones too; only the one with this id or file name if one is named. */
export function protocolFiles(deps: CliDeps, id: string | undefined): readonly ProtocolFile[] {
  const all = readAll(deps).map(({ text, read }) => fileOf(text, read));
  if (id === undefined) return all;
  const found = all.filter((each) => each.protocol?.id === id || each.file === `${id}.yaml`);
  if (found.length > 0) return found;
  const names = all.map((each) => each.protocol?.id ?? each.file.replace(/\.yaml$/, ''));
  throw new CliError(
    'unknown_protocol',
    `protocol "${id}" bestaat niet; er is: ${names.join(', ') || 'geen'}`,
    'protocol',
  );
}

const fileOf = (text: ProtocolText, read: ReadResult): ProtocolFile => ({
  file: text.file,
  dutch: text.dutch,
  protocol: read.ok ? read.protocol : null,
  problems: read.problems,
});

/** A protocol file anywhere, such as a new version that is not in use yet. */
export function protocolFileAt(io: Io, path: string): ProtocolFile {
  try {
    const text = readProtocolText(resolve(io.cwd, path));
    return fileOf(text, readProtocol(text));
  } catch (error) {
    throw new CliError('file_missing', `"${path}" kan niet worden gelezen (${(error as Error).message})`);
  }
}

/** The protocol in a file. Throws a CliError if the file has a fault. */
export const protocolAt = (io: Io, path: string): Protocol => faultless(protocolFileAt(io, path));

/** The protocol with this id. Throws a CliError if there is none, or if its file has a fault. */
export const protocolById = (deps: CliDeps, id: string): Protocol =>
  faultless(protocolFiles(deps, id)[0] as ProtocolFile);

/** The protocol of a file. Throws a CliError with the first fault if it has one. */
export function faultless({ file, protocol, problems }: ProtocolFile): Protocol {
  if (protocol) return protocol;
  const fault = problems.find((problem) => problem.level === 'error');
  throw new CliError('protocol_faulty', fault ? problemText(fault) : `${file} kan niet worden gelezen`, 'protocol');
}

/** The route with this id. Throws a CliError that names the routes there are. */
export function routeById(protocol: Protocol, id: string): Route {
  const route = Object.hasOwn(protocol.routes, id) ? protocol.routes[id] : undefined;
  if (route) return route;
  const names = Object.keys(protocol.routes).join(', ');
  throw new CliError('unknown_route', `route "${id}" bestaat niet in ${protocol.id}; er is: ${names}`, 'route');
}

/** `haarlemmermeer.yaml:12 routes.A.volgorde: stap …`. */
export function problemText(problem: ContentProblem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  return [place, problem.key === '' ? null : `${problem.key}:`, problem.message].filter(Boolean).join(' ');
}

function readAll(deps: CliDeps): ReturnType<typeof readProtocolFolder> {
  try {
    return readProtocolFolder(deps.protocols);
  } catch (error) {
    throw new CliError('file_missing', `de map met protocollen kan niet worden gelezen (${(error as Error).message})`);
  }
}
