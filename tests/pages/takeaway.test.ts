/** The menu of a figure: what it copies and saves, and that it can be worked without a pointer. */
import { spawnSync } from 'node:child_process';
import type { Download, Page } from '@playwright/test';
import { findPython } from '../../scripts/tooling/findPython';
import { expect, test } from './fixtures';

const address = './?backend=wasm&steps=4&images=16&dataset=digits';
const figure = (page: Page, id = 'stepper') => page.locator(`#figure-${id}`);
const button = (page: Page, id?: string) => figure(page, id).getByRole('button', { name: 'Take it away' });
const item = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name });

async function open(page: Page): Promise<void> {
  await page.goto(address);
  await expect(page.locator('.run-status.is-done')).toBeVisible();
}

async function save(page: Page, name: string): Promise<string> {
  await button(page).click();
  const [download] = await Promise.all([page.waitForEvent('download'), item(page, name).click()]);
  return (await bytesOf(download)).toString();
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

test('the menu is worked by keys, says what it did, and gives the focus back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await button(page).focus();
  await page.keyboard.press('Enter');
  await expect(item(page, 'Copy link to this figure')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(item(page, 'Save as PNG')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button(page)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(item(page, 'Copy link to this figure')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(figure(page).getByText('Link copied.')).toBeVisible();
  await expect(button(page)).toBeFocused();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('images=16');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(figure(page)).toBeInViewport();
});

test('the copied script comes to the pixels of the page', async ({ page, context }) => {
  const python = findPython();
  test.skip(python === undefined, 'there is no Python with NumPy here: apt-get install python3-numpy');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await button(page).click();
  await item(page, 'Copy as Python').click();
  await expect(figure(page).getByText('Python copied: it needs NumPy.')).toBeVisible();
  const script = await page.evaluate(() => navigator.clipboard.readText());
  const { status, stdout, stderr } = spawnSync(python!, ['-c', script], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/gaussian differs .*\nmultiDelta differs/);
});

test('where the clipboard is refused, the text is there to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('Refused.', 'NotAllowedError'));
  });
  await open(page);
  await button(page).click();
  await item(page, 'Copy link to this figure').click();
  const dialog = page.getByRole('dialog', { name: 'The browser does not let the page copy.' });
  await expect(dialog.getByRole('textbox')).toHaveValue(/images=16.*#figure-stepper$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the files of numbers are the table, with its digits and its sources', async ({ page }) => {
  await open(page);
  const file = JSON.parse(await save(page, 'Data as JSON')) as {
    link: string;
    provenance: { inputs: { images: number }; sources: { seed: number }[] };
    tables: { columns: { name: string }[]; rows: number[][] }[];
  };
  expect(file.provenance).toMatchObject({ inputs: { images: 16 }, sources: [{ seed: 1 }] });
  const { columns, rows } = file.tables[0]!;
  expect(rows).toHaveLength(5);
  const csv = (await save(page, 'Data as CSV')).split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(csv[0]).toBe(columns.map(({ name }) => name).join(','));
  const numbers = csv.slice(1).map((line) => line.split(',').map((field) => (field === '' ? null : Number(field))));
  expect(numbers).toEqual(rows);
  await figure(page).getByText('The numbers as a table').click();
  const cells = await figure(page).getByRole('row').last().getByRole('cell').allInnerTexts();
  const at = columns.findIndex(({ name }) => name === 'Gaussian: distance');
  expect(cells[at - 1]).toBe(rows.at(-1)![at]!.toFixed(3));
});

test('the picture is well-formed, needs nothing else, and looks like the figure', async ({ page }) => {
  await open(page);
  const svg = await save(page, 'Save as SVG');
  const found = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...parsed.querySelectorAll('*')];
    const links = all
      .flatMap((element) => [...element.attributes])
      .filter(({ value }) => /^(?:https?|blob):/.test(value));
    return {
      error: parsed.querySelector('parsererror')?.textContent,
      names: [...new Set(all.map(({ localName }) => localName))].sort(),
      images: parsed.querySelectorAll('image').length,
      text: [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent).join(' '),
      links: links.filter(({ name }) => !name.startsWith('xmlns')).map(({ value }) => value),
    };
  }, svg);
  expect(found.error).toBeUndefined();
  expect(found.names).not.toContain('foreignObject');
  expect(found.links).toEqual([]);
  expect(found.images).toBe(await figure(page).locator('canvas').count());
  for (const words of ['Multi-delta', 'noise level', 'images=16', 'The Hidden Gaussian', 'seed 1'])
    expect(found.text).toContain(words);

  // the same layout, painted by the browser
  const title = await figure(page).getByRole('heading').first().innerText();
  expect(found.text.replace(/\s+/g, ' ')).toContain(title.split(' ').slice(0, 4).join(' '));
  const drawn = figure(page).locator('.figure');
  await drawn.evaluate((element) => element.classList.add('is-picture'));
  await page.addStyleTag({ content: '.lab-place { visibility: hidden }' }); // stays in view, over the figure
  const painted = await drawn.screenshot();
  const share = await page.evaluate(
    async ([text, png]) => {
      const load = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      };
      const pixels = (image: HTMLImageElement, x: number, y: number, width: number, height: number) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [width, height];
        const context = canvas.getContext('2d')!;
        context.filter = 'blur(2px)'; // glyphs may stand a fraction of a pixel apart
        context.drawImage(image, -x, -y);
        return context.getImageData(0, 0, width, height).data;
      };
      const seen = await load(png);
      const drawn = await load(URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' })));
      await new Promise((resolve) => setTimeout(resolve, 1000)); // the fonts inside it
      const [width, height] = [seen.width, seen.height];
      const [a, b] = [pixels(seen, 0, 0, width, height), pixels(drawn, 24, 24, width, height)];
      const isOther = (_: number, i: number) => i % 4 === 1 && Math.abs(a[i]! - b[i]!) > 40;
      return a.filter(isOther).length / (a.length / 4);
    },
    [svg, `data:image/png;base64,${painted.toString('base64')}`] as const,
  );
  expect(share).toBeLessThan(0.01);
});

test('the PNG has two pixels for each of the page', async ({ page }) => {
  await open(page);
  const widthPx = await figure(page)
    .locator('.figure')
    .evaluate((element) => element.getBoundingClientRect().width);
  await button(page).click();
  const [download] = await Promise.all([page.waitForEvent('download'), item(page, 'Save as PNG').click()]);
  const png = await bytesOf(download);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(2 * Math.ceil(widthPx + 48));
  await expect(figure(page).getByText('Saved as stepper.png.')).toBeVisible();
});
