/**
 * The app package for Teams: the manifest with the values of one organisation filled in, checked against the schema,
 * and what goes into the zip beside it. Reads files; writes none.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';

/** Settings of the environment that the manifest asks for, each with what is wrong if it does not fit. */
const PLACEHOLDERS: Readonly<Record<string, { readonly fits: RegExp; readonly must: string }>> = {
  BOT_ID: { fits: /^[0-9a-f-]{36}$/i, must: 'be the Microsoft App ID of the bot (a GUID)' },
  APP_ID: { fits: /^[0-9a-f-]{36}$/i, must: 'be a GUID of your own for the Teams app, the same at every upgrade' },
  APP_ORGANISATION: { fits: /^.{1,32}$/, must: 'be the name of your organisation, at most 32 characters' },
  APP_WEBSITE_URL: { fits: /^https:\/\/./, must: 'be an https address' },
  APP_PRIVACY_URL: { fits: /^https:\/\/./, must: 'be the https address of your privacy statement' },
  APP_TERMS_URL: { fits: /^https:\/\/./, must: 'be the https address of your terms of use' },
};

/** Values to try things out with: a package that is valid and belongs to nobody. */
export const DEV_VALUES: Readonly<Record<string, string>> = {
  BOT_ID: '00000000-0000-4000-8000-000000000001',
  APP_ID: '00000000-0000-4000-8000-000000000002',
  APP_ORGANISATION: 'Opstap (dev)',
  APP_WEBSITE_URL: 'https://example.org/opstap',
  APP_PRIVACY_URL: 'https://example.org/opstap/privacy',
  APP_TERMS_URL: 'https://example.org/opstap/terms',
};

export type PackageResult =
  | { readonly ok: true; readonly files: Readonly<Record<string, Buffer>> }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The files of the package, by their name in the zip. `values` is the environment; `folder` holds the sources. */
export async function buildAppPackage(
  values: Readonly<Record<string, string | undefined>>,
  version: string,
  folder = 'appPackage',
): Promise<PackageResult> {
  const problems = Object.entries(PLACEHOLDERS).flatMap(([name, { fits, must }]) =>
    fits.test(values[name] ?? '') ? [] : [`${name} is ${values[name] ? 'wrong' : 'missing'}: it must ${must}.`],
  );
  const template = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const text = template.replace(/\$\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = name === 'APP_VERSION' ? version : PLACEHOLDERS[name] && values[name];
    // As within a JSON string, so that a quote in a name does not break the manifest.
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
  if (problems.length > 0) return { ok: false, problems };
  const unresolved = text.match(/\$\{\{.*?\}\}/g) ?? [];
  if (unresolved.length > 0) return { ok: false, problems: unresolved.map((each) => `Nothing fills in ${each}.`) };
  const manifest = JSON.parse(text) as Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];
  const faults = await AppManifestUtils.validateAgainstSchema(manifest);
  if (faults.length > 0) return { ok: false, problems: faults.map((fault) => `manifest.json: ${fault}`) };
  const copied = ['color.png', 'outline.png', 'nl.json', 'en.json'];
  return {
    ok: true,
    files: {
      'manifest.json': Buffer.from(text),
      ...Object.fromEntries(copied.map((name) => [name, readFileSync(join(folder, name))])),
    },
  };
}
