import { expect, test } from 'vitest';
import { nearestTrained, networkFor, parseNetworks, trainedCounts } from './networks';

const model = (dataset: string, count: number, width = 32, start = 0) => ({
  id: `${dataset}-n${count}-w${width}-${start}`,
  dataset,
  subset: { start, count },
  width,
});
const networks = parseNetworks({
  version: 1,
  models: [
    model('fashion', 64),
    model('fashion', 16384),
    model('fashion', 64, 64),
    model('fashion', 1024, 32, 1024),
    model('unknown', 9),
    { id: 'half an entry' },
    null,
  ],
});

test('a network answers for exactly the first N images, the widest of several', () => {
  expect(networkFor(networks, 'fashion', 64)?.width).toBe(64);
  expect(networkFor(networks, 'fashion', 1024)).toBeUndefined();
  expect(networkFor(networks, 'digits', 64)).toBeUndefined();
});

test('the trained N of a dataset ascend', () => expect(trainedCounts(networks, 'fashion')).toEqual([64, 16384]));

test('the nearest N is nearest in ratio, in another dataset if this one has none', () => {
  expect(nearestTrained(networks, 'fashion', 900)).toEqual({ dataset: 'fashion', images: 64 });
  expect(nearestTrained(networks, 'fashion', 2048)).toEqual({ dataset: 'fashion', images: 16384 });
  expect(nearestTrained(networks, 'faces', 8192)).toEqual({ dataset: 'fashion', images: 16384 });
  expect(nearestTrained([], 'faces', 8192)).toBeUndefined();
});

test.each([null, {}, { version: 2, models: [] }])('%j is no manifest', (manifest) => {
  expect(() => parseNetworks(manifest)).toThrow('models/manifest.json');
});
