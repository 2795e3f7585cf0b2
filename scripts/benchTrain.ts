/** Times training in Node on the WASM backend: `npm run bench:train -- --width 32 --batch-size 16`. A step should cost about three forward passes. */
import '@tensorflow/tfjs-backend-wasm';
import { parseArgs } from 'node:util';
import { drawNormals, makeRng } from '../src/math/rng';
import { applyUnet, imageSize, splitParameters, unetSpecs } from '../src/network/unet';
import * as tf from '../src/tfjs';
import { initialState, trainNetwork, type TrainingPlan } from '../src/training/trainNetwork';

const { values: args } = parseArgs({
  options: {
    width: { type: 'string', default: '32' },
    'batch-size': { type: 'string', default: '16' },
  },
});
const plan: TrainingPlan = {
  width: Number(args.width),
  batchSize: Number(args['batch-size']),
  seed: 1,
  imagesSeen: 1e6,
  learningRate: 0.002,
  sigmaData: 0.7,
};

const repeats = 16;
/** The first rounds compile and warm up. */
const warmUp = 4;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function timeSteps(): Promise<number> {
  const pixels = drawNormals(makeRng(1), 64 * imageSize ** 2);
  const durationsMs: number[] = [];
  let startedAt = performance.now();
  for await (const { step } of trainNetwork(plan, pixels, initialState(plan))) {
    durationsMs.push(performance.now() - startedAt);
    if (step === warmUp + repeats) break;
    startedAt = performance.now();
  }
  return median(durationsMs.slice(warmUp));
}

async function timeForwardPasses(): Promise<number> {
  const parameters = splitParameters(tf.tensor1d(initialState(plan).values), unetSpecs(plan.width));
  const x = tf.tensor2d(drawNormals(makeRng(2), plan.batchSize * imageSize ** 2), [plan.batchSize, imageSize ** 2]);
  const durationsMs: number[] = [];
  for (let i = 0; i < warmUp + repeats; i++) {
    const startedAt = performance.now();
    const output = tf.tidy(() => applyUnet(parameters, x, [0.1]));
    await output.data();
    output.dispose();
    durationsMs.push(performance.now() - startedAt);
  }
  return median(durationsMs.slice(warmUp));
}

if (!(await tf.setBackend('wasm'))) throw new Error('benchTrain: the WASM backend did not start');
const stepMs = await timeSteps();
const forwardMs = await timeForwardPasses();
console.log(
  `width ${plan.width} (${initialState(plan).values.length} parameters), batch ${plan.batchSize}: step ${stepMs.toFixed(1)} ms, ` +
    `${((1000 * plan.batchSize) / stepMs).toFixed(1)} images/s, forward pass ${forwardMs.toFixed(1)} ms, ` +
    `step / 3 forward passes ${(stepMs / (3 * forwardMs)).toFixed(2)}`,
);
