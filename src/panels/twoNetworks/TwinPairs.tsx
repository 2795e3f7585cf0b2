import { datasetInfo } from '../../data/catalog';
import type { Centring } from '../../state/similarity';
import { ImageTile } from '../../ui/ImageTile';
import { PairStrip } from '../../ui/PairStrip';
import { twoDigits } from '../countAxis';
import { FigureProblem } from '../FigureProblem';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { formatCount } from '../words';
import type { PairRow } from './compute';

export interface TwinPairsProps {
  readonly row: PairRow;
  readonly sampleCount: number;
  readonly centring: Centring;
}

/** What the two networks make of each noise, side by side. */
export function TwinPairs({ row, sampleCount, centring }: TwinPairsProps) {
  const { results } = useSession();
  const { dataset } = useInputs();
  const { dim } = datasetInfo(dataset);
  const { ids, images, cosines } = row;
  const samples = useLoaded(ids?.join(), () => Promise.all(ids!.map((id) => results.samples(id, sampleCount * dim))));
  const list = cosines.network?.between[centring];
  if (!ids || !list)
    return (
      <p className="figure-problem">
        No two networks are here that were trained on the first and on the next {formatCount(images)} images; the closed
        forms need no training.
      </p>
    );
  if (samples.message !== undefined) return <FigureProblem message={samples.message} retry={samples.retry} />;
  const image = (side: 0 | 1, index: number) => samples.value?.at(side)?.subarray(index * dim, (index + 1) * dim);
  return (
    <PairStrip
      heading={`One noise, two networks: trained on the first ${formatCount(images)} images, left, and on the next ${formatCount(images)}, right`}
      unit="noises"
      count={sampleCount}
      pair={(index, tilePx) => (
        <>
          <ImageTile bytes={image(0, index)} sizePx={tilePx} label={`Noise ${index + 1}, first network`} />
          <ImageTile bytes={image(1, index)} sizePx={tilePx} label={`Noise ${index + 1}, second network`} />
          <span className="pair-words">cos {twoDigits(list[index]!)}</span>
        </>
      )}
    />
  );
}
