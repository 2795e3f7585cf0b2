/** The nearest training images of each row, which tell a copy from a new image. */
import { affinities, type TrainingImages } from '../denoisers/trainingImages';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

/**
 * Indices of the nearest and the second nearest training image of each row, as floats [count, 2]; both are 0 when there is but one image.
 * On the device, in float32: two images within about 1e-5 of the same squared distance may change places.
 */
export function nearestTraining(images: TrainingImages, x: Tensor2D): Tensor2D {
  if (images.count === 1) return tf.zeros([x.shape[0], 2]);
  return tf.tidy(() => {
    const centeredT = tf.transpose(tf.sub<Tensor2D>(x, images.center));
    const found = images.blocks.map((block) => {
      const { values, indices } = tf.topk(affinities(block, centeredT), Math.min(2, block.images.shape[0]));
      return { values, indices: tf.add<Tensor2D>(tf.cast(indices, 'float32'), block.start) };
    });
    const values = tf.concat(
      found.map((each) => each.values),
      1,
    );
    const indices = tf.concat(
      found.map((each) => each.indices),
      1,
    );
    const best = tf.topk(values, 2).indices;
    const columns = tf.oneHot(tf.cast(best, 'int32'), values.shape[1]);
    return tf.sum<Tensor2D>(tf.mul(columns, tf.expandDims(indices, 1)), 2);
  });
}

/** Root mean square difference of two images, float64. @param bytes  an image in bytes; the pixels it stands for are compared */
export function distanceToBytes(pixels: ArrayLike<number>, bytes: Uint8Array): number {
  let sum = 0;
  for (let p = 0; p < bytes.length; p++) sum += (pixels[p]! - (bytes[p]! / 127.5 - 1)) ** 2;
  return Math.sqrt(sum / bytes.length);
}
