/** What the measurements share: the library over public/, and the way results are written. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { computeSpectrum } from '../../src/denoisers/spectrum';
import { makeDeviceCache } from '../../src/engine/deviceCache';
import type { JobContext } from '../../src/engine/job';
import { makeLibrary } from '../../src/engine/library';
import type { JobKind } from '../../src/engine/protocol';
import type { Spectrum } from '../../src/math/spectrum';
import type { ModelEntry } from '../../src/network/models';
import { leftSingular } from '../../src/metrics/linearMaps';
import { readPublicFile } from '../readPublicFile';

export const library = makeLibrary({
  readFile: readPublicFile,
  computeSpectrum: (bytes, count, dim) => Promise.resolve(spectrumOf(bytes, count, dim)),
  computeLeftSingular: (weight, dim, count) => Promise.resolve(leftSingular(weight, dim, count)),
});

/** @param bytes  [count, dim] */
export function spectrumOf(bytes: Uint8Array, count: number, dim: number): Spectrum {
  const work = computeSpectrum(bytes, count, dim);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** What a job is given when a script runs it. */
export function makeContext<Kind extends JobKind>(emit: JobContext<Kind>['emit'] = () => undefined): JobContext<Kind> {
  return {
    library,
    device: makeDeviceCache(0),
    backend: 'wasm',
    signal: new AbortController().signal,
    emit,
    onProgress: () => undefined,
  };
}

interface NetworkRow {
  readonly id: string;
  /** Of the weights that were measured. */
  readonly sha256: string;
}

/** One row for each network, in order: the earlier one while its weights are the same, else measured anew. Written after each, so that a kill loses no other. */
export async function renewRows<Row extends NetworkRow>(
  entries: readonly ModelEntry[],
  earlier: readonly Row[],
  { measure, write }: { measure: (entry: ModelEntry) => Promise<Row>; write: (rows: readonly Row[]) => Promise<void> },
): Promise<void> {
  const rows = entries.map((entry) => earlier.find(({ id, sha256 }) => id === entry.id && sha256 === entry.sha256));
  for (const [i, entry] of entries.entries()) {
    if (rows[i]) continue;
    rows[i] = await measure(entry);
    await write(rows.filter((row) => row !== undefined));
  }
}

/** @param path  relative to public/ */
export async function readResult(path: string): Promise<unknown> {
  return JSON.parse(await readFile(fileOf(path), 'utf8'));
}

/** @param path  relative to public/ */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(new URL('.', fileOf(path)), { recursive: true });
  await writeFile(fileOf(path), bytes);
}

const fileOf = (path: string) => new URL(`../../public/${path}`, import.meta.url);

/** @param path  relative to public/ */
export async function writeResult(path: string, contents: object, { indent }: { indent?: number } = {}): Promise<void> {
  await writeBytes(path, Buffer.from(`${JSON.stringify(contents, undefined, indent)}\n`));
  console.log(path);
}

export const rounded = (value: number, digits = 6) => Number(value.toFixed(digits));

export const significant = (value: number, digits = 6) => Number(value.toPrecision(digits));

export const today = () => new Date().toISOString().slice(0, 10);
