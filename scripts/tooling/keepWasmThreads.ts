/**
 * A Vite plugin that lets the threads of TensorFlow.js's WebAssembly backend survive minification. The backend starts each thread from
 * the source text of its own factory function, whose guard `typeof _scriptDir !== "undefined"` must therefore name a global: minified
 * together with its declaration it loses the guard, and every thread dies of a ReferenceError. In a worker `_scriptDir` is undefined anyway.
 */
import type { Plugin } from 'vite';

const declaration = /var _scriptDir = [^;]*;\s*if \(typeof __filename !== 'undefined'\) _scriptDir = [^;]*;/;

export function keepWasmThreads(): Plugin {
  return {
    name: 'keep-wasm-threads',
    transform: {
      filter: { id: /tfjs-backend-wasm-threaded-simd\.js$/ },
      handler(code) {
        if (!declaration.test(code)) {
          throw new Error(
            'keepWasmThreads: tfjs-backend-wasm must declare _scriptDir as 4.22 does; look at its new way',
          );
        }
        return { code: code.replace(declaration, ''), map: null };
      },
    },
  };
}
