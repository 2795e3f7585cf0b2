import { expect, test } from 'vitest';
import { drawNormals, makeRng } from '../../src/math/rng';
import { leftSingular, vectorCorrelations, weightDifference } from '../../src/metrics/linearMaps';
import { expectClose } from './expectClose';
import oracles from './metrics.json';

const { inputs, outputs, relTol } = oracles.cases.weightDifferenceToy;

test('the difference of two maps, and how their left singular vectors correlate', () => {
  const [own, target] = [inputs.WL.flat(), inputs.WG.flat()];
  expectClose([weightDifference(own, target)], [outputs.nmse], relTol);
  const [a, b] = [leftSingular(own, 4, 4), leftSingular(target, 4, 4)];
  expectClose(vectorCorrelations(a.vectors, b.vectors, 4), outputs.absCorrLeft.flat(), relTol, 1);
});

test('singular vectors of a map that is not symmetric', () => {
  const dim = 7;
  const map = Float64Array.from(drawNormals(makeRng(3), dim * dim));
  const { values, vectors } = leftSingular(map, dim, 4);
  for (const [i, value] of values.entries()) {
    // |W^T u| is the singular value of u, and no direction is stretched more than the first
    const u = vectors.subarray(i * dim, (i + 1) * dim);
    const image = Array.from({ length: dim }, (_, q) => u.reduce((sum, x, p) => sum + x * map[p * dim + q]!, 0));
    expect(Math.hypot(...image)).toBeCloseTo(value, 10);
    expect(value).toBeLessThanOrEqual(values[0]!);
  }
  const own = vectorCorrelations(vectors, vectors, dim);
  for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) expect(own[i * 4 + j]).toBeCloseTo(i === j ? 1 : 0, 10);
});
