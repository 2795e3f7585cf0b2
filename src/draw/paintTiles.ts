/** Paints gray images on a canvas, each pixel a square of whole device pixels. */

export interface GrayTile {
  /** Gray values, row-major, a square image. */
  readonly bytes: Uint8ClampedArray | Uint8Array;
  readonly xPx: number;
  readonly yPx: number;
  readonly sizePx: number;
  /** 1 unless it waits to be replaced. */
  readonly opacity: number;
}

export interface Surface {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelRatio: number;
}

export function paintTiles(
  canvas: HTMLCanvasElement,
  { widthPx, heightPx, pixelRatio }: Surface,
  tiles: readonly GrayTile[],
): void {
  const toDevice = (px: number) => Math.round(px * pixelRatio);
  canvas.width = toDevice(widthPx);
  canvas.height = toDevice(heightPx);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('paintTiles: this browser gave no 2D canvas');
  context.imageSmoothingEnabled = false;
  for (const { bytes, xPx, yPx, sizePx, opacity } of tiles) {
    context.globalAlpha = opacity;
    const size = toDevice(sizePx);
    context.drawImage(toCanvas(bytes), toDevice(xPx), toDevice(yPx), size, size);
  }
}

/** One small canvas for each width of image, painted over again and again: making a new one for every tile is what costs time. */
const scratch = new Map<number, { readonly context: CanvasRenderingContext2D; readonly pixels: ImageData }>();

function scratchOf(width: number) {
  const known = scratch.get(width);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = width;
  const context = canvas.getContext('2d', { willReadFrequently: true }); // keeps it in memory, off the GPU
  if (!context) throw new Error('paintTiles: this browser gave no 2D canvas');
  const made = { context, pixels: new ImageData(width, width) };
  scratch.set(width, made);
  return made;
}

function toCanvas(bytes: GrayTile['bytes']): HTMLCanvasElement {
  const width = Math.sqrt(bytes.length);
  const { context, pixels } = scratchOf(width);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < bytes.length; i++) words[i] = 0xff000000 | (bytes[i]! * 0x010101); // little-endian, as every browser's machine
  context.putImageData(pixels, 0, 0);
  return context.canvas;
}
