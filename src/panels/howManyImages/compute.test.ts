import { describe, expect, test } from 'vitest';
import type { NetworkMeasure, Quartiles, SimilaritySpread } from '../../state/networkMeasures';
import type { ClosedFormMeasure } from '../../state/pairMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import { countAbsence, countFinding, countRows, memorizedCurves, similarityCurves, summarize } from './compute';

const quartiles = (median: number): Quartiles => ({ lower: median - 0.1, median, upper: median + 0.1 });
const spread = (median: number): SimilaritySpread => ({
  relativeDistance: quartiles(median),
  cosine: quartiles(1 - median),
  centeredCosine: quartiles(0.5 - median),
});
const network = (images: number, memorizedFraction: number, changes: Partial<ZooNetwork> = {}): ZooNetwork => ({
  id: `fashion-n${images}-w32`,
  dataset: 'fashion',
  subset: { start: 0, count: images },
  width: 32,
  imagesSeen: 1,
  plannedImages: 1,
  measure: { memorizedFraction, similarity: { network: spread(0.2) } } as unknown as NetworkMeasure,
  ...changes,
});
const form = (images: number, fresh: number): ClosedFormMeasure => ({
  dataset: 'fashion',
  images,
  memorizedFraction: { gaussian: 0, multiDelta: 1 },
  similarity: { gaussian: spread(0.6), multiDelta: spread(0), fresh: spread(fresh) },
  pairs: null,
});
const finding = (networks: ZooNetwork[], forms: ClosedFormMeasure[] = []) =>
  countFinding('fashion', countRows('fashion', networks, forms));

describe('the finding follows the numbers', () => {
  test.each([
    [
      [network(16, 0.9), network(64, 0.6), network(256, 0.05), network(1024, 0)],
      'Between 64 and 256 pieces of clothing, the network stops copying: 60% of the network’s samples are copies, then 5%',
    ],
    [
      [network(64, 0.6), network(256, 0.4)],
      'Between 64 and 256 pieces of clothing, copies become the minority: 60% of the network’s samples are copies, then 40%',
    ],
    [
      [network(16, 0.6), network(64, 0.2), network(256, 0.7)],
      'From 16 to 256 pieces of clothing, the share of copies among the network’s samples goes from 60% to 70%',
    ],
    [
      [network(64, 0.1), network(256, 0)],
      'From 64 to 256 pieces of clothing, the share of copies among the network’s samples goes from 10% to 0%',
    ],
    [[network(64, 0.41)], 'Trained on 64 pieces of clothing, the network draws copies in 41% of cases'],
  ])('%#', (networks, words) => expect(finding(networks)).toBe(words));
  test('and says when there is no network, or nothing', () => {
    expect(finding([], [form(64, 0.5), form(16, 0.4)])).toBe(
      'From N = 16 to 64 the GL score of held-out pieces of clothing goes from 0.40 to 0.50; no network is measured yet',
    );
    expect(finding([])).toBe('Nothing has been measured of Fashion yet');
  });
});

describe('the curves', () => {
  const rows = countRows('fashion', [network(64, 0.5), network(256, 0, { width: 8 })], [form(16, 0.4), form(64, 0.5)]);
  test('hold the networks of the usual width and the closed forms, each at its own N', () => {
    expect(rows.map(({ images, network: own }) => [images, own?.id])).toEqual([
      [16, undefined],
      [64, 'fashion-n64-w32'],
    ]);
    const [own, gaussian, multiDelta] = memorizedCurves(rows);
    expect(own!.points).toEqual([{ x: 64, y: 0.5 }]);
    expect(gaussian!.points.map(({ x, y }) => [x, y])).toEqual([
      [16, 0],
      [64, 0],
    ]);
    expect(multiDelta!.points.every(({ y }) => y === 1)).toBe(true);
  });
  test('hold medians between quartiles, held-out images among them', () => {
    const fresh = similarityCurves(rows, 'relativeDistance').find(({ id }) => id === 'fresh')!;
    expect(fresh.points).toEqual([
      { x: 16, y: 0.4, lower: 0.4 - 0.1, upper: 0.4 + 0.1 },
      { x: 64, y: 0.5, lower: 0.5 - 0.1, upper: 0.5 + 0.1 },
    ]);
  });
});

test('words say which networks are there and which are to come', () => {
  expect(countAbsence('faces', [])).toBe(
    'No finished network is measured yet. Still in training or planned: N = 64, 1,024, 4,096.',
  );
  expect(countAbsence('fashion', [network(64, 1)])).toMatch(
    /^Networks measured so far: N = 64\. Still .* N = 16, 256, /,
  );
});

test('a summary counts copies and takes medians', () => {
  const similarity = (distance: number) => ({
    index: 0,
    distance,
    secondDistance: 1,
    relativeDistance: distance,
    cosine: 1 - distance,
    centeredCosine: 0,
  });
  const { memorized, similarity: of } = summarize([0.1, 0.2, 0.5, 0.9].map(similarity));
  expect(memorized).toBe(0.5);
  expect(of.relativeDistance.median).toBeCloseTo(0.35);
});
