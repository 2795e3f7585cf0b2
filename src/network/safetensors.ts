/**
 * Reads and writes the safetensors format (an 8-byte little-endian header length, a JSON header, then the values), with every check the format asks
 * for, because a weights file comes from outside.
 */
import { brief } from '../data/brief';

export interface NamedTensor {
  readonly shape: readonly number[];
  /** Row-major; float16 is widened to float32. */
  readonly values: Float32Array<ArrayBuffer> | Int8Array<ArrayBuffer>;
}

export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, NamedTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

export type SafetensorsDtype = 'F32' | 'F16' | 'I8';

/** A file that breaks the format. The message names the file, what was expected and what came. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
}

/** The format allows a hundred times as much; those of this page are below 20 kB, and what a header holds takes many times its bytes in memory. */
const maxHeaderBytes = 1_000_000;
const bytesPerValue = { F32: 4, F16: 2, I8: 1 } as const;

/** @param where  the file's name, for messages  @throws SafetensorsError */
export function readSafetensors(bytes: Uint8Array, where: string): SafetensorsFile {
  const fail = (problem: string): never => {
    throw new SafetensorsError(`${where}: ${problem}`);
  };
  if (bytes.length < 8) fail(`a safetensors file has at least 8 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > bytes.length - 8)
    fail(`the header's length must fit the file (${bytes.length} bytes), got ${headerBytes}`);
  if (headerBytes > maxHeaderBytes) fail(`the header must have at most ${maxHeaderBytes} bytes, got ${headerBytes}`);
  const body = bytes.subarray(8 + headerBytes);
  const header = parseHeader(bytes.subarray(8, 8 + headerBytes), fail);

  const metadata: Record<string, string> = {};
  const entries: { name: string; dtype: SafetensorsDtype; shape: number[]; begin: number; end: number }[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      if (!isRecord(entry) || !Object.values(entry).every((value) => typeof value === 'string'))
        fail('__metadata__ must map strings to strings');
      Object.assign(metadata, entry);
    } else {
      entries.push({ name, ...parseEntry(entry, name, fail) });
    }
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let offset = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== offset)
      fail(`tensor ${name} must start at byte ${offset} of the body (no holes, no overlaps), got ${begin}`);
    offset = end;
  }
  if (offset !== body.length) fail(`the tensors must fill the body of ${body.length} bytes, they end at ${offset}`);

  const tensors = Object.fromEntries(
    entries.map(({ name, dtype, shape, begin, end }) => {
      const values = decode(body.subarray(begin, end), dtype);
      const wrong = values.find((value) => !Number.isFinite(value));
      if (wrong !== undefined) fail(`tensor ${name} must hold finite values, got ${wrong}`);
      return [name, { shape, values }];
    }),
  );
  return { tensors, metadata };
}

function parseHeader(bytes: Uint8Array, fail: (problem: string) => never): Record<string, unknown> {
  if (bytes[0] !== 0x7b) fail('the header must start with "{"');
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (error) {
    return fail(`the header must be JSON in UTF-8: ${String(error)}`);
  }
  if (!isRecord(header)) return fail('the header must be a JSON object');
  const repeated = repeatedKey(text);
  if (repeated !== undefined) fail(`the header names ${repeated} twice`);
  return header;
}

/** The first name that stands twice in one object of a JSON text; JSON.parse would silently keep the last. */
function repeatedKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  const colon = /\s*:/y;
  for (let at = 0; at < json.length; at++) {
    if (json[at] === '{') open.push(new Set());
    else if (json[at] === '}') open.pop();
    else if (json[at] === '"') {
      const start = at;
      for (at++; json[at] !== '"'; at++) if (json[at] === '\\') at++; // a regular expression overflows its stack on a string of escapes
      colon.lastIndex = at + 1;
      if (!colon.test(json)) continue;
      const key = JSON.parse(json.slice(start, at + 1)) as string;
      const seen = open.at(-1)!;
      if (seen.has(key)) return key;
      seen.add(key);
    }
  }
  return undefined;
}

function parseEntry(
  entry: unknown,
  name: string,
  fail: (problem: string) => never,
): { dtype: SafetensorsDtype; shape: number[]; begin: number; end: number } {
  if (!isRecord(entry)) return fail(`tensor ${name} must be described by an object`);
  const { dtype, shape, data_offsets: offsets } = entry as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'I8')
    return fail(`tensor ${name}: dtype must be F32, F16 or I8, got ${brief(dtype)}`);
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!Array.isArray(shape) || shape.length > 8 || !shape.every(isCount))
    return fail(`tensor ${name}: shape must be up to 8 integers >= 0, got ${brief(shape)}`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    return fail(`tensor ${name}: data_offsets must be two integers >= 0, got ${brief(offsets)}`);
  const [begin, end] = offsets as [number, number];
  const bytes = shape.reduce((product, n) => product * n, bytesPerValue[dtype]);
  if (!Number.isSafeInteger(bytes) || end - begin !== bytes)
    return fail(`tensor ${name}: data_offsets must span ${bytes} bytes (shape x dtype), got ${end - begin}`);
  return { dtype, shape, begin, end };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes no more memory than the values themselves: at most twice their bytes, those of float16. */
function decode(bytes: Uint8Array, dtype: SafetensorsDtype): NamedTensor['values'] {
  const copy = () => new Uint8Array(bytes).buffer; // aligned; slice() of a Node Buffer would share the whole file
  if (dtype === 'I8') return new Int8Array(copy());
  if (dtype === 'F32') return new Float32Array(copy());
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = fromFloat16(view.getUint16(2 * i, true));
  return values;
}

function encode(values: NamedTensor['values'], dtype: SafetensorsDtype) {
  if (dtype === 'F32') return Float32Array.from(values);
  return dtype === 'F16' ? Uint16Array.from(values, toFloat16) : Int8Array.from(values, toInt8);
}

function toInt8(value: number): number {
  if (Number.isInteger(value) && value >= -128 && value <= 127) return value;
  throw new RangeError(`toInt8: the value must be an integer from -128 to 127, got ${value}`);
}

/** The file of these tensors, in their order. @param dtype  of all, or by name  @throws RangeError for values that it cannot hold */
export function writeSafetensors(
  { tensors, metadata }: SafetensorsFile,
  dtype: SafetensorsDtype | Readonly<Record<string, SafetensorsDtype>>,
): Uint8Array<ArrayBuffer> {
  const dtypeOf = (name: string): SafetensorsDtype => {
    const own = typeof dtype === 'string' ? dtype : dtype[name];
    if (own === undefined) throw new RangeError(`writeSafetensors: tensor ${name} has no dtype`);
    return own;
  };
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let offset = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const end = offset + values.length * bytesPerValue[dtypeOf(name)];
    header[name] = { dtype: dtypeOf(name), shape, data_offsets: [offset, end] };
    offset = end;
  }
  let text = JSON.stringify(header);
  text += ' '.repeat((8 - (new TextEncoder().encode(text).length % 8)) % 8);
  const headerBytes = new TextEncoder().encode(text);
  const file = new Uint8Array(8 + headerBytes.length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes.length), true);
  file.set(headerBytes, 8);
  let position = 8 + headerBytes.length;
  for (const [name, { values }] of Object.entries(tensors)) {
    const encoded = encode(values, dtypeOf(name));
    file.set(new Uint8Array(encoded.buffer, encoded.byteOffset, encoded.byteLength), position);
    position += encoded.byteLength;
  }
  return file;
}

const float32 = new Float32Array(1);
const bits32 = new Uint32Array(float32.buffer);

/** The 16 bits of the nearest half-precision number (ties to even). @throws RangeError beyond 65504 */
export function toFloat16(value: number): number {
  if (!(Math.abs(value) < 65520))
    throw new RangeError(`toFloat16: the value must be finite and below 65520 in size, got ${value}`);
  float32[0] = value;
  const bits = bits32[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  const fraction = (bits & 0x7fffff) | 0x800000;
  const shift = exponent > 0 ? 13 : 14 - exponent; // at or below 0 the result is subnormal
  if (shift > 24) return sign;
  const half = 1 << (shift - 1);
  const kept = fraction >>> shift;
  const rest = fraction & ((1 << shift) - 1);
  const rounded = kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0);
  // a carry out of the fraction moves on into the exponent, as it should
  return sign | (exponent > 0 ? ((exponent - 1) << 10) + rounded : rounded);
}

/** The number that 16 half-precision bits stand for. */
export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
