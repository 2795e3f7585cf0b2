/** "What does a linear denoiser learn first?": the closed form, and descent on noisy images in the page. */
import { openFigure } from './figures';
import { expect, test } from './fixtures';

test('descent on noisy images keeps to its closed form, and stops when told to', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=2&dataset=faces&descentStep=32&sigma=1.5');
  const place = await openFigure(page, 'learningOrder');
  await expect(place.locator('.figure-title')).toContainText(
    /^After 32 steps of gradient descent, \d+ of the \d+ directions of Faces/,
  );
  await place.getByRole('button', { name: 'Measure it here' }).click();
  await place.getByText('The numbers as a table').click();
  const table = place.getByRole('table', { name: /^Weight of the mode/ });
  const row = table.getByRole('row', { name: /^32 / });
  // hundreds of modes are too many for one page of a table
  await expect(place.getByText(/^Rows 1 to 100 of \d{3}$/)).toBeVisible();
  await place.getByRole('button', { name: 'Later rows' }).click();
  await expect(place.getByText(/^Rows 101 to 200 of \d{3}$/)).toBeVisible();
  await expect(
    place
      .getByRole('table', { name: /^Every mode/ })
      .getByRole('rowheader')
      .first(),
  ).toHaveText('101');
  await expect(table.getByRole('columnheader', { name: 'Measured here' })).toBeVisible({ timeout: 240_000 });
  await expect(row.getByRole('cell').last()).not.toBeEmpty({ timeout: 240_000 });
  await place.getByRole('button', { name: 'Stop' }).click();
  await expect(place.getByText('Stopped.')).toBeVisible();
  const weights = (await row.getByRole('cell').allInnerTexts()).map(Number);
  const modes = weights.length / 2;
  for (let i = 0; i < modes; i++) expect(Math.abs(weights[i]! - weights[i + modes]!), `${i}`).toBeLessThan(0.05);
  await place.getByRole('radio', { name: 'from c_skip' }).check();
  await expect(place.locator('.figure-title')).toContainText('from a start that keeps a share of the input');
  await expect.poll(() => new URL(page.url()).searchParams.get('descentStart')).toBe('edm');
});
