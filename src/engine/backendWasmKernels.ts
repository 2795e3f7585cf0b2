/** A kernel of our own for WebAssembly: the whole network in one call, with fused multiply-add where the browser has it, on several threads. */
import { startWorker } from '../startWorker';
import plainUrl from '../network/kernels/network.wasm?url';
import relaxedUrl from '../network/kernels/networkRelaxed.wasm?url';
import { type Helper, registerNetworkKernel } from './networkKernel';
import type { NetworkRequest } from './networkWorker';
import workerUrl from './networkWorker?worker&url';

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
