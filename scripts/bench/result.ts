/** What is found by an item of the bench. */
import type { Timing } from './statistics';

export interface ItemResult {
  readonly timings?: Readonly<Record<string, Timing>>;
  /** Numbers that are no durations, with their units in the names. */
  readonly figures?: Readonly<Record<string, number>>;
  readonly targets?: readonly Target[];
  /** What the reader of the numbers must know, and what could not run here. */
  readonly notes?: readonly string[];
}

export interface Target {
  readonly measure: string;
  readonly value: number;
  /** Absent where there is only an aim. */
  readonly must?: number;
  /** Absent where there is nothing above what must be. */
  readonly aim?: number;
  readonly better: 'higher' | 'lower';
}

/** Without a bound nothing is missed. */
export function meets({ value, better }: Target, bound: number | undefined): boolean {
  if (bound === undefined) return true;
  return better === 'higher' ? value >= bound : value <= bound;
}
