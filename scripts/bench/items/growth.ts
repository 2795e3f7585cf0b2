/** Multi-delta and the Gaussian as N grows: time and memory; and multi-delta against onnxruntime-web. */
import { openDataset } from '../../../src/data/dataset';
import { readPublicFile } from '../../readPublicFile';
import { batch, counts, growthOf } from '../growthOf';
import type { Item } from '../item';
import { startNodeWasm } from '../../nodeWasm';

export const growth: Item = {
  title: `Multi-delta and the Gaussian as N grows, batch ${batch}`,
  async run(tools) {
    await startNodeWasm();
    const largest = counts.at(-1)!;
    const own = await growthOf(await (await openDataset('fashion', readPublicFile)).images('train', 0, largest));
    const { page } = await tools.page();
    const contest = await page.evaluate((contest) => window.bench.compareMultiDelta(contest), {
      count: largest,
      backend: 'wasm',
      batches: [batch],
      threads: [1, 2],
      rounds: 27,
    } as const);
    const ratio = (threads: string) =>
      contest.timings[`theirs, ${threads}, batch ${batch}`]!.medianMs /
      contest.timings[`ours, ${threads}, batch ${batch}`]!.medianMs;
    return {
      timings: {
        ...own.timings,
        ...Object.fromEntries(
          Object.entries(contest.timings).map(([name, timing]) => [
            `page, multi-delta, N = ${largest}, ${name}`,
            timing,
          ]),
        ),
      },
      figures: { ...own.figures, [`largest difference from onnxruntime-web, N = ${largest}`]: contest.difference },
      targets: [
        ...['1 thread', '2 threads'].map((threads) => ({
          measure: `multi-delta, N = ${largest}, wasm, ${threads}: onnxruntime-web's time / ours`,
          value: ratio(threads),
          must: 0.75,
          aim: 1.1,
          better: 'higher' as const,
        })),
        ...own.targets,
      ],
    };
  },
};
