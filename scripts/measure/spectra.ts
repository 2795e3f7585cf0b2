/** The spectrum of each dataset's full training data, its first modes, and the spectra of resampled data. */
import { datasetInfo, datasets, type PublishedId } from '../../src/data/catalog';
import { resample } from '../../src/data/resample';
import { firstImages } from '../../src/data/subset';
import { packImage } from '../../src/engine/measured';
import { type MeasuredSpectrum, spectrumPath } from '../../src/state/spectra';
import { library, spectrumOf, significant, today, writeResult } from './context';

const modeCount = 16;
const resamplings = 12;
const seed = 2026;

export async function measureSpectra(): Promise<void> {
  for (const dataset of Object.keys(datasets) as PublishedId[]) {
    const { dim, trainCount: count } = datasetInfo(dataset);
    const all = firstImages(count);
    const { eigenvalues, modes } = await library.spectrum(dataset, all);
    const bytes = await library.images(dataset, all);
    const listed = (values: Float64Array, digits: number) =>
      Array.from({ length: dim }, (_, i) => significant(values[i] ?? 0, digits));
    await writeResult(spectrumPath(dataset), {
      version: 1,
      command: 'npm run measure -- spectra',
      date: today(),
      dataset,
      count,
      eigenvalues: listed(eigenvalues, 6),
      modes: Array.from({ length: modeCount }, (_, i) =>
        packImage(Float32Array.from(modes.subarray(i * dim, (i + 1) * dim))),
      ),
      resampled: Array.from({ length: resamplings }, (_, i) =>
        listed(spectrumOf(resample(bytes, { dim, seed, index: i }), count, dim).eigenvalues, 5),
      ),
      seed,
    } satisfies MeasuredSpectrum);
  }
}
