/** The figures over the theory of linear diffusion models: what they say of the spectrum that is chosen, and what a link restores. */
import type { Page } from '@playwright/test';
import { openFigure } from './figures';
import { expect, test } from './fixtures';

type Name = 'spectra' | 'trainTest' | 'divergence' | 'reference' | 'stopping' | 'planner';

async function open(page: Page, name: Name, query: string) {
  await page.goto(`./?backend=wasm&steps=4&${query}`);
  const place = await openFigure(page, name);
  return { place, title: place.locator('.figure-title') };
}

test('spectra: the range of the fit moves with the keyboard, and a mode says what it holds', async ({ page }) => {
  const { place, title } = await open(page, 'spectra', 'spectrum=fashion');
  await expect(title).toContainText('between ranks 5 and 392');
  const first = place.getByRole('slider', { name: 'First rank of the fit' });
  await first.press('ArrowRight');
  await expect(title).toContainText('between ranks 6 and 392');
  await place.getByRole('slider', { name: 'Last rank of the fit' }).press('PageDown');
  await expect(title).not.toContainText('392');
  await place.getByRole('button', { name: /^Mode 3: variance/ }).hover();
  await expect(place.locator('.mode-tiles .pair-heading')).toContainText('Mode 3: variance');
  await place.getByRole('radio', { name: 'Power law' }).check();
  await expect(title).toContainText('falls as rank to the power −1.00');
});

test('spectra: the line of the fit can be dragged', async ({ page }) => {
  const { place, title } = await open(page, 'spectra', 'spectrum=digits');
  const handle = place.getByRole('slider', { name: 'First rank of the fit' });
  await handle.scrollIntoViewIfNeeded();
  const box = (await handle.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(handle).not.toHaveAttribute('aria-valuenow', '5');
  await expect(title).not.toContainText('between ranks 5 ');
});

test('train and test: theory, fits and draws; the link restores spectrum, ridge and noise level', async ({ page }) => {
  const { place, title } = await open(page, 'trainTest', 'spectrum=fashion&sigma=0.34&ridge=0.01');
  await expect(title).toContainText(/^Train and test loss come within a tenth .* images of Fashion, at t = 100/);
  await place.getByRole('button', { name: /^N = 1,024 / }).hover();
  await expect(place.locator('.chart-readout')).toContainText(/theory train 0\.\d+, test 0\.\d+; measured train/);
  await place.getByRole('radio', { name: 'Power law' }).check();
  await expect(title).toContainText('drawn from a power law of exponent 1');
  await expect(place.getByRole('button', { name: /^N = 3,000 \(30 d\)/ })).toBeVisible();
  await place.getByRole('radio', { name: 'all t' }).check();
  await expect(title).toContainText('averaged over all t');
  await expect.poll(() => new URL(page.url()).searchParams.get('times')).toBe('all');
  expect(new URL(page.url()).searchParams.get('spectrum')).toBe('power');
});

test('divergence: without a ridge the exact law, with one its floor', async ({ page }) => {
  const { place, title } = await open(page, 'divergence', 'spectrum=digits&ridge=0.001');
  await expect(title).toContainText('with ridge 0.001 ends');
  await place.getByRole('button', { name: /^N = 4,096 / }).hover();
  await expect(place.locator('.chart-readout')).toContainText(/measured with c = 0.001, .* without a ridge exactly/);
  await place.getByRole('slider', { name: /^Ridge c/ }).press('Home');
  await expect(title).toContainText('may end infinitely far');
});

test('stopping: no ridge, a bump; a large one, none', async ({ page }) => {
  const { place, title } = await open(page, 'stopping', 'spectrum=power&exponent=0&sigma=0.2&ridge=0');
  await expect(title).toContainText(/it is best to stop at ητ = 0\.\d+: .* times the least/);
  await place.getByRole('slider', { name: /^Ridge c/ }).press('End');
  await expect(title).toContainText('training to the end is best');
});

test('reference: a distance that falls, and cosines beside it', async ({ page }) => {
  const { place, title } = await open(page, 'reference', 'spectrum=faces&sigma=0.34');
  await expect(title).toContainText(/images of Faces, the squared distance .* falls by a factor of \d+/);
  await expect(place.getByRole('img', { name: /^Greatest raw cosine of samples/ })).toBeVisible();
});

test('the planner answers, says how sure it is, and what real fits needed', async ({ page }) => {
  const { place, title } = await open(page, 'planner', 'spectrum=fashion&sigma=0.34');
  await expect(title).toContainText(/^About [\d,]+ images of Fashion .* within 10% of the best possible/);
  const answer = place.locator('.plan-answer');
  await expect(answer).toContainText(/How sure[\d,]+ when the spectrum’s bias is taken off/);
  await expect(answer).toContainText(/Really fitted[\d,]+/);
  await expect(answer).toContainText(/When to stopAt t = 100 (train to the end|stop at)/);
  await place.getByRole('radio', { name: 'all t' }).check();
  await expect(answer).toContainText(/When to stopAveraged over all t, (train to the end|stop at)/);
  const before = await title.textContent();
  await place.getByRole('slider', { name: /^At most/ }).press('ArrowLeft');
  await expect(title).toContainText('within 5% of the best possible');
  expect(await title.textContent()).not.toBe(before);
  await expect.poll(() => new URL(page.url()).searchParams.get('within')).toBe('0.05');
  await place.getByText('The numbers as a table').click();
  await expect(place.getByRole('row', { name: /^Faces [\d,]+/ })).toBeVisible();
});

test('nothing is read or computed before a figure is near', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('./?backend=wasm&steps=4');
  await expect(page.locator('.run-status.is-done')).toBeVisible();
  expect(asked.filter((url) => /spectrum-|linear-\w+\.json|theoryWorker/.test(url))).toEqual([]);
});

test.describe('with a file missing', () => {
  test.use({ expectedErrors: [/404/] });
  test('the figures name it', async ({ page, context }) => {
    await context.route('**/results/spectrum-fashion.json', (route) => route.fulfill({ status: 404 }));
    const { place } = await open(page, 'planner', 'spectrum=fashion');
    await expect(place).toContainText('results/spectrum-fashion.json: the server must send this file, got 404');
  });
});
