/** The worker's side of the engine in Node: the real host, library and jobs on the WASM backend, with a device that can be taken away. */
import { readPublicFile } from '../scripts/readPublicFile';
import type { ReadFile } from '../src/data/readFile';
import type { RunningBackend } from '../src/engine/backend';
import { makeHost, type HostOptions } from '../src/engine/host';
import { makeLibrary } from '../src/engine/library';
import type { Frame, Job, Reply, Request } from '../src/engine/protocol';
import { leftSingular } from '../src/metrics/linearMaps';
import { spectrumOf } from './materials';

export interface TestHost {
  readonly replies: Reply[];
  send(request: Request): void;
  /** Calls back on every reply, after it is in `replies`. */
  listen(listener: (reply: Reply) => void): void;
  /** Resolves with the reply that ends the job. */
  run(jobId: number, job: Job): Promise<Extract<Reply, { kind: 'done' | 'failed' | 'aborted' }>>;
  framesOf(jobId: number): Frame[];
  /** Takes the device away. */
  lose(reason: string): void;
  /** What the host asked of its chooser, one entry for each start. */
  readonly chosen: Parameters<HostOptions['chooseBackend']>[];
}

export interface TestHostOptions {
  readonly readFile?: ReadFile;
  /** Why no backend starts. */
  readonly refuse?: string;
  readonly started?: boolean;
  readonly hasDevice?: boolean;
}

export function makeTestHost({
  readFile = readPublicFile,
  refuse,
  started = true,
  hasDevice = true,
}: TestHostOptions = {}): TestHost {
  const replies: Reply[] = [];
  const listeners = new Set<(reply: Reply) => void>();
  const chosen: TestHost['chosen'] = [];
  let lose: (reason: string) => void = () => undefined;

  const chooseBackend: HostOptions['chooseBackend'] = (forced, skip) => {
    chosen.push([forced, skip]);
    if (refuse !== undefined) return Promise.reject(new Error(refuse));
    const running: RunningBackend = {
      report: { backend: 'wasm', detail: `start ${chosen.length}`, refused: [] },
      ...(hasDevice && {
        device: { lost: new Promise((resolve) => (lose = resolve)), destroy: () => lose('destroyed') },
      }),
    };
    return Promise.resolve(running);
  };
  const handle = makeHost({
    post: (reply) => {
      const sent = structuredClone(reply); // as a worker would
      replies.push(sent);
      for (const listener of listeners) listener(sent);
    },
    chooseBackend,
    lossNewsMs: 300,
    makeLibrary: () =>
      makeLibrary({
        readFile,
        computeSpectrum: (bytes, count, dim) => Promise.resolve(spectrumOf(bytes, count, dim)),
        computeLeftSingular: (weight, dim, count) => Promise.resolve(leftSingular(weight, dim, count)),
      }),
  });
  if (started) handle({ kind: 'start', baseUrl: 'http://localhost/' });

  return {
    replies,
    chosen,
    send: handle,
    listen: (listener) => listeners.add(listener),
    lose: (reason) => lose(reason),
    run: (jobId, job) =>
      new Promise((resolve) => {
        listeners.add((reply) => {
          if ((reply.kind === 'done' || reply.kind === 'failed' || reply.kind === 'aborted') && reply.jobId === jobId)
            resolve(reply);
        });
        handle({ kind: 'run', jobId, job });
      }),
    framesOf: (jobId) =>
      replies.flatMap((reply) => (reply.kind === 'frame' && reply.jobId === jobId ? [reply.frame] : [])),
  };
}
