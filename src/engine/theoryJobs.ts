/** What the theory worker can do, by name: generators over plain data. */
import { foretell, planImages } from '../theory/planning';
import { sweepBestStops, sweepMeanStopping, sweepStopping } from '../theory/stopping';
import {
  lossesOfFits,
  simulateDifference,
  simulateDivergence,
  simulateLosses,
  sweepBestRidge,
  sweepDifference,
  sweepDivergence,
  sweepLosses,
} from '../theory/sweeps';

export const theoryJobs = {
  losses: sweepLosses,
  simulatedLosses: simulateLosses,
  fittedLosses: lossesOfFits,
  divergence: sweepDivergence,
  bestRidge: sweepBestRidge,
  simulatedDivergence: simulateDivergence,
  difference: sweepDifference,
  simulatedDifference: simulateDifference,
  plan: planImages,
  outlook: foretell,
  stopping: sweepStopping,
  meanStopping: sweepMeanStopping,
  bestStops: sweepBestStops,
} as const;

type TheoryJobs = typeof theoryJobs;
export type TheoryKind = keyof TheoryJobs;
export type TheoryInput<Kind extends TheoryKind> = Parameters<TheoryJobs[Kind]>[0];
type Work<Kind extends TheoryKind> = ReturnType<TheoryJobs[Kind]>;
/** What a job yields, but for its pauses. */
export type TheoryFrame<Kind extends TheoryKind> =
  Work<Kind> extends Generator<infer Frame, unknown, undefined> ? Exclude<Frame, undefined> : never;
export type TheoryResult<Kind extends TheoryKind> =
  Work<Kind> extends Generator<unknown, infer Result, undefined> ? Result : never;

/** Page to worker. */
export type TheoryRequest =
  | { readonly kind: 'run'; readonly id: number; readonly job: TheoryKind; readonly input: unknown }
  | { readonly kind: 'abort'; readonly id: number };

/** Worker to page; nothing more of a job that was aborted. */
export type TheoryReply =
  | { readonly kind: 'frame'; readonly id: number; readonly frame: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
