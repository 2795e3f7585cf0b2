import { soon } from '../soon';
import type { Picture } from './picture';

/** Pixels of the file for each of the figure's. */
const scale = 2;

/** The picture in pixels. */
export async function toPng({ svg, widthPx, heightPx }: Picture): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(widthPx * scale);
    canvas.height = Math.round(heightPx * scale);
    await paintWhole(image, canvas);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) =>
        blob
          ? resolve(blob)
          : reject(
              new Error(
                `The browser makes no picture of ${canvas.width} by ${canvas.height} pixels: make the window narrower.`,
              ),
            ),
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

const [restMs, mostPaints, stripPx] = [80, 25, 256];

/**
 * The fonts inside an SVG arrive after its image has loaded, and no event tells when: it is painted until it stays the same. In strips, each in a task of its
 * own: the whole of a tall figure would hold the page.
 */
async function paintWhole(image: HTMLImageElement, canvas: HTMLCanvasElement): Promise<void> {
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const tops = Array.from({ length: Math.ceil(height / stripPx) }, (_, i) => i * stripPx);
  const strips: Uint32Array[] = [];
  for (let paint = 0; paint < mostPaints; paint++) {
    let isSame = paint > 0;
    for (const [i, top] of tops.entries()) {
      context.save();
      context.beginPath();
      context.rect(0, top, width, stripPx);
      context.clip();
      context.drawImage(image, 0, 0, width, height);
      context.restore();
      const strip = new Uint32Array(context.getImageData(0, top, width, Math.min(stripPx, height - top)).data.buffer);
      isSame &&= strip.every((pixel, at) => pixel === strips[i]![at]);
      strips[i] = strip;
      await new Promise<void>((resolve) => void soon(resolve));
    }
    if (isSame) return;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}
