/** Questions in the local Teams, in a real browser: answered, refused, handed over, answered by an expert, approved. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, sitDown, type Desk } from './playground.ts';

const PICTURES = '.generated/browser';
const missing = browserPath() === null;
// A computer without Chromium can run all other tests; CI has to have it.
const optional = missing && process.env['CI'] === undefined;

const QUESTION = 'mag een kat mee naar een kamer in de opvang?';

describe.skipIf(optional)('a question in the local Teams', () => {
  let desk: Desk;
  let picture = 0;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    desk = await sitDown();
  });
  afterAll(() => desk.close());
  const look = (name: string): Promise<void> =>
    desk.picture(`${PICTURES}/answers-${String(++picture).padStart(2, '0')}-${name}.png`);

  it(
    'is answered with its source, or refused and handed over, answered and approved',
    { timeout: 180_000 },
    async () => {
      await desk.type('wanneer moet ik bijzondere bijstand aanvragen in westfriesland');
      await look('antwoord');
      expect(await desk.words()).toMatch(/Bron \(Westfriesland\).*9 december 2021/);
      expect(await desk.words()).toContain('geen rechten');

      await desk.type(QUESTION);
      await look('geweigerd');
      expect(await desk.words()).toContain('Daar staat niets over in de bronnen');
      await desk.press('Vraag het de uitstroomcoördinator');
      await desk.choose('Westfriesland');
      await look('doorgeven');
      await desk.press('Doorgeven');
      await look('doorgegeven');

      await desk.type('ik ben uitstroomcoördinator');
      await desk.type('onbeantwoorde vragen');
      await look('lijst');
      await desk.press('Beantwoorden', QUESTION);
      await desk.card().getByRole('textbox').first().fill('Dat hangt van de opvang af; vraag het daar.');
      await desk.press('Antwoord versturen');
      // What the one who asked is told comes by itself, after the card that was pressed.
      await desk.heard('Nieuw antwoord · Westfriesland');
      await look('nieuw-antwoord');

      await desk.type('onbeantwoorde vragen');
      await desk.press('Voorstellen', QUESTION);
      await desk.type('onbeantwoorde vragen');
      await desk.press('Bekijken', QUESTION);
      await look('voorstel');
      await desk.press('Goedkeuren');
      await look('goedgekeurd');

      await desk.type(QUESTION);
      await look('gevonden');
      expect(await desk.words()).toContain('Dat hangt van de opvang af; vraag het daar.');
    },
  );
});
