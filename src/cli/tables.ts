/**
 * `opstap tables list|minutes`: meetings that are over, and their minutes as text or as a page to print. As somebody:
 * what they may read. What is shown of a case is noted in the log.
 */
import type { PartNumber } from '../domain/tables/table.ts';
import { minutesDocument, minutesPage, minutesText } from '../presenters/minutes.ts';
import { whenText } from '../presenters/tables.ts';
import { noteReading } from '../usecases/readCase.ts';
import { listEnded } from '../usecases/listEnded.ts';
import { readMinutes } from '../usecases/readMinutes.ts';
import { onStoredAs } from './actor.ts';
import { CliError, readArgs, readLang, writeJson, writeOwn, type CliDeps, type ExitCode, type Io } from './io.ts';

const USAGE = 'schrijf: opstap tables list, of: opstap tables minutes TAFEL [--part 1|2] [--html] [--out BESTAND]';

export async function tablesCommand(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const [action, ...rest] = args;
  if (action === 'list') return list(rest, io, deps);
  if (action === 'minutes') return minutes(rest, io, deps);
  throw new CliError('usage', USAGE);
}

async function list(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values } = readArgs(args, { json: { type: 'boolean' }, as: { type: 'string' } } as const);
  const ended = await onStoredAs(deps, values.as, (stored, by) => listEnded(stored, by));
  const meetings = ended.map(({ meeting, parts }) => ({
    ...{ meeting: meeting.id, protocol: meeting.region, startsAt: meeting.startsAt, parts },
  }));
  if (values.json) writeJson(io, { meetings });
  else if (ended.length === 0) io.stdout('Er is nog geen tafel voorbij.\n');
  for (const { meeting, parts } of values.json ? [] : ended) {
    io.stdout(`${meeting.id}  ${meeting.region}, ${whenText(meeting, 'nl')}, deel ${parts.join(' en ')}\n`);
  }
  return 0;
}

async function minutes(args: readonly string[], io: Io, deps: CliDeps): Promise<ExitCode> {
  const { values, positionals } = readArgs(args, {
    ...{ json: { type: 'boolean' }, as: { type: 'string' }, part: { type: 'string' }, html: { type: 'boolean' } },
    ...{ out: { type: 'string' }, lang: { type: 'string' } },
  } as const);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new CliError('usage', USAGE);
  const { part: asked = '1' } = values;
  if (asked !== '1' && asked !== '2') throw new CliError('wrong_value', '--part is 1 of 2', 'part');
  const part: PartNumber = asked === '2' ? 2 : 1;
  const lang = readLang(values.lang);
  const found = await onStoredAs(deps, values.as, async (stored, by) => {
    const member = by.memberId === null ? null : await stored.uow.stores.members.byId(by.memberId);
    const read = by.memberId !== null && !member ? null : await readMinutes(stored, id, part, member);
    if (read) await noteReading(stored, member, stored.newId(), read.shows, 'minutes');
    return read;
  });
  if (!found) {
    throw new CliError('meeting_not_found', 'dit verslag is er niet, of het is niet voor wie het vraagt', 'meeting', 1);
  }
  const document = minutesDocument(found.minutes, lang);
  const text = values.html ? minutesPage(document, lang) : minutesText(document);
  if (values.out !== undefined) {
    writeOwn(io, values.out, text);
    if (values.json) writeJson(io, { meeting: id, part, written: values.out });
    else io.stdout(`geschreven: ${values.out}\n`);
  } else if (values.json) writeJson(io, { meeting: id, part, ...document });
  else io.stdout(text);
  return 0;
}
