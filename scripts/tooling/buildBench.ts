/** Builds the bench's page into dist/bench/, beside the site: no page of the site loads any of it. */
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './run.ts';
import site from '../../vite.config.ts';

await build({
  root: join(root, 'scripts/bench/page'),
  configFile: false,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  worker: site.worker ?? {},
  build: {
    outDir: join(root, 'dist/bench'),
    emptyOutDir: true,
    target: site.build!.target!,
    cssTarget: site.build!.cssTarget!,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000, // TensorFlow.js; onnxruntime-web comes only when it is asked for
  },
});
