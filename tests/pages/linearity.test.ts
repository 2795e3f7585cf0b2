/** "How linear is it?" over the published measurements, and measured again in the page. */
import type { Page } from '@playwright/test';
import { openFigure } from './figures';
import { expect, test } from './fixtures';

async function open(page: Page, query = '') {
  await page.goto(`./?backend=wasm&steps=2${query && `&${query}`}`);
  return openFigure(page, 'linearity');
}

test('the choices are in the link, and a noise level takes the stepper along', async ({ page }) => {
  const place = await open(page, 'pairs=noise&images=16384');
  await expect(place.getByRole('radio', { name: 'noise alone' })).toBeChecked();
  await expect(place.getByRole('radio', { name: '16,384' })).toBeChecked();
  await place.getByRole('radio', { name: '0.99' }).check();
  await place
    .getByRole('button', { name: /^σ = 80\.0:/ })
    .first()
    .click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sigma')).toBe('80');
  expect(new URL(page.url()).searchParams.get('alphaSquared')).toBe('0.99');
  await expect(place.getByText('Cosine at σ = 80.0 against the GL score of the samples')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Step', exact: true })).toHaveValue('0');
});

test('a noise level that is pointed at is marked in every figure over noise levels', async ({ page }) => {
  const place = await open(page);
  const guides = place.locator('.chart-guide');
  const column = place.getByRole('button', { name: /^σ = 11/ }).first();
  await expect(column).toBeVisible();
  await expect(guides).toHaveCount(0);
  await column.hover();
  await expect(guides).toHaveCount(3);
  await expect(page.locator('#figure-stepper .chart-guide')).toHaveCount(1);
  const [lineX, columnX] = [(await guides.first().boundingBox())!.x, (await column.boundingBox())!];
  expect(lineX).toBeGreaterThan(columnX.x);
  expect(lineX).toBeLessThan(columnX.x + columnX.width);
  await place.locator('.figure-title').first().hover();
  await expect(guides).toHaveCount(0);
});

test('measured again here, the numbers are the published ones', async ({ page }) => {
  const place = await open(page);
  await place.getByRole('radio', { name: '100', exact: true }).check();
  await place.getByRole('button', { name: 'Measure it here' }).click();
  const said = place.getByText(/differs from the published one by at most/);
  await expect(said).toBeVisible({ timeout: 240_000 });
  expect(Number(/at most ([\d.]+\d)/.exec(await said.innerText())![1])).toBeLessThanOrEqual(0.002);
});

test('Which simple denoiser is it? Measured again here, the distances are the published ones', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2&split=train&sigma=1.5');
  const place = await openFigure(page, 'scoreError');
  await expect(place.locator('.figure-title')).toContainText(/^At σ = 1\.50, on training images, the network of 64/);
  await place.getByRole('radio', { name: 'held-out' }).check();
  await expect(place.locator('.figure-title')).toContainText('on held-out images');
  await place.getByRole('radio', { name: '256', exact: true }).check();
  await place.getByRole('button', { name: 'Measure it here' }).click();
  const said = place.getByText(/differ from the published distances by at most/);
  await expect(said).toBeVisible({ timeout: 240_000 });
  expect(Number(/at most ([\d.]+) standard/.exec(await said.innerText())![1])).toBeLessThan(0.3);
});

test('What does it see in noise? Another noise is denoised here, in both networks', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2&sigma=1.5');
  const place = await openFigure(page, 'oneStep');
  await expect(place.locator('.figure-title').first()).toContainText(/the Gaussian is 0\.\d+ from the network of 64/);
  await expect(place.getByRole('img', { name: 'Multi-delta of noise alone' })).toHaveCount(2);
  await place.getByRole('button', { name: 'Measure it here' }).click();
  const said = place.getByText(/distances differ from the published ones by at most/);
  await expect(said).toBeVisible({ timeout: 240_000 });
  expect(Number(/at most ([\d.]+\d)/.exec(await said.innerText())![1])).toBeLessThanOrEqual(0.002);
  await page.getByRole('button', { name: 'Draw another noise' }).click();
  await expect(place.locator('.figure-title').first()).toHaveText('One step at σ = 1.50, with an image and without');
  await expect(place.getByRole('img', { name: 'Network of an image with noise' })).toHaveCount(2, { timeout: 240_000 });
});

test('What does it answer to? Directions follow the noise level, and are measured here for another noise', async ({
  page,
}) => {
  await page.goto('./?backend=wasm&steps=2&sigma=4');
  const place = await openFigure(page, 'sensitivity');
  const title = place.locator('.figure-title').first();
  await expect(title).toContainText(/^At σ = 4\.07, .* times as much with 64 pieces of clothing, by .* with 16,384$/);
  const published = await title.innerText();
  await place.getByRole('button', { name: 'Measure it here' }).click();
  await expect(place.getByText(/Measured on your machine, on WebAssembly, in [\d.]+ s/)).toBeVisible({
    timeout: 240_000,
  });
  expect(await title.innerText()).toBe(published);
  await place.getByRole('slider', { name: /^Noise level/ }).press('ArrowRight');
  await expect(title).toContainText(/^At σ = 1\.50/);
  await page.getByRole('button', { name: 'Draw another noise' }).click();
  await expect(title).toHaveText('At σ = 1.50, along which direction does the answer change most?');
});

test('Which denoiser draws the network’s images? Samples of every denoiser, from the same noises', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2');
  const place = await openFigure(page, 'sampleRows');
  await expect(place.locator('.figure-title').first()).toContainText(
    /^From the same noises, the samples of the network of 64/,
  );
  await expect(place.getByRole('img', { name: /^(Network|Gaussian|Multi-delta|Linear): \d samples/ })).toHaveCount(8);
  await place.getByRole('button', { name: 'Measure it here' }).click();
  const said = place.getByText(/median distances differ from the published ones by at most/);
  await expect(said).toBeVisible({ timeout: 240_000 });
  expect(Number(/at most ([\d.]+\d)/.exec(await said.innerText())![1])).toBeLessThanOrEqual(0.01);
});
