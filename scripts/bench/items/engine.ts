/** Counts of the engine on WebGPU, which no machine changes: dispatches, bytes, buffers. */
import type { Item } from '../item';
import { resultOf } from '../page/engineResult';

export const engine: Item = {
  title: 'Engine counts on WebGPU',
  async run(tools) {
    const { page } = await tools.page();
    return resultOf(await page.evaluate(() => window.bench.countEngine()));
  },
};
