/** Reads a linear map that comes with the page, checked before use. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ReadFile } from '../data/readFile';
import { ModelError } from '../network/models';
import { readSafetensors } from '../network/safetensors';
import type { LinearMap } from './linear';
import { linearFolder, type ReadyMap } from './linearCatalog';
import { unpackLinearMap } from './packedLinear';

/** @param gaussian  W_G [dim, dim] of the same training images  @throws ModelError or SafetensorsError, or DataError when the file cannot be read */
export async function loadLinearMap(
  entry: ReadyMap,
  gaussian: ArrayLike<number>,
  readFile: ReadFile,
): Promise<LinearMap> {
  const path = `${linearFolder}/${entry.file}`;
  const bytes = await readFile(path);
  const digest = bytesToHex(sha256(bytes));
  if (digest !== entry.sha256)
    throw new ModelError(
      `${path}: sha256 must be ${entry.sha256}, got ${digest} (${bytes.length} bytes); reload the page to fetch it anew`,
    );
  try {
    return { sigma: entry.sigma, ...unpackLinearMap(readSafetensors(bytes, path), gaussian) };
  } catch (cause) {
    if (cause instanceof RangeError) throw new ModelError(`${path}: ${cause.message}`, { cause });
    throw cause;
  }
}
