import { beforeAll, describe, expect, test } from 'vitest';
import { fashionBytes, maxDifference, take } from '../../tests/materials';
import { setWasmBackend } from '../../tests/wasmBackend';
import { toFloatPixels } from '../data/pixels';
import { edmLossWeight } from '../diffusion/preconditioning';
import { makeNetworkDenoiser } from '../denoisers/network';
import * as tf from '../tfjs';
import {
  drawBatch,
  emaKeepAt,
  initialState,
  learningRateAt,
  planSteps,
  trainNetwork,
  type TrainingPlan,
  type TrainingState,
} from './trainNetwork';

beforeAll(setWasmBackend);

const plan: TrainingPlan = { width: 8, seed: 3, batchSize: 4, imagesSeen: 4 * 40, learningRate: 0.002, sigmaData: 0.7 };
const pixels = toFloatPixels(await fashionBytes('train', 0, 8));

/** Trains to `until` steps. */
async function train(own: TrainingPlan, from: TrainingState, until: number, signal?: AbortSignal) {
  const losses: number[] = [];
  let state = from;
  for await (const { step, loss, readState } of trainNetwork(own, pixels, from, signal)) {
    losses.push(loss);
    if (step === until) {
      state = await readState();
      break;
    }
  }
  return { losses, state };
}

const vectors = ['values', 'ema', 'adamMean', 'adamSquare'] as const;

describe('a run', () => {
  test('with the same seed has the same losses and ends in the same state, with another it does not', async () => {
    const [first, again, other] = [
      await train(plan, initialState(plan), 6),
      await train(plan, initialState(plan), 6),
      await train({ ...plan, seed: 4 }, initialState({ ...plan, seed: 4 }), 6),
    ];
    expect(again).toEqual(first);
    expect(other.losses[0]).not.toBe(first.losses[0]);
    expect(first.state.step).toBe(6);
  });

  test('goes on from a saved state as if it had never stopped', async () => {
    const whole = await train(plan, initialState(plan), 10);
    const half = await train(plan, initialState(plan), 4);
    const rest = await train(plan, half.state, 10);
    expect([...half.losses, ...rest.losses]).toEqual(whole.losses);
    for (const name of vectors) expect(maxDifference(rest.state[name], whole.state[name]), name).toBe(0);
  });

  test('ends at the last step of its plan, and a finished one has nothing left to do', async () => {
    const short = { ...plan, imagesSeen: 9 };
    const { losses, state } = await train(short, initialState(short), 3);
    expect(planSteps(short)).toBe(3);
    expect(losses.length).toBe(3);
    expect((await train(short, state, 99)).losses).toEqual([]);
  });

  test('does not write to the state it starts from', async () => {
    const start = initialState(plan);
    await train(plan, start, 3);
    expect(start).toEqual(initialState(plan));
  });

  test('frees every tensor, ended early or not, and stops when aborted', async () => {
    const { numTensors } = tf.memory();
    const short = { ...plan, imagesSeen: 8 };
    await train(short, initialState(short), 99);
    await train(plan, initialState(plan), 2);
    expect(tf.memory().numTensors).toBe(numTensors);

    const controller = new AbortController();
    let steps = 0;
    const run = async () => {
      for await (const { step } of trainNetwork(plan, pixels, initialState(plan), controller.signal)) {
        steps = step;
        if (step === 2) controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(steps).toBe(2);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test('stops with words when the loss is not finite', async () => {
    const start = initialState(plan);
    start.values.fill(NaN);
    await expect(train(plan, start, 2)).rejects.toThrow(/trainNetwork: the loss must be finite, got NaN at step 1/);
  });

  test('learns: on two images the loss falls well below that of cSkip x, and so does the error of the denoiser', async () => {
    const long: TrainingPlan = { ...plan, batchSize: 8, imagesSeen: 8 * 240, learningRate: 0.005 };
    const two = pixels.subarray(0, 2 * 784);
    const losses: number[] = [];
    let state = initialState(long);
    for await (const { step, loss, readState } of trainNetwork(long, two, state)) {
      losses.push(loss);
      if (step === planSteps(long)) state = await readState();
    }
    const average = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    expect(average(losses.slice(-40))).toBeLessThan(0.6 * average(losses.slice(0, 10)));

    const sigma = 1;
    const { input } = drawBatch({ ...long, seed: 99 }, two, 0);
    const x = tf.tensor2d(
      Float32Array.from(input.subarray(0, 784), (value, p) => two[p]! + sigma * value),
      [1, 784],
    );
    const error = (values: Float32Array) => {
      const denoiser = makeNetworkDenoiser({ values, width: long.width, sigmaData: long.sigmaData });
      const denoised = take(denoiser.denoise(x, sigma));
      denoiser.dispose();
      return denoised.reduce((sum, value, p) => sum + (value - two[p]!) ** 2, 0) / 784;
    };
    expect(error(state.ema)).toBeLessThan(0.5 * error(initialState(long).values));
  });
});

test('300 steps at width 8 keep no tensor and no WASM memory', async () => {
  const long = { ...plan, imagesSeen: 4 * 320 };
  const heapBytes = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  let tensors: number | undefined;
  let heap = 0;
  for await (const { step } of trainNetwork(long, pixels, initialState(long))) {
    if (step === 20) heap = heapBytes();
    tensors ??= tf.memory().numTensors;
    expect(tf.memory().numTensors).toBe(tensors);
    if (step === 320) expect(heapBytes()).toBe(heap);
  }
});

describe('a batch', () => {
  test("holds cIn x, and the F that makes D exact: its error weighs as the paper's", () => {
    const { input, target, cNoise } = drawBatch(plan, pixels, 7);
    for (const [row, c] of cNoise.entries()) {
      const sigma = Math.exp(4 * c);
      const total = Math.hypot(sigma, plan.sigmaData);
      const clean = Array.from({ length: 784 }, (_, p) => {
        const x = input[row * 784 + p]! * total;
        return (plan.sigmaData ** 2 / total ** 2) * x + ((sigma * plan.sigmaData) / total) * target[row * 784 + p]!;
      });
      const distances = Array.from({ length: 8 }, (_, i) =>
        maxDifference(clean, pixels.subarray(i * 784, (i + 1) * 784)),
      );
      expect(Math.min(...distances)).toBeLessThan(1e-3 * Math.max(1, sigma / 10)); // one of the images, but for float32
      expect(edmLossWeight(sigma, plan.sigmaData) * ((sigma * plan.sigmaData) / total) ** 2).toBeCloseTo(1, 12);
    }
  });

  test('depends on the seed and the step alone', () => {
    expect(drawBatch(plan, pixels, 7)).toEqual(drawBatch({ ...plan, imagesSeen: 1 }, pixels, 7));
    expect(drawBatch(plan, pixels, 7).cNoise).not.toEqual(drawBatch(plan, pixels, 8).cNoise);
    expect(drawBatch(plan, pixels, 7).cNoise).not.toEqual(drawBatch({ ...plan, seed: 9 }, pixels, 7).cNoise);
  });

  test('has inputs and targets of unit size when sigmaData is that of the images', () => {
    const wide = {
      ...plan,
      batchSize: 512,
      sigmaData: Math.sqrt(pixels.reduce((sum, value) => sum + value ** 2, 0) / pixels.length),
    };
    const { input, target } = drawBatch(wide, pixels, 0);
    for (const values of [input, target])
      expect(values.reduce((sum, value) => sum + value ** 2, 0) / values.length).toBeCloseTo(1, 1);
  });
});

describe('the learning rate', () => {
  const long: TrainingPlan = { ...plan, batchSize: 10, imagesSeen: 10_000, learningRate: 0.002 };
  const at = (step: number) => learningRateAt(step, long);

  test('rises over the first 1%, stays to one quarter, then falls by half a cosine', () => {
    expect(at(0)).toBeCloseTo(0.0002, 12);
    expect(at(4)).toBeCloseTo(0.001, 12);
    expect(at(9)).toBe(0.002);
    expect(at(249)).toBe(0.002);
    expect(at(250)).toBe(0.002);
    expect(at(500)).toBeCloseTo(0.0015, 12);
    expect(at(625)).toBeCloseTo(0.001, 12);
    expect(at(999)).toBeGreaterThan(0);
    expect(at(999)).toBeLessThan(0.002 * 1e-4);
    for (let step = 250; step < 999; step++) expect(at(step + 1)).toBeLessThan(at(step));
  });
});

describe('the average', () => {
  test('has half-life min(500,000, 5% of the images seen)', () => {
    for (const [step, batchSize] of [
      [0, 16],
      [999, 64],
      [10_000, 16],
      [1_000_000, 64],
    ] as const) {
      const halfLife = Math.min(500_000, 0.05 * (step + 1) * batchSize);
      expect(emaKeepAt(step, batchSize) ** (halfLife / batchSize)).toBeCloseTo(0.5, 9);
    }
  });

  test('has all but forgotten the initial weights at the end of any run', () => {
    let kept = 1;
    for (let step = 0; step < 1000; step++) kept *= emaKeepAt(step, 16);
    expect(kept).toBeLessThan(1e-20);
  });

  test('of the first step is what that step gave', async () => {
    const { state } = await train(plan, initialState(plan), 1);
    const start = initialState(plan).values;
    const keep = emaKeepAt(0, plan.batchSize);
    const expected = start.map((value, i) => keep * value + (1 - keep) * state.values[i]!);
    expect(maxDifference(state.ema, expected)).toBeLessThan(1e-7);
  });
});
