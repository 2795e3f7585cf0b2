import { expect, test } from 'vitest';
import { localityFinding, originsOf, percent, pixelShares, sourceCount, weightMap } from './compute';

const frame = {
  patchSize: 13,
  sample: new Float32Array(4),
  weights: Float32Array.of(1, 0, 0, 0.75, 0.25, 0, 0.25, 0.5, 0.25, 0, 0, 1),
};

test('each pixel belongs to its largest weight, and the shares of the images sum to 1', () => {
  const { top, shares } = originsOf(frame);
  expect(top.map(({ index }) => index)).toEqual([0, 0, 1, 2]);
  expect(shares.map(({ index }) => index)).toEqual([0, 2, 1]);
  expect(shares.map(({ share }) => share)).toEqual([0.5, 0.3125, 0.1875]);
});

test('a source gives some pixel more than half', () => {
  expect(sourceCount(originsOf(frame))).toBe(2);
  expect(pixelShares(frame.weights, 1, 3)[0]).toEqual({ index: 0, share: 0.75 });
});

test('the weights of one image are a picture', () => {
  expect([...weightMap(frame.weights, 0, 3)]).toEqual([255, 191, 64, 0]);
  const all = [0, 1, 2].map((index) => weightMap(frame.weights, index, 3));
  for (const pixel of frame.sample.keys()) expect(all.reduce((sum, map) => sum + map[pixel]!, 0)).toBeCloseTo(255, -1);
});

test('the finding tells the side, the images and the first share', () => {
  expect(localityFinding('fashion', originsOf(frame))).toBe(
    'Seeing squares of 13\u00a0×\u00a013 pixels, the local denoiser takes its pixels from 2 pieces of clothing; the first gives 50%',
  );
  const even = originsOf({ ...frame, patchSize: 55, weights: new Float32Array(12).fill(1 / 3) });
  expect(localityFinding('fashion', even)).toMatch(/^Seeing the whole image, .* takes no pixel mostly from one/);
});

test('a share that is not all is not called all', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(['0%', 'under 1%', '50%', 'over 99%', '100%']);
});
