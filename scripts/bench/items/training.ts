/** A training step against three forward passes, each by our kernel, and against the machine's own rate of matrix products, in Node on one thread. */
import { makeNetworkDenoiser } from '../../../src/denoisers/network';
import { drawNormals, makeRng } from '../../../src/math/rng';
import { imageSize } from '../../../src/network/unet';
import * as tf from '../../../src/tfjs';
import { initialState, trainNetwork, type TrainingPlan } from '../../../src/training/trainNetwork';
import type { Item } from '../item';
import { startNodeWasm } from '../../nodeWasm';
import { clock, takeTurns } from '../statistics';

const dim = imageSize ** 2;
/** Multiplications and additions of one image through the network of width 32, nearly all of them in convolutions. */
const megaflopAnImage = 33;
const size = 1024;

export const training: Item = {
  title: 'Training step, width 32',
  async run() {
    await tf.setBackend('wasm');
    const byOperations = stepsOf(16);
    await byOperations.next(); // before our kernels are there, and so without them
    await startNodeWasm();
    const result = await Promise.all([16, 64].map(contendersOf));
    const square = tf.tensor2d(drawNormals(makeRng(3), size * size), [size, size]);
    const timings = await takeTurns(
      {
        ...Object.assign({}, ...result.map(({ contenders }) => contenders)),
        "step by TensorFlow.js's operations, batch 16": () => clock(() => byOperations.next()),
        [`product of matrices of ${size}`]: () =>
          clock(async () => {
            const product = tf.matMul(square, square);
            await product.data();
            product.dispose();
          }),
      } as Record<string, () => Promise<number>>,
      { rounds: 9, warmUp: 3 },
    );
    square.dispose();
    for (const { end } of result) await end();
    await byOperations.return();
    const ms = (name: string) => timings[name]!.medianMs;
    const matMulRate = (2 * size ** 3) / ms(`product of matrices of ${size}`) / 1e6;
    const stepRate = (3 * 64 * megaflopAnImage) / ms('step, batch 64');
    return {
      timings,
      figures: {
        "step by TensorFlow.js's operations / by our kernel, batch 16":
          ms("step by TensorFlow.js's operations, batch 16") / ms('step, batch 16'),
        'images/s, batch 16': (1000 * 16) / ms('step, batch 16'),
        'images/s, batch 64': (1000 * 64) / ms('step, batch 64'),
        'GFLOP/s of matrix products': matMulRate,
        'share of that rate in a step, batch 64': stepRate / matMulRate,
      },
      targets: [
        {
          measure: 'training step / three forward passes, batch 64',
          value: ms('step, batch 64') / (3 * ms('forward, batch 64')),
          must: 1.4,
          aim: 1.1,
          better: 'lower',
        },
      ],
    };
  },
};

const planOf = (batch: number): TrainingPlan => ({
  width: 32,
  batchSize: batch,
  seed: 1,
  imagesSeen: 1e6,
  learningRate: 0.002,
  sigmaData: 0.7,
});

const stepsOf = (batch: number) =>
  trainNetwork(planOf(batch), drawNormals(makeRng(1), 64 * dim), initialState(planOf(batch)));

async function contendersOf(batch: number) {
  const { width, sigmaData } = planOf(batch);
  const { values } = initialState(planOf(batch));
  const denoiser = makeNetworkDenoiser({ values, width, sigmaData });
  const steps = stepsOf(batch);
  const x = tf.tensor2d(drawNormals(makeRng(2), batch * dim), [batch, dim]);
  await steps.next();
  return {
    contenders: {
      [`step, batch ${batch}`]: () => clock(() => steps.next()),
      [`forward, batch ${batch}`]: () =>
        clock(async () => {
          const output = denoiser.denoise(x, 1);
          await output.data();
          output.dispose();
        }),
    },
    end: async () => {
      await steps.return();
      denoiser.dispose();
      x.dispose();
    },
  };
}
