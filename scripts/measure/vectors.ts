/** How the singular vectors of the linear maps that come with the page correlate with the Gaussian's. Networks that are there with the same weights are kept, unless `-- vectors --again`. */
import type { DatasetId } from '../../src/data/catalog';
import { paperSigmas } from '../../src/denoisers/linearCatalog';
import { runVectors } from '../../src/engine/jobs/vectors';
import { toBase64 } from '../../src/engine/measured';
import { parseVectors, type VectorLevel, vectorsPath } from '../../src/state/vectors';
import { library, makeContext, readResult, today, writeResult } from './context';
import { linearNetworks } from './linear';

const count = 100;

export async function measureVectors({ again = false } = {}): Promise<void> {
  const earlier = again ? [] : await readEarlier();
  const networks = [];
  for (const id of linearNetworks) {
    const { entry } = await library.model(id);
    const known = earlier.find(({ networkSha256 }) => networkSha256 === entry.sha256);
    const levels = known?.levels ?? [];
    networks.push({
      network: id,
      images: entry.subset.count,
      networkSha256: entry.sha256,
      levels: (known ? levels : await levelsOf(id, entry)).map(({ correlations, ...level }) => ({
        ...level,
        correlations: toBase64(correlations),
      })),
    });
    const head = { version: 1, command: 'npm run measure -- vectors', date: today() };
    if (!known) await writeResult(vectorsPath, { ...head, networks });
  }
}

async function levelsOf(
  network: string,
  {
    dataset,
    subset,
  }: { readonly dataset: string; readonly subset: { readonly start: number; readonly count: number } },
): Promise<VectorLevel[]> {
  const levels: VectorLevel[] = [];
  for (const sigma of paperSigmas) {
    const job = { kind: 'vectors', dataset: dataset as DatasetId, subset, network, sigma, count } as const;
    const { linear, gaussian, correlations } = await runVectors(job, makeContext<'vectors'>());
    const list = (values: Float32Array) => Array.from(values, (value) => Number(value.toPrecision(4)));
    const steps = Uint8Array.from(correlations, (value) => Math.round(255 * Math.min(1, value)));
    levels.push({ sigma, linear: list(linear.values), gaussian: list(gaussian.values), correlations: steps });
    console.log(network, sigma);
  }
  return levels;
}

async function readEarlier() {
  try {
    return parseVectors(JSON.stringify(await readResult(vectorsPath))).networks;
  } catch {
    return []; // of another version, or not there: all is measured
  }
}
