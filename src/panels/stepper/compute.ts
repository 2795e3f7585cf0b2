/** What the stepper shows of one row: the images of a noise level as gray bytes. */
import { datasetInfo } from '../../data/catalog';
import type { DenoiserId } from '../../denoisers/catalog';
import { noiseDirection, normaliseNoisy, toGray } from '../../draw/gray';
import type { Nearest } from '../../engine/protocol';
import { rowAt, type Trajectory } from '../../state/trajectory';

export interface RowImages {
  readonly x: Uint8ClampedArray;
  readonly denoised: Uint8ClampedArray;
  readonly direction: Uint8ClampedArray | undefined;
  /** Why there is no direction. */
  readonly directionAbsence: string;
  readonly nearest: Nearest;
  readonly isFresh: boolean;
}

/** Standard deviations of noise from black to white in the picture of the direction. */
export const directionRange = 2.5;
/** Below it, images stored in 8 bits are too coarse to give the direction. */
const leastStoredSigma = 0.05;

export function rowImages(trajectory: Trajectory, step: number, id: DenoiserId): RowImages | undefined {
  const row = rowAt(trajectory, step, id);
  const sigma = trajectory.sigmas[step];
  if (!row || sigma === undefined) return undefined;
  const { sigmaData } = datasetInfo(trajectory.job.dataset);
  const directionAbsence =
    sigma === 0 ? 'none at σ = 0' : row.isExact || sigma >= leastStoredSigma ? '' : 'comes with the live run';
  return {
    x: toGray(normaliseNoisy(row.x, sigma, sigmaData)),
    denoised: toGray(row.denoised),
    direction: directionAbsence === '' ? toGray(noiseDirection(row.x, row.denoised, sigma), directionRange) : undefined,
    directionAbsence,
    nearest: row.nearest,
    isFresh: row.isFresh,
  };
}

/** Distances of D to the nearest training image at each noise level that is there, in pixels of [-1, 1]. */
export function nearestDistances(
  trajectory: Trajectory,
  id: DenoiserId,
): { readonly step: number; readonly distance: number }[] {
  return trajectory.sigmas.flatMap((_, step) => {
    const row = rowAt(trajectory, step, id);
    return row ? [{ step, distance: row.nearest.distance }] : [];
  });
}

/** Where a key leads from a step; undefined for other keys. */
export function stepAfterKey(key: string, step: number, lastStep: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, step - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(lastStep, step + 1);
    case 'Home':
      return 0;
    case 'End':
      return lastStep;
    default:
      return undefined;
  }
}
