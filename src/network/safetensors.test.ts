import { describe, expect, test } from 'vitest';
import {
  fromFloat16,
  readSafetensors,
  SafetensorsError,
  toFloat16,
  writeSafetensors,
  type SafetensorsFile,
} from './safetensors';

const file: SafetensorsFile = {
  metadata: { made: 'by a test', 'kläng "x" {': '\\' },
  tensors: {
    a: { shape: [2, 3], values: Float32Array.of(0, -0, 1.5, -2.25, 65504, 2 ** -24) },
    'b/ü': { shape: [], values: Float32Array.of(0.1) },
    empty: { shape: [0, 7], values: new Float32Array(0) },
  },
};

describe('what is written is read', () => {
  test('float32, to the bit', () => {
    const read = readSafetensors(writeSafetensors(file, 'F32'), 'x');
    expect(read.metadata).toEqual(file.metadata);
    expect(Object.keys(read.tensors)).toEqual(Object.keys(file.tensors));
    for (const [name, { shape, values }] of Object.entries(file.tensors)) {
      expect(read.tensors[name]!.shape).toEqual(shape);
      expect([...read.tensors[name]!.values]).toEqual([...values]); // toEqual tells -0 from 0
    }
  });

  test('float16, to 11 bits', () => {
    const { tensors } = readSafetensors(writeSafetensors(file, 'F16'), 'x');
    expect([...tensors['a']!.values]).toEqual([0, -0, 1.5, -2.25, 65504, 2 ** -24]);
    expect(tensors['b/ü']!.values[0]).toBe(1638 / 2 ** 14);
  });

  test('from the middle of a larger buffer, at an odd offset', () => {
    const bytes = writeSafetensors(file, 'F32');
    const around = new Uint8Array(bytes.length + 5);
    around.set(bytes, 3);
    const { tensors } = readSafetensors(around.subarray(3, 3 + bytes.length), 'x');
    expect([...tensors['a']!.values]).toEqual([...file.tensors['a']!.values]);
  });

  test('with no tensor and no metadata', () => {
    expect(readSafetensors(writeSafetensors({ tensors: {}, metadata: {} }, 'F16'), 'x')).toEqual({
      tensors: {},
      metadata: {},
    });
  });

  test('the body starts at a multiple of 8 bytes', () => {
    for (let length = 0; length < 9; length++) {
      const bytes = writeSafetensors({ tensors: {}, metadata: { name: 'ü'.repeat(length) } }, 'F32');
      expect(bytes.length % 8).toBe(0);
    }
  });

  test('values that float16 cannot hold are refused', () => {
    for (const value of [65520, -1e9, Infinity, NaN]) {
      const tensors = { a: { shape: [1], values: Float32Array.of(value) } };
      expect(() => writeSafetensors({ tensors, metadata: {} }, 'F16')).toThrow(RangeError);
    }
  });
});

describe('float16', () => {
  const bits = new DataView(new ArrayBuffer(4));
  /** By moving the bits into a float32. */
  const widen = (code: number): number => {
    const [sign, exponent, fraction] = [code >>> 15, (code >>> 10) & 31, code & 1023];
    if (exponent === 0) return (sign ? -1 : 1) * (fraction / 1024) * 2 ** -14;
    bits.setUint32(0, ((sign << 31) | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13)) >>> 0);
    return bits.getFloat32(0);
  };
  const codes = Array.from({ length: 65536 }, (_, code) => code);

  test('every code stands for its number, and every number goes back to its code', () => {
    const wrong = codes.filter((code) => !Object.is(fromFloat16(code), widen(code)));
    expect(wrong).toEqual([]);
    expect(codes.filter((code) => Number.isFinite(widen(code)) && toFloat16(widen(code)) !== code)).toEqual([]);
  });

  test('rounds to the nearest, ties to even, on both sides of every step', () => {
    const next = (value: number, up: number) => {
      bits.setFloat32(0, value);
      bits.setUint32(0, bits.getUint32(0) + up);
      return bits.getFloat32(0);
    };
    const wrong = codes.filter((code) => {
      if ((code & 0x7fff) >= 0x7bff) return false; // the largest, infinities, NaN
      const [low, high] = [widen(code), widen(code + 1)];
      const middle = (low + high) / 2; // exact in float32
      const even = code % 2 === 0 ? code : code + 1;
      return (
        toFloat16(middle) !== even || toFloat16(next(middle, -1)) !== code || toFloat16(next(middle, 1)) !== code + 1
      );
    });
    expect(wrong).toEqual([]);
    expect(toFloat16(Math.fround(65519.99))).toBe(0x7bff);
    expect(toFloat16(2 ** -26)).toBe(0);
    expect(toFloat16(-(2 ** -26))).toBe(0x8000);
  });
});

/** A file of any header and body. */
function assemble(header: string | Uint8Array, body: Uint8Array = new Uint8Array(0), length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(body, 8 + text.length);
  return bytes;
}

const tensor = (dtype: string, shape: unknown, offsets: unknown) =>
  JSON.stringify({ dtype, shape, data_offsets: offsets });
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('a malformed file is refused with the reason', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /at least 8 bytes, got 0/],
    ['seven bytes', new Uint8Array(7), /at least 8 bytes, got 7/],
    [
      'a header longer than the file',
      assemble('{}', undefined, 3n),
      /header's length must fit the file \(10 bytes\), got 3/,
    ],
    ['a huge header', assemble('{}', undefined, 2n ** 63n + 5n), /header's length must fit the file/],
    ['a header beyond 2^53', assemble('{}', undefined, 2n ** 64n - 1n), /header's length must fit the file/],
    ['an empty header', assemble(''), /must start with "\{"/],
    ['a header that does not start with {', assemble(' {}'), /must start with "\{"/],
    ['a list', assemble('[]'), /must start with "\{"/],
    ['JSON cut short', assemble('{"a":'), /must be JSON in UTF-8/],
    ['bytes that are not UTF-8', assemble(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), /must be JSON in UTF-8/],
    ['something after the JSON', assemble('{} x'), /must be JSON in UTF-8/],
    [
      'a name twice',
      assemble(`{"a":${tensor('F32', [0], [0, 0])},"a":${tensor('F32', [1], [0, 4])}}`, floats(1)),
      /names a twice/,
    ],
    [
      'a name twice, once escaped',
      assemble(`{"a":${tensor('F32', [0], [0, 0])},"\\u0061" : ${tensor('F32', [1], [0, 4])}}`, floats(1)),
      /names a twice/,
    ],
    [
      'a field twice',
      assemble('{"a":{"dtype":"F32","shape":[9],"shape":[1],"data_offsets":[0,4]}}', floats(1)),
      /names shape twice/,
    ],
    ['metadata of numbers', assemble('{"__metadata__":{"a":1}}'), /__metadata__ must map strings to strings/],
    ['metadata that is a list', assemble('{"__metadata__":["a"]}'), /__metadata__ must map strings to strings/],
    ['a tensor that is a number', assemble('{"a":1}'), /tensor a must be described by an object/],
    ['a tensor that is null', assemble('{"a":null}'), /tensor a must be described by an object/],
    [
      'another dtype',
      assemble(`{"a":${tensor('BF16', [1], [0, 2])}}`, new Uint8Array(2)),
      /dtype must be F32, F16 or I8, got "BF16"/,
    ],
    [
      'no dtype',
      assemble('{"a":{"shape":[],"data_offsets":[0,4]}}', floats(1)),
      /dtype must be F32, F16 or I8, got nothing/,
    ],
    [
      'a negative size',
      assemble(`{"a":${tensor('F32', [-1], [0, 4])}}`, floats(1)),
      /shape must be up to 8 integers >= 0, got \[-1\]/,
    ],
    ['a fractional size', assemble(`{"a":${tensor('F32', [0.5, 2], [0, 4])}}`, floats(1)), /shape must be/],
    ['a size in words', assemble(`{"a":${tensor('F32', ['1'], [0, 4])}}`, floats(1)), /shape must be/],
    [
      'nine dimensions',
      assemble(`{"a":${tensor('F32', Array(9).fill(1), [0, 4])}}`, floats(1)),
      /shape must be up to 8/,
    ],
    [
      'sizes whose product overflows',
      assemble(`{"a":${tensor('F32', [2 ** 31, 2 ** 31], [0, 4])}}`, floats(1)),
      /must span/,
    ],
    [
      'negative offsets',
      assemble(`{"a":${tensor('F32', [1], [-4, 0])}}`, floats(1)),
      /data_offsets must be two integers >= 0, got \[-4,0\]/,
    ],
    [
      'offsets the wrong way round',
      assemble(`{"a":${tensor('F32', [1], [4, 0])}}`, floats(1)),
      /must span 4 bytes \(shape x dtype\), got -4/,
    ],
    [
      'three offsets',
      assemble(`{"a":${tensor('F32', [1], [0, 4, 8])}}`, floats(1)),
      /data_offsets must be two integers/,
    ],
    [
      'no offsets',
      assemble('{"a":{"dtype":"F32","shape":[1]}}', floats(1)),
      /data_offsets must be two integers >= 0, got nothing/,
    ],
    [
      'a span that is not shape x dtype',
      assemble(`{"a":${tensor('F16', [3], [0, 8])}}`, floats(1, 2)),
      /must span 6 bytes/,
    ],
    [
      'a hole at the start',
      assemble(`{"a":${tensor('F32', [1], [4, 8])}}`, floats(1, 2)),
      /a must start at byte 0 .*no holes/,
    ],
    [
      'a hole in the middle',
      assemble(`{"a":${tensor('F32', [1], [0, 4])},"b":${tensor('F32', [1], [8, 12])}}`, floats(1, 2, 3)),
      /b must start at byte 4/,
    ],
    [
      'an overlap',
      assemble(`{"a":${tensor('F32', [2], [0, 8])},"b":${tensor('F32', [2], [4, 12])}}`, floats(1, 2, 3)),
      /b must start at byte 8 .*no overlaps/,
    ],
    [
      'a tensor inside another',
      assemble(`{"a":${tensor('F32', [3], [0, 12])},"b":${tensor('F32', [1], [4, 8])}}`, floats(1, 2, 3)),
      /b must start at byte 12/,
    ],
    [
      'bytes left over',
      assemble(`{"a":${tensor('F32', [1], [0, 4])}}`, floats(1, 2)),
      /must fill the body of 8 bytes, they end at 4/,
    ],
    [
      'a body cut short',
      assemble(`{"a":${tensor('F32', [2], [0, 8])}}`, floats(1)),
      /must fill the body of 4 bytes, they end at 8/,
    ],
    ['NaN', assemble(`{"a":${tensor('F32', [2], [0, 8])}}`, floats(1, NaN)), /tensor a must hold finite values/],
    [
      'infinity in float16',
      assemble(`{"a":${tensor('F16', [1], [0, 2])}}`, Uint8Array.of(0, 0x7c)),
      /tensor a must hold finite values/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes, 'net.safetensors')).toThrow(SafetensorsError);
    expect(() => readSafetensors(bytes, 'net.safetensors')).toThrow(message);
    expect(() => readSafetensors(bytes, 'net.safetensors')).toThrow(/^net\.safetensors: /);
  });

  test('lists nested a hundred thousand deep, and a name of ten million letters', () => {
    const deep = `{"a":{"dtype":"F32","shape":${'['.repeat(1e5)}${']'.repeat(1e5)},"data_offsets":[0,4]}}`;
    expect(() => readSafetensors(assemble(deep), 'x')).toThrow(SafetensorsError);
    const long = `{"${'a\\n'.repeat(5e6)}":1}`;
    expect(() => readSafetensors(assemble(long), 'x')).toThrow(SafetensorsError);
  });

  test("names of the language's own objects are only names", () => {
    const bytes = assemble(
      `{"__proto__":${tensor('F32', [1], [0, 4])},"constructor":${tensor('F32', [1], [4, 8])}}`,
      floats(1, 2),
    );
    const { tensors } = readSafetensors(bytes, 'x');
    expect(Object.keys(tensors)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
  });
});
