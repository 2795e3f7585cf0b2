/**
 * The best affine map for what a denoiser does at one noise level: min over W, b of E |W z + b - D(z; sigma)|^2 with z = clean + sigma n (Li, Dai and
 * Qu, eq. 5), by normal equations.
 *
 * They are solved for the difference to a reference map (the Gaussian denoiser of any spectrum) in coordinates in which the reference's noisy images are
 * white. Without this the covariance of z has a condition number of 1e7 at sigma = 0.002, and float32 sums would be all error; with it a linear
 * teacher comes back.
 */
import type { LinearMap } from '../denoisers/linear';
import type { Denoiser } from '../diffusion/denoiser';
import { readBack } from '../diffusion/readback';
import { frobeniusNorm, multiply, solvePositiveDefinite } from '../math/dense';
import { makeRng } from '../math/rng';
import type { Spectrum } from '../math/spectrum';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

export interface DistillationTask {
  readonly teacher: Denoiser;
  readonly sigma: number;
  /** Images [count, dim] to which noise is added, again and again. */
  readonly clean: Float32Array;
  /** Noisy images to ask the teacher about; many times dim. Rounded up to two halves of whole batches. */
  readonly inputs: number;
  /** Names the noise. */
  readonly seed: number;
  /** About that of the clean images; sets the coordinates, and the answer only where the inputs leave it open. */
  readonly reference: Spectrum;
  readonly batchSize?: number;
}

export interface DistilledMap extends LinearMap {
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  /** Standard error of W: half the Frobenius norm of the difference between the maps of the two halves of the inputs. */
  readonly standardError: number;
  /** E |W z + b - D(z)|^2 / dim on the inputs themselves, in squared pixel units. */
  readonly residual: number;
}

/** Inputs asked so far. */
export interface DistillationProgress {
  readonly done: number;
  readonly total: number;
}

const ridge = 1e-6;
/** Batches added up on the device in float32 before they join the float64 sums. */
const batchesPerSum = 8;

/** Yields before every batch; returns the map. */
export async function* distillLinear(
  task: DistillationTask,
): AsyncGenerator<DistillationProgress, DistilledMap, undefined> {
  const { teacher, sigma, clean, seed, reference, batchSize = 256 } = task;
  const { dim } = teacher;
  const count = clean.length / dim;
  const batches = Math.max(1, Math.ceil(task.inputs / batchSize / 2));
  const total = 2 * batches * batchSize;
  const frame = makeFrame(reference, sigma);
  const halves = [makeSums(dim), makeSums(dim)] as const;
  try {
    for (const [half, sums] of halves.entries()) {
      for (let from = 0; from < batches; from += batchesPerSum) {
        let held: Tensor2D | undefined;
        try {
          for (let batch = from; batch < Math.min(batches, from + batchesPerSum); batch++) {
            yield { done: (half * batches + batch) * batchSize, total };
            const rng = makeRng(seed, half, batch);
            const noisy = new Float32Array(batchSize * dim);
            for (let row = 0; row < batchSize; row++) {
              const image = ((half * batches + batch) * batchSize + row) % count;
              for (let p = 0; p < dim; p++) noisy[row * dim + p] = clean[image * dim + p]! + sigma * rng.normal();
            }
            const before: Tensor2D | undefined = held;
            held = tf.tidy(() => {
              const products = batchProducts(teacher, frame, tf.tensor2d(noisy, [batchSize, dim]), sigma);
              return before ? tf.add(before, products) : products;
            });
            before?.dispose();
          }
          addTo(sums, await readBack([held!]), dim);
        } finally {
          held?.dispose();
        }
      }
    }
  } finally {
    frame.dispose();
  }
  return solve(halves, { reference, sigma, dim, inputs: total });
}

/** Whitening P = (C + sigma^2)^(-1/2) and the reference map C (C + sigma^2)^(-1), symmetric, on the device. */
function makeFrame({ mean, dim, ...spectrum }: Spectrum, sigma: number) {
  const center = tf.tensor2d(Float32Array.from(mean), [1, dim]);
  const matrix = (f: (lambda: number) => number) =>
    tf.tensor2d(Float32Array.from(functionOf({ ...spectrum, dim }, f)), [dim, dim]);
  const whiten = matrix((lambda) => 1 / Math.sqrt(lambda + sigma ** 2));
  const map = matrix((lambda) => lambda / (lambda + sigma ** 2));
  return {
    center,
    whiten,
    map,
    dispose: () => {
      tf.dispose([center, whiten, map]);
    },
  };
}

/** f of the covariance: U f(lambda) U^T, with lambda = 0 off the span of the modes. [dim, dim] */
function functionOf(
  { modes, eigenvalues, dim }: Pick<Spectrum, 'modes' | 'eigenvalues' | 'dim'>,
  f: (lambda: number) => number,
): Float64Array {
  const off = f(0);
  const rank = eigenvalues.length;
  const scaledT = new Float64Array(dim * rank);
  for (let m = 0; m < rank; m++)
    for (let p = 0; p < dim; p++) scaledT[p * rank + m] = modes[m * dim + p]! * (f(eigenvalues[m]!) - off);
  const result = rank > 0 ? multiply(scaledT, modes, rank) : new Float64Array(dim * dim);
  for (let p = 0; p < dim; p++) result[p * dim + p]! += off;
  return result;
}

/**
 * [z, r, 1]^T [z, r, 1] without what is not needed: rows of z^T z, of r^T z, then the sums of z, of r, and of r^2 in one row each: [2 dim + 3, dim].
 * Here z is the white noisy image and r what the teacher's answer has beyond the reference map's.
 */
function batchProducts(
  teacher: Denoiser,
  { center, whiten, map }: ReturnType<typeof makeFrame>,
  noisy: Tensor2D,
  sigma: number,
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

function makeSums(dim: number): Sums {
  const vector = () => new Float64Array(dim);
  return { zz: new Float64Array(dim * dim), rz: new Float64Array(dim * dim), z: vector(), r: vector(), rr: vector() };
}

function addTo({ zz, rz, z, r, rr }: Sums, values: Float32Array, dim: number): void {
  let offset = 0;
  for (const into of [zz, rz, z, r, rr]) {
    for (let i = 0; i < into.length; i++) into[i]! += values[offset + i]!;
    offset += into.length;
  }
  if (offset !== (2 * dim + 3) * dim)
    throw new Error(`distillLinear: expected ${(2 * dim + 3) * dim} sums, got ${offset}`);
}

interface Solution {
  readonly reference: Spectrum;
  readonly sigma: number;
  readonly dim: number;
  readonly inputs: number;
}

function solve([first, second]: readonly [Sums, Sums], context: Solution): DistilledMap {
  const { reference, sigma, dim, inputs } = context;
  const both = makeSums(dim);
  for (const name of ['zz', 'rz', 'z', 'r', 'rr'] as const)
    for (let i = 0; i < both[name].length; i++) both[name][i] = first[name][i]! + second[name][i]!;
  const whole = solveWhite(both, dim, inputs);
  const [a, b] = [first, second].map((sums) => solveWhite(sums, dim, inputs / 2).weight);
  const whiten = functionOf(reference, (lambda) => 1 / Math.sqrt(lambda + sigma ** 2));
  const toPixels = (white: Float64Array) => multiply(white, whiten, dim);

  const weight = toPixels(whole.weight);
  const map = functionOf(reference, (lambda) => lambda / (lambda + sigma ** 2));
  for (let i = 0; i < weight.length; i++) weight[i]! += map[i]!;
  // D(x) = mean + map (x - mean) + white W P (x - mean) + white b, gathered as W x + b
  const bias = new Float64Array(dim);
  for (let p = 0; p < dim; p++) {
    let moved = 0;
    for (let q = 0; q < dim; q++) moved += weight[p * dim + q]! * reference.mean[q]!;
    bias[p] = reference.mean[p]! - moved + whole.bias[p]!;
  }
  const difference = toPixels(a!.map((value, i) => value - b![i]!));
  return { sigma, weight, bias, standardError: frobeniusNorm(difference) / 2, residual: whole.residual };
}

/** r = W z + b + rest, least squares in the white coordinates. */
function solveWhite({ zz, rz, z, r, rr }: Sums, dim: number, count: number) {
  const covariance = (products: Float64Array, a: Float64Array, b: Float64Array) =>
    products.map((sum, i) => sum / count - (a[Math.floor(i / dim)]! / count) * (b[i % dim]! / count));
  const inputs = covariance(zz, z, z);
  const cross = covariance(rz, r, z);
  for (let p = 0; p < dim; p++) inputs[p * dim + p]! += ridge;
  const weight = solvePositiveDefinite(inputs, dim, cross);
  const bias = new Float64Array(dim);
  let residual = 0;
  for (let p = 0; p < dim; p++) {
    let [explained, moved] = [0, 0];
    for (let q = 0; q < dim; q++) {
      explained += weight[p * dim + q]! * cross[p * dim + q]!;
      moved += weight[p * dim + q]! * (z[q]! / count);
    }
    bias[p] = r[p]! / count - moved;
    residual += (rr[p]! / count - (r[p]! / count) ** 2 - explained) / dim;
  }
  return { weight, bias, residual: Math.max(0, residual) };
}
