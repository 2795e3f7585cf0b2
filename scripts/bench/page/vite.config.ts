/** Builds the bench's page, with the site's own settings, into .cache/bench/. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import site from '../../../vite.config.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default mergeConfig(
  site,
  defineConfig({
    root: path('.'),
    publicDir: path('../../../public'),
    build: { outDir: path('../../../.cache/bench'), emptyOutDir: true, copyPublicDir: true },
  }),
);
