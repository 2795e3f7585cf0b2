/** The noise level that is looked at: one for the stepper and for all figures over noise levels. */
import { karrasSigmas } from '../diffusion/schedule';
import type { Inputs } from './inputs';

/** sigma > 0: the one that was chosen, else that of the step; at the last step, sigma = 0, the least before it. */
export function noiseLevelOf(inputs: Inputs): number {
  return inputs.sigma > 0 ? inputs.sigma : levelsOf(inputs)[Math.min(inputs.step, inputs.steps - 1)]!;
}

/** The step of the present walk that is nearest to a noise level, as a ratio. */
export function stepAt(inputs: Inputs, sigma: number): number {
  const levels = levelsOf(inputs);
  return levels.indexOf(nearestLevel(levels, sigma));
}

/** @param levels  one or more, all > 0 */
export function nearestLevel(levels: readonly number[], sigma: number): number {
  const ratio = (level: number) => Math.abs(Math.log(level / sigma));
  return levels.reduce((best, level) => (ratio(level) < ratio(best) ? level : best));
}

const levelsOf = ({ steps, sigmaMax, rho }: Inputs) => karrasSigmas({ steps, sigmaMax, rho }).slice(0, -1);
