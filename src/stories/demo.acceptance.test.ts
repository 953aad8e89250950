// The demo as a newcomer meets it: the real process, the real page in Chromium, from Play to the evidence of a sentence.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { hasBrowser, openBrowser } from '../emulator/page/fixtures/browser.ts';

const root = new URL('../../', import.meta.url).pathname;
const describeInBrowser = hasBrowser() ? describe : describe.skip;

let demo: ChildProcess;
let page: Page;
let closeBrowser: () => Promise<void>;
const problems: string[] = [];

/** The address that the demo prints. */
function address(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    process.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Open (http:\S+)/.exec(said)?.[1];
      if (found) {
        resolve(found);
      }
    });
    process.once('exit', (code) => reject(new Error(`The demo ended with ${code}: ${said}`)));
  });
}

// One visit: a test goes on where the one before it ended.
describeInBrowser('the demo', () => {
  beforeAll(async () => {
    demo = spawn(process.execPath, ['src/firescribe.js', 'demo', '--port', '0', '--speed', '20'], {
      cwd: root,
    });
    const browser = await openBrowser({ width: 1440, height: 900 });
    closeBrowser = () => browser.close();
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(await address(demo));
  });

  afterAll(async () => {
    await closeBrowser();
    demo.kill('SIGINT');
    await new Promise((resolve) => demo.once('exit', resolve));
  });

  test('plays the story until the review is there by itself', async () => {
    await page.getByRole('button', { name: 'Play' }).click();
    await page
      .getByText('Open the canvas, and click the evidence of any sentence.')
      .waitFor({ timeout: 60_000 });
    await page.getByRole('tab', { name: 'Canvas' }).click();
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
  });

  test('a sentence of the review leads to the message it rests on', async () => {
    const row = page.getByRole('row', { name: /The pool is exhausted/ }).first();
    await row.getByRole('link').first().click();
    const marked = page.locator('.message', { hasText: 'The pool is exhausted' }).first();
    await marked.waitFor();
    expect(page.url()).toMatch(/\/archives\/C\w+\/p\d+/);
  });

  test('what was deleted stands nowhere in the review', async () => {
    await page.getByRole('tab', { name: 'Canvas' }).click();
    await page.getByRole('heading', { name: 'Summary' }).waitFor();
    expect(await page.getByText('hunter2').count()).toBe(0);
  });

  test('the visitor takes over: an alert, and a declaration typed as anybody', async () => {
    await page.getByRole('button', { name: 'Fire an alert' }).click();
    await page
      .getByRole('button', { name: /search-answers/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'general' }).first().click();
    const composer = page.getByRole('combobox', { name: /Message #general/ });
    await composer.fill('/incident declare Payments are slow --sev 2');
    await composer.press('Enter');
    await page
      .getByRole('button', { name: /payments-are-slow/ })
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });
});
