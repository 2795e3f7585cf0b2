/** The bench for a reader: `?bench` leads to it, it measures on this device, and its tables can be copied. */
import { expect, test } from './fixtures';

test('a reader measures the network against onnxruntime-web, the engine and the page, and copies the tables', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // software WebGPU would take minutes
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'gpu'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('./?bench&backend=wasm');
  await expect(page.getByRole('heading', { name: 'How fast is it here?' })).toBeVisible();
  await expect(page).toHaveURL(/\/bench\/\?bench/);
  const ofTheSite = ['/models/manifest.json', '/linear/manifest.json']; // asked for by the page that led here, before its program could run
  const paths = asked.map((url) => new URL(url).pathname).filter((path) => !ofTheSite.includes(path));
  expect(paths.filter((path) => /wasm|onnx|worker|ours|theirs|data\/|models\//.test(path))).toEqual([]); // nothing yet

  await page.getByRole('checkbox', { name: 'Multi-delta and the Gaussian' }).uncheck();
  await page.getByRole('checkbox', { name: 'Against onnxruntime-web' }).check();
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByText('Done.')).toBeVisible({ timeout: 4 * 60 * 1000 });
  await expect(page.getByRole('cell', { name: 'wasm, theirs, 1 thread, batch 64' })).toBeVisible();
  await expect(page.getByText('this browser has no WebGPU')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'frames a second while scrubbing' })).toBeVisible();
  await expect(page.getByText('Failed')).toHaveCount(0);

  await page.getByRole('button', { name: 'Copy the tables' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('| measure | value | must | aim |  |');
  expect(copied).toMatch(/\| change of N, spectra known: whole strip \| [\d.]+ \| [\d.]+ to [\d.]+ \| 12 \|/);
});
