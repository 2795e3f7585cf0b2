/** P(sigma) of the local denoiser, calibrated: at each noise level the patch whose answers are nearest to those of another denoiser. */

/** How far the local denoiser is from the other one with one patch, at one noise level; a mean over noisy held-out images. */
export interface PatchError {
  readonly sigma: number;
  /** Side of the square, in pixels. */
  readonly patchSize: number;
  readonly error: number;
}

export type CalibratedPatch = Pick<PatchError, 'sigma' | 'patchSize'>;

/** At each noise level, by falling sigma, the entry of the least error; of equals the largest patch, which leaves most of an image whole. */
export function bestPatches(errors: readonly PatchError[]): PatchError[] {
  const best = new Map<number, PatchError>();
  for (const entry of errors) {
    if (!Number.isFinite(entry.error))
      throw new RangeError(
        `bestPatches: errors must be finite, got ${entry.error} at sigma = ${entry.sigma}, P = ${entry.patchSize}`,
      );
    const known = best.get(entry.sigma);
    const isBetter =
      !known || entry.error < known.error || (entry.error === known.error && entry.patchSize > known.patchSize);
    if (isBetter) best.set(entry.sigma, entry);
  }
  return [...best.values()].sort((a, b) => b.sigma - a.sigma);
}

/** The patch of the nearest calibrated noise level, on a logarithmic scale; beyond the ends, that of the end. @param calibrated  one or more levels */
export function patchSizeAt(calibrated: readonly CalibratedPatch[], sigma: number): number {
  const distance = (level: { sigma: number }) => Math.abs(Math.log(level.sigma / sigma));
  return calibrated.reduce((a, b) => (distance(b) < distance(a) ? b : a)).patchSize;
}
