/**
 * `npm run cards [-- FILTER]`: cards as pictures, wide and as narrow as a phone, to be looked at. Without a filter one
 * of each kind in each language, in one picture; with one, all whose name holds it. Writes .generated/cards-N.png.
 * Needs Chromium (CHROMIUM names another browser).
 */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { cardRenderer } from '../src/compose.ts';
import { browserPath } from '../test/browser/playground.ts';
import { cardSamples } from '../test/support/cardSamples.ts';

// One picture can be some 16 000 pixels high.
const CARDS_A_SHEET = 60;
const OUT = '.generated';
const filter = process.argv[2];

const render = cardRenderer();
const seen = new Set<string>();
const cards = cardSamples()
  .filter((sample) => (filter === undefined ? isNewKind(sample.name) : sample.name.includes(filter)))
  .map((sample) => ({ name: sample.name, card: render(sample.card) }));
const path = browserPath();
if (path === null) throw new Error('No Chromium found: install it, or name a browser in CHROMIUM');

mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 3300, height: 1000 } });
const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
const style = `body{font-family:'Segoe UI',Arial,sans-serif;background:#f5f5f5;margin:16px}
  .sheet{display:flex;flex-wrap:wrap;gap:24px;align-items:flex-start}.one{display:flex;gap:12px}
  h2{font-size:13px;margin:0 0 4px}.card{background:#fff;border:1px solid #ddd;border-radius:6px}
  .ac-pushButton{padding:6px 12px;border-radius:4px;border:1px solid #bbb;background:#fff;font-weight:600}
  .ac-actionSet{flex-wrap:wrap!important;gap:6px 0}`;
const hostConfig = {
  fontFamily: "'Segoe UI', Arial, sans-serif",
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', maxActions: 6 },
  containerStyles: { emphasis: { backgroundColor: '#F0F0F4' }, accent: { backgroundColor: '#5B5FC7' } },
};

for (let start = 0, sheet = 1; start < cards.length; start += CARDS_A_SHEET, sheet++) {
  await page.setContent(`<style>${style}</style><div class="sheet"></div>`);
  await page.addScriptTag({ path: library });
  await page.evaluate(
    `for (const { name, card } of ${JSON.stringify(cards.slice(start, start + CARDS_A_SHEET))}) {
      const box = document.createElement('div');
      box.innerHTML = '<h2></h2><div class="one"></div>';
      box.querySelector('h2').textContent = name;
      for (const width of [460, 300]) {
        const made = new AdaptiveCards.AdaptiveCard();
        made.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)});
        made.parse(card);
        const element = made.render();
        element.className += ' card';
        element.style.width = width + 'px';
        box.querySelector('.one').append(element);
      }
      document.querySelector('.sheet').append(box);
    }`,
  );
  await page.screenshot({ path: `${OUT}/cards-${sheet}.png`, fullPage: true });
}
await browser.close();
console.log(`${cards.length} cards in ${OUT}/`);

// `A next 3 · nl` and `C next 1 · nl` are the same kind of card for the same reader.
function isNewKind(name: string): boolean {
  const kind = name.replace(/^[A-E] /, '').replace(/ (\d+|[a-z_]+)(?= ·)/, '');
  return /(nl|en)$/.test(name) && !seen.has(kind) && Boolean(seen.add(kind));
}
