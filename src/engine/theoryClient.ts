/** The page's side of the theory worker: starts it when first asked, turns its jobs into promises, aborts. */
import { startWorker } from '../startWorker';
import type { TheoryFrame, TheoryInput, TheoryKind, TheoryReply, TheoryRequest, TheoryResult } from './theoryJobs';
import workerUrl from './theoryWorker?worker&url';

export interface TheoryOptions<Kind extends TheoryKind> {
  readonly onFrame?: (frame: TheoryFrame<Kind>) => void;
  readonly signal?: AbortSignal;
}

export interface TheoryClient {
  /** Rejects with the signal's reason once aborted, with an Error in words for the reader when it fails. */
  run<Kind extends TheoryKind>(
    job: Kind,
    input: TheoryInput<Kind>,
    options?: TheoryOptions<Kind>,
  ): Promise<TheoryResult<Kind>>;
}

interface Pending {
  resolve(result: unknown): void;
  reject(reason: unknown): void;
  onFrame?: ((frame: never) => void) | undefined;
}

const makeTheoryWorker = () => startWorker(workerUrl, 'theory');

export function makeTheoryClient(makeWorker: () => Worker = makeTheoryWorker): TheoryClient {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let lastId = 0;

  const settle = (id: number, how: (asked: Pending) => void) => {
    const asked = pending.get(id);
    pending.delete(id);
    if (asked) how(asked);
  };

  const receive = (reply: TheoryReply) => {
    switch (reply.kind) {
      case 'frame':
        pending.get(reply.id)?.onFrame?.(reply.frame as never);
        return;
      case 'done':
        settle(reply.id, ({ resolve }) => resolve(reply.result));
        return;
      case 'failed':
        settle(reply.id, ({ reject }) => reject(new Error(`The theory could not be computed: ${reply.message}`)));
        return;
      default:
        reply satisfies never;
    }
  };

  const start = (): Worker => {
    const started = makeWorker();
    started.onmessage = ({ data }: MessageEvent<TheoryReply>) => {
      receive(data);
    };
    started.onerror = ({ message }) => {
      for (const { reject } of pending.values())
        reject(new Error(`The theory worker stopped: ${message || 'its program did not load'}. Reload the page.`));
      pending.clear();
      worker = undefined;
    };
    return started;
  };

  return {
    run: (job, input, { onFrame, signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        worker ??= start();
        const target = worker;
        const send = (request: TheoryRequest) => target.postMessage(request);
        const id = ++lastId;
        pending.set(id, { resolve: resolve, reject, onFrame });
        signal?.addEventListener('abort', () =>
          settle(id, () => {
            send({ kind: 'abort', id });
            reject(signal.reason as Error);
          }),
        );
        send({ kind: 'run', id, job, input });
      }),
  };
}
