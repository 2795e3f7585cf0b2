/** The loss of a batch and its gradient in one call, as a kernel of TensorFlow.js on WebAssembly: registered for the modules of src/network/kernels. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type GradientProgram, makeGradientProgram } from '../network/gradientProgram';
import { kernels } from '../network/ops';
import * as tf from '../tfjs';

type Heap = Pick<BackendWasm, 'typedArrayFromHeap' | 'makeOutput'>;

/** Registers the kernel under the name by which a training looks for it. */
export function registerGradientKernel(module: WebAssembly.Module): void {
  let last: { readonly shape: string; readonly program: GradientProgram } | undefined; // one training runs at a time
  const programFor = (width: number, parameterCount: number, batchSize: number) => {
    const shape = `${width} ${batchSize}`;
    if (last?.shape !== shape)
      last = { shape, program: makeGradientProgram(module, { width, parameterCount, batchSize }) };
    return last.program;
  };
  tf.registerKernel({
    kernelName: kernels.lossGradient,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const wasm = backend as Heap;
      const floats = (tensor: tf.TensorInfo) => wasm.typedArrayFromHeap(tensor) as Float32Array;
      const [values, x, target] = [inputs['values']!, inputs['x']!, inputs['target']!];
      const { width, features } = attrs as unknown as { readonly width: number; readonly features: number[][] };
      const program = programFor(width, values.shape[0]!, x.shape[0]!);
      const result = program.run(floats(values), { input: floats(x), target: floats(target), features });
      const [loss, gradient] = [wasm.makeOutput([], 'float32'), wasm.makeOutput(values.shape, 'float32')];
      floats(loss)[0] = result.loss;
      floats(gradient).set(result.gradient);
      return [loss, gradient];
    },
  });
}
