/** Trainings that are under way or paused, in ordinary memory: they survive the loss of a device, and a paused one goes on from here. */
import type { TrainingState } from '../training/trainNetwork';

export interface TrainingRecord {
  /** The job's plan: the same run must not go on with another. */
  readonly plan: string;
  state: TrainingState;
  /** Steps whose losses have been sent, and the last step that was looked at: -1 before the first. A run that goes on sends nothing twice. */
  sentStep: number;
  lookedStep: number;
  /** Time spent in it so far, ms. */
  elapsedMs: number;
  isRunning: boolean;
  isPauseAsked: boolean;
}

export function newRecord(plan: string, state: TrainingState): TrainingRecord {
  return { plan, state, sentStep: 0, lookedStep: -1, elapsedMs: 0, isRunning: false, isPauseAsked: false };
}
