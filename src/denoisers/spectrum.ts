/** The spectrum of N images: exact integer moments by float32 matrix products on the WASM backend, then eigenvectors in float64. */
import { momentsKind, spectrumOfBytes, type ByteMoments, type Spectrum } from '../math/spectrum';
import * as tf from '../tfjs';

/** 256 products of two bytes sum to at most 256 * 255^2 < 2^24: exact in float32. */
const exactTerms = 256;

export interface SpectrumProgress {
  readonly phase: 'moments' | 'eigen';
  readonly done: number;
  readonly total: number;
}

/**
 * Yields progress between pieces of work (each under about 50 ms, but for the last, the eigenvectors) and returns the spectrum.
 * @param bytes  [count, dim]
 */
export function* computeSpectrum(
  bytes: Uint8Array,
  count: number,
  dim: number,
): Generator<SpectrumProgress, Spectrum, undefined> {
  const kind = momentsKind(count, dim);
  const products = yield* kind === 'pixels'
    ? sumOfProducts(transposed(bytes, count, dim), dim, count)
    : sumOfProducts(bytes, count, dim);
  yield { phase: 'eigen', done: 0, total: 1 };
  return spectrumOfBytes(bytes, count, dim, { kind, products } satisfies ByteMoments);
}

/** A A^T for bytes A [rows, columns], exact: blocks of 256 columns in float32, added up in float64. */
function* sumOfProducts(
  a: Uint8Array,
  rows: number,
  columns: number,
): Generator<SpectrumProgress, Float64Array, undefined> {
  const sum = new Float64Array(rows * rows);
  for (let start = 0; start < columns; start += exactTerms) {
    yield { phase: 'moments', done: start, total: columns };
    addProducts(sum, a, { rows, columns, start, width: Math.min(exactTerms, columns - start) });
  }
  return sum;
}

// not inside the generator: V8 never optimises a hot loop in one while it runs
function addProducts(
  sum: Float64Array,
  a: Uint8Array,
  { rows, columns, start, width }: { rows: number; columns: number; start: number; width: number },
): void {
  const block = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++)
    block.set(a.subarray(row * columns + start, row * columns + start + width), row * width);
  const matrix = tf.tensor2d(block, [rows, width]);
  const turned = tf.transpose(matrix);
  const product = tf.matMul(matrix, turned);
  const values = product.dataSync(); // outside tidy, which would walk over every number it returns
  tf.dispose([matrix, turned, product]);
  for (let i = 0; i < values.length; i++) sum[i]! += values[i]!;
}

function transposed(bytes: Uint8Array, rows: number, columns: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  const tile = 64; // both sides of a tile stay in cache
  for (let r0 = 0; r0 < rows; r0 += tile) {
    for (let c0 = 0; c0 < columns; c0 += tile) {
      for (let r = r0; r < Math.min(r0 + tile, rows); r++)
        for (let c = c0; c < Math.min(c0 + tile, columns); c++) out[c * rows + r] = bytes[r * columns + c]!;
    }
  }
  return out;
}
