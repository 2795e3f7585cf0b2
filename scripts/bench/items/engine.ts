/** Counts of the engine on WebGPU, which no machine changes: dispatches, bytes, buffers. */
import type { Item, Target } from '../item';
import type { EngineCounts } from '../page/counted';

export const engine: Item = {
  title: 'Engine counts on WebGPU',
  async run(tools) {
    const { page } = await tools.page();
    const { denoise, step, frameBytes } = await page.evaluate(() => window.bench.countEngine());
    const words: Record<keyof typeof denoise, string> = {
      dispatches: 'dispatches',
      readbacks: 'readbacks',
      bytesRead: 'bytes read back',
      bytesWritten: 'bytes written',
      buffersMade: 'buffers made after warm-up',
    };
    const figures = (name: string, counts: typeof denoise) =>
      Object.fromEntries(
        (Object.keys(words) as (keyof typeof denoise)[]).map((key) => [`${name}: ${words[key]}`, counts[key]]),
      );
    return {
      figures: {
        ...figures('denoise of the network', denoise),
        ...figures('displayed step, three rows, Heun', step),
        'displayed step: bytes of typed arrays sent to the page': frameBytes,
      },
      targets: targetsOf({ denoise, step }),
    };
  },
};

export function targetsOf({ denoise, step }: Pick<EngineCounts, 'denoise' | 'step'>): Target[] {
  return [
    { measure: 'GPU dispatches in a network denoise', value: denoise.dispatches, must: 75, aim: 35, better: 'lower' },
    { measure: 'readbacks in a displayed step', value: step.readbacks, must: 1, aim: 1, better: 'lower' },
    { measure: 'GPU buffers made after warm-up', value: step.buffersMade, must: 0, aim: 0, better: 'lower' },
  ];
}
