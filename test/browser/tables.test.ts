/** A table in the local Teams, in a real browser, from planning to minutes: where the agreements vote and where not. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, sitDown, type Desk } from './playground.ts';

const PICTURES = '.generated/browser';
const missing = browserPath() === null;
// A computer without Chromium can run all other tests; CI has to have it.
const optional = missing && process.env['CI'] === undefined;
const tomorrow = (): Date => new Date(Date.now() + 86_400_000);
const ROOM = 'Deze tafel is nu bezig.';

describe.skipIf(optional)('a table in the local Teams', () => {
  let desk: Desk;
  let picture = 0;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    desk = await sitDown();
    await desk.type('ik ben gemeente');
  });
  afterAll(() => desk.close());
  const look = (name: string): Promise<void> =>
    desk.picture(`${PICTURES}/tafel-${String(++picture).padStart(2, '0')}-${name}.png`);

  // Planned for tomorrow and begun a day later, with everybody who is asked.
  async function gather(item: RegExp): Promise<void> {
    await desk.type('tijd terug');
    await desk.type('plan een uitstroomtafel');
    await desk.card().getByRole('checkbox', { name: item }).check();
    await desk.press('Verder');
    await desk.pickDay('Dag', tomorrow());
    await desk.card().getByRole('textbox', { name: 'Plaats' }).fill('Raadhuis');
    await desk.tickAll();
    await look('plannen');
    await desk.press('Plan en nodig uit');
    await look('uitnodiging');
    await desk.type('tijd +24 uur');
    await desk.type('start tafel');
    await desk.heard(ROOM);
    await desk.pressOn(ROOM, 'Wij zijn er');
    await desk.heard('1 organisatie aanwezig');
    await look('bezig');
    await desk.pressOn(ROOM, 'Volgende casus');
  }
  async function minutes(): Promise<string> {
    await desk.pressOn(ROOM, 'Volgende casus');
    await desk.pressOn(ROOM, 'Sluit de tafel');
    await desk.type('verslag');
    await look('verslagen');
    await desk.press('Verslag');
    await look('verslag');
    return desk.words();
  }

  it('Haarlemmermeer votes by press, by its rule', { timeout: 180_000 }, async () => {
    await gather(/HLM-2026-005/);
    await desk.pressOn(ROOM, 'Open de stemming');
    await desk.heard('0 van 1 hebben gestemd');
    await desk.pressOn('1 organisatie aanwezig, nodig 1', 'Voor');
    await desk.heard('1 van 1 hebben gestemd');
    await look('stemming');
    await desk.pressOn('1 organisatie aanwezig, nodig 1', 'Sluit de stemming');
    await desk.heard('Meerderheid: 1');
    expect(await minutes()).toMatch(/Meerderheid: 1/);
  });

  it(
    'Noordoostpolder: what waits is carried over, and the minutes say so',
    {
      timeout: 180_000,
    },
    async () => {
      await gather(/NOP-2026-001 · 3\./);
      await look('aan-tafel');
      await desk.pressOn(ROOM, 'Schuif door');
      await desk.pressOn(ROOM, 'Sluit de tafel');
      await desk.type('verslag');
      await desk.press('Verslag', 'Noordoostpolder');
      await look('verslag-nop');
      expect(await desk.words()).toContain('Doorgeschoven');
    },
  );
});
