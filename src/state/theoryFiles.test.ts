/** The measured files of the theory: whole ones are read, others refused in words. */
import { expect, test } from 'vitest';
import { momentsOf, parseLinearFits } from './linearFits';
import { parseSpectrum } from './spectra';

const spectrum = {
  version: 1,
  command: 'c',
  date: 'd',
  dataset: 'fashion',
  count: 10,
  eigenvalues: [2, 1, 0],
  modes: [{ scale: 1, steps: '' }],
  resampled: [
    [2, 1, 0],
    [3, 0.5, 0],
  ],
  seed: 1,
};

test('a spectrum', () => {
  expect(parseSpectrum(spectrum, 'fashion')).toBe(spectrum);
  const refused = (changes: object) => () => parseSpectrum({ ...spectrum, ...changes }, 'fashion');
  expect(refused({ dataset: 'faces' })).toThrow('results/spectrum-fashion.json: must be of version 1 and of fashion');
  expect(refused({ eigenvalues: [1, 2] })).toThrow('never rise');
  expect(refused({ eigenvalues: [1, -2] })).toThrow('>= 0');
  expect(refused({ resampled: [[1, 1]] })).toThrow('two or more lists of 3 eigenvalues');
  expect(refused({ modes: [7] })).toThrow('packed images');
  expect(() => parseSpectrum(null, 'fashion')).toThrow('version 1');
});

const fit = {
  images: 4,
  sample: [2, 1],
  heldOut: [1.5, 1.2],
  offSpan: 0.3,
  divergence: [0.1],
  difference: [[0.2], [0.3]],
};
const fits = {
  version: 1,
  command: 'c',
  date: 'd',
  dataset: 'faces',
  dim: 3,
  heldOutCount: 5,
  count: 9,
  keptCount: 3,
  divergenceRidges: [0.1],
  ridges: [0.1],
  levels: [1, 2],
  fits: [fit],
};

test('linear fits, and the variances of directions outside their span', () => {
  const file = parseLinearFits(fits, 'faces');
  expect(momentsOf(file.fits[0]!, file.dim)).toEqual({
    sample: Float64Array.of(2, 1, 0),
    truth: Float64Array.of(1.5, 1.2, 0.3),
  });
  const refused = (changes: object) => () => parseLinearFits({ ...fits, ...changes }, 'faces');
  expect(refused({ version: 2 })).toThrow('results/linear-faces.json: must be of version 1 and of faces');
  expect(refused({ ridges: ['a'] })).toThrow('ridges and levels must be numbers');
  expect(refused({ fits: [] })).toThrow('each fit must have');
  expect(refused({ fits: [{ ...fit, heldOut: [1] }] })).toThrow('each fit must have');
  expect(refused({ fits: [{ ...fit, difference: [[0.2]] }] })).toThrow('each fit must have');
});
