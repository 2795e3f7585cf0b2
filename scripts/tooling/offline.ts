/** Writes dist/service-worker.js: the source in src/article/offline/ after a line that lists the files of the build. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Plugin, transformWithOxc } from 'vite';

const source = 'src/article/offline/serviceWorker.ts';
/** What the page and its engine load; embeds and pictures for others are left to the network. */
const parts = ['index.html', 'assets/', 'data/', 'linear/', 'models/', 'results/'];
/** Vite gives them names that hold a hash of their contents. */
const isAsset = (file: string) => file.startsWith('assets/');

export function offline(): Plugin {
  let [root, outDir] = ['', ''];
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (!existsSync(join(root, source))) return; // the page of the engine tests
        const { code } = await transformWithOxc(readFileSync(join(root, source), 'utf8'), source, { sourcemap: false });
        const script = code.replace(/^export \{\};?$/m, '');
        writeFileSync(
          join(outDir, 'service-worker.js'),
          `const build = ${JSON.stringify(listBuild(outDir))};\n${script}`,
        );
      },
    },
  };
}

function listBuild(folder: string) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => parts.some((part) => file.startsWith(part)))
    .sort();
  const assets = files.filter(isAsset);
  const digests = Object.fromEntries(
    files.filter((file) => !isAsset(file)).map((file) => [file, digestsOf(file, readFileSync(join(folder, file)))]),
  );
  return { id: digest(JSON.stringify([assets, digests])), assets, digests };
}

/** Of a packed file also unpacked: some servers send it so. */
function digestsOf(file: string, bytes: Buffer): string[] {
  return file.endsWith('.gz') ? [digest(bytes), digest(gunzipSync(bytes))] : [digest(bytes)];
}

/** As much of it as tells one build from another. */
function digest(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
