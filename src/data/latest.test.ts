import { expect, test, vi } from 'vitest';
import { keepLatest } from './latest';

test('a value is made once, also when it is asked for before it is ready', async () => {
  const cache = keepLatest<number>(2);
  const make = vi.fn(() => Promise.resolve(1));
  const [first, second] = [cache.get('a', make), cache.get('a', make)];
  expect(await first).toBe(1);
  expect(await second).toBe(1);
  expect(await cache.get('a', make)).toBe(1);
  expect(make).toHaveBeenCalledTimes(1);
});

test('the one not asked for the longest goes first', async () => {
  const cache = keepLatest<string>(2);
  const made: string[] = [];
  const get = (key: string) =>
    cache.get(key, () => {
      made.push(key);
      return Promise.resolve(key);
    });
  await get('a');
  await get('b');
  await get('a'); // now b is the oldest
  await get('c');
  await get('a');
  await get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('what failed is forgotten, and all who asked hear of it', async () => {
  const cache = keepLatest<number>(2);
  const first = cache.get('a', () => Promise.reject(new Error('offline')));
  const second = cache.get('a', () => Promise.resolve(2));
  await expect(first).rejects.toThrow('offline');
  await expect(second).rejects.toThrow('offline');
  expect(await cache.get('a', () => Promise.resolve(3))).toBe(3);
});

test('a late failure does not forget what came after it', async () => {
  const cache = keepLatest<number>(1);
  let fail: (error: Error) => void = () => undefined;
  const first = cache.get('a', () => new Promise((_, reject) => (fail = reject)));
  await cache.get('b', () => Promise.resolve(1)); // pushes a out
  const again = cache.get('a', () => Promise.resolve(2));
  fail(new Error('late'));
  await expect(first).rejects.toThrow('late');
  expect(await again).toBe(2);
  expect(await cache.get('a', () => Promise.resolve(3))).toBe(2);
});

test('clear forgets all', async () => {
  const cache = keepLatest<number>(2);
  await cache.get('a', () => Promise.resolve(1));
  cache.clear();
  expect(await cache.get('a', () => Promise.resolve(2))).toBe(2);
});
