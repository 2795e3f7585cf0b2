/** TensorFlow.js on WebAssembly in Node: one thread. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '../../src/tfjs';

export async function startNodeWasm(): Promise<void> {
  if (!(await tf.setBackend('wasm'))) throw new Error('bench: the WASM backend did not start');
  await tf.ready();
}
