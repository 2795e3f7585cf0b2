import { isMemorized } from '../../metrics/catalog';
import type { TrainingSimilarity } from '../../metrics/trainingSimilarity';
import { datasetInfo } from '../../data/catalog';
import type { Centring } from '../../state/similarity';
import type { ZooNetwork } from '../../state/zooNetworks';
import { ImageTile } from '../../ui/ImageTile';
import { PairStrip } from '../../ui/PairStrip';
import { twoDigits } from '../countAxis';
import { FigureProblem, firstProblem } from '../FigureProblem';
import { useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useTrainingImage } from '../useTrainingImage';
import { formatCount } from '../words';
import { cosineName } from './compute';

export interface CopyPairsProps {
  readonly network: ZooNetwork;
  readonly sampleCount: number;
  readonly centring: Centring;
}

/** Every sample of a network beside the training image nearest to it. */
export function CopyPairs({ network, sampleCount, centring }: CopyPairsProps) {
  const { results } = useSession();
  const { id, dataset, subset } = network;
  const { dim } = datasetInfo(dataset);
  const details = useLoaded(id, () => results.details(id));
  const samples = useLoaded(id, () => results.samples(id, sampleCount * dim));
  const problem = firstProblem(details, samples);
  if (problem.message !== undefined) return <FigureProblem {...problem} />;
  const heading = (
    <>
      Samples of the network trained on {formatCount(subset.count)} images; right of each, the training image nearest to
      it
    </>
  );
  return (
    <PairStrip
      heading={heading}
      unit="noises"
      count={sampleCount}
      pair={(index, tilePx) => (
        <CopyPair
          network={network}
          number={index + 1}
          bytes={samples.value?.subarray(index * dim, (index + 1) * dim)}
          similarity={details.value?.similarities[index]}
          centring={centring}
          tilePx={tilePx}
        />
      )}
    />
  );
}

interface CopyPairProps {
  readonly network: ZooNetwork;
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
  readonly similarity: TrainingSimilarity | undefined;
  readonly centring: Centring;
  readonly tilePx: number;
}

function CopyPair({ network, number, bytes, similarity, centring, tilePx }: CopyPairProps) {
  const { dataset, subset } = network;
  const index = similarity && subset.start + similarity.index;
  const nearest = useTrainingImage(dataset, index);
  return (
    <>
      <ImageTile bytes={bytes} sizePx={tilePx} label={`Sample ${number}`} />
      <ImageTile bytes={nearest?.image} sizePx={tilePx} label={`Nearest training image, ${index ?? ''}`} />
      <span className="pair-words">
        {similarity && (
          <>
            {isMemorized(similarity) ? <b>copy</b> : 'new'}, cos {twoDigits(similarity[cosineName(centring)])}
          </>
        )}
      </span>
    </>
  );
}
