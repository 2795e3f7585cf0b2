/** The page, and a figure in somebody else's page, in Debian's Firefox. WebDriver BiDi drives it, by way of puppeteer-core. */
import { launch, type Page } from 'puppeteer-core';
import { findFirefox } from '../../scripts/tooling/findFirefox';
import { elementSnippet } from '../../src/state/embedding/snippets';
import { expect, test } from './hostPages';

const executablePath = findFirefox();
const longest = { timeout: 240_000 };

test.skip(executablePath === undefined, 'there is no Firefox here: apt-get install firefox-esr, or set FIREFOX_PATH');

/** Fails when the page logs an error or throws. */
async function inFirefox(address: string, use: (page: Page) => Promise<void>): Promise<void> {
  const browser = await launch({ browser: 'firefox', executablePath: executablePath!, headless: true });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(address);
    await use(page);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
}

const textOf = (page: Page, selector: string) => page.$eval(selector, ({ textContent }) => textContent);

/** How many different bytes its first canvas holds. */
const paintedIn = (page: Page, selector: string) =>
  page.$eval(selector, (canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    return new Set((canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data).size;
  });

test('in Firefox the page samples on WebAssembly, steps, and logs no error', async ({ baseURL }) => {
  await inFirefox(new URL('?backend=wasm&steps=4', baseURL).href, async (page) => {
    await page.waitForSelector('.run-status.is-done', longest);
    expect(await textOf(page, '.run-status')).toContain('7 evaluations');
    expect(await textOf(page, '.engine-line')).toContain('WebAssembly');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await paintedIn(page, 'canvas')).toBeGreaterThan(20);
    const step = 'input[type=range][aria-label="Step"]';
    const before = await page.$eval(step, (input) => input.getAttribute('aria-valuetext'));
    await page.click('button[aria-label="Step back"]');
    await page.waitForFunction(
      (selector, old) => document.querySelector(selector)?.getAttribute('aria-valuetext') !== old,
      {},
      step,
      before,
    );
  });
});

test('in Firefox a figure of another site samples and follows its attributes', async ({ baseURL, host }) => {
  const query = 'v=1&images=64&steps=4&step=3&backend=wasm';
  const html = elementSnippet({ site: baseURL!, panel: 'stepper', label: 'A stepper', query, heightPx: 600 });
  await inFirefox(host.serve(`<!doctype html><p>words</p>${html}`), async (page) => {
    const inside = (selector: string) => `hidden-gaussian >>> ${selector}`;
    const waitFor = (selector: string) =>
      expect.poll(() => page.$$eval(inside(selector), (found) => found.length), longest).toBeGreaterThan(0);
    await waitFor('.run-status.is-done');
    expect(await paintedIn(page, inside('canvas'))).toBeGreaterThan(20);
    await page.click(inside('button[aria-label="Step back"]'));
    await page.waitForSelector('hidden-gaussian[step="2"]', longest);
    await page.$eval('hidden-gaussian', (element) => element.setAttribute('images', '16'));
    await waitFor('input[type=range][aria-valuetext="16 images"]');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
