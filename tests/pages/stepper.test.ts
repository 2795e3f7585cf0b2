/** The opening figure: the stepper, its inputs, the link, the plane. On WebAssembly, where it is quick enough to wait for. */
import type { Locator, Page } from '@playwright/test';
import { alone, figurePlace, lab, openFigure, still } from './figures';
import { expect, test } from './fixtures';

const address = (query = '') => `./?backend=wasm${query && `&${query}`}`;
const done = (page: Page) => page.locator('.run-status.is-done');
const row = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const scrub = (page: Page) => page.getByRole('slider', { name: 'Step', exact: true });
/** Other figures of the page have inputs and notes of the same names. */
const figure = (page: Page) => figurePlace(page, 'stepper');
const images = (page: Page) => lab(page).getByRole('slider', { name: /^Training images/ });

/** Waits for a run of the inputs as they stand: the first at 60 seconds, two trainings may share the machine. */
async function open(page: Page, query = ''): Promise<void> {
  await page.goto(address(query));
  await expect(done(page)).toBeVisible();
}

test.describe('without an engine', () => {
  test.use({ expectedErrors: [/worker/] });
  test('the measured result stays, with words and a way to try again', async ({ page }) => {
    await page.route('**/assets/worker-*.js', (route) => route.abort());
    await page.goto(address());
    const status = page.locator('.run-status');
    await expect(status).toContainText('The engine stopped');
    await expect(status.getByRole('button', { name: 'Run again' })).toBeVisible();
    await expect(row(page, 'Multi-delta')).toContainText('A copy of training image');
    await figure(page).getByText('How this was computed').click();
    await expect(figure(page).getByText('npm run measure')).toBeVisible();
    await page.unroute('**/assets/worker-*.js');
    await status.getByRole('button', { name: 'Run again' }).click();
    await expect(done(page)).toBeVisible();
  });
});

test('steps by buttons, keys and scrubbing', async ({ page }) => {
  await open(page, 'steps=8');
  await expect(scrub(page)).toHaveAttribute('aria-valuetext', /^Step 8 of 8, σ = 0$/);
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(scrub(page)).toHaveValue('7');
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(scrub(page)).toHaveAttribute('aria-valuetext', 'Step 0 of 8, σ = 80.0');
  const figure = page.getByRole('group', { name: /^Stepper/ });
  await figure.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(scrub(page)).toHaveValue('2');
  await page.keyboard.press('End');
  await expect(scrub(page)).toHaveValue('8');
  await page.keyboard.press('Home');
  await scrub(page).fill('5');
  await expect(page.locator('[aria-live=polite]').first()).toContainText(
    /^Step 5 of 8, sigma [\d.]+\. Network: nearest is training image \d+/,
  );
  await expect.poll(() => new URL(page.url()).searchParams.get('step')).toBe('5');
});

test('plays to the end, and starts over from there', async ({ page }) => {
  await open(page, 'steps=16&step=2'); // long enough to be seen playing on a busy machine
  await page.getByLabel('Speed').selectOption('4');
  const figure = page.getByRole('group', { name: /^Stepper/ });
  await figure.focus();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(scrub(page)).toHaveValue('16');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.getByLabel('Speed').selectOption('0.5'); // 6 seconds until it is past the middle
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(scrub(page)).toHaveValue(/^[0-7]$/);
});

test('changes N and dataset, says where no network is, and leads to one', async ({ page }) => {
  await page.route('**/models/manifest.json', async (route) => {
    const { models, ...rest } = (await (await route.fetch()).json()) as { models: { dataset: string }[] };
    await route.fulfill({ json: { ...rest, models: models.filter(({ dataset }) => dataset === 'fashion') } });
  });
  await open(page, 'steps=4');
  await images(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(images(page)).toHaveAttribute('aria-valuetext', '128 images');
  await expect(row(page, 'Network')).toContainText('No network here was trained on the first 128 images of Fashion.');
  await expect(done(page)).toBeVisible();
  await expect(row(page, 'Multi-delta')).toContainText('A copy of training image');
  await page.getByRole('button', { name: 'Go to N = 64' }).click();
  await expect(row(page, 'Network').getByRole('button', { name: /^Network: x/ })).toBeVisible();
  await lab(page).getByRole('radio', { name: 'Faces' }).check();
  await expect(row(page, 'Network')).toContainText('of Faces');
  await page.getByRole('button', { name: 'Go to Fashion, N = 64' }).click();
  await expect(lab(page).getByRole('radio', { name: 'Fashion' })).toBeChecked();
  await expect(row(page, 'Network').getByRole('button', { name: /^Network: x/ })).toBeVisible();
});

test('a run can be stopped at once and taken up again', async ({ page }) => {
  await open(page, 'steps=4');
  await images(page).fill('10');
  await expect(images(page)).toHaveAttribute('aria-valuetext', '16,384 images');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.locator('.run-status')).toContainText('Stopped', { timeout: 1000 });
  await images(page).fill('0');
  await expect(done(page)).toBeVisible();
  await page.getByRole('button', { name: /^Sampler/ }).click();
  await page.getByRole('slider', { name: /^Steps/ }).fill('5');
  await expect(done(page)).toContainText('9 evaluations');
});

test('the link restores the inputs, and its wrong values are listed', async ({ page }) => {
  await open(page, 'v=1&dataset=digits&images=32&steps=6&solver=euler&seed=7&step=3');
  await expect(lab(page).getByRole('radio', { name: 'Digits' })).toBeChecked();
  await expect(images(page)).toHaveAttribute('aria-valuetext', '32 images');
  await expect(page.getByLabel('Noise seed')).toHaveValue('7');
  await expect(scrub(page)).toHaveAttribute('aria-valuetext', /^Step 3 of 6/);
  await expect(page.getByRole('button', { name: 'Sampler: Euler, 6 steps' })).toBeVisible();
  const query = page.url();
  await page.evaluate(() => history.pushState(null, '', '?backend=wasm&dataset=digits&images=16&steps=6'));
  await page.goBack();
  await expect(page).toHaveURL(query);
  await page.goForward();
  await expect(images(page)).toHaveAttribute('aria-valuetext', '16 images');

  await page.goto(address('images=lots&steps=1&nonsense=7'));
  const problems = page.getByRole('complementary', { name: 'About this link' });
  await expect(problems).toContainText('images must be a whole number from 2 to 20000, not "lots"; 64 is used.');
  await expect(problems).toContainText('steps must be');
  await problems.getByRole('button', { name: 'Dismiss' }).click();
  await expect(problems).toBeHidden();
});

test('pointing at a curve of the plane moves the stepper, pointing at a strip marks the plane', async ({ page }) => {
  await open(page, 'steps=8&step=0');
  await openFigure(page, 'plane');
  const chart = page.locator('.plane-chart');
  await chart.scrollIntoViewIfNeeded();
  const last = chart.locator('.waypoint').nth(8);
  const box = (await last.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(scrub(page)).toHaveValue('8');
  const strip = row(page, 'Gaussian').locator('.strip');
  await strip.scrollIntoViewIfNeeded();
  await strip.hover({ position: { x: 5, y: 10 } });
  await expect(chart.locator('.waypoint.is-hover')).toHaveCount(3);
});

test('pointing at a dot of the plane shows its training image', async ({ page }) => {
  await open(page, 'steps=4');
  await openFigure(page, 'plane');
  const chart = page.locator('.plane-chart');
  await expect(chart.locator('.dots')).toHaveAttribute('d', /M/);
  await chart.scrollIntoViewIfNeeded();
  const [x, y] = (await chart.locator('.dots').getAttribute('d'))!
    .match(/M([\d.]+),([\d.]+)h0/)!
    .slice(1)
    .map(Number);
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + x!, box.y + y!);
  await expect(page.locator('.dot-card')).toContainText('Training image 0');
  await expect(page.locator('.dot-card canvas')).toBeVisible();
});

test('a tile opens the rows large, to compare pixel for pixel', async ({ page }) => {
  await open(page, 'steps=6&step=5');
  const tile = row(page, 'Network').getByRole('button', { name: /^Network: D of x/ });
  await tile.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Step 5 of 6/ });
  await expect(dialog.locator('canvas')).toHaveCount(9);
  await dialog
    .locator('canvas')
    .first()
    .hover({ position: { x: 1, y: 1 } });
  await expect(dialog).toContainText('column 0, line 0');
  await expect(dialog.locator('.pixel-value').first()).toHaveText(/^−?\d\.\d{3}$/);
  await dialog.getByRole('group').focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText('column 1, line 0');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(tile).toBeFocused();
});

test('at every width each tile stands below its head', async ({ page }) => {
  await open(page, 'steps=8&step=4');
  for (const width of [360, 640, 768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const heads = figure(page).locator('.tile-heads');
    const tiles = row(page, 'Gaussian').locator('.tile');
    await expect(async () => {
      const lefts = async (of: Locator) =>
        await of.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
      const inRow =
        width < 1100 ? row(page, 'Gaussian').locator('.tile-heads > span') : heads.first().locator('> span');
      const [above, below] = [await lefts(inRow), await lefts(tiles)];
      for (let i = 0; i < 3; i++) expect(Math.abs(above[i]! - below[i]!), `${width} px, tile ${i}`).toBeLessThan(2);
    }).toPass();
  }
});

test('the local denoiser joins where it is switched on: the whole image is the multi-delta, one pixel is none', async ({
  page,
}) => {
  await page.goto('./?backend=wasm&images=16&steps=3&step=3');
  const figure = page.locator('#figure-stepper');
  const row = figure.getByRole('region', { name: 'Local' });
  await expect(figure.locator('.run-status.is-done')).toBeVisible();
  await expect(row).toHaveCount(0);
  await figure.getByRole('checkbox', { name: /^Add the local denoiser/ }).check();
  const sides = figure.getByRole('group', { name: 'Side of the square, in pixels' }).locator('label');
  for (const side of await sides.all()) expect((await side.boundingBox())!.width).toBeGreaterThanOrEqual(24);
  await figure.getByRole('radio', { name: 'whole image' }).check();
  await expect(row).toContainText(/A copy of training image \d+/);
  const words = (name: string) => figure.getByRole('region', { name }).getByText(/A copy of training image \d+/);
  expect(await words('Local').textContent()).toBe(await words('Multi-delta').textContent());
  await figure.getByRole('radio', { name: '1', exact: true }).check();
  await expect(row).toContainText('Not in the training set');
  await expect.poll(() => new URL(page.url()).search).toContain('local=on&patchSize=1');
});

test('a table holds the same numbers', async ({ page }) => {
  await open(page, 'steps=4&dataset=digits&images=16');
  await figure(page).getByText('The numbers as a table').click();
  const table = figure(page).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(2 + 5);
  await expect(table.getByRole('row').last()).toContainText(/0\.\d{3}/);
});

for (const [name, width, colorScheme] of [
  ['1280', 1280, 'light'],
  ['1280 dark', 1280, 'dark'],
  ['360', 360, 'light'],
] as const) {
  test(`looks as it did at ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await open(page, 'dataset=digits&images=32&steps=12&step=7');
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
    await openFigure(page, 'plane');
    await expect(page.locator('.dots')).toHaveAttribute('d', /M/);
    await page.addStyleTag({ content: still });
    const opening = await page.addStyleTag({ content: '.page > .hero ~ *, .footer { display: none; }' });
    await expect(page).toHaveScreenshot(`opening-${name.replace(' ', '-')}.png`, {
      fullPage: true,
      mask: [page.locator('.run-status'), page.locator('.engine-line')],
    });
    await opening.evaluate((tag: HTMLStyleElement) => tag.remove());
    await expect(await alone(page, 'plane')).toHaveScreenshot(`plane-${name.replace(' ', '-')}.png`);
  });
}
