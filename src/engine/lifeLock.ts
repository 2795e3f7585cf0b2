/**
 * Tells when a worker has gone without a word, as one does that the browser ends for want of memory: it holds a lock, and the browser frees it. Pages without
 * locks (not secure, or of no origin) do without.
 */

export const makeLifeLock = (): string => `hidden-gaussian worker ${performance.timeOrigin} ${Math.random()}`;

/** In the worker: holds the lock as long as the worker lives, and calls back when it does. */
export function holdLifeLock(name: string, onHeld: () => void): void {
  void requestLock(name, () => {
    onHeld();
    return new Promise(() => undefined);
  });
}

/** In the page, once the worker holds the lock: calls back when it has gone. */
export function onLifeLockFree(name: string, onFree: () => void): void {
  void requestLock(name, () => {
    onFree();
    return Promise.resolve();
  });
}

async function requestLock(name: string, onHeld: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  await locks?.request(name, onHeld).catch(() => undefined);
}
