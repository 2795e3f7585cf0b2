/** A kernel of our own for WebAssembly: the whole network in one call, with fused multiply-add where the browser has it, on several threads. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { startWorker } from '../startWorker';
import { kernels } from '../network/ops';
import plainUrl from '../network/kernels/network.wasm?url';
import relaxedUrl from '../network/kernels/networkRelaxed.wasm?url';
import {
  makeNetworkProgram,
  type NetworkProgram,
  type NoiseLevel,
  shareBatch,
  takeResults,
  workOn,
} from '../network/networkProgram';
import * as tf from '../tfjs';
import type { NetworkRequest } from './networkWorker';
import workerUrl from './networkWorker?worker&url';

/** A further thread. */
export interface Helper {
  post(request: NetworkRequest): void;
}

/** A module with one function: f32x4.relaxed_madd of its three arguments. */
const relaxedProbe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b, 3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 0x02, 0x0b],
);

/** Loads and registers it. @param threads  with this one  @returns words for readers where it cannot */
export async function startNetworkKernel(threads: number): Promise<string | undefined> {
  const isRelaxed = WebAssembly.validate(relaxedProbe);
  try {
    const file = await fetch(new URL(isRelaxed ? relaxedUrl : plainUrl, globalThis.location.href));
    if (!file.ok) throw new Error(`its file gave status ${file.status}`);
    const module = await WebAssembly.compile(await file.arrayBuffer());
    registerNetworkKernel(
      module,
      await Promise.all(Array.from({ length: threads - 1 }, (_, i) => startHelper(module, i + 2))),
    );
  } catch (error) {
    return `the network by TensorFlow.js (${error instanceof Error ? error.message : String(error)})`;
  }
  return undefined;
}

function startHelper(module: WebAssembly.Module, number: number): Promise<Helper> {
  const worker = startWorker(workerUrl, `network ${number}`);
  const post = (request: NetworkRequest) => worker.postMessage(request);
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve({ post });
    worker.onerror = ({ message }) => reject(new Error(`a thread did not start: ${message}`));
    post({ kind: 'start', module });
  });
}

type Heap = Pick<BackendWasm, 'typedArrayFromHeap' | 'makeOutput'>;

interface Kept {
  readonly id: number;
  readonly program: NetworkProgram;
}

/** Registers the kernel under the name by which the network denoiser looks for it. */
export function registerNetworkKernel(module: WebAssembly.Module, helpers: readonly Helper[]): void {
  const networks = new WeakMap<tf.DataId, Kept>(); // as long as their weights are on the backend
  let lastId = 0;
  const post = (request: NetworkRequest) => helpers.forEach((helper) => helper.post(request));
  const gone = new FinalizationRegistry<number>((id) => post({ kind: 'forget', id }));
  const keep = (dataId: tf.DataId, values: Float32Array, width: number): Kept => {
    const id = ++lastId;
    const kept = { id, program: makeNetworkProgram(module, values, width) };
    networks.set(dataId, kept);
    post({ kind: 'keep', id, values, width });
    gone.register(dataId, id);
    return kept;
  };
  tf.registerKernel({
    kernelName: kernels.networkDenoise,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const wasm = backend as Heap;
      const floats = (tensor: tf.TensorInfo) => wasm.typedArrayFromHeap(tensor) as Float32Array;
      const [x, values] = [inputs['x']!, inputs['values']!];
      const { noise, width } = attrs as unknown as { readonly noise: NoiseLevel; readonly width: number };
      const { id, program } = networks.get(values.dataId) ?? keep(values.dataId, floats(values).slice(), width);
      const output = wasm.makeOutput(x.shape, 'float32');
      const batch = helpers.length > 0 && x.shape[0]! > 1 ? shareBatch(floats(x)) : undefined;
      if (batch) {
        post({ kind: 'work', id, noise, batch });
        workOn(program, noise, batch);
        floats(output).set(takeResults(batch));
      } else {
        program.setNoise(noise);
        const [images, results] = [floats(x), floats(output)];
        for (let at = 0; at < images.length; at += x.shape[1]!)
          program.denoise(images.subarray(at, at + x.shape[1]!), results.subarray(at, at + x.shape[1]!));
      }
      return output;
    },
  });
}
