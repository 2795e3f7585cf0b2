/** Work that may wait for the next task runs in slices, so that much of it at once does not hold the page. */
const sliceMs = 8;
/** A page that is seen draws a frame sooner. */
const noFrameMs = 500;
const waiting = new Set<() => void>();

/** Runs it in a task of its own, before the next frame if the browser is free. @returns takes it back */
export function soon(work: () => void): () => void {
  if (waiting.size === 0) nextTask(runSlice);
  waiting.add(work);
  return () => {
    waiting.delete(work);
  };
}

function runSlice(): void {
  const startedAt = performance.now();
  for (const work of waiting) {
    waiting.delete(work);
    work();
    if (performance.now() - startedAt > sliceMs) break;
  }
  if (waiting.size > 0) nextTask(runSlice);
}

function nextTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel(); // a timer would wait for 4 ms and more
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
}

/** Runs it in a task after the next frame; in a page that draws none, because nobody sees it, after a while. @returns takes it back */
export function afterFrame(work: () => void): () => void {
  const run = () => {
    takeBack();
    takeBack = soon(work);
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, noFrameMs);
  let takeBack = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return () => takeBack();
}

/** A task of its own for what comes after. */
export const ownTask = (): Promise<void> => new Promise(nextTask);
