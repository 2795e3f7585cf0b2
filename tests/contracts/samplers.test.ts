/** What every registered sampler keeps. A new one needs its discrete factors in `flowFactors`. */
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { toFloatPixels } from '../../src/data/pixels';
import { makeGaussianDenoiser } from '../../src/denoisers/gaussian';
import { makeMultiDeltaDenoiser } from '../../src/denoisers/multiDelta';
import { makeNetworkDenoiser } from '../../src/denoisers/network';
import { samplerCatalog, type SamplerId } from '../../src/diffusion/catalog';
import type { Denoiser } from '../../src/diffusion/denoiser';
import { sample, samplers, type SampleState } from '../../src/diffusion/sample';
import { karrasSigmas } from '../../src/diffusion/schedule';
import { drawNormals, makeRng } from '../../src/math/rng';
import * as tf from '../../src/tfjs';
import { eulerFlowFactors, exactFlowFactor, heunFlowFactors } from '../../src/theory/gaussianFlow';
import { dim, fashionBytes, livelyValues, maxDifference, spectrumOf, take, trainingImagesOf } from '../materials';
import { multiDeltaMean } from '../reference/denoisers';
import { samplePath } from '../reference/samplers';
import { setWasmBackend } from '../wasmBackend';

beforeAll(setWasmBackend);

const flowFactors = { euler: eulerFlowFactors, heun: heunFlowFactors } satisfies Record<SamplerId, unknown>;
const ids = Object.keys(samplerCatalog) as SamplerId[];

/** D(x) = x / (1 + sigma^2): optimal for one unit Gaussian a coordinate. Counts its evaluations. */
function makeUnitGaussian(): Denoiser & { readonly sigmas: number[] } {
  const sigmas: number[] = [];
  return {
    id: 'unit',
    dim: 3,
    sigmas,
    denoise: (x, sigma) => {
      sigmas.push(sigma);
      return tf.div(x, 1 + sigma ** 2);
    },
    dispose: () => undefined,
  };
}

test('the registry and the catalog name the same samplers', () => {
  expect(Object.keys(samplers).sort()).toEqual([...ids].sort());
});

describe.each(ids)('%s', (id) => {
  const sampler = samplers[id];
  let start: tf.Tensor2D;
  beforeEach(() => {
    start = tf.tensor2d([
      [80, -40, 20],
      [1, 2, 3],
    ]);
  });
  afterEach(() => {
    start.dispose();
  });
  const run = (denoiser: Denoiser, steps: number) =>
    sample({ denoiser, sampler, sigmas: karrasSigmas({ steps }), start });
  const finalOf = (states: Iterable<SampleState>) => {
    let x = new Float32Array();
    for (const state of states) x = state.x.dataSync<'float32'>().slice();
    return x;
  };

  test('halving the step divides the error on Gaussian data by about 2^order', () => {
    const exact = exactFlowFactor(1, 0, 80);
    const errors = [32, 64, 128].map((steps) => Math.abs(finalOf(run(makeUnitGaussian(), steps))[0]! / 80 / exact - 1));
    const orders = errors.slice(1).map((error, i) => Math.log2(errors[i]! / error));
    expect(orders[0]).toBeCloseTo(sampler.order, 0);
    expect(Math.abs(orders[1]! - sampler.order)).toBeLessThan(0.1);
  });

  test.each([2, 3, 5, 10, 18, 40, 64])('with %i steps counts its evaluations, and the last step takes one', (steps) => {
    const denoiser = makeUnitGaussian();
    let beforeLast = 0;
    for (const { step } of run(denoiser, steps)) if (step === steps - 2) beforeLast = denoiser.sigmas.length;
    expect(denoiser.sigmas.length).toBe(sampler.evaluations(steps));
    expect(denoiser.sigmas.length - beforeLast).toBe(1);
    expect(denoiser.sigmas.at(-1)).toBe(karrasSigmas({ steps }).at(-2));
    expect(denoiser.sigmas.every((sigma) => sigma > 0)).toBe(true);
  });

  test.each([2, 3, 7, 18, 64])(
    'with %i steps yields a state at each noise level, down to x = D(x; sigmaMin)',
    (steps) => {
      const sigmas = karrasSigmas({ steps });
      const seen: { step: number; sigma: number; x: Float32Array; denoised: Float32Array }[] = [];
      for (const { step, sigma, x, denoised } of run(makeUnitGaussian(), steps)) {
        seen.push({
          step,
          sigma,
          x: x.dataSync<'float32'>().slice(),
          denoised: denoised.dataSync<'float32'>().slice(),
        });
      }
      expect(seen.map(({ step }) => step)).toEqual(sigmas.map((_, i) => i));
      expect(seen.map(({ sigma }) => sigma)).toEqual(sigmas);
      expect([...seen[0]!.x]).toEqual([80, -40, 20, 1, 2, 3]);
      for (const { sigma, x, denoised } of seen.slice(0, -1)) {
        const expected = x.map((value) => value / (1 + sigma ** 2));
        expect(maxDifference(denoised, expected)).toBeLessThan(1e-5);
      }
      const last = seen.at(-1)!;
      expect(maxDifference(last.x, seen.at(-2)!.denoised)).toBeLessThan(1e-6);
      expect(maxDifference(last.denoised, last.x)).toBe(0);
    },
  );

  describe('frees everything', () => {
    const steps = 6;
    test('when it runs to its end', () => {
      const { numTensors } = tf.memory();
      for (const { x } of run(makeUnitGaussian(), steps)) expect(x.isDisposed).toBe(false);
      expect(tf.memory().numTensors).toBe(numTensors);
    });

    test.each(Array.from({ length: steps + 1 }, (_, i) => i))('when it is ended after state %i by return', (last) => {
      const { numTensors } = tf.memory();
      for (const { step } of run(makeUnitGaussian(), steps)) if (step === last) break;
      expect(tf.memory().numTensors).toBe(numTensors);
    });

    test.each(Array.from({ length: steps + 1 }, (_, i) => i))('when it is ended after state %i by throw', (last) => {
      const { numTensors } = tf.memory();
      const states = run(makeUnitGaussian(), steps);
      for (let step = 0; step <= last; step++) states.next();
      expect(() => states.throw(new Error('enough'))).toThrow('enough');
      expect(tf.memory().numTensors).toBe(numTensors);
    });

    test('when it is never begun', () => {
      const { numTensors } = tf.memory();
      run(makeUnitGaussian(), steps).return();
      expect(tf.memory().numTensors).toBe(numTensors);
    });

    test.each(Array.from({ length: sampler.evaluations(steps) }, (_, i) => i))(
      'when evaluation %i of the denoiser throws',
      (bad) => {
        const { numTensors } = tf.memory();
        const unit = makeUnitGaussian();
        const denoise: Denoiser['denoise'] = (x, sigma) => {
          if (unit.sigmas.length === bad) throw new Error('device lost');
          return unit.denoise(x, sigma);
        };
        expect(() => finalOf(run({ ...unit, denoise }, steps))).toThrow('device lost');
        expect(tf.memory().numTensors).toBe(numTensors);
      },
    );

    test("but not the start, which stays its maker's", () => {
      finalOf(run(makeUnitGaussian(), steps));
      expect(start.isDisposed).toBe(false);
      expect([...start.dataSync()]).toEqual([80, -40, 20, 1, 2, 3]);
    });
  });

  // two steps go from 80 to 0.002 in one: Heun divides a difference of float32 numbers near 80 by 0.002
  test.each([
    [2, 1e-2],
    [3, 1e-3],
    [10, 1e-5],
    [18, 1e-5],
    [64, 1e-5],
  ])(
    'with %i steps multiplies each mode of 64 Fashion images by its exact discrete factor, to %d',
    async (steps, tolerance) => {
      const spectrum = spectrumOf(await fashionBytes('train', 0, 64), 64);
      const { mean, modes, eigenvalues } = spectrum;
      const sigmas = karrasSigmas({ steps });
      const noise = drawNormals(makeRng(9), dim).map((draw) => 80 * draw);
      const denoiser = makeGaussianDenoiser(spectrum);
      // off the span lambda is 0: eigenvectors and the rest are moved apart
      const rest = noise.map((value, p) => value - mean[p]!);
      const components = Array.from(eigenvalues, (_, m) => {
        const mode = modes.subarray(m * dim, (m + 1) * dim);
        return mode.reduce((sum, value, p) => sum + value * (noise[p]! - mean[p]!), 0);
      });
      for (const [m, component] of components.entries())
        for (let p = 0; p < dim; p++) rest[p]! -= component * modes[m * dim + p]!;
      const offSpan = flowFactors[id](0, sigmas);
      const factors = Array.from(eigenvalues, (lambda) => flowFactors[id](lambda, sigmas));

      for (const { step, x } of sample({ denoiser, sampler, sigmas, start: tf.tensor2d(noise, [1, dim]) })) {
        const expected = mean.map((value, p) => value + offSpan[step]! * rest[p]!);
        for (const [m, component] of components.entries()) {
          const moved = factors[m]![step]! * component;
          for (let p = 0; p < dim; p++) expected[p]! += moved * modes[m * dim + p]!;
        }
        const scale = Math.max(1, ...expected.map(Math.abs));
        expect(maxDifference(x.dataSync(), expected) / scale, `step ${step}`).toBeLessThan(tolerance);
      }
      denoiser.dispose();
    },
  );

  describe('agrees with float64 on the multi-delta of three points', () => {
    const points = [
      [1, 0],
      [-1, 0.5],
      [0, -2],
    ];
    test.each([10, 18])('%i steps', (steps) => {
      const from = [
        [60, -90],
        [-20, 10],
        [3, 120],
      ];
      const images = trainingImagesOf(points);
      const denoiser = makeMultiDeltaDenoiser(images);
      const sigmas = karrasSigmas({ steps });
      const paths = from.map((x) =>
        samplePath(id, (each, sigma) => multiDeltaMean(points.flat(), each, sigma), sigmas, Float64Array.from(x)),
      );
      for (const { step, x } of sample({ denoiser, sampler, sigmas, start: tf.tensor2d(from) })) {
        const expected = paths.flatMap((path) => [...path[step]!]);
        expect(maxDifference(x.dataSync(), expected), `step ${step}`).toBeLessThan(1e-4 * Math.max(1, sigmas[step]!));
      }
      images.dispose();
    });
  });
});

describe('on 64 Fashion images from one noise', async () => {
  const bytes = await fashionBytes('train', 0, 64);
  const pixels = toFloatPixels(bytes);
  const rows = Array.from({ length: 64 }, (_, i) => [...pixels.subarray(i * dim, (i + 1) * dim)]);
  const noise = drawNormals(makeRng(2), dim).map((draw) => 80 * draw);
  const held: { dispose(): void }[] = [];
  afterAll(() => {
    for (const each of held) each.dispose();
  });

  test('the multi-delta denoiser ends on a training image', () => {
    const images = trainingImagesOf(rows);
    held.push(images);
    const last = lastOf(makeMultiDeltaDenoiser(images), noise);
    const nearest = Math.min(...rows.map((row) => maxDifference(row, last)));
    expect(nearest).toBeLessThan(1e-5);
  });

  test('a network stays finite', () => {
    const denoiser = makeNetworkDenoiser({ values: livelyValues(8, 1), width: 8, sigmaData: 0.7 });
    held.push(denoiser);
    expect(lastOf(denoiser, noise).every(Number.isFinite)).toBe(true);
  });
});

function lastOf(denoiser: Denoiser, noise: Float32Array): Float32Array {
  const start = tf.tensor2d(noise, [1, noise.length]);
  let last: tf.Tensor2D | undefined;
  for (const { x } of sample({ denoiser, sampler: samplers.heun, sigmas: karrasSigmas({ steps: 18 }), start })) {
    last?.dispose();
    last = x.clone();
  }
  start.dispose();
  return take(last!);
}
