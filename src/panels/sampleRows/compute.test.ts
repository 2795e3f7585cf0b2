import { expect, test } from 'vitest';
import { rowDistances, sampleRowsFinding } from './compute';

const rows = {
  network: Float32Array.of(0, 0, 1, 1, 0, 0),
  gaussian: Float32Array.of(0.1, 0.1, 1, 1, 0.3, 0.3),
  multiDelta: Float32Array.of(1, 1, 0, 0, 0.5, 0.5),
};

test('medians over the noises, the nearest first', () => {
  const found = rowDistances(rows, 3);
  expect(found.map(({ id }) => id)).toEqual(['gaussian', 'multiDelta']);
  expect(found[0]!.median).toBeCloseTo(0.1, 6);
  expect(found[1]!.median).toBeCloseTo(1, 6);
  expect(rowDistances({ gaussian: rows.gaussian }, 3)).toEqual([]);
});

test('the same of gray bytes', () => {
  const bytes = { network: Uint8Array.of(0, 255), linear: Uint8Array.of(51, 255) };
  expect(rowDistances(bytes, 2)[0]!.median).toBeCloseTo(0.2, 6);
});

test('the finding names the nearest of each', () => {
  const near = (id: 'gaussian' | 'multiDelta') => [{ id, median: 0.25 }];
  const sets = [
    { images: 64, distances: near('multiDelta') },
    { images: 16384, distances: near('gaussian') },
  ];
  expect(sampleRowsFinding('fashion', sets)).toBe(
    'From the same noises, the samples of the network of 64 pieces of clothing are nearest to the multi-delta’s (0.250), those of 16,384 are nearest to the Gaussian’s (0.250)',
  );
  expect(sampleRowsFinding('fashion', [])).toBe('The same noises, drawn by every denoiser');
});
