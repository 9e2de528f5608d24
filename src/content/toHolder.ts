/**
 * What a protocol file says about the casushouder, in the core's types. Refuses a role or a date that is not there.
 */
import type { HandoverRule } from '../domain/protocol/definitionRules.ts';
import type { ProtocolYaml } from './protocolSchema.ts';
import { ContentFault, toDuration } from './toProtocol.ts';

/** The rule. Throws a ContentFault where its parts do not fit the file. */
export function toHolder(yaml: ProtocolYaml, holder: NonNullable<ProtocolYaml['casushouder']>): HandoverRule {
  const fact = holder.gegeven ?? null;
  if (!Object.hasOwn(yaml.rollen, holder.rol)) {
    throw new ContentFault(['casushouder', 'rol'], `rol "${holder.rol}" bestaat niet`);
  }
  if (fact !== null && yaml.gegevens[fact]?.soort !== 'datum') {
    throw new ContentFault(['casushouder', 'gegeven'], `"${fact}" is geen gegeven van de soort datum`);
  }
  const { rol: role, tekst: words, bron: section, regels } = holder;
  return {
    role,
    fact,
    overlap: holder.overlap ? toDuration(holder.overlap) : null,
    text: words,
    section,
    rules: regels,
  };
}
