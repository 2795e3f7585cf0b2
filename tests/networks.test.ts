/** The networks that ship: their files, and that they do what public/results/networks.json, the page and the README say of them. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeDenoisers, measureHeldOutError, measureSamples } from '../scripts/measure/networks';
import { readPublicFile } from '../scripts/readPublicFile';
import { datasets } from '../src/data/catalog';
import { loadModel, readModelEntries, type ModelEntry } from '../src/network/models';
import { zoo } from '../src/network/zoo';
import { setWasmBackend } from './wasmBackend';

type Published = Awaited<ReturnType<typeof measureSamples>> & {
  id: string;
  heldOutError: Awaited<ReturnType<typeof measureHeldOutError>>;
};

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../public/${path}`, import.meta.url), 'utf8')) as unknown;
const { networks: published } = read('results/networks.json') as { networks: Published[] };
const entries = (read('models/manifest.json') as { models: ModelEntry[] }).models;
const entryOf = (id: string) => entries.find((entry) => entry.id === id)!;
const publishedOf = (id: string) => published.find((network) => network.id === id)!;

beforeAll(setWasmBackend);

test('every network of the table is there, made as its row says, and measured', async () => {
  expect((await readModelEntries(readPublicFile)).map(({ id }) => id).sort()).toEqual(zoo.map(({ id }) => id).sort());
  expect(published.map(({ id }) => id).sort()).toEqual(zoo.map(({ id }) => id).sort());
  for (const row of zoo) expect(entryOf(row.id)).toMatchObject({ ...row, sigmaData: datasets[row.dataset].sigmaData });
});

describe.each(zoo.map(({ id }) => id))('%s', (id) => {
  test('measured again, its samples are what the published numbers say', { timeout: 120_000 }, async () => {
    const entry = entryOf(id);
    const { values } = await loadModel(entry, readPublicFile);
    const { denoisers, dispose } = await makeDenoisers(entry, { ...entry, values });
    const samples = await measureSamples(entry, denoisers);
    dispose();
    const said = publishedOf(id);
    // another processor may round a borderline sample to the other side
    expect(Math.abs(samples.memorizedFraction - said.memorizedFraction)).toBeLessThanOrEqual(1 / 64);
    expect(Math.abs(samples.closerToGaussianFraction - said.closerToGaussianFraction)).toBeLessThanOrEqual(1 / 64);
    expect(samples.medianDistance.nearestTraining).toBeCloseTo(said.medianDistance.nearestTraining, 2);
    expect(samples.medianDistance.gaussian).toBeCloseTo(said.medianDistance.gaussian, 2);
    expect(samples.medianDistance.multiDelta).toBeCloseTo(said.medianDistance.multiDelta, 2);
  });
});

test('the fewer the images, the more the network copies them', () => {
  const fractions = [16, 64, 16384].map((images) => publishedOf(`fashion-n${images}-w32`).memorizedFraction);
  expect(fractions[0]).toBeGreaterThan(fractions[1]!);
  expect(fractions[1]).toBeGreaterThan(0.25);
  expect(fractions[2]).toBe(0);
});

test(
  'on 16,384 images the network copies nothing and denoises unseen images better than the Gaussian',
  { timeout: 120_000 },
  async () => {
    const entry = entryOf('fashion-n16384-w32');
    expect(publishedOf(entry.id).memorizedFraction).toBeLessThan(0.05);
    const { values } = await loadModel(entry, readPublicFile);
    const { denoisers, dispose } = await makeDenoisers(entry, { ...entry, values });
    const rows = await measureHeldOutError(entry, denoisers, { sigmas: [0.1, 0.2, 0.5, 1, 2], count: 128 });
    dispose();
    for (const { sigma, network, gaussian } of rows) {
      const margin = 3 * Math.hypot(network.standardError, gaussian.standardError);
      expect(network.mean + margin, `sigma ${sigma}`).toBeLessThan(gaussian.mean);
    }
  },
);
