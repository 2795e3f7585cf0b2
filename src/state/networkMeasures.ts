/** What was measured of each trained network over many noises: public/results/networks.json. */
import { isRecord } from './networks';

export interface NetworkMeasure {
  readonly id: string;
  /** Share of its samples that are copies of training images, in [0, 1]. */
  readonly memorizedFraction: number;
  /** Share of its samples that are nearer to the Gaussian's than to the multi-delta's from the same noise, in [0, 1]. */
  readonly closerToGaussianFraction: number;
}

export interface NetworkMeasures {
  readonly command: string;
  readonly date: string;
  /** Noises, and so samples, of each network. */
  readonly sampleCount: number;
  readonly networks: readonly NetworkMeasure[];
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

/** Throws an Error that names the file when it is of another form. */
export function parseNetworkMeasures(file: unknown): NetworkMeasures {
  const { version, command, date, sampleCount, networks } = isRecord(file) ? file : {};
  const isWhole = version === 1 && typeof command === 'string' && typeof date === 'string' && Array.isArray(networks);
  if (!isWhole || !Number.isInteger(sampleCount))
    throw new Error('results/networks.json: must be of version 1 and list networks');
  const rows = (networks as unknown[]).map((row) => {
    const { id, memorizedFraction, closerToGaussianFraction } = isRecord(row) ? row : {};
    if (typeof id !== 'string' || !isShare(memorizedFraction) || !isShare(closerToGaussianFraction))
      throw new Error('results/networks.json: each network must have an id and two shares from 0 to 1');
    return { id, memorizedFraction, closerToGaussianFraction };
  });
  return { command, date, sampleCount: sampleCount as number, networks: rows };
}
