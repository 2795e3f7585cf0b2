/** The page's side against the real host: newest wins, aborted jobs are silent, failures are words. */
import { beforeAll, expect, test, vi } from 'vitest';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import { makeEngine } from './client';
import type { Reply, Request, SampleFrame, SampleJob } from './protocol';

beforeAll(setWasmBackend);

const job = (seed: number, changes: Partial<SampleJob> = {}): SampleJob => ({
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 16 },
  denoisers: ['gaussian', 'multiDelta'],
  sampler: 'euler',
  steps: 5,
  sigmaMax: 80,
  rho: 7,
  seed,
  ...changes,
});

/** A worker that is the host in this thread; what is sent to it is recorded. */
function makeWorkerOf(host = makeTestHost({ started: false })) {
  const sent: Request[] = [];
  const worker = {
    onmessage: (_: { data: Reply }): unknown => undefined,
    onerror: (_: { message: string; preventDefault(): void }): unknown => undefined,
    postMessage: (request: Request) => {
      sent.push(request);
      queueMicrotask(() => host.send(structuredClone(request)));
    },
    terminate: vi.fn(),
  };
  host.listen((reply) => {
    if (worker.terminate.mock.calls.length === 0) worker.onmessage({ data: reply });
  });
  return { worker, sent, makeWorker: () => worker as unknown as Worker };
}

test('a job gives its frames in order, then its result, and the status follows', async () => {
  const { makeWorker, sent } = makeWorkerOf();
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker });
  const states: string[] = [];
  engine.subscribe(() => states.push(engine.status().state));
  expect(engine.status().state).toBe('idle');
  const frames: SampleFrame[] = [];
  const result = await engine.run(job(1), { onFrame: (frame) => frames.push(frame) });
  expect(frames.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(result.evaluations).toBe(5);
  expect(states).toEqual(['starting', 'ready']);
  expect(engine.status().report?.backend).toBe('wasm');
  expect(sent[0]).toEqual({ kind: 'start', baseUrl: 'http://localhost/' });
});

test('newest wins: the older job, once aborted, is rejected at once and never heard of again', async () => {
  const { makeWorker, sent } = makeWorkerOf();
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker });
  const controller = new AbortController();
  const older: number[] = [];
  let aborted = false;
  const first = engine.run(job(1), {
    signal: controller.signal,
    onFrame: ({ step }) => {
      expect(aborted).toBe(false);
      older.push(step);
      if (step !== 1) return;
      aborted = true;
      controller.abort(new Error('a newer job'));
    },
  });
  await expect(first).rejects.toThrow('a newer job');
  const newer: number[] = [];
  await engine.run(job(2), { onFrame: ({ step }) => newer.push(step) });
  expect(older).toEqual([0, 1]);
  expect(newer).toEqual([0, 1, 2, 3, 4, 5]);
  expect(sent.map(({ kind }) => kind)).toEqual(['start', 'run', 'abort', 'run']);
});

test('a job that is aborted before it is sent is not sent', async () => {
  const { makeWorker, sent } = makeWorkerOf();
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker });
  await expect(engine.run(job(1), { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
  expect(sent).toEqual([]);
});

test('an abort after the end sends nothing', async () => {
  const { makeWorker, sent } = makeWorkerOf();
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker });
  const controller = new AbortController();
  await engine.run(job(1, { steps: 2 }), { signal: controller.signal });
  controller.abort();
  expect(sent.map(({ kind }) => kind)).toEqual(['start', 'run']);
});

test('failures are errors with the words of the worker', async () => {
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker: makeWorkerOf().makeWorker });
  await expect(engine.run(job(1, { steps: 1 }))).rejects.toThrow(/number of steps must be/);
});

test('no backend: every job fails with the reasons, and the status says so', async () => {
  const { makeWorker, worker } = makeWorkerOf(makeTestHost({ started: false, refuse: 'No way to compute was found.' }));
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker });
  await expect(Promise.all([engine.run(job(1)), engine.run(job(2))])).rejects.toThrow('No way to compute was found.');
  expect(engine.status()).toMatchObject({ state: 'failed', message: 'No way to compute was found.' });
  expect(worker.terminate).toHaveBeenCalled();
});

test('a worker that breaks fails its jobs, and the next job starts a new one', async () => {
  const workers = [makeWorkerOf(), makeWorkerOf()];
  let started = 0;
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker: () => workers[started++]!.makeWorker() });
  const running = engine.run(job(1));
  workers[0]!.worker.onerror({ message: 'out of memory', preventDefault: () => undefined });
  await expect(running).rejects.toThrow(/The engine stopped: out of memory/);
  expect(await engine.run(job(2, { steps: 2 }))).toMatchObject({ evaluations: 2 });
  expect(started).toBe(2);
  expect(engine.status().state).toBe('ready');
});

test('closing the engine rejects what runs', async () => {
  const { makeWorker, worker } = makeWorkerOf();
  const engine = makeEngine({ baseUrl: 'http://localhost/', makeWorker });
  const running = engine.run(job(1));
  engine.dispose();
  await expect(running).rejects.toThrow('The engine was closed.');
  expect(worker.terminate).toHaveBeenCalled();
  expect(engine.status()).toMatchObject({ state: 'idle' });
});
