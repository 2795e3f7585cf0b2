/** Pixels as bytes in [0, 255] and as the numbers in [-1, 1] that denoisers work on. */

/** x / 127.5 - 1 for each byte; same length and order. */
export function toFloatPixels(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(bytes, (byte) => byte / 127.5 - 1);
}

/** The inverse, for display: rounded to the nearest byte, values beyond [-1, 1] shown as black or white, NaN as black. */
export function toBytes(pixels: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(pixels, (pixel) => Math.round((pixel + 1) * 127.5));
}

/** The mean of images [count, dim] in bytes, as pixels in [-1, 1]: float64 [dim]. */
export function meanPixels(bytes: Uint8Array, dim: number): Float64Array {
  const sums = new Float64Array(dim);
  for (let i = 0; i < bytes.length; i++) sums[i % dim]! += bytes[i]!;
  return sums.map((sum) => sum / (bytes.length / dim) / 127.5 - 1);
}
