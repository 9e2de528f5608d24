/**
 * Reads the demo cases of the local trial version: what has happened so far, in days from today.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const days = z.number().int().min(-3000).max(3000);
const schema = z.array(
  z.strictObject({
    protocol: z.string(),
    route: z.string(),
    aanduiding: z.string(),
    gegevens: z.record(z.string(), z.union([z.string(), days])).default({}),
    gedaan: z.array(z.strictObject({ stap: z.string(), dag: days, uitkomst: z.string().optional() })).default([]),
    pauze: z.string().optional(),
  }),
);

/** A demo case. Days count from today: −30 is thirty days ago; a fact that is a number is a date in the same way. */
export type DemoCase = z.output<typeof schema>[number];

/** The demo cases in the file. Throws an Error that names the file where it is not as it should be. */
export function readDemoCases(path: string): readonly DemoCase[] {
  const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

const people = z.array(z.strictObject({ object: z.guid(), naam: z.string(), rol: z.string() }));

/** The people of the local trial version. Throws an Error that names the file where it is not as it should be. */
export function readDemoPeople(path: string): readonly z.output<typeof people>[number][] {
  const parsed = people.safeParse(parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path}: ${parsed.error.issues[0]?.message ?? ''}`);
}
