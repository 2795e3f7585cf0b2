import { expect, test } from './fixtures.ts';

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
