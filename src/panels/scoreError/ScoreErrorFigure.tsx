import { useState } from 'react';
import { formatSigma } from '../../draw/sigmaAxis';
import type { ErrorsFrame } from '../../engine/protocol';
import { scoreCurve, type ScoreCurves, type ScoreErrorMeasures, type ScoreQuantity } from '../../state/scoreErrors';
import { ChartGrid } from '../../ui/ChartGrid';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { InPieces } from '../../ui/InPieces';
import { Segmented } from '../../ui/Segmented';
import { distanceAxis } from '../distanceAxis';
import { LiveMeasure } from '../LiveMeasure';
import { noiseAxis } from '../noiseAxis';
import { useInput, useInputs, useSession } from '../session';
import { useLive } from '../useLive';
import { useSigmaColumns } from '../useSigmaColumns';
import { formatCount } from '../words';
import { scoreErrorCurves, type ScoreRow } from './compute';

export interface ScoreErrorFigureProps {
  readonly rows: readonly ScoreRow[];
  readonly measures: ScoreErrorMeasures;
}

const splits = [
  { id: 'heldOut', label: 'held-out' },
  { id: 'train', label: 'training' },
] as const;
const quantities = [
  { id: 'rmse', label: 'RMSE', hint: 'Root mean square over pixels' },
  { id: 'normalized', label: 'relative', hint: 'Divided by the length of the network’s answer' },
] as const satisfies readonly { id: ScoreQuantity; label: string; hint: string }[];
const fewImages = 16;

interface Here {
  readonly key: string;
  readonly frames: readonly ErrorsFrame[];
}

/** A chart for each N on one scale, and the first one's closed forms measured again here. */
export function ScoreErrorFigure({ rows, measures }: ScoreErrorFigureProps) {
  const { change } = useSession();
  const { images, split } = useInputs();
  const [quantity, setQuantity] = useInput('distance');
  const { columns, overlay } = useSigmaColumns(measures.sigmas);
  const [count, setCount] = useState(fewImages);
  const [here, setHere] = useState<Here>();
  const measured = rows.find(({ network }) => network.subset.count === images) ?? rows[0]!;
  const key = `${measured.network.id} ${split} ${count}`;
  const live = useLive(key, async (run) => {
    const { id, dataset, subset } = measured.network;
    const frames: ErrorsFrame[] = [];
    const { sigmas, seed } = measures;
    await run(
      {
        kind: 'errors',
        dataset,
        subset,
        network: id,
        denoisers: ['network', 'gaussian', 'multiDelta'],
        sigmas,
        split,
        count,
        seed,
      },
      {
        onFrame: (frame) => {
          frames.push(frame);
          setHere({ key, frames: [...frames] });
        },
      },
    );
    return frames;
  });
  const shown = here?.key === key ? hereCurves(here.frames, quantity, measures.sigmas) : [];
  const curves = rows.map(({ errors }) => scoreErrorCurves(errors[split], quantity, measures.sigmas));
  const y = distanceAxis([...curves.flat(), ...shown]);
  return (
    <InPieces>
      <div className="chart-bar">
        <Segmented
          legend="Noise is added to images"
          options={splits}
          value={split}
          onChange={(next) => change({ split: next })}
        />
        <Segmented legend="Distance" options={quantities} value={quantity} onChange={setQuantity} />
      </div>
      <ChartGrid most={rows.length}>
        {(widthPx) =>
          rows.map((row, i) => {
            const name = formatCount(row.network.subset.count);
            return (
              <CurveChart
                key={row.network.id}
                {...{ widthPx, y, overlay }}
                heightPx={280}
                name={`Network of ${name} images`}
                label={`Distance of the simple denoisers to the network of ${name} images over noise levels`}
                x={noiseAxis(measures.sigmas)}
                curves={[...(row === measured ? shown : []), ...curves[i]!]}
                columns={{ ...columns, isInTabOrder: i === 0 }}
              />
            );
          })
        }
      </ChartGrid>
      <LiveMeasure
        words={`At N = ${formatCount(measured.network.subset.count)}: Gaussian and multi-delta, on ${split === 'heldOut' ? 'held-out' : 'training'} images.`}
        live={live}
        counts={[fewImages, measures.count]}
        count={count}
        unit="Images"
        onCount={setCount}
      >
        {live.result && <p>{comparison(live.result, measured.errors[split], measures.sigmas)}</p>}
      </LiveMeasure>
    </InPieces>
  );
}

const pairs = ['gaussian', 'multiDelta'] as const;

function hereCurves(frames: readonly ErrorsFrame[], quantity: ScoreQuantity, sigmas: readonly number[]): ChartCurve[] {
  const curves = Object.fromEntries(
    pairs.map((pair) => [pair, scoreCurve(frames.flatMap(({ rows }) => rows[pair] ?? []))]),
  ) as ScoreCurves;
  return scoreErrorCurves(curves, quantity, sigmas).map((curve) => ({
    ...curve,
    id: `${curve.id} here`,
    isHollow: true,
  }));
}

/** How far the distances measured here are from the published ones, at most, in standard errors of both. */
function comparison(frames: readonly ErrorsFrame[], published: ScoreCurves, sigmas: readonly number[]): string {
  const gaps = frames.flatMap(({ sigma, rows }) =>
    pairs.map((pair) => {
      const [now, then] = [rows[pair]!.rmseToFirst, published[pair]!.rmse[sigmas.indexOf(sigma)]!];
      const error = Math.hypot(now.standardError, then.standardError);
      return {
        sigma,
        gap: Math.abs(now.mean - then.mean),
        errors: Math.abs(now.mean - then.mean) / Math.max(error, 1e-6),
      };
    }),
  );
  const widest = gaps.reduce((a, b) => (b.errors > a.errors ? b : a));
  return `Hollow dots are from your machine. They differ from the published distances by at most ${widest.errors.toFixed(1)} standard errors (${widest.gap.toFixed(4)}, at σ = ${formatSigma(widest.sigma)}).`;
}
