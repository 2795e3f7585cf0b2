/** Paints a picture and the square of it that is used: the rest is faint. */
import type { Surface } from './paintTiles';

export interface CropSquare {
  readonly xPx: number;
  readonly yPx: number;
  readonly sidePx: number;
}

export function paintCrop(
  canvas: HTMLCanvasElement,
  { widthPx, heightPx, pixelRatio }: Surface,
  picture: ImageBitmap,
  { xPx, yPx, sidePx }: CropSquare,
): void {
  canvas.width = Math.round(widthPx * pixelRatio);
  canvas.height = Math.round(heightPx * pixelRatio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('paintCrop: this browser gave no 2D canvas');
  context.scale(pixelRatio, pixelRatio);
  context.imageSmoothingQuality = 'high';
  context.globalAlpha = 0.3;
  context.drawImage(picture, 0, 0, widthPx, heightPx);
  context.globalAlpha = 1;
  context.save();
  context.beginPath();
  context.rect(xPx, yPx, sidePx, sidePx);
  context.clip();
  context.clearRect(0, 0, widthPx, heightPx);
  context.drawImage(picture, 0, 0, widthPx, heightPx);
  context.restore();
}
