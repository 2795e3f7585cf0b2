/** The page in Debian's Firefox, so that it is no page for one browser. WebDriver BiDi drives it, by way of puppeteer-core. */
import { launch } from 'puppeteer-core';
import { findFirefox } from '../../scripts/tooling/findFirefox';
import { expect, test } from './fixtures';

const executablePath = findFirefox();

test('in Firefox the page samples on WebAssembly, steps, and logs no error', async ({ baseURL }) => {
  test.skip(executablePath === undefined, 'there is no Firefox here: apt-get install firefox-esr, or set FIREFOX_PATH');
  const browser = await launch({ browser: 'firefox', executablePath: executablePath!, headless: true });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(new URL('?backend=wasm&steps=4', baseURL).href);
    const textOf = (selector: string) => page.$eval(selector, ({ textContent }) => textContent);
    await page.waitForSelector('.run-status.is-done', { timeout: 240_000 });
    expect(await textOf('.run-status')).toContain('7 evaluations');
    expect(await textOf('.engine-line')).toContain('WebAssembly');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const painted = await page.$eval('canvas', (canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(data).size;
    });
    expect(painted).toBeGreaterThan(20);
    const step = 'input[type=range][aria-label="Step"]';
    const before = await page.$eval(step, (input) => input.getAttribute('aria-valuetext'));
    await page.click('button[aria-label="Step back"]');
    await page.waitForFunction(
      (selector, old) => document.querySelector(selector)?.getAttribute('aria-valuetext') !== old,
      {},
      step,
      before,
    );
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});
