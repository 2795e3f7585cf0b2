import { expect, test } from 'vitest';
import type { CandidateId } from '../denoisers/catalog';
import { squaredCorrelation } from '../math/similarity';
import {
  answerPictures,
  isClear,
  localPicturesLength,
  parseLocalMeasures,
  sampleAgreement,
  samplePictures,
  winnerOf,
} from './localMeasures';

test('agreement over noises: quartiles, mean and standard error of r2 and of the RMSE', () => {
  const network = Float32Array.of(0, 1, 0.5, 0, 1, 0, 0.25, 1, 0);
  const candidate = Float32Array.of(0, 1, 0.5, 1, 0, 0.5, 0.25, 0.5, 0);
  const mean = [0.5, 0.1, 0.2];
  const { r2, rmse } = sampleAgreement(network, candidate, mean);
  const each = [0, 1, 2].map((i) =>
    squaredCorrelation(network.slice(3 * i, 3 * i + 3), candidate.slice(3 * i, 3 * i + 3), mean),
  );
  expect(r2.raw.upper).toBeGreaterThan(r2.raw.median);
  expect(r2.centered.mean).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 9);
  expect(rmse.median).toBeCloseTo(Math.sqrt(0.25 / 3), 6);
  const [a, b] = [Math.sqrt((1 + 1 + 0.25) / 3), Math.sqrt(0.25 / 3)];
  expect(rmse.mean).toBeCloseTo((0 + a + b) / 3, 6);
});

test('the winner has the greatest score, and leads the next by a mean of differences', () => {
  const entries: [CandidateId, number[]][] = [
    ['gaussian', [1, 2, 3]],
    ['local', [2, 3.2, 3.8]],
    ['multiDelta', [0, 0, 9]],
  ];
  const median = (values: readonly number[]) => [...values].sort((x, y) => x - y)[1]!;
  const winner = winnerOf(entries, median);
  expect(winner.id).toBe('local');
  expect(winner.lead.mean).toBeCloseTo(1, 9);
  expect(winner.lead.standardError).toBeCloseTo(Math.sqrt((0 + 0.04 + 0.04) / 2 / 3), 9);
  expect(isClear(winner)).toBe(true);
  expect(isClear({ ...winner, lead: { mean: 0.1, standardError: 0.06 } })).toBe(false);
});

test('pictures lie one after another: samples, then noisy images and answers of each level', () => {
  const measure = { error: { network: [], gaussian: [], local: [] } };
  const [levels, dim] = [2, 3];
  const length = localPicturesLength(measure, levels, dim);
  expect(length).toBe((3 * 8 + 2 * (1 + 3) * 2) * 3);
  const pictures = Uint8Array.from({ length }, (_, i) => i % 251);
  const samples = samplePictures(measure, pictures, dim);
  expect(Object.keys(samples)).toEqual(['network', 'gaussian', 'local']);
  expect(samples.local![0]).toBe(2 * 8 * 3);
  const { noisy, answers } = answerPictures(measure, pictures, { level: 1, dim });
  const start = 3 * 8 * 3 + 4 * 2 * 3;
  expect([noisy[0], answers.network![0], answers.local![5]]).toEqual([start, start + 6, start + 18 + 5]);
  expect(start + 4 * 2 * 3).toBe(length);
});

test('files of another form are told by name', () => {
  expect(() => parseLocalMeasures({ version: 2 })).toThrow(/results\/local.json: must be of version 1/);
  const row = {
    id: 'a',
    sha256: 'b',
    patchSizes: [1],
    error: {},
    rmseToNetwork: {},
    agreement: {},
    nearest: [],
    mostAlike: {},
  };
  const file = { version: 1, sampleCount: 64, sigmas: [1], networks: [row] };
  expect(() => parseLocalMeasures(file)).toThrow(/each network must hold .* at 1 noise levels/);
  expect(parseLocalMeasures({ ...file, networks: [{ ...row, nearest: [1] }] }).networks).toHaveLength(1);
});
