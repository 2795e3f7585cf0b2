/** Loads each key once: concurrent callers share one load, later ones its value. A failed or abandoned load is forgotten, so that it can be tried again. */

interface SharedLoad<T> {
  readonly value: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Each caller may give up on its own: its promise rejects at once with its signal's reason; the load itself is aborted only when
 * nobody waits for it any more.
 */
export function shareLoads<T>(load: (key: string, signal: AbortSignal) => Promise<T>) {
  const loads = new Map<string, SharedLoad<T>>();

  const forget = (key: string, shared: SharedLoad<T>) => {
    if (loads.get(key) === shared) loads.delete(key);
  };
  const start = (key: string): SharedLoad<T> => {
    const controller = new AbortController();
    const shared = { controller, waiting: 0, value: load(key, controller.signal) };
    loads.set(key, shared);
    shared.value.catch(() => forget(key, shared));
    return shared;
  };

  return async (key: string, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    const shared = loads.get(key) ?? start(key);
    shared.waiting++;
    try {
      return await untilAborted(shared.value, signal);
    } finally {
      shared.waiting--;
      if (signal?.aborted && shared.waiting === 0) {
        forget(key, shared);
        shared.controller.abort(signal.reason);
      }
    }
  };
}

/** The value of `promise`, or a rejection with the signal's reason as soon as it aborts. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
