import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../dataError';
import { readNpyImages, readTableImages } from './numberImages';
import { parseNpy } from './npy';

/** As numpy.save writes it. @param write  puts one number of `values` into the view */
function npy(
  descr: string,
  shape: readonly number[],
  values: readonly number[],
  { isFortran = false, version = 1 }: { isFortran?: boolean; version?: number } = {},
): Uint8Array<ArrayBuffer> {
  const header = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }\n`;
  const itemBytes = Number(descr.slice(2));
  const start = (version === 1 ? 10 : 12) + header.length;
  const bytes = new Uint8Array(start + values.length * itemBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), start - header.length);
  const isLittle = descr[0] !== '>';
  values.forEach((value, i) => {
    const at = start + i * itemBytes;
    const kind = descr.slice(1);
    if (kind === 'u1') view.setUint8(at, value);
    else if (kind === 'i1') view.setInt8(at, value);
    else if (kind === 'u2') view.setUint16(at, value, isLittle);
    else if (kind === 'i4') view.setInt32(at, value, isLittle);
    else if (kind === 'i8') view.setBigInt64(at, BigInt(value), isLittle);
    else if (kind === 'f4') view.setFloat32(at, value, isLittle);
    else view.setFloat64(at, value, isLittle);
  });
  return bytes;
}

const most = 100;
const ramp = (count: number) => Array.from({ length: count * 784 }, (_, i) => (i * 7 + Math.floor(i / 784)) % 256);

describe('npy', () => {
  test.each([
    ['|u1', 1],
    ['<u2', 2],
    ['>u2', 3],
    ['<i4', 1],
    ['<i8', 1],
    ['<f4', 1],
    ['>f8', 2],
  ])('%s, version %i: the numbers that were saved', (descr, version) => {
    const values = ramp(3);
    const { images, words, width } = readNpyImages(npy(descr, [3, 28, 28], values, { version }), most);
    expect(images.map(({ bytes }) => [...bytes])).toEqual([0, 1, 2].map((i) => values.slice(784 * i, 784 * (i + 1))));
    expect([width, words]).toEqual([28, '0 is black, 255 is white']);
  });

  test('Fortran order', () => {
    const [n, h, w] = [2, 3, 4];
    const at = (i: number, y: number, x: number) => 100 * i + 10 * y + x;
    const values: number[] = [];
    for (let x = 0; x < w; x++) for (let y = 0; y < h; y++) for (let i = 0; i < n; i++) values.push(at(i, y, x));
    const array = parseNpy(npy('<f8', [n, h, w], values, { isFortran: true }));
    for (let i = 0; i < n; i++)
      for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) expect(array.at(i, y, x)).toBe(at(i, y, x));
  });

  test.each([
    ['rows of a square', [2, 784]],
    ['one channel last', [2, 28, 28, 1]],
    ['one channel first', [2, 1, 28, 28]],
  ])('%s', (_, shape) => {
    const { images } = readNpyImages(npy('|u1', shape, ramp(2)), most);
    expect([...images[1]!.bytes]).toEqual(ramp(2).slice(784));
  });

  test.each([
    ['last', [1, 28, 28, 3], (i: number) => [255, 0, 0][i % 3]!],
    ['first', [1, 3, 28, 28], (i: number) => [255, 0, 0][Math.floor(i / 784)]!],
  ])('three channels %s are luma', (_, shape, value) => {
    const { images } = readNpyImages(
      npy(
        '|u1',
        shape,
        Array.from({ length: 3 * 784 }, (_, i) => value(i)),
      ),
      most,
    );
    expect(new Set(images[0]!.bytes)).toEqual(new Set([76]));
  });

  test.each([
    ['0 is black, 1 is white', [0, 0.5, 1], [0, 128, 255]],
    ['−1 is black, 1 is white', [-1, 0, 0.5], [0, 128, 191]],
    ['the least number, -3, is black and the greatest, 7, is white', [-3, 2, 7], [0, 128, 255]],
    ['the least number, 0, is black and the greatest, 16, is white', [0, 8, 16], [0, 128, 255]],
  ])('%s', (expected, levels, bytes) => {
    const values = Array.from({ length: 784 }, (_, i) => levels[i % 3]!);
    const { images, words } = readNpyImages(npy('<f4', [1, 28, 28], values), most);
    expect(words).toBe(expected);
    expect([...images[0]!.bytes.subarray(0, 3)]).toEqual(bytes);
  });

  test('an image with a number that is none is refused, the others stay', () => {
    const values = ramp(3);
    values[800] = NaN;
    const { images, refused } = readNpyImages(npy('<f4', [3, 28, 28], values), most);
    expect(images.map(({ row }) => row)).toEqual([1, 3]);
    expect(refused).toEqual([{ row: 2, reason: 'it holds numbers that are not finite' }]);
  });

  test('of too many, as many as are wanted, drawn from all', () => {
    const values = Array.from({ length: 50 * 784 }, (_, i) => Math.floor(i / 784) + 200 * (i % 2));
    const { images, beyond } = readNpyImages(npy('|u1', [50, 784], values), 10);
    expect([images.length, beyond]).toEqual([10, 40]);
    expect(images.map(({ bytes }) => bytes[0]! + 1)).toEqual(images.map(({ row }) => row));
    expect(images.some(({ row }) => row > 25)).toBe(true);
  });

  test.each([
    [
      'a shape without images',
      npy('|u1', [10], ramp(1).slice(0, 10)),
      /shape \(10\) must be \(images, height, width\)/,
    ],
    ['no square', npy('|u1', [2, 783], ramp(2).slice(0, 1566)), /must be \(images, height, width\)/],
    ['records', npy('|V8', [1], []), /type \|V8 are not read; save the array as uint8 or float32/],
    ['a file that is cut short', npy('|u1', [3, 28, 28], ramp(2)), /needs 2352 bytes, and 1568 follow/],
    ['equal numbers', npy('<f4', [1, 28, 28], new Array<number>(784).fill(300)), /all its numbers are 300/],
    ['another file', new TextEncoder().encode('hello, this is no array'), /no npy file/],
  ])('%s is refused in words', (_, bytes, message) => {
    expect(() => readNpyImages(bytes, most)).toThrow(DataError);
    expect(() => readNpyImages(bytes, most)).toThrow(message);
  });

  test('any damage gives the data or a DataError', () => {
    const good = npy('|u1', [2, 28, 28], ramp(2));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(damage, fc.nat(good.length), (changes, length) => {
        const bytes = good.slice(0, length % 3 === 0 ? length : good.length);
        for (const [at, byte] of changes) if (at < 90 && at < bytes.length) bytes[at] = byte;
        try {
          for (const image of readNpyImages(bytes, 4).images) expect(image.bytes.length).toBe(784);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('a table', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => ramp(count).slice(784 * i, 784 * (i + 1)));
  async function* pieces(text: string, length = 1000) {
    for (let at = 0; at < text.length; at += length) yield await Promise.resolve(text.slice(at, at + length));
  }
  const read = (text: string, wanted = most) => readTableImages(pieces(text), wanted);
  const imagesOf = async (text: string) => (await read(text)).images.map(({ bytes }) => [...bytes]);

  test.each([',', ';', '\t', ' ', '|', ', '])('%j between the numbers', async (delimiter) => {
    const text = rows(3).map((row) => row.join(delimiter));
    expect(await imagesOf(text.join('\n'))).toEqual(rows(3));
    expect(await imagesOf(text.join('\r\n') + '\r\n\r\n')).toEqual(rows(3));
  });

  test('a label first, with or without headings; or last, when the headings say so', async () => {
    const heading = (names: string[]) => names.join(',') + '\n';
    const pixels = Array.from({ length: 784 }, (_, i) => `pixel${i}`);
    const first = rows(2)
      .map((row) => [7, ...row].join(','))
      .join('\n');
    const last = rows(2)
      .map((row) => [...row, 7].join(','))
      .join('\n');
    expect(await imagesOf(first)).toEqual(rows(2));
    expect(await imagesOf(heading(['label', ...pixels]) + first)).toEqual(rows(2));
    expect(await imagesOf(heading([...pixels, 'class']) + last)).toEqual(rows(2));
  });

  test('other squares are brought to 28 x 28', async () => {
    const { images, width, words } = await read('0,16,16,0\n16,0,0,16\n');
    expect([width, words]).toEqual([2, 'the least number, 0, is black and the greatest, 16, is white']);
    expect([images[0]!.bytes[0], images[0]!.bytes[27], images[0]!.bytes[14 * 28 - 15]]).toEqual([0, 255, 0]);
  });

  test('bad rows are named with their reason, the others stay', async () => {
    const good = rows(1)[0]!;
    const bad = [...good];
    const text = [good.join(','), bad.slice(1).join(','), bad.with(5, NaN).join(','), good.join(',')].join('\n');
    const { images, refused } = await read(text);
    expect(images.map(({ row }) => row)).toEqual([1, 4]);
    expect(refused).toEqual([
      { row: 2, reason: 'it has 783 columns, the first row 784' },
      { row: 3, reason: 'column 6 holds "NaN", which is no number' },
    ]);
  });

  test('of too many rows each may stay', async () => {
    const text = Array.from({ length: 400 }, (_, i) => `${i % 256},${Math.floor(i / 256)},0,255`).join('\n');
    const { images, beyond } = await read(text, 40);
    expect([images.length, beyond]).toEqual([40, 360]);
    const mean = images.reduce((sum, { row }) => sum + row, 0) / 40;
    expect(Math.abs(mean - 200)).toBeLessThan(80);
  });

  test.each([
    ['', /it is empty/],
    ['name,age\nann,3\n', /have 2 columns: expected the pixels of a square/],
    ['3,3,3,3\n3,3,3,3', /all its numbers are 3/],
  ])('%j is refused in words', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('any text gives images or a DataError', async () => {
    const cell = fc.oneof(
      fc.integer({ min: -5, max: 300 }).map(String),
      fc.string({ maxLength: 5 }),
      fc.constant('1e400'),
    );
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', ' '), async (cells, delimiter) => {
        const text = cells.map((row) => row.join(delimiter)).join('\n');
        try {
          const { images, refused } = await readTableImages(pieces(text, 7), 3);
          for (const image of images) expect(image.bytes.length).toBe(784);
          expect(images.length + refused.length).toBeLessThanOrEqual(3 + cells.length * 6);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
