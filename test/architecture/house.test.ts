import { describe, expect, test } from 'vitest';
import { readSources } from './sources.ts';

const MOST_LINES = 300;
// Words of the interface stand in tables by subject; cutting one up would hide what a language lacks.
const WORDS = /^presenters\/wording\w*\.ts$/;
const sources = readSources('src', /\.ts$/);
const everything = readSources('.', /\.(ts|mjs|js|json|md|yaml|yml|svg|sql|prisma)$|^\.[\w.]+$|\.ci\/run$/);

// Each check takes files, so that it can be shown to find a planted fault.
type Files = Readonly<Record<string, string>>;

const clockFaults = (files: Files): string[] =>
  find(files, /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b/, (found) =>
    `takes ${found} itself: let time and chance come in as an argument (Deps.clock, Deps.newId)`,
  ); // prettier-ignore

const sizeFaults = (files: Files): string[] =>
  Object.entries(files)
    .filter(([file, text]) => !WORDS.test(file) && text.trimEnd().split('\n').length > MOST_LINES)
    .map(([file]) => `${file} is longer than ${MOST_LINES} lines: cut it where it does two things`);

const headFaults = (files: Files): string[] =>
  Object.entries(files)
    .filter(([, text]) => !text.startsWith('/**'))
    .map(([file]) => `${file} has no head comment: say what it is for and what it must not do`);

const nameFaults = (files: Files): string[] =>
  Object.keys(files)
    .filter((file) => {
      const name = file.split('/').at(-1) ?? '';
      return (
        !/^[a-z][A-Za-z0-9]*\.ts$/.test(name) || /^(index|utils?|helpers?|misc|common|types|base|stuff)\./.test(name)
      );
    })
    .map((file) => `${file} does not say what is in it: name the feature, in camelCase`);

const traceFaults = (files: Files): string[] =>
  find(
    files,
    /(?<![\w.:/-])\/(?:home|Users|root|work)\/\w|[A-Z]:\\+Users\\|registry\.[\w-]+\.(?:org|com|io)|npmjs\.(?:org|com)|"resolved":\s*"http/,
    (found) => `holds "${found}": a path of one computer, or the host of a package registry, is of no use to others`,
  );

const decisionFaults = (files: Files): string[] => {
  const index = files['docs/decisions/README.md'] ?? '';
  const pages = Object.entries(files).filter(([file]) => /^docs\/decisions\/\d/.test(file));
  const numbers = pages.map(([file]) => file.slice(15, 19));
  return [
    ...pages.flatMap(([file, text]) => {
      const title = /^# (\d+)\. (.+)$/m.exec(text);
      if (!title) return [`${file} must begin with "# <number>. <title>"`];
      const [, number, words] = title;
      const line = `[${number}](${file.slice(15)}) | ${words} |`;
      const right = Number(file.slice(15, 19)) === Number(number) && index.replace(/ +/g, ' ').includes(line);
      return right ? [] : [`docs/decisions/README.md has no line "| ${line}" for ${file}`];
    }),
    ...numbers
      .filter((number, at) => numbers.indexOf(number) !== at)
      .map((number) => `decision ${number} is there twice`),
  ];
};

function find(files: Files, pattern: RegExp, say: (found: string) => string): string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const found = pattern.exec(text);
    return found ? [`${file} ${say(found[0])}`] : [];
  });
}

const pure = Object.fromEntries(
  Object.entries(sources).filter(([file]) => /^(domain|usecases|presenters)\//.test(file)),
);

test.each<[string, string[]]>([
  ['the core, the use-cases and the presenters take no time or chance of their own', clockFaults(pure)],
  ['a file of src can be read at a sitting', sizeFaults(sources)],
  ['a file of src begins by saying what it is for', headFaults(sources)],
  ['the name of a file says which feature it is about', nameFaults(sources)],
  ['nothing in the repository leads to one computer or to a registry', traceFaults(everything)],
  ['every decision has its own number and a line in the index', decisionFaults(everything)],
])('%s', (_, faults) => {
  expect(faults).toEqual([]);
});

test('the checks look at real files', () => {
  expect(Object.keys(pure).length).toBeGreaterThan(20);
  expect(Object.keys(everything)).toEqual(
    expect.arrayContaining(['package-lock.json', '.npmrc', 'docs/decisions/README.md']),
  );
});

describe('a planted fault is found', () => {
  const machine = ['', 'home', 'someone', 'opstap'].join('/');
  test.each<[string, (files: Files) => string[], string, string]>([
    ['the clock', clockFaults, 'domain/terms.ts', 'const now = new Date();'],
    ['the clock in milliseconds', clockFaults, 'domain/terms.ts', 'if (Date.now() > due) late();'],
    ['chance', clockFaults, 'usecases/openCase.ts', 'const id = Math.random();'],
    ['a long file', sizeFaults, 'domain/terms.ts', 'x\n'.repeat(MOST_LINES + 1)],
    ['no head comment', headFaults, 'domain/terms.ts', "import './x.ts';"],
    ['a name that says nothing', nameFaults, 'domain/utils.ts', ''],
    ['a name in another style', nameFaults, 'domain/open-case.ts', ''],
    ['a path of one computer', traceFaults, 'docs/x.md', `Run it in ${machine}`],
    ['the host of a registry', traceFaults, 'package-lock.json', ['https://registry', 'npmjs', 'org/x'].join('.')],
    ['a decision without a line', decisionFaults, 'docs/decisions/0009-x.md', '# 9. X'],
    ['a decision without a title', decisionFaults, 'docs/decisions/0009-x.md', 'X'],
  ])('%s', (_, check, file, text) => {
    expect(check({ [file]: text })).toHaveLength(1);
  });

  test('a date that is handed in is not the clock', () => {
    expect(clockFaults({ 'domain/terms.ts': 'const day = new Date(now); // never Date of today' })).toEqual([]);
  });
});
