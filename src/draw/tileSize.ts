/** The width in CSS pixels of an image whose pixels are whole device pixels: the largest up to `mostPx`, or the smallest there is. */
export function tileSize(imageWidth: number, mostPx: number, pixelRatio: number): number {
  const magnification = Math.max(1, Math.floor((mostPx * pixelRatio) / imageWidth + 1e-6));
  return (magnification * imageWidth) / pixelRatio;
}
