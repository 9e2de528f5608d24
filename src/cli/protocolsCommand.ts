/**
 * `opstap protocols …`: for the owners of protocols. The longer answers have a file of their own.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { protocolJsonSchema } from '../content/jsonSchema.ts';
import type { Lang } from '../shared/lang.ts';
import { protocolPage, routeDiagram } from './diagram.ts';
import { CliError, readArgs, readLang, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { problemText, protocolById, protocolFileAt, protocolFiles } from './protocolFiles.ts';
import { compare } from './protocolsCompare.ts';
import { diff } from './protocolsDiff.ts';
import { move } from './protocolsMove.ts';
import { ruleProblems, rules } from './protocolsRules.ts';

interface Call {
  /** What stands behind the action. */
  readonly args: readonly string[];
  readonly json: boolean;
  readonly out: string | undefined;
  readonly cases: boolean;
  readonly yes: boolean;
  readonly lang: Lang;
}

interface Action {
  readonly run: (call: Call, io: Io, deps: CliDeps) => ExitCode | Promise<ExitCode>;
  readonly least: number;
  readonly most: number;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  lint: { run: lint, least: 0, most: 1 },
  list: { run: list, least: 0, most: 1 },
  rules: { run: ({ args, json }, io, deps) => rules(args[0], json, io, deps), least: 0, most: 1 },
  compare: {
    run: ({ args, json, lang }, io, deps) => compare({ subject: args[0], lang, json }, io, deps),
    least: 0,
    most: 1,
  },
  diagram: { run: diagram, least: 0, most: 1 },
  diff: {
    run: ({ args, json, cases }, io, deps) => diff({ from: args[0] ?? '', to: args[1] ?? null, json, cases }, io, deps),
    least: 1,
    most: 2,
  },
  move: {
    run: ({ args, json, yes }, io, deps) => move({ code: args[0] ?? '', yes, json }, io, deps),
    least: 1,
    most: 1,
  },
  schema: { run: schema, least: 0, most: 0 },
};

export async function protocolsCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const flag = { type: 'boolean' } as const;
  const word = { type: 'string' } as const;
  const options = { json: flag, out: word, cases: flag, yes: flag, lang: word };
  const { values, positionals } = readArgs(args, options);
  const [name = '', ...rest] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action || rest.length < action.least || rest.length > action.most) {
    throw new CliError('usage', `schrijf: opstap protocols ${Object.keys(ACTIONS).join('|')} …; zie opstap help`);
  }
  const { json = false, out, cases = false, yes = false } = values;
  return action.run({ args: rest, json, out, cases, yes, lang: readLang(values.lang) }, io, deps);
}

// Exit 1 where a file has an error; notes alone are no reason to stop.
function lint({ args: [id], json }: Call, io: Io, deps: CliDeps): ExitCode {
  const files = id?.endsWith('.yaml') ? [protocolFileAt(io, id)] : protocolFiles(deps, id);
  const problems = files.flatMap(({ file, dutch, protocol, problems }) => [
    ...problems,
    ...(protocol ? ruleProblems(protocol, dutch, file, deps) : []),
  ]);
  const ok = problems.every((problem) => problem.level === 'note');
  if (json) {
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

function list({ args: [id], json }: Call, io: Io, deps: CliDeps): ExitCode {
  const protocols = protocolFiles(deps, id).flatMap(({ protocol }) => protocol ?? []);
  const rows = protocols.map((protocol) => ({
    protocol: protocol.id,
    title: protocol.title,
    version: protocol.version,
    routes: Object.values(protocol.routes).map(({ id, title, steps }) => ({ route: id, title, steps: steps.length })),
  }));
  if (json) writeJson(io, { protocols: rows });
  else {
    for (const row of rows) {
      io.stdout(`${row.protocol}  ${row.title}  (${row.version})\n`);
      for (const { route, title, steps } of row.routes) io.stdout(`    ${route}  ${title}, ${steps} stappen\n`);
    }
  }
  return 0;
}

function diagram({ args: [id], json, out }: Call, io: Io, deps: CliDeps): ExitCode {
  const all = id === undefined ? protocolFiles(deps, undefined).flatMap(({ protocol }) => protocol ?? []) : [];
  const protocols = id === undefined ? all : [protocolById(deps, id)];
  if (out !== undefined) {
    const folder = resolve(io.cwd, out);
    mkdirSync(folder, { recursive: true });
    for (const protocol of protocols) writeFileSync(join(folder, `${protocol.id}.md`), protocolPage(protocol));
  }
  if (json) {
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

function schema({ json }: Call, io: Io, deps: CliDeps): ExitCode {
  const text = protocolJsonSchema();
  const path = join(deps.protocols, 'protocol.schema.json');
  writeFileSync(path, text);
  if (json) writeJson(io, { written: 'content/protocols/protocol.schema.json' });
  else io.stderr(`geschreven: ${path}\n`);
  return 0;
}
