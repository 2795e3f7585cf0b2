/** When a training is looked at. */

/** Steps before which nothing much has happened yet. */
const firstStep = 8;

/** At most `count` + 1 steps, ascending: 0, then from the eighth to the last in equal ratios; the last alone when `count` is 1. */
export function lookSteps(steps: number, count: number): number[] {
  const from = Math.min(firstStep, steps);
  const spaced = Array.from({ length: count - 1 }, (_, i) => Math.round(from * (steps / from) ** (i / (count - 1))));
  return [...new Set([0, ...spaced, steps])];
}
