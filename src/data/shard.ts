/** Turns the bytes of one gzip file into the raw bytes that its manifest promises, or says what is wrong with them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DataError } from './dataError';
import { gunzip, isGzip } from './gunzip';

/** What the file must hold once uncompressed. */
export interface ExpectedShard {
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
}

const remedy = 'try again; if it stays so, copy the file anew or rebuild it with `npm run data`';

/** Some servers send .gz files with Content-Encoding: gzip, so that they arrive uncompressed: both are accepted. Rejects with a DataError. */
export async function decodeShard(
  file: Uint8Array<ArrayBuffer>,
  expected: ExpectedShard,
): Promise<Uint8Array<ArrayBuffer>> {
  const fail = (words: string, cause?: unknown): never => {
    throw new DataError(`${expected.path}: ${words}; ${remedy}`, { cause });
  };
  const { byteLength } = expected;
  const raw = isGzip(file)
    ? await gunzip(file, byteLength).catch((cause: unknown) => fail((cause as Error).message, cause))
    : file;
  if (raw.length !== byteLength)
    fail(
      `must hold ${byteLength} bytes, got ${raw.length} bytes that are not gzip, beginning ${JSON.stringify(peek(raw))}`,
    );
  const digest = bytesToHex(sha256(raw)); // not crypto.subtle, which plain http pages lack
  if (digest !== expected.sha256) fail(`sha256 must be ${expected.sha256}, got ${digest}`);
  return raw;
}

function peek(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 16));
}
