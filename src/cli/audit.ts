/**
 * `opstap audit verify`: walks the chain of the log, and says which lines are not as they were written. Changes nothing.
 */
import type { AuditFault } from '../usecases/ports.ts';
import { CliError, readArgs, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';

const USAGE = 'schrijf: opstap audit verify [--expect HASH] [--json]';

export async function auditCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, expect: { type: 'string' } } as const);
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new CliError('usage', USAGE);
  const noted = values.expect?.trim().toLowerCase() ?? null;
  if (noted !== null && !/^[0-9a-f]{64}$/.test(noted)) {
    throw new CliError('wrong_value', '--expect is een hash van 64 tekens: cijfers en a tot en met f', 'expect');
  }
  const stored = await deps.openStored();
  try {
    const { lines, erased, head, faults } = await stored.deps.uow.stores.audit.verify(noted);
    const sound = faults.length === 0;
    if (values.json) writeJson(io, { sound, lines, erased, head, faults });
    else {
      io.stdout(faults.map((fault) => `fout: ${faultText(fault)}\n`).join(''));
      io.stdout(`${lines} regels, waarvan ${erased} zonder inhoud (gewiste casussen)\n`);
      io.stdout(sound ? `het logboek klopt\nlaatste hash: ${head}\n` : 'het logboek klopt niet\n');
      if (sound) io.stderr('opstap: noteer de hash buiten Opstap, en geef hem de volgende keer mee met --expect\n');
    }
    return sound ? 0 : 1;
  } finally {
    await stored.close();
  }
}

function faultText(fault: AuditFault): string {
  switch (fault.kind) {
    case 'changed':
      return `regel ${fault.seq} is veranderd, verplaatst, of buiten Opstap om toegevoegd`;
    case 'missing':
      return fault.seq === fault.until
        ? `regel ${fault.seq} ontbreekt`
        : `regels ${fault.seq} tot en met ${fault.until} ontbreken`;
    case 'emptied':
      return `de inhoud van regel ${fault.seq} is weg, en er staat niet dat de casus is gewist`;
    case 'cut_off':
      return `na regel ${fault.seq} klopt het einde niet: er zijn regels weg, of buiten Opstap om toegevoegd`;
    case 'unknown_hash':
      return 'de hash van --expect staat niet in het logboek: er zijn regels weg, of het is opnieuw gemaakt';
  }
}
