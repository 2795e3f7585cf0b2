/** The engine's host on WebGPU with counters: one denoise of the network, and one displayed step of the opening figure after warm-up. */
import { makeFetchFile } from '../../../src/data/fetchFile';
import { makeNetworkDenoiser } from '../../../src/denoisers/network';
import { chooseBackend } from '../../../src/engine/backend';
import { makeHost } from '../../../src/engine/host';
import { makeLibrary } from '../../../src/engine/library';
import type { Reply, SampleJob } from '../../../src/engine/protocol';
import { makeSpectrumClient } from '../../../src/engine/spectrumClient';
import { initialValues } from '../../../src/network/unet';
import * as tf from '../../../src/tfjs';
import { dim, sigmaData } from './calls';
import { countGpu, type GpuCounts } from './countGpu';

export interface EngineCounts {
  readonly denoise: GpuCounts;
  /** Means over the steps after the first run, of a run of the network, the Gaussian and multi-delta, Heun, N = 64. */
  readonly step: GpuCounts;
  /** Bytes of a frame sent to the page. */
  readonly frameBytes: number;
}

const counts = countGpu();

function since(before: GpuCounts, times = 1): GpuCounts {
  const names = Object.keys(counts) as (keyof GpuCounts)[];
  return Object.fromEntries(names.map((name) => [name, (counts[name] - before[name]) / times])) as unknown as GpuCounts;
}

const steps = 2;
const job: SampleJob = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  denoisers: ['network', 'gaussian', 'multiDelta'],
  network: 'fashion-n64-w32',
  sampler: 'heun',
  steps,
  sigmaMax: 80,
  rho: 7,
  seed: 5,
};

/** Bytes of the typed arrays in a message. */
function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + bytesIn(each), 0);
}

async function count(baseUrl: string): Promise<EngineCounts> {
  let onReply: (reply: Reply) => void = () => undefined;
  const handle = makeHost({
    post: (reply) => onReply(reply),
    chooseBackend,
    makeLibrary: (url) => makeLibrary({ readFile: makeFetchFile(url), ...makeSpectrumClient() }),
  });
  let frameBytes = 0;
  const run = (jobId: number) =>
    new Promise<void>((resolve, reject) => {
      onReply = (reply) => {
        if (reply.kind === 'frame') frameBytes = bytesIn(reply);
        if (reply.kind === 'done') resolve();
        if (reply.kind === 'failed') reject(new Error(reply.message));
      };
      handle({ kind: 'run', jobId, job });
    });
  handle({ kind: 'start', baseUrl, backend: 'webgpu' });
  await run(1);
  await run(2);
  const before = { ...counts };
  await run(3);
  const step = since(before, steps + 1);

  const denoiser = makeNetworkDenoiser({ values: initialValues(32, 1), width: 32, sigmaData });
  const x = tf.zeros<tf.Rank.R2>([1, dim]);
  const denoise = async () => {
    const denoised = denoiser.denoise(x, 1);
    await denoised.data();
    denoised.dispose();
  };
  await denoise();
  await denoise();
  const beforeDenoise = { ...counts };
  await denoise();
  return { denoise: since(beforeDenoise), step, frameBytes };
}

self.onmessage = ({ data }: MessageEvent<string>) => {
  count(data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) => self.postMessage({ fault: String(error) }),
  );
};
