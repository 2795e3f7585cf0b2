/** How far the networks of N images are from the one of most images: public/results/references.json. */
import { isRecord } from './networks';

export interface NetworkReference {
  readonly id: string;
  /** Of the weights that were measured. */
  readonly sha256: string;
  /** The network of the same width on most images. */
  readonly reference: string;
  readonly referenceSha256: string;
  readonly images: number;
  /** At each sigma, mean over images of |D_N - D_ref|^2 / (d sigma^2): squared difference per dimension in noise units. */
  readonly differences: readonly { readonly mean: number; readonly standardError: number }[];
}

export interface References {
  readonly version: number;
  readonly command: string;
  readonly date: string;
  /** Held-out images, and the seed of their noise. */
  readonly imageCount: number;
  readonly noiseSeed: number;
  readonly sigmas: readonly number[];
  readonly networks: readonly NetworkReference[];
}

export const referencesPath = 'results/references.json';

/** Throws an Error that names the file, and what is wrong with it. */
export function parseReferences(file: unknown): References {
  const { version, command, date, sigmas, networks } = isRecord(file) ? file : {};
  if (version !== 1 || typeof command !== 'string' || typeof date !== 'string' || !Array.isArray(sigmas))
    throw new Error(`${referencesPath}: must be of version 1 and list sigmas`);
  const isRow = (row: unknown) => {
    const { id, sha256, images, differences } = isRecord(row) ? row : {};
    const isHead = typeof id === 'string' && typeof sha256 === 'string' && typeof images === 'number';
    return isHead && Array.isArray(differences) && differences.length === sigmas.length;
  };
  if (!Array.isArray(networks) || !networks.every(isRow))
    throw new Error(`${referencesPath}: each network must have an id, sha256, images and a difference for each sigma`);
  return file as References;
}
