/** What the service worker keeps: the site without a network, new builds that never mix with old ones, and no harm where there is no room. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { figurePlace, lab, openFigure } from './figures';
import { expect, test } from './fixtures';
import { makeStaticServer } from './staticServer';

const port = Number(process.env['PAGES_PORT'] ?? 4174) + 3;
const base = '/some/where/';
const url = `http://localhost:${port}${base}`;
test.use({ baseURL: url, serviceWorkers: 'allow', expectedErrors: [/ERR_CONNECTION_REFUSED|409/] });
test.describe.configure({ mode: 'serial' });

const server = makeStaticServer(port, base);
test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

const done = (page: Page) => page.locator('.run-status.is-done');
const visit = async (page: Page) => {
  await page.goto('./?backend=wasm&steps=4');
  await expect(done(page)).toContainText('7 evaluations');
};
const isKept = (page: Page, file: string) =>
  page.evaluate(async (name) => (await caches.match(new URL(name, location.href).href)) !== undefined, file);
/** What the first figure needs is kept. */
const untilKept = async (page: Page) => {
  for (const file of ['data/fashion/train-00.bin.gz', 'models/fashion-n64-w32.safetensors', 'models/manifest.json'])
    await expect.poll(() => isKept(page, file)).toBe(true);
};
const cacheNames = (page: Page) => page.evaluate(() => caches.keys());

test('after the first visit the network may go: the page comes, samples, and says what it lacks', async ({ page }) => {
  await visit(page);
  await untilKept(page);
  await server.stop();
  try {
    await page.reload();
    await expect(done(page)).toContainText('7 evaluations');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.getByRole('button', { name: 'Draw another noise' }).click();
    await expect(page).toHaveURL(/[?&]seed=\d/); // the run may take less time than a look at its status
    await expect(done(page)).toContainText('7 evaluations');
    await page.getByRole('button', { name: 'Step back' }).click();
    await lab(page).getByRole('radio', { name: 'Digits' }).check();
    await expect(page.locator('.run-status')).toContainText('data/digits/manifest.json: no whole answer came');
  } finally {
    await server.start();
  }
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(done(page)).toBeVisible();
});

test('a copy that was broken in the cache is fetched anew, and mended', async ({ page }) => {
  await visit(page);
  await untilKept(page);
  const readKept = (file: string) =>
    page.evaluate(async (name) => {
      const kept = await caches.match(new URL(name, location.href).href);
      const digest = await crypto.subtle.digest('SHA-256', await kept!.arrayBuffer());
      return [...new Uint8Array(digest)].join(' ');
    }, file);
  const file = 'models/fashion-n64-w32.safetensors';
  const right = await readKept(file);
  await page.evaluate(async (name) => {
    const [cacheName] = await caches.keys();
    const cache = await caches.open(cacheName!);
    const address = new URL(name, location.href).href;
    const bytes = new Uint8Array(await (await cache.match(address))!.arrayBuffer());
    bytes[bytes.length - 9]! ^= 1;
    await cache.put(address, new Response(bytes));
  }, file);
  expect(await readKept(file)).not.toBe(right);
  await page.reload();
  await expect(done(page)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Network: x/ })).toBeVisible();
  expect(await readKept(file)).toBe(right);
});

test('a new build waits for the pages of the old one, and no page gets files of both', async ({ page, context }) => {
  await visit(page);
  await untilKept(page);
  const [oldCache] = await cacheNames(page);
  const text = async (file: string) => readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8');
  const digest = (contents: string) => createHash('sha256').update(contents).digest('hex').slice(0, 16);
  const index = (await text('index.html')).replace('<title>', '<title>New: ');
  const linearity = `${await text('results/linearity.json')} `;
  const worker = (await text('service-worker.js'))
    .replace(/"id":"[0-9a-f]{16}"/, '"id":"new"')
    .replace(/"index\.html":\["[0-9a-f]{16}"\]/, `"index.html":["${digest(index)}"]`)
    .replace(/"results\/linearity\.json":\["[0-9a-f]{16}"\]/, `"results/linearity.json":["${digest(linearity)}"]`);
  const late = 'results/pairs.json';
  server.replace({ 'index.html': index, 'results/linearity.json': linearity, 'service-worker.js': worker });
  try {
    const other = await context.newPage();
    await other.goto('./?backend=wasm&steps=4');
    await expect(other).toHaveTitle(/^The Hidden Gaussian/); // the first page is still open
    await expect
      .poll(() => other.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null))
      .toBe(true);
    await expect(done(other)).toBeVisible();
    const place = figurePlace(other, 'linearity');
    await expect(async () => {
      await place.scrollIntoViewIfNeeded(); // figures above it grow
      await expect(place).toContainText('The site has been published anew: reload the page', { timeout: 2000 });
    }).toPass();
    await page.close();
    server.delay(late, 3000); // the old worker is still at work when its last page goes
    await other.evaluate(async (name) => {
      const url = new URL(name, location.href).href;
      (await navigator.serviceWorker.ready).active!.postMessage({ kind: 'keep', urls: [url] });
    }, late);
    await other.reload();
    await expect(other).toHaveTitle(/^New: The Hidden Gaussian/);
    await openFigure(other, 'linearity');
    await expect.poll(() => cacheNames(other)).toEqual([oldCache!.replace(/\w+$/, 'new')]);
  } finally {
    server.replace({});
    server.delay(late, 0);
  }
});

test('without room for it nothing is kept, and everything works', async ({ page }) => {
  const full = `Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));\n`;
  const worker = await readFile(new URL('../../dist/service-worker.js', import.meta.url), 'utf8');
  server.replace({ 'service-worker.js': full + worker });
  server.asked.clear();
  try {
    await visit(page);
    await expect.poll(() => server.asked.has('service-worker.js')).toBe(true);
    const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await expect.poll(registrations).toBe(0);
    expect(await cacheNames(page)).toEqual([]);
    await page.reload();
    await expect(done(page)).toBeVisible();
  } finally {
    server.replace({});
  }
});

test('embeds know nothing of it', async () => {
  const folder = fileURLToPath(new URL('../../dist/embed/', import.meta.url));
  const scripts = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  for (const file of scripts) expect(await readFile(`${folder}${file}`, 'utf8'), file).not.toContain('service-worker');
});
