/** The sheet for the client: line for line what the log holds, the same on a card, as text and on a page to print. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetCard, sheetHtml, sheetLines, sheetPrintCard, sheetText } from '../../src/presenters/shareSheet.ts';
import { makeShareSheet, shareSheet, type ShareSheet } from '../../src/usecases/shareSheet.ts';
import type { Deps } from '../../src/usecases/ports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { asMember, canaryCase, OPERATOR, privacyDeps, privacyPeople, type People } from '../support/privacyCase.ts';

const MADE = '2026-06-15';
const READER = { lang: 'nl', shared: false, local: false } as const;
let database: TestDatabase;
let deps: Deps;
let people: People;
let code: string;
let sheet: ShareSheet;

const made = async (): Promise<ShareSheet> => {
  const result = await makeShareSheet(deps, code, OPERATOR);
  if ('kind' in result) throw new Error(result.kind);
  return result;
};

beforeAll(async () => {
  database = await testDatabase();
  deps = await privacyDeps(database, () => '2026-06-15T10:00:00.000Z');
  people = await privacyPeople(deps);
  ({ code } = await canaryCase(deps, people, 'one'));
  const line = { at: '2026-05-01T10:00:00.000Z', memberId: people.cor.id, behalfOf: null, caseId: 'one' };
  const told = [people.care, people.landlord];
  const signal = 'signal of one';
  await deps.uow.stores.audit.add([
    { ...line, id: 's1', type: 'signal_raised', effect: { signal, kind: 'overlast', told } },
    { ...line, id: 's2', type: 'signal_moved', effect: { signal, move: 'take', told: [] } },
    { ...line, id: 's3', type: 'signal_moved', effect: { signal, move: 'finish', told: [people.landlord] } },
    { ...line, id: 's4', type: 'signal_moved', effect: { signal, move: 'scale_up', told: [people.landlord] } },
    { ...line, id: 's5', type: 'signal_read', effect: { signal } },
  ]);
  sheet = await made();
});
afterAll(() => database.close());

const plain = (text: string): string => text;

describe('the sheet', () => {
  it('has one line for each line of the log that tells of sharing, in its order, and no other', async () => {
    const log = await deps.uow.stores.audit.ofCase('one');
    const sharing = new Set(['informed', 'told', 'not_told', 'shared', 'unshared']);
    const expected = log.filter(
      ({ type, effect }) => sharing.has(type) || ((effect?.['told'] as readonly string[] | undefined)?.length ?? 0) > 0,
    );
    expect(sheet.lines.map(({ effect }) => effect.type.replace(/^signal_told$/, 'signal'))).toEqual(
      expected.map(({ type }) => type.replace(/^signal_.*/, 'signal')),
    );
    expect(expected).toHaveLength(8);
  });

  it('says what each organisation heard of a signal, and why; never what was seen', () => {
    const lines = sheetLines(sheet, 'nl', plain);
    expect(lines.slice(-3).map(({ text }) => text)).toEqual([
      'Op 1 mei 2026 verteld aan De Zorg, Woonfijn: dat er een signaal is (overlast).',
      'Op 1 mei 2026 verteld aan Woonfijn: dat er iets met het signaal (overlast) is gedaan, en wanneer er weer contact is.',
      'Op 1 mei 2026 verteld aan Woonfijn: dat er een gesprek met alle betrokkenen komt over het signaal (overlast).',
    ]);
    expect(lines.at(-1)?.sub).toBe('Waarom: zo wordt een signaal snel opgepakt.');
    expect(JSON.stringify(lines)).not.toMatch(/SIGNAL-/);
  });

  it('counts looking at a signal as looking', () => {
    expect(sheet.readings).toEqual([{ organisation: 'Woonfijn', times: 2 }]);
  });

  it('holds the same lines on the card, as text and on the page', () => {
    const lines = sheetLines(sheet, 'nl', plain).map(({ text, sub }) => ({ text, sub }));
    const { sections } = sheetCard(sheet, 'one', READER).data as { sections: { lines: object[] }[] };
    const bare = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
    const card = (sections[1]?.lines as { text: string; sub: string }[]).map(({ text, sub }) => ({
      text: bare(text),
      sub: sub === '' ? undefined : bare(sub),
    }));
    const page = [...sheetHtml(sheet, MADE, 'nl').matchAll(/<li>(.*?)(?:<p>(.*)<\/p>)?<\/li>/g)]
      .slice(0, lines.length)
      .map(([, text, sub]) => ({ text, sub }));
    const text = sheetText(sheet, MADE, 'nl')
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .slice(0, lines.length);
    expect(card).toEqual(lines);
    expect(page).toEqual(lines);
    expect(text).toEqual(lines.map(({ text, sub }) => `- ${text}${sub === undefined ? '' : ` ${sub}`}`));
  });

  it.each(['nl', 'en'] as const)('as a page needs nothing from elsewhere and runs nothing (%s)', (lang) => {
    const hostile = new Map([[people.landlord, '<script>alert(1)</script>&"']]);
    const page = sheetHtml({ ...sheet, organisations: hostile }, MADE, lang);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;');
    expect(page).not.toMatch(/<script|<link|<img|url\(|src=|href=/);
    expect(page).toContain('@media print');
    expect(page).toContain(lang === 'nl' ? 'Gemaakt op 15 juni 2026' : 'Made on 15 June 2026');
  });

  it('that is too long for a card says so; the text comes in parts that together are all of it', () => {
    const long = { ...sheet, lines: Array.from({ length: 60 }, () => sheet.lines).flat() };
    expect(JSON.stringify(sheetCard(long, 'one', READER).data)).toMatch(/Er zijn nog \d+ regels/);
    const parts: string[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const { fields, actions } = sheetPrintCard(long, 'one', MADE, from, READER).data as {
        fields: { value: string }[];
        actions: { verb: string; data: { f?: number } }[];
      };
      parts.push(fields[0]?.value ?? '');
      const next: { data: { f?: number } } | undefined = actions.find(({ verb }) => verb === 'sheet_print');
      from = next?.data.f ?? null;
    }
    expect(parts.length).toBeGreaterThan(1);
    expect(`${parts.join('\n')}\n`).toBe(sheetText(long, MADE, 'nl'));
  });

  it('of nothing says that nothing was shared', () => {
    const none = { ...sheet, lines: [], readings: [] };
    expect(sheetText(none, MADE, 'nl')).toContain('Er is nog niets gedeeld.');
    expect(sheetHtml(none, MADE, 'nl')).toContain('Er is nog niets gedeeld.');
  });

  it('made by an administrator is noted in the log; for others it is not made', async () => {
    await made();
    const last = (await deps.uow.stores.audit.ofCase('one')).at(-1);
    expect(last).toMatchObject({ type: 'sheet_made', memberId: null });
    expect(await makeShareSheet(deps, code, asMember(people.anna))).toEqual({ kind: 'forbidden' });
    expect(await makeShareSheet(deps, 'PRF-2026-999', OPERATOR)).toEqual({ kind: 'no_case' });
    expect((await shareSheet(deps, 'one', people.cor)).kind).toBe('forbidden');
    expect((await shareSheet(deps, 'one', people.anna)).kind).toBe('sheet');
  });
});
