/** The variance-preserving diffusion of Ho et al. 2020, and the law that its sampler draws from under a linear noise predictor. */

export interface DdpmStep {
  readonly beta: number;
  /** Product of 1 - beta up to this step. */
  readonly alphaBar: number;
  /** (1 - alphaBar) / alphaBar: sigma^2 of the same image divided by sqrt(alphaBar). */
  readonly s: number;
}

/** beta rises linearly from `first` to `last` in `steps` steps; index 0 is the first noised step. */
export function ddpmSchedule({ steps = 1000, first = 1e-4, last = 2e-2 } = {}): DdpmStep[] {
  let alphaBar = 1;
  return Array.from({ length: steps }, (_, t) => {
    const beta = first + (steps > 1 ? t / (steps - 1) : 0) * (last - first);
    alphaBar *= 1 - beta;
    return { beta, alphaBar, s: (1 - alphaBar) / alphaBar };
  });
}

/**
 * Variance along one mode of what the ancestral sampler draws, started from variance 1.
 * @param variance  of the model's own law along the mode: sample eigenvalue plus ridge  @param isLastNoisy  whether noise is added in the last step too
 */
export function ddpmSampledVariance(schedule: readonly DdpmStep[], variance: number, isLastNoisy = false): number {
  let drawn = 1;
  for (let t = schedule.length - 1; t >= 0; t--) {
    const { beta, alphaBar } = schedule[t]!;
    // epsilon = w x with w = sqrt(1 - alphaBar) / (alphaBar variance + 1 - alphaBar)
    const kept = (1 - beta / (alphaBar * variance + 1 - alphaBar)) / Math.sqrt(1 - beta);
    drawn = kept ** 2 * drawn + (t > 0 || isLastNoisy ? beta : 0);
  }
  return drawn;
}
