import { beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EngineClient, RunOptions as EngineRunOptions } from '../engine/client';
import { packImage, type MeasuredTrajectory } from '../engine/measured';
import type { Jobs, SampleFrame, SampleJob, SampleResult } from '../engine/protocol';
import { karrasSigmas } from '../diffusion/schedule';
import { defaultInputs, type Inputs } from './inputs';
import { sampleJob } from './job';
import { makeLinearMaps } from './linearMaps';
import { makeRun } from './run';

/** An engine whose runs are ended by hand. */
function makeHeldEngine() {
  const runs: { job: SampleJob; options: EngineRunOptions<'sample'>; end: (how: SampleResult | Error) => void }[] = [];
  const engine = {
    start: vi.fn(),
    run: (job: SampleJob, options: EngineRunOptions<'sample'>) =>
      new Promise<Jobs['sample']['result']>((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error));
        runs.push({ job, options, end: (how) => (how instanceof Error ? reject(how) : resolve(how)) });
      }),
  } as unknown as EngineClient;
  return { engine, runs };
}

const nearest = { index: 0, distance: 1, secondDistance: 2 };
const sigmas = karrasSigmas({ steps: 2 });
const row = (level: number) => {
  const x = new Float32Array(4).fill(level);
  return { x, denoised: x, planeX: [0, 0], planeDenoised: [0, 0], nearest } as const;
};
const frame = (step: number, level = step): SampleFrame => ({
  step,
  sigma: sigmas[step]!,
  rows: { gaussian: row(level) },
});
const result: SampleResult = { sigmas, evaluations: 3, elapsedMs: 5, backend: 'wasm', nearestImages: {} };
const inputsOf2: Inputs = { ...defaultInputs, steps: 2, step: 0 };
const settle = () => vi.advanceTimersByTimeAsync(1000);

function measuredOf(job: SampleJob): MeasuredTrajectory {
  const packed = { ...row(9), x: packImage(new Float32Array(4)), denoised: packImage(new Float32Array(4)) };
  const frames = sigmas.map((sigma, step) => ({ step, sigma, rows: { gaussian: packed } }));
  const made = { version: 1, command: 'npm run measure', date: '2026-01-01' } as const;
  return { ...made, job, sigmas, evaluations: 3, frames, nearestImages: {}, dots: [], deviations: [1, 1] };
}

function setUp(
  loadMeasured: (job: SampleJob) => Promise<MeasuredTrajectory | undefined> = () => Promise.resolve(undefined),
) {
  const { engine, runs } = makeHeldEngine();
  const inputs = createStore<Inputs>(() => inputsOf2);
  const networks = [{ id: 'n', dataset: 'fashion' as const, subset: { start: 0, count: 64 }, width: 32 }];
  const whenIdle = vi.fn(() => Promise.resolve());
  const linear = makeLinearMaps(() => Promise.reject(new Error('no manifest')));
  const loadNetworks = vi.fn(() => Promise.resolve(networks));
  const run = makeRun({ engine, inputs, loadNetworks, linear, loadMeasured, whenIdle });
  return { linear, run, runs, inputs, engine, loadNetworks, state: () => run.store.getState() };
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('shows frames as they come, and says when it is done', async () => {
  const { run, runs, state } = setUp();
  run.start();
  await settle();
  expect(runs.map(({ job }) => job.network)).toEqual(['n']);
  runs[0]!.options.onFrame?.(frame(0));
  expect(state().shown?.slots.map((slot) => slot?.isFresh)).toEqual([true, undefined, undefined]);
  expect([state().phase, state().complete]).toEqual(['running', undefined]);
  runs[0]!.options.onFrame?.(frame(1));
  runs[0]!.options.onFrame?.(frame(2));
  runs[0]!.end(result);
  await settle();
  expect(state().phase).toBe('done');
  expect(state().complete?.origin).toEqual({ kind: 'live', evaluations: 3, elapsedMs: 5, backend: 'wasm' });
});

test('looking at another step asks for nothing; of many changes only the newest is run', async () => {
  const { run, runs, inputs } = setUp();
  run.start();
  await settle();
  inputs.setState({ step: 1 });
  await settle();
  expect(runs).toHaveLength(1);
  for (const seed of [2, 3, 4]) inputs.setState({ seed });
  expect(runs[0]!.options.signal?.aborted).toBe(true);
  await settle();
  expect(runs.map(({ job }) => job.seed)).toEqual([1, 4]);
});

test('a change runs at once after a run that is over, and waits until inputs rest while one goes on', async () => {
  const { run, runs, inputs, state } = setUp();
  const change = async (seed: number, ms: number) => {
    inputs.setState({ seed });
    await vi.advanceTimersByTimeAsync(ms);
    return runs.length;
  };
  run.start();
  await settle();
  expect(await change(2, 5)).toBe(2);
  runs[1]!.end(result);
  await vi.advanceTimersByTimeAsync(5);
  expect(state().phase).toBe('done');
  expect(await change(3, 5)).toBe(3);
  expect(await change(4, 100)).toBe(3);
  expect(await change(5, 100)).toBe(3);
  await vi.advanceTimersByTimeAsync(100);
  expect(runs.map(({ job }) => job.seed)).toEqual([1, 2, 3, 5]);
});

test('the measured run is shown before the engine starts, and stays until live frames replace it', async () => {
  let idle = () => {};
  const { engine, runs } = makeHeldEngine();
  const run = makeRun({
    engine,
    inputs: createStore<Inputs>(() => inputsOf2),
    loadNetworks: () => Promise.resolve([]),
    linear: makeLinearMaps(() => Promise.reject(new Error('no manifest'))),
    loadMeasured: (job) => Promise.resolve(measuredOf(job)),
    whenIdle: () => new Promise((resolve) => (idle = resolve)),
  });
  run.start();
  await settle();
  expect(run.store.getState().shown?.origin.kind).toBe('measured');
  expect(engine.start).not.toHaveBeenCalled();
  idle();
  await settle();
  runs[0]!.options.onFrame?.(frame(0));
  expect(run.store.getState().shown?.slots.map((slot) => [slot?.isFresh, slot?.isExact])).toEqual([
    [true, true],
    [true, false],
    [true, false],
  ]);
});

test('a failure is words, and brings the last whole picture back', async () => {
  const { run, runs, inputs, state } = setUp((job) => Promise.resolve(job.seed === 1 ? measuredOf(job) : undefined));
  run.start();
  await settle();
  inputs.setState({ seed: 2 });
  await settle();
  runs[1]!.options.onFrame?.(frame(0));
  expect(state().shown?.slots.map((slot) => slot?.isFresh)).toEqual([true, false, false]);
  runs[1]!.end(new Error('The shard is short.'));
  await settle();
  expect([state().phase, state().message]).toEqual(['failed', 'The shard is short.']);
  expect(state().shown?.job).toEqual(sampleJob(inputsOf2, []));
  run.retry();
  await settle();
  expect([runs.length, state().phase, state().message]).toEqual([3, 'running', undefined]);
});

test('another run reads the list of networks again, where that failed, and has the network then', async () => {
  const { run, runs, loadNetworks, state } = setUp();
  loadNetworks.mockRejectedValueOnce(new Error('models/manifest.json: got 404'));
  run.start();
  await settle();
  expect(state().networks).toEqual({ state: 'failed', list: [], message: 'models/manifest.json: got 404' });
  expect(runs.at(-1)!.job.network).toBeUndefined();
  run.retry();
  expect(state().networks.state).toBe('loading');
  await settle();
  expect(state().networks).toMatchObject({ state: 'ready', list: [{ id: 'n' }] });
  expect(runs.at(-1)!.job.network).toBe('n');
  run.retry();
  await settle();
  expect(loadNetworks).toHaveBeenCalledTimes(2);
});

test('stopping takes effect at once and keeps what there is', async () => {
  const { run, runs, state } = setUp();
  run.start();
  await settle();
  runs[0]!.options.onFrame?.(frame(0));
  run.stop();
  expect([state().phase, runs[0]!.options.signal?.aborted]).toEqual(['stopped', true]);
  await settle();
  expect(state().phase).toBe('stopped');
  expect(state().shown?.slots[0]?.isFresh).toBe(true);
});

test('a missing measured file is a notice, and the live run goes on', async () => {
  const { run, runs, state } = setUp(() => Promise.reject(new Error('not there')));
  run.start();
  await settle();
  expect(state().notice).toBe('The measured result is missing: not there');
  expect(runs).toHaveLength(1);
});

test('the linear denoiser takes part once every noise level has a map', async () => {
  const { run, runs, linear } = setUp();
  run.start();
  await settle();
  runs[0]!.end(result);
  await settle();
  expect(runs.map(({ job }) => job.denoisers.includes('linear'))).toEqual([false]);
  linear.add('n', sigmas[0]!);
  await settle();
  linear.add('n', sigmas[1]!);
  await settle();
  expect(runs.map(({ job }) => job.denoisers.includes('linear'))).toEqual([false, true]);
  linear.forget('n');
  await settle();
  expect(runs.map(({ job }) => job.denoisers.includes('linear'))).toEqual([false, true, false]);
});
