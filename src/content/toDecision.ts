/**
 * Turns the decision of a step, as a protocol file words it, into the core's type.
 * Reads no files and checks no names: that is for the lint.
 */
import type { Condition, Decision, Party } from '../domain/protocol/definition.ts';
import type { ConditionYaml } from './protocolParts.ts';
import type { DecisionYaml } from './protocolSchema.ts';

const KIND = {
  meerderheid: 'majority',
  gezamenlijk: 'joint',
  commissie: 'committee',
  gemachtigde: 'official',
  organisatie: 'organisation',
  overleg: 'consultation',
} as const satisfies Record<DecisionYaml['soort'], Decision['kind']>;

/** The decision in the core's type; `condition` turns its conditions. */
export function toDecision(yaml: DecisionYaml, condition: (input: ConditionYaml) => Condition): Decision {
  return {
    kind: KIND[yaml.soort],
    by: yaml.wie,
    ...toRuling(yaml),
    parties: toParties(yaml.partijen ?? yaml.wie),
    least: yaml.ten_minste ?? null,
    members: yaml.leden,
    provided: yaml.mits.map((each) => ({ outcome: each.uitkomst, if: condition(each.als), ...toRuling(each) })),
    agreement: yaml.akkoord.map((each) => ({
      ...{ outcome: each.uitkomst, if: each.als ? condition(each.als) : null, parties: toParties(each.wie) },
      ...toRuling(each),
    })),
    objection: yaml.bezwaar ? toRuling(yaml.bezwaar) : null,
    written: yaml.schriftelijk ? toRuling(yaml.schriftelijk) : null,
  };
}

const toParties = (names: readonly (string | readonly string[])[]): readonly Party[] =>
  names.map((name) => (typeof name === 'string' ? [name] : name));

const toRuling = ({ tekst, regels }: { readonly tekst: string; readonly regels: readonly string[] }) => ({
  text: tekst,
  rules: regels,
});
