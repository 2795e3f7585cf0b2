/** The counts of the engine as rows. */
import type { ItemResult, Target } from '../result';
import type { EngineCounts } from './counted';

const words: Record<keyof EngineCounts['denoise'], string> = {
  dispatches: 'dispatches',
  readbacks: 'readbacks',
  bytesRead: 'bytes read back',
  bytesWritten: 'bytes written',
  buffersMade: 'buffers made after warm-up',
};

export function resultOf({ denoise, step, frameBytes }: EngineCounts): ItemResult {
  const figures = (name: string, counts: typeof denoise) =>
    Object.fromEntries(
      (Object.keys(words) as (keyof typeof words)[]).map((key) => [`${name}: ${words[key]}`, counts[key]]),
    );
  return {
    figures: {
      ...figures('denoise of the network', denoise),
      ...figures('displayed step, three rows, Heun', step),
      'displayed step: bytes of typed arrays sent to the page': frameBytes,
    },
    targets: targetsOf({ denoise, step }),
  };
}

export function targetsOf({ denoise, step }: Pick<EngineCounts, 'denoise' | 'step'>): Target[] {
  return [
    { measure: 'GPU dispatches in a network denoise', value: denoise.dispatches, must: 75, aim: 35, better: 'lower' },
    { measure: 'readbacks in a displayed step', value: step.readbacks, must: 1, aim: 1, better: 'lower' },
    { measure: 'GPU buffers made after warm-up', value: step.buffersMade, must: 0, aim: 0, better: 'lower' },
  ];
}
