/**
 * `npm run kernels`: compiles the kernels of src/network/kernels to WebAssembly, without and with relaxed SIMD. Needs clang and wasm-ld, 16 or later
 * (Debian: clang-16 and lld-16). The results are committed, so that nobody needs them to build the site; each carries the digest of what it was made from.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gradientBuilds, kernelDigest, kernelFolder, networkBuilds, withDigest } from './kernels.ts';
import { root } from './run.ts';

const compiler = process.env['CLANG'] ?? 'clang-16';

for (const build of [...networkBuilds, ...gradientBuilds]) {
  const path = join(root, kernelFolder, build.file);
  execFileSync(compiler, [...build.flags, '-o', path, join(root, kernelFolder, build.source)], { stdio: 'inherit' });
  const bytes = withDigest(readFileSync(path), kernelDigest(build));
  writeFileSync(path, bytes);
  console.log(`${basename(path)}: ${bytes.length} bytes`);
}
