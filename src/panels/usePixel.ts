import { imageWidth, type Pixel } from './PixelImage';
import { useSettledInput } from './useSettledInput';

/** The pixel that all figures show the values of. */
export function usePixel(): [Pixel, (pixel: Pixel) => void] {
  const [index, setIndex] = useSettledInput('pixel');
  const pixel = { column: index % imageWidth, line: Math.floor(index / imageWidth) };
  return [pixel, ({ column, line }) => setIndex(line * imageWidth + column)];
}
