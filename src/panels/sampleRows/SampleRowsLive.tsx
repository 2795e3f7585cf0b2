import type { NetworkInfo } from '../../state/networks';
import { sampleRowsJob, type SampleRowsMeasures, samplesOf } from '../../state/sampleRows';
import { LiveMeasure } from '../LiveMeasure';
import { useLive } from '../useLive';
import { formatDistance } from '../words';
import { type NamedDistances, rowDistances } from './compute';

export interface SampleRowsLiveProps {
  readonly networks: readonly NetworkInfo[];
  readonly measures: SampleRowsMeasures;
  /** Of each network. */
  readonly published: readonly NamedDistances[];
}

/** The published samples drawn once more, on the reader's machine. */
export function SampleRowsLive({ networks, measures, published }: SampleRowsLiveProps) {
  const { count, seed } = measures;
  const live = useLive(networks.map(({ id }) => id).join(), async (run) => {
    const found = [];
    for (const network of networks)
      found.push(rowDistances(samplesOf(await run(sampleRowsJob(network, { count, seed }))), count));
    return found;
  });
  const gaps = (live.result ?? []).flatMap((distances, set) =>
    distances.flatMap(({ id, median }) => {
      const then = published[set]?.distances.find((each) => each.id === id);
      return then ? [Math.abs(then.median - median)] : [];
    }),
  );
  return (
    <LiveMeasure words={`The same ${count} noises, drawn by every denoiser of both networks.`} live={live}>
      {gaps.length > 0 && (
        <p>The median distances differ from the published ones by at most {formatDistance(Math.max(...gaps))}.</p>
      )}
    </LiveMeasure>
  );
}
