/**
 * The linear maps of two networks by gradient descent, as Li, Dai and Qu distil them: how far they are from the Gaussian's, epoch after epoch. Curves that are
 * there for the same weights are kept, unless `-- descent --again`.
 */
import type { DatasetId } from '../../src/data/catalog';
import { type LinearManifest, paperSigmas, readLinearManifest } from '../../src/denoisers/linearCatalog';
import { gaussianWeight } from '../../src/denoisers/spectralMatrix';
import { readBack } from '../../src/diffusion/readback';
import { runDescend } from '../../src/engine/jobs/descend';
import { dot } from '../../src/math/dense';
import type { ModelEntry } from '../../src/network/models';
import { type DescentCurve, type Descents, descentsPath, parseDescents } from '../../src/state/descents';
import { distanceAfter, type ModeOfMaps } from '../../src/theory/gradientDescent';
import { descentSettings, type OptimizerId, optimizerIds } from '../../src/training/descentCatalog';
import { readPublicFile } from '../readPublicFile';
import { library, makeContext, readResult, rounded, today, writeResult } from './context';
import { linearNetworks } from './linear';

const seed = 2026;
/** Below it plain descent would need more than a million steps: the smallest of lambda + sigma^2 sets the pace, the largest the step. */
const leastPlainSigma = 0.4;

export async function measureDescent({ again = false } = {}): Promise<void> {
  const earlier = again ? [] : await readEarlier();
  const manifest = await readLinearManifest(readPublicFile);
  const curves: DescentCurve[] = [];
  for (const optimizer of optimizerIds)
    for (const id of linearNetworks)
      for (const sigma of paperSigmas) {
        if (optimizer === 'descent' && sigma < leastPlainSigma) continue;
        const { entry } = await library.model(id);
        const isSame = (curve: DescentCurve) =>
          curve.networkSha256 === entry.sha256 && curve.sigma === sigma && curve.optimizer === optimizer;
        const known = earlier.find(isSame);
        curves.push(known ?? (await descend(entry, sigma, optimizer, manifest)));
        if (known) continue;
        const { epochs, draws, batchSize } = descentSettings;
        const head = { command: 'npm run measure -- descent', date: today(), seed, epochs, draws, batchSize };
        await writeResult(descentsPath, { version: 1, ...head, curves } satisfies Descents & { version: 1 });
      }
}

async function readEarlier(): Promise<readonly DescentCurve[]> {
  try {
    return parseDescents(JSON.stringify(await readResult(descentsPath))).curves;
  } catch {
    return []; // of another version, or not there: all is measured
  }
}

async function descend(
  entry: ModelEntry,
  sigma: number,
  optimizer: OptimizerId,
  manifest: LinearManifest,
): Promise<DescentCurve> {
  const source = { dataset: entry.dataset as DatasetId, subset: entry.subset, network: entry.id };
  const differences: number[] = [];
  let learningRate = 0;
  const context = makeContext<'descend'>((frame) => {
    differences.push(rounded(frame.difference, 5));
    ({ learningRate } = frame);
  });
  const job = { kind: 'descend', ...source, teacher: 'network', inputs: 'heldOut', sigma, optimizer, seed } as const;
  await runDescend(job, context);
  console.log(entry.id, sigma, optimizer, learningRate, differences.at(-1));
  const theory = optimizer === 'descent' ? await expected(entry, { sigma, learningRate, manifest }) : undefined;
  return {
    images: entry.subset.count,
    networkSha256: entry.sha256,
    sigma,
    optimizer,
    learningRate: Number(learningRate.toPrecision(4)),
    differences,
    ...(theory && { theory }),
  };
}

interface Plain {
  readonly sigma: number;
  readonly learningRate: number;
  readonly manifest: LinearManifest;
}

/** The closed form, a step for each pass, towards the map that comes with the page, without the share of that map's own error. */
async function expected(
  { dataset: name, subset, sha256 }: ModelEntry,
  { sigma, learningRate, manifest }: Plain,
): Promise<number[]> {
  const dataset = name as DatasetId;
  const ready = manifest.maps.find((map) => map.networkSha256 === sha256 && map.sigma === sigma);
  if (!ready) throw new Error(`measure: run \`npm run measure -- linear\` first, for sigma = ${sigma}`);
  const onDevice = gaussianWeight(await library.spectrum(dataset, subset), sigma);
  const gaussian = await readBack([onDevice]).finally(() => onDevice.dispose());
  const { map } = await library.linear.load(ready, () => Promise.resolve(gaussian));
  const { spectrum } = await library.heldOut(dataset);
  const { dim, eigenvalues, modes } = spectrum;
  const image = (matrix: ArrayLike<number>, v: Float64Array) =>
    Float64Array.from({ length: dim }, (_, p) => {
      let sum = 0;
      for (let q = 0; q < dim; q++) sum += matrix[p * dim + q]! * v[q]!;
      return sum;
    });
  const along = Array.from(eigenvalues, (lambda, m): ModeOfMaps => {
    const v = modes.subarray(m * dim, (m + 1) * dim);
    const [own, target] = [image(map.weight, v), image(gaussian, v)];
    const error = (ready.residual * dim) / (ready.count - dim) / (lambda + sigma ** 2);
    return { lambda, own: dot(own, own) - error, cross: dot(own, target), target: dot(target, target) };
  });
  return Array.from({ length: descentSettings.epochs + 1 }, (_, epoch) =>
    rounded(distanceAfter(along, { sigma, eta: learningRate, steps: epoch }) / ready.gaussianSize, 5),
  );
}
