/** Training images on the device in blocks of rows, centred on their mean, as the multi-delta denoiser and the nearest-image search read them. */
import { toFloatPixels } from '../data/pixels';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

export interface TrainingImages {
  readonly count: number;
  readonly dim: number;
  /** [1, dim]: subtracted from every block, because float32 cancels less on small numbers. */
  readonly center: Tensor2D;
  readonly blocks: readonly TrainingBlock[];
  dispose(): void;
}

interface TrainingBlock {
  /** Index of the block's first image. */
  readonly start: number;
  /** [count, dim], image minus center. */
  readonly images: Tensor2D;
  /** [count, 1], half the squared length of each row. */
  readonly halfNorms: Tensor2D;
}

/** Rows of one block: bounds the temporary memory of a pass, whatever the number of images. */
const blockRows = 2048;

/** @param bytes  [count, dim]  @param mean  [dim], pixels in [-1, 1]; any fixed vector near the images will do */
export function makeTrainingImages(bytes: Uint8Array, mean: ArrayLike<number>): TrainingImages {
  const dim = mean.length;
  const count = bytes.length / dim;
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`makeTrainingImages: bytes must be [count >= 1, ${dim}], got length ${bytes.length}`);
  const center = tf.tensor2d(Float32Array.from(mean), [1, dim]);
  const blocks = Array.from({ length: Math.ceil(count / blockRows) }, (_, b): TrainingBlock => {
    const start = b * blockRows;
    const rows = Math.min(blockRows, count - start);
    const [images, halfNorms] = tf.tidy((): [Tensor2D, Tensor2D] => {
      const pixels = tf.tensor2d(toFloatPixels(bytes.subarray(start * dim, (start + rows) * dim)), [rows, dim]);
      const images = tf.sub<Tensor2D>(pixels, center);
      return [images, tf.mul(tf.sum(tf.square(images), 1, true), 0.5)];
    });
    return { start, images, halfNorms };
  });
  return {
    count,
    dim,
    center,
    blocks,
    dispose: () => {
      tf.dispose([center, ...blocks.flatMap(({ images, halfNorms }) => [images, halfNorms])]);
    },
  };
}

/**
 * For each row of x and each image of a block, x . y - |y|^2 / 2 (both centred), so that the squared distance is |x|^2 - 2 times it: [count, rows].
 * @param centeredT  [dim, count], the rows of x minus center, transposed
 */
export function affinities({ images, halfNorms }: TrainingBlock, centeredT: Tensor2D): Tensor2D {
  // (Y X^T)^T: matMul's own transpose flags take a slow path on WASM
  return tf.transpose(tf.sub<Tensor2D>(tf.matMul(images, centeredT), halfNorms));
}
