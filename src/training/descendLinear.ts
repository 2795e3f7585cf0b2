/**
 * The linear denoiser by gradient descent, as Li, Dai and Qu distil it: min over W, b of E |W z + b - D(z; sigma)|^2 with fresh noise in every batch, from
 * W = b = 0. Adam as in their code, or plain descent, whose mean has a closed form (`theory/gradientDescent`).
 */
import type { Denoiser } from '../diffusion/denoiser';
import { readBack } from '../diffusion/readback';
import { makeRng } from '../math/rng';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';
import { adamStep, type AdamState } from './adam';

export interface DescentTask {
  readonly teacher: Denoiser;
  readonly sigma: number;
  /** Images [count, dim] to which noise is added. */
  readonly clean: Float32Array;
  /** Passes over the images. */
  readonly epochs: number;
  /** 'adam': the rate of the weights that act on x / sqrt(d). 'descent': eta of the gradient of the squared error summed over pixels, averaged over the batch. */
  readonly optimizer: 'adam' | 'descent';
  readonly learningRate: number;
  /** Names the noise and the order of the images. */
  readonly seed: number;
  /** W to compare with, [dim, dim] row-major: the Gaussian denoiser's. */
  readonly target: ArrayLike<number>;
  readonly batchSize?: number;
}

export interface DescentEpoch {
  /** Epochs done; 0 is the start. */
  readonly epoch: number;
  /** E |W z + b - D(z)|^2 / dim over the epoch, in squared pixel units; 0 at the start, when nothing was seen. */
  readonly loss: number;
  /** |W - target| / |target|, Frobenius: 1 at the start. */
  readonly difference: number;
  /** Reads W [dim, dim] and b [dim] back. Only valid until the generator goes on. */
  readMap(): Promise<{ weight: Float32Array; bias: Float32Array }>;
}

/** Yields at the start and after every epoch. @throws Error when descent diverges */
export async function* descendLinear(task: DescentTask): AsyncGenerator<DescentEpoch, void, undefined> {
  const { teacher, clean, epochs, optimizer, seed, batchSize = 256 } = task;
  const { dim } = teacher;
  const count = clean.length / dim;
  const batches = Math.max(1, Math.floor(count / batchSize));
  const target = tf.tidy(() => tf.transpose(tf.tensor2d(Float32Array.from(task.target), [dim, dim])));
  let fit = zeroFit(dim);
  try {
    yield { epoch: 0, loss: 0, difference: 1, readMap: () => readMap(fit, dim) };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = shuffled(count, makeRng(seed, 0, epoch));
      let loss: tf.Tensor | undefined;
      for (let batch = 0; batch < batches; batch++) {
        const rows = Math.min(batchSize, count);
        const noisy = noisyBatch(task, order.subarray(batch * batchSize, batch * batchSize + rows), [
          seed,
          1,
          epoch,
          batch,
        ]);
        const step = (epoch - 1) * batches + batch + 1;
        const [nextLoss, ...tensors] = tf.tidy((): tf.Tensor[] => {
          const next = advance(fit, tf.tensor2d(noisy, [rows, dim]), task, step);
          return [loss ? tf.add(loss, next.loss) : next.loss, ...tensorsOf(next.fit)];
        });
        tf.dispose([...(loss ? [loss] : []), ...tensorsOf(fit)]);
        loss = nextLoss!;
        fit = fitOf(tensors);
      }
      const numbers = tf.tidy(() =>
        tf.stack([tf.div(loss!, batches), tf.div(tf.norm(tf.sub(fit.weightT, target)), tf.norm(target))]),
      );
      loss!.dispose();
      const [meanLoss, difference] = await readBack([numbers])
        .catch((cause: unknown) => {
          throw new Error(`descendLinear: ${optimizer} diverged in epoch ${epoch}; a smaller learning rate is needed`, {
            cause,
          });
        })
        .finally(() => numbers.dispose());
      yield { epoch, loss: meanLoss!, difference: difference!, readMap: () => readMap(fit, dim) };
    }
  } finally {
    tf.dispose([target, ...tensorsOf(fit)]);
  }
}

/** W^T and b with what the optimiser remembers of each. */
interface Fit {
  readonly weightT: Tensor2D;
  readonly bias: Tensor2D;
  readonly weightState: AdamState;
  readonly biasState: AdamState;
}

function zeroFit(dim: number): Fit {
  const state = (rows: number): AdamState => ({ mean: tf.zeros([rows, dim]), square: tf.zeros([rows, dim]) });
  return { weightT: tf.zeros([dim, dim]), bias: tf.zeros([1, dim]), weightState: state(dim), biasState: state(1) };
}

function tensorsOf({ weightT, bias, weightState, biasState }: Fit): tf.Tensor[] {
  return [weightT, bias, weightState.mean, weightState.square, biasState.mean, biasState.square];
}

function fitOf(tensors: readonly tf.Tensor[]): Fit {
  const [weightT, bias, weightMean, weightSquare, biasMean, biasSquare] = tensors as Tensor2D[];
  return {
    weightT: weightT!,
    bias: bias!,
    weightState: { mean: weightMean!, square: weightSquare! },
    biasState: { mean: biasMean!, square: biasSquare! },
  };
}

/** One step down the gradient of one batch. */
function advance(fit: Fit, z: Tensor2D, { teacher, sigma, optimizer, learningRate }: DescentTask, step: number) {
  const [rows, dim] = z.shape;
  const error = tf.sub<Tensor2D>(tf.add(tf.matMul(z, fit.weightT), fit.bias), teacher.denoise(z, sigma));
  const loss = tf.mean(tf.square(error));
  const forWeight = tf.mul<Tensor2D>(tf.matMul(tf.transpose(z), error), 2 / rows);
  const forBias = tf.mul<Tensor2D>(tf.matMul(tf.ones([1, rows]), error), 2 / rows);
  if (optimizer === 'descent') {
    const down = (x: Tensor2D, gradient: Tensor2D) => tf.sub<Tensor2D>(x, tf.mul(gradient, learningRate));
    const keep = ({ mean, square }: AdamState) => ({ mean: mean.clone(), square: square.clone() });
    return {
      loss,
      fit: {
        weightT: down(fit.weightT, forWeight),
        bias: down(fit.bias, forBias),
        weightState: keep(fit.weightState),
        biasState: keep(fit.biasState),
      },
    };
  }
  // W = V / sqrt(d): a step of V is a step of W that is sqrt(d) times smaller; Adam does not see the scale of the gradient
  const weight = adamStep(fit.weightT, forWeight, fit.weightState, {
    learningRate: learningRate / Math.sqrt(dim),
    step,
  });
  const bias = adamStep(fit.bias, forBias, fit.biasState, { learningRate, step });
  return {
    loss,
    fit: {
      weightT: weight.values as Tensor2D,
      bias: bias.values as Tensor2D,
      weightState: weight.state,
      biasState: bias.state,
    },
  };
}

function noisyBatch({ clean, sigma, teacher: { dim } }: DescentTask, images: Uint32Array, path: [number, ...number[]]) {
  const rng = makeRng(...path);
  const noisy = new Float32Array(images.length * dim);
  for (const [row, image] of images.entries())
    for (let p = 0; p < dim; p++) noisy[row * dim + p] = clean[image * dim + p]! + sigma * rng.normal();
  return noisy;
}

function shuffled(count: number, rng: ReturnType<typeof makeRng>): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

async function readMap({ weightT, bias }: Fit, dim: number) {
  const rows = tf.tidy(() => tf.transpose(weightT));
  const values = await readBack([rows, bias]).finally(() => rows.dispose());
  return { weight: values.slice(0, dim * dim), bias: values.slice(dim * dim) };
}
