/**
 * The best affine map for what a denoiser does at one noise level: min over W, b of E |W z + b - D(z; sigma)|^2 with z = clean + sigma n (Li, Dai and
 * Qu, eq. 5), by normal equations.
 *
 * They are solved for the difference to a reference map (the Gaussian denoiser of any spectrum) in coordinates in which the reference's noisy images are
 * white. Without this the covariance of z has a condition number of 1e7 at sigma = 0.002, and float32 sums would be all error; with it a linear
 * teacher comes back, and conjugate gradients need a dozen iterations.
 */
import type { LinearMap } from '../denoisers/linear';
import { gaussianWeight, spectralMatrix } from '../denoisers/spectralMatrix';
import type { Denoiser } from '../diffusion/denoiser';
import { readBack } from '../diffusion/readback';
import { makeRng } from '../math/rng';
import type { Spectrum } from '../math/spectrum';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';
import { solveRows } from './solveRows';

export interface DistillationTask {
  readonly teacher: Denoiser;
  readonly sigma: number;
  /** Images [n, dim] to which noise is added, again and again. */
  readonly clean: Float32Array;
  /** Noisy inputs to ask the teacher about; many times dim. Rounded up to two halves of whole batches. */
  readonly count: number;
  /** Names the noise. */
  readonly seed: number;
  /** About that of the clean images; sets the coordinates, and the answer only where the inputs leave it open. */
  readonly reference: Spectrum;
  readonly batchSize?: number;
}

export interface DistilledMap extends LinearMap {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  /** W [dim, dim] as each half of the inputs alone gives it: what they differ by is the error of both. */
  readonly halves: readonly [Float32Array, Float32Array];
  /** E |W z + b - D(z)|^2 / dim on the inputs themselves, in squared pixel units. */
  readonly residual: number;
  /** Noisy inputs that were asked about. */
  readonly count: number;
}

export interface DistillationProgress {
  readonly phase: 'asking' | 'solving';
  readonly done: number;
  readonly total: number;
}

const ridge = 1e-6;
/** Batches added up on the device in float32 before they join the float64 sums. */
const batchesPerSum = 8;

/** Yields before every batch, and before every piece of the solution; returns the map. */
export async function* distillLinear(
  task: DistillationTask,
): AsyncGenerator<DistillationProgress, DistilledMap, undefined> {
  const { dim } = task.teacher;
  const { batchSize = 256 } = task;
  const batches = Math.max(1, Math.ceil(task.count / batchSize / 2));
  const count = 2 * batches * batchSize;
  const halves = [makeSums(dim), makeSums(dim)] as const;
  const frame = makeFrame(task.reference, task.sigma);
  try {
    for (const [half, sums] of halves.entries())
      for (let from = 0; from < batches; from += batchesPerSum) {
        let held: Tensor2D | undefined;
        try {
          for (let batch = from; batch < Math.min(batches, from + batchesPerSum); batch++) {
            const index = half * batches + batch;
            yield { phase: 'asking', done: index * batchSize, total: count };
            const noisy = noisyBatch(task, index, batchSize);
            const before: Tensor2D | undefined = held;
            held = tf.tidy(() => {
              const products = batchProducts(task, frame, tf.tensor2d(noisy, [batchSize, dim]));
              return before ? tf.add(before, products) : products;
            });
            before?.dispose();
          }
          addTo(sums, await readBack([held!]), dim);
        } finally {
          held?.dispose();
        }
      }
    return yield* solve(halves, frame, { sigma: task.sigma, dim, count });
  } finally {
    frame.dispose();
  }
}

/** Clean images in their order, again and again, each time with fresh noise: [batchSize, dim]. */
function noisyBatch({ clean, sigma, seed, teacher: { dim } }: DistillationTask, index: number, batchSize: number) {
  const rng = makeRng(seed, index);
  const noisy = new Float32Array(batchSize * dim);
  for (let row = 0; row < batchSize; row++) {
    const image = (index * batchSize + row) % (clean.length / dim);
    for (let p = 0; p < dim; p++) noisy[row * dim + p] = clean[image * dim + p]! + sigma * rng.normal();
  }
  return noisy;
}

interface Frame {
  /** [1, dim]. */
  readonly center: Tensor2D;
  /** (C + sigma^2)^(-1/2), symmetric. */
  readonly whiten: Tensor2D;
  /** The reference map C (C + sigma^2)^(-1), symmetric. */
  readonly map: Tensor2D;
  dispose(): void;
}

function makeFrame(reference: Spectrum, sigma: number): Frame {
  const { mean, dim } = reference;
  const center = tf.tensor2d(Float32Array.from(mean), [1, dim]);
  const whiten = spectralMatrix(reference, (lambda) => 1 / Math.sqrt(lambda + sigma ** 2));
  const map = gaussianWeight(reference, sigma);
  return { center, whiten, map, dispose: () => tf.dispose([center, whiten, map]) };
}

/**
 * [z, r, 1]^T [z, r, 1] without what is not needed: rows of z^T z, of r^T z, then the sums of z, of r, and of r^2 in one row each: [2 dim + 3, dim].
 * Here z is the white noisy image and r what the teacher's answer has beyond the reference map's.
 */
function batchProducts(
  { teacher, sigma }: DistillationTask,
  { center, whiten, map }: Frame,
  noisy: Tensor2D,
): Tensor2D {
  const centered = tf.sub<Tensor2D>(noisy, center);
  const z = tf.matMul<Tensor2D>(centered, whiten);
  const expected = tf.add(tf.matMul(centered, map), center);
  const r = tf.sub<Tensor2D>(teacher.denoise(noisy, sigma), expected);
  const ones = tf.ones([1, noisy.shape[0]]);
  const total = (x: Tensor2D) => tf.matMul<Tensor2D>(ones, x);
  return tf.concat(
    [tf.matMul(tf.transpose(z), z), tf.matMul(tf.transpose(r), z), total(z), total(r), total(tf.square(r))],
    0,
  );
}

interface Sums {
  readonly zz: Float64Array;
  readonly rz: Float64Array;
  readonly z: Float64Array;
  readonly r: Float64Array;
  readonly rr: Float64Array;
}
const sumNames = ['zz', 'rz', 'z', 'r', 'rr'] as const;

function makeSums(dim: number): Sums {
  const vector = () => new Float64Array(dim);
  return { zz: new Float64Array(dim * dim), rz: new Float64Array(dim * dim), z: vector(), r: vector(), rr: vector() };
}

function addTo(sums: Sums, values: Float32Array, dim: number): void {
  let offset = 0;
  for (const name of sumNames) {
    const into = sums[name];
    for (let i = 0; i < into.length; i++) into[i]! += values[offset + i]!;
    offset += into.length;
  }
  if (offset !== (2 * dim + 3) * dim)
    throw new Error(`distillLinear: expected ${(2 * dim + 3) * dim} sums, got ${offset}`);
}

interface Size {
  readonly sigma: number;
  readonly dim: number;
  readonly count: number;
}

async function* solve(
  [first, second]: readonly [Sums, Sums],
  frame: Frame,
  { sigma, dim, count }: Size,
): AsyncGenerator<DistillationProgress, DistilledMap, undefined> {
  const both = makeSums(dim);
  for (const name of sumNames)
    for (let i = 0; i < both[name].length; i++) both[name][i] = first[name][i]! + second[name][i]!;
  const parts = [moments(both, dim, count), moments(first, dim, count / 2), moments(second, dim, count / 2)];
  const weights: Float32Array[] = [];
  let rest = { bias: new Float32Array(dim), residual: 0 };
  for (const [done, { covariance, cross }] of parts.entries()) {
    const [matrix, rows] = [tf.tensor2d(covariance, [dim, dim]), tf.tensor2d(cross, [dim, dim])];
    const work = solveRows(matrix, rows);
    let white: Tensor2D | undefined;
    try {
      for (;;) {
        yield { phase: 'solving', done, total: parts.length };
        const step = await work.next();
        if (!step.done) continue;
        white = step.value;
        break;
      }
      const answers = tf.tidy((): Tensor2D[] => {
        const weight = tf.add<Tensor2D>(tf.matMul(white!, frame.whiten), frame.map);
        return done === 0 ? [weight, ...restOf(white!, rows, both, { frame, weight, count, dim })] : [weight];
      });
      const values = await readBack(answers).finally(() => tf.dispose(answers));
      weights.push(values.slice(0, dim * dim));
      if (done === 0) rest = { bias: values.slice(dim * dim, -1), residual: Math.max(0, values.at(-1)!) };
    } finally {
      await work.return(undefined as never); // when this was ended between two of its iterations
      tf.dispose(white ? [matrix, rows, white] : [matrix, rows]);
    }
  }
  const [weight, a, b] = weights;
  return { sigma, weight: weight!, halves: [a!, b!], ...rest, count };
}

/** Second moments about the means: of z with itself [dim, dim], a little ridge added, and of r with z [dim, dim]. */
function moments({ zz, rz, z, r }: Sums, dim: number, count: number) {
  const about = (products: Float64Array, a: Float64Array) =>
    Float32Array.from(products, (sum, i) => sum / count - (a[Math.floor(i / dim)]! / count) * (z[i % dim]! / count));
  const covariance = about(zz, z);
  for (let p = 0; p < dim; p++) covariance[p * dim + p]! += ridge;
  return { covariance, cross: about(rz, r) };
}

interface Whole extends Pick<Size, 'count' | 'dim'> {
  readonly frame: Frame;
  /** W in pixels. */
  readonly weight: Tensor2D;
}

/** b [1, dim] of D(x) = center + map (x - center) + white W P (x - center) + white b, gathered as W x + b, and the residual [1, 1]. */
function restOf(
  white: Tensor2D,
  cross: Tensor2D,
  { z, r, rr }: Sums,
  { frame, weight, count, dim }: Whole,
): Tensor2D[] {
  const mean = (sums: Float64Array) =>
    tf.tensor2d(
      Float32Array.from(sums, (sum) => sum / count),
      [1, dim],
    );
  const times = (x: Tensor2D, matrix: Tensor2D) => tf.matMul<Tensor2D>(x, tf.transpose(matrix));
  const [meanZ, meanR] = [mean(z), mean(r)];
  const whiteBias = tf.sub<Tensor2D>(meanR, times(meanZ, white));
  const bias = tf.add<Tensor2D>(tf.sub(frame.center, times(frame.center, weight)), whiteBias);
  const variance = tf.sub(tf.sum(tf.sub(mean(rr), tf.square(meanR))), tf.sum(tf.mul(white, cross)));
  return [bias, tf.reshape(tf.div(variance, dim), [1, 1])];
}
