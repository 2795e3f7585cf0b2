import { useMemo } from 'react';
import { tileSize } from '../../draw/tileSize';
import type { ZooNetwork } from '../../state/zooNetworks';
import { GrayCanvas } from '../../ui/GrayCanvas';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { usePlaceWidth } from '../../ui/useWidth';
import { FigureProblem } from '../FigureProblem';
import { useSession } from '../session';
import { useLoaded } from '../useLoaded';

export interface SampleGridProps {
  readonly network: ZooNetwork;
  readonly sampleCount: number;
  readonly dim: number;
}

const gapPx = 4;
const mostTilePx = 60;
const mostRows = 3;

/** Samples of a network; those of another network from the same noises stand in the same places. */
export function SampleGrid({ network, sampleCount, dim }: SampleGridProps) {
  const { results } = useSession();
  const [ref, widthPx] = usePlaceWidth();
  const sizePx = tileSize(28, mostTilePx, usePixelRatio());
  const samples = useLoaded(network.id, () => results.samples(network.id, sampleCount * dim));
  const perRow = Math.max(1, Math.floor((widthPx + gapPx) / (sizePx + gapPx)));
  const shown = Math.min(sampleCount, perRow * mostRows);
  const heightPx = Math.ceil(shown / perRow) * (sizePx + gapPx) - gapPx;
  const bytes = samples.value;
  const tiles = useMemo(
    () =>
      Array.from({ length: bytes ? shown : 0 }, (_, i) => ({
        bytes: bytes!.subarray(i * dim, (i + 1) * dim),
        xPx: (i % perRow) * (sizePx + gapPx),
        yPx: Math.floor(i / perRow) * (sizePx + gapPx),
        sizePx,
        opacity: 1,
      })),
    [bytes, shown, dim, perRow, sizePx],
  );
  return (
    <div ref={ref} className="sample-grid">
      <FigureProblem message={samples.message} retry={samples.retry} />
      {widthPx > 0 && samples.message === undefined && (
        <GrayCanvas
          widthPx={perRow * (sizePx + gapPx) - gapPx}
          heightPx={heightPx}
          tiles={tiles}
          label={`${shown} samples of ${network.id}`}
        />
      )}
    </div>
  );
}
