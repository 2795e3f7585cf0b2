import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { makeRng } from '../../math/rng';
import { ownLimits } from './limits';
import { readBrought } from './readBrought';
import type { ReadProgress } from './reading';
import { openZip } from './zip';
import { DataError } from '../dataError';

/** Rows of noise, one image a line. */
function table(seed: number, count: number): string {
  const rng = makeRng(seed);
  const row = () => Array.from({ length: 784 }, () => rng.below(256)).join(',');
  return Array.from({ length: count }, row).join('\n');
}
const file = (path: string, text: string | Blob) => ({ path, file: text instanceof Blob ? text : new Blob([text]) });

async function zipOf(files: Readonly<Record<string, string>>, password?: string): Promise<Blob> {
  const { BlobWriter, TextReader, ZipWriter } = await import('@zip.js/zip.js');
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...(password && { password }) });
  for (const [name, text] of Object.entries(files))
    await writer.add(name, name.endsWith('/') ? undefined : new TextReader(text), { directory: name.endsWith('/') });
  return writer.close();
}

async function read(files: readonly { path: string; file: Blob }[]) {
  const told: ReadProgress[] = [];
  const previews: string[] = [];
  const reading = await readBrought('mine', files, {
    decodeImage: () => Promise.reject(new DataError('this test runs where no image can be decoded')),
    onProgress: (progress) => told.push(progress),
    onPreview: ({ path }) => previews.push(path),
  });
  return { reading, told, previews };
}
const setOf = async (files: readonly { path: string; file: Blob }[]) => {
  const { set } = (await read(files)).reading;
  if (typeof set === 'string') throw new Error(set);
  return set;
};

describe('a set', () => {
  test('holds every image once, every tenth held out, and says what it is', async () => {
    const set = await setOf([file('a.csv', table(1, 40))]);
    const { trainCount, heldOutCount, sigmaData } = set.info;
    expect([trainCount, heldOutCount, set.name, set.info.label]).toEqual([36, 4, 'mine', 'Yours']);
    expect(set.id).toMatch(/^own-[0-9a-f]{12}$/);
    const rows = table(1, 40).split('\n').sort();
    const found = Array.from({ length: 40 }, (_, i) => set.bytes.slice(784 * i, 784 * (i + 1)).join(',')).sort();
    expect(found).toEqual(rows);
    const pixels = Array.from(set.bytes.subarray(0, 36 * 784), (byte) => byte / 127.5 - 1);
    const mean = pixels.reduce((a, b) => a + b) / pixels.length;
    expect(sigmaData).toBeCloseTo(Math.sqrt(pixels.reduce((sum, x) => sum + (x - mean) ** 2, 0) / pixels.length), 10);
  });

  test('is the same in whatever order its files come, and another when one image is another', async () => {
    const [a, b] = [file('a.csv', table(1, 12)), file('b.csv', table(2, 12))];
    const [forth, back] = [await setOf([a, b]), await setOf([b, a])];
    expect(back.id).toBe(forth.id);
    expect(Buffer.compare(back.bytes, forth.bytes)).toBe(0);
    expect((await setOf([a, file('b.csv', table(3, 12))])).id).not.toBe(forth.id);
  });

  test('leaves copies out, and counts them', async () => {
    const { reading } = await read([file('a.csv', `${table(1, 30)}\n${table(1, 7)}`)]);
    expect([reading.taken, reading.copies]).toEqual([37, 7]);
    expect(reading.set).toMatchObject({ info: { trainCount: 27, heldOutCount: 3 } });
  });

  test.each([
    ['too few', table(1, 19), /^There are 19 different images; at least 20 different ones are needed: 18 to learn/],
    ['all the same', new Array<string>(30).fill(table(1, 1)).join('\n'), /^All 30 images are the same .* covariance/],
    ['none', 'a,b\n1,2', /^None of it could be read as an image/],
  ])('is refused in words: %s', async (_, text, words) => {
    expect((await read([file('a.csv', text)])).reading.set).toMatch(words);
  });

  test('takes no more than the most, drawn from all', async () => {
    const row = (i: number) => `${i % 256},${Math.floor(i / 256)},0,255`;
    const text = Array.from({ length: ownLimits.mostImages + 500 }, (_, i) => row(i)).join('\n');
    const { reading } = await read([file('a.csv', text)]);
    expect([reading.taken, reading.beyond]).toEqual([ownLimits.mostImages, 500]);
  });
});

describe('bad files among good ones', () => {
  test('are listed with their reasons', async () => {
    const { reading, told, previews } = await read([
      file('good.csv', table(1, 30)),
      file('notes.md', 'hello'),
      file('film.gif', 'GIF89a'),
      file('broken.png', 'not a png'),
      file('empty.csv', ''),
      file('photo.png', new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)])),
      file('.DS_Store', 'x'),
      file('holiday/Thumbs.db', 'x'),
      file('broken.zip', new Blob([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0)])),
    ]);
    expect(reading.set).toMatchObject({ info: { trainCount: 27 } });
    expect(reading.hidden).toBe(2);
    expect(Object.fromEntries(reading.refused.map(({ path, reason }) => [path, reason]))).toEqual({
      'notes.md': 'PNG, JPEG, WebP, zip, CSV and npy files are read',
      'film.gif': '.gif images are not read; save it as PNG, JPEG or WebP',
      'broken.png': 'it is called .png, and is no such image inside',
      'empty.csv': 'it is empty',
      'photo.png': 'this test runs where no image can be decoded',
      'broken.zip': expect.stringContaining('its zip file is broken'),
    });
    expect(told.at(-1)).toEqual({ read: 6, files: 6, taken: 30, refused: 6 });
    expect(previews.length).toBe(30);
    expect(reading.ranges).toEqual([{ path: 'good.csv', words: '0 is black, 255 is white' }]);
  });

  test('more bytes than are read at once are refused before anything is read', async () => {
    const huge = { path: 'a.png', file: { size: ownLimits.mostBytes + 1 } as Blob };
    await expect(read([huge])).rejects.toThrow('That is 4 GB; at most 4 GB are read at once.');
  });
});

describe('a zip file', () => {
  test('is opened: folders, hidden files and a zip within', async () => {
    const packed = await zipOf({
      'mine/': '',
      'mine/deep/er/a.csv': table(1, 15),
      'b.csv': table(2, 15),
      '__MACOSX/mine/._a.csv': 'x',
      'mine/.DS_Store': 'x',
      'inner.zip': 'PK\u0003\u0004',
    });
    const { reading } = await read([file('all.zip', packed)]);
    expect(reading.set).toMatchObject({ info: { trainCount: 27, heldOutCount: 3 } });
    expect([reading.hidden, reading.taken]).toEqual([2, 30]);
    expect(reading.refused).toEqual([
      { path: 'all.zip/inner.zip', reason: 'a zip file within a zip file is not opened' },
    ]);
  });

  test('with a password is refused in words', async () => {
    const { reading } = await read([file('all.zip', await zipOf({ 'a.csv': table(1, 30) }, 'secret'))]);
    expect(reading.refused).toEqual([{ path: 'all.zip/a.csv', reason: 'it is locked with a password' }]);
  });

  test('that unpacks to more than it says does not go off', async () => {
    const bytes = new Uint8Array(await (await zipOf({ 'a.csv': '0'.repeat(1_000_000) })).arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 30 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true); // the directory's word for its size
    const zip = await openZip(new Blob([bytes]));
    expect(zip.files[0]?.size).toBe(1000);
    await expect(zip.files[0]!.unpack()).rejects.toThrow(DataError);
  });

  test('damaged anywhere gives files or a DataError', async () => {
    const good = new Uint8Array(await (await zipOf({ 'a.csv': table(1, 2), 'b.csv': table(2, 2) })).arrayBuffer());
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(good.length), async (changes, length) => {
        const bytes = good.slice(0, length % 4 === 0 ? length : good.length);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          const zip = await openZip(new Blob([bytes]));
          for (const each of zip.files) await each.unpack();
          await zip.close();
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
