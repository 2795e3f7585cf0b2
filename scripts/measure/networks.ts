/** What every trained network does: how many of its samples are copies, and how well it denoises images it has not seen. */
import type { DatasetId } from '../../src/data/catalog';
import { toFloatPixels } from '../../src/data/pixels';
import type { DenoiserId } from '../../src/denoisers/catalog';
import { makeGaussianDenoiser } from '../../src/denoisers/gaussian';
import { makeMultiDeltaDenoiser } from '../../src/denoisers/multiDelta';
import { makeNetworkDenoiser, type NetworkWeights } from '../../src/denoisers/network';
import { makeTrainingImages } from '../../src/denoisers/trainingImages';
import type { Denoiser } from '../../src/diffusion/denoiser';
import { sample, samplers } from '../../src/diffusion/sample';
import { karrasSigmas } from '../../src/diffusion/schedule';
import { drawNormals, makeRng } from '../../src/math/rng';
import { isMemorized } from '../../src/metrics/catalog';
import { denoisingError } from '../../src/metrics/denoisingError';
import { distanceToBytes } from '../../src/metrics/nearestTraining';
import { readModelEntries, type ModelEntry } from '../../src/network/models';
import * as tf from '../../src/tfjs';
import { readPublicFile } from '../readPublicFile';
import { library, rounded, today, writeResult } from './context';

const sampleCount = 64;
const sampleSeed = 2026;
const heldOutCount = 512;
const noiseSeed = 7;
const sigmas = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

export async function measureNetworks(): Promise<void> {
  const networks = [];
  for (const entry of await readModelEntries(readPublicFile)) {
    const { values } = await library.model(entry.id);
    networks.push({ id: entry.id, ...(await measureNetwork(entry, { ...entry, values })) });
  }
  await writeResult(
    'results/networks.json',
    {
      version: 1,
      command: 'npm run measure -- networks',
      date: today(),
      sampleCount,
      sampleSeed,
      heldOutCount,
      noiseSeed,
      networks,
    },
    { indent: 1 },
  );
}

/** One row of results/networks.json, for weights from wherever. */
export async function measureNetwork(source: Source, weights: NetworkWeights) {
  const { denoisers, dispose } = await makeDenoisers(source, weights);
  const row = {
    ...(await measureSamples(source, denoisers)),
    heldOutError: await measureHeldOutError(source, denoisers, { sigmas, count: heldOutCount }),
  };
  dispose();
  return row;
}

type Source = Pick<ModelEntry, 'dataset' | 'subset'>;
type Denoisers = Record<DenoiserId, Denoiser>;

/** The network beside the closed forms of the images it was trained on. */
export async function makeDenoisers({ dataset, subset }: Source, weights: NetworkWeights) {
  const bytes = await library.images(dataset as DatasetId, subset);
  const spectrum = await library.spectrum(dataset as DatasetId, subset);
  const images = makeTrainingImages(bytes, spectrum.mean);
  const denoisers: Denoisers = {
    network: makeNetworkDenoiser(weights),
    gaussian: makeGaussianDenoiser(spectrum),
    multiDelta: makeMultiDeltaDenoiser(images),
  };
  const dispose = () => {
    for (const denoiser of Object.values(denoisers)) denoiser.dispose();
    images.dispose();
  };
  return { denoisers, dispose };
}

/** How many of the network's samples are copies, and which closed form gives nearly the same from the same noises. */
export async function measureSamples({ dataset, subset }: Source, denoisers: Denoisers) {
  const bytes = await library.images(dataset as DatasetId, subset);
  const samples = await drawSamples(denoisers.network);
  const nearest = samples.map((pixels) => nearestTwo(pixels, bytes, denoisers.network.dim));
  const toGaussian = distances(samples, await drawSamples(denoisers.gaussian));
  const toMultiDelta = distances(samples, await drawSamples(denoisers.multiDelta));
  return {
    memorizedFraction: nearest.filter(isMemorized).length / sampleCount,
    medianDistance: {
      nearestTraining: median(nearest.map(({ distance }) => distance)),
      gaussian: median(toGaussian),
      multiDelta: median(toMultiDelta),
    },
    closerToGaussianFraction: toGaussian.filter((distance, i) => distance < toMultiDelta[i]!).length / sampleCount,
  };
}

/** Mean squared error of each denoiser on the first `count` held-out images, one row a noise level. */
export async function measureHeldOutError(
  { dataset: id }: Source,
  denoisers: Denoisers,
  { sigmas, count }: { sigmas: readonly number[]; count: number },
) {
  const dataset = await library.dataset(id as DatasetId);
  const clean = toFloatPixels(await dataset.images('heldOut', 0, count));
  const rows = [];
  for (const sigma of sigmas) {
    const errors = [];
    for (const [name, denoiser] of Object.entries(denoisers) as [DenoiserId, Denoiser][]) {
      const { mean, standardError } = await denoisingError(denoiser, { clean, sigma, seed: noiseSeed });
      errors.push([name, { mean: rounded(mean), standardError: rounded(standardError) }] as const);
    }
    rows.push({
      sigma,
      ...(Object.fromEntries(errors) as Record<DenoiserId, { mean: number; standardError: number }>),
    });
  }
  return rows;
}

/** Root mean square difference of each pair. */
function distances(a: readonly Float32Array[], b: readonly Float32Array[]): number[] {
  return a.map((pixels, i) => {
    const squares = pixels.reduce((sum, value, p) => sum + (value - b[i]![p]!) ** 2, 0);
    return Math.sqrt(squares / pixels.length);
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return rounded((sorted[Math.floor(middle - 0.5)]! + sorted[Math.floor(middle)]!) / 2);
}

/** 64 samples by 18 steps of Heun, as [784] each. */
async function drawSamples(denoiser: Denoiser): Promise<Float32Array[]> {
  const { dim } = denoiser;
  const schedule = karrasSigmas({ steps: 18 });
  const noise = drawNormals(makeRng(sampleSeed), sampleCount * dim).map((draw) => draw * schedule[0]!);
  const start = tf.tensor2d(noise, [sampleCount, dim]);
  let pixels = new Float32Array();
  for (const { sigma, x } of sample({ denoiser, sampler: samplers.heun, sigmas: schedule, start })) {
    if (sigma === 0) pixels = (await x.data()) as Float32Array<ArrayBuffer>;
  }
  start.dispose();
  return Array.from({ length: sampleCount }, (_, i) => pixels.slice(i * dim, (i + 1) * dim));
}

function nearestTwo(
  pixels: Float32Array,
  bytes: Uint8Array,
  dim: number,
): { distance: number; secondDistance: number } {
  const found = { distance: Infinity, secondDistance: Infinity };
  for (let start = 0; start < bytes.length; start += dim) {
    const distance = distanceToBytes(pixels, bytes.subarray(start, start + dim));
    if (distance < found.distance) [found.distance, found.secondDistance] = [distance, found.distance];
    else if (distance < found.secondDistance) found.secondDistance = distance;
  }
  return found;
}
