/** The job 'distill': the best linear map for what a denoiser does, noise level by noise level. */
import { gaussianWeight } from '../../denoisers/spectralMatrix';
import type { Denoiser } from '../../diffusion/denoiser';
import { readBack } from '../../diffusion/readback';
import { frobeniusNorm } from '../../math/dense';
import type { Spectrum } from '../../math/spectrum';
import { standardError, trueDifference } from '../../metrics/linearMaps';
import { type DistilledMap, distillLinear } from '../../training/distillLinear';
import { borrowFor } from '../borrow';
import { type CleanImages, cleanImages } from '../cleanImages';
import type { JobContext, RunJob } from '../job';
import type { MapSource } from '../linearShelf';
import { nextTurn } from '../nextTurn';
import type { DistillFrame, DistillJob } from '../protocol';

const countRange = { least: 2048, most: 2 ** 20 };

export const runDistill: RunJob<'distill'> = async (job, context) => {
  checkJob(job);
  const startedAt = performance.now();
  const { library } = context;
  const source = await sourceOf(job, context);
  const clean = await cleanImages(job, context);
  const spectrum = await library.spectrum(job.dataset, job.subset, context);
  const borrowed = borrowFor(job, context);
  try {
    const { made } = await borrowed.denoisers([job.teacher], job.sigmas);
    for (const [level, sigma] of job.sigmas.entries()) {
      const known = library.linear.distilled(source, sigma);
      if (known?.seed === job.seed && known.frame.count >= job.count) {
        context.emit(known.frame);
        continue;
      }
      const map = await distillLevel(made[0]!.denoiser, { job, level, ...clean }, context);
      const frame = await describe(map, spectrum);
      context.signal.throwIfAborted();
      library.linear.keep(source, { map: { sigma, weight: map.weight, bias: map.bias }, frame, seed: job.seed });
      context.emit(frame);
    }
    return { elapsedMs: performance.now() - startedAt, backend: context.backend };
  } finally {
    borrowed.release();
  }
};

function checkJob({ sigmas, count, seed }: DistillJob): void {
  const wrong = sigmas.find((sigma) => !(sigma > 0 && sigma < Infinity));
  if (wrong !== undefined || sigmas.length === 0)
    throw new RangeError(`The noise levels must be one or more numbers > 0, got ${String(wrong ?? 'none')}.`);
  const { least, most } = countRange;
  if (!Number.isInteger(count) || count < least || count > most)
    throw new RangeError(`The number of noisy inputs must be an integer from ${least} to ${most}, got ${count}.`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`The seed must be an integer >= 0, got ${seed}.`);
}

async function sourceOf(job: DistillJob, context: JobContext<'distill'>): Promise<MapSource> {
  const { dataset, subset, teacher, inputs, network } = job;
  if (teacher !== 'network') return { dataset, subset, teacher, inputs };
  if (network === undefined) throw new RangeError('Name the network to distil.');
  const { entry } = await context.library.model(network, context);
  return { dataset, subset, teacher, inputs, networkSha256: entry.sha256 };
}

interface Level extends CleanImages {
  readonly job: DistillJob;
  /** Index of the noise level. */
  readonly level: number;
}

async function distillLevel(
  teacher: Denoiser,
  { job, level, clean, reference }: Level,
  { signal, onProgress }: JobContext<'distill'>,
): Promise<DistilledMap> {
  const { sigmas, count, seed } = job;
  const work = distillLinear({ teacher, sigma: sigmas[level]!, clean, count, seed, reference });
  const levels = sigmas.length;
  try {
    for (;;) {
      const step = await work.next();
      if (step.done) return step.value;
      const { phase, done, total } = step.value;
      if (phase === 'asking') onProgress({ phase, done: level * total + done, total: levels * total });
      else onProgress({ phase, done: level + 1, total: levels });
      await nextTurn();
      signal.throwIfAborted();
    }
  } finally {
    await work.return(undefined as never);
  }
}

/** How a map compares with the Gaussian denoiser's of the same training images. */
export async function describe(
  { sigma, weight, halves, residual, count }: DistilledMap,
  spectrum: Spectrum,
): Promise<DistillFrame> {
  const onDevice = gaussianWeight(spectrum, sigma);
  const gaussian = await readBack([onDevice]).finally(() => onDevice.dispose());
  const gaussianSize = frobeniusNorm(gaussian);
  return {
    sigma,
    count,
    difference: trueDifference(halves, gaussian),
    standardError: standardError(halves) / gaussianSize,
    residual,
    gaussianSize,
    mapSize: frobeniusNorm(weight),
  };
}
