/** The first two modes of each dataset's full training data: the axes of every plot of trajectories. */
import { type DatasetId, datasetInfo, datasets } from '../../src/data/catalog';
import { planePath, type PlaneFile } from '../../src/data/plane';
import { firstImages } from '../../src/data/subset';
import { library, rounded, writeResult } from './context';

export async function measurePlanes(): Promise<void> {
  for (const dataset of Object.keys(datasets) as DatasetId[]) {
    const { dim, trainCount: count } = datasetInfo(dataset);
    const { mean, modes, eigenvalues } = await library.spectrum(dataset, firstImages(count));
    const list = (values: Float64Array) => Array.from(values, (value) => rounded(value));
    await writeResult(planePath(dataset), {
      version: 1,
      command: 'npm run measure -- planes',
      dataset,
      count,
      mean: list(mean),
      modes: [list(modes.slice(0, dim)), list(modes.slice(dim, 2 * dim))],
      deviations: [rounded(Math.sqrt(eigenvalues[0]!)), rounded(Math.sqrt(eigenvalues[1]!))],
    } satisfies PlaneFile);
  }
}
