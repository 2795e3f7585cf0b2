/** Reads a file and checks it before anything sees it. */
import type { ReadFile } from './readFile';

/**
 * What `check` makes of the bytes of a file. A file that fails is read once more past every cache, which may have kept a broken copy. Rejects as `check` does,
 * with the signal's reason once aborted.
 */
export async function readChecked<T>(
  path: string,
  readFile: ReadFile,
  check: (bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const bytes = await readFile(path, { signal });
  try {
    return await check(bytes);
  } catch {
    signal?.throwIfAborted();
    return check(await readFile(path, { signal, isFresh: true }));
  }
}
