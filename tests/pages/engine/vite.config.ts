/** Builds the engine's test page, with the site's own settings, into dist-engine/. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import site from '../../../vite.config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default mergeConfig(
  site,
  defineConfig({
    root: path('.'),
    publicDir: path('../../../public'),
    build: { outDir: path('../../../dist-engine'), emptyOutDir: true },
  }),
);
