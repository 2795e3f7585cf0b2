/** Quantiles of a list, in float64. */

/** The value below which a share of the values lies, linear between neighbours. @param share in [0, 1] @throws RangeError for no values */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('quantile: there must be at least one value');
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low === high ? low : low + (place - Math.floor(place)) * (high - low); // so that Infinity stays itself
}
