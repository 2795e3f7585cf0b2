/** WebGL, for browsers without WebGPU. */
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '../tfjs';

/** Refuses graphics chips whose shaders compute in 16 bits: softmax over squared distances overflows there. @returns words for the reader */
export async function startWebgl(): Promise<string> {
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL did not start.');
  await tf.ready();
  if (tf.backend().floatPrecision() !== 32) throw new Error('WebGL computes in 16 bits on this device, which is too coarse.');
  return 'WebGL 2, 32-bit textures';
}
