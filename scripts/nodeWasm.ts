/** TensorFlow.js on WebAssembly in Node: one thread, with our kernels of the whole network and its gradient. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import '@tensorflow/tfjs-backend-wasm';
import { registerGradientKernel } from '../src/engine/gradientKernel';
import { registerNetworkKernel } from '../src/engine/networkKernel';
import { hasRelaxedSimd } from '../src/engine/relaxedSimd';
import * as tf from '../src/tfjs';
import { kernelFolder } from './tooling/kernels';
import { root } from './tooling/run';

export async function startNodeWasm(): Promise<void> {
  if (!(await tf.setBackend('wasm'))) throw new Error('The WASM backend did not start.');
  await tf.ready();
  const read = (file: string) => new WebAssembly.Module(readFileSync(join(root, kernelFolder, file)));
  // measures: without fused multiply-add, which not every machine has, for the same numbers everywhere
  registerNetworkKernel(read('network.wasm'), []);
  // training: 1.3 times as fast with it, and the same losses to 1e-6
  if (!hasRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd'); // which Node 20 hides
  registerGradientKernel(read(hasRelaxedSimd() ? 'gradientsRelaxed.wasm' : 'gradients.wasm'));
}
