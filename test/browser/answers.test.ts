/** Questions in the local Teams, in a real browser: answered, refused, handed over, answered by an expert, approved. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optional, sitDown, type Desk } from './playground.ts';

const QUESTION = 'mag een kat mee naar een kamer in de opvang?';

describe.skipIf(optional)('a question in the local Teams', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await sitDown('antwoord');
  });
  afterAll(() => desk.close());

  it(
    'is answered with its source, or refused and handed over, answered and approved',
    { timeout: 180_000 },
    async () => {
      await desk.type('wanneer moet ik bijzondere bijstand aanvragen in westfriesland');
      await desk.look('antwoord');
      expect(await desk.words()).toMatch(/Bron \(Westfriesland\).*9 december 2021/);
      expect(await desk.words()).toContain('geen rechten');

      await desk.type(QUESTION);
      await desk.look('geweigerd');
      expect(await desk.words()).toContain('Daar staat niets over in de bronnen');
      await desk.press('Vraag het de uitstroomcoördinator');
      await desk.choose('Westfriesland');
      await desk.look('doorgeven');
      await desk.press('Doorgeven');
      await desk.look('doorgegeven');

      await desk.type('ik ben uitstroomcoördinator');
      await desk.type('onbeantwoorde vragen');
      await desk.look('lijst');
      await desk.press('Beantwoorden', QUESTION);
      await desk.card().getByRole('textbox').first().fill('Dat hangt van de opvang af; vraag het daar.');
      await desk.press('Antwoord versturen');
      // What the one who asked is told comes by itself, after the card that was pressed.
      await desk.heard('Nieuw antwoord · Westfriesland');
      await desk.look('nieuw-antwoord');

      await desk.type('onbeantwoorde vragen');
      await desk.press('Voorstellen', QUESTION);
      await desk.type('onbeantwoorde vragen');
      await desk.press('Bekijken', QUESTION);
      await desk.look('voorstel');
      await desk.press('Goedkeuren');
      await desk.look('goedgekeurd');

      await desk.type(QUESTION);
      await desk.look('gevonden');
      expect(await desk.words()).toContain('Dat hangt van de opvang af; vraag het daar.');
    },
  );
});
