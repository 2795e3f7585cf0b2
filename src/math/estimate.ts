/** A mean over draws, and its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/** @param values  independent draws, two or more; of one alone the standard error is 0 */
export function estimate(values: ArrayLike<number>): Estimate {
  const count = values.length;
  let mean = 0;
  for (let i = 0; i < count; i++) mean += values[i]! / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) ** 2;
  return { mean, standardError: Math.sqrt(squares / Math.max(1, count - 1) / count) };
}
