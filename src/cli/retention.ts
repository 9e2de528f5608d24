/**
 * `opstap privacy retention`: erases closed cases that have been kept long enough, and shows them first in the same
 * words. `opstap privacy log`: what was erased until now. Nothing of a client is printed: codes, dates and counts.
 */
import { readRetention } from '../content/retention.ts';
import type { RetentionRow, RetentionTerms } from '../domain/retention.ts';
import { dateText } from '../presenters/dates.ts';
import { retentionRowText } from '../presenters/retention.ts';
import { erasures, type ErasedCase } from '../usecases/erasures.ts';
import { carryOutRetention, planRetention } from '../usecases/retention.ts';
import type { By, Deps } from '../usecases/ports.ts';
import { forbidden, onStoredAs } from './actor.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';

export async function retentionCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    ...{ json: { type: 'boolean' }, as: { type: 'string' }, yes: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  } as const);
  if (positionals.length > 0) throw new CliError('usage', 'schrijf: opstap privacy retention [--dry-run] [--yes]');
  const dryRun = values['dry-run'] === true;
  const terms = termsOf(deps);
  const carryOut = values.yes === true && !dryRun;
  const { rows, passedOver } = await onStoredAs(deps, values.as, (stored, by) => run(stored, terms, by, carryOut));
  if (values.json) writeJson(io, { erased: carryOut, confirmed: terms.confirmed, rows: rows.map(shown) });
  else
    io.stdout(
      rows.length === 0
        ? 'geen casus is over zijn termijn\n'
        : rows.map((row) => `${retentionRowText(row, 'nl')}\n`).join(''),
    );
  if (!terms.confirmed) {
    io.stderr('opstap: de termijnen in content/retention.yaml zijn een voorstel; kies ze zelf en leg ze vast\n');
  }
  if (passedOver > 0) io.stderr(`opstap: ${passedOver} overgeslagen, intussen weer geopend of al gewist\n`);
  if (carryOut || dryRun || rows.length === 0) return 0;
  io.stderr('opstap: er is niets gewist; herhaal de opdracht met --yes\n');
  return 1;
}

async function run(stored: Deps, terms: RetentionTerms, by: By, carryOut: boolean) {
  const plan = await planRetention(stored, terms, by);
  if (plan.kind === 'forbidden') throw forbidden();
  if (!carryOut) return { rows: plan.rows, passedOver: 0 };
  const done = await carryOutRetention(stored, plan.rows, by);
  if (done.kind === 'forbidden') throw forbidden();
  return { rows: done.erased, passedOver: done.passedOver.length };
}

function termsOf(deps: CliDeps): RetentionTerms {
  try {
    return readRetention(deps.retention);
  } catch (error) {
    throw new CliError('wrong_value', `de termijnen kunnen niet worden gelezen: ${(error as Error).message}`);
  }
}

const shown = ({ code, ending, closedOn, keptUntil }: RetentionRow) => ({ case: code, ending, closedOn, keptUntil });

/** `opstap privacy log`: every case that was erased, when, by whom and why. */
export async function erasureLog(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, as: { type: 'string' } } as const);
  if (positionals.length > 0) throw new CliError('usage', 'schrijf: opstap privacy log');
  const result = await onStoredAs(deps, values.as, erasures);
  if (result.kind === 'forbidden') throw forbidden();
  const { rows } = result;
  if (values.json) writeJson(io, { erased: rows });
  else io.stdout(rows.length === 0 ? 'er is nog geen casus gewist\n' : rows.map(erasedText).join(''));
  return 0;
}

// A name comes from Teams, and a reason from a person: what would steer the terminal is left out.
const erasedText = ({ code, on, by, reason }: ErasedCase): string =>
  `${code}  ${dateText(on, 'nl')}, door ${by ?? 'de beheerder'}: ${reason ?? 'bewaartermijn voorbij'}`.replaceAll(
    /\p{Cc}/gu,
    '',
  ) + '\n';
