import { expect, test } from 'vitest';
import { planned, zoo } from '../network/zoo';
import type { NetworkMeasure } from './networkMeasures';
import { isFinished, joinMeasures, networksByCount, stillToCome } from './zooNetworks';

const measureOf = (id: string, sha256 = 'x') => ({ id, sha256 }) as NetworkMeasure;
const entry = (id: string, changes: object = {}) => ({
  id,
  sha256: 'x',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  width: 32,
  imagesSeen: 10,
  plannedImages: 10,
  ...changes,
});
const join = (...entries: object[]) =>
  joinMeasures(
    { models: entries },
    entries.map((each) => measureOf((each as { id: string }).id)),
  );

test('a network is there when its present weights were measured', () => {
  const manifest = { models: [entry('a'), entry('b'), entry('c', { sha256: 'newer' }), 7, entry('d', { width: '?' })] };
  const found = joinMeasures(manifest, [measureOf('a'), measureOf('c'), measureOf('d'), measureOf('gone')]);
  expect(found.map(({ id }) => id)).toEqual(['a']);
  expect(() => joinMeasures({}, [])).toThrow('models/manifest.json');
});

test('over N come finished networks of the usual width on the first images', () => {
  const networks = join(
    entry('large', { subset: { start: 0, count: 256 } }),
    entry('small'),
    entry('second', { subset: { start: 64, count: 64 } }),
    entry('early', { checkpointOf: 'small', imagesSeen: 5 }),
    entry('unfinished', { subset: { start: 0, count: 1024 }, imagesSeen: 5 }),
    entry('narrow', { width: 8 }),
    entry('face', { dataset: 'faces' }),
  );
  expect(networksByCount(networks, 'fashion').map(({ id }) => id)).toEqual(['small', 'large']);
  expect(networks.filter((network) => !isFinished(network)).map(({ id }) => id)).toEqual(['early', 'unfinished']);
});

test('what is still to come is in the table and not here', () => {
  const ids = [...zoo, ...planned].map(({ id }) => id);
  expect(stillToCome([], () => true).map(({ id }) => id)).toEqual(ids);
  const [first] = ids;
  expect(stillToCome(join(entry(first!)), () => true).map(({ id }) => id)).toEqual(ids.slice(1));
  expect(stillToCome([], ({ dataset }) => dataset === 'faces').every(({ dataset }) => dataset === 'faces')).toBe(true);
});
