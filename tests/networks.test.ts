/** The networks that ship: their files, and that they do what public/results, the page and the README say of them. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureErrors, summaryOf, surveyNetwork } from '../scripts/measure/networks';
import { readPublicFile } from '../scripts/readPublicFile';
import { faultOf, planOf, type Training } from '../scripts/train/run';
import { openDataset } from '../src/data/dataset';
import { toFloatPixels } from '../src/data/pixels';
import { finishedEntries, readModelEntries } from '../src/network/models';
import { recipe, zoo } from '../src/network/zoo';
import { parseNetworkMeasures } from '../src/state/networkMeasures';
import { initialState, trainNetwork } from '../src/training/trainNetwork';
import { setWasmBackend } from './wasmBackend';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../public/${path}`, import.meta.url), 'utf8')) as unknown;
const { networks: published } = parseNetworkMeasures(read('results/networks.json'));
const entries = finishedEntries(await readModelEntries(readPublicFile));
const finished = zoo.filter(({ id }) => entries.some((entry) => entry.id === id));
const entryOf = (id: string) => entries.find((entry) => entry.id === id)!;
const publishedOf = (id: string) => published.find((network) => network.id === id)!;
const trainingOf = (row: (typeof zoo)[number]): Training => ({
  ...row,
  ...recipe,
  command: `npm run train -- --id ${row.id}`,
});

const trainingResultOf = (id: string) =>
  read(`results/training/${id}.json`) as {
    firstLosses: number[];
    float16: { heldOutLoss: number; heldOutLossRounded: number };
  };

beforeAll(setWasmBackend);

test('every finished network was made as its row of the table says, is whole, and was measured', async () => {
  for (const row of finished) expect(await faultOf(trainingOf(row), readPublicFile), row.id).toBeUndefined();
  expect(published.map(({ id, sha256 }) => [id, sha256])).toEqual(entries.map(({ id, sha256 }) => [id, sha256]));
});

test('all files of networks take at most 30 MB', () => {
  expect(entries.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(30e6);
});

describe.each(finished.map((row) => [row.id, row] as const))('%s', (id, row) => {
  test('float16 changes its held-out loss by less than 0.5%', () => {
    const { heldOutLoss, heldOutLossRounded } = trainingResultOf(id).float16;
    expect(Math.abs(heldOutLossRounded / heldOutLoss - 1)).toBeLessThan(0.005);
  });

  test('the same seed gives its first losses again, to 1e-5', { timeout: 120_000 }, async () => {
    const { firstLosses } = trainingResultOf(id);
    expect(firstLosses.length).toBe(200);
    const steps = id === 'fashion-n64-w32' ? 200 : 5;
    const { subset, dataset } = row;
    const images = await (await openDataset(dataset, readPublicFile)).images('train', subset.start, subset.count);
    const plan = planOf(trainingOf(row));
    for await (const { step, loss } of trainNetwork(plan, toFloatPixels(images), initialState(plan))) {
      expect(Math.abs(loss - firstLosses[step - 1]!), `step ${step}`).toBeLessThan(1e-5 * Math.max(1, loss));
      if (step === steps) break;
    }
  });
});

// the others are measured again by `npm run measure -- networks --again`
const watched = ['fashion-n16-w32', 'fashion-n64-w32', 'fashion-n16384-w32'].filter((id) =>
  finished.some((row) => row.id === id),
);
test.each(watched)('%s, measured again, is what the published numbers say', { timeout: 240_000 }, async (id) => {
  const now = summaryOf(await surveyNetwork(entryOf(id)));
  const said = publishedOf(id);
  // another processor may round a borderline sample to the other side
  expect(Math.abs(now.memorizedFraction - said.memorizedFraction)).toBeLessThanOrEqual(1 / 64);
  expect(Math.abs(now.closerToGaussianFraction - said.closerToGaussianFraction)).toBeLessThanOrEqual(1 / 64);
  for (const name of ['nearestTraining', 'gaussian', 'multiDelta'] as const)
    expect(now.medianDistance[name]).toBeCloseTo(said.medianDistance[name], 2);
  for (const name of ['network', 'gaussian', 'multiDelta', 'fresh'] as const)
    expect(now.similarity[name].centeredCosine.median).toBeCloseTo(said.similarity[name].centeredCosine.median, 2);
});

test('on 64 images the network copies: more than 90% of its samples are training images', () => {
  expect(publishedOf('fashion-n64-w32').memorizedFraction).toBeGreaterThan(0.9);
});

test(
  'on 16,384 images the network copies nothing and denoises unseen images better than the Gaussian',
  { timeout: 120_000 },
  async () => {
    const entry = entryOf('fashion-n16384-w32');
    expect(publishedOf(entry.id).memorizedFraction).toBeLessThan(0.05);
    const sigmas = [0.1, 0.2, 0.5, 1, 2];
    const rows = await measureErrors(entry, 'heldOut', { sigmas, count: 128 });
    for (const [i, { error }] of rows.entries()) {
      const margin = 3 * Math.hypot(error.network.standardError, error.gaussian.standardError);
      expect(error.network.mean + margin, `sigma ${sigmas[i]}`).toBeLessThan(error.gaussian.mean);
    }
  },
);
