/** The multi-delta denoiser: what is best to do when the training images are all there is (the empirical posterior mean). */
import type { Denoiser } from '../diffusion/denoiser';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';
import { affinities, type TrainingImages } from './trainingImages';

/** Below it, float32 distances from matMul are too coarse for the softmax, which divides them by 2 sigma^2. */
const explicitBelowSigma = 0.05;
/** Nearest images of each block that the explicit path compares; all others are many nats away at these noise levels. */
const candidatesPerBlock = 8;
/** Weights below e^-60 of the largest are set to it: they change no digit of the mean, and smaller ones are denormal numbers, with which processors are slow. */
const leastLogWeight = -60;

/**
 * D(x; sigma) = sum_i p_i y_i with p = softmax(-|x - y_i|^2 / (2 sigma^2)) (Karras et al. 2022, appendix B.3).
 * One pass over the blocks with a running maximum and a running sum, so nothing but the images themselves grows with N.
 */
export function makeMultiDeltaDenoiser(images: TrainingImages): Denoiser {
  return {
    id: 'multiDelta',
    dim: images.dim,
    denoise: (x, sigma) =>
      tf.tidy(() => (sigma < explicitBelowSigma ? nearestMean(images, x, sigma) : runningSoftmax(images, x, sigma))),
    dispose: () => undefined, // the images are shared; who made them disposes them
  };
}

function runningSoftmax({ center, blocks }: TrainingImages, x: Tensor2D, sigma: number): Tensor2D {
  const centeredT = tf.transpose(tf.sub<Tensor2D>(x, center));
  let running: { max: Tensor2D; total: Tensor2D; sum: Tensor2D } | undefined;
  for (const block of blocks) {
    const previous = running;
    const [max, total, sum] = tf.tidy((): [Tensor2D, Tensor2D, Tensor2D] => {
      const logits = tf.div<Tensor2D>(affinities(block, centeredT), sigma ** 2);
      const own = tf.max<Tensor2D>(logits, 1, true);
      const max = previous ? tf.maximum<Tensor2D>(previous.max, own) : own;
      const weights = tf.exp<Tensor2D>(tf.maximum(tf.sub(logits, max), leastLogWeight));
      const total = tf.sum<Tensor2D>(weights, 1, true);
      const sum = tf.matMul<Tensor2D>(weights, block.images);
      if (!previous) return [max, total, sum];
      const rescale = tf.exp<Tensor2D>(tf.sub(previous.max, max));
      return [max, tf.add(tf.mul(previous.total, rescale), total), tf.add(tf.mul(previous.sum, rescale), sum)];
    });
    if (previous) tf.dispose([previous.max, previous.total, previous.sum]);
    running = { max, total, sum };
  }
  return tf.add(tf.div(running!.sum, running!.total), center);
}

/** The same mean over the nearest images alone, with explicitly summed squared differences. */
function nearestMean({ center, blocks, dim }: TrainingImages, x: Tensor2D, sigma: number): Tensor2D {
  const count = x.shape[0];
  const centered = tf.sub<Tensor2D>(x, center);
  const centeredT = tf.transpose(centered);
  const candidates = tf.concat(
    blocks.map((block) => {
      const k = Math.min(candidatesPerBlock, block.images.shape[0]);
      const { indices } = tf.topk(affinities(block, centeredT), k);
      return tf.reshape<tf.Rank.R3>(tf.gather(block.images, tf.reshape(indices, [count * k])), [count, k, dim]);
    }),
    1,
  );
  const squaredDistances = tf.sum<Tensor2D>(tf.square(tf.sub(candidates, tf.reshape(centered, [count, 1, dim]))), 2);
  const logits = tf.div<Tensor2D>(tf.sub(tf.min(squaredDistances, 1, true), squaredDistances), 2 * sigma ** 2);
  const weights = tf.exp<Tensor2D>(logits);
  const shares = tf.div<Tensor2D>(weights, tf.sum(weights, 1, true));
  const mean = tf.matMul<tf.Tensor3D>(tf.reshape(shares, [count, 1, shares.shape[1]]), candidates);
  return tf.add(tf.reshape(mean, [count, dim]), center);
}
