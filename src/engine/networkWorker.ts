/** A further thread for the network denoiser: keeps the networks that it was given, and works on the batches that are shared with it. */
import {
  makeNetworkProgram,
  type NetworkProgram,
  type NoiseLevel,
  type SharedBatch,
  workOn,
} from '../network/networkProgram';

export type NetworkRequest =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | { readonly kind: 'keep'; readonly id: number; readonly values: Float32Array; readonly width: number }
  | { readonly kind: 'forget'; readonly id: number }
  | { readonly kind: 'work'; readonly id: number; readonly noise: NoiseLevel; readonly batch: SharedBatch };

const programs = new Map<number, NetworkProgram>();
let module: WebAssembly.Module | undefined;

self.onmessage = ({ data }: MessageEvent<NetworkRequest>) => {
  switch (data.kind) {
    case 'start':
      module = data.module;
      self.postMessage('ready');
      return;
    case 'keep':
      programs.set(data.id, makeNetworkProgram(module!, data.values, data.width));
      return;
    case 'forget':
      programs.delete(data.id);
      return;
    case 'work':
      workOn(programs.get(data.id)!, data.noise, data.batch);
      return;
    default:
      data satisfies never;
  }
};
