/** What a figure shows of one sampling run: a slot for each noise level, filled as frames arrive, and where the numbers come from. */
import type { DenoiserId } from '../denoisers/catalog';
import { karrasSigmas } from '../diffusion/schedule';
import { measuredFrames, measuredNearestImages, type MeasuredTrajectory } from '../engine/measured';
import type { BackendId, SampleFrame, SampleJob, SampleResult, SampleRow } from '../engine/protocol';
import { isSameWalk } from './job';

export interface Slot {
  readonly frame: SampleFrame;
  /** False for a frame of an earlier run that waits to be replaced. */
  readonly isFresh: boolean;
  /** False when the pixels are stored in 8 bits, too coarse to divide by a small sigma. */
  readonly isExact: boolean;
}

export type Origin =
  | { readonly kind: 'measured'; readonly command: string; readonly date: string; readonly evaluations: number }
  | { readonly kind: 'live'; readonly evaluations: number; readonly elapsedMs: number; readonly backend: BackendId }
  | { readonly kind: 'partial' };

export interface Trajectory {
  readonly job: SampleJob;
  /** All noise levels, length steps + 1, the last 0. */
  readonly sigmas: readonly number[];
  readonly slots: readonly (Slot | undefined)[];
  /** Of the last complete run. */
  readonly nearestImages: SampleResult['nearestImages'];
  readonly origin: Origin;
}

export function fromMeasured(measured: MeasuredTrajectory): Trajectory {
  const { job, sigmas, command, date, evaluations } = measured;
  return {
    job,
    sigmas,
    slots: measuredFrames(measured).map((frame) => ({ frame, isFresh: true, isExact: false })),
    nearestImages: measuredNearestImages(measured),
    origin: { kind: 'measured', command, date, evaluations },
  };
}

/** The start of a run: what was shown stays until each new frame replaces it, marked as old unless it answers the same question. */
export function begin(job: SampleJob, shown: Trajectory | undefined): Trajectory {
  const { steps, sigmaMax, rho } = job;
  const sigmas = karrasSigmas({ steps, sigmaMax, rho });
  const isSame =
    shown !== undefined &&
    isSameWalk(shown.job, job) &&
    [undefined, shown.job.patchSize].includes(job.patchSize ?? shown.job.patchSize);
  const keepSlot = (slot: Slot | undefined) => slot && { ...slot, isFresh: isSame && slot.isFresh };
  const hasSameLength = shown?.slots.length === sigmas.length;
  return {
    job,
    sigmas,
    slots: hasSameLength ? shown.slots.map(keepSlot) : sigmas.map(() => undefined),
    nearestImages: isSame ? shown.nearestImages : {},
    origin: isSame && shown.origin.kind === 'measured' ? shown.origin : { kind: 'partial' },
  };
}

export function withFrame(trajectory: Trajectory, frame: SampleFrame): Trajectory {
  return { ...trajectory, slots: trajectory.slots.with(frame.step, { frame, isFresh: true, isExact: true }) };
}

export function withResult(trajectory: Trajectory, result: SampleResult): Trajectory {
  const { evaluations, elapsedMs, backend, nearestImages, sigmas } = result;
  return { ...trajectory, sigmas, nearestImages, origin: { kind: 'live', evaluations, elapsedMs, backend } };
}

/** One denoiser's state at a noise level, if it is there and belongs to the run. */
export function rowAt(
  trajectory: Trajectory,
  step: number,
  id: DenoiserId,
): (SampleRow & Omit<Slot, 'frame'>) | undefined {
  const slot = trajectory.slots[step];
  const row = trajectory.job.denoisers.includes(id) ? slot?.frame.rows[id] : undefined;
  return slot && row && { ...row, isFresh: slot.isFresh, isExact: slot.isExact };
}

/** Why a denoiser of this run could not be made, if so. */
export function refusalOf({ slots }: Trajectory, id: DenoiserId): string | undefined {
  return slots.find((slot) => slot?.isFresh && slot.frame.refused?.[id] !== undefined)?.frame.refused?.[id];
}

/** Noise levels that hold this run's own numbers. */
export function freshCount({ slots }: Trajectory): number {
  return slots.filter((slot) => slot?.isFresh).length;
}

export function isComplete(trajectory: Trajectory): boolean {
  return freshCount(trajectory) === trajectory.sigmas.length;
}
