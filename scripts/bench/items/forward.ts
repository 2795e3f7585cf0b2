/** A forward pass of the network against the same graph in onnxruntime-web, in one page. */
import type { Item } from '../item';

export const forward: Item = {
  title: 'Forward pass of the network, width 32, against onnxruntime-web',
  async run(tools) {
    const { page } = await tools.page();
    const result = await page.evaluate(() =>
      window.bench.forward({ rival: true, rounds: { wasm: 15, webgpu: 3 }, gpuBatches: [1, 16] }),
    );
    return {
      ...result,
      notes: ['WebGPU is software here (SwiftShader): its times say nothing of a graphics card.'],
    };
  },
};
