import { useEffect, useEffectEvent, useState } from 'react';
import type { RunOptions } from '../engine/client';
import type { BackendId, Job, JobKind, Jobs, Progress } from '../engine/protocol';
import { startStopwatch } from '../ui/stopwatch';
import { useSession } from './session';

/** Runs a job for a figure: stopped with it, its progress told. */
export type RunJob = <Kind extends JobKind>(
  job: Extract<Job, { kind: Kind }>,
  options?: Pick<RunOptions<Kind>, 'onFrame'>,
) => Promise<Jobs[Kind]['result']>;

export interface Live<T> {
  readonly state: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  readonly progress?: Progress | undefined;
  /** Of those inputs that the key names. */
  readonly result?: T | undefined;
  /** Why it failed. */
  readonly message?: string | undefined;
  /** Where it ran, and how long it took, once it is done. */
  readonly ran?: { readonly backend: BackendId | undefined; readonly elapsedMs: number } | undefined;
  start(): void;
  stop(): void;
}

type Shown<T> = Pick<Live<T>, 'state' | 'progress' | 'result' | 'message' | 'ran'>;

/**
 * A measurement on the reader's machine. Another key stops it, and hides what was measured. With `isAsked` it starts by itself, as soon as there is a key.
 */
export function useLive<T>(key: string, work: (run: RunJob) => Promise<T>, { isAsked = false } = {}): Live<T> {
  const { engine } = useSession();
  const [asked, setAsked] = useState<{ readonly key: string }>();
  const [refused, setRefused] = useState<string>();
  const [shown, setShown] = useState<Shown<T> & { readonly key: string }>();
  const measure = useEffectEvent((signal: AbortSignal) => {
    const set = (next: Shown<T>) => {
      if (!signal.aborted) setShown({ key, ...next });
    };
    set({ state: 'running' });
    const readElapsedMs = startStopwatch();
    const ran = () => ({ backend: engine.status().report?.backend, elapsedMs: readElapsedMs() });
    const run: RunJob = (job, options = {}) =>
      engine.run(job, { ...options, signal, onProgress: (progress) => set({ state: 'running', progress }) });
    work(run).then(
      (result) => set({ state: 'done', result, ran: ran() }),
      (error: unknown) => set({ state: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  });
  useEffect(() => {
    if (refused === key || (!isAsked && asked?.key !== key)) return;
    const controller = new AbortController();
    measure(controller.signal);
    return () => controller.abort(new DOMException('The reader stopped it.', 'AbortError'));
  }, [asked, refused, key, isAsked]);
  const stop = () => {
    setAsked(undefined);
    setRefused(key);
    setShown({ key, state: 'stopped' });
  };
  const start = () => {
    setRefused(undefined);
    setAsked({ key });
  };
  return { ...(shown?.key === key ? shown : { state: 'idle' as const }), start, stop };
}
