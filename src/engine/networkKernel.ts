/** The network in one call, as a kernel of TensorFlow.js on WebAssembly: registered for the modules of src/network/kernels, and shared with further threads. */
import {
  makeNetworkProgram,
  type NetworkProgram,
  type NoiseLevel,
  shareBatch,
  takeResults,
  workOn,
} from '../network/networkProgram';
import { kernels } from '../network/ops';
import type * as tf from '../tfjs';
import type { NetworkRequest } from './networkWorker';
import { registerWasmKernel } from './wasmKernel';

/** A further thread. */
export interface Helper {
  post(request: NetworkRequest): void;
}

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
  registerWasmKernel<{ readonly noise: NoiseLevel; readonly width: number }>(kernels.networkDenoise, (call) => {
    const { floats, attributes } = call;
    const { noise, width } = attributes;
    const [x, values] = [call.input('x'), call.input('values')];
    const { id, program } = networks.get(values.dataId) ?? keep(values.dataId, floats(values).slice(), width);
    const output = call.output(x.shape);
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
  });
}
