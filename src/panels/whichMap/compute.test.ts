import { expect, test } from 'vitest';
import type { Distillation, LinearManifest } from '../../denoisers/linearCatalog';
import { descentCurves, differenceCurves, mapFinding, ratioWords, type WhichMapMeasures } from './compute';

const level = (sigma: number, difference: number): Distillation => ({
  sigma,
  difference,
  standardError: 0.1,
  count: 8192,
  residual: 0,
  gaussianSize: 1,
  mapSize: 1,
});
const maps = [
  { network: 'fashion-n64-w32', ...level(0.5, 0.8) },
  { network: 'fashion-n64-w32', ...level(4, 0.3) },
  { network: 'fashion-n16384-w32', ...level(4, 0.137) },
] as unknown as LinearManifest['maps'];
const measures = {
  manifest: { maps },
  distillations: {
    rows: [
      { images: 64, teacher: 'multiDelta', inputs: 'train', levels: [level(4, 0)] },
      { images: 64, teacher: 'multiDelta', inputs: 'heldOut', levels: [level(4, 2.3)] },
    ],
  },
  descents: {
    epochs: 8,
    curves: [
      { images: 64, sigma: 4, optimizer: 'adam', differences: [1, 0.5, 0.4] },
      { images: 64, sigma: 4, optimizer: 'descent', differences: [1, 1, 1, 1, 0.5], theory: [1, 0.9, 0.8, 0.7, 0] },
    ],
  },
} as unknown as WhichMapMeasures;

test('the finding is what the numbers at the noise level say', () => {
  expect(mapFinding(measures, 'heldOut', 4)).toContain('the network of 16,384 is, as a linear map, 14% of |W| away');
  expect(mapFinding(measures, 'heldOut', 4)).toContain('that of 64, 30%');
  expect(mapFinding(measures, 'train', 4)).toMatch(
    /less than 0\.1% of \|W\| away from the Gaussian; about new ones, 2\.3 times$/,
  );
  expect(mapFinding(measures, 'heldOut', 0.5)).toBe('No linear map was distilled at σ = 0.500');
});

test('curves run from noise to clean; a difference of 0 stands at the foot of the axis', () => {
  const [few, many, memory] = differenceCurves(measures, 'heldOut');
  expect(few!.points.map(({ x }) => x)).toEqual([4, 0.5]);
  expect(many!.points).toEqual([{ x: 4, y: 0.137 }]);
  expect(memory!.points).toEqual([{ x: 4, y: 2.3 }]);
  expect(differenceCurves(measures, 'train')[2]!.points[0]!.y).toBeGreaterThan(0);
});

test('plain descent is dots with its closed form through them', () => {
  const [theory, dots] = descentCurves(measures.descents, 64, 'descent');
  expect([theory!.isThin, theory!.points.length]).toEqual([true, 5]);
  expect([dots!.hasBars, dots!.points.map(({ x }) => x)]).toEqual([true, [0, 4]]);
  expect(descentCurves(measures.descents, 64, 'adam')[0]!.points.map(({ y }) => y)).toEqual([1, 0.5, 0.4]);
  expect(descentCurves(measures.descents, 16_384, 'adam')).toEqual([]);
});

test('ratios in words', () => {
  expect([0.0004, 0.0312, 0.137, 3.3456].map(ratioWords)).toEqual(['less than 0.1%', '3.1%', '14%', '3.3 times']);
});
