/** Copy, patchwork, grain: one noise with squares of several sizes, and where each pixel comes from. */
import { openFigure } from './figures';
import { expect, test } from './fixtures';

test('squares make a copy or a patchwork, and a pixel tells its sources', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2&images=16');
  const place = await openFigure(page, 'locality');
  await expect(place.locator('.live-words')).toContainText('Measured on your machine');
  await place.getByRole('slider', { name: /^Side of the square/ }).press('Home');
  await expect(place.locator('.figure-title')).toContainText(/^Seeing the whole image, .*/);
  await place.getByRole('button', { name: 'Sample, 5 × 5' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('patchSize')).toBe('5');
  await expect(place.locator('.figure-title')).toContainText('squares of 5 × 5 pixels');
  await place.getByRole('group', { name: /^Pixel in column 13, line 11/ }).press('ArrowRight');
  await expect(place.getByRole('heading', { name: 'Column 14, line 11 is from' })).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get('pixel')).toBe(String(11 * 28 + 14));
  await expect(place.getByRole('img', { name: /^Weights of training image \d+: what it gives/ }).first()).toBeVisible();
  await place.getByText('The numbers as a table').click();
  await expect(place.getByRole('row')).toHaveCount(1 + 8);
  const hand = await openFigure(page, 'stepByHand');
  await expect(hand.getByRole('group', { name: /^Pixel in column 14, line 11/ })).toBeVisible();
});

test('squares from any place are drawn when asked for, of the chosen size alone', async ({ page }) => {
  await page.goto('./?backend=wasm&images=2&places=any&patchSize=19');
  const place = await openFigure(page, 'locality');
  await expect(place.locator('.live-words')).toContainText('squares from any place take minutes without a GPU');
  await place.getByRole('button', { name: 'Draw it' }).click();
  await expect(place.locator('.live-words')).toContainText('Measured on your machine', { timeout: 60_000 });
  await expect(place.locator('.figure-title')).toContainText('squares of 19 × 19 pixels');
  await expect(place.locator('.locality-strip canvas')).toHaveCount(1);
});
