/** The axis of training time: images seen, on a logarithmic scale. */
import { scaleLog } from 'd3-scale';

export interface ImagesAxis {
  /** Position of a number of images; below the first it is that of the first. */
  toPx(images: number): number;
  /** Ascending; those without a label keep their mark. */
  readonly ticks: readonly { readonly images: number; readonly isLabelled: boolean }[];
}

/** Pixels that a label needs, and those of a whole decade for labels at 1 and 3. */
const [labelPx, roomyDecadePx] = [36, 85];

/** @param domain the first and the last number of images, 0 < first < last  @param range their pixels */
export function makeImagesAxis(
  [first, last]: readonly [number, number],
  [leftPx, rightPx]: readonly [number, number],
): ImagesAxis {
  if (!(first > 0 && first < last))
    throw new RangeError(`makeImagesAxis: 0 < first < last must hold, got ${first}, ${last}`);
  const scale = scaleLog().domain([first, last]).range([leftPx, rightPx]);
  const isRoomy = (rightPx - leftPx) / Math.log10(last / first) >= roomyDecadePx;
  const ticks = Array.from({ length: 10 }, (_, exponent) => [1, 3].map((digit) => digit * 10 ** exponent))
    .flat()
    .filter((images) => images >= first && images <= last)
    .map((images) => ({
      images,
      isLabelled:
        (isRoomy || Number.isInteger(Math.log10(images))) &&
        scale(images) > leftPx + labelPx / 2 &&
        scale(images) < rightPx - labelPx / 2,
    }));
  return { toPx: (images) => scale(Math.max(first, images)), ticks };
}
