/**
 * The differentiable operations the network is made of, each with its own gradient. They need no entry in TensorFlow.js's gradient
 * registry, and they avoid what is slow or missing there: WASM has no filter gradient for convolutions, and matMul with transpose
 * flags takes a scalar path. Image tensors are [count, height, width, channel].
 */
import * as tf from '../tfjs';
import type { Tensor, Tensor2D, Tensor4D } from '../tfjs';
import { widthStep } from './networkProgram';

/** tf.customGrad with the types the operations below need: `backward` maps dL/d(output) and the saved tensors to dL/d(each input). */
function differentiable<In extends [Tensor, ...Tensor[]], Out extends Tensor>(
  inputs: In,
  forward: (...inputs: In) => { value: Out; saved: Tensor[] },
  backward: (gradient: Out, saved: Tensor[]) => Tensor[],
): Out {
  const operation = tf.customGrad((...args: unknown[]) => {
    const save = args.pop() as tf.GradSaveFunc;
    const { value, saved } = forward(...(args as In));
    save(saved);
    return { value, gradFunc: backward };
  });
  return operation(...inputs);
}

/**
 * Kernels of our own, for backends on which each call costs much: where one of these names is registered it computes the value, and the gradient computes
 * again what the plain operations would have kept.
 */
export const kernels = {
  silu: 'Silu',
  modulatedRmsNorm: 'ModulatedRmsNorm',
  /** D(x; sigma) of the whole network. */
  networkDenoise: 'NetworkDenoise',
  /** The loss of a batch of training and its gradient. */
  lossGradient: 'LossGradient',
} as const;

/** Whether the active backend has it. */
export const hasKernel = (name: string): boolean => Boolean(tf.getKernel(name, tf.getBackend()));

/** The same for a kernel of the whole network, which knows only some widths. */
export const hasNetworkKernel = (name: string, width: number): boolean => hasKernel(name) && width % widthStep === 0;

/** x [count, in] times weight [in, out]. */
export function dense(x: Tensor2D, weight: Tensor2D): Tensor2D {
  return differentiable(
    [x, weight],
    (x, weight) => ({ value: tf.matMul(x, weight), saved: [x, weight] }),
    (gradient, [x, weight]) => [
      tf.matMul(gradient, tf.transpose(weight as Tensor2D)),
      tf.matMul(tf.transpose(x as Tensor2D), gradient),
    ],
  );
}

/** x * sigmoid(x). */
export function silu<T extends Tensor>(x: T): T {
  return differentiable(
    [x],
    (x) => {
      if (hasKernel(kernels.silu)) return { value: tf.engine().runKernel<T>(kernels.silu, { x }), saved: [x] };
      const gate = tf.sigmoid(x);
      return { value: tf.mul<T>(x, gate), saved: [x, gate] };
    },
    (gradient, [x, gate]) => [siluGradient(gradient, x!, gate ?? tf.sigmoid(x!))],
  );
}

function siluGradient<T extends Tensor>(gradient: T, x: Tensor, gate: Tensor): T {
  return tf.mul(gradient, tf.mul(gate, tf.add(tf.sub(x, tf.mul(x, gate)), 1)));
}

/** The sum of two tensors of the same shape. */
export function plus<T extends Tensor>(a: T, b: T): T {
  return differentiable(
    [a, b],
    (a, b) => ({ value: tf.add<T>(a, b), saved: [] }),
    (gradient) => [shared(gradient), shared(gradient)],
  );
}

/** x plus a number. */
export function addScalar<T extends Tensor>(x: T, value: number): T {
  return differentiable(
    [x],
    (x) => ({ value: tf.add<T>(x, value), saved: [] }),
    (gradient) => [shared(gradient)],
  );
}

/** The same values under a new handle; unlike a clone, a reshape copies nothing on WASM. */
function shared<T extends Tensor>(x: T): T {
  return tf.reshape(x, x.shape) as T;
}

/** Columns [start, start + length) of x [count, dim]. */
export function columns(x: Tensor2D, start: number, length: number): Tensor2D {
  const [count, dim] = x.shape;
  return differentiable(
    [x],
    (x) => ({ value: tf.slice(x, [0, start], [count, length]), saved: [] }),
    (gradient) => [
      tf.pad(gradient, [
        [0, 0],
        [start, dim - start - length],
      ]),
    ],
  );
}

export const rmsEpsilon = 1e-6;

interface Norm {
  readonly x: Tensor4D;
  /** [count, channel], or [1, channel] for the whole batch. */
  readonly scale: Tensor2D;
  readonly shift: Tensor2D;
}

/** Each pixel's channels divided by their root mean square, times scale, plus shift. @param scale, shift  [count, channel], or [1, channel] for the whole batch */
export function modulatedRmsNorm(x: Tensor4D, scale: Tensor2D, shift: Tensor2D): Tensor4D {
  if (hasKernel(kernels.modulatedRmsNorm)) return normByKernel({ x, scale, shift }, false);
  return differentiable(
    [x, scale, shift],
    (x, scale, shift) => {
      const { value, normalized, inverseRms } = normParts({ x, scale, shift });
      return { value, saved: [normalized, inverseRms, scale] };
    },
    (gradient, [normalized, inverseRms, scale]) =>
      normGradient(gradient, normalized as Tensor4D, inverseRms as Tensor4D, scale as Tensor2D),
  );
}

/** The same, through silu. */
export function activatedRmsNorm(x: Tensor4D, scale: Tensor2D, shift: Tensor2D): Tensor4D {
  if (hasKernel(kernels.modulatedRmsNorm)) return normByKernel({ x, scale, shift }, true);
  return silu(modulatedRmsNorm(x, scale, shift));
}

function normByKernel({ x, scale, shift }: Norm, isActivated: boolean): Tensor4D {
  return differentiable(
    [x, scale, shift],
    (x, scale, shift) => ({
      value: tf.engine().runKernel<Tensor4D>(kernels.modulatedRmsNorm, { x, scale, shift }, { isActivated }),
      saved: [x, scale, shift],
    }),
    (gradient, saved) => {
      const [x, scale, shift] = saved as [Tensor4D, Tensor2D, Tensor2D];
      const { value, normalized, inverseRms } = normParts({ x, scale, shift });
      const own = isActivated ? siluGradient(gradient, value, tf.sigmoid(value)) : gradient;
      return normGradient(own, normalized, inverseRms, scale);
    },
  );
}

function normParts({ x, scale, shift }: Norm) {
  const inverseRms = tf.rsqrt<Tensor4D>(tf.add(tf.mean(tf.square(x), -1, true), rmsEpsilon));
  const normalized = tf.mul<Tensor4D>(x, inverseRms);
  return { inverseRms, normalized, value: tf.add<Tensor4D>(tf.mul(normalized, perImage(scale)), perImage(shift)) };
}

/** dL / d(x, scale, shift). */
function normGradient(gradient: Tensor4D, normalized: Tensor4D, inverseRms: Tensor4D, scale: Tensor2D): Tensor[] {
  const toNormalized = tf.mul<Tensor4D>(gradient, perImage(scale));
  const along = tf.mean(tf.mul(toNormalized, normalized), -1, true);
  const shared = scale.shape[0] === 1;
  return [
    tf.mul(inverseRms, tf.sub(toNormalized, tf.mul(normalized, along))),
    sumPixels(tf.mul(gradient, normalized), shared),
    sumPixels(gradient, shared),
  ];
}

/** [count, channel] as [count, 1, 1, channel], to broadcast over pixels. */
function perImage(x: Tensor2D): Tensor4D {
  return tf.reshape(x, [x.shape[0], 1, 1, x.shape[1]]);
}

/**
 * Sums over pixels, [count, channel], and over the batch when `wholeBatch`, [1, channel]; as products with ones, because WASM transposes before it sums
 * over leading axes.
 */
function sumPixels(x: Tensor4D, wholeBatch: boolean): Tensor2D {
  const [count, height, width, channels] = x.shape;
  const perImage = tf.matMul(tf.ones([count, 1, height * width]), tf.reshape(x, [count, height * width, channels]));
  const sums = tf.reshape<tf.Rank.R2>(perImage, [count, channels]);
  return wholeBatch ? tf.matMul(tf.ones([1, count]), sums) : sums;
}

/** Convolution with an odd square filter [size, size, in, out], stride 1, zero padding that keeps the image's size. */
export function convolve(x: Tensor4D, filter: Tensor4D): Tensor4D {
  return differentiable(
    [x, filter],
    (x, filter) => ({ value: tf.conv2d(x, filter, 1, 'same'), saved: [x, filter] }),
    (gradient, [x, filter]) => {
      return [
        tf.conv2d(gradient, mirrored(filter as Tensor4D), 1, 'same'),
        filterGradient(x as Tensor4D, gradient, {
          size: filter!.shape[0],
          stride: 1,
          padding: (filter!.shape[0] - 1) / 2,
        }),
      ];
    },
  );
}

/** A filter turned by half a turn, its inputs for its outputs. By a product with the permutation: tf.reverse and tf.gather are slow on WASM. */
function mirrored(filter: Tensor4D): Tensor4D {
  const [height, width, from, to] = filter.shape;
  const taps = height * width;
  const turn = new Float32Array(taps * taps);
  for (let i = 0; i < taps; i++) turn[i * taps + (taps - 1 - i)] = 1;
  const turned = tf.matMul(tf.tensor2d(turn, [taps, taps]), tf.reshape<tf.Rank.R2>(filter, [taps, from * to]));
  return tf.transpose(tf.reshape(turned, [height, width, from, to]), [0, 1, 3, 2]);
}

/** Convolution of the noisy image itself with filter [size, size, in, out]: stride 2 and padding size / 2 - 1; no gradient flows into x. */
export function convolveInput(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const size = filter.shape[0];
  return differentiable(
    [filter],
    (filter) => ({ value: tf.conv2d(x, filter, 2, size / 2 - 1), saved: [x] }),
    (gradient, [x]) => [filterGradient(x as Tensor4D, gradient, { size, stride: 2, padding: size / 2 - 1 })],
  );
}

/**
 * dL/d(filter) as one forward convolution: channels take the place of the batch, the output gradient is the filter, and a stride becomes a dilation.
 */
function filterGradient(
  x: Tensor4D,
  gradient: Tensor4D,
  { size, stride, padding }: { size: number; stride: number; padding: number },
): Tensor4D {
  const input = tf.transpose(x, [3, 1, 2, 0]);
  const filter = tf.transpose(gradient, [1, 2, 0, 3]);
  const full = tf.conv2d(input, filter, 1, padding, 'NHWC', stride);
  // with a stride, the last rows of the correlation reach past the filter
  const cut = full.shape[1] === size ? full : tf.slice(full, [0, 0, 0, 0], [-1, size, size, -1]);
  return tf.transpose(cut, [1, 2, 0, 3]);
}

/** Halves height and width: each 2 x 2 block of pixels times weight [4 * in, out], block rows first (a 2 x 2 convolution of stride 2). */
export function downsample(x: Tensor4D, weight: Tensor2D): Tensor4D {
  const [count, height, width] = x.shape;
  const out = weight.shape[1];
  return differentiable(
    [x, weight],
    (x, weight) => {
      const filter = tf.reshape(weight, [2, 2, x.shape[3], out]);
      return { value: tf.conv2d(x, filter as Tensor4D, 2, 'valid'), saved: [x, weight] };
    },
    (gradient, [x, weight]) => {
      const rows = tf.reshape(gradient, [(count * height * width) / 4, out]);
      const blocks = tf.reshape(spaceToDepth(x as Tensor4D), [rows.shape[0], weight!.shape[0]]);
      const toBlocks = tf.matMul(rows, tf.transpose(weight as Tensor2D));
      return [
        depthToSpace(tf.reshape(toBlocks, [count, height / 2, width / 2, weight!.shape[0]])),
        tf.matMul(tf.transpose(blocks), rows),
      ];
    },
  );
}

/** A product of each pixel's channels with weight [in, out]. */
export function mixChannels(x: Tensor4D, weight: Tensor2D): Tensor4D {
  const [count, height, width, channels] = x.shape;
  const rows = dense(reshaped(x, [count * height * width, channels]), weight);
  return reshaped(rows, [count, height, width, weight.shape[1]]);
}

/** Doubles height and width: channel groups of 4 * out become 2 x 2 blocks of pixels with `out` channels, block rows first. */
export function unfoldPixels(x: Tensor4D): Tensor4D {
  return differentiable(
    [x],
    (x) => ({ value: depthToSpace(x), saved: [] }),
    (gradient) => [spaceToDepth(gradient)],
  );
}

function reshaped<R extends tf.Rank>(x: Tensor, shape: tf.ShapeMap[R]): Tensor<R> {
  const before = x.shape;
  return differentiable(
    [x],
    (x) => ({ value: tf.reshape<R>(x, shape), saved: [] }),
    (gradient) => [tf.reshape(gradient, before)],
  );
}

/** Rows [count, height * width * channel] as images [count, height, width, channel]. */
export function asImages(x: Tensor2D, height: number, width: number): Tensor4D {
  return reshaped(x, [x.shape[0], height, width, x.shape[1] / (height * width)]);
}

/** Images as rows [count, height * width * channel]. */
export function asRows(x: Tensor4D): Tensor2D {
  return reshaped(x, [x.shape[0], x.shape[1] * x.shape[2] * x.shape[3]]);
}

// reshape and transpose: tf.depthToSpace is slower than the two together
function depthToSpace(x: Tensor4D): Tensor4D {
  const [count, height, width, channels] = x.shape;
  const blocks = tf.reshape(x, [count, height, width, 2, 2, channels / 4]);
  return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [count, height * 2, width * 2, channels / 4]);
}

function spaceToDepth(x: Tensor4D): Tensor4D {
  const [count, height, width, channels] = x.shape;
  const blocks = tf.reshape(x, [count, height / 2, 2, width / 2, 2, channels]);
  return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [count, height / 2, width / 2, channels * 4]);
}

/** Mean of (a - target)^2 over all entries; no gradient flows into target. */
export function meanSquaredError(a: Tensor2D, target: Tensor2D): tf.Scalar {
  return differentiable(
    [a],
    (a) => {
      const difference = tf.sub(a, target);
      return { value: tf.mean<tf.Scalar>(tf.square(difference)), saved: [difference] };
    },
    (gradient, [difference]) => [tf.mul(tf.mul(difference!, 2 / difference!.size), gradient)],
  );
}
