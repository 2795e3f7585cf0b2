import { expect, test } from 'vitest';
import { imageStops, networkOptions, shareOf } from './compute';

const networks = [{ id: 'a', dataset: 'fashion' as const, subset: { start: 0, count: 1000 }, width: 32 }];

test('the slider stops at powers of two, at every trained N and at the current one', () => {
  const stops = imageStops('fashion', 100, networks);
  expect(stops.map(({ value }) => value)).toEqual([
    16, 32, 64, 100, 128, 256, 512, 1000, 1024, 2048, 4096, 8192, 16384,
  ]);
  expect(stops.filter(({ isMarked }) => isMarked).map(({ label }) => label)).toEqual(['1,000']);
  expect(imageStops('faces', 64, networks).at(-1)).toEqual({ value: 8192, label: '8,192', isMarked: false });
});

test('d stands between 512 and 1,024 on the logarithmic slider', () => {
  const stops = imageStops('fashion', 64, []);
  expect(shareOf(stops, 784)).toBeCloseTo(Math.log2(784 / 16) / 10);
  expect(shareOf(stops, 16)).toBe(0);
  expect(shareOf(stops, 8)).toBeUndefined();
  expect(shareOf(stops, 20000)).toBeUndefined();
});

test('networks are named by what tells them apart, the automatic one stands for no choice', () => {
  const base = { dataset: 'fashion' as const, subset: { start: 0, count: 64 }, width: 32 };
  const own = { ...base, id: 'own-2', isOwn: true, width: 16, seed: 3 };
  const list = [
    own,
    { ...base, id: 'early', checkpointOf: 'whole', imagesSeen: 1800 },
    { ...base, id: 'whole' },
    { ...base, id: 'narrow', width: 8 },
  ];
  const inputs = { dataset: 'fashion' as const, images: 64, network: '' };
  expect(networkOptions(list, inputs)).toEqual({
    options: [
      { id: '', label: 'width 32' },
      { id: 'narrow', label: 'width 8' },
      { id: 'early', label: 'after 1,800 images' },
      { id: 'own-2', label: 'yours, width 16, seed 3' },
    ],
    value: '',
  });
  expect(networkOptions(list, { ...inputs, network: 'early' }).value).toBe('early');
  expect(networkOptions(list, { ...inputs, network: 'whole' }).value).toBe('');
  expect(networkOptions([own], inputs).options.map(({ label }) => label)).toEqual(['none', 'yours, width 16, seed 3']);
  expect(networkOptions(list, { ...inputs, images: 32 }).options).toEqual([]);
});
