// npm run picture: plays the demo in Chromium and takes the README's picture, the channel beside its review. Emoji are drawn
// with the fonts of this machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../emulator/page/fixtures/browser.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILE = fileURLToPath(new URL('../../docs/images/review.png', import.meta.url));

const WINDOW = { width: 900, height: 830 };
const MARGIN = 30;
/** What stands at the top of the channel: from here the picture tells how the cause was found. */
const FIRST_SEEN = 'Support here: 23 tickets';

/** The address that the demo prints. */
function addressOf(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    demo.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Open (http:\S+)/.exec(said)?.[1];
      if (found) {
        resolve(found);
      }
    });
    demo.once('exit', (code) => reject(new Error(`The demo ended with ${code}: ${said}`)));
  });
}

/** Played to its end, and left where the story led: in the incident's channel. */
async function watched(page: Page, address: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(address);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByText('Open the canvas, and click the evidence').waitFor({ timeout: 120_000 });
  await page.setViewportSize(WINDOW);
}

async function channelAndReview(page: Page): Promise<string[]> {
  await page.getByRole('tab', { name: 'Canvas' }).waitFor();
  const first = page.locator('.message', { hasText: FIRST_SEEN }).first();
  await first.evaluate((message) => message.scrollIntoView({ block: 'start' }));
  await page.mouse.move(0, 0);
  const channel = await page.screenshot();
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await page.getByRole('heading', { name: 'Summary' }).waitFor();
  const review = await page.screenshot();
  return [channel, review].map((png) => `data:image/png;base64,${png.toString('base64')}`);
}

/** Two windows on one sheet. */
async function sideBySide(browser: BrowserContext, pictures: readonly string[]): Promise<void> {
  const page = await browser.newPage();
  await page.setViewportSize({ width: 2 * WINDOW.width + 3 * MARGIN, height: WINDOW.height + 2 * MARGIN });
  const images = pictures.map((url) => `<img src="${url}">`).join('');
  await page.setContent(`<style>
    body { background: #f0ede6; display: flex; gap: ${MARGIN}px; margin: ${MARGIN}px }
    img { border-radius: 10px; box-shadow: 0 4px 18px #0003 }
  </style>${images}`);
  await page.screenshot({ path: FILE });
}

async function main(): Promise<void> {
  const demo = spawn(process.execPath, ['src/firescribe.js', 'demo', '--port', '0', '--speed', '4'], {
    cwd: ROOT,
  });
  const browser = await openBrowser(WINDOW);
  try {
    const page = await browser.newPage();
    await watched(page, await addressOf(demo));
    await sideBySide(browser, await channelAndReview(page));
    process.stdout.write(`${FILE}\n`);
  } finally {
    await browser.close();
    demo.kill('SIGINT');
  }
}

if (existsSync(CHROMIUM)) {
  await main();
} else {
  process.stderr.write(
    `There is no Chromium at ${CHROMIUM}: install it, or say in CHROMIUM_PATH where it is.\n`,
  );
  process.exitCode = 1;
}
