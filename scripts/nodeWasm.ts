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

/** With fused multiply-add (relaxed SIMD) where the processor has it: 1.1 to 1.3 times as fast, and the same to 1e-6 as without. */
export async function startNodeWasm(): Promise<void> {
  if (!(await tf.setBackend('wasm'))) throw new Error('The WASM backend did not start.');
  await tf.ready();
  if (!hasRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd'); // Node 20 hides it
  const build = hasRelaxedSimd() ? 'Relaxed' : '';
  const read = (name: string) => new WebAssembly.Module(readFileSync(join(root, kernelFolder, `${name}${build}.wasm`)));
  registerNetworkKernel(read('network'), []);
  registerGradientKernel(read('gradients'));
}
