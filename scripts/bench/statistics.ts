/** What the bench says about durations: the median, and the quartiles as its spread. Contenders take turns, so that noise of the machine meets all. */
import { quantile } from '../../src/math/quantile';

export interface Timing {
  readonly medianMs: number;
  /** First and third quartile. */
  readonly quartilesMs: readonly [number, number];
  readonly runs: number;
}

/** @param durationsMs  at least one */
export function timingOf(durationsMs: readonly number[]): Timing {
  if (durationsMs.length === 0) throw new RangeError('timingOf: there must be at least one duration, got none');
  const at = (share: number) => quantile(durationsMs, share);
  return { medianMs: at(0.5), quartilesMs: [at(0.25), at(0.75)], runs: durationsMs.length };
}

/** Runs once and returns how long it took, in ms. */
export type Contender = () => Promise<number> | number;

/**
 * The timing of each contender: in every round each runs once, one after the other; the first rounds warm up and do not count.
 * @param restMs  before each run: pools of threads go on spinning for a while after their work, on cores that the next one needs
 */
export async function takeTurns<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds, warmUp = 1, restMs = 0 }: { rounds: number; warmUp?: number; restMs?: number },
): Promise<Record<Name, Timing>> {
  const names = Object.keys(contenders) as Name[];
  const durationsMs = Object.fromEntries(names.map((name): [string, number[]] => [name, []]));
  for (let round = -warmUp; round < rounds; round++)
    for (const name of names) {
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
      const ms = await contenders[name]();
      if (round >= 0) durationsMs[name]!.push(ms);
    }
  return Object.fromEntries(names.map((name) => [name, timingOf(durationsMs[name]!)])) as Record<Name, Timing>;
}

/** Times a call. */
export async function clock(run: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/** The power of growth: the slope of log y over log x by least squares. 1 is linear, 0 is flat. */
export function growthPower(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const [centerU, centerV] = [mean(u), mean(v)];
  return mean(u.map((each, i) => (each - centerU) * (v[i]! - centerV))) / mean(u.map((each) => (each - centerU) ** 2));
}
