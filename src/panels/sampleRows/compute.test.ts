import { expect, test } from 'vitest';
import { rowDistances, sampleRowsFinding } from './compute';

const unit = 127.5;
const rows = {
  network: Uint8Array.of(0, 0, 255, 255, 0, 0),
  gaussian: Uint8Array.of(51, 51, 255, 255, 153, 153),
  multiDelta: Uint8Array.of(255, 255, 0, 0, 102, 102),
};

test('medians over the noises, the nearest first', () => {
  const found = rowDistances(rows, 3);
  expect(found.map(({ id }) => id)).toEqual(['gaussian', 'multiDelta']);
  expect(found[0]!.median).toBeCloseTo(51 / unit, 6);
  expect(found[1]!.median).toBeCloseTo(2, 6);
  expect(rowDistances({ gaussian: rows.gaussian }, 3)).toEqual([]);
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
