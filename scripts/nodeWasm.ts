/** TensorFlow.js on WebAssembly in Node: one thread, with our kernel of the whole network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-wasm';
import { registerNetworkKernel } from '../src/engine/networkKernel';
import * as tf from '../src/tfjs';
import { kernelFolder } from './tooling/kernels';
import { root } from './tooling/run';

export async function startNodeWasm(): Promise<void> {
  if (!(await tf.setBackend('wasm'))) throw new Error('The WASM backend did not start.');
  await tf.ready();
  // the build without fused multiply-add, which not every machine has: the same numbers everywhere
  registerNetworkKernel(new WebAssembly.Module(readFileSync(join(root, kernelFolder, 'network.wasm'))), []);
}
