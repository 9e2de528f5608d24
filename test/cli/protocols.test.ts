/** `opstap protocols rules|compare|diagram` on the real content, and what it says of faults in it. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { opstap, type Run } from '../support/cli.ts';

const real = (...args: string[]): Promise<Run> =>
  opstap(['protocols', ...args], '', { protocols: 'content/protocols' });
const ids = readdirSync('content/protocols').flatMap((name) => /^([a-z-]+)\.yaml$/.exec(name)?.[1] ?? []);

// A small region of its own: its protocol, its rules and a scenario.
function region(rules: string, scenario = '[]'): (...args: string[]) => Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'opstap-'));
  for (const name of ['content/protocols', 'content/rules', 'test/scenarios/proef'])
    mkdirSync(join(folder, name), { recursive: true });
  cpSync('test/support/proef.yaml', join(folder, 'content/protocols/proef.yaml'));
  writeFileSync(join(folder, 'content/rules/proef.yaml'), `protocol: proef\nregels:\n${rules}`);
  writeFileSync(join(folder, 'test/scenarios/proef/a.yaml'), scenario);
  return (...args) => opstap(['protocols', ...args], '', { protocols: join(folder, 'content/protocols') });
}
const named = [...new Set(readFileSync('test/support/proef.yaml', 'utf8').match(/PRF-[\w-]+/g))];
const listed = (but: string): string =>
  named
    .filter((rule) => rule !== but)
    .map((rule) => `  ${rule}: { titel: Een regel, zonder: proef }\n`)
    .join('');

describe('rules', () => {
  test('says where a rule is carried and what proves it, and ends well when all are', async () => {
    const run = region(
      `${listed('PRF-11')}  PRF-11: Op tijd inschrijven\n`,
      '[{ name: drie maanden, rules: [PRF-11] }]',
    );
    const { code, out } = await run('rules');
    expect(out).toContain(
      'PRF-11  Op tijd inschrijven\n    staat in termijn woningnet (A, C)\n    bewijs  scenarios/proef/a.yaml: drie maanden\n',
    );
    expect([code, out]).toEqual([0, expect.stringContaining(`proef: ${named.length} regels, 0 te doen`)]);
    expect((await run('lint')).code).toBe(0);
  });
  test.each([
    ['nothing proves', `${listed('PRF-11')}  PRF-11: Op tijd inschrijven\n`, 'zonder bewijs: PRF-11', 0],
    ['nothing carries', `${listed('')}  PRF-99: Vergeten\n`, 'staat nergens: PRF-99', 1],
    ['is not in the source', listed('PRF-11'), 'niet uit de bron: PRF-11', 1],
  ])('a rule that %s is listed, and the exit code is 1', async (_, rules, words, lint) => {
    const run = region(rules);
    const { code, out } = await run('rules', 'proef');
    expect([code, out]).toEqual([1, expect.stringContaining(words)]);
    // Proofs are for whoever builds; carriers are the owner's own work, so lint names those.
    expect((await run('lint')).code).toBe(lint);
  });
  test('lint names the line of a rule that is not in the source', async () => {
    const { out } = await region(listed('PRF-11'))('lint');
    expect(out).toMatch(/fout {2}proef\.yaml:\d+ regel PRF-11 staat niet in content\/rules\/proef\.yaml/);
  });
  test('a protocol without rules, and a file of rules that cannot be read, are clear words', async () => {
    expect((await opstap(['protocols', 'rules', 'proef', '--json'])).json()).toMatchObject({
      error: { code: 'file_missing' },
    });
    const wrong = await region('  PRF-11: [een, twee]\n')('rules', '--json');
    expect(wrong.json()).toEqual({
      error: { code: 'wrong_value', message: expect.stringContaining('proef.yaml: regels.PRF-11') as string },
    });
  });
});

describe('compare', () => {
  test('alone lists the subjects', async () => {
    const { code, out } = await real('compare');
    expect([code, out]).toEqual([0, expect.stringMatching(/^besluit {2}Wie beslist$/m)]);
  });
  test('with a subject gives each region its words, source and rules, or nothing', async () => {
    const { subject, regions } = (await real('compare', 'weigeren', '--json')).json<{
      subject: string;
      regions: { protocol: string; text: string | null; source: object | null; rules: string[] }[];
    }>();
    expect(subject).toBe('weigeren');
    expect(regions.map((each) => each.protocol).sort()).toEqual(ids.toSorted());
    expect(regions.find((each) => each.protocol === 'haarlemmermeer')).toMatchObject({
      text: expect.stringContaining('Een passend aanbod mag niet worden geweigerd') as string,
      source: { section: 'A8' },
      rules: ['HLM-A-30', 'HLM-A-31', 'HLM-A-56'],
    });
  });
  test('in English, with what holds for all regions', async () => {
    const { out } = await real('compare', 'huurcontract', '--lang', 'en');
    expect(out).toContain('The lease\n\nSince 1 July 2024 other rules hold for temporary leases.');
  });
  test('a subject that is not there is refused with those there are', async () => {
    const run = await real('compare', 'weer', '--json');
    expect(run.code).toBe(2);
    expect(run.json()).toMatchObject({
      error: { code: 'unknown_subject', message: expect.stringContaining('misgaan') as string },
    });
  });
});

describe('the pages with drawings', () => {
  test('are there for every protocol, and no others', () => {
    expect(readdirSync('docs/protocols').sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });
  test.each(ids)('the page of %s is the one that its protocol gives', async (id) => {
    const page = readFileSync(`docs/protocols/${id}.md`, 'utf8').replaceAll('\r\n', '\n');
    expect(page, 'run: npm run diagrams').toBe((await real('diagram', id)).out);
  });
  test('a printed number stands behind the letter of its route; where routes have names it stands alone', async () => {
    expect((await real('diagram', 'haarlemmermeer')).out).toContain('| A2 Inschrijven bij WoningNet |');
    expect((await real('diagram', 'noordoostpolder')).out).toContain('| 3. ');
  });
  test('every route shows its phases, how it ends and where a decision is made', async () => {
    const { routes } = (await opstap(['protocols', 'diagram', 'proef', '--json'])).json<{
      routes: { mermaid: string }[];
    }>();
    const [a = '', c = ''] = routes.map((each) => each.mermaid);
    expect(a).toContain('  subgraph f_0["Voorbereiding"]\n    s_woningnet[');
    expect(a).toContain('  s_slot ==>|"Vast contract"| e_eigen');
    expect(a).toContain('  class s_slot decided');
    expect(c).toContain('  class s_tafel,s_slot decided');
    for (const { mermaid } of routes)
      expect(mermaid.match(/^ *subgraph/gm)?.length).toBe(mermaid.match(/^ *end$/gm)?.length);
  });
});
