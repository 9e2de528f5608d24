import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAppPackage, DEV_VALUES } from '../../scripts/appPackage.ts';
import { readInterpreter } from '../../src/content/intents.ts';
import { commands } from '../../src/teams/commands.ts';

interface Manifest {
  readonly $schema: string;
  readonly id: string;
  readonly version: string;
  readonly developer: Record<string, string>;
  readonly icons: { readonly color: string; readonly outline: string };
  readonly localizationInfo: unknown;
  readonly name: Record<string, string>;
  readonly description: Record<string, string>;
  readonly bots: readonly {
    readonly botId: string;
    readonly scopes: readonly string[];
    readonly commandLists: readonly { readonly scopes: readonly string[]; readonly commands: readonly object[] }[];
  }[];
}

async function files(values: Record<string, string | undefined> = DEV_VALUES): Promise<Record<string, Buffer>> {
  const built = await buildAppPackage(values, '1.2.3');
  if (!built.ok) throw new Error(built.problems.join('\n'));
  return built.files;
}

// The schema check of Microsoft's package runs in here: what comes out has passed it.
const manifest = async (values?: Record<string, string>): Promise<Manifest> =>
  JSON.parse((await files(values))['manifest.json']?.toString() ?? '') as Manifest;
const strings = async (lang: 'nl' | 'en'): Promise<Record<string, string>> =>
  JSON.parse((await files())[`${lang}.json`]?.toString() ?? '') as Record<string, string>;

describe('the manifest', () => {
  test('fits the schema, with every placeholder filled in from the environment', async () => {
    const made = await manifest({ ...DEV_VALUES, APP_ORGANISATION: 'Zorg "Thuis" & Co \\ $& $1' });
    expect(made).toMatchObject({
      version: '1.2.3',
      id: DEV_VALUES['APP_ID'],
      developer: { name: 'Zorg "Thuis" & Co \\ $& $1', privacyUrl: DEV_VALUES['APP_PRIVACY_URL'] },
    });
    expect(made.bots[0]?.botId).toBe(DEV_VALUES['BOT_ID']);
    expect(JSON.stringify(made)).not.toContain('${{');
  });

  test.each(Object.keys(DEV_VALUES))('without %s there is no package, and the missing name is told', async (name) => {
    const built = await buildAppPackage({ ...DEV_VALUES, [name]: undefined }, '1.2.3');
    expect(built).toEqual({ ok: false, problems: [expect.stringMatching(`^${name} is missing`)] });
  });

  test.each([
    ['BOT_ID', 'opstap'],
    ['APP_ORGANISATION', 'x'.repeat(33)],
    ['APP_PRIVACY_URL', 'http://example.org'],
  ])('a %s that does not fit is refused: %s', async (name, value) => {
    const built = await buildAppPackage({ ...DEV_VALUES, [name]: value }, '1.2.3');
    expect(built).toEqual({ ok: false, problems: [expect.stringMatching(`^${name} is wrong`)] });
  });

  test('what the schema refuses is refused with its words: a scope in lower case', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opstap-package-'));
    cpSync('appPackage', folder, { recursive: true });
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8').replaceAll('groupChat', 'groupchat');
    writeFileSync(join(folder, 'manifest.json'), text);
    const built = await buildAppPackage(DEV_VALUES, '1.2.3', folder);
    rmSync(folder, { recursive: true });
    expect(built.ok ? [] : built.problems).toContainEqual(
      expect.stringMatching(/^manifest\.json: \/bots\/0\/scopes\/2/),
    );
  });

  test('the bot works in personal chats, teams and group chats', async () => {
    const [bot] = (await manifest()).bots;
    expect(bot?.scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(bot?.commandLists.map((list) => list.scopes)).toEqual([['personal', 'team', 'groupChat']]);
  });
});

describe('the commands', () => {
  test('of the manifest are those of the code, in Dutch', async () => {
    expect((await manifest()).bots[0]?.commandLists[0]?.commands).toEqual(commands.map(({ nl }) => nl));
    expect(commands.length).toBeLessThanOrEqual(12);
  });

  test.each(['nl', 'en'] as const)('of the language file %s are those of the code', async (lang) => {
    const file = await strings(lang);
    const inFile = Object.fromEntries(Object.entries(file).filter(([key]) => key.startsWith('bots[0]')));
    const inCode = commands.flatMap((command, index) =>
      (['title', 'description'] as const).map((field) => [
        `bots[0].commandLists[0].commands[${index}].${field}`,
        command[lang][field],
      ]),
    );
    expect(inFile).toEqual(Object.fromEntries(inCode));
  });

  const interpret = readInterpreter('content');
  const titles = commands.flatMap(({ id, nl, en }) => [nl, en].map(({ title }) => [title, id] as const));
  test.each(titles)('"%s" is understood as %s, without asking', (title, intent) => {
    expect(interpret(title)).toMatchObject({ intent, sure: true });
  });
});

describe('the language files', () => {
  interface Schema {
    readonly required: readonly string[];
    readonly properties: Record<string, { readonly maxLength?: number }>;
    readonly patternProperties: Record<string, { readonly maxLength?: number }>;
  }

  test.each(['nl', 'en'] as const)('%s fits the localization schema of the manifest', async (lang) => {
    const [, version] = /teams\/(v[\d.]+)\//.exec((await manifest()).$schema) ?? [];
    const entry = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
    const path = `json-schemas/teams/${version}/MicrosoftTeams.Localization.schema.json`;
    const schema = JSON.parse(readFileSync(join(dirname(entry), path), 'utf8')) as Schema;
    const rules: [RegExp, number][] = [
      ...Object.entries(schema.properties).map(([key, { maxLength = 1e6 }]) => [exactly(key), maxLength] as const),
      ...Object.entries(schema.patternProperties).map(
        ([key, { maxLength = 1e6 }]) => [RegExp(key), maxLength] as const,
      ),
    ].map(([pattern, most]) => [pattern, most]);
    const file = await strings(lang);
    expect(Object.keys(file)).toEqual(expect.arrayContaining([...schema.required]));
    for (const [key, text] of Object.entries(file)) {
      const rule = rules.find(([pattern]) => pattern.test(key));
      expect(rule, `${key} is not a key of a language file`).toBeDefined();
      expect(text.length, key).toBeLessThanOrEqual(rule?.[1] ?? 0);
    }
  });

  test('Dutch is the language of the manifest itself, word for word', async () => {
    const made = await manifest();
    expect(made.localizationInfo).toEqual({
      defaultLanguageTag: 'nl',
      defaultLanguageFile: 'nl.json',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    });
    const file = await strings('nl');
    expect([made.name['short'], made.name['full']]).toEqual([file['name.short'], file['name.full']]);
    expect([made.description['short'], made.description['full']]).toEqual([
      file['description.short'],
      file['description.full'],
    ]);
  });
});

describe('the icons', () => {
  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square PNG of %i pixels', async (name, size) => {
    const png = (await files())[name];
    expect(png?.subarray(1, 4).toString()).toBe('PNG');
    expect([png?.readUInt32BE(16), png?.readUInt32BE(20)]).toEqual([size, size]);
  });

  test('the outline has a transparent ground, as Teams wants it', async () => {
    const RGBA = 6;
    expect((await files())['outline.png']?.[25]).toBe(RGBA);
  });
});

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
