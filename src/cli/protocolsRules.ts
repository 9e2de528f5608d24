/**
 * `opstap protocols rules [PROTOCOL]`: each rule of the source, where the protocol carries it and what proves it.
 * Reads files only. The answer is no while a rule is nowhere, unproven or made up.
 */
import { join } from 'node:path';
import { readCatalogues, readProofs } from '../content/rules.ts';
import type { ContentProblem } from '../content/protocols.ts';
import { checkRules, type Carrier, type Catalogue, type RuleCheck } from '../domain/protocol/rules.ts';
import type { Protocol } from '../domain/protocol/definition.ts';
import { CliError, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { faultless, protocolFiles } from './protocolFiles.ts';

/** Prints the rules of one protocol, or of all. */
export function rules(id: string | undefined, json: boolean, io: Io, deps: CliDeps): ExitCode {
  const catalogues = cataloguesOf(deps);
  const protocols = protocolFiles(deps, id).map((file) => faultless(file));
  const proofs = readProofs(join(deps.protocols, '..', '..', 'test'));
  const checks = protocols.map((protocol) => {
    const catalogue = catalogues.get(protocol.id);
    if (catalogue) return { protocol: protocol.id, ...checkRules(catalogue, protocol, proofs) };
    throw new CliError('file_missing', `content/rules heeft geen regels van ${protocol.id}`, 'protocol');
  });
  // A region whose protocol was forgotten has rules that nothing carries.
  const forgotten =
    id === undefined
      ? [...catalogues.keys()].find((each) => !checks.some(({ protocol }) => protocol === each))
      : undefined;
  if (forgotten !== undefined)
    throw new CliError('unknown_protocol', `content/protocols heeft geen ${forgotten}`, 'protocol');
  const ok = checks.every((check) => faultsOf(check).length === 0);
  if (json) writeJson(io, { ok, protocols: checks });
  else for (const check of checks) io.stdout(checkText(check.protocol, check));
  return ok ? 0 : 1;
}

/** What is wrong with the rules of a protocol, for `lint`; nothing where its catalogue is not there. */
export function ruleProblems(protocol: Protocol, text: string, file: string, deps: CliDeps): readonly ContentProblem[] {
  const catalogue = cataloguesOf(deps).get(protocol.id);
  if (!catalogue) return [];
  const { uncarried, madeUp } = checkRules(catalogue, protocol, new Map());
  const lineOf = (rule: string): number => text.slice(0, text.search(new RegExp(`${rule}\\b`))).split('\n').length;
  return [
    ...uncarried.map((rule) => ({
      ...{ level: 'error' as const, file, line: null, key: '' },
      message: `regel ${rule} (${catalogue.rules.get(rule)?.title ?? ''}) staat nergens; zet hem bij de stap, taak, termijn of opmerking die hem uitvoert`,
    })),
    ...madeUp.map((rule) => ({
      ...{ level: 'error' as const, file, line: lineOf(rule), key: '' },
      message: `regel ${rule} staat niet in content/rules/${protocol.id}.yaml; controleer het nummer`,
    })),
  ];
}

/** The rule catalogues beside the protocols. Throws a CliError where one cannot be read. */
export function cataloguesOf(deps: CliDeps): ReadonlyMap<string, Catalogue> {
  try {
    return readCatalogues(join(deps.protocols, '..', 'rules'));
  } catch (error) {
    throw new CliError('wrong_value', `content/rules/${(error as Error).message}`);
  }
}

function faultsOf(check: RuleCheck): readonly string[] {
  return [
    ...check.uncarried.map((rule) => `staat nergens: ${rule}`),
    ...check.unproven.map((rule) => `zonder bewijs: ${rule}`),
    ...check.madeUp.map((rule) => `niet uit de bron: ${rule}`),
  ];
}

function checkText(protocol: string, check: RuleCheck): string {
  const lines = check.rules.flatMap(({ rule, title, without, carriers, proofs }) => [
    `${rule}  ${title}`,
    ...(without === null ? [] : [`    zonder: ${without}`]),
    ...carriers.map((carrier) => `    staat in ${carrierText(carrier)}`),
    ...proofs.map((proof) => `    bewijs  ${proof}`),
  ]);
  const faults = faultsOf(check);
  return `${[...lines, ...faults, `${protocol}: ${check.rules.length} regels, ${faults.length} te doen`].join('\n')}\n\n`;
}

const KIND: Record<Carrier['kind'], string> = {
  route: 'route',
  step: 'stap',
  task: 'taak',
  term: 'termijn',
  clock: 'klok',
  outcome: 'uitkomst',
  decision: 'besluit',
  table: 'tafel',
  sharing: 'delen',
  fact: 'gegeven',
  tally: 'jaartelling',
  note: 'opmerking',
};

function carrierText({ kind, routes, step, part }: Carrier): string {
  const where = [step, part].filter((each) => each !== null).join('.');
  return [KIND[kind], where, routes.length > 0 ? `(${routes.join(', ')})` : ''].filter(Boolean).join(' ');
}
