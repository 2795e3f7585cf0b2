/** Reads IDX, the format of MNIST and Fashion-MNIST: a big-endian header (0x08 = bytes, the number of axes, each length), then the bytes. */

/** @returns the bytes after the header. Throws a RangeError unless its lengths are `shape` and the file holds exactly that. */
export function parseIdx(file: Uint8Array, shape: readonly number[], name: string): Uint8Array {
  const headerBytes = 4 + 4 * shape.length;
  const expected = headerBytes + shape.reduce((product, length) => product * length, 1);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < headerBytes) throw new RangeError(`${name}: must hold ${expected} bytes, got ${file.length}`);
  const magic = 0x0800 + shape.length;
  if (view.getUint32(0) !== magic)
    throw new RangeError(`${name}: IDX magic must be ${magic}, got ${view.getUint32(0)}`);
  shape.forEach((length, axis) => {
    const got = view.getUint32(4 + 4 * axis);
    if (got !== length) throw new RangeError(`${name}: axis ${axis} must have length ${length}, got ${got}`);
  });
  if (file.length !== expected) throw new RangeError(`${name}: must hold ${expected} bytes, got ${file.length}`);
  return file.subarray(headerBytes);
}
