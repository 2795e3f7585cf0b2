/** What a file is, by its first bytes, and the size of an image before it is decoded. */

export type FileKind = 'image' | 'npy' | 'zip' | 'text' | 'unknown';

/** Bytes from the start that tell kind and size, but for photographs with much written before the picture. */
export const headBytes = 262_144;

const starts: readonly { readonly kind: FileKind; readonly bytes: readonly number[] }[] = [
  { kind: 'image', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }, // PNG
  { kind: 'image', bytes: [0xff, 0xd8, 0xff] }, // JPEG
  { kind: 'npy', bytes: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] },
  { kind: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'zip', bytes: [0x50, 0x4b, 0x05, 0x06] }, // with nothing in it
];

export function fileKind(head: Uint8Array, name: string): FileKind {
  const found = starts.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (found) return found.kind;
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'image';
  return /\.(csv|tsv|txt)$/i.test(name) ? 'text' : 'unknown';
}

export const looksLikeImage = (name: string) => /\.(png|jpe?g|webp)$/i.test(name);

/** Why a file of no known kind is not taken. */
export function unknownWords(name: string, size: number): string {
  if (size === 0) return 'it is empty';
  const ending = /\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase();
  if (looksLikeImage(name)) return `it is called .${ending}, and is no such image inside`;
  if (ending !== undefined && ['gif', 'bmp', 'tif', 'tiff', 'avif', 'heic', 'svg', 'jxl'].includes(ending))
    return `.${ending} images are not read; save it as PNG, JPEG or WebP`;
  return 'PNG, JPEG, WebP, zip, CSV and npy files are read';
}

/** Files that a computer writes for itself. */
export const isHidden = (path: string) =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX') ||
  /(^|\/)(Thumbs\.db|desktop\.ini)$/i.test(path);

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined when the bytes do not reach to where it stands, or are broken. */
export function imageSize(head: Uint8Array): ImageSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (head[0] === 0x89) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (head[0] === 0xff) return jpegSize(view);
    return webpSize(view, head);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // beyond the bytes
    throw error;
  }
}

/** Walks the segments to the start of a frame. */
function jpegSize(view: DataView): ImageSize | undefined {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // fill bytes
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
}

function webpSize(view: DataView, head: Uint8Array): ImageSize | undefined {
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (ascii(head, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    default:
      return undefined;
  }
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
