/** The training that the reader runs in the page: starts it, pauses it, lets it go on, ends it, and holds what it has shown so far. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetId } from '../data/catalog';
import { firstImages } from '../data/subset';
import type { EngineClient } from '../engine/client';
import type { Progress, TrainFrame, TrainingLook, TrainJob } from '../engine/protocol';
import { lookSettings } from '../metrics/catalog';
import { type LossCurve, withLosses } from './lossCurve';
import type { OwnNetworks } from './ownNetworks';

/** What the reader chooses. */
export interface TrainingChoice {
  readonly dataset: DatasetId;
  /** N. */
  readonly images: number;
  readonly width: number;
  readonly seed: number;
  readonly learningRate: number;
  /** Images to see in all. */
  readonly imagesSeen: number;
}

/** Shows the least held-out loss within a minute, and copies at the end, on an ordinary laptop. */
export const defaultChoice: TrainingChoice = {
  dataset: 'fashion',
  images: 16,
  width: 16,
  seed: 1,
  learningRate: 0.002,
  imagesSeen: 48_000,
};
const batchSize = 16;

export interface TrainingState {
  /** 'ended' is finished, or stopped for good. */
  readonly phase: 'idle' | 'preparing' | 'training' | 'pausing' | 'paused' | 'stopping' | 'ended' | 'failed';
  readonly choice: TrainingChoice;
  /** Of the run that is shown. */
  readonly job?: TrainJob | undefined;
  readonly losses: LossCurve;
  readonly looks: readonly TrainingLook[];
  readonly imagesSeen: number;
  /** Images a second, looks included, lately; undefined until it is known. */
  readonly pace?: number | undefined;
  readonly progress?: Progress | undefined;
  /** Why it failed. */
  readonly message?: string | undefined;
}

export interface Training {
  readonly store: StoreApi<TrainingState>;
  choose(patch: Partial<TrainingChoice>): void;
  /** Begins with the choice as it stands; what was shown of an earlier run goes. */
  start(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends it for good. The network stays as it is. */
  stop(): Promise<void>;
}

const nothingYet = { losses: [], looks: [], imagesSeen: 0, pace: undefined, progress: undefined, message: undefined };

export function makeTraining(engine: EngineClient, own: Pick<OwnNetworks, 'nextId' | 'keep'>): Training {
  const store = createStore<TrainingState>(() => ({ phase: 'idle', choice: defaultChoice, ...nothingYet }));
  const set = (patch: Partial<TrainingState>) => store.setState(patch);
  let marks: PaceMark[] = [];

  const onFrame = (frame: TrainFrame) => {
    const { phase, losses, looks, imagesSeen } = store.getState();
    const isFirst = phase === 'preparing' && { phase: 'training' as const, progress: undefined };
    if (frame.kind === 'look') {
      set({ ...isFirst, looks: [...looks, frame.look], imagesSeen: Math.max(imagesSeen, frame.look.imagesSeen) });
      return;
    }
    const seen = (frame.firstStep + frame.losses.length - 1) * batchSize;
    marks = [...marks.slice(-24), { imagesSeen: seen, elapsedMs: frame.elapsedMs }];
    set({
      ...isFirst,
      losses: withLosses(losses, frame.firstStep, frame.losses),
      imagesSeen: seen,
      pace: paceOf(marks),
    });
  };

  async function go(job: TrainJob): Promise<void> {
    marks = [];
    set({ phase: 'preparing', job, pace: undefined, message: undefined });
    try {
      const { isFinished } = await engine.run(job, {
        onFrame,
        onProgress: (progress) => {
          if (store.getState().phase === 'preparing') set({ progress });
        },
      });
      const isStopped = store.getState().phase === 'stopping';
      if (isStopped) await forget(job);
      set({ phase: isFinished || isStopped ? 'ended' : 'paused', progress: undefined, pace: undefined });
      await own.keep(job.run);
    } catch (error) {
      set({ phase: 'failed', message: error instanceof Error ? error.message : String(error), progress: undefined });
    }
  }

  const forget = (job: TrainJob) => engine.run({ kind: 'forgetTraining', run: job.run }).catch(() => null); // a worker that is gone has forgotten it

  /** Lets the run end after its present step. */
  async function end(phase: 'pausing' | 'stopping'): Promise<void> {
    const { job } = store.getState();
    set({ phase });
    if (job) await engine.run({ kind: 'pauseTraining', run: job.run }).catch(() => null); // it has ended in between
  }

  return {
    store,
    choose: (patch) => set({ choice: { ...store.getState().choice, ...patch } }),
    async start() {
      const { images, ...choice } = store.getState().choice;
      set({ ...nothingYet, phase: 'preparing', job: undefined });
      await go({
        kind: 'train',
        run: await own.nextId(),
        ...choice,
        subset: firstImages(images),
        batchSize,
        looks: lookSettings.looks,
      });
    },
    async pause() {
      if (isGoing(store.getState().phase)) await end('pausing');
    },
    async resume() {
      const { phase, job } = store.getState();
      if (job && phase === 'paused') await go(job);
    },
    async stop() {
      const { phase, job } = store.getState();
      if (job && phase === 'paused') {
        await forget(job);
        set({ phase: 'ended' });
      } else if (isGoing(phase)) await end('stopping');
    },
  };
}

/** Whether a network is being trained, or the reader's last word to it is being followed. */
export const isUnderWay = (phase: TrainingState['phase']) =>
  isGoing(phase) || phase === 'pausing' || phase === 'stopping';

const isGoing = (phase: TrainingState['phase']) => phase === 'preparing' || phase === 'training';

interface PaceMark {
  readonly imagesSeen: number;
  readonly elapsedMs: number;
}

/** Images a second between the first and the last mark. */
function paceOf(marks: readonly PaceMark[]): number | undefined {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.elapsedMs - first.elapsedMs < 500) return undefined;
  return (1000 * (last.imagesSeen - first.imagesSeen)) / (last.elapsedMs - first.elapsedMs);
}

/** The look with the least held-out loss so far: where it would have been best to stop. */
export function bestLook(looks: readonly TrainingLook[]): TrainingLook | undefined {
  return looks.reduce<TrainingLook | undefined>(
    (best, look) => (best && best.heldOutLoss <= look.heldOutLoss ? best : look),
    undefined,
  );
}
