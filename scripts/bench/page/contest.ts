/** Lets our program and onnxruntime-web take turns, each contender in a worker of its own. */
import { openDataset } from '../../../src/data/dataset';
import { makeFetchFile } from '../../../src/data/fetchFile';
import type { Timing } from '../statistics';
import { takeTurns } from '../statistics';
import { type Backend, type Denoise, type Denoised, dim, type Start, type Subject } from './calls';
import oursUrl from './ours?worker&url';
import { siteUrl } from './siteUrl';
import theirsUrl from './theirs?worker&url';

const urls = { ours: oursUrl, theirs: theirsUrl } as const;

type Side = keyof typeof urls;

export interface Contest {
  /** Both unless given. */
  readonly sides?: readonly Side[];
  readonly backend: Backend;
  readonly subject: Subject;
  readonly batches: readonly number[];
  readonly threads: readonly number[];
  readonly rounds: number;
}

export interface ContestResult {
  /** By name: "ours, 2 threads, batch 16". */
  readonly timings: Record<string, Timing>;
  /** The largest difference between the two programs' answers. */
  readonly difference: number;
}

function startWorker({ url, ...start }: Omit<Start, 'kind'> & { readonly url: string }) {
  const worker = new Worker(url, { type: 'module' });
  const call = <Answer>(message: Start | Denoise) =>
    new Promise<Answer>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(`A worker of the bench failed: ${message}`));
      worker.onmessage = ({ data }: MessageEvent<{ answer: Answer } | { fault: string }>) => {
        if ('fault' in data) reject(new Error(data.fault));
        else resolve(data.answer);
      };
      worker.postMessage(message);
    });
  return call<null>({ kind: 'start', ...start }).then(() => ({
    denoise: (x: Float32Array<ArrayBuffer>, sigma: number) => call<Denoised>({ kind: 'denoise', x, sigma }),
    end: () => worker.terminate(),
  }));
}

export async function compare({
  sides = ['ours', 'theirs'],
  backend,
  subject,
  batches,
  threads,
  rounds,
}: Contest): Promise<ContestResult> {
  const sigma = 1;
  const seats = threads.flatMap((count) =>
    sides.map((who) => ({
      name: `${who}, ${count} thread${count === 1 ? '' : 's'}`,
      who,
      count,
    })),
  );
  const started = await Promise.all(
    seats.map(async (seat) => ({
      ...seat,
      worker: await startWorker({ url: urls[seat.who], backend, threads: seat.count, subject }),
    })),
  );
  const helper =
    backend === 'wasm' && threads.includes(2)
      ? await startWorker({ url: urls.ours, backend, threads: 1, subject })
      : undefined;
  const timings: Record<string, Timing> = {};
  let difference = 0;
  try {
    for (const batch of batches) {
      const x = Float32Array.from({ length: batch * dim }, (_, i) => Math.sin(12.9898 * i + 78.233 * Math.sin(i)));
      const answers = new Map<string, Float32Array>();
      const contenders = Object.fromEntries(
        started.map(({ name, worker }) => [
          `${name}, batch ${batch}`,
          async () => {
            const { elapsedMs, values } = await worker.denoise(x, sigma);
            answers.set(name, values);
            return elapsedMs;
          },
        ]),
      );
      if (helper && batch > 1) {
        // by this page's clock, so that messages to one worker and to two count alike
        const all = [started[0]!.worker, helper];
        for (const workers of [all.slice(0, 1), all]) {
          const size = x.length / workers.length;
          const parts = workers.map((_, i) => x.slice(i * size, (i + 1) * size));
          contenders[`ours, ${workers.length} worker${workers.length === 1 ? '' : 's'}, batch ${batch}`] = async () => {
            const startedAt = performance.now();
            await Promise.all(workers.map((worker, i) => worker.denoise(parts[i]!, sigma)));
            return performance.now() - startedAt;
          };
        }
      }
      Object.assign(timings, await takeTurns(contenders, { rounds, warmUp: 2, restMs: 100 }));
      const [first, ...others] = answers.values();
      for (const other of others)
        for (const [i, value] of other.entries()) difference = Math.max(difference, Math.abs(value - first![i]!));
    }
  } finally {
    for (const { worker } of started) worker.end();
    helper?.end();
  }
  return { timings, difference };
}

/** The same for multi-delta over the first images of a dataset. */
export async function compareMultiDelta({
  count,
  ...contest
}: Omit<Contest, 'subject'> & { readonly count: number }): Promise<ContestResult> {
  const dataset = await openDataset('fashion', makeFetchFile(siteUrl));
  const bytes = await dataset.images('train', 0, count);
  return compare({ ...contest, subject: { kind: 'multiDelta', bytes } });
}
