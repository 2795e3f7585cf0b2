/** Reads tensors back from the device, and makes sure that what came is what was computed. */
import * as tf from '../tfjs';

/** The last number of every readback: a device that was lost in between returns zeros, not this. */
const sentinel = 1013;

/** All values of the tensors, one after another, in a single readback. The tensors stay the caller's. @throws Error when the device did not answer */
export async function readNumbers(tensors: readonly tf.Tensor[]): Promise<Float32Array> {
  const joined = tf.tidy(() =>
    tf.concat([...tensors.map((tensor) => tf.reshape(tensor, [tensor.size])), tf.tensor1d([sentinel])]),
  );
  try {
    const values = (await joined.data()) as Float32Array;
    if (values.at(-1) !== sentinel) throw new Error('The graphics device returned no result.');
    return values.subarray(0, values.length - 1);
  } finally {
    joined.dispose();
  }
}

/** The same, for numbers that must be finite. @throws Error also when one is not */
export async function readBack(tensors: readonly tf.Tensor[]): Promise<Float32Array> {
  const values = await readNumbers(tensors);
  if (!values.every(Number.isFinite)) throw new Error('The result holds numbers that are not finite.');
  return values;
}
