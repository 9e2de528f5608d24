import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseSource } from '../../src/cli/io.ts';
import { protocolJsonSchema } from '../../src/content/jsonSchema.ts';
import { readProtocol, readProtocolText } from '../../src/content/protocols.ts';
import { aState } from '../support/cases.ts';
import { opstap } from '../support/cli.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'opstap-'));
const proef = readFileSync('test/support/proef.yaml', 'utf8');

describe('help and unknown words', () => {
  test.each([[[]], [['help']], [['--help']]])('%j prints the commands', async (args) => {
    const { code, out } = await opstap(args);
    expect(code).toBe(0);
    for (const command of ['simulate', 'explain', 'facts', 'protocols lint'])
      expect(out).toContain(`opstap ${command}`);
  });
  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await opstap(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
  });
  test.each([['zomaar'], ['constructor'], ['protocols'], ['facts'], ['explain']])(
    '"%s" alone is no question',
    async (word) => {
      const run = await opstap([word, '--json']);
      expect(run.code).toBe(2);
      expect(run.json()).toEqual({ error: { code: 'usage', message: expect.stringContaining('opstap') as string } });
    },
  );
});

describe('facts', () => {
  test('lists every fact with its question and options', async () => {
    const { facts } = (await opstap(['facts', 'proef', '--json'])).json<{ facts: { fact: string }[] }>();
    expect(facts.map((each) => each.fact)).toEqual([
      'sleuteldatum',
      'contractEinde',
      'aanmelddatum',
      'hoogRisico',
      'akkoordCorporatie',
      'groep',
    ]);
    expect(facts).toContainEqual({
      fact: 'groep',
      kind: 'choice',
      title: 'doelgroep',
      question: 'Bij welke groep hoort de cliënt?',
      options: [
        { id: 'jong', title: 'jonger dan 23' },
        { id: 'oud', title: '23 of ouder' },
      ],
      rules: [],
    });
    expect((await opstap(['facts', 'proef'])).out).toContain(
      'groep (choice)\n    Bij welke groep hoort de cliënt?\n    jong: jonger dan 23',
    );
  });
  test('an unknown protocol is refused with the ones there are', async () => {
    const run = await opstap(['facts', 'elders', '--json']);
    expect(run.code).toBe(2);
    expect(run.json<{ error: object }>().error).toMatchObject({
      code: 'unknown_protocol',
      message: expect.stringContaining('proef') as string,
    });
  });
});

describe('protocols', () => {
  test('lint of a good protocol is 0, with what is worth knowing', async () => {
    const run = await opstap(['protocols', 'lint', '--json']);
    expect(run.code).toBe(0);
    const { ok, problems } = run.json<{ ok: boolean; problems: { level: string }[] }>();
    expect([ok, problems.every((each) => each.level === 'note')]).toEqual([true, true]);
  });
  test('lint of a faulty protocol is 1, and names file, line, key and mend', async () => {
    const protocols = folder();
    writeFileSync(join(protocols, 'fout.yaml'), proef.replace('na: [aanmelding]', 'na: [aanmeldng]'));
    const run = await opstap(['protocols', 'lint', 'fout', '--json'], '', { protocols });
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({ ok: false, files: [{ file: 'fout.yaml', protocol: null }] });
    const text = await opstap(['protocols', 'lint'], '', { protocols });
    expect(text.out).toMatch(/fout {2}fout\.yaml:\d+ routes\.A\.stappen\.toetsing\.na: stap "aanmeldng" bestaat niet/);
  });
  test('a faulty protocol cannot be simulated, and the fault is named', async () => {
    const protocols = folder();
    writeFileSync(join(protocols, 'proef.yaml'), proef.replace('code: PRF', 'code: proef'));
    const run = await opstap(['simulate', '-', '--json'], '{"protocol":"proef","route":"A"}', { protocols });
    expect(run.code).toBe(2);
    expect(run.json<{ error: object }>().error).toMatchObject({
      code: 'protocol_faulty',
      message: expect.stringContaining('proef.yaml:5') as string,
    });
  });
  test('list names protocols and routes', async () => {
    const { protocols } = (await opstap(['protocols', 'list', '--json'])).json<{ protocols: object[] }>();
    expect(protocols).toMatchObject([
      {
        protocol: 'proef',
        routes: [
          { route: 'A', steps: 8 },
          { route: 'C', steps: 9 },
        ],
      },
    ]);
    expect((await opstap(['protocols', 'list'])).out).toContain('    C  Maatwerk, 9 stappen');
  });
  test('a folder that is not there is a clear word', async () => {
    const run = await opstap(['protocols', 'list', '--json'], '', { protocols: join(folder(), 'weg') });
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([2, 'file_missing']);
  });

  test('a diagram shows printed numbers, gates as arrows, dashed where a step is conditional, outcomes on the arrow', async () => {
    const { routes } = (await opstap(['protocols', 'diagram', 'proef', '--json'])).json<{
      routes: { route: string; mermaid: string }[];
    }>();
    const [a, c] = routes.map((each) => each.mermaid);
    expect(a).toContain('s_woningnet["A2 Inschrijven bij WoningNet<br/><small>Begeleider</small>"]');
    expect(a).toContain('  s_woningnet --> s_aanmelding');
    expect(a).toContain('  s_taxatie -.-> s_aanmelding');
    expect(a).toContain('  s_woning -->|"Toegewezen"| s_slot');
    expect(a).toContain('s_evaluatie{{');
    expect(c).toContain('s_woning["C9 Een woning toewijzen');
    expect(c).toContain('  s_tafel --> s_woning');
  });
  test('--out writes a page for each protocol', async () => {
    const out = folder();
    expect(await opstap(['protocols', 'diagram', '--out', out])).toMatchObject({ code: 0, out: '' });
    const page = readFileSync(join(out, 'proef.md'), 'utf8');
    expect(page).toContain('## Route C: Maatwerk');
    expect(page).toContain(
      '| A2 Inschrijven bij WoningNet | Begeleider | ten minste drie maanden voor de sleutel (vaste termijn, PRF-11) |',
    );
    expect(page.match(/```mermaid/g)).toHaveLength(2);
  });
});

describe('the schema for editors', () => {
  test('the file in the repository is the one that the code makes', () => {
    const committed = readFileSync('content/protocols/protocol.schema.json', 'utf8').replaceAll('\r\n', '\n');
    expect(committed, 'run: npx opstap protocols schema').toBe(protocolJsonSchema());
  });
  test('it explains keys to the owner, and asks for nothing that has a default', () => {
    const schema = JSON.parse(protocolJsonSchema()) as { required: string[]; properties: object };
    expect(schema.required).toContain('routes');
    expect(schema.required).not.toContain('fasen');
    expect(JSON.stringify(schema.properties)).toContain('Antwoord op de vraag: wie is de cliënt?');
  });
  test('schema writes it', async () => {
    const protocols = folder();
    expect((await opstap(['protocols', 'schema'], '', { protocols })).code).toBe(0);
    expect(readFileSync(join(protocols, 'protocol.schema.json'), 'utf8')).toBe(protocolJsonSchema());
  });
});

describe('explain', () => {
  const read = readProtocol(readProtocolText('test/support/proef.yaml'));
  if (!read.ok) throw new Error('the fixture is faulty');
  const { protocol } = read;
  const stored = {
    id: 'c1',
    code: 'PRF-2026-001',
    protocolId: 'proef',
    protocolVersion: protocol.version,
    route: 'A',
    pseudonym: 'cliënt 7',
    version: 1,
    openedAt: '2026-01-05T09:00:00.000Z',
    state: aState([['woningnet', '2026-01-31']], { hoogRisico: false }),
  };
  let closed = 0;
  const source: CaseSource & { close(): Promise<void> } = {
    byCode: (code) => Promise.resolve(code === stored.code ? { case: stored, protocol } : null),
    close: () => Promise.resolve(void closed++),
  };
  const openCases = () => Promise.resolve(source);

  test('says of a step why it is open', async () => {
    const run = await opstap(['explain', 'prf-2026-001', 'aanmelding', '--json'], '', { openCases });
    expect(run.json()).toMatchObject({
      case: 'PRF-2026-001',
      steps: [
        {
          step: 'aanmelding',
          status: 'open',
          because: [],
          met: [
            'Klaar op 31 januari 2026: A2 Inschrijven bij WoningNet.',
            'Niet nodig in deze casus: Risico beoordelen.',
          ],
        },
      ],
    });
  });
  test('says of every step where it stands', async () => {
    const { code, out } = await opstap(['explain', 'PRF-2026-001'], '', { openCases });
    expect(code).toBe(0);
    expect(out).toContain('A5 Toetsen: daarna\n    Eerst moet klaar zijn: A3 Aanmelden bij de gemeente.');
    expect(out).toContain('Risico beoordelen: hoort niet bij deze casus');
  });
  test('never shows the pseudonym', async () => {
    expect((await opstap(['explain', 'PRF-2026-001', '--json'], '', { openCases })).out).not.toContain('cliënt 7');
  });
  test.each([
    ['a case that is not there', ['PRF-2026-999'], 1, 'case_not_found'],
    ['a step that is not there', ['PRF-2026-001', 'nergens'], 2, 'unknown_step'],
  ])('%s', async (_, args, exit, code) => {
    const before = closed;
    const run = await opstap(['explain', ...args, '--json'], '', { openCases });
    expect([run.code, run.json<{ error: { code: string } }>().error.code]).toEqual([exit, code]);
    expect(closed).toBe(before + 1);
  });
});
