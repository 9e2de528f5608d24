/**
 * People as lines of text: what an administrator exports from a spreadsheet. Splits into fields and counts lines;
 * what is in them is judged by the use-case.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { PersonLine } from '../domain/people.ts';

/** The columns, in their order; a first line with these words is a heading. */
const PEOPLE_COLUMNS = ['tenant', 'object', 'naam', 'organisatie', 'soort', 'regio', 'rollen', 'functies'] as const;

export interface PeopleText {
  readonly lines: readonly PersonLine[];
  /** Lines that do not have the columns. */
  readonly broken: readonly number[];
}

/** Reads lines with semicolons, commas or tabs between. Several roles in one field have a + between. */
export function readPeople(text: string): PeopleText {
  const lines: PersonLine[] = [];
  const broken: number[] = [];
  const rows = recordsOf(text);
  if ('brokenAt' in rows) return { lines: [], broken: [rows.brokenAt] };
  for (const { record, info } of rows) {
    const fields = record.map((field) => field.trim());
    if (fields.every((field) => field === '')) continue;
    if (fields[0]?.toLowerCase() === PEOPLE_COLUMNS[0]) continue;
    const [tenantId, objectId, name, organisation, kind, region, roles, functions = ''] = fields;
    if (roles === undefined || fields.length > PEOPLE_COLUMNS.length) broken.push(info.lines);
    else {
      const texts = { tenantId: tenantId ?? '', objectId: objectId ?? '', name: name ?? '' };
      const work = { organisation: organisation ?? '', kind: kind ?? '', region: region ?? '' };
      lines.push({ line: info.lines, ...texts, ...work, roles: roles.split('+'), functions: functions.split('+') });
    }
  }
  return { lines, broken };
}

interface Row {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

// A quotation mark that is never closed would swallow every line after it: then nothing can be read.
function recordsOf(text: string): readonly Row[] | { readonly brokenAt: number } {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [';', '\t', ','].find((each) => first.includes(each)) ?? ';';
  try {
    return parse(text, {
      ...{ delimiter, bom: true, info: true, trim: true },
      ...{ relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { brokenAt: Number(error['lines'] ?? 1) };
  }
}
