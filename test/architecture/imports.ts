/**
 * Who may import whom, as a table, and the check of it. The layer is the folder; the first row that fits a file counts.
 * A new folder needs a row here: that is the moment to think about what it may know.
 */
import { posix } from 'node:path';
import ts from 'typescript';

interface Row {
  /** A folder or a file of src. */
  readonly of: string;
  /** Folders and files of src, packages, or `node:` for all of Node. */
  readonly may: readonly string[];
  /** What only `import type` may name. */
  readonly mayType?: readonly string[];
  /** Taken out of `may`. */
  readonly not?: readonly string[];
  /** What to do instead. */
  readonly mend: string;
}

const SDK = ['@microsoft/teams-ai', 'botbuilder', 'botframework-connector'];

const ROWS: readonly Row[] = [
  {
    of: 'domain',
    may: ['domain', 'date-fns', '@date-fns/tz', 'minisearch'],
    mend: 'The core is pure: let the caller read, parse and log, and hand the result in as an argument.',
  },
  { of: 'shared', may: ['shared', 'pino'], mend: 'Everybody leans on shared, so it leans on nobody.' },
  {
    of: 'usecases',
    may: ['usecases', 'domain', 'shared'],
    mend: 'Write what the use-case needs as an interface in usecases/ports.ts; compose.ts hands in who can do it.',
  },
  {
    of: 'presenters/template.ts',
    may: ['node:fs', 'node:path', 'node:module', 'adaptivecards-templating'],
    mend: 'This file turns template files into functions and knows nothing of cases.',
  },
  {
    of: 'presenters/tableCalendar.ts',
    may: ['presenters', 'domain', 'shared', 'ical-generator', '@date-fns/tz'],
    mayType: ['usecases'],
    mend: 'This file writes an appointment and looks nothing up.',
  },
  {
    of: 'presenters',
    may: ['presenters', 'domain', 'shared', 'zod'],
    mayType: ['usecases'],
    mend: 'A presenter only maps: let the handler call the use-case and hand its result in.',
  },
  {
    of: 'content/peopleCsv.ts',
    may: ['domain', 'csv-parse'],
    mend: 'This file splits text into fields and knows no file: hand the text in.',
  },
  {
    of: 'content',
    may: ['content', 'domain', 'shared', 'zod', 'yaml', '@orama/stemmers', 'node:fs', 'node:path', 'node:crypto'],
    mend: 'Content reads files into the types of the domain; who uses them is for compose.ts.',
  },
  {
    of: 'storage',
    may: [
      'storage',
      'usecases/ports.ts',
      'usecases/ports',
      'domain',
      'shared',
      '@prisma',
      'pg',
      '@electric-sql',
      'zod',
      'node:',
    ],
    mend: 'Storage implements usecases/ports.ts and knows no rule: put the rule in the domain or the use-case.',
  },
  {
    of: 'teams/sdk',
    may: ['teams/sdk', 'teams/incoming.ts', 'shared', 'zod', 'node:', ...SDK],
    mend: 'The seam knows our Incoming and Reply only, so that the SDK can be swapped: go through teams/incoming.ts.',
  },
  {
    of: 'teams/playground.ts',
    may: ['node:'],
    mend: 'It starts another program and knows nothing of the bot.',
  },
  {
    of: 'teams',
    // Lines that somebody pastes are read in the handler, as a form is.
    may: ['teams', 'usecases', 'presenters', 'domain', 'shared', 'content/peopleCsv.ts'],
    mayType: ['content'],
    not: ['teams/sdk', 'teams/playground.ts'],
    mend: 'A handler parses, calls one use-case and one presenter; the SDK, files and the database are behind interfaces.',
  },
  {
    of: 'outbox/mail.ts',
    may: ['nodemailer'],
    mayType: ['outbox/worker.ts', 'teams/incoming.ts'],
    mend: 'This file speaks SMTP and knows nothing of messages.',
  },
  {
    of: 'outbox',
    may: ['outbox', 'usecases', 'presenters', 'domain', 'shared'],
    mayType: ['teams/incoming.ts'],
    mend: 'The outbox works out what is said and hands it to whoever can send; Teams itself is behind an interface.',
  },
  {
    of: 'jobs',
    may: ['jobs', 'usecases', 'domain', 'shared', 'node:'],
    mend: 'A job finds what is due and calls a use-case; what is said goes through the outbox.',
  },
  {
    of: 'cli',
    may: ['cli', 'usecases', 'presenters', 'domain', 'content', 'shared', 'compose.ts', 'config.ts', 'zod', 'node:'],
    mend: 'The command line reaches storage through compose.ts and Teams not at all.',
  },
  {
    of: 'config.ts',
    may: ['configAuth.ts', 'node:fs', 'node:path'],
    mayType: ['shared', 'teams/sdk/auth.ts'],
    mend: 'The configuration is read before anything else runs.',
  },
  { of: 'configAuth.ts', may: [], mayType: ['teams/sdk/auth.ts'], mend: 'It only reads the settings it is handed.' },
  {
    of: 'signedLinks.ts',
    may: ['node:crypto'],
    mend: 'It signs and checks ids and knows nothing of what they are about.',
  },
  {
    of: 'main.ts',
    may: ['compose.ts', 'config.ts', 'shared', 'teams/playground.ts', 'node:'],
    mend: 'main.ts starts and stops; put things together in compose.ts.',
  },
  {
    of: 'compose.ts',
    may: [
      'content',
      'domain',
      'presenters',
      'storage',
      'teams',
      'usecases',
      'jobs',
      'outbox',
      'signedLinks.ts',
      'node:',
    ],
    mayType: ['config.ts', 'shared', 'cli/io.ts'],
    mend: 'compose.ts knows every layer of ours, and no package: the layer has that.',
  },
];

/** Every import in `files` (path in src → text) that the table does not allow, one sentence each with the mend. */
export function importFaults(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const row = ROWS.find(({ of }) => covers(of, file));
    if (!row) return [`src/${file} has no row in test/architecture/imports.ts: say there what it may import.`];
    return importsOf(file, text)
      .filter(({ target, typeOnly }) => !allowed(row, target, typeOnly))
      .map(({ target }) => `src/${file} imports ${target}, which ${row.of} may not. ${row.mend}`);
  });
}

function allowed(row: Row, target: string, typeOnly: boolean): boolean {
  const named = (list: readonly string[] = []): boolean => list.some((each) => covers(each, target));
  return (named(row.may) && !named(row.not)) || (typeOnly && named(row.mayType));
}

const covers = (entry: string, path: string): boolean =>
  path === entry || path.startsWith(`${entry}/`) || (entry === 'node:' && path.startsWith('node:'));

interface Import {
  /** Path in src (`../` if outside), or the package as imported. */
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const { text: name } = specifier;
    found.push({ target: name.startsWith('.') ? posix.join(posix.dirname(file), name) : name, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext));
  return found;
}

// `import { type A, type B }` still loads the module under verbatimModuleSyntax; only `import type` does not.
const isTypeOnly = (node: ts.ImportDeclaration): boolean =>
  node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

const isLoading = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
