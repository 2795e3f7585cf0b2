import { expect, test } from 'vitest';
import { makeDeviceCache } from './deviceCache';

/** Things on a device, and what was freed. */
function makeDevice() {
  const freed: string[] = [];
  let made = 0;
  const make = (name: string) => () => {
    made++;
    return { name, dispose: () => freed.push(name) };
  };
  return { freed, make, made: () => made };
}

test('what lies on the device is shared, and made once', () => {
  const cache = makeDeviceCache(2);
  const { make, made, freed } = makeDevice();
  const first = cache.borrow('a', make('a'));
  const second = cache.borrow('a', make('a'));
  first.release();
  second.release();
  expect(cache.borrow('a', make('a')).value).toBe(first.value);
  expect(made()).toBe(1);
  expect(freed).toEqual([]);
});

test('of what is idle the most recent are kept, what is in use is never freed', () => {
  const cache = makeDeviceCache(2);
  const { make, freed } = makeDevice();
  const held = cache.borrow('held', make('held'));
  for (const name of ['a', 'b', 'c', 'd']) cache.borrow(name, make(name)).release();
  expect(freed).toEqual(['a', 'b']);
  cache.borrow('c', make('c')).release(); // used again: now d is the oldest
  cache.borrow('e', make('e')).release();
  expect(freed).toEqual(['a', 'b', 'd']);
  held.release();
  expect(freed).toEqual(['a', 'b', 'd', 'held']); // idle from now on, and the oldest
});

test('all that is idle can be freed, and what it held; what is in use stays the same', () => {
  const cache = makeDeviceCache(5);
  const { make, freed } = makeDevice();
  cache.borrow('idle', make('idle')).release();
  const images = cache.borrow('images', make('images'));
  const denoiser = cache.borrow('denoiser', () => {
    const held = cache.borrow('images', make('images'));
    return { dispose: () => held.release() };
  });
  const busy = cache.borrow('busy', make('busy'));
  images.release();
  denoiser.release();
  cache.freeIdle();
  expect(freed).toEqual(['idle', 'images']);
  expect(cache.borrow('busy', make('busy')).value).toBe(busy.value);
});

test('clear frees what is idle at once, what is in use with its last user, and forgets both', () => {
  const cache = makeDeviceCache(5);
  const { make, freed, made } = makeDevice();
  cache.borrow('idle', make('idle')).release();
  const [one, two] = [cache.borrow('busy', make('busy')), cache.borrow('busy', make('busy'))];
  cache.clear();
  expect(freed).toEqual(['idle']);
  const fresh = cache.borrow('busy', make('busy again'));
  expect(fresh.value).not.toBe(one.value);
  expect(made()).toBe(3);
  one.release();
  expect(freed).toEqual(['idle']);
  two.release();
  expect(freed).toEqual(['idle', 'busy']);
  fresh.release();
  expect(freed).toEqual(['idle', 'busy']); // kept
});

test('with room for none, the last user frees', () => {
  const cache = makeDeviceCache(0);
  const { make, freed } = makeDevice();
  const one = cache.borrow('a', make('a'));
  const two = cache.borrow('a', make('a'));
  one.release();
  expect(freed).toEqual([]);
  two.release();
  expect(freed).toEqual(['a']);
});

test('what could not be made is not remembered', () => {
  const cache = makeDeviceCache(2);
  const { make } = makeDevice();
  const fail = () => {
    throw new Error('no memory');
  };
  expect(() => cache.borrow('a', fail)).toThrow('no memory');
  expect(cache.borrow('a', make('a')).value.name).toBe('a');
});
