/** How linear each trained network is, and the closed forms of its images: public/results/linearity.json. */
import type { LinearityInputs } from '../engine/protocol';
import type { ClosedFormId } from '../denoisers/catalog';
import { isRecord } from './networks';

/** Mean over pairs and its standard error, by alpha and then by sigma. */
export interface LinearityEstimates {
  readonly mean: readonly (readonly number[])[];
  readonly standardError: readonly (readonly number[])[];
}

export type LinearityCurves = Readonly<Record<'cosine' | 'normalizedError', LinearityEstimates>>;
export type LinearityByInputs = Readonly<Record<LinearityInputs, LinearityCurves>>;

export interface NetworkLinearity extends LinearityByInputs {
  readonly id: string;
  /** Of the weights that were measured. */
  readonly sha256: string;
}

export interface ClosedFormLinearity extends Readonly<Record<ClosedFormId, LinearityByInputs>> {
  readonly dataset: string;
  readonly subset: { readonly start: number; readonly count: number };
}

export interface LinearityMeasures {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Pairs of inputs, and the seed of their noise. */
  readonly pairs: number;
  readonly seed: number;
  /** Descending. */
  readonly sigmas: readonly number[];
  /** The first, 1 / sqrt(2), is measured of every network; the others are of those that are not on their way. */
  readonly alphas: readonly number[];
  readonly networks: readonly NetworkLinearity[];
  readonly closedForms: readonly ClosedFormLinearity[];
}

export const linearityPath = 'results/linearity.json';

/** @throws Error that names the file when it is of another form */
export function parseLinearityMeasures(file: unknown): LinearityMeasures {
  const { version, sigmas, alphas, networks, closedForms } = isRecord(file) ? file : {};
  if (version !== 1 || !Array.isArray(sigmas) || !Array.isArray(alphas))
    throw new Error(`${linearityPath}: must be of version 1 and list sigmas and alphas`);
  if (!Array.isArray(networks) || !Array.isArray(closedForms))
    throw new Error(`${linearityPath}: must list networks and closedForms`);
  const rows = closedForms.flatMap((row: unknown) => [at(row, 'gaussian'), at(row, 'multiDelta')]);
  for (const row of [...rows, ...(networks as unknown[])])
    for (const inputs of ['heldOut', 'noise'])
      for (const quantity of ['cosine', 'normalizedError'])
        if (!isTable(at(row, inputs, quantity, 'mean'), sigmas.length))
          throw new Error(
            `${linearityPath}: each row must hold ${inputs}.${quantity}.mean with ${sigmas.length} numbers a line`,
          );
  return file as LinearityMeasures;
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

function isTable(value: unknown, columns: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((line: unknown) => Array.isArray(line) && line.length === columns && line.every(Number.isFinite));
}
