/** A forward pass of the network, against the same graph in onnxruntime-web where that is asked for, in one page. */
import { makeRng } from '../../../src/math/rng';
import { initialValues } from '../../../src/network/unet';
import type { ItemResult, Target } from '../result';
import type { Timing } from '../statistics';
import type { Backend } from './calls';
import { compare } from './contest';

const width = 32;
const agreement = 1e-4;

/** Weights with no zero among them, so that every operation counts. */
function livelyWeights(): Float32Array<ArrayBuffer> {
  const rng = makeRng(1, 1);
  return initialValues(width, 1).map((value) => (value === 0 ? 0.1 * rng.normal() : value));
}

export interface ForwardPlan {
  readonly rival: boolean;
  /** How often each contender runs on each backend; one that is not named does not run. */
  readonly rounds: Readonly<Partial<Record<Backend, number>>>;
  /** Batches on WebGPU. */
  readonly gpuBatches: readonly number[];
}

/** @throws Error when the programs do not agree */
export async function forward({ rival, rounds, gpuBatches }: ForwardPlan): Promise<ItemResult> {
  const subject = { kind: 'network', values: livelyWeights(), width } as const;
  const shared = { subject, ...(!rival && { sides: ['ours'] as const }) };
  const threads = globalThis.crossOriginIsolated && navigator.hardwareConcurrency > 1 ? [1, 2] : [1];
  const run = {
    wasm: (rounds: number) => compare({ ...shared, backend: 'wasm', batches: [1, 16, 64], threads, rounds }),
    webgpu: (rounds: number) => compare({ ...shared, backend: 'webgpu', batches: gpuBatches, threads: [1], rounds }),
  };
  const timings: Record<string, Timing> = {};
  const figures: Record<string, number> = {};
  const targets: Target[] = [];
  for (const backend of ['wasm', 'webgpu'] as const) {
    if (rounds[backend] === undefined) continue;
    const result = await run[backend](rounds[backend]);
    if (!(result.difference <= agreement))
      throw new Error(
        `forward: on ${backend} the programs must agree to ${agreement}, got a difference of ${result.difference}`,
      );
    figures[`largest difference, ${backend}`] = result.difference;
    Object.assign(timings, withPrefix(backend, result.timings));
    if (backend === 'wasm') targets.push(...targetsOf(result.timings));
  }
  return {
    timings,
    figures,
    targets,
    ...(threads.length === 1 && { notes: ['One thread: the page is not cross-origin isolated, or has one core.'] }),
  };
}

const withPrefix = (prefix: string, timings: Record<string, Timing>) =>
  Object.fromEntries(Object.entries(timings).map(([name, timing]) => [`${prefix}, ${name}`, timing]));

function targetsOf(timings: Record<string, Timing>): Target[] {
  const ms = (name: string) => timings[name]?.medianMs ?? NaN; // what did not run has no ratio
  const ahead = (threads: string, batch: number, must: number, aim: number): Target => ({
    measure: `forward, wasm, ${threads}, batch ${batch}: onnxruntime-web's time / ours`,
    value: ms(`theirs, ${threads}, batch ${batch}`) / ms(`ours, ${threads}, batch ${batch}`),
    must,
    aim,
    better: 'higher',
  });
  const targets = [
    ...['1 thread', '2 threads'].flatMap((threads) => [
      ahead(threads, 1, 1, 1.3),
      ahead(threads, 16, 1.2, 1.6),
      ahead(threads, 64, 1.2, 1.6),
    ]),
    ...[16, 64].map((batch): Target => ({
      measure: `two cores used, batch ${batch}: one worker's time / two workers'`,
      value: ms(`ours, 1 worker, batch ${batch}`) / ms(`ours, 2 workers, batch ${batch}`),
      must: 1.6,
      aim: 1.9,
      better: 'higher',
    })),
  ];
  return targets.filter(({ value }) => !Number.isNaN(value));
}
