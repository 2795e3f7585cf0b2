/** The spectrum of each dataset's full training data, its first modes, and the same of resampled data: public/results/spectrum-<dataset>.json. */
import type { PublishedId } from '../data/catalog';
import type { PackedImage } from '../engine/measured';
import { isRecord } from './networks';

export interface MeasuredSpectrum {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  readonly dataset: PublishedId;
  /** Training images, all of them. */
  readonly count: number;
  /** Of their covariance, descending, all of them; those that are 0 to rounding are 0. Squared pixel units. */
  readonly eigenvalues: readonly number[];
  /** The first eigenvectors as images, the largest first. */
  readonly modes: readonly PackedImage[];
  /** Eigenvalues of as many images drawn from these with replacement, several times: how sure the spectrum is, and how biased. */
  readonly resampled: readonly (readonly number[])[];
  /** Names the resampling. */
  readonly seed: number;
}

export const spectrumPath = (dataset: PublishedId) => `results/spectrum-${dataset}.json`;

/** Throws an Error that names the file, and what is wrong with it. */
export function parseSpectrum(file: unknown, dataset: PublishedId): MeasuredSpectrum {
  const path = spectrumPath(dataset);
  const { version, dataset: own, count, command, date, eigenvalues, modes, resampled } = isRecord(file) ? file : {};
  const isHead = version === 1 && own === dataset && typeof command === 'string' && typeof date === 'string';
  if (!isHead || !Number.isInteger(count)) throw new Error(`${path}: must be of version 1 and of ${dataset}`);
  if (!areEigenvalues(eigenvalues)) throw new Error(`${path}: eigenvalues must be numbers >= 0 that never rise`);
  const isOther = (values: unknown) => !areEigenvalues(values) || values.length !== eigenvalues.length;
  if (!Array.isArray(resampled) || resampled.length < 2 || resampled.some(isOther))
    throw new Error(`${path}: resampled must be two or more lists of ${eigenvalues.length} eigenvalues`);
  if (!Array.isArray(modes) || !modes.every((mode) => isRecord(mode) && typeof mode['steps'] === 'string'))
    throw new Error(`${path}: modes must be a list of packed images`);
  return file as MeasuredSpectrum;
}

function areEigenvalues(values: unknown): values is number[] {
  if (!Array.isArray(values) || values.length === 0) return false;
  return values.every((value, i) => typeof value === 'number' && value >= 0 && (i === 0 || value <= values[i - 1]));
}
