/**
 * Reads the rule catalogues, and the tests that prove rules: scenarios by their list of rules, other tests by the
 * ids that they name. Reads files only; what is missing is for domain/protocol/rules.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RuleId } from '../domain/protocol/definition.ts';
import type { Catalogue, CatalogueRule } from '../domain/protocol/rules.ts';

const text = z.string().trim().min(1);
const schema = z.strictObject({
  protocol: text,
  regels: z.record(text, z.union([text, z.strictObject({ titel: text, zonder: text })])),
});
const scenarios = z.array(z.object({ name: text, rules: z.array(text) }));
const RULE = /\b[A-Z]{2,4}(?:-[A-Z])?-\d+[a-z]?\b/g;

/** The catalogues in the folder, by protocol; none where the folder is not there. Throws an Error that names the file. */
export function readCatalogues(folder: string): ReadonlyMap<string, Catalogue> {
  const files = filesIn(folder).filter((file) => file.endsWith('.yaml'));
  return new Map(
    files.map((file) => {
      const read = schema.safeParse(parse(readFileSync(file, 'utf8')));
      if (!read.success) {
        const issue = read.error.issues[0];
        throw new Error(`${basename(file)}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
      }
      const rules = Object.entries(read.data.regels).map(([rule, entry]): [RuleId, CatalogueRule] => [
        rule,
        typeof entry === 'string' ? { title: entry, without: null } : { title: entry.titel, without: entry.zonder },
      ]);
      return [read.data.protocol, { protocolId: read.data.protocol, rules: new Map(rules) }];
    }),
  );
}

/** Which scenarios and test files prove which rule; nothing where the folder is not there. */
export function readProofs(folder: string): ReadonlyMap<RuleId, readonly string[]> {
  const proofs = new Map<RuleId, string[]>();
  const add = (rule: RuleId, proof: string): void => void proofs.set(rule, [...(proofs.get(rule) ?? []), proof]);
  for (const path of filesIn(folder)) {
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (name.startsWith('scenarios/') && name.endsWith('.yaml')) {
      for (const scenario of scenarios.parse(parse(readFileSync(path, 'utf8')))) {
        for (const rule of new Set(scenario.rules)) add(rule, `${name}: ${scenario.name}`);
      }
    } else if (name.endsWith('.test.ts')) {
      for (const rule of new Set(readFileSync(path, 'utf8').match(RULE))) add(rule, name);
    }
  }
  return proofs;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
