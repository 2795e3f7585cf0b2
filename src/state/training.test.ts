import { expect, test, vi } from 'vitest';
import type { EngineClient, RunOptions } from '../engine/client';
import type { Job, OwnEntry, TrainFrame, TrainingLook } from '../engine/protocol';
import { bestLook, makeTraining } from './training';

const entry = { id: 'own-1' } as OwnEntry;
const lookAt = (step: number, heldOutLoss = 1): TrainingLook => ({
  step,
  imagesSeen: step * 16,
  trainingLoss: 1,
  heldOutLoss,
  gaussianDistance: 1,
  multiDeltaDistance: 1,
  trainingWay: 0.5,
  heldOutWay: 0.5,
  samples: new Uint8Array(),
  nearest: [],
  memorizedFraction: 0,
});
const losses = (firstStep: number, count: number, elapsedMs: number): TrainFrame => ({
  kind: 'losses',
  firstStep,
  losses: new Float32Array(count).fill(1),
  elapsedMs,
});

/** The run begins once it has its id. */
const idGiven = () => new Promise((resolve) => setTimeout(resolve));

/** An engine whose trainings are ended by hand, and which notes every other job. */
function setUp() {
  const others: Job[] = [];
  const runs: { job: Job; options: RunOptions<'train'>; end: (isFinished: boolean | Error) => void }[] = [];
  const engine = {
    run: (job: Job, options: RunOptions<'train'>) => {
      if (job.kind !== 'train') {
        others.push(job);
        return Promise.resolve(null);
      }
      return new Promise((resolve, reject) => {
        const end = (how: boolean | Error) =>
          how instanceof Error ? reject(how) : resolve({ isFinished: how, entry });
        runs.push({ job, options, end });
      });
    },
  } as unknown as EngineClient;
  const keep = vi.fn(() => Promise.resolve());
  const training = makeTraining(engine, { nextId: () => Promise.resolve('own-1'), keep });
  return { training, runs, others, keep, state: () => training.store.getState() };
}

test('runs what was chosen, shows what comes, and keeps the network', async () => {
  const { training, runs, keep, state } = setUp();
  training.choose({ images: 64, seed: 5 });
  const started = training.start();
  await idGiven();
  expect(runs[0]!.job).toMatchObject({ run: 'own-1', subset: { start: 0, count: 64 }, seed: 5, batchSize: 16 });
  expect(state().phase).toBe('preparing');
  runs[0]!.options.onProgress?.({ phase: 'images', done: 1, total: 2 });
  expect(state().progress?.phase).toBe('images');
  const { onFrame } = runs[0]!.options;
  onFrame?.({ kind: 'look', look: lookAt(0) });
  expect([state().phase, state().progress]).toEqual(['training', undefined]);
  onFrame?.(losses(1, 10, 1000));
  onFrame?.(losses(11, 10, 2000));
  expect([state().imagesSeen, state().pace]).toEqual([320, 160]);
  runs[0]!.end(true);
  await started;
  expect(state().phase).toBe('ended');
  expect(keep).toHaveBeenCalledWith('own-1');
});

test('a paused run goes on with the same job and keeps what was shown', async () => {
  const { training, runs, others, keep, state } = setUp();
  const started = training.start();
  await idGiven();
  runs[0]!.options.onFrame?.({ kind: 'look', look: lookAt(0) });
  await training.pause();
  expect(others).toEqual([{ kind: 'pauseTraining', run: 'own-1' }]);
  runs[0]!.end(false);
  await started;
  expect(state().phase).toBe('paused');
  const resumed = training.resume();
  expect(runs[1]!.job).toEqual(runs[0]!.job);
  expect(state().looks).toHaveLength(1);
  runs[1]!.end(true);
  await resumed;
  expect(keep).toHaveBeenCalledTimes(2);
});

test.each(['while it runs', 'when it is paused'])('stopped %s it is forgotten, and the network stays', async (when) => {
  const { training, runs, others, keep, state } = setUp();
  const started = training.start();
  await idGiven();
  await (when === 'while it runs' ? training.stop() : training.pause());
  runs[0]!.end(false);
  await started;
  if (when !== 'while it runs') await training.stop();
  expect(others.at(-1)).toEqual({ kind: 'forgetTraining', run: 'own-1' });
  expect(state().phase).toBe('ended');
  expect(keep).toHaveBeenCalledTimes(1);
  await training.resume();
  expect(runs).toHaveLength(1);
});

test('a failure is words, and a new start shows nothing of it', async () => {
  const { training, runs, state } = setUp();
  const started = training.start();
  await idGiven();
  runs[0]!.options.onFrame?.({ kind: 'look', look: lookAt(0) });
  runs[0]!.end(new Error('The device is gone.'));
  await started;
  expect(state()).toMatchObject({ phase: 'failed', message: 'The device is gone.' });
  void training.start();
  await idGiven();
  expect(state()).toMatchObject({ phase: 'preparing', message: undefined, looks: [] });
});

test('it would have been best to stop at the first least held-out loss', () => {
  expect(bestLook([])).toBeUndefined();
  expect(bestLook([lookAt(0, 3), lookAt(1, 1), lookAt(2, 1), lookAt(3, 2)])?.step).toBe(1);
});
