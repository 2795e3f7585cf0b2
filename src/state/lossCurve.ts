/** The losses of all steps as means over bins that are even on a logarithmic axis, so that a long training draws as fast as a short one. */

export interface LossBin {
  /** Step of the last loss in it. */
  readonly lastStep: number;
  readonly sum: number;
  readonly count: number;
}

/** Ascending in steps. */
export type LossCurve = readonly LossBin[];

const binsPerDoubling = 8;

const binOf = (step: number) => Math.floor(Math.log2(step) * binsPerDoubling);

/** With the losses of consecutive steps added. */
export function withLosses(curve: LossCurve, firstStep: number, losses: ArrayLike<number>): LossCurve {
  const bins = [...curve];
  for (let i = 0; i < losses.length; i++) {
    const step = firstStep + i;
    const last = bins.at(-1);
    if (last && binOf(last.lastStep) === binOf(step))
      bins[bins.length - 1] = { lastStep: step, sum: last.sum + losses[i]!, count: last.count + 1 };
    else bins.push({ lastStep: step, sum: losses[i]!, count: 1 });
  }
  return bins;
}
