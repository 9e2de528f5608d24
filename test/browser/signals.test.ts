import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optional, sitDown, type Desk } from './playground.ts';

const DAY_MS = 24 * 3_600_000;
const inDays = (n: number): Date => new Date(Date.now() + n * DAY_MS);

describe.skipIf(optional)('a signal in the local Teams, from report to reopening', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown('signaal');
  });
  afterAll(() => desk.close());
  const fill = (label: string, words: string): Promise<void> =>
    desk.card().getByRole('textbox', { name: label }).fill(words);
  async function open(): Promise<void> {
    await desk.type('open signalen');
    await desk.press('Bekijk');
  }

  it('is taken up, runs out of time, goes to an MDO, is finished and opened again', { timeout: 120_000 }, async () => {
    await desk.type('ik ben woningcorporatie');
    await desk.type('overlast bij HLM-2026-001, derde keer deze week');
    await desk.look('melden');
    await desk.choose(/^ernstig$/);
    await desk.press('Melden');
    await desk.look('gemeld-corporatie');
    await desk.heard('Het signaal is gemeld');
    expect(await desk.words()).not.toContain('derde keer');

    await desk.type('ik ben begeleider');
    await open();
    expect(await desk.words()).toContain('derde keer deze week');
    await desk.press('Oppakken');
    // A card of their own comes beside it: whoever takes it up receives the signal from then on.
    await desk.heard('U heeft het signaal opgepakt');
    await desk.look('opgepakt');

    await desk.type('tijd +26 uur');
    await desk.heard('De corporatie heeft nog geen contact vastgelegd, en de tijd is om.');
    await open();
    await desk.look('te-laat');
    expect(await desk.words()).toMatch(/\(2 uur te laat\).*\(nog 21 uur\)/);

    await desk.press('Opschalen naar MDO');
    await desk.press('Opslaan');
    await desk.heard('Vertel het eerst aan de huurder, en vul in wanneer.');
    await desk.pickDay('Wanneer heeft de huurder gehoord', inDays(0));
    await desk.pickDay('Wanneer is het MDO?', inDays(5));
    await desk.look('opschalen');
    await desk.press('Opslaan');
    await desk.heard('Er komt een MDO.');
    await desk.press('MDO');
    await desk.press('Afspraak toevoegen');
    await fill('Wat is er afgesproken?', 'Elke week samen langs de buren.');
    await desk.choose('Zorgaanbieder ambulante begeleiding', 'Wie komt de afspraak na?');
    await desk.pickDay('Voor wanneer?', inDays(10));
    await desk.press('Opslaan');
    await desk.look('mdo');
    await desk.heard('Elke week samen langs de buren.');
    await desk.press('Uitkomst vastleggen');
    await desk.choose('De huurder blijft wonen', 'Wat is de uitkomst?');
    await desk.choose('Ja', 'Werkt de huurder mee?');
    await desk.press('Opslaan');
    await desk.heard('De uitkomst is vastgelegd');

    await desk.press('Afronden');
    await fill('Hoe is het opgelost?', 'Er zijn afspraken met de buren.');
    await desk.press('Opslaan');
    await desk.look('afgerond');
    await desk.heard('Afgehandeld op');

    await desk.press('Toch niet opgelost');
    await fill('Wat is er nog aan de hand?', 'Weer muziek in de nacht.');
    await desk.press('Opslaan');
    await desk.heard('Het signaal is weer open.');
    await desk.type('tijd terug');

    await desk.page.setViewportSize({ width: 390, height: 844 });
    await open();
    await desk.look('telefoon');
    expect(await desk.sticksOut()).toBe(0);
  });
});
