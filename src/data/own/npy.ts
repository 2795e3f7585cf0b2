/** NumPy's .npy files, versions 1 to 3 (numpy.lib.format): real numbers in C or Fortran order. */
import { DataError } from '../dataError';

export interface NpyArray {
  readonly shape: readonly number[];
  /** Whether its numbers are unsigned bytes. */
  readonly areBytes: boolean;
  /** The number at an index of each axis, which must lie within the shape. */
  at(...index: number[]): number;
}

type Read = (view: DataView, offset: number, isLittle: boolean) => number;

const readers: Readonly<Record<string, Read>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, isLittle) => view.getUint16(at, isLittle),
  i2: (view, at, isLittle) => view.getInt16(at, isLittle),
  u4: (view, at, isLittle) => view.getUint32(at, isLittle),
  i4: (view, at, isLittle) => view.getInt32(at, isLittle),
  u8: (view, at, isLittle) => Number(view.getBigUint64(at, isLittle)),
  i8: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)),
  f4: (view, at, isLittle) => view.getFloat32(at, isLittle),
  f8: (view, at, isLittle) => view.getFloat64(at, isLittle),
};

const longestHeader = 65_536;

/** @throws DataError that says what is wrong, without the file's name */
export function parseNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) throw new DataError('it is no npy file');
  const major = bytes[6]!;
  if (major < 1 || major > 3) throw new DataError(`npy files of version 1 to 3 are read, this one is of ${major}`);
  const headerStart = major === 1 ? 10 : 12;
  const headerLength = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = headerStart + headerLength;
  if (headerLength > longestHeader || start > bytes.length) throw new DataError('its header is cut short');
  const header = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(headerStart, start));
  const { descr, isFortran, shape } = parseHeader(header);

  const [, order, kind] = /^([<>|=]?)([a-z]\d+)$/.exec(descr) ?? [];
  const read = kind === undefined || !Object.hasOwn(readers, kind) ? undefined : readers[kind];
  if (!read || kind === undefined)
    throw new DataError(`numbers of type ${descr} are not read; save the array as uint8 or float32`);
  const itemBytes = Number(kind.slice(1));
  const count = shape.reduce((product, length) => product * length, 1);
  const expected = count * itemBytes;
  if (bytes.length - start !== expected)
    throw new DataError(
      `its shape ${shapeWords(shape)} of ${descr} needs ${expected} bytes, and ${bytes.length - start} follow the header`,
    );
  const strides = stridesOf(shape, isFortran);
  const isLittle = order !== '>';
  return {
    shape,
    areBytes: kind === 'u1',
    at(...index) {
      let place = 0;
      for (let axis = 0; axis < strides.length; axis++) place += strides[axis]! * index[axis]!;
      return read(view, start + place * itemBytes, isLittle);
    },
  };
}

export const shapeWords = (shape: readonly number[]) => `(${shape.join(', ')})`;

/** A Python dictionary of three entries, written by repr. */
function parseHeader(header: string) {
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]{1,16})['"]/.exec(header)?.[1];
  const fortran = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(header)?.[1];
  const shapeText = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(header)?.[1];
  if (descr === undefined) throw new DataError('it must hold plain numbers, not records or objects');
  if (fortran === undefined || shapeText === undefined) throw new DataError('its header gives no shape');
  const shape = shapeText
    .split(',')
    .map((part) => part.trim().replace(/L$/, ''))
    .filter((part) => part !== '')
    .map(Number);
  if (!shape.every(Number.isSafeInteger)) throw new DataError(`its shape (${shapeText}) is no shape`);
  return { descr, isFortran: fortran === 'True', shape };
}

/** In numbers, not bytes. */
function stridesOf(shape: readonly number[], isFortran: boolean): number[] {
  const strides = shape.map(() => 1);
  const axes = shape.map((_, axis) => axis);
  if (!isFortran) axes.reverse();
  let stride = 1;
  for (const axis of axes) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Images in an array: how many, how large, and the gray value of each pixel. */
export interface ImageArray {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  gray(image: number, y: number, x: number): number;
}

/** @throws DataError for shapes that hold no images */
export function imagesOfArray({ shape, at }: NpyArray): ImageArray {
  const [count = 0, a = 0, b = 0, c = 0] = shape;
  const side = Math.sqrt(a);
  if (shape.includes(0)) throw new DataError(`its shape ${shapeWords(shape)} holds nothing`);
  if (shape.length === 2 && Number.isInteger(side))
    return { count, width: side, height: side, gray: (image, y, x) => at(image, y * side + x) };
  if (shape.length === 3) return { count, width: b, height: a, gray: at };
  if (shape.length === 4 && isChannels(c))
    return { count, width: b, height: a, gray: luma(c, (image, y, x, channel) => at(image, y, x, channel)) };
  if (shape.length === 4 && isChannels(a))
    return { count, width: c, height: b, gray: luma(a, (image, y, x, channel) => at(image, channel, y, x)) };
  throw new DataError(
    `its shape ${shapeWords(shape)} must be (images, height, width), with 1 or 3 channels last or second, or (images, pixels of a square)`,
  );
}

const isChannels = (length: number) => length === 1 || length === 3;

function luma(channels: number, at: (image: number, y: number, x: number, channel: number) => number) {
  if (channels === 1) return (image: number, y: number, x: number) => at(image, y, x, 0);
  return (image: number, y: number, x: number) =>
    0.299 * at(image, y, x, 0) + 0.587 * at(image, y, x, 1) + 0.114 * at(image, y, x, 2);
}
