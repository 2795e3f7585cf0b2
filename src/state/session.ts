/** All that one figure, or a page of figures, shares: inputs, the run that answers them, what is pointed at, and the engine. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../engine/client';
import { type DecodedInputs, type Inputs, withinRange } from './inputs';
import { type LoadImage, makeImageCache } from './images';
import type { NetworkMeasures } from './networkMeasures';
import { makeRun, type Run, type RunOptions } from './run';
import { makeView, type View } from './view';

export interface Session {
  readonly engine: EngineClient;
  readonly inputs: StoreApi<Inputs>;
  readonly run: Run;
  readonly view: StoreApi<View>;
  /** What the link asked for and did not get. */
  readonly problems: StoreApi<readonly string[]>;
  readonly loadImage: LoadImage;
  readonly loadNetworkMeasures: () => Promise<NetworkMeasures>;
  /** Changes inputs, keeping N within the dataset and the step at the same part of the way when the number of steps changes. */
  change(patch: Partial<Inputs>): void;
}

export interface SessionOptions extends Omit<RunOptions, 'inputs'> {
  readonly opening: DecodedInputs;
  readonly loadNetworkMeasures: () => Promise<NetworkMeasures>;
}

export function makeSession({ opening, loadNetworkMeasures, ...options }: SessionOptions): Session {
  const inputs = createStore<Inputs>(() => opening.inputs);
  return {
    engine: options.engine,
    inputs,
    run: makeRun({ ...options, inputs }),
    view: makeView(),
    problems: createStore<readonly string[]>(() => opening.problems),
    loadImage: makeImageCache(options.engine),
    loadNetworkMeasures,
    change(patch) {
      const before = inputs.getState();
      const after = { ...before, ...patch };
      const isOtherWalk = patch.steps !== undefined && patch.step === undefined && patch.steps !== before.steps;
      const step = isOtherWalk ? Math.round((before.step / before.steps) * after.steps) : after.step;
      inputs.setState(withinRange({ ...after, step }));
    },
  };
}
