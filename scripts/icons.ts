/**
 * Makes the two icons of the app package from appPackage/icons.svg: `npx tsx scripts/icons.ts`.
 * Needs Debian's chromium; only for who changes the drawing, since the PNG files are kept with the source.
 */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const ICONS = { color: 192, outline: 32 };

const svg = readFileSync('appPackage/icons.svg', 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const [id, size] of Object.entries(ICONS)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg svg{display:none}#${id}{display:block}</style>${svg}`);
  await page.screenshot({ path: `appPackage/${id}.png`, omitBackground: true });
}
await browser.close();
