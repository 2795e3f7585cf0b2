/** Kernels of our own for WebAssembly, with fused multiply-add where the browser has it: the whole network in one call, on several threads, and its gradient. */
import { startWorker } from '../startWorker';
import gradientsUrl from '../network/kernels/gradients.wasm?url';
import relaxedGradientsUrl from '../network/kernels/gradientsRelaxed.wasm?url';
import networkUrl from '../network/kernels/network.wasm?url';
import relaxedNetworkUrl from '../network/kernels/networkRelaxed.wasm?url';
import { registerGradientKernel } from './gradientKernel';
import { type Helper, registerNetworkKernel } from './networkKernel';
import type { NetworkRequest } from './networkWorker';
import workerUrl from './networkWorker?worker&url';
import { hasRelaxedSimd } from './relaxedSimd';

/** Loads and registers them. @param threads  with this one  @returns words for readers where it cannot */
export async function startOwnKernels(threads: number): Promise<string | undefined> {
  const [network, gradients] = hasRelaxedSimd() ? [relaxedNetworkUrl, relaxedGradientsUrl] : [networkUrl, gradientsUrl];
  try {
    const modules = await Promise.all([network, gradients].map(fetchModule));
    const helpers = await Promise.all(Array.from({ length: threads - 1 }, (_, i) => startHelper(modules[0]!, i + 2)));
    registerNetworkKernel(modules[0]!, helpers);
    registerGradientKernel(modules[1]!);
  } catch (error) {
    return `the network by TensorFlow.js (${error instanceof Error ? error.message : String(error)})`;
  }
  return undefined;
}

async function fetchModule(url: string): Promise<WebAssembly.Module> {
  const file = await fetch(new URL(url, globalThis.location.href));
  if (!file.ok) throw new Error(`its file gave status ${file.status}`);
  return WebAssembly.compile(await file.arrayBuffer());
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
