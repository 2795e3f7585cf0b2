/** The linear denoiser in the opening figure: ready at the noise levels of the paper, distilled in the page at others. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const row = (page: Page) => page.getByRole('region', { name: 'Linear', exact: true });
const tile = (page: Page) => row(page).getByRole('button', { name: /^Linear: x/ });

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`./?backend=wasm&${query}`);
  await expect(page.locator('.run-status.is-done')).toBeVisible({ timeout: 60_000 });
}

test('is a row of its own at the ten levels of the paper, and nothing of it is read before', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  await open(page, 'steps=5');
  await expect(row(page)).toContainText('One linear map for each noise level, and none between them.');
  expect(files.filter((path) => /linear\/.*safetensors$/.test(path))).toEqual([]);
  await row(page).getByRole('button', { name: 'Use the ten noise levels of the paper' }).click();
  await expect(tile(page)).toBeVisible({ timeout: 60_000 });
  await expect(row(page)).toContainText('Not in the training set');
  await page.locator('main > .figure').first().getByText('How this was computed').click();
  await expect(page.getByText('npm run measure -- linear')).toBeVisible();
});

test('the sampler of the paper is one press away', async ({ page }) => {
  await open(page, 'steps=5&dataset=digits&images=16');
  await expect(row(page)).toContainText('no network was trained on these images');
  await page.getByRole('button', { name: /^Sampler/ }).click();
  await page.getByRole('button', { name: /^As in the paper/ }).click();
  await expect(page.getByRole('button', { name: 'Sampler: Euler, 10 steps' })).toBeVisible();
});

test('is distilled here at other levels, and stops when told to', async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, 'steps=2&sigmaMax=79');
  await row(page).getByRole('button', { name: 'Distil it here, at 1 level' }).click();
  await row(page).getByRole('button', { name: 'Stop distilling' }).click();
  await row(page).getByRole('button', { name: 'Distil it here, at 1 level' }).click();
  await expect(row(page)).toContainText('Asking for answers: noisy image', { timeout: 60_000 });
  await expect(tile(page)).toBeVisible({ timeout: 150_000 });
});

test('a damaged file is named, and the other rows run', async ({ page, context }) => {
  await context.route('**/linear/fashion-n64-w32-0.safetensors', (route) =>
    route.fulfill({ body: 'not a map', contentType: 'application/octet-stream' }),
  );
  await open(page, 'steps=10');
  await expect(row(page)).toContainText('linear/fashion-n64-w32-0.safetensors: sha256 must be');
  await expect(page.getByRole('region', { name: 'Gaussian', exact: true })).toContainText('Not in the training set');
});
