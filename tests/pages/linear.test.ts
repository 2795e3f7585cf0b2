/** The linear denoiser in the opening figure: ready at the noise levels of the paper, distilled in the page at others. */
import type { Page } from '@playwright/test';
import { figurePlace, openFigure } from './figures';
import { expect, test } from './fixtures';

const row = (page: Page) => page.getByRole('region', { name: 'Linear', exact: true });
const tile = (page: Page) => row(page).getByRole('button', { name: /^Linear: x/ });

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`./?backend=wasm&${query}`);
  await expect(page.locator('.run-status.is-done')).toBeVisible();
}

test('is a row of its own at the ten levels of the paper, and nothing of it is read before', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  await open(page, 'steps=5');
  await expect(row(page)).toContainText('One linear map for each noise level, and none between them.');
  expect(files.filter((path) => /linear\/.*safetensors$/.test(path))).toEqual([]);
  await row(page).getByRole('button', { name: 'Use the ten noise levels of the paper' }).click();
  await expect(tile(page)).toBeVisible();
  await expect(row(page)).toContainText('Not in the training set');
  await figurePlace(page, 'stepper').getByText('How this was computed').click();
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
  await open(page, 'steps=2&sigmaMax=79');
  await row(page).getByRole('button', { name: 'Distil it here, at 1 level' }).click();
  await row(page).getByRole('button', { name: 'Stop distilling' }).click();
  await row(page).getByRole('button', { name: 'Distil it here, at 1 level' }).click();
  await expect(row(page)).toContainText('Asking for answers: noisy image');
  await expect(tile(page)).toBeVisible({ timeout: 240_000 });
});

test('a damaged file is named, and the other rows run', async ({ page, context }) => {
  await context.route('**/linear/fashion-n64-w32-0.safetensors', (route) =>
    route.fulfill({ body: 'not a map', contentType: 'application/octet-stream' }),
  );
  await open(page, 'steps=10');
  await expect(row(page)).toContainText(/linear\/fashion-n64-w32-0\.safetensors: must have \d+ bytes, got 9; reload/);
  await expect(page.getByRole('region', { name: 'Gaussian', exact: true })).toContainText('Not in the training set');
});

test('Which linear map is it? follows the noise level, the images asked about and the optimiser', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2');
  const figure = await openFigure(page, 'whichMap');
  await figure.getByRole('button', { name: /^σ = 4\.07/ }).click();
  await expect(figure.locator('.figure-title')).toContainText(
    'Asked about new images at σ = 4.07, the network of 16,384 is',
  );
  await figure.getByRole('radio', { name: 'training images' }).check();
  await expect(figure.locator('.figure-title')).toContainText(
    'Asked about the images it remembers at σ = 4.07, the multi-delta',
  );
  await figure.getByRole('radio', { name: 'plain descent' }).check();
  await expect.poll(() => new URL(page.url()).searchParams.get('optimizer')).toBe('descent');
  await expect(figure).toContainText('closed form of the mean');
  await figure.getByText('How this was computed').click();
  await expect(figure).toContainText('npm run measure -- descent');
  await figure.getByText('The numbers as a table').click();
  await expect(figure.getByRole('table').first().getByRole('row')).toHaveCount(2 + 10);
});

test('the memory of 64 images is distilled here, on its own images, into their Gaussian', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2&asked=train&sigma=9.7');
  const figure = await openFigure(page, 'whichMap');
  await figure.getByRole('button', { name: 'Distil it here' }).click();
  await expect(figure).toContainText(/Here the difference is (less than )?\d\.\d% of/, { timeout: 240_000 });
});

test('Singular vectors: cells by pointer and keys, zoom without a scroll trap, small maps', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2');
  const figure = await openFigure(page, 'singularVectors');
  await figure.getByRole('radio', { name: '16,384' }).check();
  await figure.getByRole('button', { name: /σ = 9\.72/ }).click();
  await expect(figure.locator('.figure-title')).toContainText(
    'At σ = 9.72, the first 10 singular vectors of the network of 16,384',
  );
  const sheet = figure.getByRole('group', { name: /^Correlations/ });
  await sheet.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(figure).toContainText('WL, vector 2, value');
  await expect.poll(() => new URL(page.url()).searchParams.get('cell')).toBe('101');
  await page.keyboard.press('+');
  await expect(figure).toContainText(/of WG: \d+ to 8\d/);
  await page.keyboard.press('0');
  await expect(figure).toContainText('of WG: 1 to 100');
  await sheet.hover();
  const before = await page.evaluate(() => window.scrollY);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before);
  await expect(
    figure.getByRole('img', { name: 'Vector 2 of W_L' }).or(figure.locator('.vector-pair canvas').first()),
  ).toBeVisible({
    timeout: 240_000,
  });
});
