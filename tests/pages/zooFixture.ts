/**
 * A zoo of networks that were never trained: made-up measures of every row of the table, for pages that must look the same whatever has been trained so
 * far. Samples are training images (copies) or means of two of them.
 */
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from '@playwright/test';
import { readPublicFile } from '../../scripts/readPublicFile';
import { type DatasetId, datasetInfo } from '../../src/data/catalog';
import { openDataset } from '../../src/data/dataset';
import { checkpointId, planned, zoo, type ZooEntry } from '../../src/network/zoo';
import type { NetworkDetails, NetworkMeasures } from '../../src/state/networkMeasures';
import { type PairMeasures, parsePairMeasures } from '../../src/state/pairMeasures';

const count = 64;
const dim = 784;
const sigmas = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 50];

interface Made {
  readonly id: string;
  readonly row: ZooEntry;
  readonly imagesSeen: number;
  readonly checkpointOf?: string;
}

const made: readonly Made[] = [...zoo, ...planned].flatMap((row) => [
  ...row.checkpoints.map((imagesSeen) => ({
    id: checkpointId(row.id, imagesSeen),
    row,
    imagesSeen,
    checkpointOf: row.id,
  })),
  { id: row.id, row, imagesSeen: row.imagesSeen },
]);

/** How much of its images a network remembers: more when it is wide, trained for long, and on few. */
function memory({ row, imagesSeen }: Made): number {
  const strength =
    Math.log2((row.width / 32) ** 2 * (imagesSeen / row.imagesSeen)) + Math.log2(256 / row.subset.count) * 1.5;
  return 1 / (1 + Math.exp(-strength));
}

const youth = ({ imagesSeen }: Made) => 1 / (1 + imagesSeen / 5000);
const spread = (median: number, part = 0.12) => ({
  lower: median * (1 - part),
  median,
  upper: Math.min(1, median * (1 + part)),
});

/** A published network's file stands for all of them. */
async function readStandIn(): Promise<Record<string, unknown>> {
  const text = Buffer.from(await readPublicFile('models/manifest.json')).toString();
  const { models } = JSON.parse(text) as { models: Record<string, unknown>[] };
  return models.find(({ width }) => width === 32)!;
}

async function readPairs(): Promise<PairMeasures> {
  return parsePairMeasures(JSON.parse(Buffer.from(await readPublicFile('results/pairs.json')).toString()));
}

function measures(sha256: string, { closedForms }: PairMeasures): NetworkMeasures {
  const networks = made.map((network) => {
    const share = memory(network);
    const form = closedForms.find(
      (row) => row.dataset === network.row.dataset && row.images === network.row.subset.count,
    )!;
    const near = (cosine: number) => spread(share + (1 - share) * cosine * (1 - youth(network)), 0.04);
    return {
      id: network.id,
      sha256,
      memorizedFraction: Math.round(share * count) / count,
      closerToGaussianFraction: 1 - Math.round(share * count) / count,
      medianDistance: {
        nearestTraining: 0.5 * (1 - share),
        gaussian: 0.5 * share + 0.2,
        multiDelta: 0.7 - 0.6 * share,
      },
      similarity: {
        ...form.similarity,
        network: {
          relativeDistance: spread(0.55 * (1 - share) + youth(network) * 0.4),
          cosine: near(0.9),
          centeredCosine: near(0.75),
        },
      },
      gridPower: { period2: 1, period4: 1 },
      loss: {
        heldOut: 0.25 + 0.3 * share ** 2 + 0.6 * youth(network),
        training: 0.25 - 0.2 * share + 0.6 * youth(network),
      },
    };
  });
  const head = { version: 2, command: 'npm run measure -- networks', date: '2026-01-01', sampleCount: count };
  return { ...head, sampleSeed: 2026, imageCount: 256, noiseSeed: 7, networks };
}

function details(network: Made): NetworkDetails {
  const share = memory(network);
  const bump = (sigma: number, height: number) => height * Math.exp(-(Math.log(sigma / 2) ** 2) / 5);
  const estimate = (mean: number) => ({ mean, standardError: mean / 30 });
  const errors = (toMultiDelta: number) => (sigma: number) => ({
    error: { network: estimate(0.01), gaussian: estimate(0.02), multiDelta: estimate(0.08) },
    rmseToNetwork: {
      gaussian: estimate(bump(sigma, 0.12 + 0.3 * share + 0.3 * youth(network))),
      multiDelta: estimate(bump(sigma, 0.5 - 0.4 * share) + toMultiDelta / (1 + sigma)),
    },
  });
  return {
    version: 1,
    command: 'npm run measure -- networks',
    id: network.id,
    similarities: Array.from({ length: count }, (_, i) => {
      const isCopy = i < Math.round(share * count);
      const distance = isCopy ? 0.04 : 0.4;
      const index = (7 * i + 3) % network.row.subset.count;
      return {
        index,
        distance,
        secondDistance: 0.5,
        relativeDistance: distance * 1.1,
        cosine: isCopy ? 0.99 : 0.87,
        centeredCosine: isCopy ? 0.98 : 0.7,
      };
    }),
    errors: sigmas.map((sigma) => ({ sigma, heldOut: errors(0.3)(sigma), training: errors(0)(sigma) })),
  };
}

function pairsOf(sha256: string, pairs: PairMeasures): PairMeasures {
  const firsts = [...zoo, ...planned].filter(({ subset }) => subset.start > 0);
  const networks = firsts.map(({ dataset, subset, width, id }) => {
    const agreement = 1 / (1 + 300 / subset.count);
    const list = (middle: number, width: number) =>
      Array.from({ length: count }, (_, i) => middle + width * Math.sin(i * 2.4) * (1 - middle));
    return {
      dataset,
      images: subset.count,
      width,
      ids: [id.replace('-second', ''), id] as const,
      sha256: [sha256, sha256] as const,
      cosines: {
        between: { raw: list(0.6 + 0.38 * agreement, 0.6), centered: list(0.3 + 0.65 * agreement, 0.6) },
        nearest: { raw: list(0.98 - 0.12 * agreement, 0.5), centered: list(0.97 - 0.3 * agreement, 0.5) },
      },
    };
  });
  return { ...pairs, networks };
}

/** Bytes [count, dim], each image a copy or the mean of two. */
async function samplesOf(network: Made): Promise<Uint8Array> {
  const { dataset, subset } = network.row;
  const training = await (
    await openDataset(dataset, readPublicFile)
  ).images('train', subset.start, Math.min(subset.count, 1024));
  const images = training.length / dim;
  const copies = Math.round(memory(network) * count);
  return Uint8Array.from({ length: count * dim }, (_, place) => {
    const [i, p] = [Math.floor(place / dim), place % dim];
    const pixel = (index: number) => training[(index % images) * dim + p]!;
    return i < copies ? pixel(7 * i + 3) : (pixel(7 * i + 3) + pixel(5 * i + 1)) / 2;
  });
}

/** Serves the made-up zoo in place of the published one. */
export async function serveZoo(context: BrowserContext, isThere: (id: string) => boolean = () => true): Promise<void> {
  const standIn = await readStandIn();
  const sha256 = standIn['sha256'] as string;
  const pairs = pairsOf(sha256, await readPairs());
  const all = measures(sha256, pairs);
  const there = made.filter(({ id }) => isThere(id));
  const models = there.map(({ id, row, imagesSeen, checkpointOf }) => ({
    ...standIn,
    id,
    dataset: row.dataset satisfies DatasetId,
    subset: row.subset,
    width: row.width,
    sigmaData: datasetInfo(row.dataset).sigmaData,
    imagesSeen,
    plannedImages: row.imagesSeen,
    checkpointOf,
  }));
  await context.route('**/models/manifest.json', (route) => route.fulfill({ json: { version: 1, models } }));
  await context.route('**/results/networks.json', (route) =>
    route.fulfill({ json: { ...all, networks: all.networks.filter(({ id }) => isThere(id)) } }),
  );
  await context.route('**/results/pairs.json', (route) =>
    route.fulfill({ json: { ...pairs, networks: pairs.networks.filter(({ ids }) => ids.every(isThere)) } }),
  );
  await context.route('**/results/networks/*', async (route) => {
    const [, id, ending] = /([^/]+?)(\.json|\.samples\.bin\.gz)$/.exec(route.request().url())!;
    const network = made.find((each) => each.id === id)!;
    if (ending === '.json') await route.fulfill({ json: details(network) });
    else await route.fulfill({ body: gzipSync(await samplesOf(network)), contentType: 'application/gzip' });
  });
}
