/**
 * `opstap facts PROTOCOL`: what a protocol needs to know of a case, with the question that asks for it.
 */
import { say } from '../presenters/protocolText.ts';
import { CliError, readArgs, readLang, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { protocolById } from './protocolFiles.ts';

export async function factsCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, lang: { type: 'string' } });
  const lang = readLang(values.lang);
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new CliError('usage', 'schrijf: opstap facts PROTOCOL');
  const protocol = protocolById(deps, id);
  const facts = Object.values(protocol.facts).map((fact) => ({
    fact: fact.id,
    kind: fact.kind,
    title: say(protocol, fact.title, lang),
    question: say(protocol, fact.question, lang),
    options: fact.options.map((option) => ({ id: option.id, title: say(protocol, option.title, lang) })),
    rules: fact.rules,
  }));
  if (values.json) writeJson(io, { protocol: protocol.id, version: protocol.version, facts });
  else {
    const lines = facts.map((fact) => {
      const options = fact.options.map((option) => `\n    ${option.id}: ${option.title}`).join('');
      return `${fact.fact} (${fact.kind})\n    ${fact.question}${options}\n`;
    });
    io.stdout(lines.join(''));
  }
  return 0;
}
