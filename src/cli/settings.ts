/**
 * `opstap settings show|set`: what a region, or with `--mine` the person of `--as`, has set. Reads and words only; who
 * may set what is asked in the use-cases.
 */
import { shownMember, shownRegion } from '../domain/settings.ts';
import {
  changeMemberSettings,
  changeRegionSettings,
  memberSettings,
  regionSettings,
  type TypedSettings,
} from '../usecases/settings.ts';
import type { By, Deps } from '../usecases/ports.ts';
import { forbidden, onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';

const USAGE = 'schrijf: opstap settings show|set PROTOCOL|--mine [INSTELLING=WAARDE …] [--as TENANT/OBJECT]';

/** `opstap settings …` */
export async function settingsCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const options = { json: { type: 'boolean' }, as: { type: 'string' }, mine: { type: 'boolean' } } as const;
  const { values, positionals } = readArgs(args, options);
  const [action, ...rest] = positionals;
  if (action !== 'show' && action !== 'set') throw new CliError('usage', USAGE);
  const region = values.mine ? null : (rest.shift() ?? '');
  const typed = typedOf(rest, USAGE);
  if (region === '' || (action === 'show') !== (rest.length === 0)) throw new CliError('usage', USAGE);
  const shown = await onStoredAs(deps, values.as, (stored, by) => settled(stored, by, region, typed));
  if (values.json) writeJson(io, { ...(region === null ? {} : { region }), settings: shown });
  else
    io.stdout(
      Object.entries(shown)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    );
  return 0;
}

/** `A=B` by A. Throws with the usage for anything else. */
export function typedOf(pairs: readonly string[], usage: string): TypedSettings {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new CliError('usage', usage);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

async function settled(stored: Deps, by: By, region: string | null, typed: TypedSettings): Promise<TypedSettings> {
  if (region === null) {
    if (by.memberId === null) throw new CliError('missing_key', '--mine vraagt --as TENANT/OBJECT', 'as');
    const { memberId } = by;
    const { version } = await memberSettings(stored, memberId);
    return shownMember(outcome(await changeMemberSettings(stored, { memberId, seenVersion: version, typed })));
  }
  if (!stored.protocols.current.has(region)) throw new CliError('unknown_region', 'deze regio is er niet', 'region', 1);
  const found = await regionSettings(stored, region, by);
  if (!found) throw forbidden();
  const result = await changeRegionSettings(stored, { region, seenVersion: found.version, typed }, by);
  if (!result) throw forbidden();
  return shownRegion(outcome(result));
}

function outcome<S>(
  result:
    | { readonly kind: 'changed' | 'stale'; readonly settings: S }
    | { readonly kind: 'faults'; readonly faults: readonly { readonly setting: string }[] },
): S {
  if (result.kind === 'faults') {
    const [first] = result.faults;
    throw new CliError(
      'wrong_value',
      `dit kan niet: ${result.faults.map((each) => each.setting).join(', ')}`,
      first?.setting ?? null,
    );
  }
  if (result.kind === 'stale')
    throw new CliError('stale', 'iemand anders veranderde net hetzelfde; probeer het opnieuw', null, 1);
  return result.settings;
}
