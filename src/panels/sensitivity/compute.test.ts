import { expect, test } from 'vitest';
import { sensitivityFinding } from './compute';

const sensitivity = (first: number) => ({ values: [first, 0.1, 0.1], asymmetry: 0.02, pictures: new Uint8Array() });

test('the finding tells the first value of each network that is there', () => {
  expect(
    sensitivityFinding('fashion', 1.5, [
      { images: 64, sensitivity: sensitivity(0.9) },
      { images: 16384, sensitivity: sensitivity(0.75) },
    ]),
  ).toBe(
    'At σ = 1.50, a change of the input along its first direction changes the network’s answer by 0.90 times as much with 64 pieces of clothing, by 0.75 times as much with 16,384',
  );
  expect(sensitivityFinding('fashion', 80, [{ images: 64, sensitivity: undefined }])).toMatch(
    /^At σ = 80.0, along which/,
  );
});
