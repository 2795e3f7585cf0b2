import type { ChartAxis } from '../ui/ChartAxes';

/** The axis of sigma, the same in every chart: logarithmic, noise on the left. @param sigmas  all > 0; the axis spans them */
export function noiseAxis(sigmas: readonly number[]): ChartAxis {
  const [least, most] = [Math.min(0.01, ...sigmas), Math.max(50, ...sigmas)];
  const ticks = [10, 1, 0.1, 0.01].filter((tick) => tick >= least && tick <= most);
  return {
    domain: [most, least],
    isLog: true,
    ticks,
    title: 'σ, noise level',
    format: String,
    ends: ['noise', 'clean'],
  };
}
