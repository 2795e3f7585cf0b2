/** Where the small tiles of a trajectory stand: all noise levels side by side, or an even choice of them when there is no room. */

export interface Strip {
  readonly tiles: readonly { readonly step: number; readonly xPx: number }[];
  readonly tilePx: number;
  /** Left edge of the place of a step on the even scale of all steps, for curves under the tiles. */
  stepToPx(step: number): number;
  /** Left edge of the tile of a step, or of the tile nearest to it. */
  tileToPx(step: number): number;
  /** The step nearest to a horizontal position. */
  pxToStep(px: number): number;
}

export interface StripOptions {
  readonly widthPx: number;
  readonly tilePx: number;
  readonly gapPx: number;
  /** Noise levels, at least 2. */
  readonly count: number;
  /** Always among the tiles: it takes the place of the nearest one. */
  readonly current: number;
}

export function layOutStrip({ widthPx, tilePx, gapPx, count, current }: StripOptions): Strip {
  const room = Math.max(2, Math.floor((widthPx + gapPx) / (tilePx + gapPx)));
  const shown = Math.min(count, room);
  const pitchPx = (widthPx - tilePx) / (shown - 1);
  const steps = Array.from({ length: shown }, (_, i) => Math.round((i / (shown - 1)) * (count - 1)));
  const stepToPx = (step: number) => (step / (count - 1)) * (shown - 1) * pitchPx;
  const nearest = Math.round(stepToPx(current) / pitchPx);
  return {
    tiles: steps.map((step, i) => ({ step: i === nearest ? current : step, xPx: i * pitchPx })),
    tilePx,
    stepToPx,
    tileToPx: (step) => Math.round(stepToPx(step) / pitchPx) * pitchPx,
    pxToStep(px) {
      const place = Math.min(shown - 1, Math.max(0, Math.round((px - tilePx / 2) / pitchPx)));
      return place === nearest ? current : steps[place]!;
    },
  };
}
