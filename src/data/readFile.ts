/** How the data rooms read: by fetch in the page (fetchFile.ts), from the disk in Node (scripts/readPublicFile.ts). */
export interface ReadFile {
  /**
   * @param path relative to public/, for instance 'data/fashion/train-00.bin.gz'
   * @param options  isFresh  past every cache, whose copy was broken
   * @returns all bytes of the file. Rejects with a DataError when it cannot be read, with the signal's reason once aborted.
   */
  (path: string, options?: { signal?: AbortSignal | undefined; isFresh?: boolean }): Promise<Uint8Array<ArrayBuffer>>;
}
