/** Menus, dialogs, lists of what went wrong: what is on the page only at times is as good for everyone as the rest of it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openFigure } from './figures';
import { expect, test } from './fixtures';

async function expectNoViolations(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('dialog iframe') // the figure once more, in a page of its own
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const words = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`,
  );
  expect(words, state).toEqual([]);
}

for (const look of [
  { name: 'light', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
] as const)
  test.describe(`axe finds nothing, ${look.name}`, () => {
    test.use({ expectedErrors: [/404/] });
    test('in a menu, in dialogs, in a covered figure, nor where something is wrong', async ({ page, context }) => {
      await page.emulateMedia(look);
      await context.route('**/results/one-step.json', (route) => route.fulfill({ status: 404 }));
      await page.goto('./?v=1&backend=wasm&steps=2&seed=none');
      await expect(page.locator('.run-status.is-done')).toBeVisible();
      await expect(page.getByText(/seed must be a whole number/)).toBeVisible();
      await expectNoViolations(page, 'a link with a mistake');

      const stepper = page.locator('#figure-stepper');
      await stepper.getByRole('button', { name: 'Take it away' }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      await expectNoViolations(page, 'the menu of a figure');
      await page.getByRole('menuitem', { name: 'Embed this figure' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolations(page, 'the dialog that builds an embed');
      await page.keyboard.press('Escape');

      await stepper.getByRole('button', { name: /^Network: D of x/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolations(page, 'the images pixel by pixel');
      await page.keyboard.press('Escape');

      await expect(page.locator('#figure-oneStep .figure-problem, #figure-oneStep [role=alert]').first()).toBeHidden();
      await page.locator('#figure-oneStep').scrollIntoViewIfNeeded();
      await expect(page.locator('#figure-oneStep')).toContainText('the server must send this file, got 404');
      await expectNoViolations(page, 'a figure whose file is missing');

      const own = await openFigure(page, 'ownImages');
      await page.getByLabel('Files of images').setInputFiles([
        { name: 'film.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') },
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
      ]);
      await own.getByText('2 files or rows were not taken').click();
      await expect(own).toContainText('film.gif');
      await expectNoViolations(page, 'files that cannot be read');
    });
  });

test.describe('before the reader has predicted', () => {
  test.use({ isGuided: true });
  test('axe finds nothing on covered figures', async ({ page }) => {
    await page.goto('./?backend=wasm&steps=2');
    await page.locator('.cover').first().scrollIntoViewIfNeeded();
    await expect(page.locator('.cover').first()).toBeVisible();
    await expectNoViolations(page, 'a covered figure');
  });
});
