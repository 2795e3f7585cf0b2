/**
 * The worker's side of the engine: takes requests, runs jobs, answers. When the device is lost it starts a backend anew and runs the unfinished jobs
 * again; frames that were sent already are not sent twice.
 */
import { DataError } from '../data/dataError';
import { ModelError } from '../network/checkedWeights';
import { SafetensorsError } from '../network/safetensors';
import type { RunningBackend } from './backend';
import { makeDeviceCache } from './deviceCache';
import { goingOn, type JobContext, type RunJob } from './job';
import { runDenoise } from './jobs/denoise';
import { runDescend } from './jobs/descend';
import { runDistill } from './jobs/distill';
import { runErrors } from './jobs/errors';
import { runImages } from './jobs/images';
import { runJacobian } from './jobs/jacobian';
import { runLearnLinear } from './jobs/learnLinear';
import { runLinearity } from './jobs/linearity';
import { runAddImages, runForgetImages } from './jobs/ownImages';
import { runLoaded } from './jobs/loaded';
import { runLocality } from './jobs/locality';
import { runMemory } from './jobs/memory';
import { runAddNetwork, runForgetNetwork, runReadNetwork } from './jobs/ownNetworks';
import { runPlane } from './jobs/plane';
import { runSample } from './jobs/sample';
import { runSpectrum } from './jobs/spectrum';
import { runForgetTraining, runPauseTraining, runTrain } from './jobs/train';
import { runSurvey } from './jobs/survey';
import { runVectors } from './jobs/vectors';
import type { Library } from './library';
import { wordsOf } from './words';
import type { BackendId, Frame, Job, JobKind, Reply, Request, Result } from './protocol';

export interface HostOptions {
  readonly post: (reply: Reply) => void;
  readonly chooseBackend: (forced?: BackendId, skip?: Partial<Record<BackendId, string>>) => Promise<RunningBackend>;
  readonly makeLibrary: (baseUrl: string) => Library;
  /** How long to wait for the news of a lost device after a failure, in ms. */
  readonly lossNewsMs?: number;
}

/** After this many losses the device is not tried again. */
const mostLosses = 3;
/** How long after a failure the news of a lost device may come, in ms: a busy device takes its time to go. */
const longestLossNewsMs = 5000;
/** Faults of files and calls, not of the device: they are told at once. */
const plainFaults = [DataError, ModelError, SafetensorsError, RangeError];
/** Denoisers and sets of images that stay on the device unused. */
const keepIdle = 6;

interface Attempt {
  readonly backend: RunningBackend;
  /** Aborted when the device is lost. */
  readonly broken: AbortSignal;
}

export function makeHost({
  post,
  chooseBackend,
  makeLibrary,
  lossNewsMs = longestLossNewsMs,
}: HostOptions): (request: Request) => void {
  const device = makeDeviceCache(keepIdle);
  const controllers = new Map<number, AbortController>();
  let library: Library | undefined;
  let attempt: Promise<Attempt> | undefined;
  const losses = new Map<BackendId, number>();

  const startBackend = async (forced?: BackendId): Promise<Attempt> => {
    const givenUp = [...losses].filter(([, times]) => times >= mostLosses);
    const skip = Object.fromEntries(
      givenUp.map(([id, times]) => [id, `The graphics device was lost ${times} times.`] as const),
    );
    const backend = await chooseBackend(givenUp.length > 0 ? undefined : forced, skip);
    const broken = new AbortController();
    void backend.device?.lost.then((reason) => {
      const { backend: id } = backend.report;
      losses.set(id, (losses.get(id) ?? 0) + 1);
      broken.abort(new Error(`The graphics device was lost (${reason}).`));
      device.clear();
      post({
        kind: 'notice',
        text: `The graphics device was lost (${briefly(reason)}). It was started again, and the work goes on.`,
      });
      attempt = startBackend(forced);
      announce(attempt);
    });
    return { backend, broken: broken.signal };
  };
  const announce = (started: Promise<Attempt>) => {
    started.then(
      ({ backend }) => {
        post({ kind: 'backend', report: backend.report });
      },
      (error: unknown) => {
        post({ kind: 'noBackend', message: wordsOf(error) });
      },
    );
  };

  const run = async (jobId: number, job: Job): Promise<void> => {
    const controller = new AbortController();
    controllers.set(jobId, controller);
    let framesSent = 0;
    try {
      for (;;) {
        if (!attempt || !library) throw new Error('engine: a job must come after start');
        const { backend, broken } = await attempt;
        let framesSeen = 0;
        const emit = (frame: Frame) => {
          if (!goingOn.has(job.kind) && framesSeen++ < framesSent) return;
          framesSent++;
          post({ kind: 'frame', jobId, frame });
        };
        const onProgress: JobContext<JobKind>['onProgress'] = (progress) => {
          post({ kind: 'progress', jobId, progress });
        };
        const { signal, release } = either(controller.signal, broken);
        try {
          const context = { library, device, backend: backend.report.backend, signal, emit, onProgress };
          const result = await runners(backend)[job.kind](job as never, context);
          post({ kind: 'done', jobId, result });
          return;
        } catch (error) {
          const isPlain = plainFaults.some((fault) => error instanceof fault);
          if (controller.signal.aborted || isPlain || !(await isLost(backend, lossNewsMs))) throw error;
        } finally {
          release();
        }
      }
    } catch (error) {
      if (controller.signal.aborted) post({ kind: 'aborted', jobId });
      else if (error instanceof WebAssembly.RuntimeError)
        post({
          kind: 'noBackend',
          message: `WebAssembly stopped (${error.message}). Run it again to start a new engine.`,
        });
      else post({ kind: 'failed', jobId, message: wordsOf(error) });
    } finally {
      controllers.delete(jobId);
    }
  };

  return (request) => {
    switch (request.kind) {
      case 'start':
        library = makeLibrary(request.baseUrl);
        attempt = startBackend(request.backend);
        announce(attempt);
        return;
      case 'run':
        void run(request.jobId, request.job);
        return;
      case 'abort':
        controllers.get(request.jobId)?.abort(new DOMException('The job was stopped.', 'AbortError'));
        return;
      default:
        request satisfies never;
    }
  };
}

/** The registry of jobs. */
function runners({
  device,
}: RunningBackend): Record<JobKind, (job: never, context: JobContext<JobKind>) => Promise<Result>> {
  return {
    sample: runSample,
    denoise: runDenoise,
    locality: runLocality,
    survey: runSurvey,
    errors: runErrors,
    linearity: runLinearity,
    distill: runDistill,
    learnLinear: runLearnLinear,
    descend: runDescend,
    vectors: runVectors,
    jacobian: runJacobian,
    plane: runPlane,
    images: runImages,
    spectrum: runSpectrum,
    train: runTrain,
    pauseTraining: runPauseTraining,
    readNetwork: runReadNetwork,
    addNetwork: runAddNetwork,
    forgetNetwork: runForgetNetwork,
    forgetTraining: runForgetTraining,
    addImages: runAddImages,
    forgetImages: runForgetImages,
    memory: runMemory,
    loaded: runLoaded,
    loseDevice: () => {
      if (!device) throw new Error('WebAssembly has no device to lose.');
      device.destroy();
      return Promise.resolve(null);
    },
  } satisfies { [Kind in JobKind]: RunJob<Kind> };
}

function isLost({ device }: RunningBackend, newsMs: number): Promise<boolean> {
  if (!device) return Promise.resolve(false);
  return Promise.race([
    device.lost.then(() => true),
    new Promise<boolean>((resolve) => {
      setTimeout(resolve, newsMs, false);
    }),
  ]);
}

/** The first line of a browser's reason, not too long for a line of the page. */
function briefly(reason: string): string {
  const line = reason.split('\n')[0]!.trim().replace(/\.$/, '');
  return line.length > 120 ? `${line.slice(0, 120)}...` : line;
}

/** Aborts with the first of two signals, until it is released; AbortSignal.any is missing in browsers that are still in use. */
function either(a: AbortSignal, b: AbortSignal): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const follow = ({ target }: Pick<Event, 'target'>) => {
    controller.abort((target as AbortSignal).reason);
  };
  for (const signal of [a, b]) {
    if (signal.aborted) follow({ target: signal });
    signal.addEventListener('abort', follow);
  }
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of [a, b]) signal.removeEventListener('abort', follow);
    },
  };
}
