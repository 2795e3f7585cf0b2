/** The spectrum of all training images of a dataset: published for those of the page, computed in the worker for the reader's own. */
import { type DatasetId, datasetInfo, isPublished } from '../data/catalog';
import { firstImages } from '../data/subset';
import type { EngineClient } from '../engine/client';
import { unpackImage } from '../engine/measured';
import type { Results } from './results';
import type { MeasuredSpectrum } from './spectra';

export interface DatasetSpectrum {
  readonly dataset: DatasetId;
  /** Training images, all of them. */
  readonly count: number;
  /** Of their covariance, descending, as many as pixels. Squared pixel units. */
  readonly eigenvalues: readonly number[];
  /** The first eigenvectors as images, the largest first. */
  readonly modes: readonly Float32Array[];
  /** The file it was read from. */
  readonly published?: MeasuredSpectrum;
}

export type LoadSpectrum = (dataset: DatasetId) => Promise<DatasetSpectrum>;

/** As many as are published. */
const modeCount = 16;

/** Every answer is kept; what failed is asked for again. */
export function makeSpectrumCache(engine: EngineClient, results: Results): LoadSpectrum {
  const kept = new Map<DatasetId, Promise<DatasetSpectrum>>();
  const load = async (dataset: DatasetId): Promise<DatasetSpectrum> => {
    if (isPublished(dataset)) {
      const published = await results.spectrum(dataset);
      const { count, eigenvalues, modes } = published;
      return { dataset, count, eigenvalues, modes: modes.map(unpackImage), published };
    }
    const { trainCount: count, dim } = datasetInfo(dataset);
    const found = await engine.run({ kind: 'spectrum', dataset, subset: firstImages(count), modes: modeCount });
    const eigenvalues = Array.from({ length: dim }, (_, i) => found.eigenvalues[i] ?? 0);
    return { dataset, count, eigenvalues, modes: found.modes.map((mode) => Float32Array.from(mode)) };
  };
  return (dataset) => {
    const known = kept.get(dataset);
    if (known) return known;
    const asked = load(dataset);
    kept.set(dataset, asked);
    asked.catch(() => kept.delete(dataset));
    return asked;
  };
}
