import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { article } from './scripts/tooling/article.ts';
import { keepWasmThreads } from './scripts/tooling/keepWasmThreads.ts';
import { licences } from './scripts/tooling/licences.ts';
import { offline } from './scripts/tooling/offline.ts';
import { preloads } from './scripts/tooling/preloads.ts';
import { siteFiles } from './scripts/tooling/siteFiles.ts';

/** Cross-origin isolation lets WebAssembly use threads; the site also works on a host that sends none of these. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin', // pages elsewhere may embed the figures
  'Access-Control-Allow-Origin': '*', // and load their scripts and data
};

/** Soaks live in *.long.test.ts and run only with `npm run test:long`. */
const isLong = process.env['TEST_LONG'] === '1';

export default defineConfig({
  base: './', // any sub-path of any static host
  appType: 'mpa', // a missing file is a 404, as on a static host, and not the page again
  plugins: [react(), article(), preloads(), siteFiles(process.env['SITE_URL']), licences(), offline()],
  worker: { format: 'es', plugins: () => [keepWasmThreads()] },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // the first that know light-dark()
    manifest: true, // read by the check that the page holds no TensorFlow.js
    sourcemap: false,
    cssMinify: true,
    assetsInlineLimit: 0, // an inlined wasm or font would hide from the size budget
  },
  // found too late otherwise, inside the worker, and the page would reload
  optimizeDeps: {
    include: ['core', 'backend-webgpu', 'backend-webgl', 'backend-wasm'].map((name) => `@tensorflow/tfjs-${name}`),
  },
  server: { headers },
  preview: { headers, port: 4173, strictPort: true },
  test: {
    environment: 'node',
    include: isLong ? ['{src,scripts,tests}/**/*.long.test.ts'] : ['{src,scripts,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/pages/**', ...(isLong ? [] : ['**/*.long.test.ts'])],
    testTimeout: isLong ? 30 * 60 * 1000 : 60 * 1000,
    maxWorkers: '100%', // one for each core: these tests compute all the time
    restoreMocks: true,
  },
});
