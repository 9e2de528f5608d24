/**
 * `opstap protocols move CASE [--yes]`: a running case to the version of its protocol that stands in content now.
 * Without --yes it only shows what would change.
 */
import { moveCase, previewMoveCase, type MoveCaseResult } from '../usecases/moveCase.ts';
import type { Deps } from '../usecases/ports.ts';
import { CliError, onStored, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { moveRefusal } from '../presenters/caseMove.ts';
import { moveJson, moveText } from './moveText.ts';

interface Question {
  readonly code: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Shows, and with `yes` also makes, the move. */
export const move = ({ code, yes, json }: Question, io: Io, deps: CliDeps): Promise<ExitCode> =>
  onStored<ExitCode>(deps, async (stored: Deps) => {
    const found = await stored.uow.stores.cases.byCode(code.toUpperCase());
    if (!found) throw new CliError('case_not_found', `casus "${code}" is er niet`, 'case', 1);
    const shown = await previewMoveCase(stored, found.id, null);
    if (shown.kind !== 'preview') throw refused(shown);
    const { view, protocol, preview } = shown;
    if (yes) {
      const input = { caseId: found.id, seenVersion: view.case.version, toVersion: protocol.version, member: null };
      const result = await moveCase(stored, input);
      if (result.kind !== 'moved') throw refused(result);
    }
    const versions = { from: view.case.protocolVersion, to: protocol.version };
    if (json) writeJson(io, { case: found.code, ...versions, moved: yes, ...moveJson(preview) });
    else {
      io.stdout(`${found.code}, van versie ${versions.from} naar ${versions.to}: ${moveText(preview)}`);
      io.stdout(yes ? 'verplaatst\n' : 'nog niets veranderd; met --yes gaat de casus over\n');
    }
    return 0;
  });

function refused(result: Exclude<MoveCaseResult, { readonly kind: 'moved' }>): CliError {
  switch (result.kind) {
    case 'refused':
      return new CliError(result.refusal.kind, moveRefusal(result.refusal, 'nl'), 'case', 1);
    case 'stale':
      return new CliError('stale', 'de casus is intussen veranderd; kijk opnieuw', 'case', 1);
    case 'forbidden':
    case 'no_case':
      return new CliError('case_not_found', 'deze casus is er niet', 'case', 1);
  }
}
