/** Images as gray bytes: what is done to pixels before they are shown. */

/** Values in [-range, range] as bytes, beyond it black or white. */
export function toGray(values: ArrayLike<number>, range = 1): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (values[i]! / range + 1) * 127.5;
  return bytes;
}

const converted = new WeakMap<Float32Array, Uint8ClampedArray<ArrayBuffer>>();

/** Values in [-1, 1] as bytes, converted once for each array: for images that do not change and are drawn often. */
export function toGrayOnce(values: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const known = converted.get(values);
  if (known) return known;
  const bytes = toGray(values);
  converted.set(values, bytes);
  return bytes;
}

/** A noisy image on the scale of the data: x sigmaData / sqrt(sigma^2 + sigmaData^2), which is x itself at sigma = 0. */
export function normaliseNoisy(x: Float32Array, sigma: number, sigmaData: number): Float32Array<ArrayBuffer> {
  const scale = sigmaData / Math.hypot(sigma, sigmaData);
  return Float32Array.from(x, (value) => value * scale);
}

/** (x - D) / sigma = -sigma times the score: the noise that D sees in x, in standard deviations. */
export function noiseDirection(x: Float32Array, denoised: Float32Array, sigma: number): Float32Array<ArrayBuffer> {
  if (!(sigma > 0)) throw new RangeError(`noiseDirection: sigma must be > 0, got ${sigma}`);
  return Float32Array.from(x, (value, i) => (value - denoised[i]!) / sigma);
}

/** Root mean square difference of two images. */
export function rmse(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`rmse: lengths must be equal, got ${a.length} and ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}
