import { crc32, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildAppPackage, DEV_VALUES } from '../../scripts/appPackage.ts';
import { zip } from '../../scripts/zip.ts';

// Reads a zip file as the format's description says: from the directory at its end.
function unzip(file: Buffer): Record<string, Buffer> {
  const end = file.length - 22;
  expect(file.readUInt32LE(end)).toBe(0x06054b50);
  let at = file.readUInt32LE(end + 16);
  expect(at + file.readUInt32LE(end + 12)).toBe(end);
  const entries: Record<string, Buffer> = {};
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    expect(file.readUInt32LE(at)).toBe(0x02014b50);
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.subarray(at + 46, at + 46 + nameLength).toString();
    entries[name] = entryAt(file, file.readUInt32LE(at + 42), name);
    expect(crc32(entries[name])).toBe(file.readUInt32LE(at + 16));
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return entries;
}

function entryAt(file: Buffer, at: number, name: string): Buffer {
  expect(file.readUInt32LE(at)).toBe(0x04034b50);
  const start = at + 30 + file.readUInt16LE(at + 26);
  expect(file.subarray(at + 30, start).toString()).toBe(name);
  const content = inflateRawSync(file.subarray(start, start + file.readUInt32LE(at + 18)));
  expect(content.length).toBe(file.readUInt32LE(at + 22));
  return content;
}

describe('the zip file', () => {
  test('holds the manifest at its root, with what the manifest names beside it', async () => {
    const built = await buildAppPackage(DEV_VALUES, '1.2.3');
    if (!built.ok) throw new Error(built.problems.join('\n'));
    const entries = unzip(zip(built.files));
    expect(entries).toEqual(built.files);
    const { icons, localizationInfo } = JSON.parse(entries['manifest.json']?.toString() ?? '') as {
      icons: Record<string, string>;
      localizationInfo: { defaultLanguageFile: string; additionalLanguages: { file: string }[] };
    };
    const named = [
      ...Object.values(icons),
      localizationInfo.defaultLanguageFile,
      ...localizationInfo.additionalLanguages.map(({ file }) => file),
    ];
    expect(Object.keys(entries).sort()).toEqual(['manifest.json', ...named].sort());
  });

  test('keeps names beyond ASCII, empty files and files that do not get smaller', () => {
    const files = {
      'één.txt': Buffer.from('stap'),
      'leeg.txt': Buffer.alloc(0),
      'bytes.bin': Buffer.from([7, 250, 3]),
    };
    expect(unzip(zip(files))).toEqual(files);
  });

  test('the same content gives the same bytes', () => {
    const files = { 'a.txt': Buffer.from('a'.repeat(1000)) };
    expect(zip(files).equals(zip(files))).toBe(true);
  });
});
