/** Trains a network denoiser: EDM's objective (Karras et al. 2022) with Adam, an exponential moving average, and a decaying learning rate. */
import { edmScalings } from '../diffusion/preconditioning';
import { readNumbers } from '../diffusion/readback';
import { makeRng } from '../math/rng';
import * as ops from '../network/ops';
import { applyUnet, imageSize, initialValues, noiseFeatures, splitParameters, unetSpecs } from '../network/unet';
import * as tf from '../tfjs';
import type { Tensor } from '../tfjs';
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
  /** The step at which Adam's averages were zero: 0 unless the run goes on from weights alone. */
  readonly adamFrom: number;
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
  return { step: 0, adamFrom: 0, values, ema: values.slice(), adamMean: zeros(), adamSquare: zeros() };
}

/** Learning rate at a step (0 for the first): a rise over the first 1%, a plateau to one quarter, then half a cosine to zero. */
export function learningRateAt(step: number, plan: TrainingPlan): number {
  const steps = planSteps(plan);
  const warmUp = Math.max(1, Math.round(0.01 * steps));
  const progress = step / steps;
  const decay = progress < 0.25 ? 1 : 0.5 * (1 + Math.cos((Math.PI * (progress - 0.25)) / 0.75));
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
  const gradientOf = ops.hasNetworkKernel(ops.kernels.lossGradient, plan.width) ? byKernel : byOperations;
  const { split, lossAndGradients } = gradientOf(plan.width);
  const size = from.values.length;
  let values = split(from.values);
  let ema = split(from.ema);
  let adam = zip(split(from.adamMean), split(from.adamSquare), (mean, square): AdamState => ({ mean, square }));
  const held = () => [...values, ...ema, ...adam.flatMap(({ mean, square }) => [mean, square])];
  try {
    for (let step = from.step; step < planSteps(plan); step++) {
      signal?.throwIfAborted();
      const { loss, gradients } = lossAndGradients(values, drawBatch(plan, pixels, step));
      const options = { learningRate: learningRateAt(step, plan), step: step + 1 - from.adamFrom };
      const next = values.map((value, i) => adamStep(value, gradients[i]!, adam[i]!, options));
      const keep = emaKeepAt(step, plan.batchSize);
      const nextEma = zip(ema, next, (average, { values }) => blend(average, values, keep));
      tf.dispose([...held(), ...gradients]);
      values = next.map((each) => each.values);
      adam = next.map((each) => each.state);
      ema = nextEma;
      const lossValue = (await readNumbers([loss]).finally(() => loss.dispose()))[0]!;
      if (!Number.isFinite(lossValue))
        throw new RangeError(
          `trainNetwork: the loss must be finite, got ${lossValue} at step ${step + 1}; a smaller learning rate may help`,
        );
      const readState = async (): Promise<TrainingState> => {
        const vectors = [values, ema, adam.map(({ mean }) => mean), adam.map(({ square }) => square)].flat();
        const all = await readNumbers(vectors);
        const part = (i: number) => Float32Array.from(all.subarray(i * size, (i + 1) * size));
        return {
          step: step + 1,
          adamFrom: from.adamFrom,
          values: part(0),
          ema: part(1),
          adamMean: part(2),
          adamSquare: part(3),
        };
      };
      yield { step: step + 1, loss: lossValue, readState };
    }
  } finally {
    tf.dispose(held());
  }
}

function zip<A, B, C>(a: readonly A[], b: readonly B[], combine: (a: A, b: B) => C): C[] {
  return a.map((each, i) => combine(each, b[i]!));
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

/** How the parameters lie on the device, as tensors whose values follow one another in the order of `unetSpecs`, and the loss of a batch by them. */
interface Gradient {
  split(flat: Float32Array): Tensor[];
  lossAndGradients(values: readonly Tensor[], batch: Batch): { loss: Tensor; gradients: Tensor[] };
}

/** One tensor a parameter: cutting them out of one flat vector at each step costs more than Adam itself on WASM. */
function byOperations(width: number): Gradient {
  const specs = unetSpecs(width);
  return {
    split: (flat) => tf.tidy(() => Object.values(splitParameters(tf.tensor1d(flat), specs))),
    lossAndGradients: (values, batch) => {
      const [loss, ...gradients] = tf.tidy((): Tensor[] => {
        const { x, target } = tensorsOf(batch);
        const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => {
          const named = Object.fromEntries(zip(specs, tensors, ({ name }, tensor) => [name, tensor]));
          return ops.meanSquaredError(applyUnet(named, x, batch.cNoise), target);
        })([...values]);
        return [value, ...grads];
      });
      return { loss: loss!, gradients };
    },
  };
}

/** One call, where the backend has a kernel for it. */
function byKernel(width: number): Gradient {
  return {
    split: (flat) => [tf.tensor1d(flat)],
    lossAndGradients: ([values], batch) => {
      const [loss, gradient] = tf.tidy((): Tensor[] => {
        const { x, target } = tensorsOf(batch);
        const attrs = { width, features: batch.cNoise.map(noiseFeatures) };
        return tf.engine().runKernel<Tensor[]>(ops.kernels.lossGradient, { values: values!, x, target }, attrs);
      });
      return { loss: loss!, gradients: [gradient!] };
    },
  };
}

function tensorsOf({ input, target, cNoise }: Batch): { x: tf.Tensor2D; target: tf.Tensor2D } {
  const shape: [number, number] = [cNoise.length, imageSize ** 2];
  return { x: tf.tensor2d(input, shape), target: tf.tensor2d(target, shape) };
}
