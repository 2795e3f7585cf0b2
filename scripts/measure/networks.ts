/**
 * What every trained network does: how many of its samples are copies, what they are like, and how well it denoises beside the closed forms of its own
 * training images. Rows whose network has not changed since they were measured are kept, unless `-- networks --again`.
 */
import { gzipSync } from 'node:zlib';
import type { DatasetId } from '../../src/data/catalog';
import { toBytes, toFloatPixels } from '../../src/data/pixels';
import { everywhereIds } from '../../src/denoisers/catalog';
import { runErrors } from '../../src/engine/jobs/errors';
import { runSurvey } from '../../src/engine/jobs/survey';
import type { ErrorsFrame, SurveyResult } from '../../src/engine/protocol';
import { edmLossWeight } from '../../src/diffusion/preconditioning';
import { rmsDifference } from '../../src/math/similarity';
import { isMemorized } from '../../src/metrics/catalog';
import type { Estimate } from '../../src/math/estimate';
import type { TrainingSimilarity } from '../../src/metrics/trainingSimilarity';
import { finishedEntries, readModelEntries, type ModelEntry } from '../../src/network/models';
import {
  networkDetailsPath,
  networkSamplesPath,
  parseNetworkMeasures,
  type NetworkDetails,
  type NetworkMeasure,
  type NetworkMeasures,
  type Quartiles,
} from '../../src/state/networkMeasures';
import { quartiles, similaritySpread } from '../../src/state/similarity';
import { densityOfLogSigma } from '../../src/training/noiseLaw';
import { readPublicFile } from '../readPublicFile';
import { library, makeContext, readResult, renewRows, rounded, today, writeBytes, writeResult } from './context';
import { gridPower } from './gridPower';

const sampleCount = 64;
const sampleSeed = 2026;
const imageCount = 256;
const noiseSeed = 7;
const sigmas = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50];
const command = 'npm run measure -- networks';

export async function measureNetworks({ again = false } = {}): Promise<void> {
  const earlier = again ? undefined : await readEarlier();
  await renewRows(finishedEntries(await readModelEntries(readPublicFile)), earlier?.networks ?? [], {
    measure: measureNetwork,
    write: (networks) => {
      const file = { version: 2, command, date: today(), sampleCount, sampleSeed, imageCount, noiseSeed, networks };
      return writeResult('results/networks.json', file satisfies NetworkMeasures, { indent: 1 });
    },
  });
}

async function readEarlier(): Promise<NetworkMeasures | undefined> {
  try {
    return parseNetworkMeasures(await readResult('results/networks.json'));
  } catch {
    return undefined; // of another version, or not there: all is measured
  }
}

async function measureNetwork(entry: ModelEntry): Promise<NetworkMeasure> {
  const survey = await surveyNetwork(entry);
  const [heldOut, training] = [await measureErrors(entry, 'heldOut'), await measureErrors(entry, 'train')];
  const { samples, similarities } = survey.rows.network!;
  await writeBytes(networkSamplesPath(entry.id), gzipSync(toBytes(samples), { level: 9 }));
  await writeResult(networkDetailsPath(entry.id), {
    version: 1,
    command,
    id: entry.id,
    similarities: similarities.map(roundedSimilarity),
    errors: sigmas.map((sigma, i) => ({ sigma, heldOut: heldOut[i]!, training: training[i]! })),
  } satisfies NetworkDetails);
  const dataset = await library.dataset(entry.dataset as DatasetId);
  const real = toFloatPixels(await dataset.images('heldOut', 0, imageCount));
  return {
    id: entry.id,
    sha256: entry.sha256,
    ...summaryOf(survey),
    ...lossOf(entry, { heldOut, training }),
    gridPower: gridPower(samples, real),
  };
}

/** Samples of a network and of the closed forms of its training images, from the same noises. */
export function surveyNetwork({ id, dataset, subset }: ModelEntry, count = sampleCount): Promise<SurveyResult> {
  const job = {
    kind: 'survey' as const,
    dataset: dataset as DatasetId,
    subset,
    network: id,
    denoisers: everywhereIds,
    count,
    seed: sampleSeed,
  };
  return runSurvey(job, makeContext<'survey'>());
}

type ErrorsRow = NetworkDetails['errors'][number]['heldOut'];

/** Errors at each sigma on the first `count` images of a split. */
export async function measureErrors(
  { id, dataset, subset }: ModelEntry,
  split: 'heldOut' | 'train',
  options: { sigmas?: readonly number[]; count?: number } = {},
): Promise<ErrorsRow[]> {
  const frames: ErrorsFrame[] = [];
  const job = {
    kind: 'errors' as const,
    dataset: dataset as DatasetId,
    subset,
    network: id,
    denoisers: everywhereIds,
    sigmas,
    split,
    count: imageCount,
    seed: noiseSeed,
    ...options,
  };
  await runErrors(
    job,
    makeContext<'errors'>((frame) => frames.push(frame)),
  );
  const round = ({ mean, standardError }: Estimate) => ({ mean: rounded(mean), standardError: rounded(standardError) });
  return frames.map(({ rows: { network, gaussian, multiDelta } }) => ({
    error: {
      network: round(network!.error),
      gaussian: round(gaussian!.error),
      multiDelta: round(multiDelta!.error),
    },
    rmseToNetwork: { gaussian: round(gaussian!.rmseToFirst), multiDelta: round(multiDelta!.rmseToFirst) },
  }));
}

/** The numbers of one line. */
export function summaryOf({ rows, fresh }: SurveyResult) {
  const { samples, similarities } = rows.network!;
  const dim = samples.length / similarities.length;
  const image = (all: Float32Array, i: number) => all.subarray(i * dim, (i + 1) * dim);
  const distances = (other: Float32Array) =>
    similarities.map((_, i) => rmsDifference(image(samples, i), image(other, i)));
  const toGaussian = distances(rows.gaussian!.samples);
  const toMultiDelta = distances(rows.multiDelta!.samples);
  const share = (holds: readonly boolean[]) => holds.filter(Boolean).length / holds.length;
  const spread = (list: readonly TrainingSimilarity[]) => {
    const { relativeDistance, cosine, centeredCosine } = similaritySpread(list);
    return {
      relativeDistance: roundedQuartiles(relativeDistance),
      cosine: roundedQuartiles(cosine),
      centeredCosine: roundedQuartiles(centeredCosine),
    };
  };
  const median = (values: readonly number[]) => rounded(quartiles(values).median);
  return {
    memorizedFraction: share(similarities.map(isMemorized)),
    closerToGaussianFraction: share(toGaussian.map((distance, i) => distance < toMultiDelta[i]!)),
    medianDistance: {
      nearestTraining: median(similarities.map(({ distance }) => distance)),
      gaussian: median(toGaussian),
      multiDelta: median(toMultiDelta),
    },
    similarity: {
      network: spread(similarities),
      gaussian: spread(rows.gaussian!.similarities),
      multiDelta: spread(rows.multiDelta!.similarities),
      fresh: spread(fresh),
    },
  };
}

/** The loss of training: each error with its weight, averaged over the law from which training draws ln sigma by the trapezoid rule on the measured levels. */
export function lossOf(
  { sigmaData }: Pick<ModelEntry, 'sigmaData'>,
  errors: Record<'heldOut' | 'training', ErrorsRow[]>,
) {
  const levels = sigmas.map((sigma, i) => {
    const [before, after] = [sigmas[i - 1] ?? sigma, sigmas[i + 1] ?? sigma];
    return {
      weight: edmLossWeight(sigma, sigmaData),
      share: (densityOfLogSigma(sigma) * Math.log(after / before)) / 2,
    };
  });
  const covered = levels.reduce((sum, { share }) => sum + share, 0);
  const mean = (rows: ErrorsRow[]) =>
    rounded(
      rows.reduce((sum, { error }, i) => sum + levels[i]!.share * levels[i]!.weight * error.network.mean, 0) / covered,
    );
  return { loss: { heldOut: mean(errors.heldOut), training: mean(errors.training) } };
}

function roundedQuartiles({ lower, median, upper }: Quartiles): Quartiles {
  return { lower: rounded(lower), median: rounded(median), upper: rounded(upper) };
}

function roundedSimilarity({ index, ...numbers }: TrainingSimilarity): TrainingSimilarity {
  const { distance, secondDistance, relativeDistance, cosine, centeredCosine } = numbers;
  const round = (value: number) => rounded(value, 5);
  return {
    index,
    distance: round(distance),
    secondDistance: round(secondDistance),
    relativeDistance: round(relativeDistance),
    cosine: round(cosine),
    centeredCosine: round(centeredCosine),
  };
}
