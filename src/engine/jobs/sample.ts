/** The job 'sample': several denoisers from the same noise, step by step, one readback a step. */
import { datasetInfo } from '../../data/catalog';
import { projectOnPlane, type Plane } from '../../data/plane';
import type { DenoiserId } from '../../denoisers/catalog';
import type { TrainingImages } from '../../denoisers/trainingImages';
import { readBack } from '../../diffusion/readback';
import { sample, samplers, type SampleState } from '../../diffusion/sample';
import { karrasSigmas } from '../../diffusion/schedule';
import { drawNormals, makeRng } from '../../math/rng';
import { distanceToBytes, nearestTraining } from '../../metrics/nearestTraining';
import * as tf from '../../tfjs';
import { borrowFor } from '../borrow';
import type { JobContext, RunJob } from '../job';
import { nextTurn } from '../nextTurn';
import type { SampleFrame, SampleJob, SampleResult, SampleRow } from '../protocol';

export const sampleStepRange = { min: 2, max: 64 } as const;

/** x at sigmaMax for a seed: the same for every denoiser, dataset and N. */
export function startingNoise(seed: number, sigmaMax: number, dim: number): Float32Array<ArrayBuffer> {
  return drawNormals(makeRng(seed), dim).map((draw) => draw * sigmaMax);
}

export const runSample: RunJob<'sample'> = async (job, context) => {
  checkJob(job);
  const startedAt = performance.now();
  const { dataset, subset } = job;
  const { dim } = datasetInfo(dataset);
  const sigmas = karrasSigmas({ steps: job.steps, sigmaMax: job.sigmaMax, rho: job.rho });
  const sampler = samplers[job.sampler];
  const runs: Generator<SampleState, void, undefined>[] = [];
  const borrowed = borrowFor(job, context);
  try {
    const [bytes, plane] = await Promise.all([
      context.library.images(dataset, subset, context),
      context.library.plane(dataset, context),
    ]);
    const images = await borrowed.trainingImages();
    const { made, refused } = await borrowed.denoisers(job.denoisers, sigmas);

    const start = tf.tensor2d(startingNoise(job.seed, job.sigmaMax, dim), [1, dim]);
    runs.push(...made.map(({ denoiser }) => sample({ denoiser, sampler, sigmas, start })));
    let lastFrame: SampleFrame | undefined;
    try {
      for (let step = 0; step < sigmas.length; step++) {
        context.onProgress({ phase: 'sampling', done: step, total: sigmas.length });
        await nextTurn();
        context.signal.throwIfAborted();
        const states = runs.map((run) => run.next().value as SampleState);
        const frame = await readFrame({ ids: made.map(({ id }) => id), states, images, bytes, plane });
        lastFrame = Object.keys(refused).length > 0 ? { ...frame, refused } : frame;
        context.signal.throwIfAborted();
        context.emit(lastFrame);
      }
    } finally {
      start.dispose();
    }
    return {
      sigmas,
      evaluations: sampler.evaluations(job.steps),
      elapsedMs: performance.now() - startedAt,
      backend: context.backend,
      nearestImages: await nearestImages(job, lastFrame!, bytes, context),
    };
  } finally {
    for (const run of runs) run.return();
    borrowed.release();
  }
};

function checkJob({ steps, seed }: SampleJob): void {
  const { min, max } = sampleStepRange;
  if (!Number.isInteger(steps) || steps < min || steps > max)
    throw new RangeError(`The number of steps must be an integer from ${min} to ${max}, got ${steps}.`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`The seed must be an integer >= 0, got ${seed}.`);
}

interface FrameSource {
  readonly ids: readonly DenoiserId[];
  readonly states: readonly SampleState[];
  readonly images: TrainingImages;
  readonly bytes: Uint8Array;
  readonly plane: Plane;
}

/** One readback for all rows: x, D(x), and the indices of D's nearest training images. */
async function readFrame({ ids, states, images, bytes, plane }: FrameSource): Promise<SampleFrame> {
  const { dim } = images;
  const nearest = tf.tidy(() => nearestTraining(images, tf.concat(states.map(({ denoised }) => denoised))));
  let values: Float32Array;
  try {
    values = await readBack([...states.flatMap(({ x, denoised }) => [x, denoised]), nearest]);
  } finally {
    nearest.dispose();
  }
  const { step, sigma } = states[0]!;
  const indices = values.subarray(2 * dim * ids.length);
  const rows = ids.map((id, i): [DenoiserId, SampleRow] => {
    const x = values.slice(2 * i * dim, (2 * i + 1) * dim);
    const denoised = values.slice((2 * i + 1) * dim, (2 * i + 2) * dim);
    const distanceTo = (index: number) => distanceToBytes(denoised, bytes.subarray(index * dim, (index + 1) * dim));
    // ordered again by the exact distances: float32 may have swapped two that are nearly equal
    const [best, second] = [indices[2 * i]!, indices[2 * i + 1]!]
      .map((index) => ({ index, distance: distanceTo(index) }))
      .sort((a, b) => a.distance - b.distance);
    return [
      id,
      {
        x,
        denoised,
        planeX: projectOnPlane(plane, x),
        planeDenoised: projectOnPlane(plane, denoised),
        nearest: { index: best!.index, distance: best!.distance, secondDistance: second!.distance },
      },
    ];
  });
  return { step, sigma, rows: Object.fromEntries(rows) };
}

async function nearestImages(
  job: SampleJob,
  frame: SampleFrame,
  bytes: Uint8Array,
  { library, signal }: JobContext<'sample'>,
): Promise<SampleResult['nearestImages']> {
  const dataset = await library.dataset(job.dataset);
  const labels = await dataset.labels('train', { signal });
  const { dim } = dataset;
  return Object.fromEntries(
    Object.entries(frame.rows).map(([id, row]) => {
      const { index } = row.nearest;
      const className = labels && dataset.classes?.[labels[job.subset.start + index]!];
      return [
        id,
        { image: bytes.slice(index * dim, (index + 1) * dim), ...(className !== undefined && { className }) },
      ];
    }),
  );
}
