/** Keeps one sampling run going for the inputs as they stand: newest wins, frames are shown as they come, failures are words. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MeasuredTrajectory } from '../engine/measured';
import type { EngineClient } from '../engine/client';
import type { Progress, SampleJob } from '../engine/protocol';
import type { Inputs } from './inputs';
import { linearLevels, type LinearMaps } from './linearMaps';
import { isSameWalk, jobKey, sampleJob } from './job';
import type { NetworkInfo } from './networks';
import { ownInfo, type OwnState } from './ownNetworks';
import { begin, fromMeasured, isComplete, type Trajectory, withFrame, withResult } from './trajectory';

/** What is known of the trained networks. */
export type Networks =
  | { readonly state: 'failed'; readonly list: readonly NetworkInfo[]; readonly message: string }
  | { readonly state: 'loading' | 'ready'; readonly list: readonly NetworkInfo[] };

export interface RunState {
  readonly phase: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  readonly networks: Networks;
  readonly shown?: Trajectory | undefined;
  /** The run measured beforehand that was shown last. */
  readonly measured?: MeasuredTrajectory;
  /** The last run that was shown whole, for words that need all its numbers. */
  readonly complete?: Trajectory | undefined;
  readonly progress?: Progress | undefined;
  /** Why it failed, when it did. */
  readonly message?: string | undefined;
  /** Something the run did without. */
  readonly notice?: string;
  /** Whether the engine may be used: the first picture has been shown. */
  readonly isOpen: boolean;
}

export interface RunOptions {
  readonly engine: EngineClient;
  readonly inputs: StoreApi<Inputs>;
  readonly loadNetworks: () => Promise<readonly NetworkInfo[]>;
  /** The reader's own networks, which stand in the list after the published ones. */
  readonly own?: StoreApi<OwnState>;
  readonly linear: LinearMaps;
  /** The measured run of these inputs, if one is published. */
  readonly loadMeasured: (job: SampleJob) => Promise<MeasuredTrajectory | undefined>;
  /** Resolves when the page has drawn and has time for the engine. */
  readonly whenIdle: () => Promise<void>;
  /** How long inputs must rest before they become a job, when they change time and again while a run is going on. */
  readonly restMs?: number;
}

export interface Run {
  readonly store: StoreApi<RunState>;
  /** Starts, and follows the inputs from now on. */
  start(): void;
  /** Reads the list of networks, for figures that show no run. */
  open(): void;
  /** Stops at once; what has been computed stays. */
  stop(): void;
  /** Runs the inputs once more; reads the list of networks first where that failed. */
  retry(): void;
}

export function makeRun({
  engine,
  inputs,
  loadNetworks,
  own,
  linear,
  loadMeasured,
  whenIdle,
  restMs = 150,
}: RunOptions): Run {
  const store = createStore<RunState>(() => ({
    phase: 'waiting',
    networks: { state: 'loading', list: [] },
    isOpen: false,
  }));
  const set = (patch: Partial<RunState>) => store.setState(patch);
  let controller = new AbortController();
  let askedKey = '';

  const show = (shown: Trajectory) => set(isComplete(shown) ? { shown, complete: shown } : { shown });

  const currentJob = () =>
    sampleJob(inputs.getState(), store.getState().networks.list, (network) =>
      linearLevels(linear.store.getState(), network),
    );

  async function showMeasured(signal: AbortSignal): Promise<void> {
    if (inputs.getState().network !== '') return; // the automatic choice was measured
    const job = currentJob();
    const { shown } = store.getState();
    if (shown && isSameWalk(shown.job, job)) return;
    try {
      const measured = await loadMeasured(job);
      if (!measured || signal.aborted) return;
      set({ measured });
      show(fromMeasured(measured));
    } catch (error) {
      if (!signal.aborted) set({ notice: `The measured result is missing: ${inWords(error)}` }); // the live run does without
    }
  }

  async function sampleLive(signal: AbortSignal): Promise<void> {
    const job = currentJob();
    askedKey = jobKey(job);
    let live = begin(job, store.getState().shown);
    set({ shown: live });
    const result = await engine.run(job, {
      signal,
      onFrame(frame) {
        live = withFrame(live, frame);
        set({ shown: live });
      },
      onProgress: (progress) => set({ progress }),
    });
    show(withResult(live, result));
    set({ phase: 'done', progress: undefined });
  }

  async function go(delayMs: number): Promise<void> {
    controller.abort();
    const { signal } = (controller = new AbortController());
    set({ phase: 'running', progress: undefined, message: undefined });
    try {
      await Promise.all([showMeasured(signal), delay(delayMs)]);
      await opened;
      if (!signal.aborted) await sampleLive(signal);
    } catch (error) {
      if (signal.aborted) return;
      set({ phase: 'failed', message: inWords(error), progress: undefined, shown: store.getState().complete });
    }
  }

  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));

  async function prepare(): Promise<void> {
    await whenIdle();
    engine.start();
    open();
    set({ isOpen: true });
  }

  let published: Networks = { state: 'loading', list: [] };
  const setNetworks = (next: Networks) => {
    published = next;
    set({ networks: { ...next, list: [...next.list, ...(own?.getState().list ?? []).flatMap(ownInfo)] } });
  };
  own?.subscribe(() => setNetworks(published));
  const fetchNetworks = () =>
    loadNetworks().then(
      (list) => setNetworks({ state: 'ready', list }),
      (error: unknown) => setNetworks({ state: 'failed', list: [], message: inWords(error) }),
    );

  return {
    store,
    start() {
      const first = Promise.all([fetchNetworks(), linear.load(), showMeasured(controller.signal)]);
      void first.then(prepare).then(() => go(0));
      let rest: ReturnType<typeof setTimeout> | undefined;
      const follow = () => {
        const { isOpen, phase } = store.getState();
        if (isOpen && jobKey(currentJob()) !== askedKey) {
          askedKey = jobKey(currentJob());
          const isDrag = rest !== undefined && phase === 'running'; // faster than the engine
          void go(isDrag ? restMs : 0); // one change runs at once, a drag when it rests
          clearTimeout(rest);
          rest = setTimeout(() => (rest = undefined), restMs);
        }
      };
      inputs.subscribe(follow);
      linear.store.subscribe(follow);
    },
    open() {
      void Promise.all([fetchNetworks(), linear.load()]).then(() => set({ isOpen: true }));
    },
    stop() {
      controller.abort(new DOMException('The reader stopped it.', 'AbortError'));
      set({ phase: 'stopped', progress: undefined });
    },
    retry() {
      if (published.state !== 'failed') return void go(0);
      setNetworks({ state: 'loading', list: [] });
      void fetchNetworks().then(() => go(0));
    },
  };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
