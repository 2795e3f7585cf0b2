/** The job 'train': trains a network step by step, sends its losses and looks, and keeps what it needs to go on in the library. */
import { datasetInfo } from '../../data/catalog';
import { toBytes, toFloatPixels } from '../../data/pixels';
import { checkSubset } from '../../data/subset';
import { makeNetworkDenoiser } from '../../denoisers/network';
import { isMemorized, lookSettings } from '../../metrics/catalog';
import { distanceToBytes } from '../../metrics/nearestTraining';
import { makeLooker, type Looker } from '../../metrics/trainingLook';
import { packOwnModel } from '../../network/ownModel';
import { lookSteps } from '../../training/lookSteps';
import { initialState, planSteps, trainNetwork, type TrainingPlan } from '../../training/trainNetwork';
import { borrowFor, type Borrowing } from '../borrow';
import type { JobContext, RunJob } from '../job';
import { nextTurn } from '../nextTurn';
import type { Nearest, TrainingLook, TrainJob, TrainResult } from '../protocol';
import { newRecord, type TrainingRecord } from '../trainings';

/** Losses are sent this often, and the state is copied from the device this often, in ms. */
const [sendEveryMs, copyEveryMs] = [250, 3000];

export const runTrain: RunJob<'train'> = async (job, context) => {
  const plan = checkedPlan(job);
  const record = recordOf(job, plan, context);
  const borrowed = borrowFor(job, context);
  record.isRunning = true;
  let looker: Looker | undefined;
  try {
    const bytes = await context.library.images(job.dataset, job.subset, context);
    if (job.looks > 0) looker = await prepareLooker(job, bytes, borrowed, context);
    return await train({ job, plan, record, bytes, looker, context });
  } finally {
    record.isRunning = false;
    looker?.dispose();
    borrowed.release();
  }
};

export const runPauseTraining: RunJob<'pauseTraining'> = ({ run }, { library }) => {
  const record = library.trainings.get(run);
  if (!record?.isRunning) return Promise.reject(new RangeError(`No training ${run} is running.`));
  record.isPauseAsked = true;
  return Promise.resolve(null);
};

export const runForgetTraining: RunJob<'forgetTraining'> = ({ run }, { library }) => {
  library.trainings.delete(run);
  return Promise.resolve(null);
};

function checkedPlan(job: TrainJob): TrainingPlan {
  const { dataset, subset, width, seed, batchSize, imagesSeen, learningRate, looks } = job;
  const { trainCount, sigmaData } = datasetInfo(dataset);
  checkSubset(subset, trainCount, 'train');
  if (!Number.isSafeInteger(looks) || looks < 0)
    throw new RangeError(`train: looks must be an integer >= 0, got ${looks}`);
  for (const [name, value] of Object.entries({ batchSize, imagesSeen }))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`train: ${name} must be an integer >= 1, got ${value}`);
  if (!(learningRate > 0 && learningRate < Infinity))
    throw new RangeError(`train: learningRate must be a number > 0, got ${learningRate}`);
  return { width, seed, batchSize, imagesSeen, learningRate, sigmaData };
}

function recordOf(job: TrainJob, plan: TrainingPlan, { library }: JobContext<'train'>): TrainingRecord {
  const text = JSON.stringify([job.dataset, job.subset.start, job.subset.count, plan]);
  const known = library.trainings.get(job.run);
  if (known && known.plan !== text) throw new RangeError(`train: ${job.run} was begun with another plan`);
  if (known?.isRunning) throw new RangeError(`train: ${job.run} is running already`);
  const record = known ?? newRecord(text, initialState(plan));
  record.isPauseAsked = false;
  library.trainings.set(job.run, record);
  return record;
}

async function prepareLooker(
  { dataset: id }: TrainJob,
  bytes: Uint8Array,
  borrowed: Borrowing,
  context: JobContext<'train'>,
): Promise<Looker> {
  const { library, signal } = context;
  const dataset = await library.dataset(id);
  const heldOutImages = Math.min(lookSettings.lossImages, datasetInfo(id).heldOutCount);
  const heldOut = await dataset.images('heldOut', 0, heldOutImages, { signal });
  const images = await borrowed.trainingImages();
  const { made } = await borrowed.denoisers(['gaussian', 'multiDelta'], []);
  signal.throwIfAborted();
  const denoiserOf = (wanted: string) => made.find((each) => each.id === wanted)!.denoiser;
  return makeLooker({
    sigmaData: datasetInfo(id).sigmaData,
    training: toFloatPixels(bytes.subarray(0, lookSettings.lossImages * dataset.dim)),
    heldOut: toFloatPixels(heldOut),
    gaussian: denoiserOf('gaussian'),
    multiDelta: denoiserOf('multiDelta'),
    images,
  });
}

interface Run {
  readonly job: TrainJob;
  readonly plan: TrainingPlan;
  readonly record: TrainingRecord;
  readonly bytes: Uint8Array;
  /** Absent when no look is wanted. */
  readonly looker: Looker | undefined;
  readonly context: JobContext<'train'>;
}

async function train(run: Run): Promise<TrainResult> {
  const { job, plan, record, bytes, context } = run;
  const steps = planSteps(plan);
  const looks = new Set(job.looks > 0 ? lookSteps(steps, job.looks) : []);
  if (record.lookedStep < 0) await look(run);
  const sender = makeSender(run);
  let copiedMs = performance.now();
  for await (const { step, loss, readState } of trainNetwork(
    plan,
    toFloatPixels(bytes),
    record.state,
    context.signal,
  )) {
    sender.add(step, loss);
    const isPaused = record.isPauseAsked;
    const isEnd = isPaused || step === steps;
    const isLook = (isEnd || looks.has(step)) && step > record.lookedStep;
    if (isEnd || isLook || performance.now() - copiedMs > copyEveryMs) {
      record.state = await readState();
      copiedMs = performance.now();
    }
    if (isLook) {
      sender.flush();
      await look(run);
    }
    if (isPaused) break;
    await nextTurn();
  }
  sender.flush();
  return finish(run, steps);
}

/** Keeps the network as it is; forgets what only a training needs when it has come to its end. */
function finish({ job, record, context: { library } }: Run, steps: number): TrainResult {
  const isFinished = record.state.step === steps;
  const facts = { ...job, imagesSeen: record.state.step * job.batchSize, plannedImages: steps * job.batchSize };
  const { dataset, subset, width, seed, batchSize, learningRate, imagesSeen, plannedImages } = facts;
  const { sigmaData } = datasetInfo(dataset);
  const own = { dataset, subset, sigmaData, width, seed, batchSize, learningRate, imagesSeen, plannedImages };
  const model = packOwnModel(job.run, own, record.state.ema);
  library.ownModels.set(job.run, model);
  if (isFinished) library.trainings.delete(job.run);
  return { isFinished, entry: model.entry };
}

/** Collects losses and sends them a few times a second, those that were sent before left out. */
function makeSender({ record, context }: Run) {
  let losses: number[] = [];
  let lastStep = 0;
  let sentMs = performance.now();
  const flush = () => {
    const now = performance.now();
    record.elapsedMs += now - sentMs;
    sentMs = now;
    if (losses.length === 0) return;
    const firstStep = lastStep - losses.length + 1;
    context.emit({ kind: 'losses', firstStep, losses: Float32Array.from(losses), elapsedMs: record.elapsedMs });
    record.sentStep = lastStep;
    losses = [];
  };
  return {
    add(step: number, loss: number) {
      lastStep = step;
      if (step > record.sentStep) losses.push(loss);
      if (performance.now() - sentMs > sendEveryMs) flush();
    },
    flush,
  };
}

/** Looks at the network as its state was copied last. */
async function look({ looker, bytes, job, plan, record, context }: Run): Promise<void> {
  if (!looker) return;
  const { step, ema } = record.state;
  const { dim } = datasetInfo(job.dataset);
  const denoiser = makeNetworkDenoiser({ values: ema, width: plan.width, sigmaData: plan.sigmaData });
  const { samples, nearest, ...numbers } = await looker
    .look(denoiser, async () => {
      await nextTurn();
      context.signal.throwIfAborted();
    })
    .finally(() => denoiser.dispose());
  context.signal.throwIfAborted();
  const found = Array.from({ length: lookSettings.sampleCount }, (_, i): Nearest => {
    const sample = samples.subarray(i * dim, (i + 1) * dim);
    const [best, second] = [nearest[2 * i]!, nearest[2 * i + 1]!]
      .map((index) => ({ index, distance: distanceToBytes(sample, bytes.subarray(index * dim, (index + 1) * dim)) }))
      .sort((a, b) => a.distance - b.distance);
    return { index: best!.index, distance: best!.distance, secondDistance: second!.distance };
  });
  const shown: TrainingLook = {
    step,
    imagesSeen: step * job.batchSize,
    ...numbers,
    samples: new Uint8Array(toBytes(samples)),
    nearest: found,
    memorizedFraction: found.filter(isMemorized).length / found.length,
  };
  context.emit({ kind: 'look', look: shown });
  record.lookedStep = step;
}
