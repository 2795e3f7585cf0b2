import { datasetInfo } from '../../data/catalog';
import type { NetworkInfo } from '../../state/networks';
import {
  oneStepImageJob,
  oneStepJob,
  type OneStepMeasures,
  oneStepNoisy,
  oneStepOf,
  publishedOneStep,
} from '../../state/oneStep';
import { InPieces } from '../../ui/InPieces';
import { usePlaceWidth } from '../../ui/useWidth';
import { NoiseLevelSlider } from '../NoiseLevelSlider';
import { useInputs, useSession } from '../session';
import { useLive } from '../useLive';
import { useLoaded } from '../useLoaded';
import { useNoiseLevel } from '../useNoiseLevel';
import { formatCount } from '../words';
import { OneStepLive } from './OneStepLive';
import { OneStepTiles } from './OneStepTiles';
import './oneStep.css';

export interface OneStepFigureProps {
  /** Of few and of many images. */
  readonly networks: readonly NetworkInfo[];
  readonly measures: OneStepMeasures;
  readonly pictures: Uint8Array;
}

/** Both networks at one noise level: the published pictures, or those of another noise, made here. */
export function OneStepFigure({ networks, measures, pictures }: OneStepFigureProps) {
  const { engine } = useSession();
  const { dataset, seed } = useInputs();
  const { sigmas } = measures;
  const [sigma, choose] = useNoiseLevel(sigmas);
  const level = sigmas.indexOf(sigma);
  const [ref, placePx] = usePlaceWidth();
  const sizePx = tilePx(placePx);
  const image = useLoaded(`${dataset} ${seed}`, async () => (await engine.run(oneStepImageJob(dataset, seed))).images);
  const noisy = image.value && oneStepNoisy(image.value, sigma, seed);
  const published = networks.flatMap(({ id }) => {
    const set = seed === measures.seed ? measures.sets.findIndex((each) => each.id === id) : -1;
    return set >= 0 ? [publishedOneStep(measures, pictures, { set, level })] : [];
  });
  const isPublished = published.length === networks.length;
  return (
    <InPieces>
      <div className="chart-bar">
        <NoiseLevelSlider sigmas={sigmas} value={sigma} onChange={choose} />
      </div>
      <div ref={ref} className="one-step">
        {networks.map((network, i) => {
          const heading = `Trained on ${formatCount(network.subset.count)} ${datasetInfo(dataset).noun.many}`;
          const shared = { sizePx, heading, noisy, sigma, sigmaData: datasetInfo(dataset).sigmaData };
          if (isPublished)
            return <OneStepTiles key={network.id} {...shared} problem={image.message} step={published[i]} />;
          return <LiveTiles key={network.id} {...shared} network={network} seed={seed} imageProblem={image.message} />;
        })}
      </div>
      {isPublished && <OneStepLive {...{ networks, published, sigma }} />}
    </InPieces>
  );
}

/** Whole multiples of 28. */
function tilePx(widthPx: number): number {
  if (widthPx >= 1020) return 112;
  return widthPx >= 400 ? 84 : 56;
}

interface LiveTilesProps {
  readonly sizePx: number;
  readonly heading: string;
  readonly noisy: Float32Array | undefined;
  readonly sigma: number;
  readonly sigmaData: number;
  readonly network: NetworkInfo;
  readonly seed: number;
  readonly imageProblem: string | undefined;
}

function LiveTiles({ network, noisy, sigma, seed, imageProblem, ...shared }: LiveTilesProps) {
  const live = useLive(
    `${network.id} ${sigma} ${seed}`,
    async (run) => oneStepOf(await run(oneStepJob(network, noisy!, sigma))),
    { isAsked: noisy !== undefined },
  );
  const problem = imageProblem ?? live.message;
  return (
    <OneStepTiles
      {...shared}
      noisy={noisy}
      sigma={sigma}
      progress={live.progress}
      problem={problem}
      step={live.result}
    />
  );
}
