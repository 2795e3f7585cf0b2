/**
 * The linear denoiser by gradient descent, as Li, Dai and Qu distil it: min over W, b of E |W z + b - D(z; sigma)|^2 from W = b = 0. Adam as in their code,
 * or plain descent, whose mean has a closed form (`theory/gradientDescent`).
 */
import type { Denoiser } from '../diffusion/denoiser';
import { readBack } from '../diffusion/readback';
import { makeRng } from '../math/rng';
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';
import { adamStep, type AdamState } from './adam';
import type { OptimizerId } from './descentCatalog';

export interface DescentTask {
  readonly teacher: Denoiser;
  readonly sigma: number;
  /** Images [count, dim] to which noise is added. */
  readonly clean: Float32Array;
  /** Passes over the images. */
  readonly epochs: number;
  /** Noises of each image: epoch after epoch another one, and then the first again. The teacher is asked about each once. As many as epochs if left out. */
  readonly draws?: number;
  /** 'adam': the rate of the weights that act on x / sqrt(d). 'descent': eta of the gradient of the squared error summed over pixels, averaged over the batch. */
  readonly optimizer: OptimizerId;
  readonly learningRate: number;
  /** Of Adam on b; the same if left out. */
  readonly biasRate?: number;
  /** [dim]: the map is center + W (z - center) + b, so that the start is the mean of the images and not black. None if left out. */
  readonly center?: ArrayLike<number>;
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
  /** Reads W [dim, dim] and b [dim] of W z + b back. Only valid until the generator goes on. */
  readMap(): Promise<{ weight: Float32Array; bias: Float32Array }>;
}

/** Yields at the start and after every epoch, and undefined before each batch. @throws Error when descent diverges */
export async function* descendLinear(task: DescentTask): AsyncGenerator<DescentEpoch | undefined, void, undefined> {
  const { teacher, clean, epochs, draws = epochs, optimizer, seed, batchSize = 256 } = task;
  const { dim } = teacher;
  const count = clean.length / dim;
  const batches = Math.max(1, Math.floor(count / batchSize));
  const rows = Math.min(batchSize, count);
  const target = tf.tidy(() => tf.transpose(tf.tensor2d(Float32Array.from(task.target), [dim, dim])));
  const center = tf.tensor2d(task.center ? Float32Array.from(task.center) : new Float32Array(dim), [1, dim]);
  const pool = new Map<number, Draw>();
  let fit = zeroFit(dim);
  try {
    yield { epoch: 0, loss: 0, difference: 1, readMap: () => readMap(fit, center) };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const name = (epoch - 1) % draws;
      const draw = pool.get(name) ?? (yield* ask(task, center, name, rows));
      if (draws < epochs) pool.set(name, draw);
      const order = shuffled(count, makeRng(seed, 0, epoch));
      let loss: tf.Tensor | undefined;
      try {
        for (let batch = 0; batch < batches; batch++) {
          yield;
          const step = (epoch - 1) * batches + batch + 1;
          const [nextLoss, ...tensors] = tf.tidy((): tf.Tensor[] => {
            const chosen = tf.tensor1d(order.subarray(batch * rows, (batch + 1) * rows), 'int32');
            const pick = (all: Tensor2D) => tf.gather(all, chosen);
            const next = advance(fit, { inputs: pick(draw.inputs), answers: pick(draw.answers) }, task, step);
            return [loss ? tf.add(loss, next.loss) : next.loss, ...tensorsOf(next.fit)];
          });
          tf.dispose([...(loss ? [loss] : []), ...tensorsOf(fit)]);
          loss = nextLoss!;
          fit = fitOf(tensors);
        }
        const numbers = tf.tidy(() =>
          tf.stack([tf.div(loss!, batches), tf.div(tf.norm(tf.sub(fit.weightT, target)), tf.norm(target))]),
        );
        const [meanLoss, difference] = await readBack([numbers])
          .catch((cause: unknown) => {
            throw new Error(
              `descendLinear: ${optimizer} diverged in epoch ${epoch}; a smaller learning rate is needed`,
              {
                cause,
              },
            );
          })
          .finally(() => numbers.dispose());
        yield { epoch, loss: meanLoss!, difference: difference!, readMap: () => readMap(fit, center) };
      } finally {
        if (!pool.has(name)) tf.dispose([draw.inputs, draw.answers]);
        if (loss) tf.dispose(loss);
      }
    }
  } finally {
    tf.dispose([
      target,
      center,
      ...tensorsOf(fit),
      ...[...pool.values()].flatMap((draw) => [draw.inputs, draw.answers]),
    ]);
  }
}

/** One noise of every image, and what the teacher answers. */
interface Draw {
  /** z - center, [count, dim]. */
  readonly inputs: Tensor2D;
  /** D(z; sigma) - center. */
  readonly answers: Tensor2D;
}

/** Yields before each batch. */
function* ask(
  { teacher, clean, sigma, seed }: DescentTask,
  center: Tensor2D,
  name: number,
  batchSize: number,
): Generator<undefined, Draw, undefined> {
  const { dim } = teacher;
  const count = clean.length / dim;
  const rng = makeRng(seed, 1, name);
  const parts: Draw[] = [];
  try {
    for (let start = 0; start < count; start += batchSize) {
      yield;
      const noisy = clean.slice(start * dim, Math.min(count, start + batchSize) * dim);
      for (let i = 0; i < noisy.length; i++) noisy[i]! += sigma * rng.normal();
      const [inputs, answers] = tf.tidy((): [Tensor2D, Tensor2D] => {
        const z = tf.tensor2d(noisy, [noisy.length / dim, dim]);
        return [tf.sub(z, center), tf.sub(teacher.denoise(z, sigma), center)];
      });
      parts.push({ inputs, answers });
    }
    return {
      inputs: tf.concat(parts.map((part) => part.inputs)),
      answers: tf.concat(parts.map((part) => part.answers)),
    };
  } finally {
    tf.dispose(parts.flatMap(({ inputs, answers }) => [inputs, answers]));
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
function advance(
  fit: Fit,
  { inputs: z, answers }: Draw,
  { optimizer, learningRate, biasRate = learningRate }: DescentTask,
  step: number,
) {
  const [rows, dim] = z.shape;
  const error = tf.sub<Tensor2D>(tf.add(tf.matMul(z, fit.weightT), fit.bias), answers);
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
  const bias = adamStep(fit.bias, forBias, fit.biasState, { learningRate: biasRate, step });
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

function shuffled(count: number, rng: ReturnType<typeof makeRng>): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

async function readMap({ weightT, bias }: Fit, center: Tensor2D) {
  const dim = weightT.shape[0];
  const answers = tf.tidy(() => [
    tf.transpose(weightT),
    tf.sub<Tensor2D>(tf.add(center, bias), tf.matMul(center, weightT)),
  ]);
  const values = await readBack(answers).finally(() => tf.dispose(answers));
  return { weight: values.slice(0, dim * dim), bias: values.slice(dim * dim) };
}
