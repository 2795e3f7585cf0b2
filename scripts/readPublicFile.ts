/** Reads the files of public/ from the disk, for the programs and tests that run in Node. */
import { readFile } from 'node:fs/promises';
import { DataError } from '../src/data/dataError';
import type { ReadFile } from '../src/data/readFile';

export const readPublicFile: ReadFile = async (path, { signal } = {}) => {
  try {
    return new Uint8Array(await readFile(new URL(`../public/${path}`, import.meta.url), { signal }));
  } catch (cause) {
    signal?.throwIfAborted();
    throw new DataError(`${path}: must be readable under public/, got ${String(cause)}`, { cause });
  }
};
