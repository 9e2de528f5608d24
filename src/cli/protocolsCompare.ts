/**
 * `opstap protocols compare [SUBJECT]`: the regions side by side on one subject; without one, which subjects there are.
 */
import { join } from 'node:path';
import { readSubjects } from '../content/compare.ts';
import { compareFaults, compareOn, type ComparedRegion, type Subject } from '../domain/protocol/compare.ts';
import type { Lang } from '../shared/lang.ts';
import { CliError, writeJson, type CliDeps, type ExitCode, type Io } from './io.ts';
import { protocolFiles } from './protocolFiles.ts';
import { cataloguesOf } from './protocolsRules.ts';

interface Question {
  readonly subject: string | undefined;
  readonly lang: Lang;
  readonly json: boolean;
}

/** Lists the subjects and what is wrong with them, or shows one. */
export function compare({ subject: id, lang, json }: Question, io: Io, deps: CliDeps): ExitCode {
  const subjects = subjectsOf(deps);
  if (id === undefined) return list(subjects, lang, json, io, deps);
  const subject = subjects.find((each) => each.id === id);
  if (!subject) {
    const known = subjects.map((each) => each.id).join(', ');
    throw new CliError('unknown_subject', `onderwerp "${id}" is er niet; er is: ${known}`, 'subject');
  }
  const protocols = protocolFiles(deps, undefined).flatMap(({ protocol }) => protocol ?? []);
  const regions = compareOn(subject, new Map(protocols.map((protocol) => [protocol.id, protocol])));
  const remark = subject.remark?.[lang] ?? null;
  if (json) {
    const rows = regions.map(({ protocolId, region, document, date, cell }) => ({
      ...{ protocol: protocolId, region, text: cell?.text[lang] ?? null },
      source: cell === null ? null : { document, section: cell.section, date },
      rules: cell?.rules ?? [],
    }));
    writeJson(io, { subject: subject.id, title: subject.title[lang], remark, regions: rows });
  } else {
    const blocks = regions.map((each) => regionText(each, lang));
    io.stdout(`${[subject.title[lang], ...(remark === null ? [] : [remark]), ...blocks].join('\n\n')}\n`);
  }
  return 0;
}

function list(subjects: readonly Subject[], lang: Lang, json: boolean, io: Io, deps: CliDeps): ExitCode {
  const faults = compareFaults(subjects, cataloguesOf(deps));
  const rows = subjects.map(({ id, title }) => ({ subject: id, title: title[lang] }));
  if (json) writeJson(io, { subjects: rows, faults });
  else {
    for (const { subject, title } of rows) io.stdout(`${subject}  ${title}\n`);
    for (const fault of faults) io.stdout(`fout  compare.yaml ${fault}\n`);
  }
  return faults.length === 0 ? 0 : 1;
}

function subjectsOf(deps: CliDeps): readonly Subject[] {
  try {
    return readSubjects(join(deps.protocols, '..', 'compare.yaml'));
  } catch (error) {
    throw new CliError('wrong_value', (error as Error).message);
  }
}

function regionText({ region, document, cell }: ComparedRegion, lang: Lang): string {
  if (cell === null) return `${region}\n  ${lang === 'nl' ? 'staat er niet in' : 'not stated'}`;
  return `${region}\n  ${cell.text[lang]}\n  ${document}, ${cell.section} [${cell.rules.join(', ')}]`;
}
