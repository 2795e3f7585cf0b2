/** Builds what other pages load: embed.js, and under embed/ its parts and a page for each panel. Goes into dist/, beside the site. */
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { embedPages } from './embedPages.ts';
import { figureStyles, forShadowTrees } from './figureStyles.ts';
import { root } from './run.ts';
import site from '../../vite.config.ts';

await build({
  root,
  configFile: false,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), figureStyles(), embedPages(process.env['SITE_URL'])],
  css: { postcss: { plugins: [forShadowTrees] } },
  worker: site.worker ?? {},
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: site.build!.target!,
    cssTarget: site.build!.cssTarget!,
    assetsDir: 'embed/parts',
    assetsInlineLimit: 0,
    modulePreload: false, // a page's head is its own
    rolldownOptions: {
      input: { embed: 'src/embed/embed.ts', 'embed/frame': 'src/embed/frame.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
});
