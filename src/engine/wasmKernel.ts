/** A kernel of our own for the WebAssembly backend of TensorFlow.js: registered under a name, with what it needs of the backend's memory. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '../tfjs';

export interface KernelCall<Attributes> {
  input(name: string): tf.TensorInfo;
  readonly attributes: Attributes;
  /** The numbers of a tensor where they lie, until the next `output`. */
  floats(tensor: tf.TensorInfo): Float32Array;
  /** A new tensor of float32. */
  output(shape: number[]): tf.TensorInfo;
}

type Heap = Pick<BackendWasm, 'typedArrayFromHeap' | 'makeOutput'>;

export function registerWasmKernel<Attributes>(
  kernelName: string,
  run: (call: KernelCall<Attributes>) => tf.TensorInfo | tf.TensorInfo[],
): void {
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const wasm = backend as Heap;
      return run({
        input: (name) => inputs[name]!,
        attributes: attrs as unknown as Attributes,
        floats: (tensor) => wasm.typedArrayFromHeap(tensor) as Float32Array,
        output: (shape) => wasm.makeOutput(shape, 'float32'),
      });
    },
  });
}
