/** The job 'jacobian': the directions along which a denoiser answers most to a change of its input, and what becomes of an image that is moved along them. */
import { datasetInfo } from '../../data/catalog';
import { readBack } from '../../diffusion/readback';
import { topSingular } from '../../math/topSingular';
import { asymmetry, jacobian } from '../../metrics/jacobian';
import * as tf from '../../tfjs';
import { borrowFor } from '../borrow';
import type { RunJob } from '../job';
import { nextTurn } from '../nextTurn';

export const runJacobian: RunJob<'jacobian'> = async (job, context) => {
  const { x, sigma, directions, shift } = job;
  const { dim } = datasetInfo(job.dataset);
  if (x.length !== dim) throw new RangeError(`x must hold ${dim} numbers, got ${x.length}.`);
  if (!(sigma > 0 && sigma < Infinity)) throw new RangeError(`sigma must be > 0, got ${sigma}.`);
  if (!Number.isInteger(directions) || directions < 1 || directions > dim)
    throw new RangeError(`The number of directions must be an integer from 1 to ${dim}, got ${directions}.`);
  const startedAt = performance.now();
  const borrowed = borrowFor(job, context);
  try {
    const { made } = await borrowed.denoisers([job.denoiser], [sigma]);
    const [{ denoiser }] = made as [(typeof made)[number]];
    const work = jacobian(denoiser, x, sigma);
    let step = await work.next();
    while (!step.done) {
      context.onProgress({ phase: 'differences', done: step.value, total: dim });
      await nextTurn();
      context.signal.throwIfAborted();
      step = await work.next();
    }
    const { values, right, left } = topSingular(step.value, dim, directions);
    const inputs = new Float32Array((1 + 2 * directions) * dim);
    for (let k = 0; k <= 2 * directions; k++)
      for (let p = 0; p < dim; p++) {
        const moved = k === 0 ? 0 : (k % 2 === 1 ? -shift : shift) * right[Math.floor((k - 1) / 2) * dim + p]!;
        inputs[k * dim + p] = x[p]! + moved;
      }
    const answers = tf.tidy(() => denoiser.denoise(tf.tensor2d(inputs, [1 + 2 * directions, dim]), sigma));
    const answered = await readBack([answers]).finally(() => answers.dispose());
    context.signal.throwIfAborted();
    return {
      values,
      right: Float32Array.from(right),
      left: Float32Array.from(left),
      asymmetry: asymmetry(step.value, dim),
      denoised: answered.slice(0, dim),
      moved: answered.slice(dim),
      elapsedMs: performance.now() - startedAt,
    };
  } finally {
    borrowed.release();
  }
};
