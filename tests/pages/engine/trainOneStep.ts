/** One training step of a small network on a backend of one's choice, in the page itself. */
import { chooseBackend } from '../../../src/engine/backend';
import type { BackendId } from '../../../src/engine/protocol';
import { drawNormals, makeRng } from '../../../src/math/rng';
import { unetSpecs, sizeOf } from '../../../src/network/unet';
import { initialState, trainNetwork } from '../../../src/training/trainNetwork';

export interface OneStep {
  readonly loss: number;
  /** By parameter. Adam's first running mean is a tenth of the gradient. */
  readonly gradients: { readonly name: string; readonly values: Float32Array }[];
}

const plan = { width: 8, seed: 1, batchSize: 4, imagesSeen: 4, learningRate: 0.002, sigmaData: 0.7 };

/** The start has no zero in it, so that every parameter has a gradient. */
export async function trainOneStep(backend: BackendId): Promise<OneStep> {
  await chooseBackend(backend);
  const start = initialState(plan);
  const rng = makeRng(2);
  const values = start.values.map((value) => (value === 0 ? 0.1 * rng.normal() : value));
  const pixels = drawNormals(makeRng(3), 4 * 784).map((draw) => Math.tanh(draw));
  for await (const { loss, readState } of trainNetwork(plan, pixels, { ...start, values })) {
    const { adamMean } = await readState();
    let offset = 0;
    const gradients = unetSpecs(plan.width).map((spec) => {
      const own = adamMean.slice(offset, offset + sizeOf(spec)).map((mean) => 10 * mean);
      offset += sizeOf(spec);
      return { name: spec.name, values: own };
    });
    return { loss, gradients };
  }
  throw new Error('trainOneStep: the plan must have a step');
}
