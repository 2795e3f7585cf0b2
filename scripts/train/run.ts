/** One training in Node, from wherever it was stopped to the published network. */
import { appendFile, mkdir } from 'node:fs/promises';
import { openDataset } from '../../src/data/dataset';
import { datasetInfo } from '../../src/data/catalog';
import { makeNetworkDenoiser } from '../../src/denoisers/network';
import { edmLossWeight } from '../../src/diffusion/preconditioning';
import { denoiserErrors } from '../../src/metrics/denoiserErrors';
import { lossSigmaValues } from '../../src/metrics/trainingLook';
import { toFloatPixels } from '../../src/data/pixels';
import type { ReadFile } from '../../src/data/readFile';
import { findModelEntry, loadModel, readModelList, type ModelEntry } from '../../src/network/models';
import { readSafetensors, writeSafetensors } from '../../src/network/safetensors';
import { parametersFile, parameterValues } from '../../src/network/weights';
import { checkpointId, type ZooEntry } from '../../src/network/zoo';
import {
  initialState,
  planSteps,
  trainNetwork,
  type TrainingPlan,
  type TrainingState,
  type TrainingStep,
} from '../../src/training/trainNetwork';
import { publish, readState, saveState, writeWhole } from './files';
import { makeTrainingLog } from './log';

export interface Training extends ZooEntry {
  readonly batchSize: number;
  readonly learningRate: number;
  /** The command that does it again. */
  readonly command: string;
}

export interface TrainingPlaces {
  /** Holds a folder of state for each training, git-ignored. */
  readonly stateFolder: URL;
  readonly publicFolder: URL;
  readonly readFile: ReadFile;
  readonly saveEveryMs?: number;
  /** How often the weights so far are published, as a reserve for the state. */
  readonly publishEveryMs?: number;
}

export function planOf({ dataset, width, seed, batchSize, imagesSeen, learningRate }: Training): TrainingPlan {
  return { width, seed, batchSize, imagesSeen, learningRate, sigmaData: datasetInfo(dataset).sigmaData };
}

/** Trains to the end. Killed at any moment and called again, it goes on and ends with the same bits. */
export async function runTraining(training: Training, places: TrainingPlaces): Promise<void> {
  const { id, dataset: datasetId, subset } = training;
  const { stateFolder, publicFolder, saveEveryMs = 60_000, publishEveryMs = 30 * 60_000 } = places;
  const plan = planOf(training);
  const planText = JSON.stringify({ dataset: datasetId, subset, ...plan });
  const folder = new URL(`${id}/`, stateFolder);
  const stateFile = new URL('state.safetensors', folder);
  const models = new URL('models/', publicFolder);
  await mkdir(folder, { recursive: true });

  const dataset = await openDataset(datasetId, places.readFile);
  const pixels = toFloatPixels(await dataset.images('train', subset.start, subset.count));
  const from =
    (await readState(stateFile, planText)) ?? (await readPartial(training, places.readFile)) ?? initialState(plan);
  console.log(`${id}: ${planSteps(plan)} steps of ${plan.batchSize} images, from step ${from.step}`);
  const log = await makeTrainingLog(new URL('log.jsonl', folder), from.step, plan.batchSize);
  const entryAt = (step: number, state: TrainingState) => ({
    ...entryOf(training, step),
    ...(state.adamFrom > 0 && { optimizerRestartedAt: state.adamFrom * plan.batchSize }),
  });

  let savedAt = performance.now();
  let publishedAt = savedAt;
  let state = from;
  const save = async (readBack: TrainingStep['readState']) => {
    state = await readBack();
    await saveState(stateFile, state, planText);
    savedAt = performance.now();
  };
  for await (const { step, loss, readState: readBack } of trainNetwork(plan, pixels, from)) {
    log.add(step, loss);
    const now = performance.now();
    const isCheckpoint = training.checkpoints.some((seen) => planSteps({ ...plan, imagesSeen: seen }) === step);
    if (isCheckpoint || step === planSteps(plan) || now - savedAt > saveEveryMs) {
      await appendFile(log.file, log.take()); // before the state: what is beyond a state is dropped, what is missing stays missing
      await save(readBack);
    }
    if (isCheckpoint) {
      const seen = step * plan.batchSize;
      await publish(models, { ...entryAt(step, state), id: checkpointId(id, seen), checkpointOf: id }, state.ema);
    } else if (now - publishedAt > publishEveryMs) {
      await publish(models, entryAt(state.step, state), state.ema);
      publishedAt = now;
    }
  }
  await publish(models, entryAt(state.step, state), state.ema);
  const float16 = await lossInFloat16(training, state.ema, places.readFile);
  const summary = { version: 1, id, command: training.command, float16, ...(await log.summary()) };
  await writeWhole(new URL(`results/training/${id}.json`, publicFolder), JSON.stringify(summary) + '\n');
  console.log(`${id}: published`);
}

function entryOf(training: Training, step: number): Omit<ModelEntry, 'file' | 'bytes' | 'sha256'> {
  const { id, dataset, subset, command } = training;
  const { imagesSeen, ...plan } = planOf(training);
  return { id, dataset, subset, ...plan, imagesSeen: step * plan.batchSize, plannedImages: imagesSeen, command };
}

/** The published weights of an unfinished training, for when its state is lost: a fresh optimiser goes on from them. */
async function readPartial(training: Training, readFile: ReadFile): Promise<TrainingState | undefined> {
  let entry: ModelEntry;
  try {
    entry = findModelEntry(await readModelList(readFile), training.id);
  } catch {
    return undefined; // nothing published yet
  }
  const wanted = entryOf(training, 0);
  const isSame = (['dataset', 'width', 'seed', 'batchSize', 'learningRate', 'plannedImages'] as const).every(
    (name) => entry[name] === wanted[name],
  );
  if (!isSame || entry.imagesSeen >= entry.plannedImages) return undefined;
  const { values } = await loadModel(entry, readFile);
  const step = entry.imagesSeen / entry.batchSize;
  const zeros = () => new Float32Array(values.length);
  return { step, adamFrom: step, values, ema: values.slice(), adamMean: zeros(), adamSquare: zeros() };
}

const lossImages = 256;

/** The held-out loss of the trained weights and of the same rounded to float16, as they are published: EDM's, at quantiles of the training law of sigma. */
async function lossInFloat16({ dataset: id, width }: Training, ema: Float32Array, readFile: ReadFile) {
  const { sigmaData } = datasetInfo(id);
  const dataset = await openDataset(id, readFile);
  const clean = toFloatPixels(await dataset.images('heldOut', 0, lossImages));
  const file = writeSafetensors(parametersFile(Float32Array.from(ema), width, {}), 'F16');
  const rounded = parameterValues(readSafetensors(file, id), width, id);
  const denoisers = [ema, rounded].map((values) => makeNetworkDenoiser({ values, width, sigmaData }));
  const losses = [0, 0];
  const sigmas = lossSigmaValues();
  for (const sigma of sigmas) {
    const errors = await denoiserErrors(denoisers, { clean, sigma, seed: 7 });
    for (const [i, { error }] of errors.entries())
      losses[i]! += (edmLossWeight(sigma, sigmaData) * error.mean) / sigmas.length;
  }
  for (const denoiser of denoisers) denoiser.dispose();
  return { heldOutLoss: losses[0]!, heldOutLossRounded: losses[1]! };
}

/** Whether the published files of a training are there, finished, and what its row says. @returns the reason when they are not */
export async function faultOf(training: Training, readFile: ReadFile): Promise<string | undefined> {
  const checkpoints = training.checkpoints.map((seen) => ({
    ...entryOf(training, seen / training.batchSize),
    id: checkpointId(training.id, seen),
    checkpointOf: training.id,
  }));
  const steps = planSteps(planOf(training));
  for (const wanted of [...checkpoints, entryOf(training, steps)]) {
    try {
      const entry = findModelEntry(await readModelList(readFile), wanted.id);
      for (const [name, value] of Object.entries(wanted)) {
        const found = entry[name as keyof ModelEntry];
        if (JSON.stringify(found) !== JSON.stringify(value))
          return `${wanted.id}: ${name} must be ${JSON.stringify(value)}, got ${JSON.stringify(found)}`;
      }
      await loadModel(entry, readFile);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return undefined;
}
