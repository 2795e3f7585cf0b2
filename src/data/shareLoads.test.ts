import { expect, test, vi } from 'vitest';
import { shareLoads } from './shareLoads';

/** A load that ends when the test says so. */
function makeManualLoad() {
  const started: {
    key: string;
    signal: AbortSignal;
    resolve: (value: string) => void;
    reject: (reason: unknown) => void;
  }[] = [];
  const load = vi.fn((key: string, signal: AbortSignal) => {
    return new Promise<string>((resolve, reject) => started.push({ key, signal, resolve, reject }));
  });
  return { load, started };
}

test('concurrent callers share one load, later ones its value', async () => {
  const { load, started } = makeManualLoad();
  const get = shareLoads(load);
  const both = Promise.all([get('a'), get('a')]);
  started[0]!.resolve('value');
  expect(await both).toEqual(['value', 'value']);
  expect(await get('a')).toBe('value');
  expect(load).toHaveBeenCalledTimes(1);
});

test('different keys load apart', async () => {
  const get = shareLoads((key) => Promise.resolve(key.toUpperCase()));
  expect(await Promise.all([get('a'), get('b')])).toEqual(['A', 'B']);
});

test('a failure reaches every caller and is forgotten', async () => {
  const { load, started } = makeManualLoad();
  const get = shareLoads(load);
  const both = Promise.allSettled([get('a'), get('a')]);
  started[0]!.reject(new Error('lost'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = get('a');
  started[1]!.resolve('value');
  expect(await again).toBe('value');
});

test('one caller may give up at once while the load goes on for the other', async () => {
  const { load, started } = makeManualLoad();
  const get = shareLoads(load);
  const controller = new AbortController();
  const hasty = get('a', controller.signal);
  const patient = get('a');
  controller.abort(new Error('changed my mind'));
  await expect(hasty).rejects.toThrow('changed my mind');
  expect(started[0]!.signal.aborted).toBe(false);
  started[0]!.resolve('value');
  expect(await patient).toBe('value');
});

test('when nobody waits any more the load itself is aborted, and the next caller starts anew', async () => {
  const { load, started } = makeManualLoad();
  const get = shareLoads(load);
  const controller = new AbortController();
  const callers = Promise.allSettled([get('a', controller.signal), get('a', controller.signal)]);
  controller.abort(new Error('newer job'));
  await callers;
  expect(started[0]!.signal.aborted).toBe(true);
  expect(started[0]!.signal.reason).toEqual(new Error('newer job'));
  const next = get('a');
  started[0]!.reject(new Error('late')); // the abandoned load must not disturb the new one
  started[1]!.resolve('value');
  expect(await next).toBe('value');
  expect(await get('a')).toBe('value');
  expect(load).toHaveBeenCalledTimes(2);
});

test('a signal that has already aborted starts nothing', async () => {
  const { load } = makeManualLoad();
  await expect(shareLoads(load)('a', AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  expect(load).not.toHaveBeenCalled();
});

test('an abort after the value came does not lose it', async () => {
  const { load, started } = makeManualLoad();
  const get = shareLoads(load);
  const controller = new AbortController();
  const value = get('a', controller.signal);
  started[0]!.resolve('value');
  await value;
  controller.abort();
  expect(await get('a')).toBe('value');
  expect(load).toHaveBeenCalledTimes(1);
});
