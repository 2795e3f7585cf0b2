/** Turns the bytes of one gzip file into the raw bytes that its manifest promises, or says what is wrong with them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DataError } from './dataError';

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
  const raw = hasGzipMagic(file) ? await gunzip(file, expected.path) : file;
  if (raw.length !== expected.byteLength) {
    const got =
      raw === file ? `${raw.length} bytes that are not gzip, beginning ${JSON.stringify(peek(raw))}` : `${raw.length}`;
    throw new DataError(`${expected.path}: must hold ${expected.byteLength} bytes, got ${got}; ${remedy}`);
  }
  const digest = bytesToHex(sha256(raw)); // not crypto.subtle, which plain http pages lack
  if (digest !== expected.sha256) {
    throw new DataError(`${expected.path}: sha256 must be ${expected.sha256}, got ${digest}; ${remedy}`);
  }
  return raw;
}

function hasGzipMagic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function gunzip(file: Uint8Array<ArrayBuffer>, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new DataError(`${path}: must be a whole gzip file, got ${file.length} bytes that do not unpack; ${remedy}`, {
      cause,
    });
  }
}

function peek(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 16));
}
