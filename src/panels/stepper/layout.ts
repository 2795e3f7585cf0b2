/** Sizes of the stepper for a width: side by side when there is room for the strip, else each row in two storeys. */
import { tileSize } from '../../draw/tileSize';

export interface StepperLayout {
  readonly isStacked: boolean;
  /** The tiles of the current step and of the result. */
  readonly tilePx: number;
  readonly stripTilePx: number;
  readonly stripWidthPx: number;
}

export interface StepperSpace {
  readonly widthPx: number;
  readonly pixelRatio: number;
  readonly imageWidth: number;
  /** Noise levels. */
  readonly count: number;
}

/** In CSS pixels; the style sheet uses the same. */
export const spaces = { label: 132, gap: 6, columnGap: 18, stackedGap: 12, stripGap: 2 } as const;

const leastSideBySidePx = 1080;

export function layOutStepper({ widthPx, pixelRatio, imageWidth, count }: StepperSpace): StepperLayout {
  const fit = (mostPx: number) => tileSize(imageWidth, mostPx, pixelRatio);
  const isStacked = widthPx < leastSideBySidePx;
  const tilePx = fit(
    isStacked ? (widthPx < 620 ? (widthPx - 3 * spaces.gap - spaces.stackedGap) / 5 : 84) : widthPx < 1500 ? 84 : 112,
  );
  const besidesPx = spaces.label + 5 * tilePx + 3 * spaces.gap + 3 * spaces.columnGap;
  const stripWidthPx = isStacked ? widthPx : widthPx - besidesPx;
  const roomPx = (stripWidthPx + spaces.stripGap) / count - spaces.stripGap;
  return { isStacked, tilePx, stripWidthPx, stripTilePx: fit(Math.min(56, Math.max(imageWidth, roomPx))) };
}
