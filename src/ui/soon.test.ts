import { afterEach, expect, test, vi } from 'vitest';
import { soon } from './soon';

const tasks = (count: number) => new Promise((resolve) => setTimeout(resolve, 20 * count));

afterEach(() => vi.restoreAllMocks());

test('work waits for the next task, keeps its order, and can be taken back', async () => {
  const done: string[] = [];
  soon(() => done.push('a'));
  const takeBack = soon(() => done.push('b'));
  soon(() => done.push('c'));
  takeBack();
  await Promise.resolve();
  expect(done).toEqual([]);
  await tasks(2);
  expect(done).toEqual(['a', 'c']);
});

test('a slice ends after 8 ms, and the rest comes in later tasks', async () => {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const sliceOf: number[] = [];
  let slice = 0;
  for (let i = 0; i < 6; i++)
    soon(() => {
      sliceOf.push(slice);
      nowMs += 5;
      queueMicrotask(() => slice++); // runs when the task is over
    });
  await tasks(5);
  expect(sliceOf).toEqual([0, 0, 2, 2, 4, 4]);
});
