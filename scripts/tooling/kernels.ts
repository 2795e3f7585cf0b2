/** What our kernels in WebAssembly are made from, and the digest of it that each build carries in a section of its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

export const kernelFolder = 'src/network/kernels';
const header = 'layers.h';

const common = [
  '--target=wasm32',
  '-O3',
  '-msimd128',
  '-mbulk-memory',
  '-nostdlib',
  '-fno-math-errno',
  '-ffp-contract=off',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wl,--no-entry',
  '-Wl,--strip-all',
];

export interface Build {
  readonly file: string;
  readonly source: string;
  readonly flags: readonly string[];
}

const buildsOf = (name: string): Build[] => [
  { file: `${name}.wasm`, source: `${name}.c`, flags: common },
  { file: `${name}Relaxed.wasm`, source: `${name}.c`, flags: [...common, '-mrelaxed-simd', '-DRELAXED'] },
];

/** The network denoiser, and the gradient that trains it. */
export const [networkBuilds, gradientBuilds] = [buildsOf('network'), buildsOf('gradients')];

const section = 'source';

/** Of the source, with its header, and the flags. */
export function kernelDigest({ source, flags }: Build): string {
  const hash = createHash('sha256');
  for (const file of [header, source]) hash.update(readFileSync(join(root, kernelFolder, file)));
  return hash.update(flags.join(' ')).digest('hex');
}

/** The module with a custom section that holds the digest. */
export function withDigest(module: Uint8Array, digest: string): Uint8Array {
  const content = [section, digest].map((text) => Buffer.from(text));
  const body = Buffer.concat([Buffer.of(section.length), ...content]); // shorter than 128 bytes, so that its length is one byte
  return Buffer.concat([module, Buffer.of(0, body.length), body]);
}

export function digestIn(module: WebAssembly.Module): string | undefined {
  const [found] = WebAssembly.Module.customSections(module, section);
  return found && Buffer.from(found).toString();
}
