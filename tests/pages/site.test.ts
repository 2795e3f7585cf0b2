import { openFigure } from './figures';
import { expect, test } from './hostPages';

test('the page opens with its title and is cross-origin isolated', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/^The Hidden Gaussian/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('this browser offers WebGPU to the page and to a module worker', async ({ page }) => {
  await page.goto('./');
  const inPage = await page.evaluate(async () => (await navigator.gpu.requestAdapter()) !== null);
  const inWorker = await page.evaluate(async () => {
    const source = 'navigator.gpu.requestAdapter().then((adapter) => postMessage(adapter !== null))';
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' });
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => {
        resolve(data);
      };
    });
  });
  expect({ inPage, inWorker }).toEqual({ inPage: true, inWorker: true });
});

test('works under a sub-path of a plain file host, with its results and its engine', async ({ page, host }) => {
  await page.goto(`${host.serveSite()}index.html?images=16&steps=2&backend=wasm`);
  await expect(page.locator('#figure-stepper .run-status.is-done')).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect((await openFigure(page, 'linearity')).locator('svg').first()).toBeVisible();
});

test('all figures are brought in before the page is printed', async ({ page }) => {
  await page.addInitScript(() => Object.assign(window, { print: () => Object.assign(window, { isPrinted: true }) }));
  await page.goto('./?backend=wasm&steps=2');
  await page.getByRole('button', { name: 'Load all figures and print' }).click();
  await page.waitForFunction(() => Reflect.get(window, 'isPrinted') === true, undefined, { timeout: 240_000 });
  const titles = await page.locator('[data-island=panel] .figure-title').count();
  expect(titles).toBe(await page.locator('[data-island=panel]').count());
});
