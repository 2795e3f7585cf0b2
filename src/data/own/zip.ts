/** What a zip file holds. The library that reads it is loaded with the first one. */
import type { Entry, FileEntry } from '@zip.js/zip.js';
import { DataError } from '../dataError';
import { isHidden } from './fileKind';
import { ownLimits, sizeWords } from './limits';

export interface PackedFile {
  readonly path: string;
  /** As its directory says; unpacking is held to it. */
  readonly size: number;
  unpack(): Promise<Blob>;
}

export interface OpenZip {
  readonly files: readonly PackedFile[];
  readonly hidden: number;
  close(): Promise<void>;
}

/** @throws DataError that says what is wrong, without the file's name */
export async function openZip(file: Blob): Promise<OpenZip> {
  const { BlobReader, configure, ZipReader } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false }); // this is a worker already
  const reader = new ZipReader(new BlobReader(file));
  const entries: FileEntry[] = [];
  let hidden = 0;
  let size = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (!isFile(entry)) continue;
      if (isHidden(entry.filename)) {
        hidden++;
        continue;
      }
      entries.push(entry);
      size += entry.uncompressedSize;
      if (entries.length > ownLimits.mostFiles)
        throw new DataError(`it holds more than ${ownLimits.mostFiles.toLocaleString('en')} files`);
      if (size > ownLimits.mostBytes)
        throw new DataError(`it holds more than ${sizeWords(ownLimits.mostBytes)} when unpacked`);
    }
  } catch (error) {
    await reader.close().catch(() => undefined);
    throw asDataError(error);
  }
  return {
    files: entries.map((entry) => ({
      path: entry.filename,
      size: entry.uncompressedSize,
      unpack: () => unpack(entry),
    })),
    hidden,
    close: () => reader.close(),
  };
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

/** Stops at the first byte beyond the size that was told: a bomb does not go off. */
async function unpack(entry: FileEntry): Promise<Blob> {
  if (entry.encrypted) throw new DataError('it is locked with a password');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let left = entry.uncompressedSize;
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(part) {
      left -= part.length;
      if (left < 0) throw new DataError('it is larger than its zip file says');
      parts.push(part.slice()); // the library may use its buffer again
    },
  });
  try {
    await entry.getData(writable, { checkSignature: true });
  } catch (error) {
    throw asDataError(error);
  }
  return new Blob(parts);
}

function asDataError(cause: unknown): DataError {
  if (cause instanceof DataError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DataError(`its zip file is broken (${reason})`, { cause });
}
