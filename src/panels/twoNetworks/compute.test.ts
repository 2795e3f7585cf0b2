import { describe, expect, test } from 'vitest';
import type { PairMeasures } from '../../state/pairMeasures';
import type { PairCosines } from '../../state/similarity';
import { cosineRange, medianCurves, pairAbsence, pairFinding, pairRows } from './compute';

const cosines = (between: number, nearest: number): PairCosines => ({
  between: { raw: [between + 0.1], centered: [between] },
  nearest: { raw: [nearest + 0.1], centered: [nearest] },
});
const form = (images: number, between: number) => ({
  dataset: 'fashion' as const,
  images,
  pairs: { gaussian: cosines(between, 0.6), multiDelta: cosines(0.4, 1) },
});
const pair = (images: number, between: number, nearest: number, changes: object = {}) => ({
  dataset: 'fashion' as const,
  images,
  width: 32,
  ids: [`a${images}`, `b${images}`] as const,
  cosines: cosines(between, nearest),
  ...changes,
});
const rowsOf = (closedForms: object[], networks: object[]) =>
  pairRows('fashion', { closedForms, networks } as unknown as PairMeasures);
const finding = (closedForms: object[], networks: object[]) =>
  pairFinding('fashion', rowsOf(closedForms, networks), 'centered');

describe('the finding follows the numbers', () => {
  test.each([
    [
      [pair(64, 0.2, 0.9), pair(8192, 0.9, 0.6)],
      'With 64 pieces of clothing each, two networks are more like their own training images; with 8,192, like each other',
    ],
    [
      [pair(64, 0.2, 0.9), pair(8192, 0.5, 0.6)],
      'From 64 to 8,192 pieces of clothing each, the cosine between two networks from one noise goes from 0.20 to 0.50',
    ],
    [
      [pair(64, 0.95, 0.9)],
      'With 64 pieces of clothing each, two networks are more like each other: cosine 0.95 to each other, 0.90 to the nearest of their own images',
    ],
  ])('%#', (networks, words) => expect(finding([form(16, 0.1)], networks)).toBe(words));
  test('and takes the Gaussians where there are no networks', () => {
    expect(finding([form(16, 0.3), form(64, 0.9)], [])).toBe(
      'With 16 pieces of clothing each, two Gaussians are more like their own training images; with 64, like each other',
    );
    expect(finding([], [])).toBe('No pair of halves of Fashion has been measured yet');
  });
});

test('rows hold the networks of the usual width beside the closed forms', () => {
  const rows = rowsOf(
    [form(64, 0.5), { ...form(16384, 0.5), pairs: null }, { ...form(16, 0.5), dataset: 'faces' }],
    [pair(64, 0.2, 0.9), pair(256, 0.2, 0.9, { width: 8 })],
  );
  expect(rows.map(({ images, ids }) => [images, ids])).toEqual([[64, ['a64', 'b64']]]);
  expect(Object.keys(rows[0]!.cosines).sort()).toEqual(['gaussian', 'multiDelta', 'network']);
});

test('curves and histograms take the chosen cosine', () => {
  const rows = rowsOf([form(64, -0.35)], []);
  const gaussian = (centring: 'raw' | 'centered') =>
    medianCurves(rows, 'between', centring).find(({ id }) => id === 'gaussian')!.points;
  expect(gaussian('centered')).toEqual([{ x: 64, y: -0.35, lower: -0.35, upper: -0.35 }]);
  expect(gaussian('raw')[0]!.y).toBeCloseTo(-0.25, 9);
  expect(cosineRange(rows, 'centered')).toEqual([-0.4, 1]);
});

test('words say which pairs are there and which are to come', () => {
  expect(pairAbsence('fashion', rowsOf([], [pair(64, 0, 0)]), [])).toBe(
    'Pairs of networks measured so far: N = 64. Still in training or planned: N = 1,024, 8,192.',
  );
  expect(pairAbsence('digits', [], [])).toBe('No pair of networks is planned for Digits.');
});
