/** Solutions of the probability-flow ODE, exact and by steps: in float64 to the oracles' own tolerance, on tensors in float32 to 1e-4 of the numbers' size. */
import { beforeAll, describe, expect, test } from 'vitest';
import { makeGaussianDenoiser } from '../../src/denoisers/gaussian';
import type { SamplerId } from '../../src/diffusion/catalog';
import { sample, samplers } from '../../src/diffusion/sample';
import { karrasSigmas } from '../../src/diffusion/schedule';
import type { Spectrum } from '../../src/math/spectrum';
import * as tf from '../../src/tfjs';
import { eulerFlowFactors, exactFlowFactor, heunFlowFactors, keptByDenoiser } from '../../src/theory/gaussianFlow';
import { spectrumOfCovariance } from '../materials';
import { setWasmBackend } from '../wasmBackend';
import { expectClose } from './expectClose';
import oracles from './sampling.json';

beforeAll(setWasmBackend);

const { pfodeClosedFormGauss4, samplersGauss4, samplerModeFactors, samplerConvergenceLambda1 } = oracles.cases;
const flowFactors = { euler: eulerFlowFactors, heun: heunFlowFactors } satisfies Record<SamplerId, unknown>;

/** x when the coordinate along each mode is multiplied by its factor. */
function scaleModes(
  { mean, modes, eigenvalues, dim }: Spectrum,
  x: readonly number[],
  factor: (lambda: number) => number,
): number[] {
  const moved = [...mean];
  for (const [m, lambda] of eigenvalues.entries()) {
    const mode = modes.subarray(m * dim, (m + 1) * dim);
    const component = mode.reduce((sum, value, p) => sum + value * (x[p]! - mean[p]!), 0);
    for (let p = 0; p < dim; p++) moved[p]! += factor(lambda) * component * mode[p]!;
  }
  return moved;
}

test.each(Object.entries(pfodeClosedFormGauss4.outputs))('the exact solution at sigma = %s', (sigma, expected) => {
  const { C, mu, xT, sigmaT } = pfodeClosedFormGauss4.inputs;
  const actual = scaleModes(spectrumOfCovariance(C, mu), xT, (lambda) =>
    exactFlowFactor(lambda, Number(sigma), sigmaT),
  );
  expectClose(actual, expected, pfodeClosedFormGauss4.relTol);
});

describe('four dimensions by steps', () => {
  const { inputs, outputs, relTol } = samplersGauss4;
  const spectrum = spectrumOfCovariance(inputs.C, inputs.mu);
  const byTheory = (id: SamplerId, steps: number, step: number) =>
    scaleModes(spectrum, inputs.xT, (lambda) => flowFactors[id](lambda, karrasSigmas({ steps })).at(step)!);

  test('the factors of each mode give every state', () => {
    expectClose(byTheory('euler', 10, -1), outputs.euler10, relTol);
    expectClose(byTheory('heun', 10, -1), outputs.heun10, relTol);
    expectClose(byTheory('heun', 18, -1), outputs.heun18, relTol);
    expectClose(byTheory('heun', 10, 1), outputs.heun10FirstStep, relTol);
    for (const [step, expected] of outputs.euler10AllX.entries())
      expectClose(byTheory('euler', 10, step), expected, relTol);
    for (const [step, expected] of outputs.euler10Denoised.entries()) {
      const sigma = karrasSigmas({ steps: 10 })[step]!;
      const denoised = scaleModes(spectrum, byTheory('euler', 10, step), (lambda) => keptByDenoiser(lambda, sigma));
      expectClose(denoised, expected, relTol);
    }
  });

  test.each<[SamplerId, number, number[]]>([
    ['euler', 10, outputs.euler10],
    ['heun', 10, outputs.heun10],
    ['heun', 18, outputs.heun18],
  ])('%s with %i steps on tensors', (id, steps, expected) => {
    const states = [];
    const start = tf.tensor2d([inputs.xT]);
    const denoiser = makeGaussianDenoiser(spectrum);
    for (const { x, denoised } of sample({ denoiser, sampler: samplers[id], sigmas: karrasSigmas({ steps }), start })) {
      states.push({ x: x.dataSync(), denoised: denoised.dataSync() });
    }
    expectClose(states.at(-1)!.x, expected, 1e-4, 1);
    if (id !== 'euler') return;
    for (const [step, x] of outputs.euler10AllX.entries())
      expectClose(states[step]!.x, x, 1e-4, Math.max(...x.map(Math.abs)));
    for (const [step, denoised] of outputs.euler10Denoised.entries())
      expectClose(states[step]!.denoised, denoised, 1e-4, 1);
  });
});

test('the factors of modes from 4 down to 0.001', () => {
  const { inputs, outputs, relTol } = samplerModeFactors;
  const last = (id: SamplerId, steps: number) =>
    inputs.lam.map((lambda) => flowFactors[id](lambda, karrasSigmas({ steps })).at(-1)!);
  const exact = inputs.lam.map((lambda) => exactFlowFactor(lambda, 0, 80));
  expectClose(exact, outputs.exact, relTol);
  expectClose(last('euler', 10), outputs.euler10, relTol);
  expectClose(last('euler', 18), outputs.euler18, relTol);
  expectClose(last('heun', 10), outputs.heun10, relTol);
  expectClose(last('heun', 18), outputs.heun18, relTol);
  expectClose(last('heun', 40), outputs.heun40, relTol);
  const ratios = (factors: number[]) => factors.map((factor, i) => factor / exact[i]!);
  expectClose(ratios(last('euler', 10)), outputs.euler10StdRatio, relTol);
  expectClose(ratios(last('heun', 18)), outputs.heun18StdRatio, relTol);
});

test('orders 1 and 2 on a mode of eigenvalue 1', () => {
  const { inputs, outputs, relTol } = samplerConvergenceLambda1;
  const errors = (id: SamplerId) =>
    inputs.n.map((steps) =>
      Math.abs(flowFactors[id](inputs.lam, karrasSigmas({ steps })).at(-1)! / exactFlowFactor(inputs.lam, 0, 80) - 1),
    );
  expectClose(errors('euler'), outputs.eulerRelerr, relTol);
  expectClose(errors('heun'), outputs.heunRelerr, relTol);
  const ratios = (list: number[]) => list.slice(1).map((error, i) => list[i]! / error);
  expectClose(ratios(errors('euler')), outputs.eulerRatio, relTol);
  expectClose(ratios(errors('heun')), outputs.heunRatio, relTol);
  expect(samplers.euler.order).toBe(1);
  expect(samplers.heun.order).toBe(2);
});
