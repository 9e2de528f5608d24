/**
 * Breaks the policies and the views one place at a time, and runs the tests that are to notice. Prints what no test
 * noticed. Changes no file: the broken text is given to the tests in the place of the real one.
 */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Vite } from 'vitest/node';
import { createVitest } from 'vitest/node';
import { readFileSync } from 'node:fs';
import { textTable } from './measure.ts';

// What is broken, and the tests that are to notice. They need no database and no bot, so they are quick.
const TESTS = {
  access: ['test/domain/policies.test.ts'],
  views: ['test/domain/views.test.ts'],
  landlordView: ['test/domain/views.test.ts'],
} as const;
const FILES = Object.keys(TESTS) as (keyof typeof TESTS)[];

interface Mutant {
  readonly file: string;
  readonly tests: readonly string[];
  readonly line: number;
  /** What was there and what stands there now. */
  readonly was: string;
  readonly now: string;
  readonly text: string;
}

/** `quick`: each fifth place. */
export async function run({ quick }: { quick: boolean }): Promise<{ table: string; json: object }> {
  const all = FILES.flatMap(mutantsOf).filter((_, n) => !quick || n % 5 === 0);
  let broken: Mutant | null = null;
  const plugin: Vite.Plugin = {
    name: 'mutants',
    enforce: 'pre',
    transform: (_code, id) =>
      broken !== null && broken.file === id.split('?')[0] ? { code: broken.text, map: null } : null,
  };
  const vitest = await createVitest(
    'test',
    {
      watch: false,
      reporters: [{}],
      include: Object.values(TESTS).flat(),
      bail: 1,
      fileParallelism: false,
      silent: true,
    },
    { plugins: [plugin] },
  );
  const specifications = await vitest.globTestSpecifications();
  const isGreen = async (tests: readonly string[]): Promise<boolean> => {
    for (const file of FILES) vitest.invalidateFile(pathOf(file));
    const concerned = specifications.filter(({ moduleId }) => tests.some((test) => moduleId.endsWith(test)));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(concerned);
    return unhandledErrors.length === 0 && testModules.length > 0 && testModules.every((module) => module.ok());
  };
  try {
    if (!(await isGreen(Object.values(TESTS).flat()))) throw new Error('The tests are red without any mutant');
    const survived: Mutant[] = [];
    for (const mutant of all) {
      broken = mutant;
      if (await isGreen(mutant.tests)) survived.push(mutant);
    }
    const rows = survived.map(({ file, line, was, now }) => [`${file.split('/').at(-1)}:${line}`, was, now]);
    return {
      table: [
        `${all.length} places broken, ${survived.length} not noticed`,
        ...(rows.length > 0 ? [textTable([['where', 'was', 'now'], ...rows])] : []),
      ].join('\n\n'),
      json: { mutants: all.length, survived: survived.length },
    };
  } finally {
    await vitest.close();
    // Red tests are what is wanted here; they say nothing of how this ended.
    process.exitCode = 0;
  }
}

const pathOf = (file: string): string => fileURLToPath(new URL(`../src/domain/${file}.ts`, import.meta.url));

function mutantsOf(name: keyof typeof TESTS): readonly Mutant[] {
  const file = pathOf(name);
  const code = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const put = (node: ts.Node, now: string): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 60);
    const text = `${code.slice(0, start)}${now}${code.slice(end)}`;
    found.push({ file, tests: TESTS[name], line, was: short(code.slice(start, end)), now: short(now), text });
  };
  const visit = (node: ts.Node): void => {
    // What is said of types alone changes nothing that runs.
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isImportDeclaration(node)) return;
    for (const now of breaks(node, source)) put(node, now);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const SWAPPED: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.GreaterThanToken]: '<=',
  [ts.SyntaxKind.LessThanToken]: '>=',
};
const CALLS: Readonly<Record<string, string>> = { some: 'every', every: 'some' };

/** What may stand in the place of a piece of code to break it. */
function breaks(node: ts.Node, source: ts.SourceFile): readonly string[] {
  const text = (of: ts.Node): string => of.getText(source);
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken: operator } = node;
    const swapped = SWAPPED[operator.kind];
    if (swapped !== undefined) return [`${text(left)} ${swapped} ${text(right)}`];
    const joins = [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(operator.kind);
    // One of the two conditions is left out.
    return joins ? [`(${text(left)})`, `(${text(right)})`] : [];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return [text(node.operand)];
  if (ts.isConditionalExpression(node)) return [`(${text(node.whenTrue)})`, `(${text(node.whenFalse)})`];
  if (ts.isArrowFunction(node) && isPolicy(node)) {
    return ['true', 'false'].map((always) => `(..._: unknown[]) => ${always}`);
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression: on, name } = node.expression;
    if (name.text === 'filter') return [text(on)];
    const other = CALLS[name.text];
    return other === undefined ? [] : [`${text(on)}.${other}(${node.arguments.map(text).join(', ')})`];
  }
  // A word of a list is left out; a value of a view is another one.
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.map(
      (gone) =>
        `[${node.elements
          .filter((each) => each !== gone)
          .map(text)
          .join(', ')}]`,
    );
  }
  if (
    ts.isPropertyAssignment(node) &&
    ts.isObjectLiteralExpression(node.parent) &&
    !ts.isArrowFunction(node.initializer)
  ) {
    return [`${text(node.name)}: 'broken' as never`];
  }
  return ts.isIfStatement(node) ? [`if (false) ${text(node.thenStatement)}`] : [];
}

// A line of a table of policies.
const isPolicy = (node: ts.ArrowFunction): boolean =>
  ts.isPropertyAssignment(node.parent) && ts.isObjectLiteralExpression(node.parent.parent);
