/** Weights that come with the page: nothing sees them before they are those of their manifest. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { readChecked } from '../data/readChecked';
import type { ReadFile } from '../data/readFile';
import { readSafetensors, type SafetensorsFile } from './safetensors';

/** A models file that is not what it should be; the message names the file, what was expected, what came and what to do. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

export interface ExpectedWeights {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What `parse` makes of the file, @throws ModelError, also where `parse` throws; DataError when the file cannot be read */
export function readWeights<T>(
  expected: ExpectedWeights,
  readFile: ReadFile,
  parse: (file: SafetensorsFile) => T,
): Promise<T> {
  const { path } = expected;
  return readChecked(path, readFile, (bytes) => {
    const fail = (must: string, got: string | number): never => {
      throw new ModelError(`${path}: ${must}, got ${got}; reload the page to fetch it anew`);
    };
    if (bytes.length !== expected.bytes) fail(`must have ${expected.bytes} bytes`, bytes.length);
    const digest = bytesToHex(sha256(bytes));
    if (digest !== expected.sha256) fail(`sha256 must be ${expected.sha256}`, digest);
    try {
      return parse(readSafetensors(bytes, path));
    } catch (cause) {
      const { message } = cause as Error;
      const words = message.startsWith(path) ? message : `${path}: ${message}`;
      throw new ModelError(`${words}; it was published wrong: choose another network`, { cause });
    }
  });
}
