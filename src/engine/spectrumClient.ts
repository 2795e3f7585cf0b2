/** The engine's side of the spectrum worker: starts it when first asked, and gives it one thing to do at a time, the newest first: that is what the reader waits for. */
import type { Spectrum } from '../math/spectrum';
import { startWorker } from '../startWorker';
import type { LeftSingular } from '../metrics/linearMaps';
import type { LibraryOptions } from './library';
import type { Progress } from './protocol';
import type { SpectrumReply, SpectrumRequest } from './spectrumWorker';
import workerUrl from './spectrumWorker?worker&url';

interface Asked {
  readonly request: SpectrumRequest;
  resolve(answer: Spectrum | LeftSingular): void;
  reject(reason: unknown): void;
  onProgress(progress: Progress): void;
}

/** A request without its number. */
type Unnumbered<R = SpectrumRequest> = R extends unknown ? Omit<R, 'id'> : never;

interface AskOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

const makeSpectrumWorker = () => startWorker(workerUrl, 'spectrum');

export function makeSpectrumClient(
  makeWorker: () => Worker = makeSpectrumWorker,
): Pick<LibraryOptions, 'computeSpectrum' | 'computeLeftSingular'> {
  /** The newest is the last. */
  let waiting: Asked[] = [];
  let current: Asked | undefined;
  let worker: Worker | undefined;
  let lastId = 0;

  const next = () => {
    current ??= waiting.pop();
    if (current) (worker ??= start()).postMessage(current.request);
  };

  const receive = (reply: SpectrumReply): void => {
    if (reply.id !== current?.request.id) return;
    if (reply.kind === 'progress') {
      current.onProgress(reply.progress);
      return;
    }
    const { resolve, reject } = current;
    current = undefined;
    if (reply.kind === 'done') resolve(reply.answer);
    else reject(new Error(`The eigenvectors could not be computed: ${reply.message}`));
    next();
  };

  const start = (): Worker => {
    const started = makeWorker();
    started.onmessage = ({ data }: MessageEvent<SpectrumReply>) => {
      receive(data);
    };
    started.onerror = ({ message }) => {
      const reason = new Error(`The spectrum worker stopped: ${message || 'its program did not load'}`);
      for (const { reject } of [...waiting, ...(current ? [current] : [])]) reject(reason);
      [waiting, current, worker] = [[], undefined, undefined];
    };
    return started;
  };

  const ask = (request: Unnumbered, { onProgress = () => undefined, signal }: AskOptions) =>
    new Promise<Spectrum | LeftSingular>((resolve, reject) => {
      signal?.throwIfAborted();
      const asked: Asked = { request: { ...request, id: ++lastId }, resolve, reject, onProgress };
      waiting.push(asked);
      if (!current) next();
      signal?.addEventListener('abort', () => {
        waiting = waiting.filter((other) => other !== asked); // what is being computed is computed to its end
        reject(signal.reason as Error);
      });
    });

  return {
    computeSpectrum: (bytes, count, dim, options = {}) =>
      ask({ kind: 'spectrum', bytes, count, dim }, options) as Promise<Spectrum>,
    computeLeftSingular: (weight, dim, count, signal) =>
      ask({ kind: 'leftSingular', weight, dim, count }, { signal }) as Promise<LeftSingular>,
  };
}
