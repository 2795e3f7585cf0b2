/** What the theory of linear diffusion models needs to know of data: its eigenvalues. Wherever they come from, they are of this form. */
import { type DatasetId, datasetInfo, isPublished, type PublishedId } from '../data/catalog';
import { powerLawSpectrum } from '../theory/powerLaw';
import { keptEigenvalues } from '../theory/spectrumRange';
import type { DatasetSpectrum } from './datasetSpectrum';

export interface TheorySpectrum {
  /** Names it among all: equal keys, equal eigenvalues. */
  readonly key: string;
  /** "Fashion" */
  readonly label: string;
  /** d: the number of eigenvalues, zeros included. */
  readonly dim: number;
  /** Descending, >= 0. */
  readonly eigenvalues: Float64Array;
  /** Those that divergences count, all > 0. */
  readonly kept: Float64Array;
  /** Whose images they are; none for a made-up spectrum. */
  readonly dataset?: DatasetId;
  /** The same, when linear models were fitted on them and published. */
  readonly published?: PublishedId;
  /** Of a power law. */
  readonly exponent?: number;
}

/** Dimensions of the made-up data, as in the paper. */
const powerLawDim = 100;

export function powerLawSource(exponent: number): TheorySpectrum {
  const eigenvalues = powerLawSpectrum(powerLawDim, exponent);
  return {
    key: `power ${exponent}`,
    label: `a power law of exponent ${exponent}`,
    dim: powerLawDim,
    eigenvalues,
    kept: eigenvalues,
    exponent,
  };
}

export function measuredSource({
  dataset,
  eigenvalues,
}: Pick<DatasetSpectrum, 'dataset' | 'eigenvalues'>): TheorySpectrum {
  const values = Float64Array.from(eigenvalues);
  return {
    key: dataset,
    label: datasetInfo(dataset).label,
    dim: values.length,
    eigenvalues: values,
    kept: keptEigenvalues(values),
    dataset,
    ...(isPublished(dataset) && { published: dataset }),
  };
}
