/** Reads the files of public/ over HTTP. */
import { DataError } from './dataError';
import type { ReadFile } from './readFile';

/** @param baseUrl where public/ is served, absolute, with or without a closing slash */
export function makeFetchFile(baseUrl: string): ReadFile {
  const root = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  return async (path, { signal, isFresh = false } = {}) => {
    const url = new URL(path, root);
    try {
      const response = await fetch(url, { signal: signal ?? null, cache: isFresh ? 'reload' : 'default' });
      if (!response.ok) {
        const status = `${response.status} ${response.statusText}`.trim();
        throw new DataError(
          `${path}: the server must send this file, got ${status} from ${url.href}; check that it was deployed`,
        );
      }
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (error instanceof DataError) throw error;
      signal?.throwIfAborted();
      throw new DataError(`${path}: no whole answer came from ${url.href}; check the connection and try again`, {
        cause: error,
      });
    }
  };
}
