import { expect, test } from 'vitest';
import { nearestTrained, networkFor, networksFor, parseNetworks, readInfo, trainedCounts } from './networks';

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

test('a network answers for exactly the first N images, of several that of width 32, else the widest', () => {
  expect(networkFor(networks, 'fashion', 64)?.width).toBe(32);
  const others = networks.filter(({ width }) => width !== 32);
  expect(networkFor([...others, { ...others[0]!, id: 'narrow', width: 8 }], 'fashion', 64)?.width).toBe(64);
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

const list = parseNetworks({
  version: 1,
  models: [
    { ...model('fashion', 256, 8), seed: 1, imagesSeen: 512_000, plannedImages: 512_000 },
    { ...model('fashion', 256), id: 'late', checkpointOf: 'whole', imagesSeen: 5120, plannedImages: 512_000 },
    { ...model('fashion', 256), id: 'early', checkpointOf: 'whole', imagesSeen: 800, plannedImages: 512_000 },
    { ...model('fashion', 256), id: 'whole', imagesSeen: 512_000, plannedImages: 512_000 },
    { ...model('fashion', 1024), imagesSeen: 100, plannedImages: 512_000 },
  ],
});
const own = { ...list[0]!, id: 'own-1', isOwn: true };

test('of all networks for some images the automatic one is first, the reader’s own last', () =>
  expect(networksFor([own, ...list], 'fashion', 256).map(({ id }) => id)).toEqual([
    'whole',
    'fashion-n256-w8-0',
    'early',
    'late',
    'own-1',
  ]));

test('one that is on its way, or the reader’s own, is taken only when asked for', () => {
  expect(networkFor([own, ...list], 'fashion', 256)?.id).toBe('whole');
  expect(networkFor([own, ...list], 'fashion', 256, 'early')?.id).toBe('early');
  expect(networkFor([own, ...list], 'fashion', 256, 'own-1')?.id).toBe('own-1');
  expect(networkFor([own, ...list], 'fashion', 256, 'nowhere')?.id).toBe('whole');
  expect(networkFor([{ ...own, subset: { start: 0, count: 9 } }], 'fashion', 9)).toBeUndefined();
  expect(trainedCounts([own, ...list], 'fashion')).toEqual([256]);
});

test('a training that is not finished is left out', () => expect(networkFor(list, 'fashion', 1024)).toBeUndefined());

test('an entry keeps what tells it from others', () =>
  expect(readInfo({ ...model('faces', 64), seed: 2, imagesSeen: 7 })).toEqual([
    { ...model('faces', 64), seed: 2, imagesSeen: 7 },
  ]));
