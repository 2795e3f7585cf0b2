import { useState } from 'react';
import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { LinearityFrame } from '../../engine/protocol';
import type { LinearityMeasures } from '../../state/linearityMeasures';
import type { ChartCurve } from '../../ui/CurveChart';
import { LiveMeasure } from '../LiveMeasure';
import { type RunJob, useLive } from '../useLive';
import { formatCount } from '../words';
import { type Asked, denoiserCurves, hereCurves, type LinearityRow, type Quantity } from './compute';

/** What was measured on the reader's machine. */
export interface MeasuredHere {
  readonly key: string;
  readonly curves: Readonly<Record<Quantity, readonly ChartCurve[]>>;
}

export interface LinearityLiveProps {
  /** Names the network, the inputs and alpha. */
  readonly measuredKey: string;
  readonly chosen: LinearityRow;
  readonly asked: Asked;
  readonly measures: LinearityMeasures;
  readonly onMeasured: (here: MeasuredHere) => void;
}

const fewPairs = 10;

/** The linearity of one N's denoisers once more, on the reader's machine; drawn as it comes. */
export function LinearityLive({ measuredKey, chosen, asked, measures, onMeasured }: LinearityLiveProps) {
  const [count, setCount] = useState(fewPairs);
  const { id, dataset, subset } = chosen.network;
  const measure = async (run: RunJob): Promise<readonly LinearityFrame[]> => {
    const frames: LinearityFrame[] = [];
    const show = (frame: LinearityFrame) => {
      frames.push(frame);
      const curves = { cosine: hereCurves(frames, 'cosine'), normalizedError: hereCurves(frames, 'normalizedError') };
      onMeasured({ key: measuredKey, curves });
    };
    await run(
      {
        kind: 'linearity',
        dataset,
        subset,
        network: id,
        denoisers: ['network', 'gaussian', 'multiDelta'],
        sigmas: measures.sigmas,
        alphas: [measures.alphas[asked.alpha]!],
        inputs: asked.inputs,
        count,
        seed: measures.seed,
      },
      { onFrame: show },
    );
    return frames;
  };
  const live = useLive(`${measuredKey} ${count}`, measure);
  return (
    <LiveMeasure
      words={`At N = ${formatCount(subset.count)}: the three denoisers at ${measures.sigmas.length} noise levels.`}
      live={live}
      counts={[fewPairs, measures.pairs]}
      count={count}
      unit="Pairs"
      onCount={setCount}
    >
      {live.result && <p>{comparison(live.result, { chosen, asked, measures })}</p>}
    </LiveMeasure>
  );
}

/** How far the cosine measured here is from the published one, at most. */
function comparison(
  frames: readonly LinearityFrame[],
  { chosen, asked, measures }: Pick<LinearityLiveProps, 'chosen' | 'asked' | 'measures'>,
): string {
  const published = denoiserCurves(chosen, 'cosine', asked, measures);
  const gaps = hereCurves(frames, 'cosine').flatMap(({ points }, i) =>
    points.flatMap(({ x, y }) => {
      const same = published[i]!.points.find((point) => point.x === x);
      return same ? [{ label: published[i]!.label, sigma: x, gap: Math.abs(y - same.y) }] : [];
    }),
  );
  if (gaps.length === 0) return 'The published numbers hold no such mixture to compare with.';
  const { label, sigma, gap } = gaps.reduce((a, b) => (b.gap > a.gap ? b : a));
  return `Hollow dots are from your machine. The cosine differs from the published one by at most ${gap.toFixed(3)} (${label === denoiserCatalog.network.label ? 'the network' : `the ${label}`}, σ = ${formatSigma(sigma)}).`;
}
