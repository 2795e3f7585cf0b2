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

const [restMs, mostPaints] = [80, 25];

/** The fonts inside an SVG arrive after its image has loaded, and no event tells when: it is painted until it stays the same. */
async function paintWhole(image: HTMLImageElement, canvas: HTMLCanvasElement): Promise<void> {
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  let before: Uint32Array | undefined;
  for (let i = 0; i < mostPaints; i++) {
    context.drawImage(image, 0, 0, width, height);
    const now = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    if (before?.every((pixel, at) => pixel === now[at])) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}
