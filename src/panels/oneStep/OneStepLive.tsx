import { formatSigma } from '../../draw/sigmaAxis';
import type { NetworkInfo } from '../../state/networks';
import { type OneStep, oneStepImageJob, oneStepJob, oneStepNoisy, oneStepOf } from '../../state/oneStep';
import { LiveMeasure } from '../LiveMeasure';
import { useInputs } from '../session';
import { useLive } from '../useLive';
import { formatDistance } from '../words';

export interface OneStepLiveProps {
  readonly networks: readonly NetworkInfo[];
  /** Of each network: what is published. */
  readonly published: readonly OneStep[];
  readonly sigma: number;
}

/** The published distances of one noise level once more, on the reader's machine. */
export function OneStepLive({ networks, published, sigma }: OneStepLiveProps) {
  const { dataset, seed } = useInputs();
  const live = useLive(`${networks.map(({ id }) => id).join()} ${sigma}`, async (run) => {
    const { images } = await run(oneStepImageJob(dataset, seed));
    const noisy = oneStepNoisy(images, sigma, seed);
    const found: OneStep[] = [];
    for (const network of networks) found.push(oneStepOf(await run(oneStepJob(network, noisy, sigma))));
    return found;
  });
  return (
    <LiveMeasure
      words={`The answers of both networks and their closed forms at σ = ${formatSigma(sigma)}.`}
      live={live}
    >
      {live.result && (
        <p>
          The distances differ from the published ones by at most {formatDistance(largestGap(live.result, published))}.
        </p>
      )}
    </LiveMeasure>
  );
}

function largestGap(here: readonly OneStep[], published: readonly OneStep[]): number {
  const gaps = here.flatMap(({ distances }, set) =>
    distances.flatMap((each, input) =>
      (['gaussian', 'multiDelta'] as const).map((id) =>
        Math.abs((each[id] ?? NaN) - (published[set]!.distances[input]![id] ?? NaN)),
      ),
    ),
  );
  return Math.max(...gaps);
}
