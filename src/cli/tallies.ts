/**
 * `opstap tallies show|set`: what a region counts by the year. Reads and words only; who may see and set what is asked
 * in the use-cases.
 */
import { readFigures, shownFigures, tallyLines } from '../presenters/tallies.ts';
import type { By, Deps } from '../usecases/ports.ts';
import { changeTally, readTallies, thisYear } from '../usecases/tallies.ts';
import { forbidden, onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { typedOf } from './settings.ts';

const USAGE =
  'schrijf: opstap tallies show PROTOCOL | set PROTOCOL TELLING AANTAL=WAARDE … [--year JAAR] [--as TENANT/OBJECT]';

/** `opstap tallies …` */
export async function talliesCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const options = { json: { type: 'boolean' }, as: { type: 'string' }, year: { type: 'string' } } as const;
  const { values, positionals } = readArgs(args, options);
  const [action, region = '', tally = '', ...rest] = positionals;
  const complete = action === 'show' ? tally === '' : action === 'set' && rest.length > 0;
  if (!complete || region === '') throw new CliError('usage', USAGE);
  if (values.year !== undefined && !/^20\d\d$/.test(values.year)) {
    throw new CliError('wrong_value', 'een jaar is bijvoorbeeld 2026', 'year');
  }
  return onStoredAs<ExitCode>(deps, values.as, async (stored, by) => {
    const protocol = stored.protocols.current.get(region);
    if (!protocol) throw new CliError('unknown_region', 'deze regio is er niet', 'region', 1);
    const year = Number(values.year ?? thisYear(stored));
    if (action === 'set') await set(stored, by, { region, year, tally, typed: typedOf(rest, USAGE) });
    const shown = await readTallies(stored, region, year, by);
    if (values.json) {
      const tallies = shown.map(({ tally: { rule, agreed, counted, parts, unknown, opposite }, ...given }) => ({
        ...{ id: rule.id, agreed, counted, parts, unknown, opposite },
        given: shownFigures({ rule, year, agreed, counted, parts, unknown, opposite }, given.figures),
      }));
      writeJson(io, { protocol: region, year, tallies });
    } else {
      for (const each of shown) {
        io.stdout(`${each.tally.rule.id} ${year}\n`);
        for (const line of tallyLines(protocol, each.tally, 'nl')) io.stdout(`  ${line}\n`);
      }
      if (shown.length === 0) io.stdout('hier wordt niets per jaar geteld\n');
    }
    return 0;
  });
}

async function set(
  stored: Deps,
  by: By,
  input: {
    readonly region: string;
    readonly year: number;
    readonly tally: string;
    readonly typed: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { region, year, tally, typed } = input;
  const found = (await readTallies(stored, region, year, by)).find((each) => each.tally.rule.id === tally);
  if (!found) throw new CliError('wrong_value', 'deze telling is er niet', 'tally', 1);
  const read = readFigures(found, typed);
  if (!read.ok) throw new CliError('wrong_value', `dit kan niet: ${read.name}`, read.name);
  const result = await changeTally(
    stored,
    { region, year, tally, seenVersion: found.version, figures: read.figures },
    by,
  );
  if (!result) throw forbidden();
  if (result.kind === 'stale') {
    throw new CliError('stale', 'iemand anders veranderde net hetzelfde; probeer het opnieuw', null, 1);
  }
}
