/** Test helper: runs TensorFlow.js on its WASM backend in Node, and says so if it cannot. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '../src/tfjs';

export async function setWasmBackend(): Promise<void> {
  if (!(await tf.setBackend('wasm'))) throw new Error('tests: the WASM backend did not start');
  await tf.ready();
}
