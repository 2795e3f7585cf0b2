/** What a first visit costs, of time, scripts and memory; the first view also on a machine four times as slow as this one. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

interface Impression {
  largestPaintMs: number;
  layoutShift: number;
  /** Of tasks after the first paint, what each takes beyond 50 ms. */
  blockingMs: number;
}

/** Until the first run is done. Nothing looks into the page meanwhile but a timer of its own: what looks takes time, which would be measured. */
async function visit(page: Page, address: string): Promise<void> {
  const words = 'the first run is done';
  await page.addInitScript((said) => {
    const timer = setInterval(() => {
      if (!document.querySelector('.run-status.is-done')) return;
      clearInterval(timer);
      console.debug(said);
    }, 200);
  }, words);
  const done = page.waitForEvent('console', (message) => message.text() === words);
  await page.goto(address, { waitUntil: 'commit' });
  await done;
  await expect(page.locator('.run-status.is-done')).toContainText('Computed');
}

for (const [name, width, height] of [
  ['desktop', 1280, 800],
  ['phone', 360, 740],
] as const) {
  test(`the first view comes soon, stays where it is, and costs few scripts: ${name}`, async ({ browser, baseURL }) => {
    const visits: (Impression & { scriptBytes: number })[] = [];
    for (let i = 0; i < 5; i++) {
      const page = await browser.newPage({ viewport: { width, height } });
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await devtools.send('Network.enable');
      const scripts = new Set<string>();
      let scriptBytes = 0;
      devtools.on('Network.responseReceived', ({ requestId, type }) => {
        if (type === 'Script') scripts.add(requestId);
      });
      devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (scripts.has(requestId)) scriptBytes += encodedDataLength;
      });
      await page.addInitScript(() => {
        const seen: Impression = { largestPaintMs: 0, layoutShift: 0, blockingMs: 0 };
        Object.assign(window, { seen });
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) seen.largestPaintMs = startTime;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            seen.layoutShift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
          const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
          for (const { startTime, duration } of list.getEntries())
            seen.blockingMs += Math.max(0, Math.min(duration, startTime + duration - painted) - 50);
        }).observe({ type: 'longtask', buffered: true });
      });
      await visit(page, new URL('?backend=wasm', baseURL).href);
      const seen = await page.evaluate(() => Reflect.get(window, 'seen') as Impression);
      visits.push({ ...seen, scriptBytes });
      await page.close();
    }
    const median = (of: (visit: (typeof visits)[number]) => number) => visits.map(of).sort((a, b) => a - b)[2];
    expect(median(({ largestPaintMs }) => largestPaintMs)).toBeGreaterThan(0);
    expect(median(({ largestPaintMs }) => largestPaintMs)).toBeLessThan(1500);
    expect(Math.max(...visits.map(({ layoutShift }) => layoutShift))).toBeLessThan(0.02);
    // what else this machine does only adds to it
    expect(Math.min(...visits.map(({ blockingMs }) => blockingMs))).toBeLessThan(150);
    expect(median(({ blockingMs }) => blockingMs)).toBeGreaterThan(0);
    const scriptBytes = Math.max(...visits.map((visit) => visit.scriptBytes));
    expect(scriptBytes).toBeGreaterThan(50_000);
    expect(scriptBytes).toBeLessThanOrEqual(170 * 1024);
  });
}

test('a measured result is there within a second, and becomes live without moving anything', async ({
  browser,
  baseURL,
}) => {
  const visits: { firstPictureMs: number; layoutShift: number }[] = [];
  for (let i = 0; i < 3; i++) {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      const seen = { firstPictureMs: 0, layoutShift: 0 };
      Object.assign(window, { seen });
      const look = () => {
        if (document.querySelectorAll('.tile-button').length >= 15) seen.firstPictureMs = performance.now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          seen.layoutShift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await visit(page, new URL('?backend=wasm', baseURL).href);
    visits.push(await page.evaluate(() => Reflect.get(window, 'seen') as (typeof visits)[number]));
    await page.close();
  }
  const [, firstPictureMs] = visits.map((visit) => visit.firstPictureMs).sort((a, b) => a - b);
  expect(firstPictureMs).toBeGreaterThan(0);
  expect(firstPictureMs).toBeLessThan(1000);
  expect(Math.max(...visits.map(({ layoutShift }) => layoutShift))).toBeLessThan(0.001);
});

test('a phone downloads less than 3 MB for 1,024 images, and holds less than 300 MB', async ({ page, browser }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const sizes: Promise<number>[] = [];
  page.context().on('requestfinished', (request) => {
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto('./?images=1024&backend=wasm');
  await expect(page.locator('.run-status.is-done')).toContainText('Computed');
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(1e6);
  expect(bytes).toBeLessThan(3e6);
  test.skip(process.platform !== 'linux', 'only Linux tells what memory a process has for itself');
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const held = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ownBytes(id)));
  expect(Math.max(...held)).toBeGreaterThan(2e7);
  expect(Math.max(...held)).toBeLessThan(3e8);
});

/** What a process holds that is not a file: the program itself is shared between tabs. */
async function ownBytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  const [, anonymous, shared] = /RssAnon:\s+(\d+) kB[\s\S]*RssShmem:\s+(\d+) kB/.exec(status) ?? [];
  return 1024 * (Number(anonymous) + Number(shared));
}
