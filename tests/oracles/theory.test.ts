/** The theory of linear diffusion against a float64 reference, to the reference's own tolerances. */
import { describe, expect, test } from 'vitest';
import { symmetricEigen } from '../../src/math/symmetricEigen';
import { ddpmSchedule } from '../../src/theory/ddpm';
import {
  divergenceFloor,
  divergenceOfSample,
  divergenceOfWishart,
  expectedDivergence,
} from '../../src/theory/divergence';
import { effectiveRidge, expectedLogDeterminant } from '../../src/theory/effectiveRidge';
import { affineMapAfter, weightAfter } from '../../src/theory/gradientDescent';
import { expectedLosses, lossesOfSample } from '../../src/theory/linearLoss';
import { bestStoppingTime, lossesAt } from '../../src/theory/linearTraining';
import { fitPowerLaw, powerLawSpectrum } from '../../src/theory/powerLaw';
import { makeRng } from '../../src/math/rng';
import { drawSampleCovariance } from '../../src/theory/sampleCovariance';
import { expectClose } from './expectClose';
import oracles from './theory.json';

const { cases } = oracles;
const schedule = ddpmSchedule();

/** The sample covariance's eigenvalues, and the truth along its eigenvectors. */
function momentsOf(sample: readonly (readonly number[])[], truth: readonly (readonly number[])[]) {
  const n = sample.length;
  const { eigenvalues, vectors } = symmetricEigen(Float64Array.from(sample.flat()), n);
  const along = Array.from({ length: n }, (_, i) => {
    const u = vectors.subarray(i * n, (i + 1) * n);
    return truth.reduce((sum, row, p) => sum + u[p]! * row.reduce((inner, value, q) => inner + value * u[q]!, 0), 0);
  });
  return { sample: eigenvalues, truth: along };
}

test('power-law spectra and their fit', () => {
  for (const [k, expected] of Object.entries(cases.powerlawSpectrumD100.outputs)) {
    const spectrum = powerLawSpectrum(100, Number(k));
    const sums = [
      spectrum[0]!,
      spectrum[1]!,
      spectrum[99]!,
      spectrum.reduce((sum, value) => sum + 1 / value, 0),
      spectrum.reduce((sum, value) => sum + Math.log(value), 0),
    ];
    const { lam1, lam2, lam100, trInv, logdet } = expected;
    expectClose(sums.slice(0, 4), [lam1, lam2, lam100, trInv], 1e-9);
    expect(Math.abs(sums[4]! - logdet)).toBeLessThan(1e-9 * 300);
  }
  const wavy = powerLawSpectrum(100, 1.3).map((value, i) => value * Math.exp(0.1 * Math.sin(i + 1)));
  const fit = fitPowerLaw(wavy, 1, 50);
  const { k, intercept } = cases.powerlawFit.outputs;
  expectClose([fit.exponent, fit.intercept], [k, intercept], 1e-9);
});

test('the schedule of DDPM', () => {
  const { tIndex0, abar2e2, s2e2, abar1e2 } = cases.ddpmSchedule.outputs;
  const slow = ddpmSchedule({ last: 1e-2 });
  const pick = (list: typeof schedule, name: 'alphaBar' | 's') => tIndex0.map((t) => list[t]![name]);
  expectClose(pick(schedule, 'alphaBar'), abar2e2, 1e-9);
  expectClose(pick(slow, 'alphaBar'), abar1e2, 1e-9);
  expectClose(pick(schedule, 's'), s2e2, 1e-9);
});

test('losses of one sample covariance', () => {
  const { inputs, outputs } = cases.ddpmLosses3x3;
  const moments = momentsOf(inputs.SigmaHat, inputs.Sigma);
  for (const [t, { train, test: onNew, dataTrain, dataTest, s }] of Object.entries(outputs)) {
    const level = { s: schedule[Number(t)]!.s, ridge: inputs.c };
    const losses = lossesOfSample(moments.sample, moments.truth, level);
    expectClose([losses.train, losses.test], [train, onNew], 1e-9);
    expectClose([s * losses.train, s * losses.test], [dataTrain, dataTest], 1e-9);
  }
});

test('divergence of one sample covariance, with and without its mean', () => {
  const { inputs, outputs } = cases.dkl3x3;
  const { sample } = momentsOf(inputs.SigmaHat, inputs.Sigma);
  const truth = inputs.Sigma.map((row, i) => row[i]!); // diagonal
  const alongTruth = inputs.SigmaHat.map((row, i) => row[i]!);
  for (const [c, { kl, klWithMean }] of Object.entries(outputs)) {
    const ridge = Number(c);
    expectClose([3 * divergenceOfSample(truth, { sample, alongTruth }, ridge)], [kl], 1e-9);
    expectClose([3 * divergenceOfSample(truth, { sample, alongTruth, mean: inputs.mu }, ridge)], [klWithMean], 1e-9);
  }
});

test('the exact divergence over Wishart matrices', () => {
  const { inputs, outputs } = cases.dklWishartExact;
  expectClose(
    inputs.cases.map(([d, n]) => divergenceOfWishart(d!, n!)),
    outputs.klPerDim,
    1e-9,
  );
});

test('the effective ridge, its degrees of freedom, and the log determinant', () => {
  for (const { k, N, z, kappa, df1, df2, logdet } of cases.effectiveRidgeKappa.outputs) {
    const spectrum = powerLawSpectrum(100, k);
    const found = effectiveRidge(spectrum, N, z);
    expectClose([found.kappa, found.df1, found.df2], [kappa, df1, df2], 1e-9);
    expectClose([expectedLogDeterminant(spectrum, N, z)], [logdet], 1e-8);
  }
});

describe('averages over draws', () => {
  const rows = cases.replicaVs10drawsD100.outputs as {
    kind: string;
    k: number;
    N: number;
    c: number;
    replica?: number;
    simMean?: number;
    tIndex0?: number;
    trainRep?: number;
    testRep?: number;
  }[];
  test('equal those of the reference', () => {
    for (const row of rows) {
      const spectrum = powerLawSpectrum(100, row.k);
      if (row.kind === 'dkl') expectClose([expectedDivergence(spectrum, row.N, row.c)], [row.replica!], 1e-7);
      else {
        const level = { s: schedule[row.tIndex0!]!.s, ridge: row.c };
        const losses = expectedLosses(spectrum, row.N, level);
        expectClose([losses.train, losses.test], [row.trainRep!, row.testRep!], 1e-7);
      }
    }
  });

  test('of the divergence are within 2.5% of the reference simulation', () => {
    for (const { k, N, c, simMean } of rows.filter(({ kind }) => kind === 'dkl'))
      expect(Math.abs(expectedDivergence(powerLawSpectrum(100, k), N, c) / simMean! - 1)).toBeLessThan(0.025);
  });
});

test('d / (4N) and the floor of the ridge', () => {
  for (const { k, N, fourNOverDTimesDkl } of cases.dklScalingLaw.outputs)
    expectClose([(4 * N * expectedDivergence(powerLawSpectrum(100, k), N, 1e-4)) / 100], [fourNOverDTimesDkl], 1e-8);
  for (const [name, floor] of Object.entries(cases.dklInfiniteNFloor.outputs)) {
    const [k, c] = [/k=([\d.]+)/.exec(name)![1], /c=([\d.]+)/.exec(name)![1]].map(Number);
    expect(Math.abs(divergenceFloor(powerLawSpectrum(100, k!), c!) - floor)).toBeLessThan(1e-9 * floor + 1e-16);
  }
});

test('gradient descent, mode by mode and as a whole map', () => {
  const modes = cases.gdModeDynamicsCentered;
  const { lam, sigma, eta, k } = modes.inputs;
  for (const [i, steps] of k.entries())
    expectClose(
      lam.map((lambda) => weightAfter(lambda, { sigma, eta, steps })),
      modes.outputs.w[i]!,
      1e-9,
      1,
    );
  const { inputs, outputs } = cases.gdLinearBias60steps;
  const found = affineMapAfter(Float64Array.from(inputs.C.flat()), Float64Array.from(inputs.mu), inputs);
  expectClose(found.weight, outputs.W.flat(), 1e-9, 1);
  expectClose(found.bias, outputs.b, 1e-9, 1);
});

test('losses along gradient flow', () => {
  const { inputs, outputs } = cases.gdNoiseLoss3x3;
  const moments = momentsOf(inputs.SigmaHat, inputs.Sigma);
  expectClose(moments.truth, outputs.sigmaTilde, 1e-9);
  const training = { ...moments, alphaBar: inputs.abar, ridge: inputs.c, predicts: 'noise' as const };
  const losses = inputs.tauEta.map((time) => lossesAt(training, time));
  expectClose(
    losses.map(({ test }) => test),
    outputs.test,
    1e-9,
  );
  expectClose(
    losses.map(({ train }) => train),
    outputs.train,
    1e-9,
  );
});

test('when to stop, at d = 200 and N = 120: later for steeper spectra, with the same gain as the reference', () => {
  const draws = 5;
  const stops = cases.earlyStoppingD200N0p6d.outputs.map((row) => {
    const spectrum = powerLawSpectrum(200, row.k);
    const { alphaBar } = schedule[50]!;
    let [time, gain] = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const { eigenvalues, truth } = drawSampleCovariance(spectrum, 120, makeRng(5, draw));
      const training = { sample: eigenvalues, truth, alphaBar, ridge: 0, predicts: 'noise' as const };
      const best = bestStoppingTime(training);
      time += best.time / draws;
      gain += lossesAt(training, Infinity).test / best.test / draws;
    }
    expect(Math.abs(Math.log(time / row.t50.tauStar))).toBeLessThan(0.35); // the reference looked at a grid of times
    expect(Math.abs(Math.log(gain / row.t50.gain))).toBeLessThan(0.1);
    return time;
  });
  expect(stops).toEqual([...stops].sort((a, b) => a - b));
});
