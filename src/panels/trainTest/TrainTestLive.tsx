import { useState } from 'react';
import type { DatasetId } from '../../data/catalog';
import { firstImages } from '../../data/subset';
import { formatSigma } from '../../draw/sigmaAxis';
import type { ErrorsFrame } from '../../engine/protocol';
import { type LinearFits, momentsOf } from '../../state/linearFits';
import { lossesOfSample } from '../../theory/linearLoss';
import { LiveMeasure } from '../LiveMeasure';
import { useLive } from '../useLive';
import { formatCount } from '../words';
import type { Spread } from './compute';

export interface TrainTestLiveProps {
  readonly dataset: DatasetId;
  readonly file: LinearFits;
  /** N, one of those that were fitted. */
  readonly images: number;
  readonly sigma: number;
}

/** One point once more, on the reader's machine: the Gaussian denoiser of the first N images, which is the linear model without a ridge. */
export function TrainTestLive({ dataset, file, images, sigma }: TrainTestLiveProps) {
  const [count, setCount] = useState(64);
  const live = useLive(`${dataset} ${images} ${sigma} ${count}`, async (run) => {
    const measure = async (split: 'heldOut' | 'train') => {
      const frames: ErrorsFrame[] = [];
      const job = { kind: 'errors' as const, dataset, subset: firstImages(images), split, count, seed: 7 };
      await run({ ...job, denoisers: ['gaussian'], sigmas: [sigma] }, { onFrame: (frame) => frames.push(frame) });
      const { mean, standardError } = frames[0]!.rows.gaussian!.error;
      return { value: mean / sigma ** 2, error: standardError / sigma ** 2 };
    };
    return { train: await measure('train'), test: await measure('heldOut') };
  });
  return (
    <LiveMeasure
      words={`At N = ${formatCount(images)} and σ = ${formatSigma(sigma)}, without a ridge: the losses of the Gaussian denoiser on noised images.`}
      live={live}
      counts={[64, 256]}
      count={count}
      unit="Images"
      onCount={setCount}
    >
      {live.result && <Comparison {...live.result} file={file} images={images} sigma={sigma} count={count} />}
    </LiveMeasure>
  );
}

interface ComparisonProps extends Omit<TrainTestLiveProps, 'dataset'> {
  readonly train: Spread;
  readonly test: Spread;
  readonly count: number;
}

function Comparison({ train, test, file, images, sigma, count }: ComparisonProps) {
  const { sample, truth } = momentsOf(
    file.fits.find((fit) => fit.images === images)!,
    file.dim,
  );
  const published = lossesOfSample(sample, truth, { s: sigma ** 2, ridge: 0 });
  const cell = ({ value, error }: Spread) =>
    `${value.toPrecision(3)}${error === undefined ? '' : ` ± ${error.toPrecision(1)}`}`;
  return (
    <div className="table-scroll">
      <table className="live-table">
        <thead>
          <tr>
            <th scope="col">Loss in units of the noise</th>
            <th scope="col">Train</th>
            <th scope="col">Test</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Here, {count} images, one noise each</th>
            <td>{cell(train)}</td>
            <td>{cell(test)}</td>
          </tr>
          <tr>
            <th scope="row">Published fit, all images and all noise</th>
            <td>{cell({ value: published.train })}</td>
            <td>{cell({ value: published.test })}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
