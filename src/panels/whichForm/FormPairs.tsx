import { datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { tileSize } from '../../draw/tileSize';
import { formatSigma } from '../../draw/sigmaAxis';
import {
  answerPictures,
  localPicturesLength,
  picturedIds,
  samplePictures,
  shownImages,
  shownSamples,
} from '../../state/localMeasures';
import { ImageTile } from '../../ui/ImageTile';
import { PairStrip } from '../../ui/PairStrip';
import { Segmented } from '../../ui/Segmented';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { FigureProblem } from '../FigureProblem';
import { useInput, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { candidatesOf, named, type FormRow, type Over, rowWords } from './compute';

export interface FormPairsProps {
  readonly over: Over;
  readonly row: FormRow;
  readonly level: number;
  readonly sigmas: readonly number[];
}

const tilePx = 64;

/** Of the chosen cell: the answers of all to the same noisy images, and the network's samples beside those of one candidate. */
export function FormPairs({ over, row, level, sigmas }: FormPairsProps) {
  const { results } = useSession();
  const [asked, setCandidate] = useInput('candidate');
  const sizePx = tileSize(28, tilePx, usePixelRatio());
  const { network, measure } = row;
  const { dim } = datasetInfo(network.dataset);
  const pictures = useLoaded(network.id, () =>
    results.localPictures(network.id, localPicturesLength(measure, sigmas.length, dim)),
  );
  if (pictures.message !== undefined) return <FigureProblem {...pictures} />;
  const candidates = candidatesOf(measure);
  const candidate = candidates.find((id) => id === asked) ?? 'local';
  const samples = pictures.value && samplePictures(measure, pictures.value, dim);
  const shown = pictures.value && answerPictures(measure, pictures.value, { level, dim });
  const image = (bytes: Uint8Array | undefined, i: number) => bytes?.subarray(i * dim, (i + 1) * dim);
  const sample = (id: DenoiserId, i: number) => (
    <ImageTile bytes={image(samples?.[id], i)} sizePx={sizePx} label={`Noise ${i + 1}, ${denoiserCatalog[id].label}`} />
  );
  const columns = [
    { id: 'noisy', label: 'Noisy image', bytes: shown?.noisy },
    ...picturedIds(measure).map((id) => ({ id, label: denoiserCatalog[id].label, bytes: shown?.answers[id] })),
  ];
  const who = rowWords(over, row.place);
  return (
    <div className="form-pairs">
      <p className="pair-heading">
        {who}: answers to two noisy held-out images at <var>σ</var> = {formatSigma(sigmas[level]!)}, the noisy ones on
        the scale of the data
      </p>
      <ul className="form-answers">
        {columns.map(({ id, label, bytes }) => (
          <li key={id}>
            {Array.from({ length: shownImages }, (_, i) => (
              <ImageTile key={i} bytes={image(bytes, i)} sizePx={sizePx} label={`${label}, image ${i + 1}`} />
            ))}
            <span>{label}</span>
          </li>
        ))}
      </ul>
      <div className="chart-bar is-second">
        <Segmented
          legend="Beside each sample of the network"
          options={candidates.map((id) => ({ id, label: denoiserCatalog[id].label }))}
          value={candidate}
          onChange={setCandidate}
        />
      </div>
      <PairStrip
        heading={`${who}: the network’s sample left, that of ${named[candidate]} from the same noise right`}
        unit="noises"
        count={shownSamples}
        pair={(index) => (
          <>
            {sample('network', index)}
            {sample(candidate, index)}
          </>
        )}
      />
    </div>
  );
}
