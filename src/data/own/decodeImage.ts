/** Decodes one PNG, JPEG or WebP file with the browser's own decoder and shrinks it, in a worker. Strip by strip: never more than one image in full. */
import { DataError } from '../dataError';
import { headBytes, imageSize } from './fileKind';
import { ownLimits } from './limits';
import type { DecodedImage } from './reading';
import { centreSquare, lumaRow, makeShrinking } from './shrink';

const stripPixels = 1 << 18;
const thumbnailSide = 160;

/** The file as it is shown: turned as its EXIF data says, colours in sRGB, transparent parts on black. @throws DataError without the file's name */
export async function decodeImage(file: Blob, wantsThumbnail: boolean): Promise<DecodedImage> {
  const told = imageSize(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
  if (told && told.width * told.height > ownLimits.mostPixels)
    throw new DataError(
      `it has ${told.width} × ${told.height} pixels; at most ${ownLimits.mostPixels / 1e6} million are read`,
    );
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch((cause: unknown) => {
    throw new DataError('this browser cannot decode it: it is damaged, or no such image', { cause });
  });
  try {
    const { width, height } = bitmap;
    const square = centreSquare(width, height);
    const { bytes, isTransparent } = shrinkBitmap(bitmap, square);
    const thumbnail = wantsThumbnail ? await shrunkBitmap(bitmap) : undefined;
    return { bytes, width, height, square, isTransparent, thumbnail };
  } finally {
    bitmap.close();
  }
}

/** Throws when this browser alters what a page reads from a canvas, as some do against fingerprinting. */
export function checkCanvas(): void {
  const pixels = Uint8ClampedArray.from({ length: 4 * 64 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256));
  const context = openCanvas(8, 8);
  context.putImageData(new ImageData(pixels, 8, 8), 0, 0);
  const back = context.getImageData(0, 0, 8, 8).data;
  if (back.some((value, i) => value !== pixels[i]))
    throw new DataError(
      'This browser alters the pixels that a page reads, against fingerprinting. Allow this page to read canvases, or bring the images as a CSV or npy file.',
    );
}

function shrinkBitmap(bitmap: ImageBitmap, { x, y, side }: DecodedImage['square']) {
  const shrinking = makeShrinking(side);
  const rows = Math.max(1, Math.min(side, Math.floor(stripPixels / side)));
  const strip = stripOf(side, rows);
  const row = new Float32Array(side);
  let isTransparent = false;
  for (let top = 0; top < side; top += rows) {
    const height = Math.min(rows, side - top);
    strip.clearRect(0, 0, side, rows);
    strip.drawImage(bitmap, x, y + top, side, height, 0, 0, side, height);
    const { data } = strip.getImageData(0, 0, side, height);
    for (let j = 0; j < height; j++) {
      if (!lumaRow(data, 4 * j * side, row)) isTransparent = true;
      shrinking.addRow(row);
    }
  }
  return { bytes: Uint8Array.from(shrinking.result(), Math.round), isTransparent };
}

let lastStrip: OffscreenCanvasRenderingContext2D | undefined;

/** The same one for images of the same size. */
function stripOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (lastStrip?.canvas.width !== width || lastStrip.canvas.height !== height) lastStrip = openCanvas(width, height);
  return lastStrip;
}

function openCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new DataError('this browser gave no canvas to draw it on');
  return context;
}

/** The whole image, its longer side as long as a thumbnail's. */
function shrunkBitmap(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const scale = Math.min(1, thumbnailSide / Math.max(bitmap.width, bitmap.height));
  const [resizeWidth, resizeHeight] = [bitmap.width, bitmap.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  );
  return createImageBitmap(bitmap, { resizeWidth: resizeWidth!, resizeHeight: resizeHeight!, resizeQuality: 'high' });
}
