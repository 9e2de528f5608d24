/**
 * `opstap protocols lint|list|diagram|schema`: for the owners of protocols.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { protocolJsonSchema } from '../content/jsonSchema.ts';
import { protocolPage, routeDiagram } from './diagram.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { problemText, protocolById, protocolFiles } from './protocolFiles.ts';

const ACTIONS = { lint, list, diagram, schema };

export async function protocolsCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, out: { type: 'string' } });
  const [action = '', id, ...rest] = positionals;
  if (!Object.hasOwn(ACTIONS, action) || rest.length > 0) {
    throw new CliError('usage', 'schrijf: opstap protocols lint|list|diagram|schema [PROTOCOL]');
  }
  const call = { id, json: values.json === true, out: values.out };
  return ACTIONS[action as keyof typeof ACTIONS](call, io, deps);
}

interface Call {
  readonly id: string | undefined;
  readonly json: boolean;
  readonly out: string | undefined;
}

// Exit 1 where a file has an error; notes alone are no reason to stop.
function lint(call: Call, io: Io, deps: CliDeps): ExitCode {
  const files = protocolFiles(deps, call.id);
  const problems = files.flatMap((each) => each.problems);
  const ok = problems.every((problem) => problem.level === 'note');
  if (call.json) {
    writeJson(io, {
      ok,
      files: files.map(({ file, protocol }) => ({ file, protocol: protocol?.id ?? null })),
      problems,
    });
  } else {
    const word = { error: 'fout', note: 'ter info' };
    for (const problem of problems) io.stdout(`${word[problem.level]}  ${problemText(problem)}\n`);
    const errors = problems.filter((problem) => problem.level === 'error').length;
    io.stdout(`${files.length} gelezen, ${errors} fouten, ${problems.length - errors} ter info\n`);
  }
  return ok ? 0 : 1;
}

function list(call: Call, io: Io, deps: CliDeps): ExitCode {
  const protocols = protocolFiles(deps, call.id).flatMap(({ protocol }) => protocol ?? []);
  const rows = protocols.map((protocol) => ({
    protocol: protocol.id,
    title: protocol.title,
    version: protocol.version,
    routes: Object.values(protocol.routes).map(({ id, title, steps }) => ({ route: id, title, steps: steps.length })),
  }));
  if (call.json) writeJson(io, { protocols: rows });
  else {
    for (const row of rows) {
      io.stdout(`${row.protocol}  ${row.title}  (${row.version})\n`);
      for (const { route, title, steps } of row.routes) io.stdout(`    ${route}  ${title}, ${steps} stappen\n`);
    }
  }
  return 0;
}

function diagram(call: Call, io: Io, deps: CliDeps): ExitCode {
  const named = call.id === undefined ? protocolFiles(deps, undefined).flatMap(({ protocol }) => protocol ?? []) : [];
  const protocols = call.id === undefined ? named : [protocolById(deps, call.id)];
  const { out } = call;
  if (out !== undefined) {
    const folder = resolve(io.cwd, out);
    mkdirSync(folder, { recursive: true });
    for (const protocol of protocols) writeFileSync(join(folder, `${protocol.id}.md`), protocolPage(protocol));
  }
  if (call.json) {
    const routes = protocols.flatMap((protocol) =>
      Object.values(protocol.routes).map((route) => ({
        protocol: protocol.id,
        route: route.id,
        title: route.title,
        mermaid: routeDiagram(protocol, route),
      })),
    );
    writeJson(io, { routes });
  } else if (out === undefined) io.stdout(protocols.map(protocolPage).join('\n'));
  return 0;
}

function schema(call: Call, io: Io, deps: CliDeps): ExitCode {
  const text = protocolJsonSchema();
  const path = join(deps.protocols, 'protocol.schema.json');
  writeFileSync(path, text);
  if (call.json) writeJson(io, { written: 'content/protocols/protocol.schema.json' });
  else io.stderr(`geschreven: ${path}\n`);
  return 0;
}
