import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import { type DatasetId, datasetInfo, datasets } from '../data/catalog';
import { readModelEntries } from '../network/models';
import { type PairMeasures, parsePairMeasures } from './pairMeasures';
import { quartiles } from './similarity';

const read = () =>
  JSON.parse(readFileSync(new URL('../../public/results/pairs.json', import.meta.url), 'utf8')) as PairMeasures;
const published = read();

test('the published file is understood', () => {
  const { closedForms, sampleCount } = parsePairMeasures(published);
  expect(sampleCount).toBe(64);
  for (const dataset of Object.keys(datasets) as DatasetId[]) {
    const rows = closedForms.filter((row) => row.dataset === dataset);
    expect(rows[0]!.images).toBe(16);
    expect(rows.at(-1)).toMatchObject({ images: datasetInfo(dataset).trainCount, pairs: null });
    expect(rows.at(-2)!.pairs!.gaussian.between.raw).toHaveLength(64);
  }
});

test('every pair of finished networks was measured, with its present weights', async () => {
  const finished = (await readModelEntries(readPublicFile)).filter(
    ({ imagesSeen, plannedImages, checkpointOf }) => checkpointOf === undefined && imagesSeen >= plannedImages,
  );
  const pairs = finished.flatMap((second) => {
    const { dataset, subset, width } = second;
    if (subset.start === 0 || subset.start !== subset.count) return [];
    const first = finished.find(
      (other) =>
        other.dataset === dataset &&
        other.width === width &&
        other.subset.start === 0 &&
        other.subset.count === subset.count,
    );
    return first ? [[first.sha256, second.sha256]] : [];
  });
  expect(published.networks.map(({ sha256 }) => sha256).sort()).toEqual(pairs.sort());
});

test('it says of the closed forms what they are: one copies, one agrees more and more with its twin', () => {
  for (const { memorizedFraction, similarity } of published.closedForms) {
    expect(memorizedFraction.multiDelta).toBe(1);
    expect(similarity.multiDelta.cosine.lower).toBeCloseTo(1, 4);
  }
  const medians = published.closedForms
    .filter(({ dataset, pairs }) => dataset === 'fashion' && pairs)
    .map(({ pairs }) => quartiles(pairs!.gaussian.between.centered).median);
  expect(medians).toEqual([...medians].sort((a, b) => a - b));
  expect(medians.at(-1)).toBeGreaterThan(0.99);
});

const wrong = (change: (file: Record<string, unknown> & { closedForms: Record<string, unknown>[] }) => void) => {
  const file = read() as unknown as Record<string, unknown> & { closedForms: Record<string, unknown>[] };
  change(file);
  return file;
};

test.each([
  ['not a file', null, 'must be of version 1'],
  ['another version', { ...published, version: 2 }, 'must be of version 1'],
  ['no count', { ...published, sampleCount: '64' }, 'sampleCount'],
  ['an unknown dataset', wrong(({ closedForms }) => (closedForms[0]!['dataset'] = 'shoes')), 'closedForms[0].dataset'],
  ['no share', wrong(({ closedForms }) => (closedForms[1]!['memorizedFraction'] = {})), 'closedForms[1].memorizedFrac'],
  ['no quartiles', wrong(({ closedForms }) => (closedForms[2]!['similarity'] = {})), 'closedForms[2].similarity'],
  ['no cosines', wrong(({ closedForms }) => (closedForms[0]!['pairs'] = {})), 'closedForms[0].pairs.gaussian.between'],
  ['half a pair', { ...published, networks: [{ dataset: 'fashion', images: 64, width: 32 }] }, 'networks[0].ids'],
])('%s is refused in words that name the file', (_, file, words) => {
  expect(() => parsePairMeasures(file)).toThrow('results/pairs.json');
  expect(() => parsePairMeasures(file)).toThrow(words);
});
