/** How far each finished network is from the one of most images, on noised held-out images. Rows that nothing has changed under are kept, unless `--again`. */
import type { DatasetId } from '../../src/data/catalog';
import { toFloatPixels } from '../../src/data/pixels';
import { makeNetworkDenoiser } from '../../src/denoisers/network';
import type { Denoiser } from '../../src/diffusion/denoiser';
import { drawNormals, makeRng } from '../../src/math/rng';
import { finishedEntries, type ModelEntry, readModelEntries } from '../../src/network/models';
import { type NetworkReference, parseReferences, type References, referencesPath } from '../../src/state/references';
import { usualWidth } from '../../src/state/zooNetworks';
import * as tf from '../../src/tfjs';
import { readPublicFile } from '../readPublicFile';
import { measuredLevels } from './linearFits';
import { library, readResult, significant, today, writeResult } from './context';

const settings = {
  version: 1,
  command: 'npm run measure -- references',
  imageCount: 100,
  noiseSeed: 7,
  sigmas: measuredLevels.map((s) => significant(Math.sqrt(s))),
};

export async function measureReferences({ again = false } = {}): Promise<void> {
  const earlier = again ? undefined : await readEarlier();
  const entries = finishedEntries(await readModelEntries(readPublicFile)).filter(
    ({ width, subset, checkpointOf }) => width === usualWidth && subset.start === 0 && checkpointOf === undefined,
  );
  const networks: NetworkReference[] = [];
  for (const entry of entries) {
    const reference = entries
      .filter(({ dataset }) => dataset === entry.dataset)
      .reduce((most, other) => (other.subset.count > most.subset.count ? other : most));
    if (reference === entry) continue;
    const isKnown = (row: NetworkReference) =>
      row.sha256 === entry.sha256 && row.referenceSha256 === reference.sha256 && row.id === entry.id;
    networks.push(earlier?.networks.find(isKnown) ?? (await compare(entry, reference)));
  }
  await writeResult(referencesPath, { ...settings, date: today(), networks } satisfies References, { indent: 1 });
}

async function readEarlier(): Promise<References | undefined> {
  try {
    return parseReferences(await readResult(referencesPath));
  } catch {
    return undefined; // of another version, or not there: all is measured
  }
}

async function compare(entry: ModelEntry, reference: ModelEntry): Promise<NetworkReference> {
  const dataset = await library.dataset(entry.dataset as DatasetId);
  const clean = toFloatPixels(await dataset.images('heldOut', 0, settings.imageCount));
  const noise = drawNormals(makeRng(settings.noiseSeed), clean.length);
  const denoisers = [await load(entry), await load(reference)] as const;
  const differences = settings.sigmas.map((sigma) => {
    const x = clean.map((value, i) => value + sigma * noise[i]!);
    const values = squaredDifferences(denoisers, x, sigma).map((square) => square / sigma ** 2);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const standardError = Math.sqrt(squares / (values.length - 1) / values.length);
    return { mean: significant(mean, 5), standardError: significant(standardError, 3) };
  });
  for (const denoiser of denoisers) denoiser.dispose();
  console.log(`${entry.id} beside ${reference.id}`);
  const { id, sha256, subset } = entry;
  return { id, sha256, reference: reference.id, referenceSha256: reference.sha256, images: subset.count, differences };
}

async function load({ id, width, sigmaData }: ModelEntry): Promise<Denoiser> {
  const { values } = await library.model(id);
  return makeNetworkDenoiser({ values, width, sigmaData });
}

/** Mean over pixels of the squared difference of two denoisers' answers, for each image of x [count, dim]. */
function squaredDifferences([a, b]: readonly [Denoiser, Denoiser], x: Float32Array, sigma: number): number[] {
  const rows = 20; // at once
  const values: number[] = [];
  for (let start = 0; start < x.length; start += rows * a.dim) {
    const batch = x.subarray(start, start + rows * a.dim);
    const means = tf.tidy((): tf.Tensor => {
      const noisy = tf.tensor2d(batch, [batch.length / a.dim, a.dim]);
      return tf.mean(tf.squaredDifference(a.denoise(noisy, sigma), b.denoise(noisy, sigma)), 1);
    });
    values.push(...means.dataSync());
    means.dispose();
  }
  return values;
}
