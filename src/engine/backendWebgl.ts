/** WebGL, for browsers without WebGPU. Its context can be lost as a device can; TensorFlow.js would wait for ever for an answer of it. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '../tfjs';
import type { Started } from './started';

/** Makes WebGL the active backend, on a new context where the last one was lost. @throws Error where shaders compute in 16 bits, in which a softmax over squared distances overflows */
export async function startWebgl(): Promise<Started> {
  const makeBackend = tf.findBackendFactory('webgl');
  tf.removeBackend('webgl');
  tf.registerBackend('webgl', makeBackend);
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL did not start.');
  await tf.ready();
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    throw new Error('WebGL computes in 16 bits on this device, which is too coarse.');
  const { gpgpu } = tf.backend() as unknown as Pick<MathBackendWebGL, 'gpgpu'>;
  const { gl } = gpgpu;
  const lost = new Promise<string>((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () => {
      Reflect.set(gpgpu, 'itemsToPoll', []); // its loop ends when nothing waits
      resolve('its WebGL context is gone');
    });
  });
  const waitForFence = gpgpu.createAndWaitForFence.bind(gpgpu);
  gpgpu.createAndWaitForFence = () => Promise.race([waitForFence(), lost.then(() => undefined)]);
  return {
    detail: 'WebGL 2, 32-bit textures',
    device: { lost, destroy: () => gl.getExtension('WEBGL_lose_context')?.loseContext() },
  };
}
