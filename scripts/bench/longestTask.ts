/** The longest task of a page's main thread in a recording of Chromium. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** @param trace  what `browser.stopTracing` gives  @returns milliseconds  @throws when the recording has no task of a page's main thread */
export function longestTaskMs(trace: object): number {
  const events = (trace as { traceEvents?: readonly TraceEvent[] }).traceEvents ?? [];
  const mainThreads = new Set(
    events
      .filter(({ name, ph, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && mainThreads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('longestTaskMs: the recording must hold tasks of a main thread, got none');
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}
