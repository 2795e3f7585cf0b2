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
  readonly must: number;
  readonly aim: number;
  readonly better: 'higher' | 'lower';
}

export function meets({ value, better }: Target, bound: number): boolean {
  return better === 'higher' ? value >= bound : value <= bound;
}
