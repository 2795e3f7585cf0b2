/** Which closed form predicts a network: cells that tell their numbers, pictures of the chosen one, and the same measured here. */
import AxeBuilder from '@axe-core/playwright';
import { alone, openFigure } from './figures';
import { expect, test } from './fixtures';

test('a cell tells its numbers to pointer and keyboard, and when pressed its pictures', async ({ page }) => {
  await page.goto('./?backend=wasm&images=64');
  const place = await openFigure(page, 'whichForm');
  await expect(place.locator('.figure-title')).toContainText('the network of 64 images draws most like');
  const cell = (name: RegExp) => place.getByRole('button', { name });
  await cell(/^16 images, σ = 4\.07: Multi-delta\. RMSE to the network: .*Local \d\.\d{3}$/).hover();
  await expect(place.locator('.form-readout caption')).toHaveText('16 images, σ = 4.07');
  await cell(/^64 images, σ = 1\.50/).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await expect(cell(/^16 images, σ = 0\.470/)).toBeFocused();
  await expect(place.locator('.form-readout caption')).toHaveText('16 images, σ = 0.470');
  await page.keyboard.press('Enter');
  await expect(cell(/^16 images, σ = 0\.470/)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => new URL(page.url()).searchParams.get('images')).toBe('16');
  await expect(place.locator('.form-answers li')).toHaveCount(6); // the noisy images, and five answers
  await expect(place.locator('.form-answers canvas')).toHaveCount(12);
  await place.getByRole('radio', { name: 'Gaussian' }).check({ force: true });
  await expect(place.locator('.pair-heading').last()).toContainText('that of the Gaussian from the same noise right');
  await expect(place.locator('.pairs canvas')).toHaveCount(16);
});

test('networks of several widths and times, and the numbers once more on this machine', async ({ page }) => {
  await page.goto('./?backend=wasm&images=16');
  const place = await openFigure(page, 'whichForm');
  await place.getByRole('button', { name: 'Measure it here' }).click();
  await expect(place.locator('.live-words')).toContainText('Measured on your machine', { timeout: 60_000 });
  const gaps = await place.locator('.live-table tbody td:last-child').allInnerTexts();
  expect(gaps.filter((words) => words === 'not distilled here')).toHaveLength(1); // the linear denoiser of 16 images
  for (const words of gaps)
    if (words !== 'not distilled here') expect(Number(/^[\d.]+/.exec(words)![0])).toBeLessThan(4);
  await place.getByRole('radio', { name: 'training time' }).check({ force: true });
  await expect(place.locator('.figure-title')).toContainText('images seen');
  await place.getByRole('radio', { name: 'width' }).check({ force: true });
  await expect(place.getByRole('rowheader', { name: '8', exact: true })).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get('formsOver')).toBe('width');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the grid, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('./?backend=wasm&images=64');
    await openFigure(page, 'whichForm');
    await alone(page, 'whichForm');
    const { violations } = await new AxeBuilder({ page }).include('#figure-whichForm').analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`)).toEqual(
      [],
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
