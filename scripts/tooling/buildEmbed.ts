/** Builds what other pages load: embed.js, and under embed/ its parts and a page for each panel. Goes into dist/, beside the site. */
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { embedPages } from './embedPages.ts';
import { figureStyles, forShadowTrees } from './figureStyles.ts';
import { keepWasmThreads } from './keepWasmThreads.ts';
import { root } from './run.ts';

await build({
  root,
  configFile: false,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), figureStyles(), embedPages(process.env['SITE_URL'])],
  css: { postcss: { plugins: [forShadowTrees] } },
  worker: { format: 'es', plugins: () => [keepWasmThreads()] },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsDir: 'embed/parts',
    assetsInlineLimit: 0,
    modulePreload: false, // a page's head is its own
    rolldownOptions: {
      input: { embed: 'src/embed/embed.ts', 'embed/frame': 'src/embed/frame.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
});
