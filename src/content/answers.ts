/**
 * Reads the questions and answers that a region edits (content/answers): YAML → zod → the core's own types, and checks
 * what lies between the files. A fault names file, line, key and the mend; nothing half read ever leaves here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AnswerBase, Banner, Entry } from '../domain/answers/entries.ts';
import { inDutch, parseYaml, type ContentProblem } from './protocols.ts';

const BANNERS = 'meldingen.yaml';
const PHRASINGS = '.gevraagd.yaml';

const text = z.string().trim().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'schrijf een datum als 2021-12-09');
// A short answer can be all there is to say.
const words = z.strictObject({ vraag: text, kort: text, tekst: z.string().trim() });
const entryId = z.string().regex(/^[a-z][a-z0-9]*$/);

const baseSchema = z.strictObject({
  id: entryId,
  protocol: z.string().regex(/^[a-z][a-z-]*$/),
  regio: text,
  bron: z.strictObject({ document: text, datum: day, voorbehoud: text, voorbehoud_en: text }),
  rubrieken: z.record(z.string(), text),
  antwoorden: z.record(
    entryId,
    words.extend({
      rubriek: text,
      nummer: text,
      en: words,
      begrippen: z.array(text),
      // Empty for what an expert answered and no rule says.
      regels: z.array(text),
    }),
  ),
});
const phrasingSchema = z.strictObject({
  zo_gevraagd: z.record(entryId, z.array(text).min(1)),
  niet_in_de_bron: z.array(text),
});
const bannerSchema = z.record(
  z.string(),
  z.strictObject({ vanaf: day, bij: z.array(text).min(1), tekst: text, en: text }),
);

export interface AnswersRead {
  readonly base: AnswerBase;
  readonly files: readonly string[];
  /** Empty where everything is as it should be. */
  readonly problems: readonly ContentProblem[];
}

/** What must exist outside the folder for an answer to be right. */
export interface Surroundings {
  /** Ids of the concepts in content/words.yaml. */
  readonly concepts: ReadonlySet<string>;
  /** Ids of the protocols there are. */
  readonly protocols: ReadonlySet<string>;
}

/** Reads the folder. Throws only if it cannot be read; what is wrong in a file is in `problems`. */
export function readAnswers(folder: string, around: Surroundings): AnswersRead {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const problems: ContentProblem[] = [];
  const banners = readFile(folder, BANNERS, bannerSchema, problems);
  const entries: Entry[] = [];
  const unanswered: string[] = [];
  for (const file of files.filter((name) => name !== BANNERS && !name.endsWith(PHRASINGS)).sort()) {
    const base = readFile(folder, file, baseSchema, problems);
    const spoken = readFile(folder, file.replace(/\.yaml$/, PHRASINGS), phrasingSchema, problems);
    if (!base || !spoken) continue;
    entries.push(...toEntries(base.value, spoken.value.zo_gevraagd));
    unanswered.push(...spoken.value.niet_in_de_bron);
    problems.push(...faultsIn(base, spoken, around));
    if (!around.protocols.has(base.value.protocol)) problems.push(withoutProtocol(base));
  }
  for (const [id, { bij }] of Object.entries(banners?.value ?? {})) {
    problems.push(...unknownConcepts(bij, around).map((message) => banners!.problem([id, 'bij'], message)));
  }
  problems.push(...strayPhrasings(files));
  return { base: { entries, unanswered, banners: toBanners(banners?.value ?? {}) }, files, problems };
}

interface ReadFile<T> {
  readonly value: T;
  readonly problem: (path: readonly PropertyKey[], message: string) => ContentProblem;
}

function readFile<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  problems: ContentProblem[],
): ReadFile<T> | null {
  let yaml;
  try {
    yaml = parseYaml(file, readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    problems.push({ level: 'error', file, line: null, key: '', message: 'dit bestand ontbreekt' });
    return null;
  }
  if (!yaml.ok) {
    problems.push(...yaml.problems);
    return null;
  }
  const parsed = schema.safeParse(yaml.value, { reportInput: true });
  if (parsed.success) return { value: parsed.data, problem: yaml.problem };
  problems.push(...parsed.error.issues.map((issue) => yaml.problem(issue.path, inDutch(issue))));
  return null;
}

type BaseYaml = z.output<typeof baseSchema>;
type PhrasingYaml = z.output<typeof phrasingSchema>;

function toEntries(base: BaseYaml, spoken: PhrasingYaml['zo_gevraagd']): readonly Entry[] {
  const { document, datum, voorbehoud, voorbehoud_en } = base.bron;
  return Object.entries(base.antwoorden).map(([id, entry]) => ({
    id: `${base.id}.${id}`,
    protocol: base.protocol,
    region: base.regio,
    nl: { question: entry.vraag, short: entry.kort, text: entry.tekst },
    en: { question: entry.en.vraag, short: entry.en.kort, text: entry.en.tekst },
    source: {
      document,
      section: base.rubrieken[entry.rubriek] ?? entry.rubriek,
      number: entry.nummer,
      date: datum,
      disclaimer: { nl: voorbehoud, en: voorbehoud_en },
    },
    concepts: entry.begrippen,
    rules: entry.regels,
    phrasings: spoken[id] ?? [],
  }));
}

const toBanners = (banners: z.output<typeof bannerSchema>): readonly Banner[] =>
  Object.entries(banners).map(([id, { vanaf, bij, tekst, en }]) => ({
    id,
    from: vanaf,
    concepts: bij,
    text: { nl: tekst, en },
  }));

// What no single key can tell: headings, phrasings without an answer, an answer without phrasings, the same twice.
function faultsIn(base: ReadFile<BaseYaml>, spoken: ReadFile<PhrasingYaml>, around: Surroundings): ContentProblem[] {
  const { rubrieken, antwoorden } = base.value;
  const found: ContentProblem[] = [];
  for (const [id, entry] of Object.entries(antwoorden)) {
    const at = (key: string, message: string) => found.push(base.problem(['antwoorden', id, key], message));
    if (!(entry.rubriek in rubrieken)) at('rubriek', `rubriek "${entry.rubriek}" staat niet bij rubrieken`);
    for (const message of unknownConcepts(entry.begrippen, around)) at('begrippen', message);
    if (!spoken.value.zo_gevraagd[id]) {
      found.push(spoken.problem(['zo_gevraagd'], `voor "${id}" staat hier nog niet hoe mensen het vragen`));
    }
  }
  for (const rubriek of Object.keys(rubrieken)) {
    const used = Object.values(antwoorden).some((entry) => entry.rubriek === rubriek);
    if (!used) found.push(base.problem(['rubrieken', rubriek], 'geen enkel antwoord staat in deze rubriek'));
  }
  for (const id of Object.keys(spoken.value.zo_gevraagd)) {
    if (!(id in antwoorden)) found.push(spoken.problem(['zo_gevraagd', id], `antwoord "${id}" bestaat niet`));
  }
  return [...found, ...twice(spoken)];
}

// Not a fault: a region can have questions and answers before its protocol is written.
const withoutProtocol = ({ value, problem }: ReadFile<BaseYaml>): ContentProblem => ({
  ...problem(['protocol'], `protocol "${value.protocol}" is er (nog) niet`),
  level: 'note',
});

// A sentence that asks for two answers teaches nothing.
function twice({ value, problem }: ReadFile<PhrasingYaml>): readonly ContentProblem[] {
  const seen = new Map<string, string>();
  const all = [...Object.entries(value.zo_gevraagd), ['niet_in_de_bron', value.niet_in_de_bron] as const];
  return all.flatMap(([id, sentences]) =>
    sentences.flatMap((sentence, at) => {
      const key = sentence.toLowerCase();
      const before = seen.get(key);
      seen.set(key, id);
      const path = id === 'niet_in_de_bron' ? [id, at] : ['zo_gevraagd', id, at];
      return before === undefined ? [] : [problem(path, `deze zin staat ook al bij "${before}"`)];
    }),
  );
}

const unknownConcepts = (ids: readonly string[], { concepts }: Surroundings): readonly string[] =>
  ids.filter((id) => !concepts.has(id)).map((id) => `begrip "${id}" staat niet in content/words.yaml`);

const strayPhrasings = (files: readonly string[]): readonly ContentProblem[] =>
  files
    .filter((file) => file.endsWith(PHRASINGS) && !files.includes(file.replace(PHRASINGS, '.yaml')))
    .map((file) => ({
      level: 'error',
      file,
      line: null,
      key: '',
      message: `hier hoort ${file.replace(PHRASINGS, '.yaml')} bij, en dat is er niet`,
    }));
