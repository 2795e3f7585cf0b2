/**
 * A linear denoiser that learns from noisy images, as a network would: D(x) = mean + W (x - mean), stochastic gradient descent on
 * E |D(image + sigma n) - image|^2 from W = start * identity. What it does on average has a closed form, mode by mode (Li, Dai and Qu, Theorem 1;
 * theory/gradientDescent).
 */
import { readBack } from '../diffusion/readback';
import { makeRng } from '../math/rng';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

export interface LearningTask {
  /** Clean images [count, dim]. */
  readonly clean: Float32Array;
  /** [dim]; subtracted from them. */
  readonly mean: ArrayLike<number>;
  readonly sigma: number;
  /** eta, of the gradient of the squared error summed over pixels and averaged over the batch, the factor 2 of the square included. */
  readonly learningRate: number;
  readonly start: number;
  /** Steps k after which it is looked at, ascending; 0 is the start. */
  readonly looks: readonly number[];
  readonly batchSize: number;
  /** Names the images of each batch and their noise. */
  readonly seed: number;
  /** Directions [modes, dim] along which W is followed. */
  readonly modes: Float32Array;
}

export interface LearningLook {
  /** k. */
  readonly step: number;
  /** u^T W u for each mode u. */
  readonly weights: Float32Array;
  /** |D(x) - image|^2 / dim of the last batch, before its step; of no meaning at step 0. */
  readonly loss: number;
}

/** Yields `undefined` after every step and a look after those asked for. @throws Error when descent diverges */
export async function* learnLinear(task: LearningTask): AsyncGenerator<LearningLook | undefined, void, undefined> {
  const { clean, mean, sigma, learningRate, looks, batchSize, seed } = task;
  const dim = mean.length;
  const count = clean.length / dim;
  const directions = tf.tensor2d(task.modes, [task.modes.length / dim, dim]);
  let weightT = tf.tidy(() => tf.mul<Tensor2D>(tf.eye(dim), task.start));
  let loss = tf.scalar(0);
  try {
    for (let step = 0; step <= looks.at(-1)!; step++) {
      if (step > 0) {
        const { image, noisy } = drawBatch({ clean, mean, sigma, dim, count, batchSize }, makeRng(seed, step));
        const [next, nextLoss] = tf.tidy((): [Tensor2D, tf.Scalar] => {
          const z = tf.tensor2d(noisy, [batchSize, dim]);
          const error = tf.sub<Tensor2D>(tf.matMul(z, weightT), tf.tensor2d(image, [batchSize, dim]));
          const gradient = tf.mul(tf.matMul<Tensor2D>(tf.transpose(z), error), (2 * learningRate) / batchSize);
          return [tf.sub(weightT, gradient), tf.mean(tf.square(error))];
        });
        tf.dispose([weightT, loss]);
        [weightT, loss] = [next, nextLoss];
      }
      yield looks.includes(step) ? await lookAt(step, weightT, loss, directions) : undefined;
    }
  } finally {
    tf.dispose([weightT, loss, directions]);
  }
}

async function lookAt(step: number, weightT: Tensor2D, loss: tf.Scalar, modes: Tensor2D): Promise<LearningLook> {
  const along = tf.tidy(() => tf.sum(tf.mul(tf.matMul<Tensor2D>(modes, weightT), modes), 1));
  const values = await readBack([along, loss])
    .catch((cause: unknown) => {
      throw new Error(`learnLinear: descent diverged before step ${step}; a smaller rate is needed`, { cause });
    })
    .finally(() => along.dispose());
  return { step, weights: values.slice(0, -1), loss: values.at(-1)! };
}

interface BatchOptions extends Pick<LearningTask, 'clean' | 'mean' | 'sigma' | 'batchSize'> {
  readonly dim: number;
  readonly count: number;
}

/** Images drawn with replacement, centred, and the same with noise: [batchSize, dim] each. */
function drawBatch({ clean, mean, sigma, dim, count, batchSize }: BatchOptions, rng: ReturnType<typeof makeRng>) {
  const image = new Float32Array(batchSize * dim);
  const noisy = new Float32Array(batchSize * dim);
  for (let row = 0; row < batchSize; row++) {
    const from = rng.below(count) * dim;
    for (let p = 0; p < dim; p++) {
      const value = clean[from + p]! - mean[p]!;
      image[row * dim + p] = value;
      noisy[row * dim + p] = value + sigma * rng.normal();
    }
  }
  return { image, noisy };
}
