import { useState } from 'react';
import { denoiserCatalog } from '../../denoisers/catalog';
import type { ErrorsFrame } from '../../engine/protocol';
import { isMemorized } from '../../metrics/catalog';
import type { TrainingSimilarity } from '../../metrics/trainingSimilarity';
import type { NetworkDetails, NetworkMeasures } from '../../state/networkMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { LiveMeasure } from '../LiveMeasure';
import { type RunJob, useLive } from '../useLive';
import { formatDistance } from '../words';
import { distanceCurves, memberWords, type Split } from './compute';

/** What was measured on the reader's machine. */
export interface FamilyMeasured {
  readonly id: string;
  readonly split: Split;
  /** As `distanceCurves`. */
  readonly curves: readonly ChartCurve[];
  readonly similarities: readonly TrainingSimilarity[];
}

export interface FamilyLiveProps {
  readonly network: ZooNetwork;
  readonly details: NetworkDetails | undefined;
  readonly measures: NetworkMeasures;
  readonly split: Split;
  readonly onMeasured: (measured: FamilyMeasured) => void;
}

const fewImages = 16;
const fewNoises = 8;

/** The distances and the copies of one network once more, on the reader's machine, beside the published ones. */
export function FamilyLive({ network, details, measures, split, onMeasured }: FamilyLiveProps) {
  const [count, setCount] = useState(fewImages);
  const noises = count === fewImages ? fewNoises : measures.sampleCount;
  const { id, dataset, subset } = network;
  const measure = async (run: RunJob): Promise<FamilyMeasured> => {
    const shared = { dataset, subset, network: id };
    const frames: ErrorsFrame[] = [];
    await run(
      {
        kind: 'errors',
        ...shared,
        denoisers: ['network', 'gaussian', 'multiDelta'],
        sigmas: details?.errors.map(({ sigma }) => sigma) ?? [],
        split: split === 'heldOut' ? 'heldOut' : 'train',
        count,
        seed: measures.noiseSeed,
      },
      { onFrame: (frame) => frames.push(frame) },
    );
    const survey = await run({
      kind: 'survey',
      ...shared,
      denoisers: ['network'],
      count: noises,
      seed: measures.sampleSeed,
    });
    const measured = { id, split, curves: curvesOf(frames), similarities: survey.rows.network?.similarities ?? [] };
    onMeasured(measured);
    return measured;
  };
  const live = useLive(`${id} ${split} ${count} ${details?.id ?? ''}`, measure);
  return (
    <LiveMeasure
      words={`The network after ${memberWords('time', network)}, width ${network.width}: its distances, then ${noises} samples.`}
      live={live}
      counts={[fewImages, measures.imageCount]}
      count={count}
      unit="Images"
      onCount={setCount}
    >
      {live.result && details && <p>{comparison(live.result, details, count, measures.imageCount)}</p>}
    </LiveMeasure>
  );
}

function curvesOf(frames: readonly ErrorsFrame[]): ChartCurve[] {
  return (['gaussian', 'multiDelta'] as const).map((id) => {
    const { label, color, line } = denoiserCatalog[id];
    const points = frames.flatMap(({ sigma, rows }) => (rows[id] ? [{ x: sigma, y: rows[id].rmseToFirst.mean }] : []));
    return { id, label, color, line, points };
  });
}

/** Hollow dots are drawn in the chart; here is how far they are from the published. */
function comparison(here: FamilyMeasured, details: NetworkDetails, count: number, total: number): string {
  const published = distanceCurves(details, here.split);
  const gaps = here.curves.map(({ label, points }, i) => {
    const gap = points.map(({ x, y }) => Math.abs(y - published[i]!.points.find((point) => point.x === x)!.y));
    return `${formatDistance(Math.max(0, ...gap))} (${label})`;
  });
  const same = details.similarities.slice(0, here.similarities.length);
  const copies = (list: readonly TrainingSimilarity[]) => `${list.filter(isMemorized).length} of ${list.length}`;
  return `The hollow dots are yours, over ${count} images; at most ${gaps.join(' and ')} from the published, over ${total}. Of your samples ${copies(here.similarities)} are copies, of the published from the same noises ${copies(same)}.`;
}
