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

function toCanvas(bytes: GrayTile['bytes']): HTMLCanvasElement {
  const width = Math.sqrt(bytes.length);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = width;
  const rgba = new ImageData(width, width);
  const words = new Uint32Array(rgba.data.buffer);
  bytes.forEach((gray, i) => (words[i] = 0xff000000 | (gray * 0x010101))); // little-endian, as every browser's machine
  canvas.getContext('2d')?.putImageData(rgba, 0, 0);
  return canvas;
}
