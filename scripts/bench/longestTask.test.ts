import { expect, test } from 'vitest';
import { longestTask } from './longestTask';

const mainThread = { name: 'thread_name', ph: 'M', pid: 1, tid: 1, args: { name: 'CrRendererMain' } };
const worker = { name: 'thread_name', ph: 'M', pid: 1, tid: 2, args: { name: 'DedicatedWorker thread' } };
const task = (tid: number, dur: number, tdur: number) => ({ name: 'RunTask', ph: 'X', pid: 1, tid, dur, tdur });

test('the longest task of the main thread, by the clock and on a processor, which may be two', () => {
  const traceEvents = [mainThread, worker, task(1, 9000, 8000), task(1, 20_000, 5000), task(2, 90_000, 90_000)];
  expect(longestTask({ traceEvents })).toEqual({ ms: 20, processorMs: 8 });
});

test('a recording without tasks of a main thread is an error', () => {
  expect(() => longestTask({ traceEvents: [worker, task(2, 1, 1)] })).toThrow(/tasks of a main thread, got none/);
});
