/** What the measurements share: the library over public/, and the way results are written. */
import { mkdir, writeFile } from 'node:fs/promises';
import { computeSpectrum } from '../../src/denoisers/spectrum';
import { makeLibrary } from '../../src/engine/library';
import type { Spectrum } from '../../src/math/spectrum';
import { readPublicFile } from '../readPublicFile';

export const library = makeLibrary({
  readFile: readPublicFile,
  computeSpectrum: (bytes, count, dim) => Promise.resolve(finish(computeSpectrum(bytes, count, dim))),
});

function finish(work: Generator<unknown, Spectrum, undefined>): Spectrum {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** @param path  relative to public/ */
export async function writeResult(path: string, contents: object, { indent }: { indent?: number } = {}): Promise<void> {
  const file = new URL(`../../public/${path}`, import.meta.url);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, `${JSON.stringify(contents, undefined, indent)}\n`);
  console.log(path);
}

export const rounded = (value: number, digits = 6) => Number(value.toFixed(digits));

export const today = () => new Date().toISOString().slice(0, 10);
