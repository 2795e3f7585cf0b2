/** What a job is given, and how it is written: one file each in jobs/, one line each in the registry of the worker. */
import type { DeviceCache } from './deviceCache';
import type { Library } from './library';
import type { BackendId, JobKind, Jobs, Progress } from './protocol';

export interface JobContext<Kind extends JobKind> {
  readonly library: Library;
  readonly device: DeviceCache;
  readonly backend: BackendId;
  /** Aborted when the reader no longer wants the job, or when the device is gone. */
  readonly signal: AbortSignal;
  readonly emit: (frame: Jobs[Kind]['frame']) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** Rejects with the signal's reason within one step of its abort. */
export type RunJob<Kind extends JobKind> = (
  job: Jobs[Kind]['job'],
  context: JobContext<Kind>,
) => Promise<Jobs[Kind]['result']>;

/** Jobs that, run again after the loss of a device, go on where they were and send only what is new. All others start over and send the same frames. */
export const goingOn: ReadonlySet<JobKind> = new Set<JobKind>(['train']);
