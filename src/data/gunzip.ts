/** Unpacks gzip into as many bytes as are expected, and no more: a bomb is cut off at the first byte too many. */

/** Some servers unpack .gz files on their way; those are told by the missing mark. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** @throws RangeError in words, without the file's name, when the file is not whole or does not hold `byteLength` bytes */
export async function gunzip(file: Uint8Array<ArrayBuffer>, byteLength: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const raw = new Uint8Array(byteLength);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new RangeError(`must be a whole gzip file, got ${file.length} bytes that do not unpack`, { cause });
    });
    if (done) break;
    if (length + value.length > byteLength) {
      await reader.cancel().catch(() => undefined);
      throw new RangeError(`must hold ${byteLength} bytes, got more`);
    }
    raw.set(value, length);
    length += value.length;
  }
  if (length < byteLength) throw new RangeError(`must hold ${byteLength} bytes, got ${length}`);
  return raw;
}
