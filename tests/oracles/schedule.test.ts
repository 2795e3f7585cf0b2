import { describe, expect, test } from 'vitest';
import { edmLossWeight, edmScalings } from '../../src/diffusion/preconditioning';
import { karrasSigmas } from '../../src/diffusion/schedule';
import oracles from './schedule.json';
import { expectClose } from './expectClose';

const { edmSchedule, edmPrecond } = oracles.cases;

test('the noise levels of 10, 18 and 40 steps', () => {
  const { sigmaMin, sigmaMax, rho } = edmSchedule.inputs;
  const sigmas = (steps: number) => karrasSigmas({ steps, sigmaMin, sigmaMax, rho });
  expectClose(sigmas(10), edmSchedule.outputs.n10, edmSchedule.relTol);
  expectClose(sigmas(18), edmSchedule.outputs.n18, edmSchedule.relTol);
  expectClose(sigmas(40).slice(0, 5), edmSchedule.outputs.n40First5, edmSchedule.relTol);
  expect(karrasSigmas({ steps: 18 })).toEqual(sigmas(18)); // the defaults
});

describe('the scalings of EDM', () => {
  const { inputs, outputs, relTol } = edmPrecond;
  test.each(['cSkip', 'cOut', 'cIn', 'cNoise'] as const)('%s', (name) => {
    expectClose(
      inputs.sigma.map((sigma) => edmScalings(sigma, inputs.sigmaData)[name]),
      outputs[name],
      relTol,
    );
  });

  test('lossWeight', () => {
    expectClose(
      inputs.sigma.map((sigma) => edmLossWeight(sigma, inputs.sigmaData)),
      outputs.lossWeight,
      relTol,
    );
  });
});
