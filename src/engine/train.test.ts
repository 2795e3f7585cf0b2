/** Training as the worker does it, on WASM: pauses, aborts, a lost device, and what becomes of the network. */
import { beforeAll, describe, expect, test } from 'vitest';
import { livelyValues } from '../../tests/materials';
import { makeTestHost, type TestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import { writeSafetensors } from '../network/safetensors';
import { parametersFile } from '../network/weights';
import * as tf from '../tfjs';
import type { JobKind, Jobs, Reply, SampleFrame, SampleJob, TrainFrame, TrainJob } from './protocol';

beforeAll(setWasmBackend);

const training = (changes: Partial<TrainJob> = {}): TrainJob => ({
  kind: 'train',
  run: 'own-1',
  dataset: 'fashion',
  subset: { start: 0, count: 4 },
  width: 8,
  seed: 3,
  learningRate: 0.002,
  batchSize: 2,
  imagesSeen: 2 * 12,
  looks: 4,
  ...changes,
});
const sampling: SampleJob = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 4 },
  network: 'own-1',
  denoisers: ['network'],
  sampler: 'heun',
  steps: 2,
  sigmaMax: 80,
  rho: 7,
  seed: 1,
};
function resultOf<Kind extends JobKind>(_: Kind, reply: Reply): Jobs[Kind]['result'] {
  if (reply.kind !== 'done') throw new Error(`the job must be done, got ${JSON.stringify(reply)}`);
  const result: unknown = reply.result;
  return result as Jobs[Kind]['result'];
}
const failure = (reply: Reply) => (reply.kind === 'failed' ? reply.message : reply);
const framesOf = (host: TestHost, ...jobIds: number[]) =>
  jobIds.flatMap((jobId) => host.framesOf(jobId) as TrainFrame[]);
const looksOf = (frames: readonly TrainFrame[]) =>
  frames.flatMap((frame) => (frame.kind === 'look' ? [frame.look] : []));
/** Losses in the order in which they came, each with its step. */
const lossesOf = (frames: readonly TrainFrame[]) =>
  frames.flatMap((frame) =>
    frame.kind === 'losses' ? Array.from(frame.losses, (loss, i) => [frame.firstStep + i, loss] as const) : [],
  );
/** Calls back once, after the look at this step. */
function afterLook(host: TestHost, step: number, act: () => void): void {
  let isDone = false;
  host.listen((reply) => {
    const frame = reply.kind === 'frame' ? (reply.frame as TrainFrame) : undefined;
    if (isDone || frame?.kind !== 'look' || frame.look.step !== step) return;
    isDone = true;
    act();
  });
}

async function wholeRun() {
  const host = makeTestHost();
  const result = resultOf('train', await host.run(1, training()));
  const frames = framesOf(host, 1);
  return { host, result, frames, losses: lossesOf(frames), looks: looksOf(frames) };
}
const whole = await setWasmBackend().then(wholeRun);

describe('a training', () => {
  test('sends each loss once and in order, looks with samples, and a finished network', () => {
    const { losses, looks, result } = whole;
    expect(losses.map(([step]) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(looks.map(({ step }) => step)).toEqual([0, 8, 9, 10, 12]);
    for (const look of looks) {
      expect(look.imagesSeen).toBe(2 * look.step);
      expect(look.samples).toHaveLength(16 * 784);
      expect(look.nearest).toHaveLength(16);
    }
    expect(looks.at(-1)!.heldOutLoss).not.toBe(looks[0]!.heldOutLoss);
    expect(result).toMatchObject({
      isFinished: true,
      entry: { id: 'own-1', width: 8, seed: 3, imagesSeen: 24, plannedImages: 24, sigmaData: 0.70702 },
    });
  });

  test('has the same losses and looks to the last bit when it is paused, and goes on where it was', async () => {
    const host = makeTestHost();
    afterLook(host, 8, () => void host.run(10, { kind: 'pauseTraining', run: 'own-1' }));
    const paused = resultOf('train', await host.run(1, training()));
    expect(paused.isFinished).toBe(false);
    expect(paused.entry.imagesSeen).toBeLessThan(24);
    const rest = resultOf('train', await host.run(2, training()));
    expect(rest).toEqual(whole.result);
    const frames = framesOf(host, 1, 2);
    expect(lossesOf(frames)).toEqual(whole.losses);
    const looks = looksOf(frames);
    for (const look of whole.looks) expect(looks).toContainEqual(look);
    expect(looks.map(({ step }) => step)).toEqual([...new Set(looks.map(({ step }) => step))]);
  });

  test('goes on after an abort, and sends nothing twice', async () => {
    const host = makeTestHost();
    afterLook(host, 9, () => host.send({ kind: 'abort', jobId: 1 }));
    expect(await host.run(1, training())).toMatchObject({ kind: 'aborted' });
    const rest = resultOf('train', await host.run(2, training()));
    expect(rest).toEqual(whole.result);
    expect(lossesOf(framesOf(host, 1, 2))).toEqual(whole.losses);
    expect(looksOf(framesOf(host, 1, 2))).toEqual(whole.looks);
  });

  test('survives the loss of the device: the same frames, each once', async () => {
    const host = makeTestHost();
    afterLook(host, 9, () => host.lose('unplugged'));
    const result = resultOf('train', await host.run(1, training()));
    expect(host.chosen).toHaveLength(2);
    expect(result).toEqual(whole.result);
    expect(lossesOf(framesOf(host, 1))).toEqual(whole.losses);
    expect(looksOf(framesOf(host, 1))).toEqual(whole.looks);
  });

  test('lets other jobs have their turn', async () => {
    const host = makeTestHost();
    const ended: number[] = [];
    afterLook(host, 0, () => void host.run(2, { ...sampling, denoisers: ['gaussian'] }).then(() => ended.push(2)));
    await host.run(1, training({ imagesSeen: 2 * 20 }));
    expect(ended).toEqual([2]);
  });

  test('refuses another plan under the same name, the same twice at once, and numbers that are none', async () => {
    const host = makeTestHost();
    afterLook(host, 8, () => void host.run(10, { kind: 'pauseTraining', run: 'own-1' }));
    const first = host.run(1, training());
    expect(failure(await host.run(2, training()))).toMatch(/own-1 is running already/);
    await first;
    expect(failure(await host.run(3, training({ seed: 4 })))).toMatch(/own-1 was begun with another plan/);
    expect(failure(await host.run(4, training({ run: 'x', learningRate: 0 })))).toMatch(/learningRate must be/);
    expect(failure(await host.run(5, training({ run: 'x', imagesSeen: 0 })))).toMatch(/imagesSeen must be/);
    expect(failure(await host.run(6, training({ run: 'x', width: 4 })))).toMatch(/width must be/);
    expect(failure(await host.run(7, { kind: 'pauseTraining', run: 'x' }))).toMatch(/No training x is running/);
  });

  test('keeps no tensor but what is kept for the next, paused or aborted', async () => {
    const host = makeTestHost();
    await host.run(1, training());
    const before = tf.memory().numTensors;
    await host.run(2, training({ run: 'own-2' }));
    afterLook(host, 8, () => host.send({ kind: 'abort', jobId: 3 }));
    await host.run(3, training({ run: 'own-3' }));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the network of a training', () => {
  const lastX = (host: TestHost, jobId: number) => (host.framesOf(jobId) as SampleFrame[]).at(-1)!.rows.network!.x;

  test('serves every job by its id, paused and then trained further, and again from its file', async () => {
    const host = makeTestHost();
    afterLook(host, 8, () => void host.run(10, { kind: 'pauseTraining', run: 'own-1' }));
    await host.run(1, training({ learningRate: 0.02 }));
    expect(await host.run(2, sampling)).toMatchObject({ kind: 'done' });
    await host.run(3, training({ learningRate: 0.02 }));
    await host.run(4, sampling);
    expect(lastX(host, 4)).not.toEqual(lastX(host, 2));

    const { file, entry } = resultOf('readNetwork', await host.run(5, { kind: 'readNetwork', id: 'own-1' }));
    expect(entry).toMatchObject({ bytes: file.length, file: 'own-1.safetensors' });
    const fresh = makeTestHost();
    const added = await fresh.run(1, { kind: 'addNetwork', id: 'own-7', name: 'x.safetensors', file });
    expect(resultOf('addNetwork', added).entry).toEqual({ ...entry, id: 'own-7', file: 'own-7.safetensors' });
    await fresh.run(2, { ...sampling, network: 'own-7' });
    expect(lastX(fresh, 2)).toEqual(lastX(host, 4));
  });

  test('is gone when it is forgotten; a run that is forgotten begins anew', async () => {
    const { host } = await wholeRun();
    await host.run(2, { kind: 'forgetNetwork', id: 'own-1' });
    expect(failure(await host.run(3, sampling))).toMatch(/own-1/);
    expect(failure(await host.run(4, { kind: 'readNetwork', id: 'own-1' }))).toMatch(/no network own-1/);
    afterLook(host, 8, () => void host.run(10, { kind: 'pauseTraining', run: 'own-1' }));
    await host.run(5, training());
    await host.run(6, { kind: 'forgetTraining', run: 'own-1' });
    expect(resultOf('train', await host.run(7, training()))).toEqual(whole.result);
    expect(lossesOf(framesOf(host, 7))).toEqual(whole.losses);
  });

  test.each<[string, (file: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>, RegExp]>([
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), /mine\.bin: the header's length/],
    ['an empty file', () => new Uint8Array(), /at least 8 bytes, got 0/],
    ['a file cut short', (file) => file.slice(0, -100), /the tensors must fill the body/],
    [
      'weights that do not say what they are',
      () => writeSafetensors(parametersFile(livelyValues(8, 1), 8, { format: 'pt' }), 'F16'),
      /its metadata must say how it was trained \("hidden-gaussian"\), got \["format"\]/,
    ],
    [
      'facts that do not fit the weights',
      () =>
        writeSafetensors(
          parametersFile(livelyValues(8, 1), 8, {
            'hidden-gaussian': JSON.stringify({ ...training(), width: 16, plannedImages: 24 }),
          }),
          'F16',
        ),
      /must have shape .* at width 16/,
    ],
    [
      'facts that are out of range',
      () =>
        writeSafetensors(
          parametersFile(livelyValues(8, 1), 8, {
            'hidden-gaussian': JSON.stringify({ ...training(), subset: { start: 0, count: 99_999 } }),
          }),
          'F16',
        ),
      /subset must be \{start, count\} within 16384 images, got \{"start":0,"count":99999\}/,
    ],
  ])('%s is refused with words', async (_, make, words) => {
    const { file } = resultOf('readNetwork', await whole.host.run(90, { kind: 'readNetwork', id: 'own-1' }));
    const reply = await makeTestHost().run(1, { kind: 'addNetwork', id: 'own-1', name: 'mine.bin', file: make(file) });
    expect(failure(reply)).toMatch(words);
    expect(failure(reply)).toMatch(/Choose a \.safetensors file that was downloaded from this page\.$/);
  });
});
