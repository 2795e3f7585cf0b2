/** WebAssembly, which runs everywhere. Its threads need a cross-origin isolated page. */
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '../tfjs';
import { startOwnKernels } from './backendWasmKernels';

/** TensorFlow.js takes half of the cores; below this many that is a single thread, and the plain build is faster. */
const coresForThreads = 4;

/** Makes WebAssembly the active backend. @returns words for the reader */
export async function startWasm(): Promise<string> {
  const absolute = (url: string) => new URL(url, globalThis.location.href).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plainUrl),
    'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
  });
  const threads = globalThis.crossOriginIsolated && navigator.hardwareConcurrency >= coresForThreads;
  if (!threads) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly did not start.');
  await tf.ready();
  const count = threads ? getThreadsCount() : 1;
  const refusal = await startOwnKernels(count);
  return `WebAssembly, ${count} ${count === 1 ? 'thread' : 'threads'}${refusal === undefined ? '' : `, ${refusal}`}`;
}
