/** The figures that compare trained networks, over a made-up zoo: what is trained when this runs does not matter. */
import type { Locator, Page } from '@playwright/test';
import { alone, figurePlace, openFigure } from './figures';
import { expect, test } from './fixtures';
import { serveZoo } from './zooFixture';

const address = (query = '') => `./?backend=wasm&steps=2${query && `&${query}`}`;
type Name = 'howManyImages' | 'twoNetworks' | 'smallOrEarly';
const title = (page: Page, name: Name) => figurePlace(page, name).locator('.figure-title');

async function open(page: Page, name: Name, query = ''): Promise<Locator> {
  await page.goto(address(query));
  return openFigure(page, name);
}

test('nothing is read before its figure is near', async ({ page, context }) => {
  await serveZoo(context);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(address());
  await expect(page.locator('.run-status.is-done')).toBeVisible();
  const isOurs = (path: string) => /pairs\.json|results\/networks\//.test(path);
  expect(asked.filter(isOurs)).toEqual([]);
  await openFigure(page, 'howManyImages');
  await expect(title(page, 'howManyImages')).toBeVisible();
  expect(asked.filter((path) => path.endsWith('/results/pairs.json'))).toHaveLength(1);
});

test('How many images? shows samples beside their nearest training images, and sets N', async ({ page, context }) => {
  await serveZoo(context);
  const place = await open(page, 'howManyImages');
  await expect(title(page, 'howManyImages')).toContainText(
    /^Between 256 and 1,024 pieces of clothing, .*: 50% .* then 5%$/,
  );
  await expect(place.getByText('Samples of the network trained on 64 images')).toBeVisible();
  const column = place.getByRole('button', { name: /^N = 4,096: 0% of the network’s samples are copies/ });
  await column.hover();
  await expect(place.getByText('Samples of the network trained on 4,096 images')).toBeVisible();
  await expect(place.locator('.pair').first()).toContainText('new, cos 0.70');
  await expect(place.locator('.pair').first().locator('canvas')).toHaveCount(2);
  await expect(place.getByText('noises 1 to 16 of 64')).toBeVisible();
  for (let i = 0; i < 3; i++) await place.getByRole('button', { name: 'Later pairs' }).click();
  await expect(place.getByText('noises 49 to 64 of 64')).toBeVisible();
  await expect(place.getByRole('button', { name: 'Later pairs' })).toHaveAttribute('aria-disabled', 'true');

  await place.getByRole('radio', { name: 'raw' }).check();
  await expect(place.locator('.pair').first()).toContainText('new, cos 0.87');
  await place.getByRole('button', { name: /^N = 16:/ }).focus();
  await expect(place.getByText('Samples of the network trained on 16 images')).toBeVisible();
  await expect(place.locator('.pair').first()).toContainText('copy, cos 0.99');
  await column.click();
  await expect.poll(() => new URL(page.url()).searchParams.get('images')).toBe('4096');

  await place.getByText('The numbers as a table').click();
  await expect(place.getByRole('row')).toHaveCount(2 + 7);
  await expect(place.getByRole('row').nth(2)).toContainText(/^16\s*100%\s*0%\s*100%/);
});

test('Two networks, one noise: the histograms follow N and the centring', async ({ page, context }) => {
  await serveZoo(context);
  const place = await open(page, 'twoNetworks', 'images=64');
  await expect(title(page, 'twoNetworks')).toHaveText(
    'With 64 pieces of clothing each, two networks are more like their own training images; with 8,192, like each other',
  );
  const histogram = (name: string) => place.getByRole('img', { name: new RegExp(`^${name} at N = `) });
  await expect(histogram('Two networks')).toContainText('twin 0.42');
  await expect(histogram('Two multi-deltas')).toContainText('nearest 1.00');
  await expect(place.locator('.pair').first().locator('canvas')).toHaveCount(2);
  await place.getByRole('button', { name: /^N = 8,192: the two networks have cosine 0\.93/ }).hover();
  await expect(place.getByRole('img', { name: /^Two networks at N = 8,192: .* median 0\.93/ })).toBeVisible();
  await place.getByRole('radio', { name: 'raw' }).check();
  await expect(histogram('Two networks')).toContainText('twin 0.97');
  await place.getByRole('button', { name: /^N = 4,096: the two Gaussians/ }).hover();
  await expect(histogram('Two networks')).toHaveCount(0);
  await expect(place).toContainText('No two networks are here that were trained on the first and on the next 4,096');
  await place.getByText('How this was computed').click();
  await expect(place).toContainText('npm run measure -- pairs');
});

test('Small or early: sliders over training time and width, distances at a chosen noise level', async ({
  page,
  context,
}) => {
  await serveZoo(context);
  const place = await open(page, 'smallOrEarly', 'images=256');
  await expect(title(page, 'smallOrEarly')).toContainText('With 256 pieces of clothing, it was best to stop after');
  const time = place.getByRole('slider', { name: /^Images seen in training/ });
  await expect(time).toHaveAttribute('aria-valuetext', '480,000 images seen');
  await time.press('Home');
  await expect(place.getByRole('img', { name: /samples of fashion-n256-w32-at800$/ })).toBeVisible();
  await expect(place.getByText('Distance to the network on held-out images: 800 images seen')).toBeVisible();
  await place.getByRole('button', { name: /^σ = 0\.500/ }).click();
  await expect(place.getByText('The same at σ = 0.500')).toBeVisible();
  await place.getByRole('radio', { name: 'training', exact: true }).check();
  await expect(place.getByText('Distance to the network on training images: 800 images seen')).toBeVisible();
  await place.getByRole('radio', { name: 'width' }).check();
  await expect(title(page, 'smallOrEarly')).toContainText(/copies at width 8, \d+% at width 64$/);
  await place.getByRole('slider', { name: /^Channels/ }).press('Home');
  await expect(place.getByRole('img', { name: /samples of fashion-n256-w8$/ })).toBeVisible();
  await place.getByRole('radio', { name: '16,384' }).check();
  await expect(title(page, 'smallOrEarly')).toContainText('With 16,384 pieces of clothing');
  await place.getByText('The numbers as a table').click();
  await expect(place.getByRole('row')).toHaveCount(1 + 9);
});

test('a figure measures its own numbers here, and stops when told to', async ({ page, context }) => {
  await serveZoo(context, (id) => id === 'fashion-n64-w32');
  const place = await open(page, 'twoNetworks', 'images=4096');
  let letGo = () => {};
  const held = new Promise<void>((settle) => (letGo = settle));
  await context.route('**/fashion/train-07.bin.gz', async (route) => {
    await held; // what it measures needs these images, so it cannot be done before it is stopped
    await route.continue();
  });
  await place.getByRole('button', { name: 'Measure it here' }).click();
  await place.getByRole('button', { name: 'Stop' }).click();
  await expect(place.locator('.live-words')).toHaveText('Stopped.');
  letGo();
  await place.getByRole('button', { name: 'Measure it here' }).click();
  await expect(place.locator('.live-words')).toHaveText(/^Measured on your machine/, { timeout: 240_000 });
  const cells = await place
    .getByRole('row', { name: /^Gaussian/ })
    .getByRole('cell')
    .allTextContents();
  expect(cells).toHaveLength(4);
  for (const at of [0, 2]) expect(Math.abs(Number(cells[at]) - Number(cells[at + 1]))).toBeLessThanOrEqual(0.011);
});

test('with few networks the figures say which are there and which are to come', async ({ page, context }) => {
  await serveZoo(context, (id) => id === 'fashion-n64-w32');
  const place = await open(page, 'howManyImages', 'images=16');
  await expect(title(page, 'howManyImages')).toContainText(
    'Trained on 64 pieces of clothing, the network draws copies in',
  );
  await expect(place).toContainText('Networks measured so far: N = 64. Still in training or planned: N = 16, 256');
  await expect(place).toContainText('No finished network was trained on the first 16 images');
  await figurePlace(page, 'smallOrEarly').scrollIntoViewIfNeeded();
  await expect(figurePlace(page, 'smallOrEarly')).toContainText('This figure needs two networks on the same images');
});

test.describe('with a file missing', () => {
  test.use({ expectedErrors: [/404/] });
  test('the figures name it', async ({ page, context }) => {
    await serveZoo(context);
    await context.route('**/results/pairs.json', (route) => route.fulfill({ status: 404 }));
    await context.route('**/*.samples.bin.gz', (route) => route.fulfill({ status: 404 }));
    const place = await open(page, 'howManyImages', 'images=64');
    await expect(place).toContainText('results/pairs.json: the server must send this file, got 404');
    await expect(place).toContainText(
      'results/networks/fashion-n64-w32.samples.bin.gz: the server must send this file',
    );
    await figurePlace(page, 'twoNetworks').scrollIntoViewIfNeeded();
    await expect(figurePlace(page, 'twoNetworks')).toContainText('results/pairs.json: the server must send this file');
  });

  test('networks that did not load are not said to be unmeasured', async ({ page, context }) => {
    await serveZoo(context);
    await context.route('**/results/networks.json', (route) => route.fulfill({ status: 404 }));
    const place = await open(page, 'howManyImages', 'images=64');
    await expect(place).toContainText('results/networks.json: the server must send this file, got 404');
    await expect(title(page, 'howManyImages')).toHaveText('How many images does it take?');
    await expect(place).not.toContainText('measured yet');
    await expect(place).not.toContainText('Still in training');
  });
});

for (const [size, width, colorScheme] of [
  ['1280', 1280, 'light'],
  ['1280-dark', 1280, 'dark'],
  ['360', 360, 'light'],
] as const) {
  test(`the figures look as they did at ${size}`, async ({ page, context }) => {
    await serveZoo(context);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    for (const name of ['howManyImages', 'twoNetworks', 'smallOrEarly'] as const) {
      await open(page, name, 'images=64');
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      const place = await alone(page, name);
      await expect(place.locator('canvas').first()).toBeVisible();
      await expect(place.locator('.pair .tile-empty')).toHaveCount(0);
      await expect(place).toHaveScreenshot(`zoo-${name}-${size}.png`);
    }
  });
}
