/** A forward pass of the network, and of multi-delta over 16,384 images, against the same graphs in onnxruntime-web, in one page. */
import { initialValues } from '../../../src/network/unet';
import { makeRng } from '../../../src/math/rng';
import type { Item, Target } from '../item';
import type { Timing } from '../statistics';

const width = 32;
const agreement = 1e-4;

/** Weights with no zero among them, so that every operation counts. */
function livelyWeights(): number[] {
  const rng = makeRng(1, 1);
  return Array.from(initialValues(width, 1), (value) => (value === 0 ? 0.1 * rng.normal() : value));
}

export const forward: Item = {
  title: 'Forward pass of the network, width 32, against onnxruntime-web',
  async run(tools) {
    const { page } = await tools.page();
    const weights = livelyWeights();
    const { wasm, webgpu } = await page.evaluate(
      async ({ weights, width }) => {
        const subject = { kind: 'network', values: Float32Array.from(weights), width } as const;
        const shared = { subject, threads: [1] };
        return {
          wasm: await window.bench.compare({
            ...shared,
            backend: 'wasm',
            batches: [1, 16, 64],
            threads: [1, 2],
            rounds: 15,
          }),
          webgpu: await window.bench.compare({ ...shared, backend: 'webgpu', batches: [1, 16], rounds: 3 }),
        };
      },
      { weights, width },
    );
    for (const [backend, { difference }] of Object.entries({ wasm, webgpu }))
      if (!(difference <= agreement))
        throw new Error(
          `forward: on ${backend} the programs must agree to ${agreement}, got a difference of ${difference}`,
        );
    return {
      timings: {
        ...withPrefix('wasm', wasm.timings),
        ...withPrefix('webgpu', webgpu.timings),
      },
      figures: { 'largest difference, wasm': wasm.difference, 'largest difference, webgpu': webgpu.difference },
      targets: targetsOf(wasm.timings),
      notes: ['WebGPU is software here (SwiftShader): its times say nothing of a graphics card.'],
    };
  },
};

const withPrefix = (prefix: string, timings: Record<string, Timing>) =>
  Object.fromEntries(Object.entries(timings).map(([name, timing]) => [`${prefix}, ${name}`, timing]));

function targetsOf(timings: Record<string, Timing>): Target[] {
  const ms = (name: string) => timings[name]!.medianMs;
  const ahead = (threads: string, batch: number, must: number, aim: number): Target => ({
    measure: `forward, wasm, ${threads}, batch ${batch}: onnxruntime-web's time / ours`,
    value: ms(`theirs, ${threads}, batch ${batch}`) / ms(`ours, ${threads}, batch ${batch}`),
    must,
    aim,
    better: 'higher',
  });
  return [
    ...['1 thread', '2 threads'].flatMap((threads) => [
      ahead(threads, 1, 1, 1.3),
      ahead(threads, 16, 1.2, 1.6),
      ahead(threads, 64, 1.2, 1.6),
    ]),
    ...[16, 64].map((batch): Target => ({
      measure: `two cores used, batch ${batch}: one worker's time / two workers'`,
      value: ms(`ours, 1 thread, batch ${batch}`) / ms(`ours, 2 workers, batch ${batch}`),
      must: 1.6,
      aim: 1.9,
      better: 'higher',
    })),
  ];
}
