/** "How linear is it?" over the published measurements, and measured again in the page. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

async function open(page: Page, query = '') {
  await page.goto(`./?backend=wasm&steps=2${query && `&${query}`}`);
  const place = page
    .locator('.figure-place')
    .filter({ hasText: /linear/ })
    .filter({ hasText: 'α²' });
  await page.getByRole('heading', { name: 'How linear is it?' }).scrollIntoViewIfNeeded();
  await expect(place.getByRole('radio', { name: 'noise alone' })).toBeVisible();
  return place;
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

test('measured again here, the numbers are the published ones', async ({ page }) => {
  test.setTimeout(180_000);
  const place = await open(page);
  await place.getByRole('radio', { name: '100', exact: true }).check();
  await place.getByRole('button', { name: 'Measure it here' }).click();
  const said = place.getByText(/differs from the published one by at most/);
  await expect(said).toBeVisible({ timeout: 170_000 });
  expect(Number(/at most ([\d.]+)/.exec(await said.innerText())![1])).toBeLessThanOrEqual(0.002);
});
