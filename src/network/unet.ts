/**
 * The U-Net F(x, cNoise) inside the network denoiser, as a pure function of its parameters: the same code serves the page, training in Node and
 * the tests. It works at 14 x 14 and 7 x 7 on folded pixels, with one dense layer over the whole image at 7 x 7, and ends with one convolution at full
 * resolution that also sees the input.
 */
import { drawNormals, makeRng } from '../math/rng';
import * as tf from '../tfjs';
import type { Tensor, Tensor2D, Tensor4D } from '../tfjs';
import * as ops from './ops';

/** One named parameter: its shape and the standard deviation of its initial normal draw (0: zeros; 'ones': ones). */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly init: number | 'ones';
}

/** Parameters by name; each tensor has the shape its spec says. */
export type Parameters = Readonly<Record<string, Tensor>>;

export const imageSize = 28;
/** Frequencies of the noise embedding: sin and cos of 2 pi f cNoise, f from 1/8 to 8; cNoise spans about [-1.6, 1.1]. */
const embeddingFrequencies = Array.from({ length: 16 }, (_, i) => 2 ** (-3 + (6 * i) / 15));
const embeddingDim = 2 * embeddingFrequencies.length;
const hiddenDim = 64;
/** Full-resolution features under the last convolution. */
const fineChannels = 4;
/** The dense layer over the whole image: channels it reads and writes at each of the 7 x 7 pixels, and its hidden units as a multiple of the width. */
const globalChannels = 8;
const globalMultiple = 4;
const globalPixels = (imageSize / 4) ** 2;

/** Residual blocks in order of use, with their channels as a multiple of the width. */
const blocks = [
  { name: 'encode14', multiple: 1 },
  { name: 'middle7a', multiple: 2 },
  { name: 'middle7b', multiple: 2 },
  { name: 'decode14', multiple: 1 },
] as const;
type BlockName = (typeof blocks)[number]['name'];

/** Widths the network is made for. */
export const widths = { min: 8, max: 64 } as const;

/** Every parameter of the network of one width (channels at 14 x 14), in the order in which they are stored. */
export function unetSpecs(width: number): ParameterSpec[] {
  if (!Number.isInteger(width) || width < widths.min || width > widths.max)
    throw new RangeError(`unetSpecs: width must be an integer in [${widths.min}, ${widths.max}], got ${width}`);
  const modulation = blocks.reduce((sum, { multiple }) => sum + 2 * multiple * width, 0);
  return [
    { name: 'embed.hidden', shape: [embeddingDim, hiddenDim], init: fanIn(embeddingDim) },
    { name: 'embed.modulation', shape: [hiddenDim, modulation], init: 0 },
    { name: 'input.filter', shape: [6, 6, 1, width], init: fanIn(36) },
    ...blocks.flatMap(({ name, multiple }) => blockSpecs(name, multiple * width)),
    { name: 'down.weight', shape: [4 * width, 2 * width], init: fanIn(4 * width) },
    ...globalSpecs(width),
    { name: 'up.weight', shape: [2 * width, 4 * width], init: fanIn(2 * width) },
    { name: 'fine.scale', shape: [1, width], init: 'ones' },
    { name: 'fine.shift', shape: [1, width], init: 0 },
    { name: 'fine.filter', shape: [3, 3, width, 4 * fineChannels], init: fanIn(9 * width) },
    { name: 'output.filter', shape: [3, 3, fineChannels, 1], init: 0 },
    { name: 'output.inputFilter', shape: [3, 3, 1, 1], init: 0 },
  ];
}

const fanIn = (n: number) => Math.sqrt(1 / n);

function globalSpecs(width: number): ParameterSpec[] {
  const [channels, values, hidden] = [2 * width, globalPixels * globalChannels, globalMultiple * width];
  return [
    { name: 'global.scale', shape: [1, channels], init: 'ones' },
    { name: 'global.shift', shape: [1, channels], init: 0 },
    { name: 'global.reduce', shape: [channels, globalChannels], init: fanIn(channels) },
    { name: 'global.hidden', shape: [values, hidden], init: fanIn(values) },
    { name: 'global.output', shape: [hidden, values], init: fanIn(hidden) },
    { name: 'global.expand', shape: [globalChannels, channels], init: 0 },
  ];
}

function blockSpecs(name: string, channels: number): ParameterSpec[] {
  const filter = [3, 3, channels, channels];
  return [
    { name: `${name}.scale`, shape: [1, channels], init: 'ones' },
    { name: `${name}.shift`, shape: [1, channels], init: 0 },
    { name: `${name}.filter1`, shape: filter, init: Math.sqrt(1 / (9 * channels)) },
    { name: `${name}.filter2`, shape: filter, init: 0 },
  ];
}

/** Number of values in a parameter. */
export function sizeOf({ shape }: Pick<ParameterSpec, 'shape'>): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** The initial values of all parameters, one after another in the order of `unetSpecs`. The last filter is zero, so that F = 0 and D = cSkip x. */
export function initialValues(width: number, seed: number): Float32Array<ArrayBuffer> {
  const specs = unetSpecs(width);
  const values = new Float32Array(specs.reduce((sum, spec) => sum + sizeOf(spec), 0));
  let offset = 0;
  for (const [index, spec] of specs.entries()) {
    const size = sizeOf(spec);
    const own = values.subarray(offset, offset + size);
    if (spec.init === 'ones') own.fill(1);
    else if (spec.init > 0)
      own.set(drawNormals(makeRng(seed, index), size).map((draw) => draw * (spec.init as number)));
    offset += size;
  }
  return values;
}

/** Stored values as tensors by name. @param values  a tensor [size] in the order of `unetSpecs`; the caller keeps it and disposes the result */
export function splitParameters(values: tf.Tensor1D, specs: readonly ParameterSpec[]): Record<string, Tensor> {
  return tf.tidy(() => {
    let offset = 0;
    const take = (spec: ParameterSpec) => {
      const part = tf.slice(values, offset, sizeOf(spec)); // tf.split is far slower on WASM
      offset += sizeOf(spec);
      return tf.reshape(part, [...spec.shape]);
    };
    return Object.fromEntries(specs.map((spec) => [spec.name, take(spec)]));
  });
}

/**
 * F(x, cNoise).
 * @param x  [count, 784], already scaled by cIn
 * @param cNoise  ln(sigma) / 4 of each image, or a single number for the whole batch
 * @returns [count, 784]
 */
export function applyUnet(parameters: Parameters, x: Tensor2D, cNoise: readonly number[]): Tensor2D {
  const get = (name: string): Tensor => {
    const tensor = parameters[name];
    if (!tensor) throw new Error(`applyUnet: parameter ${name} is missing`);
    return tensor;
  };
  const matrix = (name: string) => get(name) as Tensor2D;
  const filter = (name: string) => get(name) as Tensor4D;
  if (cNoise.length !== 1 && cNoise.length !== x.shape[0])
    throw new RangeError(`applyUnet: cNoise must have 1 or ${x.shape[0]} numbers, got ${cNoise.length}`);

  const image = ops.asImages(x, imageSize, imageSize);
  const hidden = ops.silu(ops.dense(embedNoise(cNoise), matrix('embed.hidden')));
  const modulation = ops.dense(hidden, matrix('embed.modulation'));

  let column = 0;
  const block = (h: Tensor4D, name: BlockName) => {
    const channels = h.shape[3];
    const shift = ops.columns(modulation, column, channels);
    const scale = ops.columns(modulation, column + channels, channels);
    column += 2 * channels;
    const first = ops.convolve(
      ops.activatedRmsNorm(h, matrix(`${name}.scale`), matrix(`${name}.shift`)),
      filter(`${name}.filter1`),
    );
    const second = ops.convolve(ops.activatedRmsNorm(first, ops.addScalar(scale, 1), shift), filter(`${name}.filter2`));
    return ops.plus(h, second);
  };

  /** Every pixel to every pixel, which 3 x 3 convolutions alone are slow to learn. */
  const acrossImage = (h: Tensor4D) => {
    const normalized = ops.modulatedRmsNorm(h, matrix('global.scale'), matrix('global.shift'));
    const read = ops.asRows(ops.mixChannels(normalized, matrix('global.reduce')));
    const hidden = ops.silu(ops.dense(read, matrix('global.hidden')));
    const written = ops.asImages(ops.dense(hidden, matrix('global.output')), h.shape[1], h.shape[2]);
    return ops.mixChannels(written, matrix('global.expand'));
  };

  const encoded = block(ops.convolveInput(image, filter('input.filter')), 'encode14');
  let h = ops.downsample(encoded, matrix('down.weight'));
  h = block(h, 'middle7a');
  h = ops.plus(h, acrossImage(h));
  h = block(h, 'middle7b');
  h = ops.plus(encoded, ops.unfoldPixels(ops.mixChannels(h, matrix('up.weight'))));
  h = block(h, 'decode14');
  const coarse = ops.convolve(
    ops.activatedRmsNorm(h, matrix('fine.scale'), matrix('fine.shift')),
    filter('fine.filter'),
  );
  const fine = ops.silu(ops.unfoldPixels(coarse));
  return ops.asRows(
    ops.plus(ops.convolve(fine, filter('output.filter')), ops.convolve(image, filter('output.inputFilter'))),
  );
}

/** Features of cNoise, computed on the host: [cNoise.length, embeddingDim]. */
function embedNoise(cNoise: readonly number[]): Tensor2D {
  return tf.tensor2d(cNoise.map(noiseFeatures), [cNoise.length, embeddingDim]);
}

/** What the network is told of one noise level: sine and cosine of cNoise at each frequency. */
export function noiseFeatures(cNoise: number): number[] {
  return embeddingFrequencies.flatMap((f) => [Math.sin(2 * Math.PI * f * cNoise), Math.cos(2 * Math.PI * f * cNoise)]);
}
