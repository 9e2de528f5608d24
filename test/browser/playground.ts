/**
 * A person at the local Teams, in a real browser: types, ticks, chooses, presses. For tests and pictures.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser on this machine; null if there is none. CHROMIUM names another. */
export const browserPath = (): string | null => CANDIDATES.find((path) => path && existsSync(path)) ?? null;

/** A computer without Chromium can run all other tests; CI has to have it. */
export const optional = browserPath() === null && process.env['CI'] === undefined;

const PICTURES = '.generated/browser';
// What stands around a card: the head of the chat and the field to type in.
const FRAME = 400;

export interface Desk {
  readonly page: Page;
  /** The newest card, or the one that was turned to. */
  card(): Locator;
  /** Waits for a card with all of these words; the last one is meant until the next message is typed. */
  turnTo(...words: readonly string[]): Promise<void>;
  /** Types a message and waits for the bot's answer. */
  type(text: string): Promise<void>;
  /** Presses a button of the newest card, the one that stands with `beside`, and waits until the card has changed. */
  press(title: string, beside?: string): Promise<void>;
  /** Presses the first such button of the last card with these words that has it, and waits for a card with all of `heard`. */
  pressOn(words: string, title: string, ...heard: readonly string[]): Promise<void>;
  /** Ticks every task of the newest card. */
  tickAll(): Promise<void>;
  /** Chooses the option with these words, in the field with this label where there are several. */
  choose(words: string | RegExp, label?: string): Promise<void>;
  /** Picks a day from the calendar of the date field with this label on the newest card. */
  pickDay(label: string, date: Date): Promise<void>;
  /** Waits until a card with these words hangs somewhere in the chat. */
  heard(words: string): Promise<void>;
  /** How far the newest card sticks out of its own width, in pixels. */
  sticksOut(): Promise<unknown>;
  /** All words of the newest card. */
  words(): Promise<string>;
  /** Draws the newest card in `.generated/browser`, numbered in the order of the journey. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the bot and its local Teams as `npm start` does, on a folder of its own, and sits down at it. */
export async function sitDown(journey: string): Promise<Desk> {
  mkdirSync(PICTURES, { recursive: true });
  let picture = 0;
  const folder = mkdtempSync(join(tmpdir(), 'opstap-browser-'));
  const bot = start(folder);
  const url = await openAt(bot);
  const browser = await chromium.launch({
    executablePath: browserPath() ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 1400 } });
  await page.goto(url);
  const cards = page.locator('.ac-adaptiveCard');
  await cards.first().waitFor();
  let meant: readonly string[] = [];
  const saying = (words: readonly string[]): Locator =>
    words.reduce((found, hasText) => found.filter({ hasText }), cards).last();
  const card = (): Locator => saying(meant);
  // The page is made as high as the card for a moment: what is below its edge would not be in the picture.
  const draw = async (which: Locator, name: string): Promise<void> => {
    const size = page.viewportSize();
    const height = (await which.boundingBox())?.height ?? 0;
    if (size && height > size.height - FRAME)
      await page.setViewportSize({ ...size, height: Math.ceil(height) + FRAME });
    const number = String(++picture).padStart(2, '0');
    await which.screenshot({ path: `${PICTURES}/${journey}-${number}-${name}.png` });
    if (size) await page.setViewportSize(size);
  };
  return {
    page,
    card,
    words: async () => (await card().innerText()).replaceAll(/\s+/g, ' '),
    type: async (text) => {
      meant = [];
      const before = await cards.count();
      const box = page.locator('[contenteditable=true]').first();
      await box.click();
      await box.pressSequentially(text);
      await page.keyboard.press('Enter');
      await page.waitForFunction(`document.querySelectorAll('.ac-adaptiveCard').length > ${before}`);
    },
    press: async (title, beside) => {
      const before = await card().innerHTML();
      const button = page.getByRole('button', { name: title, exact: true });
      const part =
        beside === undefined ? card() : card().locator('.ac-container', { hasText: beside, has: button }).last();
      await part.getByRole('button', { name: title, exact: true }).first().click();
      const changed = `[...document.querySelectorAll('.ac-adaptiveCard')].at(-1)?.innerHTML !== ${JSON.stringify(before)}`;
      await page.waitForFunction(changed);
    },
    pressOn: async (words, title, ...heard) => {
      const button = page.getByRole('button', { name: title, exact: true });
      // Found anew at each try: what another card brings about can draw this one again meanwhile.
      const pressed = cards.filter({ hasText: words, has: button }).last();
      await pressed.getByRole('button', { name: title, exact: true }).first().click();
      await saying(heard).waitFor();
    },
    tickAll: async () => {
      for (const box of await card().getByRole('checkbox').all()) if (!(await box.isChecked())) await box.check();
    },
    choose: async (words, label) => {
      if (label !== undefined) {
        await card().getByRole('combobox', { name: label }).click();
        return page.getByRole('option', { name: words }).first().click();
      }
      const radio = card().getByRole('radio', { name: words });
      const found = await radio
        .first()
        .waitFor({ timeout: 5_000 })
        .then(
          () => true,
          () => false,
        );
      if (found) return radio.check();
      // A long list of choices is a box that opens.
      await card().getByRole('combobox').first().click();
      await page.getByRole('option', { name: words }).first().click();
    },
    pickDay: async (label, date) => {
      await card().getByRole('combobox', { name: label }).click();
      const day = page.getByRole('gridcell', { name: dayName(date), exact: true });
      const later = page.getByRole('button', { name: /next month/i });
      // The calendar shows the ends of the months around it as well.
      await page.getByRole('gridcell').first().waitFor();
      if ((await day.count()) === 0) await later.first().click();
      await day.first().click();
    },
    heard: (words) => cards.filter({ hasText: words }).first().waitFor(),
    sticksOut: () => card().evaluate(sticksOut),
    look: (name) => draw(card(), name),
    turnTo: async (...words) => {
      await saying(words).waitFor();
      meant = words;
    },
    close: async () => {
      await browser.close();
      const stopped = new Promise((resolve) => bot.once('exit', resolve));
      bot.kill('SIGTERM');
      await stopped;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Run in the page, where there are elements; the tests have no types of a browser.
interface Box {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  getBoundingClientRect(): { readonly right: number };
  querySelectorAll(of: string): Iterable<Box>;
}
function sticksOut(card: unknown): number {
  const box = card as Box;
  const edge = box.getBoundingClientRect().right;
  const parts = [...box.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right - edge);
  return Math.round(Math.max(0, box.scrollWidth - box.clientWidth, ...parts));
}

const dayName = (date: Date): string =>
  `${date.getDate()}, ${date.toLocaleString('en', { month: 'long' })}, ${date.getFullYear()}`;

function start(folder: string): ChildProcess {
  const { NODE_ENV: _, DATABASE_URL: __, ...env } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: {
      ...env,
      PORT: '0',
      OPSTAP_DATA: folder,
      OPSTAP_PLAYGROUND_PORT: String(56170 + (process.pid % 200) * 20),
      CI: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function openAt(bot: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    bot.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /Open\s+(http:\/\/\S+)/.exec(output);
      if (match?.[1]) resolve(match[1]);
    });
    bot.once('exit', () => reject(new Error(`The bot stopped: ${output}`)));
  });
}
