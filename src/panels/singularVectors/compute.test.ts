import { expect, test } from 'vitest';
import { parseVectors } from '../../state/vectors';
import { correlationAt, heatMapOf, meanOfPairs, valueCurves, vectorFinding } from './compute';

const bytes = [255, 0, 51, 204, 0, 102];
const level = {
  sigma: 4,
  linear: [1, 0.5, 0.2],
  gaussian: [1, 0.4],
  correlations: btoa(String.fromCharCode(...bytes)),
};
const file = (own: object) =>
  JSON.stringify({
    version: 1,
    command: 'c',
    date: 'd',
    networks: [{ network: 'n', images: 64, networkSha256: 'x', levels: [own] }],
  });

test('cells are rows of the linear map by columns of the Gaussian', () => {
  const [network] = parseVectors(file(level)).networks;
  const [own] = network!.levels;
  expect(heatMapOf(own!)).toMatchObject({ rows: 3, columns: 2 });
  expect(correlationAt(own!, 1, 1)).toBeCloseTo(0.8);
  expect(meanOfPairs(own!)).toBeCloseTo(0.9);
  expect(vectorFinding(network!, own!)).toContain('of the network of 64 have a mean cosine of 0.90');
  expect(valueCurves(own!).map(({ points }) => points.length)).toEqual([3, 2]);
});

test('a file of another size is refused in words', () => {
  expect(() => parseVectors(file({ ...level, gaussian: [1] }))).toThrow(
    'results/vectors.json: networks[0].levels[0].correlations must hold 3 x 1 bytes',
  );
});
