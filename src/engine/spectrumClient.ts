/** The engine's side of the spectrum worker: starts it when first asked. */
import type { Spectrum } from '../math/spectrum';
import { startWorker } from '../startWorker';
import type { LeftSingular } from '../metrics/linearMaps';
import type { LibraryOptions } from './library';
import type { Progress } from './protocol';
import type { SpectrumReply, SpectrumRequest } from './spectrumWorker';
import workerUrl from './spectrumWorker?worker&url';

interface Pending {
  resolve(answer: Spectrum | LeftSingular): void;
  reject(error: Error): void;
  onProgress(progress: Progress): void;
}

/** A request without its number. */
type Asked<R = SpectrumRequest> = R extends unknown ? Omit<R, 'id'> : never;

export function makeSpectrumClient(): Pick<LibraryOptions, 'computeSpectrum' | 'computeLeftSingular'> {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let lastId = 0;

  const receive = (reply: SpectrumReply): void => {
    const asked = pending.get(reply.id);
    if (!asked) return;
    if (reply.kind === 'progress') {
      asked.onProgress(reply.progress);
      return;
    }
    pending.delete(reply.id);
    if (reply.kind === 'done') asked.resolve(reply.answer);
    else asked.reject(new Error(`The eigenvectors could not be computed: ${reply.message}`));
  };

  const start = (): Worker => {
    const started = startWorker(workerUrl, 'spectrum');
    started.onmessage = ({ data }: MessageEvent<SpectrumReply>) => {
      receive(data);
    };
    started.onerror = ({ message }) => {
      for (const { reject } of pending.values())
        reject(new Error(`The spectrum worker stopped: ${message || 'its program did not load'}`));
      pending.clear();
      worker = undefined;
    };
    return started;
  };

  const ask = (request: Asked, onProgress: (progress: Progress) => void) =>
    new Promise<Spectrum | LeftSingular>((resolve, reject) => {
      worker ??= start();
      const id = ++lastId;
      pending.set(id, { resolve, reject, onProgress });
      worker.postMessage({ ...request, id } satisfies SpectrumRequest);
    });

  return {
    computeSpectrum: (bytes, count, dim, onProgress) =>
      ask({ kind: 'spectrum', bytes, count, dim }, onProgress) as Promise<Spectrum>,
    computeLeftSingular: (weight, dim, count) =>
      ask({ kind: 'leftSingular', weight, dim, count }, () => undefined) as Promise<LeftSingular>,
  };
}
