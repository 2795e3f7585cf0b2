/** The reader's own images: files of every kind, bad ones among good, the set in the figures, kept and removed. */
import { Buffer } from 'node:buffer';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import type { Page } from '@playwright/test';
import { makeRng } from '../../src/math/rng';
import { openFigure } from './figures';
import { expect, test } from './fixtures';

const slow = { timeout: 240_000 };
const place = (page: Page) => page.locator('#figure-ownImages');
const set = (page: Page) => page.getByRole('region', { name: 'Your set' });
const files = (page: Page) => page.getByLabel('Files of images');

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
const file = (name: string, contents: Buffer | string): File => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(contents),
});

/** An RGBA image as a PNG file. */
function png(
  width: number,
  height: number,
  pixel: (x: number, y: number) => readonly [number, number, number, number],
) {
  const raw = Buffer.alloc(height * (1 + 4 * width));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) raw.set(pixel(x, y), y * (1 + 4 * width) + 1 + 4 * x);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Smooth images, each with a bump of its own. */
function bump(seed: number, side = 28): Buffer {
  const rng = makeRng(seed);
  const [x0, y0, width] = [rng.uniform() * side, rng.uniform() * side, (0.1 + 0.2 * rng.uniform()) * side];
  return png(side, side, (x, y) => {
    const gray = Math.round(255 * Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / (2 * width ** 2)));
    return [gray, gray, gray, 255];
  });
}
/** A JPEG whose EXIF says how its pixels are to be turned: 6 is a quarter to the right. */
function turned(jpeg: readonly number[], orientation: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const segment = [...Buffer.from('Exif\0\0'), ...tiff];
  return Buffer.from([...jpeg.slice(0, 2), 0xff, 0xe1, 0, segment.length + 2, ...segment, ...jpeg.slice(2)]);
}

const bumps = (count: number) => Array.from({ length: count }, (_, i) => file(`bump${i}.png`, bump(i)));

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`./?backend=wasm&steps=2${query}`);
  await expect(page.locator('.run-status')).toBeVisible(); // the opening starts only while it is near the view
  await place(page).scrollIntoViewIfNeeded();
}

test('images of three kinds, bad files among them: the good ones are used, the others named', async ({ page }) => {
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') posted.push(request.url());
  });
  await open(page);
  const drawn = await page.evaluate(async () => {
    const made = [];
    for (const type of ['image/jpeg', 'image/webp']) {
      const canvas = new OffscreenCanvas(60, 40);
      const context = canvas.getContext('2d')!;
      context.fillStyle = 'white';
      context.fillRect(10, 0, 40, 40); // the square in the middle
      const blob = await canvas.convertToBlob({ type, quality: 1 });
      made.push([...new Uint8Array(await blob.arrayBuffer())]);
    }
    const canvas = new OffscreenCanvas(40, 40);
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, 20, 40); // the left half: the upper one when it is turned
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
    made.push([...new Uint8Array(await blob.arrayBuffer())]);
    return made;
  });
  const clear = png(40, 56, () => [255, 255, 255, 0]);
  await files(page).setInputFiles([
    ...bumps(24),
    file('a photo.jpg', Buffer.from(drawn[0]!)),
    file('b picture.webp', Buffer.from(drawn[1]!)),
    file('c clear.png', clear),
    file('d turned.jpg', turned(drawn[2]!, 6)),
    file('copy.png', bump(3)),
    file('broken.png', bump(1).subarray(0, 60)),
    file('film.gif', 'GIF89a'),
    file('notes.txt', 'hello\nworld'),
  ]);
  await expect(set(page)).toContainText('24 images to learn from, 3 held out', slow);
  await expect(set(page)).toContainText('2 images of 29 were left out, because an equal one is there');
  await expect(set(page)).toContainText('1 image was partly transparent: put on black.');
  await set(page).getByText('3 files or rows were not taken').click();
  await expect(set(page)).toContainText('broken.png: this browser cannot decode it');
  await expect(set(page)).toContainText('film.gif: .gif images are not read; save it as PNG, JPEG or WebP');
  await expect(set(page)).toContainText('notes.txt: its rows have 1 columns');
  // the square in the middle of both is white, whatever the codec
  const gray = async (name: string) => {
    const tile = place(page).getByRole('button', { name, exact: true });
    return tile.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [data[0]!, data[data.length / 2 + canvas.width * 2]!];
    });
  };
  for (const value of await gray('a photo.jpg')) expect(value).toBeGreaterThan(240);
  for (const value of await gray('c clear.png')) expect(value).toBe(0);
  const [top, below] = await gray('d turned.jpg');
  expect(top).toBeGreaterThan(240);
  expect(below).toBeLessThan(15);
  await place(page).getByRole('button', { name: 'a photo.jpg', exact: true }).focus();
  await expect(place(page)).toContainText('a photo.jpg: 60 × 40 pixels; of them the square in the middle');
  await expect(page.getByRole('radio', { name: 'Yours' }).first()).toBeChecked();
  await expect(place(page).locator('.figure-title')).toContainText(/linear model of your 24 images/, slow);
  expect(posted).toEqual([]);
});

test('a folder, a zip file and an npy array', async ({ page }, testInfo) => {
  await open(page);
  const folder = testInfo.outputPath('shapes');
  await mkdir(join(folder, 'deep'), { recursive: true });
  for (let i = 0; i < 22; i++) await writeFile(join(folder, i % 2 ? 'deep' : '', `${i}.png`), bump(i, 20 + i));
  await writeFile(join(folder, '.DS_Store'), 'x');
  await page.getByLabel('A folder of images').setInputFiles(folder);
  await expect(set(page)).toContainText('shapes: 20 images to learn from, 2 held out', slow);
  await expect(set(page)).toContainText('8 images were smaller than 28 pixels, and enlarged.');

  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (let i = 0; i < 30; i++) await writer.add(`in/${i}.png`, new Uint8ArrayReader(bump(i)));
  const zip = Buffer.from(await (await writer.close()).arrayBuffer());
  await files(page).setInputFiles([file('packed.zip', zip)]);
  await expect(set(page)).toContainText('packed: 27 images to learn from, 3 held out', slow);

  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (40, 8, 8), }\n";
  const rng = makeRng(5);
  const values = Float32Array.from({ length: 40 * 64 }, () => rng.uniform());
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
  await files(page).setInputFiles([
    file('small.npy', Buffer.concat([head, Buffer.from(header), Buffer.from(values.buffer)])),
  ]);
  await expect(set(page)).toContainText('small: 36 images to learn from, 4 held out', slow);
  await expect(set(page)).toContainText('The numbers of small.npy are taken so that 0 is black, 1 is white.');
});

/** Hands files to the page as a drop on the figure, or as a paste. */
async function hand(page: Page, kind: 'drop' | 'paste', given: readonly File[]): Promise<void> {
  const contents = given.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
  const transfer = await page.evaluateHandle((list) => {
    const made = new DataTransfer();
    for (const { name, base64 } of list)
      made.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return made;
  }, contents);
  if (kind === 'drop') {
    const zone = place(page).getByRole('region', { name: 'Bring your images' });
    await zone.dispatchEvent('dragover', { dataTransfer: transfer });
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
  } else
    await page.evaluate(
      (clipboardData) => window.dispatchEvent(new ClipboardEvent('paste', { clipboardData })),
      transfer,
    );
}

test('dropped and pasted: too few and identical images are refused in words, and the set that was open stays', async ({
  page,
}) => {
  await open(page);
  await expect(files(page)).toBeAttached();
  await hand(page, 'drop', bumps(25));
  await expect(set(page)).toContainText('22 images to learn from', slow);
  await hand(page, 'paste', bumps(5));
  await expect(place(page).getByRole('alert')).toContainText('There are 5 different images; at least 20', slow);
  await files(page).setInputFiles(Array.from({ length: 30 }, (_, i) => file(`${i}.png`, bump(1))));
  await expect(place(page).getByRole('alert')).toContainText('All 30 images are the same at 28 × 28 pixels', slow);
  await expect(set(page)).toContainText('22 images to learn from');
});

test('the set is in the figures, kept over a reload by its link, and removed', async ({ page }) => {
  await open(page);
  const table = Array.from({ length: 60 }, (_, i) => {
    const rng = makeRng(i);
    return Array.from({ length: 16 }, () => rng.below(256)).join(',');
  });
  await files(page).setInputFiles([file('table.csv', table.join('\n'))]);
  await expect(set(page)).toContainText('54 images to learn from, 6 held out', slow);
  await expect.poll(() => new URL(page.url()).searchParams.get('dataset')).toMatch(/^own-[0-9a-f]{12}$/);
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await expect(page.getByRole('slider', { name: /^Training images/ }).first()).toHaveAttribute(
    'aria-valuetext',
    '54 images',
  );
  const planner = await openFigure(page, 'planner');
  await expect(planner).toContainText(/How sure.*(give or take \d+%|more than any number)/, slow);
  await expect(planner).toContainText(/When to stop.*\(on the fit of 54 images\)/, slow);
  const stopping = await openFigure(page, 'stopping');
  await expect(stopping.locator('.figure-title')).toContainText(/^On 54 \(0\.069 d\) images of Yours/, slow);
  const locality = await openFigure(page, 'locality');
  await expect(locality.locator('.figure-title')).toContainText(/takes (its pixels from|no pixel mostly)/, slow);
  await page.getByRole('checkbox', { name: /^Add the local denoiser/ }).check();
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await expect(page.locator('#figure-stepper')).toContainText('Local');
  const whichForm = await openFigure(page, 'whichForm');
  await expect(whichForm).toContainText('No network of your images was measured beforehand');
  await place(page).scrollIntoViewIfNeeded();
  const keep = set(page).getByRole('checkbox', { name: /^Keep them on this device/ });
  await expect(keep).not.toBeChecked();
  await keep.check();
  await expect(set(page).getByRole('status')).toHaveText('They are kept on this device.', slow);
  await page.reload();
  await place(page).scrollIntoViewIfNeeded();
  await expect(set(page)).toContainText('table: 54 images to learn from, 6 held out', slow);
  await expect(page.getByRole('radio', { name: 'Yours' }).first()).toBeChecked();
  await page.locator('#figure-stepper').scrollIntoViewIfNeeded();
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await expect(page.locator('.problems')).toHaveCount(0);

  await place(page).scrollIntoViewIfNeeded();
  const link = page.url();
  await set(page).getByRole('button', { name: 'Remove them' }).click();
  await expect(set(page)).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Fashion' }).first()).toBeChecked();
  await page.goto(link);
  await expect(page.locator('.problems')).toContainText('links carry no images');
  await expect(page.getByRole('radio', { name: 'Fashion' }).first()).toBeChecked();
});

test('a network is trained on them, and belongs to them', async ({ page }) => {
  await open(page);
  await files(page).setInputFiles(bumps(40));
  await expect(set(page)).toContainText('36 images to learn from', slow);
  await set(page).getByRole('button', { name: 'Train a network on them' }).click();
  const choice = page.getByRole('group', { name: 'What to train' });
  await expect(choice.getByRole('radio', { name: 'Yours' })).toBeChecked();
  await choice.getByRole('radio', { name: '8', exact: true }).check();
  await choice.getByRole('slider', { name: /^Length/ }).fill('0');
  await page.getByRole('button', { name: 'Start training', exact: true }).click();
  const words = page.locator('.training-words');
  await expect(words).toContainText(/\d+ of 6,000 images seen/, slow);
  await page.getByRole('button', { name: 'Pause training', exact: true }).click();
  await expect(words).toContainText('The network can be used as it is', slow);
  const own = page.getByRole('region', { name: 'Your networks' });
  await expect(own).toContainText('own-1 Yours, N = 16, width 8, seed 1');
  await own.getByRole('button', { name: 'Use in the figures' }).click();
  await expect(page.getByRole('region', { name: 'Network', exact: true })).toContainText('Network', slow);
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await expect.poll(() => new URL(page.url()).searchParams.get('network')).toBe('own-1');

  await files(page).setInputFiles(bumps(30)); // another set: the network is not offered for it
  await expect(set(page)).toContainText('27 images to learn from', slow);
  await expect(own).toContainText('own-1 other images of yours, N = 16');
  await expect(own.getByRole('button', { name: 'Use in the figures' })).toHaveCount(0);
});

test('2,000 images are read without a pause of the page, and reading can be stopped', async ({ page }, testInfo) => {
  await open(page);
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow); // what opening the page costs is not counted
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level: 0 });
  for (let i = 0; i < 2000; i++) await writer.add(`${i}.png`, new Uint8ArrayReader(bump(i)));
  const zip = testInfo.outputPath('many.zip'); // from the disk, as a reader's: Playwright unpacks buffers in the page
  await writeFile(zip, Buffer.from(await (await writer.close()).arrayBuffer()));
  await files(page).setInputFiles(zip);
  await expect(place(page).getByRole('status').first()).toContainText(/Read (\d{3}|1,\d{3}) of 2,000 files/, slow);
  await place(page).getByRole('button', { name: 'Stop reading' }).click();
  await expect(place(page).getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(set(page)).toHaveCount(0);
  const longest = () => page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  expect(await longest()).toBeLessThan(100); // 50 alone on the machine
  await files(page).setInputFiles(zip);
  await expect(set(page)).toContainText('1,800 images to learn from, 200 held out', slow);
});
