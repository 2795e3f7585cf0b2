/** The longest task of a page's main thread in a recording of Chromium. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, and those of them in which the thread had a processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface LongestTask {
  readonly ms: number;
  /** Of the task that had a processor for longest: without what other threads and programs took of the time. */
  readonly processorMs: number;
}

/** @param trace  what `browser.stopTracing` gives  @throws when the recording has no task of a page's main thread */
export function longestTask(trace: object): LongestTask {
  const events = (trace as { traceEvents?: readonly TraceEvent[] }).traceEvents ?? [];
  const mainThreads = new Set(
    events
      .filter(({ name, ph, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && mainThreads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('longestTask: the recording must hold tasks of a main thread, got none');
  const longest = (of: (task: TraceEvent) => number | undefined) =>
    tasks.reduce((most, task) => Math.max(most, of(task) ?? 0), 0) / 1000;
  return { ms: longest(({ dur }) => dur), processorMs: longest(({ tdur }) => tdur) };
}
