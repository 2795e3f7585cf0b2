/** The job 'jacobian' as the worker runs it, on WASM, over the published images. */
import { beforeAll, expect, test } from 'vitest';
import { dim, fashionBytes, noisyFashion, spectrumOf } from '../../tests/materials';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import * as tf from '../tfjs';
import type { JacobianJob, JacobianResult } from './protocol';

beforeAll(setWasmBackend);

const asking = async (changes: Partial<JacobianJob> = {}): Promise<JacobianJob> => ({
  kind: 'jacobian',
  dataset: 'fashion',
  subset: { start: 0, count: 12 },
  denoiser: 'gaussian',
  sigma: 1,
  x: await noisyFashion('heldOut', { count: 1, sigma: 1 }),
  directions: 3,
  shift: 5,
  ...changes,
});

test('of the Gaussian it is its own map: values lambda / (lambda + sigma^2), directions the modes', async () => {
  const { eigenvalues, modes } = spectrumOf(await fashionBytes('train', 0, 12), 12);
  const reply = await makeTestHost().run(1, await asking());
  const { values, right, left, denoised, moved, asymmetry } = (reply as unknown as { result: JacobianResult }).result;
  expect(asymmetry).toBeLessThan(1e-3);
  for (let k = 0; k < 3; k++) {
    expect(values[k]).toBeCloseTo(eigenvalues[k]! / (eigenvalues[k]! + 1), 4);
    const part = (all: ArrayLike<number>, p: number) => all[k * dim + p]!;
    let [along, between, change] = [0, 0, 0];
    for (let p = 0; p < dim; p++) {
      along += part(right, p) * modes[k * dim + p]!;
      between += part(left, p) * part(right, p);
      const [down, up] = [moved[2 * k * dim + p]!, moved[(2 * k + 1) * dim + p]!];
      expect((up + down) / 2).toBeCloseTo(denoised[p]!, 3);
      change += ((up - down) / 2) ** 2;
    }
    expect(Math.abs(along)).toBeGreaterThan(0.999);
    expect(between).toBeGreaterThan(0.999);
    expect(Math.sqrt(change) / 5).toBeCloseTo(values[k]!, 3);
  }
});

test('the multi-delta has a symmetric one too, the posterior covariance over sigma^2', async () => {
  const reply = await makeTestHost().run(1, await asking({ denoiser: 'multiDelta', sigma: 4 }));
  const { asymmetry, values } = (reply as unknown as { result: JacobianResult }).result;
  expect(values[0]).toBeGreaterThan(0.01);
  expect(asymmetry).toBeLessThan(0.01);
});

test('it stops when told to, frees everything, and tells wrong questions in words', async () => {
  const { numTensors } = tf.memory();
  const host = makeTestHost();
  host.listen(
    (reply) => reply.kind === 'progress' && reply.progress.done > 50 && host.send({ kind: 'abort', jobId: 1 }),
  );
  expect(await host.run(1, await asking())).toMatchObject({ kind: 'aborted' });
  expect(tf.memory().numTensors - numTensors).toBeLessThan(5); // the cached denoiser
  const message = expect.stringMatching(/must hold 784 numbers, got 3/) as string;
  expect(await host.run(2, await asking({ x: new Float32Array(3) }))).toMatchObject({ kind: 'failed', message });
});
