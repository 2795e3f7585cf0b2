/** Trains a network denoiser: EDM's objective (Karras et al. 2022) with Adam, an exponential moving average, and a decaying learning rate. */
import { edmScalings } from '../diffusion/preconditioning';
import { makeRng } from '../math/rng';
import * as ops from '../network/ops';
import { applyUnet, imageSize, initialValues, splitParameters, unetSpecs } from '../network/unet';
import * as tf from '../tfjs';
import type { Tensor, Tensor1D } from '../tfjs';
import { adamStep, blend, type AdamState } from './adam';
import { drawTrainingSigma } from './noiseLaw';

export interface TrainingPlan {
  readonly width: number;
  readonly seed: number;
  readonly batchSize: number;
  /** Images to see in all; fixes the number of steps and where the learning rate has decayed to zero. */
  readonly imagesSeen: number;
  readonly learningRate: number;
  readonly sigmaData: number;
}

/** All that a run needs to go on: host copies, in the order of `unetSpecs`. */
export interface TrainingState {
  readonly step: number;
  readonly values: Float32Array<ArrayBuffer>;
  readonly ema: Float32Array<ArrayBuffer>;
  readonly adamMean: Float32Array<ArrayBuffer>;
  readonly adamSquare: Float32Array<ArrayBuffer>;
}

export interface TrainingStep {
  /** Steps done, this one included. */
  readonly step: number;
  /** Mean over the batch and over pixels of lossWeight(sigma) (D(y + n; sigma) - y)^2, before this step's update. */
  readonly loss: number;
  /** Reads the whole state back. Only valid until the generator goes on. */
  readState(): Promise<TrainingState>;
}

export function planSteps(plan: Pick<TrainingPlan, 'imagesSeen' | 'batchSize'>): number {
  return Math.ceil(plan.imagesSeen / plan.batchSize);
}

/** The state before the first step. */
export function initialState({ width, seed }: Pick<TrainingPlan, 'width' | 'seed'>): TrainingState {
  const values = initialValues(width, seed);
  const zeros = () => new Float32Array(values.length);
  return { step: 0, values, ema: values.slice(), adamMean: zeros(), adamSquare: zeros() };
}

/** Learning rate at a step (0 for the first): a rise over the first 1%, a plateau to one half, then half a cosine to zero. */
export function learningRateAt(step: number, plan: TrainingPlan): number {
  const steps = planSteps(plan);
  const warmUp = Math.max(1, Math.round(0.01 * steps));
  const progress = step / steps;
  const decay = progress < 0.5 ? 1 : 0.5 * (1 + Math.cos(Math.PI * (2 * progress - 1)));
  return plan.learningRate * Math.min(1, (step + 1) / warmUp) * decay;
}

/** What the average keeps of itself at a step: half-life min(500,000, 5% of the images seen so far). */
export function emaKeepAt(step: number, batchSize: number): number {
  const halfLife = Math.min(500_000, 0.05 * (step + 1) * batchSize);
  return 0.5 ** (batchSize / halfLife);
}

/**
 * Yields after each step. The randomness of a step depends on the seed and the step alone, so a run resumed from a saved state goes on as if it had
 * never stopped. @param pixels  training images [N, 784] in [-1, 1]; batches are drawn with replacement
 */
export async function* trainNetwork(
  plan: TrainingPlan,
  pixels: Float32Array,
  from: TrainingState,
  signal?: AbortSignal,
): AsyncGenerator<TrainingStep, void, undefined> {
  const specs = unetSpecs(plan.width);
  const size = from.values.length;
  let values = tf.tensor1d(from.values);
  let ema = tf.tensor1d(from.ema);
  let adam: AdamState = { mean: tf.tensor1d(from.adamMean), square: tf.tensor1d(from.adamSquare) };
  try {
    for (let step = from.step; step < planSteps(plan); step++) {
      signal?.throwIfAborted();
      const { loss, gradient } = lossAndGradient(values, specs, drawBatch(plan, pixels, step));
      const next = adamStep(values, gradient, adam, { learningRate: learningRateAt(step, plan), step: step + 1 });
      const nextEma = blend(ema, next.values, emaKeepAt(step, plan.batchSize));
      tf.dispose([values, ema, adam.mean, adam.square, gradient]);
      [values, adam, ema] = [next.values, next.state, nextEma];
      const lossValue = (await loss.data())[0]!;
      loss.dispose();
      if (!Number.isFinite(lossValue))
        throw new Error(`trainNetwork: the loss must be finite, got ${lossValue} at step ${step + 1}`);
      const readState = async (): Promise<TrainingState> => {
        const joined = tf.concat([values, ema, adam.mean, adam.square]);
        const all = (await joined.data()) as Float32Array;
        joined.dispose();
        const part = (i: number) => Float32Array.from(all.subarray(i * size, (i + 1) * size));
        return { step: step + 1, values: part(0), ema: part(1), adamMean: part(2), adamSquare: part(3) };
      };
      yield { step: step + 1, loss: lossValue, readState };
    }
  } finally {
    tf.dispose([values, ema, adam.mean, adam.square]);
  }
}

interface Batch {
  /** cIn (y + n) and the value of F that makes D exact, (y - cSkip (y + n)) / cOut: both [batchSize, 784], row-major. */
  readonly input: Float32Array;
  readonly target: Float32Array;
  readonly cNoise: number[];
}

/** The batch of one step. In these units the weighted loss of D is the plain squared error of F, because lossWeight cOut^2 = 1. */
export function drawBatch({ seed, batchSize, sigmaData }: TrainingPlan, pixels: Float32Array, step: number): Batch {
  const rng = makeRng(seed, 1, step);
  const dim = imageSize ** 2;
  const images = pixels.length / dim;
  const input = new Float32Array(batchSize * dim);
  const target = new Float32Array(batchSize * dim);
  const cNoise: number[] = [];
  for (let row = 0; row < batchSize; row++) {
    const image = rng.below(images) * dim;
    const sigma = drawTrainingSigma(rng);
    const { cSkip, cOut, cIn, cNoise: own } = edmScalings(sigma, sigmaData);
    cNoise.push(own);
    for (let p = 0; p < dim; p++) {
      const clean = pixels[image + p]!;
      const x = clean + sigma * rng.normal();
      input[row * dim + p] = cIn * x;
      target[row * dim + p] = (clean - cSkip * x) / cOut;
    }
  }
  return { input, target, cNoise };
}

function lossAndGradient(
  values: Tensor1D,
  specs: ReturnType<typeof unetSpecs>,
  batch: Batch,
): { loss: Tensor; gradient: Tensor1D } {
  const [loss, gradient] = tf.tidy((): [Tensor, Tensor1D] => {
    const parameters = splitParameters(values, specs);
    const names = specs.map(({ name }) => name);
    const shape: [number, number] = [batch.cNoise.length, imageSize ** 2];
    const x = tf.tensor2d(batch.input, shape);
    const target = tf.tensor2d(batch.target, shape);
    const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => {
      const named = Object.fromEntries(names.map((name, i) => [name, tensors[i]!]));
      return ops.meanSquaredError(applyUnet(named, x, batch.cNoise), target);
    })(names.map((name) => parameters[name]!));
    return [value, tf.concat<Tensor1D>(grads.map((gradient) => tf.reshape(gradient, [gradient.size])))];
  });
  return { loss, gradient };
}
