/** WebGL, for browsers without WebGPU. */
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '../tfjs';

/** @returns words for the reader  @throws Error where shaders compute in 16 bits, in which a softmax over squared distances overflows */
export async function startWebgl(): Promise<string> {
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL did not start.');
  await tf.ready();
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    throw new Error('WebGL computes in 16 bits on this device, which is too coarse.');
  return 'WebGL 2, 32-bit textures';
}
