/** Training in the page, as a reader sees it. On WebAssembly, where it is quick enough to wait for. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openFigure } from './figures';
import { expect, test } from './fixtures';

const slow = { timeout: 240_000 };
const words = (page: Page) => page.locator('.training-words');
const own = (page: Page) => page.getByRole('region', { name: 'Your networks' });
const networkSelect = (page: Page) => page.getByRole('combobox', { name: 'Network' });

/** The page, with the shortest training chosen: 4 images, width 8. */
async function open(page: Page, query = 'steps=4'): Promise<void> {
  await page.goto(`./?backend=wasm&${query}`);
  await openFigure(page, 'training');
  await page.getByRole('group', { name: 'What to train' }).getByRole('radio', { name: '8', exact: true }).check();
  await page
    .getByRole('slider', { name: /^Training images/ })
    .last()
    .fill('0');
  await page.getByRole('slider', { name: /^Length/ }).fill('0');
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function trainAndPause(page: Page): Promise<void> {
  await button(page, 'Start training').click();
  await expect(words(page)).toContainText('images seen', slow);
  await button(page, 'Pause training').click();
  await expect(words(page)).toContainText('The network can be used as it is', slow);
}

test('trains, lets the stepper run meanwhile, pauses, goes on, and stops', async ({ page }) => {
  await open(page);
  await expect(words(page)).toHaveText('Nothing is loaded or computed before you start.');
  await button(page, 'Start training').click();
  await expect(words(page)).toContainText(/of 6,000 images seen/, slow);
  await expect(page.locator('.sample canvas').first()).toBeVisible(slow);
  await button(page, 'Draw another noise').click();
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await expect(words(page)).toContainText('images seen'); // still under way
  await button(page, 'Pause training').click();
  await expect(words(page)).toContainText('Paused after', slow);
  await expect(own(page)).toContainText('own-1 Fashion, N = 4, width 8, seed 1');
  await button(page, 'Resume training').click();
  await expect(words(page)).toContainText('images seen', slow);
  await button(page, 'Stop training').click();
  await expect(words(page)).toContainText('Stopped after', slow);
  await expect(button(page, 'Train another')).toBeVisible();
  await page.getByText('The numbers as a table').last().click();
  const looks = page.getByRole('region', { name: 'Looks at the training' }).getByRole('row');
  await expect.poll(() => looks.count()).toBeGreaterThan(3);
});

test('the network runs in the stepper, and is still there after a reload', async ({ page }) => {
  await open(page);
  await trainAndPause(page);
  await button(page, 'Use in the figures').click();
  await expect(networkSelect(page)).toHaveValue('own-1');
  await expect(networkSelect(page).locator('option')).toHaveText(['none', 'yours, width 8, seed 1']);
  await expect.poll(() => new URL(page.url()).searchParams.get('network')).toBe('own-1');
  await page.reload();
  await openFigure(page, 'stepper');
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await expect(networkSelect(page)).toHaveValue('own-1');
  const row = page.getByRole('region', { name: 'Network', exact: true });
  await expect(row.getByRole('button', { name: /^Network: x/ })).toBeVisible();
  await openFigure(page, 'training');
  await button(page, 'Delete own-1').click();
  await expect(own(page)).toContainText('None yet');
  await expect(row).toContainText('No network here was trained on the first 4 images');
});

test('a network leaves as a file and comes back from it; other files are refused in words', async ({ page }) => {
  await open(page);
  await trainAndPause(page);
  const download = page.waitForEvent('download');
  await button(page, 'Download own-1').click();
  const path = await (await download).path();
  const entry = page.waitForEvent('download');
  await button(page, 'Download the manifest entry of own-1').click();
  const facts = JSON.parse(await readFile(await (await entry).path(), 'utf8')) as { bytes: number; file: string };
  expect(facts).toMatchObject({ id: 'own-1', file: 'own-1.safetensors', width: 8, dataset: 'fashion' });
  const buffer = await readFile(path);
  expect(buffer.length).toBe(facts.bytes);

  const input = own(page).locator('input[type=file]');
  const load = (name: string, contents: Buffer) =>
    input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: contents });
  await load('mine.safetensors', buffer);
  await expect(own(page)).toContainText('mine.safetensors is here already, as own-1.');
  await button(page, 'Delete own-1').click();
  await load('mine.safetensors', buffer);
  await expect(own(page)).toContainText('own-3 Fashion, N = 4, width 8, seed 1'); // ids are not given twice
  await load('photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]));
  await expect(own(page)).toContainText(
    /photo\.png: .*Choose a \.safetensors file that was downloaded from this page\./,
  );
  await load('cut.safetensors', buffer.subarray(0, -10));
  await expect(own(page)).toContainText(/cut\.safetensors: the tensors must fill the body/);
});

test('two tabs train at once, and the browser keeps both networks', async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) await open(tab);
  for (const tab of [page, other]) await button(tab, 'Start training').click();
  for (const tab of [page, other]) await expect(words(tab)).toContainText('images seen', slow);
  for (const tab of [page, other]) {
    await button(tab, 'Pause training').click();
    await expect(words(tab)).toContainText('The network can be used as it is', slow);
    await expect(own(tab).getByRole('button', { name: /^Delete own-/ })).toHaveCount(1);
  }
  await other.close();
  await page.reload();
  await expect(own(page).getByRole('button', { name: /^Delete own-/ })).toHaveCount(2);
  for (const id of ['own-1', 'own-2']) {
    const download = page.waitForEvent('download');
    await button(page, `Download ${id}`).click();
    expect((await readFile(await (await download).path())).length).toBeGreaterThan(1000);
  }
});

test('training goes on behind another tab, and after the browser froze the page', async ({ page, context }) => {
  await page.addInitScript(() => {
    // headless Chromium calls every tab visible: what a hidden one goes without is taken away by hand
    addEventListener('hide by hand', () => {
      window.requestAnimationFrame = () => 0;
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
  await open(page);
  await button(page, 'Start training').click();
  await expect(words(page)).toContainText('images seen', slow);
  const browser = await context.newCDPSession(page);
  await browser.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await context.newPage();
  await other.bringToFront();
  expect(await page.evaluate(() => document.hasFocus())).toBe(false);
  await page.evaluate(() => dispatchEvent(new Event('hide by hand')));
  const seen = async () =>
    Number(/([\d,]+) of/.exec((await words(page).textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  const before = await seen();
  await expect.poll(seen, slow).toBeGreaterThan(before + 200);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  await other.waitForTimeout(1500);
  await browser.send('Page.setWebLifecycleState', { state: 'active' });
  const after = await seen();
  await expect.poll(seen, slow).toBeGreaterThan(after + 200);
  await button(page, 'Stop training').click();
  await expect(words(page)).toContainText('Stopped after', slow);
  await expect(own(page)).toContainText('own-1 Fashion, N = 4, width 8');
});

test('a browser without room says so, and the network can be used all the same', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page);
  await trainAndPause(page);
  await expect(own(page)).toContainText('The browser has no room to keep own-1', slow);
  await button(page, 'Use in the figures').click();
  await expect(networkSelect(page)).toHaveValue('own-1');
});

test('a link to a network that is not there says so, and the page chooses', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=4&network=own-9');
  await expect(page.getByRole('complementary', { name: 'About this link' })).toContainText(
    'There is no network own-9 for 64 images of Fashion here; the page chooses one.',
  );
});

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test('the panel fits, and every control is reached by the keyboard', async ({ page }) => {
    await open(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('slider', { name: /^Length/ }).focus();
    const reached: string[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => document.activeElement?.closest('label, button, input')?.textContent ?? ''),
      );
    }
    expect(reached).toContain('Start training');
    expect(reached).toContain('Load from a file');
  });
});
