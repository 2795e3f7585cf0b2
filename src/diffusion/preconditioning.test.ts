import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edmLossWeight, edmScalings } from './preconditioning';

fc.configureGlobal({ seed: 1 });

/** Over the range of the figures, and some more. */
const logSigma = fc.double({ min: Math.log(1e-4), max: Math.log(1e3), noNaN: true });
const sigmaData = fc.double({ min: 0.05, max: 5, noNaN: true });
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

test('the identities of the paper', () => {
  fc.assert(
    fc.property(logSigma, sigmaData, (ln, data) => {
      const sigma = Math.exp(ln);
      const { cSkip, cOut, cIn, cNoise } = edmScalings(sigma, data);
      return (
        close(edmLossWeight(sigma, data) * cOut ** 2, 1) && // every noise level weighs the same
        close((cIn * Math.hypot(sigma, data)) ** 2, 1) && // the network's input has unit variance
        close(((1 - cSkip) * data) ** 2 + (cSkip * sigma) ** 2, cOut ** 2) && // and so has its target
        close(cSkip * sigma, (cOut * data) / Math.hypot(sigma, data)) &&
        close(Math.exp(4 * cNoise), sigma)
      );
    }),
  );
});

test("cSkip makes the network's part as small as it can be", () => {
  fc.assert(
    fc.property(logSigma, sigmaData, fc.constantFrom(-1e-3, 1e-3), (ln, data, shift) => {
      const sigma = Math.exp(ln);
      const { cSkip } = edmScalings(sigma, data);
      const left = (skip: number) => ((1 - skip) * data) ** 2 + (skip * sigma) ** 2;
      return left(cSkip + shift) > left(cSkip);
    }),
  );
});

test('the ends: all of x without noise, none of it in noise', () => {
  expect(edmScalings(1e-6, 0.5).cSkip).toBeCloseTo(1, 10);
  expect(edmScalings(1e-6, 0.5).cOut).toBeCloseTo(1e-6, 10);
  expect(edmScalings(1e6, 0.5).cSkip).toBeCloseTo(0, 10);
  expect(edmScalings(1e6, 0.5).cOut).toBeCloseTo(0.5, 10);
});
