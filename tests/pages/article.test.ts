/** The article: there before any script, predictions before answers, cards for words, and nothing that axe objects to. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { panels, type PanelId } from '../../src/panels/panels';
import { inputNames } from '../../src/state/inputs';
import { figurePlace, lab, openFigure } from './figures';
import { expect, test } from './fixtures';

const address = './?backend=wasm&steps=4';

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('text, formulas, references and glossary are there', async ({ page }) => {
    await page.goto('./');
    const questions = await page
      .locator('.contents a')
      .evaluateAll((links) => links.map((link) => (link as HTMLElement).title));
    expect(questions.length).toBeGreaterThanOrEqual(10);
    await expect(page.locator('.chapter-head h2')).toHaveText(questions);
    expect(await page.locator('.katex math').count()).toBeGreaterThan(6);
    await expect(page.locator('#references li').first()).toContainText('Hidden Gaussian Structure');
    await expect(page.locator('#glossary dt').first()).toContainText('noise level');
    expect(await page.content()).toContain('The figures compute in your browser');
  });
});

test('every link within the page leads somewhere, and every figure has a place', async ({ page }) => {
  await page.goto(address);
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href')!)
      .filter((href) => !document.querySelector(href)),
  );
  expect(broken).toEqual([]);
  for (const id of Object.keys(panels)) await expect(figurePlace(page, id as PanelId)).toHaveCount(1);
});

test.describe('a reader who predicts', () => {
  test.use({ isGuided: true });

  test('sees the figure after the prediction, with what was measured, also after a reload', async ({ page }) => {
    await page.goto(address);
    const place = await openFigure(page, 'howManyImages');
    const cover = place.getByRole('group', { name: /^Hidden/ });
    await expect(cover).toBeVisible();
    await expect(place.locator('.panel-body')).toHaveAttribute('inert', '');
    const prediction = page.locator('#prediction-copies');
    await prediction.getByRole('radio', { name: 'Between 16 and 64' }).check();
    await expect(prediction.getByRole('status')).toContainText(/^(Yes|No)\. Copies among 64 samples: \d+% with 16/);
    await expect(cover).toHaveCount(0);
    await page.reload();
    await expect(prediction.getByRole('radio', { name: 'Between 16 and 64' })).toBeChecked();
    await expect(place.getByRole('group', { name: /^Hidden/ })).toHaveCount(0);
  });

  test('may look at once, at one figure or at all', async ({ page }) => {
    await page.goto(address);
    const place = await openFigure(page, 'oneStep');
    await place.getByRole('button', { name: 'Show it now' }).click();
    await expect(place.getByRole('group', { name: /^Hidden/ })).toHaveCount(0);
    await expect(page.locator('#prediction-noiseAlone').getByRole('status')).toContainText(
      'The average of all images.',
    );
    await page.locator('#prediction-copies').getByRole('radio').first().check();
    const path = page.getByRole('region', { name: 'Your path' });
    await path.scrollIntoViewIfNeeded();
    await expect(path).toContainText(
      /^You have made 1 of the 11 predictions of this page, and the numbers bear out [01] /,
    );
    const other = await openFigure(page, 'linearity');
    await other.getByRole('button', { name: 'Never hide figures' }).click();
    await expect(page.getByRole('group', { name: /^Hidden/ })).toHaveCount(0);
    await path.getByRole('button', { name: 'Hide figures until I have predicted' }).click();
    await expect(other.getByRole('group', { name: /^Hidden/ })).toBeVisible();
    await path.getByRole('button', { name: 'Forget my answers' }).click();
    await expect(path).toContainText('You have made none');
  });
});

test('each prediction is answered from the numbers', async ({ page }) => {
  await page.goto(address);
  await expect(page.locator('.run-status.is-done')).toBeVisible();
  const places = await page.locator('.prediction-place').all();
  expect(places).toHaveLength(await page.locator('.chapter-head').count());
  for (const place of places) {
    await place.scrollIntoViewIfNeeded();
    await expect(place.getByRole('status')).toContainText(/\d/);
  }
});

test('a word opens its card by pointer and by keyboard, marks its part, and Escape closes it', async ({ page }) => {
  await page.goto(address);
  const card = page.getByRole('tooltip');
  await expect(page.locator('#figure-stepper .figure-title')).toBeVisible(); // the page has come to life
  const word = page.locator('#denoiser a[data-term=sigma]').first();
  await word.hover();
  await expect(card).toContainText('standard deviation of the noise');
  await expect(page.locator('.sigma-axis')).toHaveAttribute('data-named', '');
  await card.hover();
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await page.mouse.move(5, 5);
  await word.focus();
  await expect(card).toBeVisible();
  await expect(word).toHaveAttribute('aria-describedby', (await card.getAttribute('id'))!);
  await page.locator('#denoiser .katex [data-term=denoiser]').first().hover();
  await expect(card).toContainText('guesses the clean image');
});

test('a step by hand is checked, and taken', async ({ page }) => {
  await page.goto('./?backend=wasm&steps=10&solver=euler&step=4');
  await expect(page.locator('.run-status.is-done')).toBeVisible();
  const place = await openFigure(page, 'stepByHand');
  const sum = await place.locator('label', { hasText: 'The noise falls' }).innerText();
  const [x, next, sigma, direction] = /= (−?[\d.]+) \+ \((−?[\d.]+) − (−?[\d.]+)\) · (−?[\d.]+)/
    .exec(sum)!
    .slice(1)
    .map((number) => Number(number.replace('−', '-')));
  const answer = place.getByRole('textbox');
  await answer.fill('x');
  await place.getByRole('button', { name: 'Check' }).click();
  await expect(place.locator('.hand-reply')).toContainText('is not a number');
  await answer.fill(String(x! - (next! - sigma!) * direction!));
  await place.getByRole('button', { name: 'Check' }).click();
  await expect(place.locator('.hand-reply')).toContainText('That goes the other way');
  await answer.fill((x! + (next! - sigma!) * direction!).toFixed(3));
  await place.getByRole('button', { name: 'Check' }).click();
  await expect(place.locator('.hand-reply')).toContainText('Right.');
  await place.getByRole('button', { name: 'Take the step' }).click();
  await expect(page.getByRole('slider', { name: 'Step', exact: true })).toHaveValue('5');
});

test('on a slow machine the first figure comes in pieces, each in a frame of its own, from top to bottom', async ({
  page,
}) => {
  await page.addInitScript(() => {
    // as on a machine that takes 20 ms and more for whatever is measured
    const now = performance.now.bind(performance);
    let looks = 0;
    performance.now = () => now() + 20 * ++looks;
    const seen: [piece: string, frame: number][] = [];
    Object.assign(window, { seen });
    let frame = 0;
    const count = () => requestAnimationFrame(() => (frame++, count()));
    count();
    const pieces = ['.lab', '.hero .heads', '.hero .row:nth-child(2)', '.hero .row:nth-child(5)', '.hero figcaption'];
    new MutationObserver(() => {
      for (const piece of pieces)
        if (!seen.some(([known]) => known === piece) && document.querySelector(piece)) seen.push([piece, frame]);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  await expect(page.locator('.hero figcaption')).toBeVisible();
  const seen = await page.evaluate(() => Reflect.get(window, 'seen') as [string, number][]);
  expect(seen.map(([piece]) => piece)).toEqual([
    '.lab',
    '.hero .heads',
    '.hero .row:nth-child(2)',
    '.hero .row:nth-child(5)',
    '.hero figcaption',
  ]);
  const frames = seen.map(([, frame]) => frame);
  expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
});

test('a figure can be pinned, stays in view, and goes back', async ({ page }) => {
  await page.goto(address);
  const place = await openFigure(page, 'linearity');
  const { height } = (await place.boundingBox())!;
  await place.getByRole('button', { name: /^Pin this figure/ }).click();
  await page.locator('#enough').scrollIntoViewIfNeeded();
  await expect(place.locator('.figure-title')).toBeInViewport();
  expect(Math.abs((await place.boundingBox())!.height - height)).toBeLessThan(2);
  await place.getByRole('button', { name: 'Unpin this figure' }).click();
  await expect(place.locator('.figure-title')).not.toBeInViewport();
});

test('on a phone the inputs are behind a button', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(address);
  await page.locator('#copies').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: /^Fashion, N = 64, noise 1/ }).click();
  const dialog = page.getByRole('dialog', { name: 'What to compute' });
  await dialog.getByRole('radio', { name: 'Digits' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Digits, N = 64, noise 1/ })).toBeFocused();
});

test('Back and Forward lead through the images that were chosen, and a link within the page changes no input', async ({
  page,
}) => {
  await page.goto(address);
  const query = () => new URL(page.url()).searchParams.get('images');
  await lab(page)
    .getByRole('slider', { name: /^Training images/ })
    .fill('0');
  await expect.poll(query).toBe('16');
  await lab(page).getByRole('radio', { name: 'Digits' }).check();
  await expect.poll(() => new URL(page.url()).searchParams.get('dataset')).toBe('digits');
  await page.goBack();
  await expect(lab(page).getByRole('radio', { name: 'Fashion' })).toBeChecked();
  await page.goBack();
  await expect(lab(page).getByText('64 images')).toBeVisible();
  await page.goForward();
  await expect(lab(page).getByText('16 images')).toBeVisible();
  await lab(page).getByRole('button', { name: 'Draw another noise' }).click();
  const seed = await lab(page).getByLabel('Noise seed').inputValue();
  await page.locator('.contents a').nth(3).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('seed')).toBe(seed);
  expect(new URL(page.url()).hash).toBe('#copies');
});

test('whatever a link says, the page is there', async ({ page }) => {
  const value = fc.oneof(fc.string({ maxLength: 12 }), fc.integer().map(String), fc.constantFrom('faces', 'heun', '0'));
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...inputNames, 'v'), fc.string({ maxLength: 6 })), value);
  const links = fc.sample(fc.array(pair, { maxLength: 8 }), { numRuns: 20, seed: 6 });
  for (const link of links) {
    await page.goto(`./?${new URLSearchParams([...link, ['backend', 'wasm']]).toString()}#${link[0]?.[1] ?? ''}`);
    await expect(page.locator('.stepper')).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

/** Opens every figure. None but the first, which comes with the page, may be taller than the place that is kept free for it: what stands below would move. */
async function openAll(page: Page): Promise<void> {
  const isNarrow = (await page.evaluate(() => window.innerWidth)) < 600;
  for (const id of Object.keys(panels) as PanelId[]) {
    const { height } = (await (await openFigure(page, id)).boundingBox())!;
    if (id !== 'stepper') expect.soft(height / 16, id).toBeLessThan(panels[id].rem[isNarrow ? 1 : 0] + 0.1);
  }
}

for (const look of [
  { name: 'light', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colours', colorScheme: 'dark', forcedColors: 'active' },
] as const) {
  test(`axe finds nothing on the whole page, ${look.name}`, async ({ page }) => {
    await page.emulateMedia(look);
    await page.goto(address);
    await openAll(page);
    await page.addStyleTag({ content: '.page * { content-visibility: visible !important; }' }); // what is far away too
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const words = violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes
          .map(({ html, failureSummary }) => `  ${html.slice(0, 160)} ${failureSummary}`)
          .slice(0, 4)
          .join('\n')}`,
    );
    expect(words).toEqual([]);
  });
}

test('at no width does the page scroll sideways, nor on a phone do targets shrink below 24 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(address);
  await openAll(page);
  await page.addStyleTag({ content: '.page * { content-visibility: visible !important; }' });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag22aa']).analyze();
  expect(violations.map(({ help, nodes }) => [help, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([]);
  for (const width of [320, 360, 640, 768, 1024, 1280, 2560]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const isOut = (element: Element) => element.getBoundingClientRect().right > clientWidth + 1;
        return scrollWidth <= clientWidth
          ? []
          : [...document.querySelectorAll('main *')]
              .filter(isOut)
              .slice(0, 4)
              .map(({ outerHTML }) => outerHTML.slice(0, 120));
      });
    await expect.poll(wide, { message: `at ${width} px` }).toEqual([]);
  }
});

test('figures that come after the window was narrowed are never wider than it, not for a frame', async ({ page }) => {
  await page.goto(address);
  await expect(page.locator('.run-status.is-done')).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.waitForTimeout(500); // what is there already follows
  await page.evaluate(() => {
    const widest = { px: 0 };
    Object.assign(window, { widest });
    const look = () => {
      widest.px = Math.max(widest.px, document.documentElement.scrollWidth);
      requestAnimationFrame(look);
    };
    look();
  });
  for (const panel of ['howManyImages', 'linearity', 'stopping'] as const) {
    const place = await openFigure(page, panel);
    await expect(place.locator('svg, canvas').filter({ visible: true }).first()).toBeVisible();
    await page.waitForTimeout(500);
  }
  const widestPx = await page.evaluate(() => (Reflect.get(window, 'widest') as { px: number }).px);
  expect(widestPx).toBeGreaterThan(300);
  expect(widestPx).toBeLessThanOrEqual(360);
});
