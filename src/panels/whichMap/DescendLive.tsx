import { useState } from 'react';
import { firstImages } from '../../data/subset';
import { formatSigma, sigmaColor } from '../../draw/sigmaAxis';
import type { DescendFrame } from '../../engine/protocol';
import type { OptimizerId } from '../../training/descentCatalog';
import type { ChartCurve } from '../../ui/CurveChart';
import { Segmented } from '../../ui/Segmented';
import { LiveMeasure } from '../LiveMeasure';
import { useInputs } from '../session';
import { type RunJob, useLive } from '../useLive';
import { formatCount } from '../words';
import { curveAt, type MapCount, mapCounts, networkId, pointsOf, ratioWords, type WhichMapMeasures } from './compute';

/** A descent on the reader's machine so far. */
export interface DescentHere {
  readonly images: MapCount;
  readonly optimizer: OptimizerId;
  readonly curve: ChartCurve;
}

export interface DescendLiveProps {
  readonly measures: WhichMapMeasures;
  readonly sigma: number;
  readonly onHere: (here: DescentHere) => void;
}

const hollowEvery = 3;

/** Gradient descent once more on the reader's machine, drawn as it goes, at the noise level that is looked at. */
export function DescendLive({ measures, sigma, onHere }: DescendLiveProps) {
  const { optimizer } = useInputs();
  const [images, setImages] = useState<MapCount>(64);
  const { seed } = measures.descents;
  const descend = async (run: RunJob): Promise<DescendFrame | undefined> => {
    const frames: DescendFrame[] = [];
    const source = { dataset: 'fashion', subset: firstImages(images), network: networkId(images) } as const;
    const onFrame = (frame: DescendFrame) => {
      frames.push(frame);
      const points = pointsOf(
        frames.map(({ difference }) => difference),
        hollowEvery,
      );
      const look = { label: '', color: sigmaColor(sigma), line: 'solid' } as const;
      onHere({ images, optimizer, curve: { id: 'here', ...look, isHollow: true, points } });
    };
    const job = { kind: 'descend', ...source, teacher: 'network', inputs: 'heldOut', sigma, optimizer, seed } as const;
    await run(job, { onFrame });
    return frames.at(-1);
  };
  const live = useLive(`${images} ${sigma} ${optimizer}`, descend);
  const published = curveAt(measures.descents, images, optimizer, sigma)?.differences.at(-1);
  return (
    <LiveMeasure
      words={`At σ = ${formatSigma(sigma)}, ${optimizer === 'adam' ? 'by Adam' : 'by plain descent'}: hollow dots, as they come.`}
      live={live}
      startLabel="Descend here"
      fields={
        <Segmented
          legend="Network of N"
          options={mapCounts.map((count) => ({ id: String(count), label: formatCount(count) }))}
          value={String(images)}
          onChange={(id) => setImages(mapCounts.find((count) => String(count) === id)!)}
        />
      }
    >
      {live.result && (
        <p>
          After {live.result.epoch} passes, with learning rate {live.result.learningRate.toPrecision(2)}:{' '}
          {ratioWords(live.result.difference)}
          {published === undefined ? '.' : `; published: ${ratioWords(published)}.`}
        </p>
      )}
    </LiveMeasure>
  );
}
