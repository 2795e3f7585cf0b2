/** The page's side of the engine: starts the worker when first asked, turns jobs into promises, aborts, and tells listeners what runs. */
import { startWorker } from '../startWorker';
import { onLifeLockFree } from './lifeLock';
import type { BackendId, BackendReport, Job, JobKind, Jobs, Progress, Reply, Request } from './protocol';
import workerUrl from './worker?worker&url';

export interface RunOptions<Kind extends JobKind> {
  onFrame?: (frame: Jobs[Kind]['frame']) => void;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

export interface EngineStatus {
  /** 'idle' until the first job. */
  readonly state: 'idle' | 'starting' | 'ready' | 'failed';
  readonly report?: BackendReport;
  /** Why nothing runs, when `failed`. */
  readonly message?: string;
  /** The last thing that was mended, for one line in the page. */
  readonly notice?: string;
}

export interface EngineClient {
  /**
   * Runs a job in the worker. Rejects with the signal's reason once aborted, with an Error in words for the reader when it fails. Frames arrive in order, all
   * of them before the promise resolves.
   */
  run<Kind extends JobKind>(
    job: Extract<Job, { kind: Kind }>,
    options?: RunOptions<Kind>,
  ): Promise<Jobs[Kind]['result']>;
  /** Starts the worker without a job, so that the first one does not wait. */
  start(): void;
  status(): EngineStatus;
  /** Calls back on every change of status; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Ends the worker and frees its device, unless a job is under way; the next job starts another. @returns whether it rests */
  rest(): boolean;
  dispose(): void;
}

export interface EngineOptions {
  /** Absolute URL of the folder that holds data/, models/ and results/. */
  readonly baseUrl: string;
  /** Runs this backend and no other. */
  readonly backend?: BackendId;
  readonly makeWorker?: () => Worker;
}

interface Pending {
  resolve(result: unknown): void;
  reject(reason: unknown): void;
  onFrame?: ((frame: never) => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

const makeEngineWorker = () => startWorker(workerUrl, 'engine');

export function makeEngine({ baseUrl, backend, makeWorker = makeEngineWorker }: EngineOptions): EngineClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<() => void>();
  let status: EngineStatus = { state: 'idle' };
  let worker: Worker | undefined;
  let lastJobId = 0;

  const setStatus = (next: EngineStatus) => {
    status = next;
    for (const listener of listeners) listener();
  };
  const send = (request: Request) => worker?.postMessage(request);
  const settle = (jobId: number, how: (job: Pending) => void) => {
    const job = pending.get(jobId);
    pending.delete(jobId);
    if (job) how(job);
  };
  const failAll = (message: string) => {
    setStatus({ ...status, state: 'failed', message });
    for (const jobId of [...pending.keys()]) settle(jobId, (job) => job.reject(new Error(message)));
    worker?.terminate();
    worker = undefined;
  };

  const receive = (reply: Reply): void => {
    switch (reply.kind) {
      case 'alive': {
        const living = worker;
        onLifeLockFree(reply.lock, () => {
          if (worker && worker === living)
            failAll(
              'The engine stopped: the browser ended it, perhaps for want of memory. Run it again to start a new one.',
            );
        });
        return;
      }
      case 'backend':
        setStatus({ ...status, state: 'ready', report: reply.report });
        return;
      case 'noBackend':
        failAll(reply.message);
        return;
      case 'notice':
        setStatus({ ...status, notice: reply.text });
        return;
      case 'progress':
        pending.get(reply.jobId)?.onProgress?.(reply.progress);
        return;
      case 'frame':
        pending.get(reply.jobId)?.onFrame?.(reply.frame as never);
        return;
      case 'done':
        settle(reply.jobId, ({ resolve }) => resolve(reply.result));
        return;
      case 'failed':
        settle(reply.jobId, ({ reject }) => reject(new Error(reply.message)));
        return;
      case 'aborted':
        settle(reply.jobId, ({ reject, signal }) =>
          reject(signal?.reason ?? new DOMException('The job was stopped.', 'AbortError')),
        );
        return;
      default:
        reply satisfies never;
    }
  };

  const start = () => {
    if (worker) return;
    setStatus({ state: 'starting' });
    worker = makeWorker();
    worker.onmessage = ({ data }: MessageEvent<Reply>) => receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      failAll(`The engine stopped: ${event.message || 'its program did not load'}. Run it again to start a new one.`);
    };
    send({ kind: 'start', baseUrl, ...(backend && { backend }) });
  };

  return {
    start,
    run(job, { onFrame, onProgress, signal } = {}) {
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      start();
      const jobId = ++lastJobId;
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          send({ kind: 'abort', jobId });
          settle(jobId, () => reject(signal?.reason as Error)); // the reader need not wait for the worker to notice
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        const finish =
          <T>(deliver: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', onAbort);
            deliver(value);
          };
        pending.set(jobId, {
          resolve: finish(resolve as (result: unknown) => void),
          reject: finish(reject),
          onFrame: onFrame,
          onProgress,
          signal,
        });
        send({ kind: 'run', jobId, job });
      });
    },
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rest() {
      if (pending.size > 0) return false;
      worker?.terminate();
      worker = undefined;
      setStatus({ state: 'idle' });
      return true;
    },
    dispose() {
      failAll('The engine was closed.');
      setStatus({ state: 'idle' });
    },
  };
}
