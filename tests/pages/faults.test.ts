/** What the reader sees when something is missing or breaks: each backend by force, broken shards and weights, a lost device. */
import type { Page, Worker } from '@playwright/test';
import { packOwnModel } from '../../src/network/ownModel';
import { initialValues } from '../../src/network/unet';
import { figurePlace, lab, openFigure } from './figures';
import { expect, test } from './fixtures';
import { inWorkerFirst } from './inWorkerFirst';

const done = (page: Page) => page.locator('.run-status.is-done');
const row = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

for (const [backend, words] of [
  ['webgpu', /on WebGPU \(/],
  ['webgl', /on WebGL/],
  ['wasm', /on WebAssembly/],
] as const) {
  test(`?backend=${backend} runs that one, and the page says so`, async ({ page }) => {
    await page.goto(`./?backend=${backend}&steps=2`);
    await expect(page.locator('.engine-line')).toContainText(words);
    await expect(done(page)).toContainText('3 evaluations', { timeout: 240_000 });
    await expect(row(page, 'Network').getByRole('button', { name: /^Network: x/ })).toBeVisible();
  });
}

test('on four cores and an isolated page WebAssembly takes two threads', async ({ page }) => {
  await inWorkerFirst(page, () => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 }));
  await page.goto('./?backend=wasm&steps=2');
  await expect(page.locator('.engine-line')).toContainText('WebAssembly, 2 threads.');
  await expect(done(page)).toContainText('3 evaluations');
});

test('where our kernel of the network does not come, TensorFlow.js runs it, and the page says so', async ({ page }) => {
  await page.route(/network(Relaxed)?-[^/]*\.wasm$/, (route) => route.fulfill({ status: 404 }));
  await page.goto('./?backend=wasm&steps=2');
  await expect(page.locator('.engine-line')).toContainText('the network by TensorFlow.js (its file gave status 404)');
  await expect(done(page)).toContainText('3 evaluations');
});

test.describe('without WebGPU', () => {
  test('another backend runs, and the page says why', async ({ page }) => {
    await inWorkerFirst(page, () =>
      Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => Promise.resolve(null) } }),
    );
    await page.goto('./?steps=2&images=16');
    await expect(page.locator('.engine-line')).toContainText(/on Web(GL|Assembly)/);
    await expect(page.locator('.engine-line')).toContainText('gave no adapter');
    await expect(done(page)).toBeVisible({ timeout: 240_000 });
  });
});

test.describe('broken files', () => {
  test.use({ expectedErrors: [/404/] });

  test('a missing shard is named, the picture stays, and the other sets work', async ({ page }) => {
    await page.route('**/data/fashion/train-00.bin.gz', (route) => route.fulfill({ status: 404 }));
    await page.goto('./?backend=wasm');
    const status = page.locator('.run-status');
    await expect(status).toContainText('data/fashion/train-00.bin.gz');
    await expect(status).toContainText('The last whole result is shown.');
    await expect(row(page, 'Multi-delta')).toContainText('A copy of training image');
    await lab(page).getByRole('radio', { name: 'Digits' }).check();
    await expect(done(page)).toBeVisible();
    await page.unroute('**/data/fashion/train-00.bin.gz');
    await lab(page).getByRole('radio', { name: 'Fashion' }).check();
    await expect(done(page)).toBeVisible();
  });

  test('what failed once comes with another try', async ({ page, context }) => {
    const down = ['/results/spectrum-fashion.json', '/models/manifest.json'];
    await context.route(
      ({ pathname }) => down.some((path) => pathname.endsWith(path)),
      (route) => route.fulfill({ status: 404 }),
    );
    await page.goto('./?backend=wasm&steps=2&spectrum=fashion');
    for (const [name, file] of [
      ['spectra', 'spectrum-fashion.json'],
      ['oneStep', 'manifest.json'],
    ] as const) {
      const place = figurePlace(page, name);
      await place.scrollIntoViewIfNeeded();
      await expect(place).toContainText(file);
      await place.getByRole('button', { name: 'Try again' }).click();
      await expect(place).toContainText(file); // still down
    }
    await context.unrouteAll();
    for (const name of ['oneStep', 'spectra'] as const) {
      const place = figurePlace(page, name);
      await place.getByRole('button', { name: 'Try again' }).click();
      await expect(place.getByText('How this was computed')).toBeVisible();
    }
    await expect(done(page)).toBeVisible();
    await expect(row(page, 'Network').getByRole('button', { name: /^Network: x/ })).toBeVisible();
  });

  test('without the network a figure says that its program did not load, and comes with another try', async ({
    page,
    context,
  }) => {
    await page.goto('./?backend=wasm&steps=2');
    await expect(done(page)).toBeVisible();
    const place = figurePlace(page, 'singularVectors');
    await context.route('**/assets/*', (route) => route.fulfill({ status: 404 }));
    await place.scrollIntoViewIfNeeded();
    await expect(place).toContainText('The program of this figure did not load. Check the connection');
    await context.unrouteAll();
    await place.getByRole('button', { name: 'Try again' }).click();
    await expect(place.getByText('How this was computed')).toBeVisible();
  });

  test('broken weights are words in the row of the network, and the other rows run', async ({ page }) => {
    await page.route('**/models/*.safetensors', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 9]! ^= 0x55;
      await route.fulfill({ response, body });
    });
    await page.goto('./?backend=wasm&steps=4');
    await expect(done(page)).toBeVisible();
    await expect(row(page, 'Network')).toContainText(/models\/fashion-n64-w32\.safetensors: sha256 must be/);
    await expect(row(page, 'Multi-delta')).toContainText('A copy of training image');
  });
});

test('a lost device: one line says so, and the run finishes', async ({ page }) => {
  let engine: Worker | undefined;
  page.on('worker', (worker) => {
    engine ??= worker;
  });
  await inWorkerFirst(page, () => {
    const prototype = GPUAdapter.prototype;
    const request = Object.getOwnPropertyDescriptor(prototype, 'requestDevice')!.value as GPUAdapter['requestDevice'];
    prototype.requestDevice = async function (descriptor) {
      const device = await request.call(this, descriptor);
      Object.assign(self, { device });
      return device;
    };
  });
  await page.goto('./?backend=webgpu&steps=24&images=16');
  await expect(page.locator('.engine-line')).toContainText('WebGPU');
  await expect(page.locator('.run-status')).toContainText('noise level');
  await engine!.evaluate(() => (Reflect.get(self, 'device') as GPUDevice).destroy());
  await expect(page.locator('.engine-line')).toContainText('device was lost');
  await expect(done(page)).toContainText('47 evaluations', { timeout: 240_000 });
});

test('a worker that the browser ends: the page says so, and its reader’s network runs again in the next one', async ({
  page,
}) => {
  const facts = { dataset: 'fashion', subset: { start: 0, count: 64 }, width: 8, seed: 1 } as const;
  const training = { batchSize: 16, learningRate: 0.002, imagesSeen: 100, plannedImages: 100 };
  const { file } = packOwnModel('own-1', { ...facts, ...training }, initialValues(8, 1));
  await page.goto('./?backend=wasm&steps=4');
  await openFigure(page, 'training');
  const upload = { name: 'mine.safetensors', mimeType: 'application/octet-stream', buffer: Buffer.from(file) };
  await page.locator('input[type=file][accept*=safetensors]').setInputFiles(upload);
  await expect(page.getByRole('region', { name: 'Your networks' })).toContainText('own-1 Fashion, N = 64');
  await lab(page).getByRole('combobox', { name: 'Network' }).selectOption('own-1');
  await expect(done(page)).toBeVisible();
  const engine = page.workers().find((worker) => /\/worker-[\w-]+\.js/.test(worker.url()))!;
  await engine.evaluate(() => self.close());
  await expect(page.locator('.engine-line')).toContainText('The engine stopped: the browser ended it');
  await page.getByRole('button', { name: 'Draw another noise' }).click();
  await expect(done(page)).toContainText('7 evaluations');
  await expect(row(page, 'Network').getByRole('button', { name: /^Network: x/ })).toBeVisible();
});

test('in a tab that was opened in the background the run is ready when its reader comes', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    window.requestAnimationFrame = () => 0;
  });
  await page.goto('./?backend=wasm&steps=2');
  await expect(done(page)).toContainText('3 evaluations');
});
