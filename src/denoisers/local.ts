/** The local denoiser: what is best to do when each pixel is guessed from the square around it (the local score machine of Kamb and Ganguli). */
import type { Denoiser } from '../diffusion/denoiser';
import * as tf from '../tfjs';
import type { Tensor, Tensor2D, Tensor3D } from '../tfjs';
import type { TrainingImages } from './trainingImages';

/** Side of the square around a pixel, in pixels: an odd number, the same at every noise level or one for each. */
export type PatchSize = number | ((sigma: number) => number);

/**
 * D(x; sigma)_p = sum_i w_i(p) y_{i,p} with w(p) = softmax_i(-|x - y_i|^2 / (2 sigma^2)), the distance taken over the P x P square around pixel p, cut at
 * the border (Kamb and Ganguli, arXiv 2412.20292). P = 1 treats pixels apart; from P = 2 side - 1 on (55 for 28 x 28) every square holds the whole image,
 * and this is the multi-delta denoiser. Rows of x are taken one by one, each with one block of images at a time: the work is N dim for each row.
 * @param images  square ones, of side sqrt(dim)
 */
export function makeLocalDenoiser({ dim, center, blocks }: TrainingImages, patchSize: PatchSize): Denoiser {
  const side = Math.sqrt(dim);
  if (!Number.isInteger(side)) throw new RangeError(`makeLocalDenoiser: images must be square, got ${dim} pixels`);
  if (typeof patchSize === 'number') checkPatchSize(patchSize);
  return {
    id: 'local',
    dim,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const size = typeof patchSize === 'number' ? patchSize : patchSize(sigma);
        const look = { sigma, band: bandMatrix(side, size) };
        const rows = tf.split<Tensor2D>(tf.sub(x, center), x.shape[0]);
        const answers = blocks.map((block) => answersOf(block.images, rows, look));
        const [means, logTotals] = tf.unstack(tf.stack(answers, 3)) as [Tensor3D, Tensor3D]; // [dim, rows, blocks]
        return tf.add<Tensor2D>(tf.transpose(tf.sum(tf.mul(tf.softmax(logTotals), means), 2)), center);
      }),
    dispose: () => undefined, // the images are shared; who made them disposes them
  };
}

/**
 * w_i(p) of one noisy image, the weights that the local denoiser gives to each training image at each pixel: [dim, count], each row sums to 1.
 * @param x  [1, dim]
 */
export function localWeights(
  { dim, center, blocks }: TrainingImages,
  x: Tensor2D,
  { sigma, patchSize }: { readonly sigma: number; readonly patchSize: number },
): Tensor2D {
  return tf.tidy(() => {
    const look = { sigma, band: bandMatrix(Math.sqrt(dim), patchSize) };
    const row = tf.sub<Tensor2D>(x, center);
    return tf.softmax(
      tf.concat(
        blocks.map(({ images }) => logitsOf(images, row, look)),
        1,
      ),
    );
  });
}

interface Look {
  readonly sigma: number;
  /** [side, side], 1 where two places of a line lie in the same square, else 0. */
  readonly band: Tensor2D;
}

/** What one block of images [n, dim] says of each row, [2, dim, rows]: the weighted mean, and the logarithm of the weights' sum, by which blocks are mixed. */
function answersOf(images: Tensor2D, rows: readonly Tensor2D[], look: Look): Tensor3D {
  return tf.tidy(() => {
    const side = look.band.shape[0];
    const values = imagesLast(tf.transpose(tf.reshape<tf.Rank.R3>(images, [-1, side, side]), [0, 2, 1]));
    const answers = rows.map((row) =>
      tf.tidy(() => {
        const logits = logitsOf(images, row, look);
        const weights = tf.softmax(logits);
        const mean = tf.sum(tf.mul(weights, values), 1, true);
        const largest = tf.max(weights, 1, true); // 1 / sum_i exp(logit_i - largest logit)
        return tf.stack([mean, tf.sub(tf.max(logits, 1, true), tf.log(largest))]) as Tensor3D;
      }),
    );
    return tf.concat(answers, 2);
  });
}

/** Logarithms of the weights, up to what is the same for all images of a pixel: [dim, n]. */
function logitsOf(images: Tensor2D, row: Tensor2D, { sigma, band }: Look): Tensor2D {
  return tf.tidy(() => {
    const side = band.shape[0];
    const excess = tf.reshape<tf.Rank.R3>(excessSquares(images, row, sigma), [-1, side, side]);
    return tf.mul<Tensor2D>(imagesLast(boxSums(excess, band)), -1 / (2 * sigma ** 2));
  });
}

/**
 * (x - y)^2 at each pixel of each image less (x - k x)^2, which is the same for all images and so leaves the softmax as it is: (k x - y)((2 - k) x - y).
 * The noise alone is dim sigma^2, and float32 would keep too little of what tells images apart beside it; with k = 1 / (1 + sigma^2) it is gone where sigma
 * is large, and small differences stay differences where sigma is small.
 */
export function excessSquares<T extends Tensor>(images: T, row: T, sigma: number): T {
  const shrink = 1 / (1 + sigma ** 2);
  return tf.mul(tf.sub(images, tf.mul(row, shrink)), tf.sub(images, tf.mul(row, 2 - shrink)));
}

/** [n, row, column] -> [n, column, row]: sums over the square around each pixel, along one axis, then the other. */
export function boxSums(values: Tensor3D, band: Tensor2D): Tensor3D {
  const [, side] = values.shape;
  const sumAlongLast = (along: Tensor3D) =>
    tf.reshape<tf.Rank.R3>(tf.matMul(tf.reshape<tf.Rank.R2>(along, [-1, side]), band), along.shape);
  return sumAlongLast(tf.transpose(sumAlongLast(values), [0, 2, 1]));
}

/** [n, column, row] -> [dim, n]: softmax and sums are quick on WASM along the last axis alone, and so is this order of transposing. */
export function imagesLast(values: Tensor3D): Tensor2D {
  const [count, side] = values.shape;
  return tf.reshape<tf.Rank.R2>(tf.transpose(values, [2, 1, 0]), [side * side, count]);
}

/** [side, side], 1 where two places of a line lie in the same square, else 0. */
export function bandMatrix(side: number, patchSize: number): Tensor2D {
  checkPatchSize(patchSize);
  const reach = (patchSize - 1) / 2;
  const places = Array.from({ length: side }, (_, place) => place);
  return tf.tensor2d(places.map((a) => places.map((b) => Number(Math.abs(a - b) <= reach))));
}

function checkPatchSize(patchSize: number): void {
  if (!Number.isInteger(patchSize) || patchSize < 1 || patchSize % 2 === 0)
    throw new RangeError(`makeLocalDenoiser: the patch size must be an odd number of pixels >= 1, got ${patchSize}`);
}
