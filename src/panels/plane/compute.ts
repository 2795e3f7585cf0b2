/** What the plane draws: trajectories and training images as points along the first two modes of the data. */
import type { DenoiserId } from '../../denoisers/catalog';
import { rowAt, type Trajectory } from '../../state/trajectory';

export type PlaneView = 'x' | 'denoised';
export type PlanePoint = readonly [first: number, second: number];

export interface PlaneCurve {
  readonly id: DenoiserId;
  readonly points: readonly { readonly step: number; readonly at: PlanePoint }[];
  /** The training image nearest to the sample. */
  readonly nearestIndex: number | undefined;
}

/** x is divided by sqrt(1 + sigma^2), so that the noise stays on the sheet. */
export function planeCurves(trajectory: Trajectory, view: PlaneView): PlaneCurve[] {
  const last = trajectory.sigmas.length - 1;
  return trajectory.job.denoisers.map((id) => ({
    id,
    points: trajectory.sigmas.flatMap((sigma, step) => {
      const row = rowAt(trajectory, step, id);
      if (!row?.isFresh) return [];
      const [first, second] = view === 'x' ? row.planeX : row.planeDenoised;
      const scale = view === 'x' ? 1 / Math.hypot(1, sigma) : 1;
      return [{ step, at: [first * scale, second * scale] as const }];
    }),
    nearestIndex: rowAt(trajectory, last, id)?.nearest.index,
  }));
}

/** Half the width and height that hold everything, with some air; at least one and a half standard deviations of the data. */
export function planeExtent(points: readonly PlanePoint[], deviations: PlanePoint): PlanePoint {
  const most = (axis: 0 | 1) =>
    points.reduce((largest, point) => Math.max(largest, Math.abs(point[axis])), 1.5 * deviations[axis]);
  return [most(0) * 1.05, most(1) * 1.05];
}

/** [count, 2] as points. */
export function toPoints(dots: Float32Array): PlanePoint[] {
  return Array.from({ length: dots.length / 2 }, (_, i) => [dots[2 * i]!, dots[2 * i + 1]!]);
}

/** Where the network's path ends, in a sentence that the numbers bear out. */
export function planeFinding(trajectory: Trajectory): string {
  const ends = new Map(planeCurves(trajectory, 'denoised').map(({ id, points }) => [id, points.at(-1)?.at]));
  const apart = (a: DenoiserId, b: DenoiserId) => {
    const [from, to] = [ends.get(a), ends.get(b)];
    return from && to && Math.hypot(from[0] - to[0], from[1] - to[1]);
  };
  const [gaussian, multiDelta] = [apart('network', 'gaussian'), apart('network', 'multiDelta')];
  if (gaussian === undefined || multiDelta === undefined) return 'The paths start together and part as the noise falls';
  const nearer = gaussian < multiDelta ? 'Gaussian' : 'multi-delta';
  return `In this plane the network’s path ends nearer to the ${nearer}’s: ${Math.min(gaussian, multiDelta).toFixed(2)} away from it, ${Math.max(gaussian, multiDelta).toFixed(2)} from the other’s`;
}
